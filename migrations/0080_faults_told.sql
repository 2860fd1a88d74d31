-- directory: whoever runs an entry is told that somebody reported a fault of it, and when; the words stay with the directory's keepers.

create function directory.newest_fault(entry uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog as $$
  select max(f.reported_at) from directory.fault_report f join directory.my_entry m on m.opportunity_id = f.opportunity_id
   where f.opportunity_id = entry and f.settled_at is null $$;
revoke execute on function directory.newest_fault(uuid) from public;
grant execute on function directory.newest_fault(uuid) to daywell_app;
