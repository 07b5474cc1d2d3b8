-- Why: an instance must be able to say since when it exists and which version of Mosaïque created it, so that who runs
-- it knows what they have before an update. One row, written when the database is created, never changed.
create table instance (
    id integer not null primary key check (id = 1),
    created_at text not null,
    created_by_version text not null
);
