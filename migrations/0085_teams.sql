-- people: teams are set up, renamed and ended, and people of the council join and leave them; each with who, when and why.
alter table people.team add column recorded_by uuid, add column recorded_at timestamptz not null default now(), add column ended_on date, add column ended_by uuid, add column ended_why text,
  add constraint team_named check (btrim(name) <> '' and btrim(local_area) <> ''),
  add constraint team_ended_whole check (num_nonnulls(ended_on, ended_by, ended_why) in (0, 3));
create table people.team_name (                                       -- what a team was called and where it worked, before somebody changed it
  id uuid primary key, team_id uuid not null references people.team, name text not null, local_area text not null,
  changed_at timestamptz not null, changed_by uuid not null, reason text not null);
create index team_name_team on people.team_name (team_id);
create trigger end_only before update or delete on people.team_name for each row execute function platform.end_only();

alter table people.team_of_staff add column reason text not null default 'recorded', add column ended_by uuid, add column ended_why text,
  add constraint left_the_team_whole check (num_nonnulls(ended_by, ended_why) in (0, 2));
drop trigger end_only on people.team_of_staff;
create trigger end_only before update or delete on people.team_of_staff for each row execute function platform.end_only('ended_on','ended_by','ended_why');

-- A team that ends looks after nobody and has nobody; nobody joins a team that has ended.
create function people.team_ends_empty() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.ended_on is not null and old.ended_on is null and (
       exists (select from people.team_of_person p where p.team_id = new.id and not isempty(p.in_force) and (upper_inf(p.in_force) or upper(p.in_force) > new.ended_on + 1))
    or exists (select from people.team_of_staff s where s.team_id = new.id and not isempty(s.in_force) and (upper_inf(s.in_force) or upper(s.in_force) > new.ended_on + 1))) then
    raise exception using errcode = '23514', constraint = 'team_ends_empty', message = 'the team still has people'; end if;
  return new;
end $$;
create trigger team_ends_empty before update on people.team for each row execute function people.team_ends_empty();
create function people.joins_a_team() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from people.team t where t.id = new.team_id and t.ended_on is not null and (new.until_date is null or new.until_date > t.ended_on)) then
    raise exception using errcode = '23514', constraint = 'team_has_ended', message = 'the team has ended'; end if;
  return new;
end $$;
create trigger joins_a_team before insert on people.team_of_staff for each row execute function people.joins_a_team();
revoke all on function people.team_ends_empty(), people.joins_a_team() from public;

alter table people.team_name enable row level security;
create policy read on people.team_name for select using ((select platform.is_staff()));
create policy add on people.team_name for insert with check ((select platform.is_role('administrator','job')));
grant select, insert on people.team_name to daywell_app;
