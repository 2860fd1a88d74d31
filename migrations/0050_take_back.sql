-- Whoever decided a charge does not take back for the person that it is wrong either. What was taken back before stays as it was recorded.
alter table charging.dispute_outcome drop constraint dispute_decided_by_another,
  add constraint dispute_decided_by_another check (decided_by <> charge_decided_by) not valid;
