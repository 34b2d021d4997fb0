-- The keys that tokens are encrypted with, as the framework writes them.
create table encryption_keys (
    id          bigint generated always as identity primary key,
    name        text not null,
    xml         text not null,
    is_key      boolean not null,
    created_at  timestamptz not null default now()
);

-- Where the app is installed. Without a team it serves every workspace of the organisation.
create table slack_installations (
    id             bigint generated always as identity primary key,
    enterprise_id  text,
    team_id        text,
    name           text not null,
    app_id         text not null,
    bot_user_id    text not null,
    -- Both encrypted.
    token          text not null,
    refresh_token  text,
    expires_at     timestamptz,
    scopes         text not null,
    installed_by   text,
    installed_at   timestamptz not null,
    revoked_at     timestamptz,
    revoked_why    text,
    check (enterprise_id is not null or team_id is not null)
);

create unique index slack_installations_once on slack_installations (coalesce(enterprise_id, ''), coalesce(team_id, ''));

-- Which organisation a workspace is part of, as its requests say.
create table slack_teams (
    team_id        text primary key,
    enterprise_id  text not null
);

-- Attempts to install that came back from Slack: each comes back once.
create table slack_install_states (
    state     text primary key,
    spent_at  timestamptz not null
);
