-- What a broker's first page and the money page of finance read of many thousand people.

-- Only sessions whose plan is not agreed are asked for an approval, and those with a place are taken away in one go, not looked up one by one.
create or replace view brokerage.term_to_place as
  select t.id as term_id from planning.session_term t
   where (select platform.is_role('job') or platform.is_staff()) and t.agreed
     and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > (select platform.who('today')::date))
  union all
  select t.id from planning.session_term t
   where (select platform.is_role('job') or platform.is_staff()) and not t.agreed
     and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > (select platform.who('today')::date))
     and exists (select from planning.plan_version_term vt join planning.plan_version v on v.id = vt.plan_version_id
                  join planning.approval a on a.plan_id = v.plan_id and a.about = 'contents' and a.approved and a.contents_hash = v.contents_hash
                 where vt.term_id = t.id and (v.withdrawn_at is null or v.agreed_at is not null))
  except
  select l.term_id from brokerage.placement l where not isempty(l.in_force);

-- Which approval of contents a planned session stands on, and its day. Its id and a day alone: whether one may read the session is asked of the
-- session itself. The rule of approvals would look through every plan for each list.
create view planning.contents_approved as
  select vt.term_id, a.id as approval_id, a.decided_on, a.decided_at
    from planning.plan_version_term vt join planning.plan_version v on v.id = vt.plan_version_id
    join planning.approval a on a.plan_id = v.plan_id and a.about = 'contents' and a.approved and a.contents_hash = v.contents_hash
   where (select platform.is_role('job') or platform.is_staff()) and (v.withdrawn_at is null or v.agreed_at is not null);
grant select on planning.contents_approved to daywell_app;

-- What moved through an account in a stretch of days is summed from the index alone.
drop index finance.transfer_debit_account;
create index transfer_debit_account on finance.transfer (debit_account_id, effective_on) include (amount_pence, provider_id);
drop index finance.transfer_credit_account;
create index transfer_credit_account on finance.transfer (credit_account_id, effective_on) include (amount_pence, provider_id);
