-- finance: whether something about a person's money was recorded that a background job has not followed yet, and since when.

-- The earliest such moment; nothing when all is worked out. Jobs wait in the outbox first and in the queue then.
create function finance.being_worked_out(person uuid) returns timestamptz language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  facts constant text[] := array['fact:delivery/marked', 'fact:charging/decided', 'fact:charging/told', 'fact:charging/made-free', 'fact:charging/gave-back', 'fact:planning/agreed'];
  mine text[]; since timestamptz; queued timestamptz; waits boolean;
begin
  if not (platform.is_role('finance', 'job') or people.may_reckon(person)) then return null; end if;
  select exists (select from platform.outbox b where b.dispatched_at is null and b.name = any (facts)) into waits;
  if not waits and to_regclass('pgboss.job') is not null then
    execute $q$ select exists (select from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%') $q$ into waits;
  end if;
  if not waits then return null; end if;
  select array_agg(x.id::text) into mine from (
    select m.id from delivery.occasion o join delivery.mark m on m.occasion_id = o.id where o.person_id = person and m.received_at > now() - interval '2 days'
    union all select c.id from charging.contribution c where c.person_id = person
    union all select n.id from charging.notice n where n.person_id = person
    union all select f.id from charging.free_period f where f.person_id = person
    union all select d.id from charging.dispute d where d.person_id = person
    union all select v.id from planning.plan_version v where v.person_id = person) x;
  if mine is null then return null; end if;
  select min(b.recorded_at) into since from platform.outbox b
   where b.dispatched_at is null and b.name = any (facts) and b.payload ->> 'subjectId' = any (mine);
  if to_regclass('pgboss.job') is not null then
    execute $q$ select min(j.created_on) from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%'
                  and j.data -> 'payload' ->> 'subjectId' = any ($1) $q$ into queued using mine;
  end if;
  return least(since, queued);
end $$;
revoke all on function finance.being_worked_out(uuid) from public;
grant execute on function finance.being_worked_out(uuid) to daywell_app;

-- The same for everybody, for finance: how many pieces of work wait, and since when.
create function finance.work_waiting() returns table (waiting bigint, since timestamptz) language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  facts constant text[] := array['fact:delivery/marked', 'fact:delivery/laid-again', 'fact:charging/decided', 'fact:charging/told', 'fact:charging/made-free', 'fact:charging/gave-back', 'fact:planning/agreed', 'fact:brokerage/placed', 'fact:people/died'];
  queued bigint; oldest timestamptz;
begin
  if not platform.is_role('finance', 'job') then return; end if;
  select count(*), min(b.recorded_at) into waiting, since from platform.outbox b where b.dispatched_at is null and b.name = any (facts);
  if to_regclass('pgboss.job') is not null then
    execute $q$ select count(*), min(j.created_on) from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%' $q$ into queued, oldest;
    waiting := waiting + queued; since := least(since, oldest);
  end if;
  return next;
end $$;
revoke all on function finance.work_waiting() from public;
grant execute on function finance.work_waiting() to daywell_app;
