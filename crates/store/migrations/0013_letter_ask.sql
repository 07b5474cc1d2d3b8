-- Why: the author of a letter is asked for it by mail, and answers by a link, without an account.
--
-- What the journal must not hold: to whom the demand was sent, in which function, and why they refuse, if they say so. The row
-- goes when the demand is taken back, or when its links no longer open anything. Each mail has a link of its own.
create table letter_ask (
    id text not null primary key,
    dossier text not null references dossier (id),
    address text not null,
    position text not null,
    lang text not null check (lang in ('fr', 'en')),
    expires_at text not null,
    reminded_at text,
    seen_at text,
    reply text
);
create index letter_ask_dossier on letter_ask (dossier);
create table letter_link (
    sha256 text not null primary key check (length(sha256) = 64),
    letter text not null references letter_ask (id)
);
create index letter_link_letter on letter_link (letter);
