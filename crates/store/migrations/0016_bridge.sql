-- Why: dossiers that were deposited on Démarche numérique are taken here once each, brought up to date when they change
-- there, and never taken again once they were erased here: a row of `bridge_dossier` outlives its dossier.
--
-- `node` is the identifier by which its interface knows the dossier, `changed_at` when its answers last changed there.
-- `bridge_note` has the digest of what was last written in an annotation. `bridge_run.since` is the time up to which all
-- that changed there was taken.
create table bridge_dossier (
    dossier text not null primary key,
    session text not null,
    demarche bigint not null,
    number bigint not null,
    node text not null,
    page text not null,
    changed_at text not null,
    taken_at text not null,
    unique (demarche, number)
);
create table bridge_note (
    dossier text not null references bridge_dossier (dossier),
    annotation text not null,
    sha256 text not null check (length(sha256) = 64),
    written_at text not null,
    primary key (dossier, annotation)
);
create table bridge_run (
    session text not null,
    demarche bigint not null,
    since text not null,
    primary key (session, demarche)
);
