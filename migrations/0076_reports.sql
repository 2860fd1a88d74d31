-- strategy: the report for elected members. A draft is worked on and thrown away; what is issued stands as it was, with its figures and where each is from. Nobody is in it: figures are counts without small numbers.

create table strategy.report (                                          -- a report as it was issued; a new version is issued beside it and says what it replaces
  id uuid primary key, number integer not null constraint report_number check (number > 0), version integer not null,
  title text not null constraint report_title check (btrim(title) <> '' and length(title) <= 200),
  audience text not null constraint report_audience check (btrim(audience) <> '' and length(audience) <= 200),
  meeting_on date not null,
  asked text not null constraint report_asked check (btrim(asked) <> '' and length(asked) <= 4000),
  recommendation text not null constraint report_recommendation check (btrim(recommendation) <> '' and length(recommendation) <= 4000),
  words text not null constraint report_words check (length(words) <= 20000),
  chosen jsonb not null, risks jsonb not null, figures jsonb not null,
  as_of date not null, replaces uuid, replaces_version integer,
  issued_by uuid not null, issued_by_name text not null constraint report_issued_by_name check (btrim(issued_by_name) <> ''),
  issued_as text not null constraint report_issued_as check (btrim(issued_as) <> '' and length(issued_as) <= 200),
  issued_on date not null, recorded_at timestamptz not null default now(),
  withdrawn_on date, withdrawn_by uuid, withdrawn_by_name text, withdrawn_why text constraint report_withdrawn_why check (btrim(withdrawn_why) <> ''),
  constraint report_of_its_day check (as_of <= issued_on),
  constraint report_has_sections check (jsonb_typeof(figures -> 'sections') = 'array' and jsonb_array_length(figures -> 'sections') > 0),
  constraint report_has_sources check (jsonb_typeof(figures -> 'sources') = 'array'),
  constraint report_number_once unique (number, version), constraint report_known unique (id, number, version),
  constraint report_replaced_once unique (replaces),
  constraint report_replaces foreign key (replaces, number, replaces_version) references strategy.report (id, number, version),
  constraint report_version check (num_nonnulls(replaces, replaces_version) in (0, 2) and version = coalesce(replaces_version, 0) + 1),
  constraint report_withdrawn_whole check (num_nonnulls(withdrawn_on, withdrawn_by, withdrawn_by_name, withdrawn_why) in (0, 4)),
  constraint report_withdrawn_after check (withdrawn_on >= issued_on));
create trigger end_only before update or delete on strategy.report for each row execute function platform.end_only('withdrawn_on', 'withdrawn_by', 'withdrawn_by_name', 'withdrawn_why');

create table strategy.report_draft (                                    -- what is being written; without effect until it is issued
  id uuid primary key, title text not null constraint report_draft_title check (btrim(title) <> '' and length(title) <= 200),
  audience text not null constraint report_draft_audience check (btrim(audience) <> '' and length(audience) <= 200),
  meeting_on date not null,
  asked text not null constraint report_draft_asked check (btrim(asked) <> '' and length(asked) <= 4000),
  recommendation text not null constraint report_draft_recommendation check (length(recommendation) <= 4000),
  words text not null constraint report_draft_words check (length(words) <= 20000),
  chosen jsonb not null constraint report_draft_chosen check (jsonb_typeof(chosen) = 'array'),
  risks jsonb not null constraint report_draft_risks check (jsonb_typeof(risks) = 'array' and jsonb_array_length(risks) <= 50),
  replaces uuid references strategy.report constraint report_draft_once unique,
  revision integer not null default 1 constraint report_draft_revision check (revision > 0),
  begun_by uuid not null, begun_by_name text not null, begun_on date not null,
  changed_by uuid not null, changed_by_name text not null, changed_on date not null, recorded_at timestamptz not null default now());

alter table strategy.report enable row level security;
alter table strategy.report_draft enable row level security;
create policy read on strategy.report for select using ((select platform.is_role('job', 'commissioner', 'team_manager', 'finance', 'administrator')));
create policy add on strategy.report for insert with check (withdrawn_on is null and ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and issued_by::text = platform.who('staff_id'))));
create policy withdraw on strategy.report for update using ((select platform.is_role('commissioner'))) with check (withdrawn_by is null or withdrawn_by::text = platform.who('staff_id'));
create policy read on strategy.report_draft for select using ((select platform.is_role('job', 'commissioner')));
create policy add on strategy.report_draft for insert with check ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and changed_by::text = platform.who('staff_id')));
create policy change on strategy.report_draft for update using ((select platform.is_role('commissioner'))) with check (changed_by::text = platform.who('staff_id'));
create policy throw_away on strategy.report_draft for delete using ((select platform.is_role('job', 'commissioner')));
grant delete on strategy.report_draft to daywell_app;
