-- An account of the role "person" is somebody's own, or that of somebody who acts for them. Who reads who looked is told which of the two it
-- was, as far as the record says: whose account it is, and whether the owner cared for the person or had authority on that day.
create function people.looked_as(actor uuid, person uuid, on_day date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case
      when coalesce((select g.survivor_id from people.merge g where g.merged_id = a.person_id), a.person_id) = person then 'self'
      when exists (select from people.care_relation r where r.carer_id = a.person_id and r.cared_for_id = person and r.in_force @> on_day) then 'carer'
      when exists (select from people.authority h where h.holder_id = a.person_id and h.person_id = person and h.in_force @> on_day) then 'acts_for'
    end
    from platform.account a
   where a.id = actor and a.person_id is not null
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager', 'person')) and (select people.may_see(person)))) $$;
revoke execute on function people.looked_as(uuid, uuid, date) from public;
grant execute on function people.looked_as(uuid, uuid, date) to daywell_app;

drop function people.looks_at(uuid, date, date);
create function people.looks_at(person uuid, since date, until date)
returns table (at timestamptz, lane smallint, sequence bigint, actor_id uuid, actor_role text, actor_name text, action text, page text)
language sql stable security definer set search_path = pg_catalog as $$
  select e.at, e.lane, e.sequence, e.actor_id, e.actor_role, e.actor_name, e.action, e.detail ->> 'page' from platform.audit_entry e
   where e.person_id = person
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager')) and (select people.may_see(person))))
     and (since is null or e.at >= since::timestamp at time zone 'Europe/London')
     and (until is null or e.at < (until + 1)::timestamp at time zone 'Europe/London') $$;
revoke execute on function people.looks_at(uuid, date, date) from public;
grant execute on function people.looks_at(uuid, date, date) to daywell_app;
