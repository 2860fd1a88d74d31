-- market: what came of a call that is closed, for everybody: how many replied, how many were accepted, and which organisations. People who work alone, and
-- whoever has no account, are counted and not named.
create function market.call_outcome(call uuid) returns table (replies integer, accepted integer, names text[])
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int, count(*) filter (where d.accepted)::int,
         coalesce(array_agg(o.name order by o.name) filter (where d.accepted and p.kind <> 'personal_assistant'), '{}')
    from market.call_reply r left join market.call_decision d on d.reply_id = r.id
    left join market.provider p on p.id = r.provider_id left join directory.organisation o on o.id = p.organisation_id
   where r.call_id = call and r.withdrawn_on is null and exists (select from market.call_end e where e.call_id = call and e.how = 'closed') $$;
