-- Why: what is kept of people ends. An account is erased some time after its last sign, and whoever holds it is warned
-- before; a dossier that is erased leaves a skeleton, by which one may still count; a file that nothing names any more
-- leaves its shelf, even if the program stops half-way.
--
-- `person.seen_at` is the last time they came, which is kept when their ways in are gone. `person.warned_at` and
-- `person.erase_from` are of the last warning. `attachment.given_at` is the last time that the file was given: it may not
-- be named yet. A row of `attachment_ending` goes once its bytes did, or once something names them again.
alter table person add column seen_at text;
alter table person add column warned_at text;
alter table person add column erase_from text;
update person set seen_at = (select max(login.seen_at) from login where login.person = person.id);
alter table attachment add column given_at text;
create table skeleton (
    dossier text not null primary key,
    session text not null,
    rule text not null,
    erased_at text not null,
    body text not null
);
create index skeleton_session on skeleton (session, erased_at);
create table attachment_ending (
    sha256 text not null primary key check (length(sha256) = 64),
    since text not null
);
