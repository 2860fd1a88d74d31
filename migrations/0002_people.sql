-- people: who is this person?
-- A period is from_date, until_date (last day agreed, null = open), ended_on (set once when it ends early) and in_force
-- (generated; 'empty' when withdrawn before it began). Rows are ended and added, never edited.

create table people.team (
  id uuid primary key default gen_random_uuid(), name text not null constraint team_name_once unique, local_area text not null);

create table people.person (
  id uuid primary key default gen_random_uuid(), born_on date not null, died_on date,
  provenance text not null default 'recorded' constraint person_provenance check (provenance in ('recorded','migrated','imported')),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint died_after_birth check (died_on >= born_on));
create trigger end_only before update or delete on people.person for each row execute function platform.end_only('died_on');

create table people.person_name (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null constraint name_kind check (kind in ('legal','preferred','previous')),
  given_name text not null constraint given_name_not_blank check (btrim(given_name) <> ''),
  family_name text not null constraint family_name_not_blank check (btrim(family_name) <> ''),
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint one_name_of_a_kind exclude using gist (person_id with =, kind with =, in_force with &&) where (kind <> 'previous'));
create trigger end_only before update or delete on people.person_name for each row execute function platform.end_only('ended_on');
-- The text under which a name is found; people/search-key.ts makes the same from what is typed (a test compares them).
create function people.search_key(given_name text, family_name text) returns text language sql immutable parallel safe as $$
  select lower(translate(given_name || ' ' || family_name, 'àáâãäåāăąÀÁÂÃÄÅĀĂĄçćčÇĆČďđĎĐèéêëēęěÈÉÊËĒĘĚğĞìíîïīıÌÍÎÏĪİłŁñńňÑŃŇòóôõöøőÒÓÔÕÖØŐřŘśšşŚŠŞťțŤȚùúûüūůűÙÚÛÜŪŮŰýÿÝŸźżžŹŻŽ-‐‑–''’‘`´.', 'aaaaaaaaaaaaaaaaaaccccccddddeeeeeeeeeeeeeeggiiiiiiiiiiiillnnnnnnoooooooooooooorrssssssttttuuuuuuuuuuuuuuyyyyzzzzzz    ')) $$;
create index person_name_search on people.person_name (people.search_key(given_name, family_name) text_pattern_ops);
create index person_born on people.person (born_on);

create table people.address (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null default 'home' constraint address_kind check (kind in ('home','post')),
  line_1 text not null, line_2 text, town text, postcode text, uprn text,
  latitude double precision, longitude double precision, local_area text,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint place_both_or_neither check ((latitude is null) = (longitude is null)),
  constraint one_address_of_a_kind exclude using gist (person_id with =, kind with =, in_force with &&));
create trigger end_only before update or delete on people.address for each row execute function platform.end_only('ended_on');

create table people.contact_way (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null constraint contact_way_kind check (kind in ('phone','mobile','email','text','relay','post','in_person')),
  value text not null, preferred boolean not null default false, safe_to_leave_message boolean not null default false,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint contact_way_once exclude using gist (person_id with =, kind with =, value with =, in_force with &&));
create trigger end_only before update or delete on people.contact_way for each row execute function platform.end_only('ended_on');

-- What Client Level Data asks about a person, each kind with its own dated rows; value is the code of the national list.
create table people.detail_kind (kind text primary key, title text not null);
insert into people.detail_kind (kind, title) values
  ('gender','Gender'),('ethnicity','Ethnicity'),('primary_support_reason','Primary support reason'),('client_type','Client type'),
  ('employment','Employment status'),('accommodation','Accommodation status'),('autism','Autism'),('dementia','Dementia'),
  ('sight','Sight'),('hearing','Hearing'),('sight_and_hearing','Combined sight and hearing'),('has_carer','Has an unpaid carer'),
  ('sexual_orientation','Sexual orientation'),('religion','Religion or belief'),('language','First language'),
  ('capacity','Capacity to agree to care and support'),('funding_status','Funding status');
create table people.client_detail (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null references people.detail_kind, value text not null constraint detail_not_blank check (btrim(value) <> ''),
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint one_detail_at_a_time exclude using gist (person_id with =, kind with =, in_force with &&));
create trigger end_only before update or delete on people.client_detail for each row execute function platform.end_only('ended_on');

create table people.identifier (
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  kind text not null constraint identifier_kind check (kind in ('nhs_number','local_id','other_system','synthetic')),
  value text not null constraint identifier_not_blank check (btrim(value) <> ''),
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint identifier_once unique (kind, value));
create trigger end_only before update or delete on people.identifier for each row execute function platform.end_only();

create table people.communication_need (                             -- Accessible Information Standard: how to tell me, how I tell you
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  need text not null, how_to_meet_it text not null, may_be_shared boolean not null default true,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint one_communication_need exclude using gist (person_id with =, need with =, in_force with &&));
create trigger end_only before update or delete on people.communication_need for each row execute function platform.end_only('ended_on');

create table people.care_relation (                                   -- who gives unpaid care to whom
  id uuid primary key default gen_random_uuid(), carer_id uuid not null references people.person,
  cared_for_id uuid not null references people.person, relation text not null, lives_with boolean,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint not_ones_own_carer check (carer_id <> cared_for_id),
  constraint one_care_relation_at_a_time exclude using gist (carer_id with =, cared_for_id with =, in_force with &&));
create trigger end_only before update or delete on people.care_relation for each row execute function platform.end_only('ended_on');

create table people.authority (                                       -- who may act for the person, on what ground, for what
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  holder_id uuid not null references people.person,
  ground text not null constraint authority_ground check (ground in ('consent','lasting_power_of_attorney','deputy','appointee','advocate')),
  covers text[] not null default '{welfare}' constraint authority_covers check (covers <@ array['welfare','money','information']),
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  seen_by uuid not null, recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint not_authority_over_oneself check (holder_id <> person_id),
  constraint one_authority_of_a_ground exclude using gist (person_id with =, holder_id with =, ground with =, in_force with &&));
create trigger end_only before update or delete on people.authority for each row execute function platform.end_only('ended_on');

create table people.consent (                                         -- what this person said yes or no to
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  purpose text not null, given boolean not null, how text not null, on_behalf_authority_id uuid references people.authority,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  agreed boolean generated always as (given) stored,
  constraint consent_of_person unique (id, person_id, agreed),
  constraint one_consent_at_a_time exclude using gist (person_id with =, purpose with =, in_force with &&));
create trigger end_only before update or delete on people.consent for each row execute function platform.end_only('ended_on');

create table people.advocacy_answer (                                 -- is an independent advocate owed? (Care Act s.67)
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  owed boolean not null, substantial_difficulty boolean not null, suitable_person_id uuid references people.person,
  advocate_name text, decided_by uuid not null, decided_on date not null, recorded_at timestamptz not null default now(),
  reason text not null, constraint advocacy_answer_of_person unique (id, person_id));
create trigger end_only before update or delete on people.advocacy_answer for each row execute function platform.end_only();

create table people.tie (                                             -- friendship circle, and who must be kept apart
  id uuid primary key default gen_random_uuid(), one uuid not null references people.person, other uuid not null references people.person,
  kind text not null constraint tie_kind check (kind in ('friend','keep_apart')), from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint tie_in_one_order check (one < other),
  constraint friend_or_apart_not_both exclude using gist (one with =, other with =, in_force with &&));
create trigger end_only before update or delete on people.tie for each row execute function platform.end_only('ended_on');

create table people.merge (                                           -- old ids stay; readers follow it; chains are refused
  merged_id uuid primary key references people.person, survivor_id uuid not null references people.person,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint not_merged_with_itself check (merged_id <> survivor_id));
create trigger end_only before update or delete on people.merge for each row execute function platform.end_only();
create function people.merge_without_chain() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from people.person p where p.id in (new.merged_id, new.survivor_id) order by p.id for update;
  if exists (select from people.merge m where m.merged_id = new.survivor_id or m.survivor_id = new.merged_id) then
    raise exception using errcode = 'DW021', message = 'one of these records is already merged'; end if;
  return new;
end $$;
create trigger merge_without_chain before insert on people.merge for each row execute function people.merge_without_chain();

create table people.team_of_person (
  person_id uuid not null references people.person, team_id uuid not null references people.team,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid primary key default gen_random_uuid(), recorded_by uuid, recorded_at timestamptz not null default now(), reason text not null default 'recorded',
  constraint one_team_at_a_time exclude using gist (person_id with =, in_force with &&));
create trigger end_only before update or delete on people.team_of_person for each row execute function platform.end_only('ended_on');
create index team_of_person_of on people.team_of_person (team_id, person_id);

create table people.team_of_staff (
  id uuid primary key default gen_random_uuid(), staff_id uuid not null references platform.account, team_id uuid not null references people.team,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint in_a_team_once exclude using gist (staff_id with =, team_id with =, in_force with &&));
create trigger end_only before update or delete on people.team_of_staff for each row execute function platform.end_only('ended_on');

create table people.restriction (                                     -- only the named staff may see this person's record
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint one_restriction_at_a_time exclude using gist (person_id with =, in_force with &&));
create trigger end_only before update or delete on people.restriction for each row execute function platform.end_only('ended_on');
create table people.restricted_to (                                   -- who is named
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, staff_id uuid not null,
  from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null,
  constraint named_once exclude using gist (person_id with =, staff_id with =, in_force with &&));
create trigger end_only before update or delete on people.restricted_to for each row execute function platform.end_only('ended_on');

-- May the caller see this person? Nobody, until every step's tables stand and 0016_security.sql says who.
create function people.may_see(p uuid) returns boolean language sql stable as $$ select false $$;

-- Every person on the day of the request. The application may not read it; views that count people without naming them do, with their owner's rights.
create view people.person_today as
  select p.id as person_id, coalesce(pn.given_name, n.given_name) as given_name, coalesce(pn.family_name, n.family_name) as family_name,
         coalesce(pn.given_name || ' ' || pn.family_name, n.given_name || ' ' || n.family_name, 'Name not recorded') as name,
         p.born_on, p.died_on, r.value as support_reason, t.id as team_id, t.name as team, coalesce(a.local_area, t.local_area) as local_area,
         a.postcode, s.id is not null as restricted
    from people.person p
    left join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> platform.who('today')::date
    left join people.person_name pn on pn.person_id = p.id and pn.kind = 'preferred' and pn.in_force @> platform.who('today')::date
    left join people.client_detail r on r.person_id = p.id and r.kind = 'primary_support_reason' and r.in_force @> platform.who('today')::date
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date
    left join people.restriction s on s.person_id = p.id and s.in_force @> platform.who('today')::date
   where not exists (select from people.merge m where m.merged_id = p.id);

-- The person as later steps read them. Owner's rights with one question a person, since asking each of its eight tables in turn would cost
-- eight times as much; a provider sees name and birth date only.
create view people.published_person as
  select person_id, given_name, family_name, name, born_on, died_on, case when platform.is_role('provider') then null else support_reason end as support_reason,
         team_id, team, case when platform.is_role('provider') then null else local_area end as local_area,
         case when platform.is_role('provider') then null else postcode end as postcode, restricted
    from people.person_today p where platform.is_role('job') or people.may_see(p.person_id);

-- The person as strategy may know them: bands, no id, no name, no birth date. Runs with its owner's rights.
create view people.published_person_band as
  select case when age < 18 then 'under 18' when age < 25 then '18 to 24' when age < 35 then '25 to 34' when age < 45 then '35 to 44'
              when age < 55 then '45 to 54' when age < 65 then '55 to 64' when age < 75 then '65 to 74' when age < 85 then '75 to 84'
              else '85 and over' end as age_band, support_reason, local_area, ethnicity, gender
    from (select extract(year from age(platform.who('today')::date, p.born_on)) as age,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'primary_support_reason' and d.in_force @> platform.who('today')::date) as support_reason,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'ethnicity' and d.in_force @> platform.who('today')::date) as ethnicity,
                 (select d.value from people.client_detail d where d.person_id = p.id and d.kind = 'gender' and d.in_force @> platform.who('today')::date) as gender,
                 coalesce((select a.local_area from people.address a where a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date),
                          (select t.local_area from people.team_of_person tp join people.team t on t.id = tp.team_id where tp.person_id = p.id and tp.in_force @> platform.who('today')::date)) as local_area
            from people.person p
           where (p.died_on is null or p.died_on >= platform.who('today')::date)
             and not exists (select from people.merge m where m.merged_id = p.id)) x
   where platform.is_role('commissioner','team_manager','finance','administrator','job');

-- the keys to earlier rows, so that they are found from both ends
create index advocacy_answer_person on people.advocacy_answer (person_id);
create index advocacy_answer_suitable_person on people.advocacy_answer (suitable_person_id);
create index authority_holder on people.authority (holder_id);
create index care_relation_cared_for on people.care_relation (cared_for_id);
create index consent_on_behalf_authority on people.consent (on_behalf_authority_id);
create index identifier_person on people.identifier (person_id);
create index merge_survivor on people.merge (survivor_id);
create index person_name_person on people.person_name (person_id);
create index team_of_person_team on people.team_of_person (team_id);
create index team_of_staff_team on people.team_of_staff (team_id);
create index tie_other on people.tie (other);


-- Before a record is opened: records of any team that may be the same person. Owner's rights, since a second record would hide the first;
-- the rule that decides is people/same-person.ts.
create function people.possibly_same(given text, family text, born date, nhs text)
returns table (person_id uuid, given_name text, family_name text, name text, born_on date, nhs_number text, team text, may_open boolean, restricted boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, n.given_name, n.family_name, n.given_name || ' ' || n.family_name, p.born_on, i.value, t.name, coalesce(people.may_see(p.id), false),
         exists (select from people.restriction r where r.person_id = p.id and r.in_force @> platform.who('today')::date)
    from people.person p
    join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
    left join people.identifier i on i.person_id = p.id and i.kind = 'nhs_number'
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
   where platform.who('role') in ('practitioner', 'team_manager', 'job')
     and (p.born_on = born or i.value = nhs or people.search_key(n.given_name, n.family_name) = people.search_key(given, family))
     and not exists (select from people.merge m where m.merged_id = p.id) $$;
