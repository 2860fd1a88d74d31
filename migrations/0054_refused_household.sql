-- Somebody who does not take part need not say with whom they live: it plays no part in the full cost, and nothing is invented in its place.
alter table charging.financial_assessment alter column household drop not null,
  add constraint household_told_unless_refused check (household is not null or basis = 'refused' or weekly_pence = 0);
