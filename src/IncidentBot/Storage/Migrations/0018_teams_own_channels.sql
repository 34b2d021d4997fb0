-- Channels of Microsoft Teams that were made for one incident: whatever is said there belongs to it.
create table teams_own_channels (
    tenant   text not null,
    channel  text not null,
    -- The thread with the card, in which the incident lives: 19:…@thread.tacv2;messageid=1705329000000
    home     text not null,
    primary key (tenant, channel)
);
