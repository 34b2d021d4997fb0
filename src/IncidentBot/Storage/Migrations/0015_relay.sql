-- A message that people in one home of an incident wrote is shown in its other homes: which post there shows which message.
create table relayed_messages (
    incident_id    text not null references incidents,
    platform       text not null,
    workspace      text not null,
    channel        text not null,
    message_id     text not null,
    to_platform    text not null,
    to_workspace   text not null,
    to_channel     text not null,
    to_message_id  text not null,
    primary key (platform, workspace, channel, message_id, to_platform, to_workspace, to_channel),
    unique (to_platform, to_workspace, to_channel, to_message_id)
);

alter table conversations
    -- Whether what people say there is shown in the incident's other homes, and what they say in those is shown there.
    add column is_relayed boolean not null default true,
    -- When it became the incident's home: what was said before is not shown there.
    add column since timestamptz not null default 'epoch';
