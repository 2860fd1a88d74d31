-- strategy: what a page may ask for, the command line may too, under its own name: a large run, and the council's own yearly counts.

drop policy add on strategy.simulation;
create policy add on strategy.simulation for insert with check (made = 0 and result is null and cancelled_at is null
  and ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and asked_by::text = platform.who('staff_id'))));

drop policy add on strategy.yearly_counts;
create policy add on strategy.yearly_counts for insert with check (ended_on is null
  and ((select platform.is_role('job')) or ((select platform.is_role('commissioner')) and loaded_by::text = platform.who('staff_id'))));
drop policy change on strategy.yearly_counts;
create policy change on strategy.yearly_counts for update using ((select platform.is_role('job', 'commissioner')))
  with check ((select platform.is_role('job')) or ended_by is null or ended_by::text = platform.who('staff_id'));
