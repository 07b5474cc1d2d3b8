-- Why: people take part in a session under a role. They enter with a link sent to their mailbox, keep their way in for a
-- while on each device, and can end it from any other.
--
-- `person.id` is the only name that the journal has of somebody: it says nothing of them. Of links and of ways in, the
-- digest only is kept. `login.seen_at` moves at most every few minutes. `part` has one row a role that somebody has now
-- in a session; who gave it and took it away is in the journal. `areas` are codes of départements and régions, sorted
-- and parted by commas.
create table person (
    id text not null primary key check (length(id) = 32),
    address text not null unique,
    name text not null,
    lang text not null check (lang in ('fr', 'en')),
    created_at text not null,
    verified_at text
);
create table sign_in (
    sha256 text not null primary key check (length(sha256) = 64),
    address text not null,
    lang text not null check (lang in ('fr', 'en')),
    created_at text not null,
    expires_at text not null
);
create index sign_in_address on sign_in (address);
create table login (
    sha256 text not null primary key check (length(sha256) = 64),
    id text not null unique check (length(id) = 12),
    person text not null references person (id),
    how text not null check (how in ('link', 'provider', 'passkey', 'demonstration')),
    device text not null,
    created_at text not null,
    seen_at text not null,
    expires_at text not null
);
create index login_person on login (person);
create table part (
    person text not null references person (id),
    session text not null,
    role text not null,
    areas text not null,
    given_at text not null,
    primary key (person, session, role)
);
