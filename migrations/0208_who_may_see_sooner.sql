-- Whether staff may see a person is asked of the record itself first; only a record that was merged asks for the one that goes on. And a name is looked for
-- before it is asked who may see it, not after: in 100,000 people a search had asked of every name.

-- Restricted, and the caller is not among the named staff; a merged record by itself (people.shut_to_me follows it to the one that goes on).
create view people.itself_shut_to_me as
  select r.person_id from people.restriction r where r.in_force @> platform.who('today')::date and not exists (select from people.restricted_to n
    where n.person_id = r.person_id and n.staff_id::text = platform.who('staff_id') and n.in_force @> platform.who('today')::date);
create or replace view people.shut_to_me as
  select s.person_id from people.itself_shut_to_me s
  union all
  select m.merged_id from people.merge m join people.itself_shut_to_me s on s.person_id = m.survivor_id where m.taken_back_at is null;

-- Practitioner, team manager: people of their teams today; in people.in_my_teams with what was merged into them.
create view people.itself_in_my_teams as
  select t.person_id from people.team_of_person t where t.team_id = any (platform.whose('team_ids'))
     and t.from_date <= platform.who('today')::date and coalesce(least(t.until_date, t.ended_on) >= platform.who('today')::date, true)  -- spelt out: quicker than the range
     and not exists (select from people.itself_shut_to_me s where s.person_id = t.person_id);
create or replace view people.in_my_teams as
  select t.person_id from people.itself_in_my_teams t
   where not exists (select from people.merge m where m.merged_id = t.person_id and m.taken_back_at is null)
  union all
  select m.merged_id from people.merge m join people.itself_in_my_teams t on t.person_id = m.survivor_id where m.taken_back_at is null;
grant select on people.itself_shut_to_me, people.itself_in_my_teams to daywell_app;

-- As before (0193, 0205): a merged record is reached by whoever reaches the one that goes on.
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
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = p); end if;
  if caller = 'provider' then return exists (select from brokerage.my_people m where m.person_id = p); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $$;

-- Whoever bears or bore a name that is like each of these patterns, among those whose names the caller may see. The text that is sought, with a space in front of
-- each word, is kept: to make it of every name took most of a search.
create or replace function platform.end_only() returns trigger language plpgsql as $$                       -- as before (0001), with one more generated column left out
declare was jsonb := to_jsonb(old); becomes jsonb; col text;
begin
  if tg_op = 'DELETE' then
    raise exception using errcode = 'DW001', message = format('%s.%s: rows are ended, never deleted', tg_table_schema, tg_table_name);
  end if;
  becomes := to_jsonb(new) - 'in_force' - 'live' - 'agreed' - 'sought_as'; was := was - 'in_force' - 'live' - 'agreed' - 'sought_as';
  foreach col in array coalesce(tg_argv, '{}') loop
    if was -> col = 'null'::jsonb then was := was - col; becomes := becomes - col; end if;
  end loop;
  if was <> becomes then
    raise exception using errcode = 'DW002', message = format('%s.%s: rows are ended and added, never edited', tg_table_schema, tg_table_name);
  end if;
  return new;
end $$;
alter table people.person_name add column sought_as text generated always as (' ' || people.search_key(given_name, family_name)) stored;
create function people.named_like(patterns text[]) returns setof uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select n.person_id from people.person_name n
    where n.sought_as like all (patterns) and ((select platform.is_role('job')) or people.may_see_whole(n.person_id));
end $$;
revoke execute on function people.named_like(text[]) from public;
grant execute on function people.named_like(text[]) to daywell_app;
