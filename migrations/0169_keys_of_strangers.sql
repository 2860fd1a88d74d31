-- platform: whoever has no account sends an idempotency key too. Theirs stand under nobody's id, where they may add one and find the one they sent.
create policy stranger on platform.idempotency for all
  using (account_id = '00000000-0000-0000-0000-000000000000' and (select platform.is_role('public')))
  with check (account_id = '00000000-0000-0000-0000-000000000000' and (select platform.is_role('public')));
