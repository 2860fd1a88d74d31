-- Finance's home. Finance sees every pay line and every date, so the lines of runs, holds and marks need not look each one up to say so.
alter policy read on finance.pay_run_line using ((select platform.is_role('job')) or (select platform.is_role('finance')) or exists (select from finance.pay_line l where l.id = pay_run_line.pay_line_id));
alter policy read on finance.pay_hold using ((select platform.is_role('job')) or (select platform.is_role('finance')) or exists (select from finance.pay_line l where l.id = pay_hold.pay_line_id));
alter policy read on delivery.mark using ((select platform.is_role('job')) or (select platform.is_role('finance')) or exists (select from delivery.occasion o where o.id = mark.occasion_id));
-- What a run may pay, without the lines of the council's own services; and how many transfers a period holds, from the index alone.
create index pay_line_payable on finance.pay_line (on_date, id) where payee_kind <> 'in_house';
drop index finance.transfer_period;
create index transfer_period on finance.transfer (period_id, provider_id);
-- What a year delivered and gave back is found by its days, however many years there are.
create index transfer_by_day on finance.transfer (effective_on) where book = 'commitment';
create index transfer_release on finance.transfer (effective_on) where kind = 'release';
