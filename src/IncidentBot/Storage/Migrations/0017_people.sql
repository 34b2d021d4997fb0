-- The address by which a platform's own directory knows a person, and the order in which accounts became known.
alter table names
    add column email   text,
    add column number  bigint generated always as identity;

create index names_by_email on names (lower(email)) where email is not null;

-- Accounts of one person. Each row ties one account to another that was known longer; whoever is tied to nobody is who all that hang on
-- them are: take a row away, and what hung on it is by itself again.
create table account_ties (
    account  text primary key,
    tied_to  text not null,
    -- 'email': both directories give the same address. 'claim': its owner said so under both.
    how      text not null check (how in ('email', 'claim')),
    tied_at  timestamptz not null,
    check (account <> tied_to)
);

create index account_ties_to on account_ties (tied_to);

-- Who each tied account is.
create view people as
with recursive upwards (account, person) as (
    select account, tied_to
      from account_ties
     union
    select below.account, above.tied_to
      from upwards below
      join account_ties above on above.account = below.person
)
select account, person
  from upwards
 where not exists (select from account_ties above where above.account = person);

-- Names as they are of use for telling somebody something: whoever has left under one account may be there under another.
create view reachable_names as
select n.id, coalesce(other.time_zone, n.time_zone) as time_zone, case when other.id is null then n.standing else other.standing end as standing
  from names n
  left join lateral (select o.id, o.time_zone, o.standing
                       from people p
                       join names o on o.id = p.account
                      where p.person = n.id
                        and n.standing = 'Deactivated'
                        and o.standing is distinct from 'Deactivated'
                      order by o.number
                      limit 1) other on true;

-- Who says to be somebody else as well. That one is asked, under their own account, and nobody else can answer.
create table account_claims (
    id             bigint generated always as identity primary key,
    -- One at a time for each account that asks.
    claimant       text not null unique,
    claimant_name  text not null,
    -- As it was typed.
    said           text not null,
    -- Whom it was taken for; nothing where that is nobody.
    account        text,
    expires_at     timestamptz not null,
    check (claimant <> account)
);
