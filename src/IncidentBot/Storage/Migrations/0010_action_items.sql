-- What lists, figures and reminders need to know of an action item without reading its incident's record.
alter table action_items
    add column created_at     timestamptz,
    -- When its owner or its due date was set last.
    add column settled_at     timestamptz,
    -- When it was done or dropped.
    add column closed_at      timestamptz,
    add column snoozed_until  date,
    -- When it is to be looked at next, whether anybody is to be reminded; nothing where only a change can bring that.
    add column look_at        timestamptz;

update action_items a
   set created_at = (item ->> 'createdAt')::timestamptz,
       settled_at = (item ->> 'createdAt')::timestamptz
  from incidents i
 cross join jsonb_array_elements(i.record -> 'actionItems') as item
 where i.id = a.incident_id
   and item ->> 'id' = a.id;

update action_items
   set look_at = '-infinity'
 where status in ('Open', 'InProgress');

create index action_items_look on action_items (look_at) where look_at is not null;
create index action_items_closed on action_items (closed_at) where closed_at is not null;

-- Who answers for what a team owns, as people said it in the chat.
create table teams (
    -- In lower case, as owners are compared.
    key           text primary key,
    name          text not null,
    -- [{"id": "slack:T1/U1", "name": "Ada Lovelace"}]
    people        jsonb not null default '[]',
    platform      text,
    workspace     text,
    channel       text,
    channel_name  text,
    set_by        text not null,
    set_at        timestamptz not null
);
