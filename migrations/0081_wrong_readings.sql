-- strategy: somebody says that a printed figure was read wrongly, and a commissioner decides. The figure itself stands in the program; nothing here changes it.

create table strategy.reading_report (                                 -- what somebody thinks a paper prints, and what was decided about it
  id uuid primary key default gen_random_uuid(),
  figure text not null constraint reading_figure check (btrim(figure) <> '' and length(figure) <= 60),
  paragraph text not null constraint reading_paragraph check (btrim(paragraph) <> '' and length(paragraph) <= 200),
  thought text not null constraint reading_thought check (btrim(thought) <> '' and length(thought) <= 100),
  words text not null constraint reading_words check (length(words) <= 1000),
  who text not null constraint reading_who check (btrim(who) <> '' and length(who) <= 100),
  reported_on date not null, recorded_at timestamptz not null default now(),
  decided_on date, decided_by uuid, decided_by_name text,
  decision text constraint reading_decision check (decision in ('accepted', 'refused')),
  reason text constraint reading_reason check (btrim(reason) <> '' and length(reason) <= 1000),
  constraint reading_decided_whole check (num_nonnulls(decided_on, decided_by, decided_by_name, decision, reason) in (0, 5)),
  constraint reading_decided_after check (decided_on >= reported_on));
create index reading_report_figure on strategy.reading_report (figure);
create trigger end_only before update or delete on strategy.reading_report for each row execute function platform.end_only('decided_on', 'decided_by', 'decided_by_name', 'decision', 'reason');

-- What anybody reads: that something is being looked at, and what was decided. What somebody wrote is public once a commissioner has accepted it; who wrote it never is.
create view strategy.published_reading as
  select r.id as reading_id, r.figure, r.reported_on, r.decision, r.decided_on, r.reason,
         case when r.decision = 'accepted' then r.thought end as thought, case when r.decision = 'accepted' then r.paragraph end as paragraph
    from strategy.reading_report r;
grant select on strategy.published_reading to daywell_app;

alter table strategy.reading_report enable row level security;
create policy read on strategy.reading_report for select using ((select platform.is_role('job', 'commissioner')));
create policy add on strategy.reading_report for insert with check (decision is null);
create policy change on strategy.reading_report for update using ((select platform.is_role('commissioner')) and decision is null) with check (decided_by::text = platform.who('staff_id'));
grant select, insert, update on strategy.reading_report to daywell_app;
