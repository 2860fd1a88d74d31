-- directory: how often the short conversation for people without assessed needs was used. A day and what was chosen from lists: no words, no place, nobody.
create table directory.advice_use (
  id uuid primary key default gen_random_uuid(), used_on date not null,
  matters text not null constraint advice_matters check (matters in ('people','moving','making','useful','out','rest')),
  situation text not null constraint advice_situation check (situation in ('ideas','harder','carer')),
  options_shown smallint not null constraint advice_options check (options_shown between 0 and 5));
create trigger end_only before update or delete on directory.advice_use for each row execute function platform.end_only();
create index advice_use_day on directory.advice_use (used_on);
alter table directory.advice_use enable row level security;
create policy read on directory.advice_use for select using ((select platform.is_role('job')));
create policy add on directory.advice_use for insert with check (true);
-- Counts of whole months: a count that grew since yesterday would show one person's answers.
create view directory.published_advice_use as
  select matters, situation, date_trunc('month', used_on)::date as month, count(*)::int as times, count(*) filter (where options_shown = 0)::int as without_option
    from directory.advice_use
   where platform.is_role('commissioner','team_manager','finance','administrator','job') and used_on < date_trunc('month', platform.who('today')::date) group by 1, 2, 3;
