-- Why: a territory and a service of the State write a dossier together, sign it and deposit it.
--
-- `state` is the dossier as JSON, which follows from the entries of the journal about `dossier:ID`, one an event: it is
-- kept beside them so that reading one does not read its whole story. `invitation` holds what the journal must not: to
-- whom an invitation was sent. Its row goes once it is taken up or taken back.
create table dossier (
    id text not null primary key,
    session text not null,
    state text not null,
    created_at text not null,
    touched_at text not null
);
create index dossier_session on dossier (session, created_at);
create table invitation (
    sha256 text not null primary key check (length(sha256) = 64),
    id text not null unique,
    dossier text not null references dossier (id),
    address text not null,
    expires_at text not null
);
create index invitation_dossier on invitation (dossier);
