-- market: an organisation is one provider, so that its sessions, the weeks that run in them and their pay have one payee.
-- Where several share one, whichever was recorded first keeps it with its sessions; each other gets one of its own, of the same name and ways to reach it.
alter table market.provider disable trigger user;
with shared as (
  select p.id, p.organisation_id, gen_random_uuid() as own from market.provider p
   where exists (select from market.provider f where f.organisation_id = p.organisation_id and (f.recorded_at, f.id) < (p.recorded_at, p.id))
), made as (
  insert into directory.organisation (id, name, description, website, email, phone, legal_status, recorded_by)
  select s.own, o.name, o.description, o.website, o.email, o.phone, o.legal_status, o.recorded_by from shared s join directory.organisation o on o.id = s.organisation_id
  returning id
)
update market.provider p set organisation_id = s.own from shared s join made m on m.id = s.own where p.id = s.id;
alter table market.provider enable trigger user;
drop index market.provider_organisation;
alter table market.provider add constraint organisation_is_one_provider unique (organisation_id);
