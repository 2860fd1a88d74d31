-- people, brokerage: long lists ask once whom they are about, not person by person.

-- The same people as `people.may_see` says. Written out for those who read long lists, so that the database may take the caller's
-- people in one piece; for one person it still looks that person up. Everybody else is asked by the function.
create or replace view people.published_person as
  select person_id, given_name, family_name, name,
         case when platform.is_role('provider') and restricted then null else born_on end as born_on, died_on,
         case when platform.is_role('provider') then null else support_reason end as support_reason,
         team_id, team, case when platform.is_role('provider') then null else local_area end as local_area,
         case when platform.is_role('provider') then null else postcode end as postcode, restricted
    from people.person_today p
   where (select platform.is_role('job'))
      or case when (select platform.is_role('practitioner', 'team_manager')) then exists (select from people.in_my_teams m where m.person_id = p.person_id)
              when (select platform.is_role('broker')) then exists (select from brokerage.to_be_placed m where m.person_id = p.person_id)
              when (select platform.is_role('finance')) then not exists (select from people.shut_to_me m where m.person_id = p.person_id)
              else people.may_see(p.person_id) end;

-- Planned sessions that nobody is placed in yet and that may be: agreed, or with contents approved. Ids only, so that the brokers' list
-- asks of these alone whether the caller may see them.
create view brokerage.term_to_place as
  select t.id as term_id from planning.session_term t
   where (select platform.is_role('job') or platform.is_staff())
     and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > platform.who('today')::date)
     and not exists (select from brokerage.placement l where l.term_id = t.id and not isempty(l.in_force))
     and (t.agreed or exists (
       select from planning.plan_version_term vt join planning.plan_version v on v.id = vt.plan_version_id
         join planning.approval a on a.plan_id = v.plan_id and a.about = 'contents' and a.approved and a.contents_hash = v.contents_hash
        where vt.term_id = t.id and (v.withdrawn_at is null or v.agreed_at is not null)));
grant select on brokerage.term_to_place to daywell_app;
