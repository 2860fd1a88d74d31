-- What slowed every page about a person.

-- What a person's pages ask for by person, and a register by date, is found by index: without these each page read the whole borough's rows.
create index pay_line_occasion on finance.pay_line (occasion_id);
create index receipt_of_person on finance.receipt (person_id);
create index eligibility_decision_person on needs.eligibility_decision (person_id);
create index indicative_budget_person on allocation.indicative_budget (person_id);
create index issue_person on allocation.issue (person_id);
create index notice_person on charging.notice (person_id);
create index plan_version_person on planning.plan_version (person_id);
create index session_term_person on planning.session_term (person_id);
create index budget_line_person on planning.budget_line (person_id);
create index progress_person on outcomes.progress (person_id);
create index review_outcome_person on outcomes.review_outcome (person_id);
create index enablement_exit_person on outcomes.enablement_exit (person_id);

-- A look takes a lane that nobody holds, that of its connection first: two readers whose connections share a lane no longer wait for each other's commit.
-- Whoever holds a lane finds it again, so only who holds none can wait, and nobody waits in a circle.
create or replace function platform.record_audit(at timestamptz, actor_id uuid, actor_role text, actor_name text, action text, subject text, subject_id uuid, person_id uuid, detail jsonb)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare entry platform.audit_entry; head platform.audit_lane; own integer := pg_backend_pid() % 16;
begin
  select l.* into head from platform.audit_lane l order by (l.lane - own + 16) % 16 limit 1 for update skip locked;
  if head.lane is null then select l.* into head from platform.audit_lane l where l.lane = own for update; end if;
  entry.lane := head.lane; entry.sequence := head.sequence + 1; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.subject_id := subject_id; entry.person_id := person_id;
  entry.detail := detail; entry.previous_hash := head.hash;
  entry.hash := platform.audit_hash(entry);
  insert into platform.audit_entry values (entry.*);
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $$;
