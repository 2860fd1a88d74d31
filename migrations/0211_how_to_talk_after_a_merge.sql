-- people: what a merged record says of how to talk with the person goes on being told with the record that goes on, until somebody takes
-- it on there or says that it no longer helps. Told to whoever reads how to talk on the record that goes on, and to nobody else.
create table people.talk_settled (                                    -- one need of a merged record, by whoever works with the person under the record that goes on
  merge_id uuid not null references people.merge, need_id uuid not null references people.communication_need, taken_on boolean not null,
  recorded_by uuid not null, recorded_at timestamptz not null default platform.now(),
  constraint talk_settled_once primary key (merge_id, need_id));
create index talk_settled_need on people.talk_settled (need_id);
create trigger end_only before update or delete on people.talk_settled for each row execute function platform.end_only();
alter table people.talk_settled enable row level security;
create policy read on people.talk_settled for select using ((select platform.is_role('job')) or exists (select from people.merge m where m.id = merge_id and people.may_change(m.survivor_id)));
create policy add on people.talk_settled for insert with check ((select platform.is_role('job'))
  or exists (select from people.merge m where m.id = merge_id and m.taken_back_at is null and people.may_change(m.survivor_id)));
create policy change on people.talk_settled for update using (false);

create function people.talk_on_merged(survivor uuid)
returns table (id uuid, merge_id uuid, merged_id uuid, need text, how_to_meet_it text, may_be_shared boolean, from_date date)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, m.id, m.merged_id, c.need, c.how_to_meet_it, c.may_be_shared, c.from_date
    from people.merge m join people.communication_need c on c.person_id = m.merged_id and c.in_force @> platform.who('today')::date
   where m.survivor_id = survivor and m.taken_back_at is null
     and not exists (select from people.talk_settled s where s.merge_id = m.id and s.need_id = c.id)
     and not exists (select from people.communication_need o where o.person_id = survivor and o.need = c.need and o.how_to_meet_it = c.how_to_meet_it
       and o.in_force @> platform.who('today')::date)
     and ((select platform.is_role('job')) or (select people.may_plan(survivor))
       or (c.may_be_shared and exists (select from brokerage.my_placements p
            where p.person_id = survivor and (upper_inf(p.in_force) or upper(p.in_force) > platform.who('today')::date)))) $$;
revoke execute on function people.talk_on_merged(uuid) from public;
grant execute on function people.talk_on_merged(uuid) to daywell_app;

-- Under which record a merged one goes on: for the lists of later steps.
create view people.published_merge with (security_invoker = true) as
  select m.merged_id, m.survivor_id from people.merge m where m.taken_back_at is null;
grant select on people.published_merge to daywell_app;
