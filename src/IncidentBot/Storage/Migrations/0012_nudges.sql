-- What people were nudged to do; written with the message that says it, so that it is said once.
create table nudges (
    incident_id  text not null references incidents,
    kind         text not null,
    -- What makes it the same one: the promised moment, the resolve, the day of the review.
    slot         text not null,
    decided_at   timestamptz not null,
    sent_at      timestamptz,
    -- When its post was changed, because its reason had gone.
    settled_at   timestamptz,
    -- Why nothing was said after all.
    dropped_why  text,
    primary key (incident_id, kind, slot)
);

-- When each incident is to be looked at next, whether anybody is to be nudged.
create table nudge_looks (
    incident_id  text primary key references incidents,
    -- As the incident was when that was decided: whoever decides on an older one decides nothing.
    version      bigint not null,
    -- Nothing where only a change can bring something.
    look_at      timestamptz
);

insert into nudge_looks (incident_id, version, look_at)
select id, version, created_at
  from incidents
 where version > 0
   and status not in ('Closed', 'Cancelled');

create index nudge_looks_due on nudge_looks (look_at, incident_id) where look_at is not null;

-- The settings that the looks were decided by: with others, all are looked at anew.
create table nudge_settings (
    only_one  boolean primary key default true check (only_one),
    settings  text not null
);
