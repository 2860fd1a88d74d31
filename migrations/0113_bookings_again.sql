-- A single booking on a date that was closed and is laid again can be taken again: another booking, on the date in its place. The first stays as what was said.
alter table directory.booking add column again_of uuid constraint booking_again_once unique constraint booking_again_of references directory.booking;

-- DW110: a booking is taken again on the date that was laid in the place of its own, for whoever had it
create function directory.booking_again_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from directory.booking b join directory.occurrence o on o.lays_again = b.occurrence_id
                  where b.id = new.again_of and o.id = new.occurrence_id and b.cancelled_at is null and b.person_id is not distinct from new.person_id) then
    raise exception using errcode = 'DW110', message = 'a booking is taken again on the date in the place of its own'; end if;
  return new;
end $$;
create trigger booking_again_lawful before insert on directory.booking for each row when (new.again_of is not null) execute function directory.booking_again_lawful();

-- Of the single bookings that a closure cancelled on dates which are laid again: how many there were, and how many have their place again. Numbers, never who.
create function directory.bookings_laid_again(closure uuid) returns table (bookings integer, again integer)
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int, count(n.id)::int from directory.occurrence o join directory.booking b on b.occurrence_id = o.id and (b.cancelled_at is null or b.cancelled_at > o.cancelled_at)
    left join directory.booking n on n.again_of = b.id
   where o.cancelled_for = closure and o.laid_again_at is not null $$;
