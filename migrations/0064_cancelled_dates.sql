-- A date that whoever runs it cancels gives every place back; who came without a plan is counted.

-- Gives back every place on dates that are cancelled: whoever had one is free for something else. Only on cancelled dates, whoever asks.
create function directory.release_cancelled(dates uuid[], at timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare n integer;
begin
  perform 1 from directory.stock s where s.occurrence_id = any (dates) order by s.occurrence_id, s.resource for update;
  update directory.place_claim c set released_at = at, release_reason = 'date cancelled' from directory.occurrence o
   where o.id = c.occurrence_id and o.cancelled_at is not null and o.id = any (dates) and c.released_at is null;
  get diagnostics n = row_count; return n;
end $$;

create table delivery.head_count (                                    -- how many came to a date without a place in a plan; the last count stands
  id uuid primary key, occurrence_id uuid not null references directory.occurrence,
  came smallint not null constraint head_count_sensible check (came between 0 and 500),
  replaces uuid constraint head_count_replaced_once unique, counted_by uuid not null, counted_at timestamptz not null, recorded_at timestamptz not null default now(),
  constraint head_count_of_date unique (id, occurrence_id),
  constraint head_count_replaces_own foreign key (replaces, occurrence_id) references delivery.head_count (id, occurrence_id));
create unique index one_first_head_count on delivery.head_count (occurrence_id) where replaces is null;
create trigger end_only before update or delete on delivery.head_count for each row execute function platform.end_only();
do $$ declare
  job text := '(select platform.is_role(''job''))'; staff text := '(select platform.is_staff())';
  ours text := 'occurrence_id in (select m.occurrence_id from market.my_occurrences m)'; keeps text := '(select platform.is_role(''broker''))';
begin
  alter table delivery.head_count enable row level security;
  execute format('create policy read on delivery.head_count for select using (%s or %s or %s)', job, staff, ours);
  execute format('create policy add on delivery.head_count for insert with check (%s or %s or %s)', job, keeps, ours);
  execute format('create policy change on delivery.head_count for update using (%s)', job);
end $$;
