-- market: what somebody brings home from a visit (a photo, a paper), kept as it is beside the answers.
create table market.visit_file (
  id uuid primary key, visit_id uuid not null references market.assurance_visit, question text, words text not null constraint visit_file_said check (btrim(words) <> ''),
  file_id uuid not null constraint visit_file_of_own_file unique references platform.file,
  recorded_by uuid not null, recorded_at timestamptz not null default now());
create index visit_file_visit on market.visit_file (visit_id, recorded_at);
create trigger end_only before update or delete on market.visit_file for each row execute function platform.end_only();

-- DW081 a signed visit, or one that was called off, stands · DW094 only a question of the visit's own list
create function market.visit_file_stands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare visit market.assurance_visit;
begin
  select v.* into visit from market.assurance_visit v where v.id = new.visit_id for share;
  if (visit.signed_on is not null or visit.called_off_on is not null) and coalesce(platform.who('role'), 'job') <> 'job' then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if new.question is not null and not exists (select from jsonb_array_elements(visit.questions) q where q ->> 'key' = new.question) then
    raise exception using errcode = 'DW094', message = 'not a question of this visit'; end if;
  return new;
end $$;
create trigger visit_file_stands before insert on market.visit_file for each row execute function market.visit_file_stands();

alter table market.visit_file enable row level security;
create policy read on market.visit_file for select using ((select platform.is_role('job', 'commissioner')));
create policy add on market.visit_file for insert with check ((select platform.is_role('job'))
  or ((select platform.is_role('commissioner')) and recorded_by::text = platform.who('staff_id')));
grant select, insert on market.visit_file to daywell_app;
