-- Why: a mail must leave if, and only if, the act that asked for it was done. It is written here in the same transaction
-- as the act, and sent afterwards by a job that may be stopped at any moment and started again.
--
-- `id` follows from `key`, which says what the mail is for: the same mail is written once, and sent again under the same
-- Message-ID when a program stopped between sending and writing that it had. What a mail says, and to whom, is erased
-- once it is sent or given up: what remains names nobody.
create table outbox (
    id text not null primary key check (length(id) = 32),
    kind text not null,
    recipient text,
    lang text not null check (lang in ('fr', 'en')),
    subject text,
    body_text text,
    body_html text,
    unsubscribe text,
    created_at text not null,
    state text not null check (state in ('waiting', 'sent', 'refused')),
    due_at text not null,
    held_until text not null,
    attempts integer not null check (attempts >= 0),
    last_error text,
    settled_at text
);
create index outbox_due on outbox (state, due_at);
