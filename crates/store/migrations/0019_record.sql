-- Why: after the dossiers come the jury, the workspaces of laureates, their workshops, roadmaps and editions. Each is kept in
-- the same way: a state as JSON, which follows from the entries of the journal about `KIND:ID`.
--
-- `parent` is the name of what it is part of. `record_text` holds the words that may be erased, under a name that its
-- record knows: neither states nor entries have them. `author` is whose words they are, when somebody wrote them.
create table record (
    kind text not null,
    id text not null,
    session text not null,
    parent text,
    state text not null,
    created_at text not null,
    touched_at text not null,
    primary key (kind, id)
);
create index record_session on record (kind, session, created_at);
create index record_parent on record (parent, kind, created_at);
create table record_text (
    kind text not null,
    id text not null,
    name text not null,
    author text,
    body text not null,
    primary key (kind, id, name)
);
create index record_text_author on record_text (author);
