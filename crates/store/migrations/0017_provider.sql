-- Why: agents enter through a provider of OpenID Connect. Its account and a person are bound once, and that bond is what
-- counts afterwards: neither an address that changes there nor one that is given to somebody else opens anything.
--
-- `provider_attempt` is a way to the provider that nobody came back from yet: the digest of what the browser holds, from
-- which state, nonce and verifier are worked out, so that none of them is here. `person` is who asked to bind an account
-- to the space that is open. `provider_claim` is an account whose address the provider does not say it verified: it waits
-- for its holder to follow a link sent to that address. `provider_session` is what the provider asks for to be left.
create table provider_attempt (
    sha256 text not null primary key check (length(sha256) = 64),
    person text references person (id),
    lang text not null check (lang in ('fr', 'en')),
    next text not null,
    created_at text not null,
    expires_at text not null
);
create table provider_account (
    issuer text not null,
    subject text not null,
    person text not null references person (id),
    siret text,
    assurance text,
    created_at text not null,
    seen_at text not null,
    primary key (issuer, subject)
);
create index provider_account_person on provider_account (person);
create table provider_claim (
    sha256 text not null primary key check (length(sha256) = 64),
    issuer text not null,
    subject text not null,
    address text not null,
    siret text,
    assurance text,
    created_at text not null,
    expires_at text not null
);
create table provider_session (
    login text not null primary key references login (sha256) on delete cascade,
    issuer text not null,
    id_token text not null
);
