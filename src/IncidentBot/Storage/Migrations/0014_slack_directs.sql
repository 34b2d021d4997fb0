-- A person's conversation with the bot alone: Slack opens no more than some fifty a minute, and they stay as they are.
create table slack_directs (
    team_id  text not null,
    user_id  text not null,
    channel  text not null,
    primary key (team_id, user_id)
);
