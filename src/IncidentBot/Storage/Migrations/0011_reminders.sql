-- Who was reminded of what, and in which message. What was decided and not said yet is decided anew.
delete from reminders where sent_at is null and dropped_why is null;

alter table reminders
    -- A digest is one person's, and of no single item.
    alter column incident_id drop not null,
    alter column item_id drop not null,
    -- 'person slack:T01/U01', 'channel slack:T01/C01', 'home INC-2024-0115-1430'
    add column recipient text,
    drop constraint reminders_incident_id_item_id_kind_slot_key;

update reminders r
   set recipient = coalesce('person ' || a.owner_id, 'home ' || r.incident_id)
  from action_items a
 where a.incident_id = r.incident_id
   and a.id = r.item_id;

-- What the bot posted to remind people. It shows how its items stand, also days later.
create table reminder_posts (
    id          bigint generated always as identity primary key,
    -- Of the errand and the place: whatever is tried again is posted once.
    key         text not null unique,
    recipient   text not null,
    platform    text not null,
    workspace   text not null,
    channel     text not null,
    message_id  text not null,
    -- What it said of each item when it was posted.
    layout      jsonb not null,
    posted_at   timestamptz not null
);

create index reminder_posts_old on reminder_posts (posted_at);

create table reminder_post_items (
    incident_id  text not null,
    item_id      text not null,
    post_id      bigint not null references reminder_posts on delete cascade,
    primary key (incident_id, item_id, post_id),
    foreign key (incident_id, item_id) references action_items
);

create index reminder_post_items_of_post on reminder_post_items (post_id);

alter table reminders
    alter column recipient set not null,
    add column post_id bigint references reminder_posts on delete set null,
    add constraint reminders_of_an_item check ((item_id is null) = (kind = 'digest'));

create unique index reminders_once on reminders (incident_id, item_id, kind, slot, recipient) where dropped_why is null and item_id is not null;
create unique index reminders_digest_once on reminders (recipient, slot) where kind = 'digest';
create index reminders_waiting on reminders (created_at) where sent_at is null and dropped_why is null;
create index reminders_of_post on reminders (post_id) where post_id is not null;

-- When it may be time for somebody's digest again.
create table digest_look (
    is_one   boolean primary key default true check (is_one),
    look_at  timestamptz not null
);

insert into digest_look (look_at) values ('-infinity');
