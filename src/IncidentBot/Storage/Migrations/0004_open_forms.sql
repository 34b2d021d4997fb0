-- What somebody is to the organisation, beside their name: a member, a guest, a stranger, no longer there.
alter table names add column standing text;

-- What the forms are for that people have open. It is kept here and not in the form, which comes back from the sender's side.
create table open_forms (
    id         text primary key,
    content    jsonb not null,
    opened_at  timestamptz not null
);

create index open_forms_by_age on open_forms (opened_at);
