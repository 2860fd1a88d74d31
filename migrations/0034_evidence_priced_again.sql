-- allocation: what a plan costs at other prices. The week of an agreed plan stands beside its cost, line by line without a name: the rate it was
-- priced by, how long a session is, on how many dates of the year, at what price. Plans handed over before have none and stand at their old price.
alter table allocation.evidenced_plan add column week jsonb constraint week_is_a_list check (jsonb_typeof(week) = 'array');

-- The day whose prices a calibration counts with; null for a file, and for what was asked before.
alter table allocation.calibration add column prices_on date constraint priced_again_from_records check (prices_on is null or source = 'records');
