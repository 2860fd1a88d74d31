-- directory: whether two people who are kept apart would meet is asked only of whoever is kept apart from somebody. While a file fills new records, the plan
-- that looked for them was made on an empty table and read every place held for each new one.
create or replace function directory.move_stock() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare missing text;
begin
  perform 1 from directory.stock s where s.occurrence_id in (select t.occurrence_id from touched t) order by s.occurrence_id, s.resource for update;
  if tg_op = 'INSERT' then
    select string_agg(distinct n.resource, ', ') into missing from touched t cross join lateral directory.needed(t.support_band, t.characteristics) n
     where n.resource not like 'band:%' and not exists (select from directory.stock s where s.occurrence_id = t.occurrence_id and s.resource = n.resource);
    if missing is not null then raise exception using errcode = 'DW003', message = 'not offered here: ' || missing; end if;
    if exists (select from touched t join directory.occurrence o on o.id = t.occurrence_id where o.cancelled_at is not null) then
      raise exception using errcode = 'DW022', message = 'this date is cancelled'; end if;
    -- under the same lock, so two claims at once cannot both miss the other
    if exists (select from touched t join people.tie k on k.kind = 'keep_apart' and t.person_id in (k.one, k.other) where t.released_at is null) then
      if exists (select from touched t join directory.place_claim c on c.occurrence_id = t.occurrence_id and c.released_at is null
                   join people.tie k on k.kind = 'keep_apart' and k.in_force @> t.on_date and k.one = least(t.person_id, c.person_id) and k.other = greatest(t.person_id, c.person_id)
                  where t.released_at is null and t.person_id <> c.person_id) then
        raise exception using errcode = 'DW009', message = 'this place is not possible for this person'; end if;
    end if;
    update directory.stock s set taken = s.taken + d.amount from (
      select t.occurrence_id, n.resource, sum(n.amount)::int as amount from touched t
       cross join lateral directory.needed(t.support_band, t.characteristics) n where t.released_at is null group by 1, 2) d
     where s.occurrence_id = d.occurrence_id and s.resource = d.resource;
  else
    update directory.stock s set taken = s.taken - d.amount from (
      select t.occurrence_id, n.resource, sum(n.amount)::int as amount from touched t join was w on w.id = t.id
       cross join lateral directory.needed(t.support_band, t.characteristics) n
       where w.released_at is null and t.released_at is not null group by 1, 2) d
     where s.occurrence_id = d.occurrence_id and s.resource = d.resource;
  end if;
  return null;
end $$;
