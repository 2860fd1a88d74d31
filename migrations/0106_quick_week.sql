-- What a person's week asks each time, asked at less cost: the longer statement only where the short one says that there is something.

-- As before, planned once for each connection and not at each asking.
create or replace function finance.being_worked_out(person uuid) returns timestamptz language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  facts constant text[] := array['fact:delivery/marked', 'fact:charging/decided', 'fact:charging/told', 'fact:charging/made-free', 'fact:charging/gave-back', 'fact:planning/agreed'];
  has_queue constant boolean := to_regclass('pgboss.job') is not null;
  mine text[]; since timestamptz; queued timestamptz; waits boolean;
begin
  if not (platform.is_role('finance', 'job') or people.may_reckon(person)) then return null; end if;
  select exists (select from platform.outbox b where b.dispatched_at is null and b.name = any (facts)) into waits;
  if not waits and has_queue then
    select exists (select from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%') into waits;
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
  if has_queue then
    select min(j.created_on) into queued from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%'
       and j.data -> 'payload' ->> 'subjectId' = any (mine);
  end if;
  return least(since, queued);
end $$;

-- A person's dates between two days that will not take place, with the session; at most seven. Most people have none.
create function delivery.dates_off(person uuid, first_day date, last_day date)
returns table (on_date date, title text, closed boolean) language plpgsql stable as $$
begin
  if not exists (select from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
                  where o.person_id = person and o.on_date between first_day and last_day and m.reason in ('provider_cancelled', 'closed')) then return; end if;
  return query
    select o.on_date, coalesce(s.name, t.own_arrangement, ''), o.happened = 'closed'
      from delivery.published_occasion o join planning.published_term t on t.term_id = o.term_id left join directory.published_session s on s.session_id = t.session_id
     where o.person_id = person and o.on_date between first_day and last_day and o.happened in ('closed', 'cancelled_by_provider') order by o.on_date, o.start_minute limit 7;
end $$;
grant execute on function delivery.dates_off(uuid, date, date) to daywell_app;
