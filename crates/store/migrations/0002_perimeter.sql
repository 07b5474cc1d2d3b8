-- Why: a visitor composes a set of communes and gets a short permanent address for it, without an account.
--
-- A row is never updated: its id is the beginning of the digest of its content (see src/perimeter.rs). No personal data
-- is kept: who saved it is not known. `communes` is the codes of five characters, sorted, one after the other: a set of
-- all the communes of France is a text of 175 kB, against 35 000 rows in a table of pairs that no query would join.
create table perimeter (
    id text not null primary key check (length(id) = 12),
    name text,
    as_of text not null,
    communes text not null check (length(communes) >= 5 and length(communes) % 5 = 0),
    saved_at text not null
);
