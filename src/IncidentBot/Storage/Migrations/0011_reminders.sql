-- Who was reminded of what.
select 1;
