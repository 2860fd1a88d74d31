-- Files of opportunities and sessions: what a new row of them looks up is found by an index, and what nobody looks up by has none.
create index organisation_by_name on directory.organisation (lower(name), recorded_at, id);
create index capacity_session on directory.capacity (session_id, resource, from_date);
-- The same index twice.
drop index directory.opportunity_of_organisation, directory.session_of_opportunity, directory.source_record_of_opportunity;
-- A record of a source names one thing at most: nine in ten entries of these four indexes were for nothing.
drop index directory.source_record_opportunity, directory.source_record_organisation, directory.source_record_site, directory.source_record_taxonomy_term;
create index source_record_opportunity on directory.source_record (opportunity_id) where opportunity_id is not null;
create index source_record_organisation on directory.source_record (organisation_id) where organisation_id is not null;
create index source_record_site on directory.source_record (site_id) where site_id is not null;
create index source_record_taxonomy_term on directory.source_record (taxonomy_term_id) where taxonomy_term_id is not null;
