-- An exception that is agreed has a sum, and that sum counts from then on. One waits at a time for a budget.
alter table allocation.exception add column agreed_pence bigint,
  add column beside_another boolean not null default false;              -- asked for while others could still be open beside it
alter table allocation.exception disable trigger end_only;
update allocation.exception set agreed_pence = amount_pence where decision = 'agreed';
update allocation.exception e set beside_another = true
 where e.decided_on is null and exists (
   select from allocation.exception o where o.indicative_budget_id = e.indicative_budget_id and o.decided_on is null and o.id <> e.id);
drop trigger end_only on allocation.exception;
create trigger end_only before update or delete on allocation.exception
  for each row execute function platform.end_only('decided_on', 'decided_by', 'decision', 'decision_reason', 'agreed_pence');
alter table allocation.exception
  add constraint exception_agreed_in_full check (decision is distinct from 'agreed' or agreed_pence is not distinct from amount_pence),
  add constraint exception_agreed_less check (decision is distinct from 'agreed in part' or agreed_pence is null or (agreed_pence > 0 and agreed_pence < amount_pence)),
  add constraint exception_sum_of_agreed check (agreed_pence is null or coalesce(decision in ('agreed', 'agreed in part'), false));
-- What was agreed in part before this day has no sum, and nobody may guess one; whoever agrees in part from now on names it.
alter table allocation.exception
  add constraint exception_part_has_sum check (decision is distinct from 'agreed in part' or agreed_pence is not null) not valid;
create unique index one_open_exception on allocation.exception (indicative_budget_id) where decided_on is null and not beside_another;

create or replace view allocation.published_indicative with (security_invoker = true) as
  select b.id as indicative_budget_id, b.person_id, b.assessment_id, b.table_version, b.weekly_pence, b.yearly_pence, i.issued_on, i.short_by_pence,
         greatest(b.weekly_pence, (select max(e.agreed_pence) from allocation.exception e where e.indicative_budget_id = b.id)) as counts_weekly_pence
    from allocation.indicative_budget b left join allocation.issue i on i.indicative_budget_id = b.id
   where not exists (select from allocation.indicative_budget later where later.replaces = b.id);
