-- What the bot had to leave out, and why: one row a subject, however often it happens.
create table operator_notes (
    subject   text primary key,
    note      text not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    told_at   timestamptz not null,
    times     int not null
);
