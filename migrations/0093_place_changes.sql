-- directory: whoever is at a place asks for it to be put right, or says that it leaves it from a day; the council decides as about a new place.
alter table directory.site add column left_on date;                      -- the last day there; nothing runs there after it

create table directory.site_change (
  id uuid primary key,                                                -- made with the form: the same form sent twice asks once
  site_id uuid not null references directory.site, organisation_id uuid not null references directory.organisation,
  kind text not null constraint place_change_kind check (kind in ('correct', 'leave')),
  name text constraint place_change_named check (btrim(name) <> '' and length(name) <= 200), line_1 text constraint place_change_address check (btrim(line_1) <> ''),
  town text constraint place_change_town check (btrim(town) <> ''), postcode text constraint place_change_postcode check (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'),
  rooms_words text, last_day date, note text, looker text not null,
  proposed_by uuid not null, proposed_at timestamptz not null, proposed_on date not null,
  decision text constraint place_change_decision check (decision in ('approved', 'rejected', 'withdrawn')), reason text, decided_by uuid, decided_at timestamptz,
  was jsonb,                                                          -- what stood before it was approved
  constraint place_change_whole check (case kind when 'correct' then num_nonnulls(name, line_1, town, postcode) = 4 and last_day is null
                                                 else num_nonnulls(name, line_1, town, postcode, rooms_words) = 0 and last_day is not null end),
  constraint place_left_from_now_on check (last_day >= proposed_on),
  constraint place_change_decided_whole check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
  constraint place_change_rejected_with_reason check (decision is distinct from 'rejected' or btrim(reason) <> ''),
  constraint place_change_approved_by_another check (decision is null or decision = 'withdrawn' or decided_by <> proposed_by),
  constraint place_change_keeps_what_was check ((decision is not distinct from 'approved') = (was is not null)));
create unique index place_change_one_open on directory.site_change (site_id) where decision is null;
create index place_change_waits on directory.site_change (proposed_at) where decision is null;
create index place_change_of_organisation on directory.site_change (organisation_id, proposed_at desc);
create trigger end_only before update or delete on directory.site_change for each row execute function platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'was');

grant select, insert, update on directory.site_change to daywell_app;
alter table directory.site_change enable row level security;
do $$ declare
  job text := '(select platform.is_role(''job''))'; keepers text := '(select platform.is_role(''broker'', ''commissioner'', ''administrator''))';
  own text := 'exists (select from market.my_organisation m where m.organisation_id = site_change.organisation_id)';
  at_own text := 'exists (select from directory.site s where s.id = site_change.site_id and s.organisation_id = site_change.organisation_id)';
begin
  execute format('create policy read on directory.site_change for select using (%s or %s or %s)', job, keepers, own);
  execute format('create policy add on directory.site_change for insert with check (%s or %s and %s)', job, own, at_own);
  execute format('create policy change on directory.site_change for update using (%s or %s or %s) with check (%s or %s or (%s and decision = ''withdrawn''))', job, keepers, own, job, keepers, own);
end $$;

-- How many people have a place at a site after a day, whoever runs the session: a number, never who.
create function directory.people_at_site_after(site uuid, last_day date) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select directory.people_with_places(array(select s.id from directory.session s where s.site_id = site), last_day + 1, null) $$;

-- DW099: nobody's place is lost when its provider leaves the building: they are placed elsewhere first
create function directory.left_without_people() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if directory.people_at_site_after(new.id, new.left_on) > 0 then
    raise exception using errcode = 'DW099', message = 'people have a place there after this day'; end if;
  return new;
end $$;
create trigger left_without_people before update of left_on on directory.site for each row when (new.left_on is not null and new.left_on is distinct from old.left_on)
  execute function directory.left_without_people();
