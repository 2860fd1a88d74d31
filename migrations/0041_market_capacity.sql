-- market: what a session can hold follows from its rooms and its rota; other steps go on reading what directory sells.

create table market.room (
  id uuid primary key default gen_random_uuid(), site_id uuid not null references directory.site, name text not null constraint room_named check (btrim(name) <> ''),
  places smallint not null constraint room_places check (places > 0), distanced_places smallint constraint room_distanced check (distanced_places between 0 and places),
  hoists smallint not null default 0 constraint room_hoists check (hoists >= 0), changing_places smallint not null default 0 constraint room_changing_places check (changing_places >= 0),
  wheelchair_spaces smallint not null default 0 constraint room_wheelchairs check (wheelchair_spaces >= 0),
  from_date date not null, ended_on date, in_force daterange generated always as (platform.period(from_date, null, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint room_of_site unique (id, site_id),
  constraint one_room_of_a_name exclude using gist (site_id with =, lower(name) with =, in_force with &&));
create trigger end_only before update or delete on market.room for each row execute function platform.end_only('ended_on');
create table market.session_room (                                    -- a session in a room of its own site
  session_id uuid not null references directory.session, room_id uuid not null references market.room, from_date date not null, ended_on date,
  in_force daterange generated always as (platform.period(from_date, null, ended_on)) stored,
  id uuid primary key default gen_random_uuid(), recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint session_in_room_once exclude using gist (session_id with =, room_id with =, in_force with &&));
create trigger end_only before update or delete on market.session_room for each row execute function platform.end_only('ended_on');
create index session_room_room on market.session_room (room_id);
create table market.roster (                                          -- who works at a session
  id uuid primary key default gen_random_uuid(), session_id uuid not null references directory.session,
  workers smallint not null constraint roster_workers check (workers between 0 and 200), largest_group smallint constraint roster_group check (largest_group between 1 and 50),
  from_date date not null, ended_on date, in_force daterange generated always as (platform.period(from_date, null, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint one_roster_at_a_time exclude using gist (session_id with =, in_force with &&));
create trigger end_only before update or delete on market.roster for each row execute function platform.end_only('ended_on');

do $$ declare
  job text := '(select platform.is_role(''job''))'; staff text := '(select platform.is_staff())'; keeps text := '(select platform.is_role(''commissioner'',''broker''))'; one record;
begin
  for one in select * from (values
    ('room', ' or exists (select from directory.site s join market.my_organisation m on m.organisation_id = s.organisation_id where s.id = site_id)'),
    ('session_room', ' or session_id in (select m.session_id from market.my_sessions m)'),
    ('roster', ' or session_id in (select m.session_id from market.my_sessions m)')) as t (name, own) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s%s)', one.name, job, staff, one.own);
    execute format('create policy add on market.%I for insert with check (%s or %s%s)', one.name, job, keeps, one.own);
    execute format('create policy change on market.%I for update using (%s or %s%s)', one.name, job, keeps, one.own);
  end loop;
end $$;
