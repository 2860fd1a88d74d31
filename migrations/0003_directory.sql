-- directory: what is there to do, when, and is there room? Owns the inventory of places.

create table directory.organisation (
  id uuid primary key default gen_random_uuid(), name text not null constraint organisation_name_not_blank check (btrim(name) <> ''),
  description text, website text, email text, phone text, legal_status text,
  recorded_by uuid, recorded_at timestamptz not null default now());

create table directory.site (
  id uuid primary key default gen_random_uuid(), organisation_id uuid references directory.organisation, name text not null,
  line_1 text, line_2 text, town text, postcode text, latitude double precision, longitude double precision, local_area text,
  access_features text[] not null default '{}', access_words text,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint site_place_both_or_neither check ((latitude is null) = (longitude is null)),
  constraint site_on_earth check (latitude between -90 and 90 and longitude between -180 and 180));

create table directory.opportunity (                                  -- an entry: described in public words, corrected as needed, no legal effect
  id uuid primary key default gen_random_uuid(), organisation_id uuid not null references directory.organisation,
  name text not null constraint opportunity_name_not_blank check (btrim(name) <> ''),
  summary text, what_happens text, who_for text, access_words text, access_features text[] not null default '{}',
  cost_words text, price_from_pence bigint constraint price_not_negative check (price_from_pence >= 0), free boolean not null default false,
  how_to_join text, needs_referral boolean not null default false,
  kind text, setting text not null default 'in_person' constraint opportunity_setting check (setting in ('in_person','online','outreach','at_home')),
  youngest_age smallint, oldest_age smallint, support_bands text[] not null default '{}',
  website text, email text, phone text, local_area text,
  audience text not null default 'public' constraint opportunity_audience check (audience in ('public','staff','hidden')),
  last_checked_on date, version integer not null default 1,
  status text not null default 'active' constraint opportunity_status check (status in ('active','inactive','defunct','temporarily closed')),
  said_weekdays smallint[] not null default '{}', times_words text,   -- what an entry says of its days where it has no sessions of its own
  search_words text not null default '',                              -- further words to be found by: terms, towns, who offers it
  search tsvector generated always as (
    setweight(to_tsvector('english'::regconfig, name), 'A') ||
    setweight(to_tsvector('english'::regconfig, coalesce(summary, '') || ' ' || search_words), 'B') ||
    setweight(to_tsvector('english'::regconfig, coalesce(what_happens, '') || ' ' || coalesce(who_for, '')), 'C')) stored,
  recorded_by uuid, recorded_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  withdrawn_on date,
  constraint ages_in_order check (youngest_age <= oldest_age));
create index opportunity_public on directory.opportunity (lower(name)) where audience = 'public' and withdrawn_on is null;
create index opportunity_search on directory.opportunity using gin (search);
create index opportunity_of_organisation on directory.opportunity (organisation_id);
create table directory.opportunity_site (
  opportunity_id uuid not null references directory.opportunity, site_id uuid not null references directory.site, primary key (opportunity_id, site_id));
create table directory.entry_check (                                  -- somebody looked whether the entry is still true
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity,
  checked_on date not null, checked_by uuid not null, result text not null constraint entry_check_result check (result in ('right','corrected','cannot reach','closed')),
  note text, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on directory.entry_check for each row execute function platform.end_only();
create table directory.fault_report (
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, words text not null,
  reported_at timestamptz not null default now(), settled_at timestamptz, settled_by uuid, settlement text,
  constraint fault_settled_by_somebody check ((settled_at is null) = (settled_by is null)));
create table directory.taxonomy_term (
  id uuid primary key default gen_random_uuid(), vocabulary text not null, code text not null, name text not null,
  parent_id uuid references directory.taxonomy_term, constraint term_once unique (vocabulary, code));
create table directory.opportunity_term (
  opportunity_id uuid not null references directory.opportunity, term_id uuid not null references directory.taxonomy_term, primary key (opportunity_id, term_id));

create table directory.feed_import (                                  -- one file read once
  id uuid primary key default gen_random_uuid(), feed text not null, version text, content_hash text not null, imported_at timestamptz not null default now(),
  imported integer not null, updated integer not null, unchanged integer not null, rejected integer not null, findings jsonb not null default '[]', recorded_by uuid not null);
create table directory.source_record (                                -- identity of a thing in a feed, and what the feed says about it
  id uuid primary key default gen_random_uuid(), feed text not null,
  entity text not null constraint source_entity check (entity in ('organization','service','location','taxonomy_term','schedule','cost_option','other')),
  external_id text not null, organisation_id uuid references directory.organisation, opportunity_id uuid references directory.opportunity,
  site_id uuid references directory.site, taxonomy_term_id uuid references directory.taxonomy_term,
  content_hash text not null, content jsonb not null, findings jsonb not null default '[]',
  first_seen_at timestamptz not null default now(), last_seen_at timestamptz not null default now(),
  constraint source_once unique (feed, entity, external_id),
  constraint source_names_one_thing check (num_nonnulls(organisation_id, opportunity_id, site_id, taxonomy_term_id) <= 1));

create index source_record_of_opportunity on directory.source_record (opportunity_id) where opportunity_id is not null;

create table directory.calendar_period (                              -- school terms, bank holidays
  calendar text not null, kind text not null constraint calendar_kind check (kind in ('term','bank_holiday')), from_date date not null, until_date date not null,
  id uuid primary key default gen_random_uuid(), name text,
  constraint calendar_in_order check (from_date <= until_date),
  constraint calendar_no_overlap exclude using gist (calendar with =, kind with =, daterange(from_date, until_date, '[]') with &&));

-- One worker = 5,040 shares (divisible by 1..10, 12, 14, 15, 16, 18, 20, 21, 24): 1:1 takes 5040, 1:2 2520, 1:4 1260, 2:1 10080.
create table directory.support_band (code text primary key, staff_shares integer not null constraint shares_not_negative check (staff_shares >= 0));
insert into directory.support_band (code, staff_shares) values
  ('none',0),('2:1',10080),('1:1',5040),('1:2',2520),('1:3',1680),('1:4',1260),('1:5',1008),('1:6',840),('1:8',630),('1:10',504);

-- N-weekly × season as 24 cells of a 12-week cycle (12 weeks in term = 0..11, 12 weeks out of term = 12..23), so that overlap is "&&".
create function directory.cells(every_weeks integer, first_monday date, season text) returns int4multirange
language sql immutable parallel safe as $$
  select range_agg(int4range(cell, cell + 1))
    from generate_series(0, 11) as week, lateral (values (week, 'term'), (week + 12, 'holiday')) as c(cell, part)
   where (week - (first_monday - date '2000-01-03') / 7 % every_weeks) % every_weeks = 0
     and season in ('all', part) $$;

create table directory.session (                                      -- a weekly offer of an opportunity
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity,
  site_id uuid references directory.site, name text, weekday smallint not null constraint session_weekday check (weekday between 1 and 7),
  every_weeks smallint not null default 1 constraint session_every_weeks check (every_weeks in (1,2,3,4,6)),
  first_monday date not null constraint session_first_monday check (extract(isodow from first_monday) = 1),
  season text not null default 'all' constraint session_season check (season in ('all','term','holiday')),
  start_minute smallint not null, end_minute smallint not null, public_may_book boolean not null default false,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint session_minutes check (0 <= start_minute and start_minute < end_minute and end_minute <= 1440));
create trigger end_only before update or delete on directory.session for each row execute function platform.end_only('ended_on');
create index session_of_opportunity on directory.session (opportunity_id);

create table directory.capacity (                                     -- what each date of the session will have, by resource
  session_id uuid not null references directory.session, resource text not null,   -- 'place','staff','hoist','changing_place','band:1:1'
  amount integer not null constraint capacity_not_negative check (amount >= 0), from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid primary key default gen_random_uuid(), recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint one_capacity_at_a_time exclude using gist (session_id with =, resource with =, in_force with &&));
create trigger end_only before update or delete on directory.capacity for each row execute function platform.end_only('ended_on');

create table directory.closure (
  id uuid primary key default gen_random_uuid(), site_id uuid references directory.site, session_id uuid references directory.session,
  from_date date not null, until_date date, decided_by uuid not null, reason text not null, consultation_id uuid,  -- passed as an argument, no key
  recorded_at timestamptz not null default now(),
  constraint closure_in_order check (until_date >= from_date),
  constraint closure_of_site_or_session check (num_nonnulls(site_id, session_id) = 1));
create trigger end_only before update or delete on directory.closure for each row execute function platform.end_only();

create table directory.occurrence (                                   -- one date of a session, made to the horizon
  id uuid primary key default gen_random_uuid(), session_id uuid not null references directory.session, on_date date not null,
  start_minute smallint not null, end_minute smallint not null, cancelled_at timestamptz, cancel_reason text, cancelled_by uuid,
  constraint occurrence_once unique (session_id, on_date), constraint occurrence_as_timed unique (id, on_date, start_minute, end_minute),
  constraint cancelled_for_a_reason check ((cancelled_at is null) = (cancel_reason is null)));
create trigger end_only before update or delete on directory.occurrence for each row execute function platform.end_only('cancelled_at','cancel_reason','cancelled_by');
create index occurrence_by_date on directory.occurrence (on_date, session_id);

create table directory.stock (                                        -- THE place that cannot be sold twice
  occurrence_id uuid not null references directory.occurrence, resource text not null,
  capacity integer not null, taken integer not null default 0, primary key (occurrence_id, resource),
  constraint stock_not_oversold check (taken between 0 and capacity));

create table directory.standing_place (                               -- "every Tuesday until further notice": claims are made from it to the horizon
  id uuid primary key default gen_random_uuid(), session_id uuid not null references directory.session,
  person_id uuid not null references people.person, support_band text not null references directory.support_band,
  characteristics text[] not null default '{}',
  every_weeks smallint not null default 1 constraint standing_every_weeks check (every_weeks in (1,2,3,4,6)), first_monday date not null,
  season text not null default 'all' constraint standing_season check (season in ('all','term','holiday')),
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint standing_place_of_person unique (id, person_id),
  constraint one_standing_place_per_session exclude using gist (session_id with =, person_id with =, in_force with &&));
create trigger end_only before update or delete on directory.standing_place for each row execute function platform.end_only('ended_on');

create table directory.place_claim (                                  -- append; released once
  id uuid primary key default gen_random_uuid(), occurrence_id uuid not null, on_date date not null,
  start_minute smallint not null, end_minute smallint not null,
  person_id uuid references people.person, public_booking text,       -- a person of ours, or a member of the public
  standing_place_id uuid,
  purpose text not null constraint claim_purpose check (purpose in ('plan','taster','swap','public')),
  support_band text not null references directory.support_band, characteristics text[] not null default '{}',
  held_until timestamptz, confirmed_at timestamptz,                   -- a hold until confirmed; null held_until = firm from the start
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  released_at timestamptz, release_reason text,
  constraint claim_of_person_and_day unique (id, person_id, on_date),
  constraint claim_for_one_of_both check (num_nonnulls(person_id, public_booking) = 1),
  constraint released_for_a_reason check ((released_at is null) = (release_reason is null)),
  constraint confirmed_in_time check (confirmed_at is null or held_until is null or confirmed_at <= held_until),
  constraint claim_on_a_real_date foreign key (occurrence_id, on_date, start_minute, end_minute) references directory.occurrence (id, on_date, start_minute, end_minute),
  constraint claim_from_own_standing_place foreign key (standing_place_id, person_id) references directory.standing_place (id, person_id),
  constraint person_in_one_place exclude using gist
    (person_id with =, on_date with =, int4range(start_minute, end_minute) with &&) where (released_at is null and person_id is not null));
create trigger end_only before update or delete on directory.place_claim for each row
  execute function platform.end_only('confirmed_at','released_at','release_reason');
create index place_claim_live on directory.place_claim (occurrence_id) where released_at is null;
create index place_claim_holds on directory.place_claim (held_until) where released_at is null and confirmed_at is null and held_until is not null;
create index place_claim_standing on directory.place_claim (standing_place_id, on_date);

create function directory.needed(band text, characteristics text[]) returns table (resource text, amount integer) language sql stable as $$
  select 'place', 1 union all select 'staff', b.staff_shares from directory.support_band b where b.code = band and b.staff_shares > 0
  union all select c, 1 from unnest(characteristics) c union all select 'band:' || band, 1 $$;

-- Statement triggers: lock the stock rows of the dates touched in one order (no deadlock), then move `taken`; the check refuses.
-- DW003 not offered here · DW009 not possible for this person (never says why) · DW022 this date is cancelled
create function directory.move_stock() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
    if exists (select from touched t join directory.place_claim c on c.occurrence_id = t.occurrence_id and c.released_at is null
                 join people.tie k on k.kind = 'keep_apart' and k.in_force @> t.on_date and k.one = least(t.person_id, c.person_id) and k.other = greatest(t.person_id, c.person_id)
                where t.released_at is null and t.person_id <> c.person_id) then
      raise exception using errcode = 'DW009', message = 'this place is not possible for this person'; end if;
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
create trigger take_stock after insert on directory.place_claim referencing new table as touched for each statement execute function directory.move_stock();
create trigger give_stock after update on directory.place_claim referencing old table as was new table as touched for each statement execute function directory.move_stock();

-- A hold counts until it is released. Called by a job every minute, and first thing in every claim, so that an expired hold never costs anyone a place.
create function directory.release_expired(dates uuid[], at timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare n integer;
begin
  perform 1 from directory.stock s where s.occurrence_id = any (dates) order by s.occurrence_id, s.resource for update;
  update directory.place_claim set released_at = at, release_reason = 'hold expired'
   where occurrence_id = any (dates) and released_at is null and confirmed_at is null and held_until < at;
  get diagnostics n = row_count; return n;
end $$;

create table directory.published_cost (                               -- written by market when a rate is decided
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, rate_id uuid not null,
  support_band text not null references directory.support_band, unit text not null, price_pence bigint not null constraint published_price check (price_pence >= 0),
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint one_published_cost exclude using gist (opportunity_id with =, rate_id with =, in_force with &&));
create index published_cost_of_opportunity on directory.published_cost (opportunity_id);
create trigger end_only before update or delete on directory.published_cost for each row execute function platform.end_only('ended_on');
create table directory.published_rating (
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, rating text not null, visit_ref uuid,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint one_rating_at_a_time exclude using gist (opportunity_id with =, in_force with &&));
create trigger end_only before update or delete on directory.published_rating for each row execute function platform.end_only('ended_on');
create table directory.wish (                                         -- what people looked for and did not find; nobody is named
  id uuid primary key default gen_random_uuid(), words text, local_area text, weekday smallint constraint wish_weekday check (weekday between 1 and 7),
  need text, recorded_on date not null);

create view directory.published_supply as                             -- counts only, no person: owner's rights
  select o.id as occurrence_id, o.session_id, s.opportunity_id, s.site_id, coalesce(si.local_area, op.local_area) as local_area, o.on_date, o.start_minute, o.end_minute,
         k.resource, k.capacity, k.taken, k.capacity - k.taken as left_over
    from directory.occurrence o join directory.session s on s.id = o.session_id join directory.opportunity op on op.id = s.opportunity_id
    left join directory.site si on si.id = s.site_id join directory.stock k on k.occurrence_id = o.id where o.cancelled_at is null;
create view directory.published_wish as select id as wish_id, words, local_area, weekday, need, recorded_on from directory.wish
   where platform.is_role('practitioner','team_manager','broker','commissioner','administrator','job');

-- the keys to earlier rows, so that they are found from both ends
create index closure_site on directory.closure (site_id);
create index closure_session on directory.closure (session_id);
create index entry_check_opportunity on directory.entry_check (opportunity_id);
create index fault_report_opportunity on directory.fault_report (opportunity_id);
create index opportunity_organisation on directory.opportunity (organisation_id);
create index opportunity_site_site on directory.opportunity_site (site_id);
create index opportunity_term_term on directory.opportunity_term (term_id);
create index place_claim_person on directory.place_claim (person_id, on_date);

create index session_site on directory.session (site_id);
create index session_opportunity on directory.session (opportunity_id);
create index site_organisation on directory.site (organisation_id);
create index source_record_opportunity on directory.source_record (opportunity_id);
create index source_record_taxonomy_term on directory.source_record (taxonomy_term_id);
create index source_record_site on directory.source_record (site_id);
create index source_record_organisation on directory.source_record (organisation_id);
create index standing_place_person on directory.standing_place (person_id);
create index taxonomy_term_parent on directory.taxonomy_term (parent_id);
