-- market: a block contract that stands is written down on a page, with where it is kept, and ends earlier for a reason.
alter table market.block_contract add column citation text, add column end_reason text,
  add constraint block_end_has_reason check ((ended_on is null) = (end_reason is null)) not valid;
drop trigger end_only on market.block_contract;
create trigger end_only before update or delete on market.block_contract for each row execute function platform.end_only('ended_on', 'end_reason');

-- DW114: no block contract begins on a day on which any framework stood, whichever framework it names
create function market.no_new_volume() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from market.framework f where platform.period(f.from_date, f.until_date, null) @> new.from_date) then
    raise exception using errcode = 'DW114', message = 'a framework stood on the first day of this contract'; end if;
  return null;
end $$;
create trigger no_new_volume after insert on market.block_contract for each row execute function market.no_new_volume();

-- DW115: an instalment is due on a day of its contract
create function market.instalment_of_its_contract() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from market.block_contract b where b.id = new.block_contract_id and new.due_on between b.from_date and b.until_date) then
    raise exception using errcode = 'DW115', message = 'an instalment is due outside the days of its contract'; end if;
  return new;
end $$;
create trigger instalment_of_its_contract before insert on market.block_instalment for each row execute function market.instalment_of_its_contract();

-- DW116: a contract ends earlier from today on, before its last day: what was paid under it until yesterday was paid under a contract that stood
create function market.block_ends_ahead() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.ended_on is distinct from old.ended_on
     and not (new.ended_on >= new.from_date and new.ended_on < new.until_date and new.ended_on >= platform.who('today')::date) then
    raise exception using errcode = 'DW116', message = 'a block contract ends on a day from today on and before its last day'; end if;
  return new;
end $$;
create trigger block_ends_ahead before update on market.block_contract for each row execute function market.block_ends_ahead();
