-- Whoever is still to be told of a date is found from the few dates that were called off, not from all dates to come.
create index mark_called_off on delivery.mark (occasion_id) where reason in ('provider_cancelled', 'closed');
