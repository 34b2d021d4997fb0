-- Who is signed in on the web pages. The cookie names the session; only a digest of what it says is kept.
create table web_sessions (
    id_hash       bytea primary key,
    person_id     text not null,
    person_name   text not null,
    -- Whose account at the identity provider it was, where one signed the person in.
    subject       text,
    created_at    timestamptz not null,
    last_seen_at  timestamptz not null
);

create index web_sessions_by_age on web_sessions (last_seen_at);

-- Links by which a person comes from the chat to the pages: each opens once.
create table sign_in_links (
    token_hash   bytea primary key,
    person_id    text not null,
    person_name  text not null,
    incident_id  text references incidents,
    expires_at   timestamptz not null,
    used_at      timestamptz
);

-- Whom an account at the identity provider belongs to in the chat.
create table web_identities (
    subject      text primary key,
    person_id    text not null,
    person_name  text not null,
    tied_at      timestamptz not null
);
