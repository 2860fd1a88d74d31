-- A restricted person and the providers that serve them. A provider needs the name, how to talk, and the dates of the sessions it delivers, for as
-- long as a place with it runs or is to begin. It needs no birth date, no phone or address, and no name once the last place has ended: from then on
-- its own dates, marks and pay stay, without a name. Decision: docs/security.md.
create view people.restricted_now as                                  -- the application may not read it; views that show each caller its own do
  select r.person_id from people.restriction r where r.in_force @> platform.who('today')::date;
revoke all on people.restricted_now from daywell_app;
create view brokerage.my_people as                                    -- provider: whose record it may reach
  select l.person_id from brokerage.my_placements l
   where upper_inf(l.in_force) or upper(l.in_force) > platform.who('today')::date
      or not exists (select from people.restricted_now r where r.person_id = l.person_id);
create view brokerage.my_restricted as                                -- provider: those of its people who are restricted
  select l.person_id from brokerage.my_placements l join people.restricted_now r on r.person_id = l.person_id;

create or replace function people.reaches(p uuid, roles text[]) returns boolean language plpgsql stable cost 5000 as $$
declare caller text := platform.who('role');
begin
  if p is null or caller is null then return false; end if;
  if caller = 'job' then return true; end if;
  if not caller = any (roles) then return false; end if;
  if caller in ('practitioner','team_manager') then return exists (select from people.in_my_teams m where m.person_id = p); end if;
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = p); end if;
  if caller = 'provider' then return exists (select from brokerage.my_people m where m.person_id = p); end if;
  if caller = 'person' then return p = any (platform.whose('person_ids')); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $$;

-- May the caller read the person's own rows, not only the published name? A provider may not while the person is restricted.
create function people.may_see_whole(p uuid) returns boolean language sql stable as $$
  select people.may_see(p) and not (platform.is_role('provider') and exists (select from brokerage.my_restricted r where r.person_id = p)) $$;

alter policy read on people.person using ((select platform.is_role('job')) or people.may_see_whole(id));
alter policy read on people.person_name using ((select platform.is_role('job')) or people.may_see_whole(person_id));
alter policy read on people.contact_way using ((select platform.is_role('job')) or (people.may_plan(person_id) or (exists (
  select from brokerage.my_placements m where m.person_id = contact_way.person_id and (upper_inf(m.in_force) or upper(m.in_force) > platform.who('today')::date))
  and people.may_see_whole(person_id))));

create or replace view people.published_person as
  select person_id, given_name, family_name, name,
         case when platform.is_role('provider') and restricted then null else born_on end as born_on, died_on,
         case when platform.is_role('provider') then null else support_reason end as support_reason,
         team_id, team, case when platform.is_role('provider') then null else local_area end as local_area,
         case when platform.is_role('provider') then null else postcode end as postcode, restricted
    from people.person_today p where platform.is_role('job') or people.may_see(p.person_id);
