-- Why: a dossier comes with files. What they hold is kept beside the database, in a folder or a bucket, under the digest of
-- their bytes: the same file is kept once, and a file that was altered is known. Here is what is known of each of them.
create table attachment (
    sha256 text not null primary key check (length(sha256) = 64),
    size bigint not null check (size >= 0),
    media_type text not null,
    name text not null,
    added_at text not null
);
