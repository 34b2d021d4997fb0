-- The question for the document that an incident waits to have answered, and where it was posted.
create table open_questions (
    incident_id  text primary key references incidents,
    question     bigint not null,
    asked_of     text,
    asked_at     timestamptz not null,
    platform     text,
    workspace    text,
    channel      text,
    message_id   text,
    -- Whether it is answered below its post; where that is impossible, by the next message of whoever was asked.
    is_threaded  boolean not null default true
);

-- Incidents of whose document there is nothing to ask, as long as they stand at this version.
create table asked_enough (
    incident_id  text primary key references incidents,
    version      bigint not null,
    -- Whether the bot asked by itself then: where that is changed, all are looked at again.
    is_on        boolean not null
);

create index incidents_unfiled on incidents (id) where version > 0 and status not in ('Closed', 'Cancelled');
