-- Why: those who make a dossier speak of it among themselves, and take back what they said.
--
-- That somebody said something is in the journal; the words are here only, so that they can be changed and erased.
-- `comment_seen` counts the comments of a dossier that somebody has had before their eyes, the oldest first.
create table comment_text (
    id text not null,
    dossier text not null references dossier (id),
    body text not null,
    primary key (dossier, id)
);
create table comment_seen (
    dossier text not null references dossier (id),
    person text not null,
    seen bigint not null check (seen >= 0),
    primary key (dossier, person)
);
