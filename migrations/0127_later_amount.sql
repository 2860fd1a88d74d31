-- charging: a figure that holds until further notice ends where a later one begins, once a second person has checked the later one. So only figures that
-- were checked exclude each other; one that waits to be checked decides nothing.

alter table charging.amount drop constraint one_amount_at_a_time,
  add constraint one_amount_at_a_time exclude using gist (name with =, in_force with &&) where (checked_by is not null);

-- A first day before the Regulations began is a slip. What was entered so before can still be taken back.
alter table charging.amount
  add constraint amount_under_the_regulations check (from_date >= '2015-04-01' or coalesce(ended_on < from_date, false)) not valid;
