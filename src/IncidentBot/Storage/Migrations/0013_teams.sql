-- Where Microsoft Teams is spoken to: each conversation with the service that was last seen for it.
create table teams_conversations (
    tenant        text not null,
    -- As Teams names it; a thread of a channel carries its root: 19:…@thread.tacv2;messageid=1705329000000
    conversation  text not null,
    -- personal, groupChat or channel
    kind          text not null,
    service_url   text not null,
    -- The bot's own id there: 28:<app id>
    bot_id        text not null,
    team_id       text,
    channel_id    text,
    name          text,
    -- Whether everything that is said there is delivered, or only what mentions the bot.
    hears_all     boolean not null default false,
    -- Why nothing can be said there; until the bot is spoken to there again.
    dead_why      text,
    seen_at       timestamptz not null,
    primary key (tenant, conversation)
);

-- People as Teams names them: their id in the directory, and the id under which this bot writes to them.
create table teams_people (
    tenant     text not null,
    person     text not null,
    user_id    text not null,
    name       text not null,
    email      text,
    -- Their conversation with the bot alone, once there is one.
    personal   text,
    seen_at    timestamptz not null,
    primary key (tenant, person)
);
