-- market: an organisation is one provider, so that its sessions, the weeks that run in them and their pay have one payee
drop index market.provider_organisation;
alter table market.provider add constraint organisation_is_one_provider unique (organisation_id);
