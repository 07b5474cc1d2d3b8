-- Why: a reader gets what is new by e-mail, after having confirmed that the address is theirs.
--
-- `consent` is the sentence that was agreed to, `topics` the kinds of news wanted, sorted and parted by commas.
-- `letters` counts the mails that requests for this address caused since `letters_since`: it bounds what a stranger can
-- make us send to somebody. A row is removed when the subscription ends, and nothing of it is kept.
create table subscription (
    id text not null primary key check (length(id) = 32),
    address text not null unique,
    lang text not null check (lang in ('fr', 'en')),
    topics text not null,
    consent text not null,
    asked_at text not null,
    confirmed_at text,
    digest_at text,
    letters integer not null,
    letters_since text not null
);
create table subscription_token (
    sha256 text not null primary key check (length(sha256) = 64),
    subscription text not null references subscription (id),
    purpose text not null check (purpose in ('confirm', 'manage')),
    created_at text not null,
    expires_at text
);
create index subscription_token_of on subscription_token (subscription);
