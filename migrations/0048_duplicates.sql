-- Two entries that may be one. A human says which; the one that is not kept leads to the other from then on.
alter table directory.opportunity add column merged_into uuid references directory.opportunity (id),
  add constraint merged_into_another check (merged_into <> id),
  add constraint merged_is_withdrawn check (merged_into is null or withdrawn_on is not null);
create index opportunity_merged_into on directory.opportunity (merged_into) where merged_into is not null;

create table directory.alike (
  one_id uuid not null references directory.opportunity (id),
  other_id uuid not null references directory.opportunity (id),
  reasons text[] not null,
  found_at timestamptz not null,
  decision text constraint alike_decision check (decision in ('merged', 'not the same')),
  kept_id uuid, decided_at timestamptz, decided_by uuid,
  primary key (one_id, other_id),
  constraint alike_in_order check (one_id < other_id),                     -- the same pair once, whichever was found first
  constraint alike_decided_whole check (num_nonnulls(decision, decided_at, decided_by) in (0, 3)),
  constraint alike_keeps_one check ((decision = 'merged') is not distinct from (kept_id is not null) or (decision is null and kept_id is null)),
  constraint alike_keeps_one_of_two check (kept_id in (one_id, other_id)));
create index alike_other on directory.alike (other_id);
grant select, insert, update on directory.alike to daywell_app;
alter table directory.alike enable row level security;
do $$
declare may text := '((select platform.is_role(''job'')) or (select platform.is_role(''commissioner'', ''administrator'')))';
begin
  execute format('create policy read on directory.alike for select using %s', may);
  execute format('create policy add on directory.alike for insert with check %s', may);
  execute format('create policy change on directory.alike for update using %s', may);
end $$;

-- Where an entry went that is not kept any more; only of entries that anybody may see.
create function directory.merged_into(entry uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  with recursive way as (
    select o.merged_into as id, 1 as step from directory.opportunity o where o.id = entry and o.merged_into is not null
    union all select o.merged_into, w.step + 1 from way w join directory.opportunity o on o.id = w.id where o.merged_into is not null and w.step < 20)
  select o.id from way w join directory.opportunity o on o.id = w.id where o.merged_into is null and o.withdrawn_on is null and o.audience = 'public' $$;
revoke execute on function directory.merged_into(uuid) from public;
grant execute on function directory.merged_into(uuid) to daywell_app;
