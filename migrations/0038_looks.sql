-- Who looked at a person's record or changed it, for those who answer for that: the person's own team manager, and an administrator, who reads
-- who looked and when and still sees nothing of the record. Asked once a statement, not once an entry: a record of some years has thousands.
create function people.looks_at(person uuid, since date, until date)
returns table (at timestamptz, lane smallint, sequence bigint, actor_role text, actor_name text, action text, page text)
language sql stable security definer set search_path = pg_catalog as $$
  select e.at, e.lane, e.sequence, e.actor_role, e.actor_name, e.action, e.detail ->> 'page' from platform.audit_entry e
   where e.person_id = person
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager')) and (select people.may_see(person))))
     and (since is null or e.at >= since::timestamp at time zone 'Europe/London')
     and (until is null or e.at < (until + 1)::timestamp at time zone 'Europe/London') $$;
revoke execute on function people.looks_at(uuid, date, date) from public;
grant execute on function people.looks_at(uuid, date, date) to daywell_app;
