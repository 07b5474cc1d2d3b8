-- Why: a digest tells what is new since the last one. News are files, which may be changed at any moment and dated
-- earlier than the day they come: this instance notes when it first saw each of them, and when it last sent digests.
create table news_seen (
    session text not null,
    item text not null,
    seen_at text not null,
    primary key (session, item)
);
create table digest_run (
    id integer not null primary key check (id = 1),
    at text not null
);
