-- A page about one person starts and ends every plan it asks for, whether its branches run or not. What is asked at each page is
-- kept short here; who may see whom stays as it is.

-- As before, without starting a statement of its own for anybody but a provider.
create or replace function people.may_see_whole(p uuid) returns boolean language plpgsql stable as $$
begin
  if not coalesce(people.may_see(p), false) then return false; end if;
  if not platform.is_role('provider') then return true; end if;
  return not exists (select from brokerage.my_restricted r where r.person_id = p);
end $$;

-- What stands at the head of each page about a person: for one person at a time. Lists ask people.published_person.
create view people.head_of_record as
  select p.id as person_id, coalesce(pn.given_name, n.given_name) as given_name,
         coalesce(pn.given_name || ' ' || pn.family_name, n.given_name || ' ' || n.family_name, 'Name not recorded') as name,
         case when people.may_see_whole(p.id) then n.given_name || ' ' || n.family_name end as legal_name,
         case when s.id is not null and platform.is_role('provider') then null else p.born_on end as born_on, p.died_on, t.name as team,
         case when platform.is_role('provider') then null else coalesce(a.local_area, t.local_area) end as local_area, s.id is not null as restricted
    from people.person p
    left join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> platform.who('today')::date
    left join people.person_name pn on pn.person_id = p.id and pn.kind = 'preferred' and pn.in_force @> platform.who('today')::date
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> platform.who('today')::date
    left join people.restriction s on s.person_id = p.id and s.in_force @> platform.who('today')::date
   where people.may_see(p.id) and not exists (select from people.merge m where m.merged_id = p.id);
grant select on people.head_of_record to daywell_app;

-- As before, but the lane of this connection is tried by its key first; the others only when somebody holds it.
create or replace function platform.record_audit(
  at timestamptz, actor_id uuid, actor_role text, actor_name text, action text, subject text, subject_id uuid, person_id uuid, detail jsonb
) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare entry platform.audit_entry; head platform.audit_lane; own integer := pg_backend_pid() % 16;
begin
  select l.* into head from platform.audit_lane l where l.lane = own for update skip locked;
  if head.lane is null then
    select l.* into head from platform.audit_lane l order by (l.lane - own + 16) % 16 limit 1 for update skip locked;
  end if;
  if head.lane is null then select l.* into head from platform.audit_lane l where l.lane = own for update; end if;
  entry.lane := head.lane; entry.sequence := head.sequence + 1; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.subject_id := subject_id; entry.person_id := person_id;
  entry.detail := detail; entry.previous_hash := head.hash;
  entry.hash := platform.audit_hash(entry);
  insert into platform.audit_entry values (entry.*);
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $$;
