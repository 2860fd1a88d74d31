-- finance: a provider reads the pay runs that paid it, once they are paid; its lines and what each run pays it are its own to read already

drop policy read on finance.pay_run;
create policy read on finance.pay_run for select using ((select platform.is_role('job', 'finance'))
  or ((select platform.is_role('provider')) and paid_at is not null and exists (select from finance.remittance m where m.pay_run_id = pay_run.id)));
