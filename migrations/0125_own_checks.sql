-- market: a provider reads what was looked at when it applied, as it reads every look since; before, its own page said that nobody had looked

drop policy read on market.check_item;
create policy read on market.check_item for select using ((select platform.is_role('job')) or (select platform.is_role('commissioner', 'finance', 'administrator'))
  or provider_id::text = platform.who('provider_id')
  or exists (select from market.application a where a.id = check_item.application_id and a.provider_id::text = platform.who('provider_id')));
