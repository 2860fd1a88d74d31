-- charging: two sums told from one and the same first day contradict each other, and the week is charged by the lower. So a higher sum is told from a later
-- day than a lower one that holds; a lower one may be told from the same day, and what never held (withdrawn before it began) is in nobody's way.
-- DW131: a person was told less from that same day.
create function charging.less_told_that_day() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.provenance = 'told' and exists (
      select from charging.notice n join charging.contribution c on c.id = n.contribution_id
       where n.person_id = new.person_id and n.first_day_charged = new.first_day_charged and n.weekly_pence < new.weekly_pence and not isempty(c.in_force)) then
    raise exception using errcode = 'DW131', message = 'the person was told less from that same day'; end if;
  return new;
end $$;
revoke execute on function charging.less_told_that_day() from public;
create trigger less_told_that_day before insert on charging.notice for each row execute function charging.less_told_that_day();
