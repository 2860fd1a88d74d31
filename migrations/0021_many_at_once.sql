-- Entries of one action, many at once, as bringing in a file makes them. The head of the lane is read and moved once, not
-- once an entry: inside one transaction every move leaves a row that the next must step over, so that the cost of entries
-- one by one grows with their square. The chain is the same as one by one.
create function platform.record_audits(at timestamptz, actor_id uuid, actor_role text, actor_name text, action text, subject text, entries jsonb)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare entry platform.audit_entry; head platform.audit_lane; one jsonb; own integer := pg_backend_pid() % 16;
begin
  select l.* into head from platform.audit_lane l order by (l.lane - own + 16) % 16 limit 1 for update skip locked;
  if head.lane is null then select l.* into head from platform.audit_lane l where l.lane = own for update; end if;
  entry.lane := head.lane; entry.sequence := head.sequence; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.hash := head.hash;
  for one in select e.value from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place loop
    entry.sequence := entry.sequence + 1; entry.subject_id := (one ->> 'subjectId')::uuid; entry.person_id := (one ->> 'personId')::uuid;
    entry.detail := coalesce(one -> 'detail', '{}'); entry.previous_hash := entry.hash;
    entry.hash := platform.audit_hash(entry);
    insert into platform.audit_entry values (entry.*);
  end loop;
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $$;
revoke execute on function platform.record_audits(timestamptz, uuid, text, text, text, text, jsonb) from public;
grant execute on function platform.record_audits(timestamptz, uuid, text, text, text, text, jsonb) to daywell_app;

-- Levels of many assessments at once: whether each assessment is still open is asked once a statement, not once a level.
create function needs.assessments_are_open() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from needs.assessment a where a.id in (select g.assessment_id from given g) order by a.id for share;
  if exists (select from needs.assessment a where a.id in (select g.assessment_id from given g) and a.completed_on is not null) then
    raise exception using errcode = 'DW017', message = 'the assessment is completed'; end if;
  return null;
end $$;
drop trigger assessment_is_open on needs.assessed_level;
create trigger assessment_is_open_to_add after insert on needs.assessed_level referencing new table as given for each statement execute function needs.assessments_are_open();
create trigger assessment_is_open_to_change after update on needs.assessed_level referencing new table as given for each statement execute function needs.assessments_are_open();
create trigger assessment_is_open_to_take_away after delete on needs.assessed_level referencing old table as given for each statement execute function needs.assessments_are_open();
