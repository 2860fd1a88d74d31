-- What the Care Quality Commission says of the locations of providers here, and where it is read from.

create table market.cqc_location (                                    -- a copy of the public register, the last that was read; no names of people
  location_id text primary key constraint cqc_location_id check (location_id ~ '^[0-9A-Za-z-]{3,20}$'),
  content jsonb not null, changed_on date not null, read_on date not null, read_from text not null constraint cqc_read_from check (read_from in ('file','address')),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint cqc_location_of_itself check (content ->> 'locationId' = location_id),
  constraint cqc_read_in_order check (changed_on <= read_on));

create table market.cqc_source (                                      -- the address locations are read from by themselves; one at a time
  id uuid primary key default gen_random_uuid(), address text not null constraint cqc_source_address check (address ~* '^https?://'),
  every_hours integer not null constraint cqc_source_every_hours check (every_hours between 1 and 8784),
  begun_by uuid not null, begun_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  asked_at timestamptz, last_fault text,
  constraint cqc_source_ended_by_somebody check ((ended_at is null) = (ended_by is null)));
create unique index cqc_source_one on market.cqc_source ((true)) where ended_at is null;
create trigger end_only before delete or update of id, address, every_hours, begun_by, begun_at, ended_at, ended_by on market.cqc_source for each row
  execute function platform.end_only('ended_at','ended_by');

do $$ declare
  job text := '(select platform.is_role(''job''))'; keeps text := '(select platform.is_role(''commissioner'',''administrator''))'; t text;
begin
  foreach t in array array['cqc_location','cqc_source'] loop
    execute format('alter table market.%I enable row level security', t);
    execute format('create policy read on market.%I for select using (%s or %s)', t, job, case t when 'cqc_location' then 'true' else keeps end);
    execute format('create policy add on market.%I for insert with check (%s or %s)', t, job, keeps);
    execute format('create policy change on market.%I for update using (%s or %s)', t, job, keeps);
    execute format('grant select, insert, update on market.%I to daywell_app', t);
  end loop;
end $$;
