-- Why: a pilot changes a call on screen: its calendar, its form, its grid; and puts it in a phase by hand.
--
-- `call_revision` holds the whole text of each file that a revision changes, as JSON (name → text): a dossier may be on the
-- form of any of them, so none is ever changed or removed, and the journal has the digest of each text. `call_state` has
-- one row a session: its last revision, the phases put by hand as JSON (which follows from the journal), and a number that
-- moves with each change, by which who keeps these in memory knows that they changed. `call_draft` is what a pilot
-- prepares: it is nobody else's business, and leaves no trace once it is published or dropped.
create table call_revision (
    session text not null,
    number bigint not null check (number >= 1),
    files text not null,
    reason text not null,
    made_by text not null,
    made_at text not null,
    primary key (session, number)
);
create table call_state (
    session text not null primary key,
    revision bigint not null,
    steering text not null,
    version bigint not null
);
create table call_draft (
    session text not null primary key,
    base bigint not null,
    files text not null,
    touched_by text not null,
    touched_at text not null
);
