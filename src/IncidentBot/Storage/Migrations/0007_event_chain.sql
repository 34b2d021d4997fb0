-- Each incident's log is chained: every event's hash goes into the seal of the next link, so that whoever knows the head
-- can tell whether anything before it was changed, taken out or put in.
create table event_chains (
    incident_id   text primary key references incidents,
    length        bigint not null default 0,
    head          bytea not null default ''::bytea,
    sealed_at     timestamptz,
    -- Every event up to this one has its link; above it are those that may still be joined by a late one.
    sealed_up_to  bigint not null default 0
);

-- Links hang on the chain and not on the incident: sealing must not wait for whoever changes it, nor the other way round.
create table event_seals (
    incident_id  text not null references event_chains,
    place        bigint not null,
    event_id     bigint not null,
    leaf         bytea not null,
    parts        bytea not null,
    seal         bytea not null,
    why          text not null check (why in ('new', 'redacted', 'name', 'moved')),
    sealed_at    timestamptz not null,
    primary key (incident_id, place)
);

create index event_seals_of_event on event_seals (incident_id, event_id, place);

-- How far the search for unsealed events has come: one row.
create table sealing (
    is_only      boolean primary key default true check (is_only),
    searched_to  bigint not null
);

insert into sealing (searched_to) values (0);
