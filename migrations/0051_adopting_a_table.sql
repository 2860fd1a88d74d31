-- A table is adopted with winners and losers known, or with a reason why not, and never by who both asked for it and approved it.
alter table allocation.calibration add constraint calibration_asked_by unique (id, asked_by);
alter table allocation.calibration_adoption
  add column asked_by uuid, add column comparison_id uuid references allocation.table_comparison (id), add column without_comparison text,
  add constraint adopted_as_asked foreign key (calibration_id, asked_by) references allocation.calibration (id, asked_by);
create index calibration_adoption_asked on allocation.calibration_adoption (calibration_id, asked_by);
create index calibration_adoption_comparison on allocation.calibration_adoption (comparison_id);
-- Tables adopted before this day stand as they are; every new one keeps these.
alter table allocation.calibration_adoption
  add constraint adopted_knowing_who_loses check (num_nonnulls(comparison_id, without_comparison) = 1) not valid,
  add constraint adopted_by_another check (asked_by is not null and (adopted_by <> asked_by or adopted_by not in (first_approver, second_approver))) not valid;
