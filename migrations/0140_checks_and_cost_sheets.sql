-- market: what a check of insurance and a cost sheet must say. Both hold for what is written down from now on; what stands is not edited.

-- Insurance that is in order runs out on a day: without it nobody is reminded, and no admission sees that it has run out.
alter table market.check_item add constraint insurance_says_until_when check (kind <> 'insurance' or not met or expires_on is not null) not valid;

-- A cost sheet counts days on which a service is open. A day is sold once in one, a half day twice at most; a week is not counted at all, and had the price of a day.
alter table market.cost_sheet add constraint cost_sheet_unit_fits
  check (unit <> 'week' and (unit <> 'day' or units_a_day = 1) and (unit <> 'half_day' or units_a_day <= 2)) not valid;
