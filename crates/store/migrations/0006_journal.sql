-- Why: what was done must be proved later to whoever it concerns, without having to trust who keeps the database. Each act
-- is an entry chained to the one before by its digest; each day is closed by one digest over its entries (src/entry.rs).
--
-- What an act says is beside its entry, with a salt, and can be erased when it holds personal data: the entry keeps its
-- digest only, and the chain is still whole. `journal_head` is the last entry and the time before which none may be
-- written; entries cut from the end are missed there.
create table journal_entry (
    seq bigint not null primary key check (seq >= 1),
    at text not null check (length(at) = 20),
    actor text not null,
    act text not null,
    subject text not null,
    body_sha256 text not null check (length(body_sha256) = 64),
    previous text not null check (length(previous) = 64),
    hash text not null unique check (length(hash) = 64)
);
create index journal_entry_about on journal_entry (subject);
create table journal_body (
    seq bigint not null primary key references journal_entry (seq),
    salt text not null check (length(salt) = 32),
    body text not null
);
create table journal_day (
    day text not null primary key check (length(day) = 10),
    first_seq bigint not null references journal_entry (seq),
    last_seq bigint not null references journal_entry (seq),
    root text not null check (length(root) = 64),
    previous text not null check (length(previous) = 64),
    closed_at text not null,
    hash text not null unique check (length(hash) = 64),
    check (first_seq <= last_seq)
);
create table journal_head (
    id integer not null primary key check (id = 1),
    seq bigint not null,
    at text not null,
    hash text not null check (length(hash) = 64)
);
insert into journal_head (id, seq, at, hash)
values (1, 0, '', '0000000000000000000000000000000000000000000000000000000000000000');
