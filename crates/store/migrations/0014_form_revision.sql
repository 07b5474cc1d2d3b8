-- Why: a dossier begun with a form is read by that form, even when the file of the session has a later one.
--
-- `form` is the form as JSON, kept when the first dossier answers it, and never changed.
create table form_revision (
    session text not null,
    revision bigint not null,
    form text not null,
    kept_at text not null,
    primary key (session, revision)
);
