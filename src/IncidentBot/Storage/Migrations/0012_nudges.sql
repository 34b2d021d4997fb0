-- What people were nudged to do.
select 1;
