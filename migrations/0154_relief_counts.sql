-- What a relief leaves a person on a day: its amount of year 0 until the first anniversary, then that of each year; the last amount stands from then on.
-- Nothing where the budget has no relief. It counts beside the budget and what was agreed beyond it, whichever is more.
create function allocation.eased_on(budget uuid, day date) returns bigint language sql stable as $$
  select r.weekly_pence[1 + (select count(*)::integer from generate_series(1, r.years) t where (r.from_date + make_interval(years => t))::date <= day)]
    from allocation.relief r where r.indicative_budget_id = budget and r.ended_on is null order by r.from_date desc, r.id desc limit 1 $$;
