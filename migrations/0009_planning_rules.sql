-- planning: what a row alone cannot say. Each refusal has a code:
-- DW005 an agreed version takes no more lines · DW010 not approved, or costs more than was approved · DW011 no limit in force that day
-- DW012 payers do not add up to the price · DW018 above the urgent ceiling · DW019 an enablement line outlasts its decision
-- DW020 less than before without its reasons · DW025 every line of an agreed version is agreed · DW026 after the day of death

create function planning.agreed_is_closed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select v.agreed_at from planning.plan_version v where v.id = new.plan_version_id for share) is not null then
    raise exception using errcode = 'DW005', message = 'an agreed version takes no more lines'; end if;
  return new;
end $$;
create trigger agreed_is_closed before insert on planning.plan_version_term for each row execute function planning.agreed_is_closed();

create function planning.limit_in_force() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from planning.approval_limit l where l.id = new.limit_id and l.in_force @> new.decided_on for share) then
    raise exception using errcode = 'DW011', message = 'no approval limit was in force on this day'; end if;
  return new;
end $$;
create trigger limit_in_force before insert on planning.approval for each row execute function planning.limit_in_force();

create function planning.payers_add_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare line uuid := (to_jsonb(new) ->> tg_argv[0])::uuid; wrong boolean;
begin
  select coalesce(sum(s.share_pence), 0) <> b.per_session_pence or coalesce(sum(s.share_pence) filter (where s.payer = 'council'), 0) <> b.council_share_pence
    into wrong from planning.budget_line b left join planning.payer_share s on s.budget_line_id = b.id where b.id = line group by b.id;
  if wrong then raise exception using errcode = 'DW012', message = 'the payers'' shares do not add up to the price'; end if;
  return null;
end $$;
create constraint trigger payers_add_up after insert on planning.budget_line deferrable initially deferred for each row execute function planning.payers_add_up('id');
create constraint trigger payers_add_up after insert on planning.payer_share deferrable initially deferred for each row execute function planning.payers_add_up('budget_line_id');

-- A term is agreed (inserted so, or marked so): not after death, and an enablement line not past its decision.
create function planning.term_lawful() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.agreed_at is null then return new; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.from_date) then
    raise exception using errcode = 'DW026', message = 'this line begins after the day of death'; end if;
  if exists (select from planning.tier_decision d where d.id = new.tier_decision_id and d.tier = 3 and (new.until_date is null or new.until_date > d.until_date)) then
    raise exception using errcode = 'DW019', message = 'an enablement line ends with its decision'; end if;
  return new;
end $$;
create trigger term_lawful before insert on planning.session_term for each row execute function planning.term_lawful();
create trigger term_lawful_when_agreed before update of agreed_at on planning.session_term for each row when (old.agreed_at is null) execute function planning.term_lawful();

-- The weekly cost of an urgent version: each line's price, spread over its weeks, at the gross price.
create function planning.weekly_pence(version uuid) returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(ceil(sum(b.per_session_pence::numeric / t.every_weeks)), 0)::bigint
    from planning.plan_version_term vt join planning.session_term t on t.id = vt.term_id
    join planning.budget_line b on b.term_id = t.id and not isempty(b.in_force) and b.in_force && t.in_force
    join planning.plan_version v on v.id = vt.plan_version_id where vt.plan_version_id = version and b.in_force @> greatest(v.from_date, b.from_date) $$;

-- A version is agreed: by two approvals (contents carry over while contents_hash stays; cost while it does not rise), or urgent within its ceiling, or migrated.
create function planning.agree_lawfully() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before planning.plan_version; missing text;
begin
  if new.agreed_at is null then return new; end if;
  perform 1 from planning.plan p where p.id = new.plan_id for update;
  if exists (select from planning.plan_version_term vt join planning.session_term t on t.id = vt.term_id where vt.plan_version_id = new.id and not t.agreed) then
    raise exception using errcode = 'DW025', message = 'every line of an agreed version is agreed'; end if;
  if new.provenance = 'planned' then
    select a.id into new.contents_approval_id from planning.approval a where a.plan_id = new.plan_id and a.about = 'contents' and a.approved
       and a.contents_hash = new.contents_hash order by a.decided_at desc, a.id limit 1;
    select a.id into new.cost_approval_id from planning.approval a where a.plan_id = new.plan_id and a.about = 'cost' and a.approved
       and a.contents_hash = new.contents_hash and a.gross_yearly_pence >= new.gross_yearly_pence order by a.decided_at desc, a.id limit 1;
    if new.contents_approval_id is null or new.cost_approval_id is null then
      raise exception using errcode = 'DW010', message = 'contents and cost are not both approved'; end if;
  elsif new.provenance = 'urgent' then
    if planning.weekly_pence(new.id) > (select u.weekly_ceiling_pence from needs.urgent_decision u where u.id = new.urgent_decision_id) then
      raise exception using errcode = 'DW018', message = 'above the ceiling of the urgent decision'; end if;
  end if;
  select v.* into before from planning.plan_version v where v.plan_id = new.plan_id and v.agreed_at is not null and v.number < new.number order by v.number desc limit 1;
  if found then
    select string_agg(m.measure, ', ') into missing
      from (values ('hours', before.yearly_minutes, new.yearly_minutes), ('sessions', before.yearly_sessions::bigint, new.yearly_sessions::bigint),
                   ('ratio', before.yearly_staff_minutes, new.yearly_staff_minutes), ('transport', before.yearly_journeys::bigint, new.yearly_journeys::bigint),
                   ('money', before.constant_price_pence, new.constant_price_pence)) as m (measure, was, becomes)
     where m.becomes < m.was and not exists (select from planning.cut_guard g where g.plan_version_id = new.id and g.measure = m.measure
                                                and g.was = m.was and g.becomes = m.becomes and g.first_day <= new.from_date);
    if missing is not null then raise exception using errcode = 'DW020', message = 'less than before without its reasons: ' || missing; end if;
  end if;
  return new;
end $$;
create trigger agree_lawfully before insert on planning.plan_version for each row execute function planning.agree_lawfully();
create trigger agree_lawfully_later before update of agreed_at on planning.plan_version for each row when (old.agreed_at is null) execute function planning.agree_lawfully();
