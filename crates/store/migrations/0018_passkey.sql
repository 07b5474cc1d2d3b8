-- Why: people enter with a passkey, without a mail and without a name to write. What the device proves is checked against
-- what is kept here; nothing of it lets anybody enter.
--
-- `passkey.id` is the identifier that the device gives, in base64url; `fixed` (public key) and `moving` (counter, state
-- of backup) are the bytes of the library that checks them, in hexadecimal digits. `passkey_ceremony` is a challenge that
-- was given and not yet answered, by its digest: it is taken out at its first use.
create table passkey (
    id text not null primary key,
    person text not null references person (id),
    name text not null,
    fixed text not null,
    moving text not null,
    transports text not null,
    created_at text not null,
    used_at text
);
create index passkey_person on passkey (person);
create table passkey_ceremony (
    sha256 text not null primary key check (length(sha256) = 64),
    person text references person (id),
    state text not null,
    created_at text not null,
    expires_at text not null
);
create index passkey_ceremony_expires on passkey_ceremony (expires_at);
