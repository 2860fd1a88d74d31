-- market: a decided price that has not begun is taken back with a reason. It never was in force; the price that it ended goes on as a price of its own from the same day.
create table market.rate_taken_back (
  rate_id uuid primary key constraint taken_back_rate references market.rate, goes_on_rate_id uuid constraint goes_on_rate references market.rate,
  reason text not null constraint rate_taken_back_has_reason check (btrim(reason) <> ''), taken_back_on date not null,
  recorded_by uuid not null, recorded_at timestamptz not null default platform.now());
create index rate_taken_back_goes_on on market.rate_taken_back (goes_on_rate_id);
create trigger end_only before update or delete on market.rate_taken_back for each row execute function platform.end_only();

-- DW152: a price that has begun is ended, never taken back; and what is written down as taken back is
create function market.rate_not_begun() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.from_date <= platform.who('today')::date then
    raise exception using errcode = 'DW152', message = 'this price has begun'; end if;
  return new;
end $$;
create trigger rate_not_begun before update on market.rate for each row
  when (new.ended_on < old.from_date and old.ended_on is null) execute function market.rate_not_begun();
create function market.rate_is_taken_back() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from market.rate r where r.id = new.rate_id and isempty(r.in_force) and r.from_date > new.taken_back_on) then
    raise exception using errcode = 'DW152', message = 'this price stands, or had begun'; end if;
  return new;
end $$;
create trigger rate_is_taken_back before insert on market.rate_taken_back for each row execute function market.rate_is_taken_back();

-- DW153: nobody's week stands at it
create function planning.no_line_at_it() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from planning.budget_line b where b.rate_id = new.rate_id and not isempty(b.in_force)) then
    raise exception using errcode = 'DW153', message = 'a line of somebody’s week stands at this price'; end if;
  return new;
end $$;
create trigger no_line_at_it before insert on market.rate_taken_back for each row execute function planning.no_line_at_it();
revoke execute on function market.rate_not_begun() from public;
revoke execute on function market.rate_is_taken_back() from public;
revoke execute on function planning.no_line_at_it() from public;

alter table market.rate_taken_back enable row level security;
create policy add on market.rate_taken_back for insert with check (platform.is_role('job', 'commissioner', 'administrator'));
create policy read on market.rate_taken_back for select using (platform.is_role('job') or platform.is_staff() or exists (select from market.rate r where r.id = rate_id));
grant select, insert on market.rate_taken_back to daywell_app;
