-- Who may see and change which rows. The application works as daywell_app, which owns nothing and is bound by every policy.

create function people.may_see(p uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select case platform.who('role')
    when 'practitioner' then exists (select from people.team_of_person t where t.person_id = p and t.team_id = any (platform.whose('team_ids')) and t.in_force @> platform.who('today')::date)
    when 'team_manager' then exists (select from people.team_of_person t where t.person_id = p and t.team_id = any (platform.whose('team_ids')) and t.in_force @> platform.who('today')::date)
    when 'broker' then true when 'finance' then true when 'job' then true
    when 'person' then p = any (platform.whose('person_ids'))
    else false end $$;

do $$ declare s text; begin
  foreach s in array array['people','directory','market','needs','allocation','charging','planning','brokerage','delivery','outcomes','finance','engagement','strategy','returns'] loop
    execute format('grant usage on schema %I to daywell_app', s);
    execute format('grant select, insert, update on all tables in schema %I to daywell_app', s);
    execute format('alter default privileges in schema %I grant select, insert, update on tables to daywell_app', s);
  end loop; end $$;
-- `taken` and balances move by trigger only
revoke update on directory.stock, finance.account from daywell_app;
grant update (capacity) on directory.stock to daywell_app;
revoke insert on finance.account from daywell_app;
grant insert (id, book, code, owner_id, guard) on finance.account to daywell_app;
revoke insert on directory.stock from daywell_app;
grant insert (occurrence_id, resource, capacity) on directory.stock to daywell_app;
-- drafts may be taken back whole
grant delete on needs.carer_part, directory.opportunity_site, directory.opportunity_term, planning.dropped_line to daywell_app;
