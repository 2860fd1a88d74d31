-- As before (0208): a merged record is reached by whoever reaches the one that goes on; so is it now for a broker too, who was shut out of it.
create or replace function people.reaches(p uuid, roles text[]) returns boolean language plpgsql stable cost 5000 as $$
declare caller text;
begin
  if current_setting('daywell.role', true) = 'person' then
    return coalesce('person' = any (roles) and strpos(current_setting('daywell.person_ids', true), p::text) > 0, false); end if;
  caller := platform.who('role');
  if p is null or caller is null then return false; end if;
  if caller = 'job' then return true; end if;
  if not caller = any (roles) then return false; end if;
  if caller in ('practitioner','team_manager') then
    return exists (select from people.itself_in_my_teams m where m.person_id = coalesce(people.goes_on_as(p), p)); end if;
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = coalesce(people.goes_on_as(p), p)); end if;
  if caller = 'provider' then return exists (select from brokerage.my_people m where m.person_id = p); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $$;

-- As before (0037), and a merged record is restricted with the one that goes on: a provider of earlier days reads no name there.
create or replace view people.restricted_now as
  select r.person_id from people.restriction r where r.in_force @> platform.who('today')::date
  union all
  select m.merged_id from people.merge m join people.restriction r on r.person_id = m.survivor_id
   where m.taken_back_at is null and r.in_force @> platform.who('today')::date;
