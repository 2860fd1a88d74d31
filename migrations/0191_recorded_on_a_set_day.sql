-- platform: where a trial sets the day (DAYWELL_TODAY), what is recorded carries that day too, with the hour as it really is. Letters and pages read when something was
-- decided or told from here. On the real day this is now().
create function platform.now() returns timestamptz language sql stable parallel safe as $$
  select now() + make_interval(days => coalesce(nullif(current_setting('daywell.days_ahead', true), ''), '0')::int) $$;

do $$
declare one record;
begin
  for one in
    select c.table_schema, c.table_name, c.column_name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema in ('people', 'directory', 'market', 'needs', 'allocation', 'charging', 'planning', 'brokerage', 'delivery', 'outcomes', 'finance', 'strategy')
       and c.column_default = 'now()' order by 1, 2, 3 loop
    execute format('alter table %I.%I alter column %I set default platform.now()', one.table_schema, one.table_name, one.column_name);
  end loop;
end $$;
