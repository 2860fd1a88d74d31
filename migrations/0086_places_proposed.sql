-- directory: whoever runs an entry asks for a place it will be at; it is one once somebody of the council has looked.
alter table directory.site add column opening_words text, add column phone text, add column email text;

create table directory.site_proposal (
  id uuid primary key,                                                -- made with the form: the same form sent twice asks once
  organisation_id uuid not null references directory.organisation,
  name text not null constraint place_named check (btrim(name) <> '' and length(name) <= 200),
  line_1 text not null constraint place_address check (btrim(line_1) <> ''), town text not null constraint place_town check (btrim(town) <> ''),
  postcode text not null constraint place_postcode check (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'),
  access_features text[] not null default '{}', access_words text, opening_words text, phone text, email text, note text,
  looker text not null,
  proposed_by uuid not null, proposed_at timestamptz not null, proposed_on date not null,
  decision text constraint place_decision check (decision in ('approved', 'rejected', 'withdrawn')),
  reason text, decided_by uuid, decided_at timestamptz, site_id uuid constraint place_of_proposal_once unique references directory.site,
  constraint place_decided_whole check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
  constraint place_rejected_with_reason check (decision is distinct from 'rejected' or btrim(reason) <> ''),
  constraint place_approved_by_another check (decision is null or decision = 'withdrawn' or decided_by <> proposed_by),
  constraint place_approved_is_site check ((decision is not distinct from 'approved') = (site_id is not null)));
create unique index place_one_open on directory.site_proposal (organisation_id, lower(name), postcode) where decision is null;
create index place_waits on directory.site_proposal (proposed_at) where decision is null;
create trigger end_only before update or delete on directory.site_proposal for each row
  execute function platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'site_id');

-- A provider asks for a place; only the council makes it one, and only the council changes it.
drop policy add on directory.site;
drop policy change on directory.site;
create policy add on directory.site for insert with check ((select platform.is_role('job', 'broker', 'commissioner', 'administrator')));
create policy change on directory.site for update using ((select platform.is_role('job', 'broker', 'commissioner', 'administrator')));

grant select, insert, update on directory.site_proposal to daywell_app;
alter table directory.site_proposal enable row level security;
do $$ declare
  job text := '(select platform.is_role(''job''))'; keepers text := '(select platform.is_role(''broker'', ''commissioner'', ''administrator''))';
  own text := 'exists (select from market.my_organisation m where m.organisation_id = site_proposal.organisation_id)';
begin
  execute format('create policy read on directory.site_proposal for select using (%s or %s or %s)', job, keepers, own);
  execute format('create policy add on directory.site_proposal for insert with check (%s or %s)', job, own);
  execute format('create policy change on directory.site_proposal for update using (%s or %s or %s) with check (%s or %s or (%s and decision = ''withdrawn''))', job, keepers, own, job, keepers, own);
end $$;
