-- directory: everything there is to do can be searched for; what nobody offers is counted, and nobody is named.

alter table directory.opportunity add column tier smallint constraint opportunity_tier check (tier between 1 and 3);   -- null: open to anybody, no tier of support

-- What a search may ever know of: hidden entries (a refuge, an address that must not be known) have no row here, whoever asks.
create view directory.findable_entry with (security_invoker = true) as
  select o.id, o.audience, o.name, o.summary, o.search_words, o.what_happens, o.who_for, o.kind, o.setting, o.tier, o.said_weekdays, o.access_features, o.support_bands,
         o.free, o.price_from_pence, o.youngest_age, o.oldest_age, o.local_area, o.last_checked_on, o.status
    from directory.opportunity o where o.audience in ('public','staff') and o.withdrawn_on is null and o.status in ('active','temporarily closed');

-- Which entries changed, and in which transaction: a process that remembers the snapshot it read last finds exactly what it has not seen.
create table directory.search_change (
  transaction_id xid8 not null default pg_current_xact_id(), opportunity_id uuid not null, noted_at timestamptz not null default now(),
  primary key (transaction_id, opportunity_id));
revoke insert, update on directory.search_change from daywell_app;     -- written by the triggers alone
grant delete on directory.search_change to daywell_app;
alter table directory.search_change enable row level security;
create policy read on directory.search_change for select using ((select platform.is_role('job')));
create policy take_back on directory.search_change for delete using ((select platform.is_role('job')));

create function directory.note_entries() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into directory.search_change (opportunity_id) select t.id from touched t order by 1 on conflict do nothing;
  return null;
end $$;
create function directory.note_entries_of_parts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into directory.search_change (opportunity_id) select distinct t.opportunity_id from touched t order by 1 on conflict do nothing;
  return null;
end $$;
create function directory.note_entries_at_sites() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into directory.search_change (opportunity_id)
  select distinct l.opportunity_id from touched t join directory.opportunity_site l on l.site_id = t.id order by 1 on conflict do nothing;
  return null;
end $$;
create trigger note_added after insert on directory.opportunity referencing new table as touched for each statement execute function directory.note_entries();
create trigger note_changed after update on directory.opportunity referencing new table as touched for each statement execute function directory.note_entries();
create trigger note_deleted after delete on directory.opportunity referencing old table as touched for each statement execute function directory.note_entries();
create trigger note_changed after update on directory.site referencing new table as touched for each statement execute function directory.note_entries_at_sites();
do $$ declare part text; begin
  foreach part in array array['opportunity_site','session','published_cost'] loop
    execute format('create trigger note_added after insert on directory.%I referencing new table as touched for each statement execute function directory.note_entries_of_parts()', part);
    execute format('create trigger note_changed after update on directory.%I referencing new table as touched for each statement execute function directory.note_entries_of_parts()', part);
    execute format('create trigger note_deleted after delete on directory.%I referencing old table as touched for each statement execute function directory.note_entries_of_parts()', part);
  end loop;
end $$;

create table directory.gazetteer_place (                              -- towns and postcodes with where they are, from the council's own file
  id uuid primary key default gen_random_uuid(), name text not null constraint gazetteer_name_not_blank check (btrim(name) <> ''),
  kind text not null constraint gazetteer_kind check (kind in ('town','village','area','postcode')), district text,
  latitude double precision not null, longitude double precision not null,
  found_by text generated always as (regexp_replace(lower(name), '[^[:alnum:]]+', '', 'g')) stored,
  constraint gazetteer_on_earth check (latitude between -90 and 90 and longitude between -180 and 180),
  constraint gazetteer_can_be_found check (regexp_replace(lower(name), '[^[:alnum:]]+', '', 'g') <> ''));
create unique index gazetteer_place_once on directory.gazetteer_place (found_by, coalesce(district, ''));
grant delete on directory.gazetteer_place to daywell_app;
alter table directory.gazetteer_place enable row level security;
create policy read on directory.gazetteer_place for select using (true);
create policy add on directory.gazetteer_place for insert with check ((select platform.is_role('job','administrator')));
create policy change on directory.gazetteer_place for update using ((select platform.is_role('job','administrator')));
create policy take_back on directory.gazetteer_place for delete using ((select platform.is_role('job','administrator')));

-- A wish that nothing here meets. Asked by itself when a search finds nothing, or sent by somebody in their own words.
drop view directory.published_wish;
alter table directory.wish drop column weekday, drop column need;
alter table directory.wish
  add column weekdays smallint[] not null default '{}' constraint wish_weekdays check (weekdays <@ array[1,2,3,4,5,6,7]::smallint[]),
  add column day_parts text[] not null default '{}' constraint wish_day_parts check (day_parts <@ array['morning','afternoon','evening']),
  add column needs text[] not null default '{}', add column cost text, add column setting text, add column tier smallint constraint wish_tier check (tier between 1 and 3),
  add column sent boolean not null default false,                     -- true: somebody pressed the button; false: a search found nothing
  add constraint wish_words_short check (length(words) between 1 and 200),
  add constraint wish_names_nobody check (words !~ '@' and words !~ '[0-9]([ -]?[0-9]){4}' and words !~* '\m[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}\M');
create trigger end_only before update or delete on directory.wish for each row execute function platform.end_only();
create view directory.published_wish as select id as wish_id, words, local_area, weekdays, day_parts, needs, cost, setting, tier, sent, recorded_on from directory.wish
   where platform.is_role('practitioner','team_manager','broker','commissioner','administrator','job');
grant select on directory.findable_entry, directory.published_wish to daywell_app;
