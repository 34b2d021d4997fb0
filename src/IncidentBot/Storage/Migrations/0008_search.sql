-- What search reads: one row for an incident's title, one for what its document says, and one for each few dozen messages.
-- A background service fills it from the log and follows the log; nothing else writes here, and all of it can be made again.
create table search_texts (
    incident_id  text not null references incidents on delete cascade,
    -- 1 the title, 2 the document, 3 the chat: of two incidents the one with the smaller place is the better find.
    place        smallint not null check (place in (1, 2, 3)),
    -- Of chat: the first message. The row reaches up to the next row's first message; the first row begins at 0.
    from_id      bigint not null default 0,
    -- A message that is too long for a row goes on in the next piece.
    piece        int not null default 0,
    words        tsvector not null,
    primary key (incident_id, place, from_id, piece)
);

-- Without a pending list: it would be read through by every search.
create index search_texts_by_word on search_texts using gin (words) with (fastupdate = off);
create index search_records_by_word on search_texts using gin (words) with (fastupdate = off) where place <= 2;

-- The version of each record as it stands in the index.
create table search_records (
    incident_id  text primary key references incidents on delete cascade,
    version      bigint not null
);

-- Every event up to this one is in the index.
create table search_progress (
    is_only   boolean primary key default true check (is_only),
    event_id  bigint not null
);

insert into search_progress (event_id) values (0);
