-- Until when each workspace was listened to: what lies between this and the next time is a gap that is filled from history.
create table listening (
    platform   text not null,
    workspace  text not null,
    until      timestamptz not null,
    primary key (platform, workspace)
);

-- Ids that had to be written where a name belongs, because nobody told the name in time. They are mended when it is known.
create table bare_names (
    id     text primary key,
    since  timestamptz not null
);

-- The bytes of files that people shared, where the operator wants them kept. They go with their message.
create table kept_files (
    platform    text not null,
    workspace   text not null,
    channel     text not null,
    message_id  text not null,
    file_id     text not null,
    incident_id text not null references incidents,
    name        text not null,
    type        text,
    content     bytea not null,
    fetched_at  timestamptz not null,
    primary key (platform, workspace, channel, message_id, file_id)
);

create index kept_files_of_incident on kept_files (incident_id);
