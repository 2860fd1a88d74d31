-- The schema as the migrations leave it: written by `npm run schema`, compared by test, never edited by hand.

create table platform.account (
  id uuid not null default gen_random_uuid(),
  username text not null,
  display_name text not null,
  role text not null,
  provider_id uuid,
  person_id uuid,
  password_hash text not null,
  demo boolean not null default false,
  failed_count integer not null default 0,
  locked_at timestamp with time zone,
  disabled_at timestamp with time zone,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default now(),
  constraint account_person_named CHECK (((role = 'person'::text) = (person_id IS NOT NULL))),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_provider_named CHECK (((role = 'provider'::text) = (provider_id IS NOT NULL))),
  constraint account_role_known CHECK ((role = ANY (ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'provider'::text, 'commissioner'::text, 'finance'::text, 'administrator'::text, 'person'::text]))),
  constraint account_username_lower_case CHECK ((username = lower(username))),
  constraint account_username_taken UNIQUE (username));
CREATE TRIGGER not_on_merged AFTER INSERT ON platform.account REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table platform.account enable row level security;
create policy administered on platform.account for all using platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]);
create policy own on platform.account for select using ((id)::text = platform.who('account_id'::text));
grant insert on platform.account to daywell_app;
grant select on platform.account to daywell_app;
grant update on platform.account to daywell_app;

create table platform.audit_entry (
  lane smallint not null,
  sequence bigint not null,
  at timestamp with time zone not null,
  actor_id uuid,
  actor_role text not null,
  actor_name text not null,
  action text not null,
  subject text not null,
  subject_id uuid,
  person_id uuid,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_lane_fkey FOREIGN KEY (lane) REFERENCES platform.audit_lane(lane),
  constraint audit_entry_pkey PRIMARY KEY (lane, sequence));
CREATE INDEX audit_at ON platform.audit_entry USING btree (at);
CREATE INDEX audit_of_person ON platform.audit_entry USING btree (person_id, at) WHERE (person_id IS NOT NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON platform.audit_entry FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table platform.audit_entry enable row level security;
create policy about_oneself on platform.audit_entry for select using (platform.is_role(VARIADIC ARRAY['person'::text]) AND (person_id = ANY (platform.whose('person_ids'::text))));
create policy administered on platform.audit_entry for select using platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]);
grant select on platform.audit_entry to daywell_app;

create table platform.audit_lane (
  lane smallint not null,
  sequence bigint not null default 0,
  hash bytea not null default '\x'::bytea,
  constraint audit_lane_pkey PRIMARY KEY (lane));

create table platform.fact (
  id uuid not null default gen_random_uuid(),
  name text not null,
  subject_id uuid not null,
  on_date date not null,
  recorded_at timestamp with time zone not null default now(),
  constraint fact_name_subject_id_on_date_key UNIQUE (name, subject_id, on_date),
  constraint fact_pkey PRIMARY KEY (id));
grant insert on platform.fact to daywell_app;
grant select on platform.fact to daywell_app;

create table platform.file (
  id uuid not null default gen_random_uuid(),
  name text not null,
  media_type text not null,
  content bytea not null,
  content_sha256 bytea not null,
  provider_id uuid,
  readers text[] not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default now(),
  constraint file_named CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
  constraint file_pkey PRIMARY KEY (id),
  constraint file_size CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 5242880))),
  constraint file_type CHECK (
CASE media_type
    WHEN 'application/pdf'::text THEN (substr(content, 1, 5) = '\x255044462d'::bytea)
    WHEN 'image/jpeg'::text THEN (substr(content, 1, 3) = '\xffd8ff'::bytea)
    WHEN 'image/png'::text THEN (substr(content, 1, 8) = '\x89504e470d0a1a0a'::bytea)
    ELSE false
END),
  constraint file_whole CHECK ((content_sha256 = sha256(content))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON platform.file FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table platform.file enable row level security;
create policy add on platform.file for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (((recorded_by)::text = ANY (ARRAY[platform.who('staff_id'::text), platform.who('account_id'::text)])) AND (NOT ( SELECT platform.is_role(VARIADIC ARRAY['public'::text, 'person'::text]) AS is_role)) AND ((NOT ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role)) OR ((provider_id)::text = platform.who('provider_id'::text)))));
create policy read on platform.file for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (platform.who('role'::text) = ANY (readers)) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on platform.file to daywell_app;
grant select on platform.file to daywell_app;

create table platform.file_import (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  file_name text not null,
  rows integer not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  rejected integer not null,
  columns_not_used text[] not null default '{}'::text[],
  faults jsonb not null default '[]'::jsonb,
  brought_in_by uuid not null,
  brought_in_at timestamp with time zone not null,
  columns_given text[] not null default '{}'::text[],
  rejected_rows jsonb not null default '[]'::jsonb,
  constraint every_row_is_told CHECK ((rows = (((added + changed) + unchanged) + rejected))),
  constraint file_import_pkey PRIMARY KEY (id));
CREATE INDEX file_import_by ON platform.file_import USING btree (brought_in_by, brought_in_at DESC);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON platform.file_import FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table platform.file_import enable row level security;
create policy add on platform.file_import for insert with check (platform.who('role'::text) = 'job'::text);
create policy read on platform.file_import for select using ((platform.who('role'::text) = 'job'::text) OR ((brought_in_by)::text = platform.who('account_id'::text)));
grant insert on platform.file_import to daywell_app;
grant select on platform.file_import to daywell_app;

create table platform.idempotency (
  account_id uuid not null,
  key text not null,
  route text not null,
  request_hash text not null,
  status integer,
  body text,
  recorded_at timestamp with time zone not null default now(),
  constraint idempotency_key_length CHECK (((length(key) >= 8) AND (length(key) <= 200))),
  constraint idempotency_key_used PRIMARY KEY (account_id, key));
alter table platform.idempotency enable row level security;
create policy own on platform.idempotency for all using (((account_id)::text = platform.who('account_id'::text)) OR platform.is_role(VARIADIC ARRAY['job'::text]));
create policy stranger on platform.idempotency for all using ((account_id = '00000000-0000-0000-0000-000000000000'::uuid) AND ( SELECT platform.is_role(VARIADIC ARRAY['public'::text]) AS is_role)) with check ((account_id = '00000000-0000-0000-0000-000000000000'::uuid) AND ( SELECT platform.is_role(VARIADIC ARRAY['public'::text]) AS is_role));
grant insert on platform.idempotency to daywell_app;
grant select on platform.idempotency to daywell_app;
grant update on platform.idempotency to daywell_app;

create table platform.job_schedule (
  name text not null,
  next_at timestamp with time zone not null,
  constraint job_schedule_pkey PRIMARY KEY (name));
grant insert on platform.job_schedule to daywell_app;
grant select on platform.job_schedule to daywell_app;
grant update on platform.job_schedule to daywell_app;

create table platform.outbox (
  id uuid not null default gen_random_uuid(),
  name text not null,
  payload jsonb not null,
  recorded_at timestamp with time zone not null default now(),
  dispatched_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id));
CREATE INDEX outbox_waiting ON platform.outbox USING btree (recorded_at) WHERE (dispatched_at IS NULL);
grant insert on platform.outbox to daywell_app;
grant select on platform.outbox to daywell_app;

create table platform.session (
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.account(id),
  constraint session_pkey PRIMARY KEY (token_hash));
CREATE INDEX session_account ON platform.session USING btree (account_id);
alter table platform.session enable row level security;
create policy administered on platform.session for all using platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]);
grant insert on platform.session to daywell_app;
grant select on platform.session to daywell_app;
grant update on platform.session to daywell_app;

create table people.address (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null default 'home'::text,
  line_1 text not null,
  line_2 text,
  town text,
  postcode text,
  uprn text,
  latitude double precision,
  longitude double precision,
  local_area text,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint address_kind CHECK ((kind = ANY (ARRAY['home'::text, 'post'::text]))),
  constraint address_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint address_pkey PRIMARY KEY (id),
  constraint one_address_of_a_kind EXCLUDE USING gist (person_id WITH =, kind WITH =, in_force WITH &&),
  constraint place_both_or_neither CHECK (((latitude IS NULL) = (longitude IS NULL))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.address FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.address REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.address enable row level security;
create policy add on people.address for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.address for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.address for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker,finance,person}'::text[]));
grant insert on people.address to daywell_app;
grant select on people.address to daywell_app;
grant update on people.address to daywell_app;

create table people.advocacy_answer (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  owed boolean not null,
  substantial_difficulty boolean not null,
  suitable_person_id uuid,
  advocate_name text,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint advocacy_answer_of_person UNIQUE (id, person_id),
  constraint advocacy_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint advocacy_answer_pkey PRIMARY KEY (id),
  constraint advocacy_answer_suitable_person_id_fkey FOREIGN KEY (suitable_person_id) REFERENCES people.person(id));
CREATE INDEX advocacy_answer_person ON people.advocacy_answer USING btree (person_id);
CREATE INDEX advocacy_answer_suitable_person ON people.advocacy_answer USING btree (suitable_person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.advocacy_answer FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON people.advocacy_answer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.advocacy_answer enable row level security;
create policy add on people.advocacy_answer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.advocacy_answer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.advocacy_answer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on people.advocacy_answer to daywell_app;
grant select on people.advocacy_answer to daywell_app;
grant update on people.advocacy_answer to daywell_app;

create table people.authority (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  holder_id uuid not null,
  ground text not null,
  covers text[] not null default '{welfare}'::text[],
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  seen_by uuid not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint authority_covers CHECK ((covers <@ ARRAY['welfare'::text, 'money'::text, 'information'::text])),
  constraint authority_ground CHECK ((ground = ANY (ARRAY['consent'::text, 'lasting_power_of_attorney'::text, 'deputy'::text, 'appointee'::text, 'advocate'::text]))),
  constraint authority_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES people.person(id),
  constraint authority_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint authority_pkey PRIMARY KEY (id),
  constraint not_authority_over_oneself CHECK ((holder_id <> person_id)),
  constraint one_authority_of_a_ground EXCLUDE USING gist (person_id WITH =, holder_id WITH =, ground WITH =, in_force WITH &&));
CREATE INDEX authority_holder ON people.authority USING btree (holder_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.authority FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.authority REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id', 'holder_id');
alter table people.authority enable row level security;
create policy add on people.authority for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.authority for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.authority for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR people.may_plan(holder_id)));
grant insert on people.authority to daywell_app;
grant select on people.authority to daywell_app;
grant update on people.authority to daywell_app;

create table people.care_relation (
  id uuid not null default gen_random_uuid(),
  carer_id uuid not null,
  cared_for_id uuid not null,
  relation text not null,
  lives_with boolean,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint care_relation_cared_for_id_fkey FOREIGN KEY (cared_for_id) REFERENCES people.person(id),
  constraint care_relation_carer_id_fkey FOREIGN KEY (carer_id) REFERENCES people.person(id),
  constraint care_relation_pkey PRIMARY KEY (id),
  constraint not_ones_own_carer CHECK ((carer_id <> cared_for_id)),
  constraint one_care_relation_at_a_time EXCLUDE USING gist (carer_id WITH =, cared_for_id WITH =, in_force WITH &&));
CREATE INDEX care_relation_cared_for ON people.care_relation USING btree (cared_for_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.care_relation FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.care_relation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('carer_id', 'cared_for_id');
alter table people.care_relation enable row level security;
create policy add on people.care_relation for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(carer_id) OR people.may_change(cared_for_id)));
create policy change on people.care_relation for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(carer_id) OR people.may_change(cared_for_id)));
create policy read on people.care_relation for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(carer_id) OR people.may_plan(cared_for_id)));
grant insert on people.care_relation to daywell_app;
grant select on people.care_relation to daywell_app;
grant update on people.care_relation to daywell_app;

create table people.client_detail (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  value text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint client_detail_kind_fkey FOREIGN KEY (kind) REFERENCES people.detail_kind(kind),
  constraint client_detail_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint client_detail_pkey PRIMARY KEY (id),
  constraint detail_not_blank CHECK ((btrim(value) <> ''::text)),
  constraint one_detail_at_a_time EXCLUDE USING gist (person_id WITH =, kind WITH =, in_force WITH &&));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.client_detail FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.client_detail REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.client_detail enable row level security;
create policy add on people.client_detail for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.client_detail for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.client_detail for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ((kind = ANY (ARRAY['primary_support_reason'::text, 'funding_status'::text])) AND people.may_see(person_id) AND ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role))));
grant insert on people.client_detail to daywell_app;
grant select on people.client_detail to daywell_app;
grant update on people.client_detail to daywell_app;

create table people.communication_need (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  need text not null,
  how_to_meet_it text not null,
  may_be_shared boolean not null default true,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint communication_need_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint communication_need_pkey PRIMARY KEY (id),
  constraint one_communication_need EXCLUDE USING gist (person_id WITH =, need WITH =, in_force WITH &&));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.communication_need FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.communication_need REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.communication_need enable row level security;
create policy add on people.communication_need for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.communication_need for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.communication_need for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR (may_be_shared AND (EXISTS ( SELECT
   FROM brokerage.my_placements m
  WHERE ((m.person_id = communication_need.person_id) AND (upper_inf(m.in_force) OR (upper(m.in_force) > (platform.who('today'::text))::date))))))));
grant insert on people.communication_need to daywell_app;
grant select on people.communication_need to daywell_app;
grant update on people.communication_need to daywell_app;

create table people.consent (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  purpose text not null,
  given boolean not null,
  how text not null,
  on_behalf_authority_id uuid,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  agreed boolean generated always as (given) stored,
  constraint consent_of_person UNIQUE (id, person_id, agreed),
  constraint consent_on_behalf_authority_id_fkey FOREIGN KEY (on_behalf_authority_id) REFERENCES people.authority(id),
  constraint consent_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint consent_pkey PRIMARY KEY (id),
  constraint one_consent_at_a_time EXCLUDE USING gist (person_id WITH =, purpose WITH =, in_force WITH &&));
CREATE INDEX consent_on_behalf_authority ON people.consent USING btree (on_behalf_authority_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.consent FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.consent REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.consent enable row level security;
create policy add on people.consent for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.consent for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.consent for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on people.consent to daywell_app;
grant select on people.consent to daywell_app;
grant update on people.consent to daywell_app;

create table people.contact_way (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  value text not null,
  preferred boolean not null default false,
  safe_to_leave_message boolean not null default false,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint contact_way_kind CHECK ((kind = ANY (ARRAY['phone'::text, 'mobile'::text, 'email'::text, 'text'::text, 'relay'::text, 'post'::text, 'in_person'::text]))),
  constraint contact_way_once EXCLUDE USING gist (person_id WITH =, kind WITH =, value WITH =, in_force WITH &&),
  constraint contact_way_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint contact_way_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.contact_way FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.contact_way REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.contact_way enable row level security;
create policy add on people.contact_way for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.contact_way for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.contact_way for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ((EXISTS ( SELECT
   FROM brokerage.my_placements m
  WHERE ((m.person_id = contact_way.person_id) AND (upper_inf(m.in_force) OR (upper(m.in_force) > (platform.who('today'::text))::date))))) AND people.may_see_whole(person_id))));
grant insert on people.contact_way to daywell_app;
grant select on people.contact_way to daywell_app;
grant update on people.contact_way to daywell_app;

create table people.detail_kind (
  kind text not null,
  title text not null,
  constraint detail_kind_pkey PRIMARY KEY (kind));
alter table people.detail_kind enable row level security;
create policy add on people.detail_kind for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy change on people.detail_kind for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy read on people.detail_kind for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on people.detail_kind to daywell_app;
grant select on people.detail_kind to daywell_app;
grant update on people.detail_kind to daywell_app;

create table people.identifier (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  value text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  constraint identifier_kind CHECK ((kind = ANY (ARRAY['nhs_number'::text, 'local_id'::text, 'other_system'::text, 'synthetic'::text]))),
  constraint identifier_not_blank CHECK ((btrim(value) <> ''::text)),
  constraint identifier_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint identifier_pkey PRIMARY KEY (id));
CREATE INDEX identifier_person ON people.identifier USING btree (person_id);
CREATE UNIQUE INDEX identifier_once ON people.identifier USING btree (kind, value) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.identifier FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.identifier REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.identifier enable row level security;
create policy add on people.identifier for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.identifier for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.identifier for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker,finance,person}'::text[]));
grant insert on people.identifier to daywell_app;
grant select on people.identifier to daywell_app;
grant update on people.identifier to daywell_app;

create table people.merge (
  merged_id uuid not null,
  survivor_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  id uuid not null default gen_random_uuid(),
  taken_back_at timestamp with time zone,
  taken_back_by uuid,
  taken_back_why text,
  took text[] not null default '{}'::text[],
  constraint merge_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES people.person(id),
  constraint merge_pkey PRIMARY KEY (id),
  constraint merge_reason CHECK ((btrim(reason) <> ''::text)),
  constraint merge_survivor_id_fkey FOREIGN KEY (survivor_id) REFERENCES people.person(id),
  constraint merge_taken_back_later CHECK ((taken_back_at >= recorded_at)),
  constraint merge_taken_back_whole CHECK ((num_nonnulls(taken_back_at, taken_back_by, taken_back_why) = ANY (ARRAY[0, 3]))),
  constraint merge_taken_back_why CHECK ((btrim(taken_back_why) <> ''::text)),
  constraint not_merged_with_itself CHECK ((merged_id <> survivor_id)));
CREATE INDEX merge_survivor ON people.merge USING btree (survivor_id);
CREATE UNIQUE INDEX merged_once ON people.merge USING btree (merged_id) WHERE (taken_back_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.merge FOR EACH ROW EXECUTE FUNCTION platform.end_only('taken_back_at', 'taken_back_by', 'taken_back_why');
CREATE TRIGGER merge_without_chain BEFORE INSERT ON people.merge FOR EACH ROW EXECUTE FUNCTION people.merge_without_chain();
alter table people.merge enable row level security;
create policy add on people.merge for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(survivor_id) AND people.may_change(merged_id)));
create policy change on people.merge for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(survivor_id) AND people.may_change(merged_id)));
create policy read on people.merge for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_see(merged_id) OR people.may_see(survivor_id)));
grant insert on people.merge to daywell_app;
grant select on people.merge to daywell_app;
grant update on people.merge to daywell_app;

create table people.person (
  id uuid not null default gen_random_uuid(),
  born_on date not null,
  died_on date,
  provenance text not null default 'recorded'::text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint died_after_birth CHECK ((died_on >= born_on)),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_provenance CHECK ((provenance = ANY (ARRAY['recorded'::text, 'migrated'::text, 'imported'::text]))));
CREATE INDEX person_born ON people.person USING btree (born_on);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.person FOR EACH ROW EXECUTE FUNCTION platform.end_only('died_on');
CREATE TRIGGER no_death_on_merged BEFORE UPDATE OF died_on ON people.person FOR EACH ROW WHEN (((old.died_on IS NULL) AND (new.died_on IS NOT NULL))) EXECUTE FUNCTION people.no_death_on_merged();
alter table people.person enable row level security;
create policy add on people.person for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role));
create policy change on people.person for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(id));
create policy read on people.person for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_see_whole(id));
grant insert on people.person to daywell_app;
grant select on people.person to daywell_app;
grant update on people.person to daywell_app;

create table people.person_name (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  given_name text not null,
  family_name text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  sought_as text generated always as ((' '::text || people.search_key(given_name, family_name))) stored,
  constraint family_name_not_blank CHECK ((btrim(family_name) <> ''::text)),
  constraint given_name_not_blank CHECK ((btrim(given_name) <> ''::text)),
  constraint name_kind CHECK ((kind = ANY (ARRAY['legal'::text, 'preferred'::text, 'previous'::text]))),
  constraint one_name_of_a_kind EXCLUDE USING gist (person_id WITH =, kind WITH =, in_force WITH &&) WHERE ((kind <> 'previous'::text)),
  constraint person_name_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint person_name_pkey PRIMARY KEY (id));
CREATE INDEX name_of_person ON people.person_name USING btree (person_id) INCLUDE (kind, in_force, given_name);
CREATE INDEX person_name_search ON people.person_name USING btree (people.search_key(given_name, family_name) text_pattern_ops);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.person_name FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.person_name REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.person_name enable row level security;
create policy add on people.person_name for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on people.person_name for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.person_name for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_see_whole(person_id));
grant insert on people.person_name to daywell_app;
grant select on people.person_name to daywell_app;
grant update on people.person_name to daywell_app;

create table people.restricted_to (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  staff_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint named_once EXCLUDE USING gist (person_id WITH =, staff_id WITH =, in_force WITH &&),
  constraint restricted_to_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint restricted_to_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.restricted_to FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.restricted_to REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.restricted_to enable row level security;
create policy add on people.restricted_to for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id)));
create policy change on people.restricted_to for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id)));
create policy read on people.restricted_to for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
grant insert on people.restricted_to to daywell_app;
grant select on people.restricted_to to daywell_app;
grant update on people.restricted_to to daywell_app;

create table people.restriction (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint one_restriction_at_a_time EXCLUDE USING gist (person_id WITH =, in_force WITH &&),
  constraint restriction_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint restriction_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.restriction FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.restriction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.restriction enable row level security;
create policy add on people.restriction for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id)));
create policy change on people.restriction for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id)));
create policy read on people.restriction for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_see(person_id));
grant insert on people.restriction to daywell_app;
grant select on people.restriction to daywell_app;
grant update on people.restriction to daywell_app;

create table people.talk_settled (
  merge_id uuid not null,
  need_id uuid not null,
  taken_on boolean not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint talk_settled_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES people.merge(id),
  constraint talk_settled_need_id_fkey FOREIGN KEY (need_id) REFERENCES people.communication_need(id),
  constraint talk_settled_once PRIMARY KEY (merge_id, need_id));
CREATE INDEX talk_settled_need ON people.talk_settled USING btree (need_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.talk_settled FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table people.talk_settled enable row level security;
create policy add on people.talk_settled for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM people.merge m
  WHERE ((m.id = talk_settled.merge_id) AND (m.taken_back_at IS NULL) AND people.may_change(m.survivor_id)))));
create policy change on people.talk_settled for update using false;
create policy read on people.talk_settled for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM people.merge m
  WHERE ((m.id = talk_settled.merge_id) AND people.may_change(m.survivor_id)))));
grant insert on people.talk_settled to daywell_app;
grant select on people.talk_settled to daywell_app;
grant update on people.talk_settled to daywell_app;

create table people.team (
  id uuid not null default gen_random_uuid(),
  name text not null,
  local_area text not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  ended_by uuid,
  ended_why text,
  constraint team_ended_whole CHECK ((num_nonnulls(ended_on, ended_by, ended_why) = ANY (ARRAY[0, 3]))),
  constraint team_name_once UNIQUE (name),
  constraint team_named CHECK (((btrim(name) <> ''::text) AND (btrim(local_area) <> ''::text))),
  constraint team_pkey PRIMARY KEY (id));
CREATE TRIGGER team_ends_empty BEFORE UPDATE ON people.team FOR EACH ROW EXECUTE FUNCTION people.team_ends_empty();
alter table people.team enable row level security;
create policy add on people.team for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy change on people.team for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy read on people.team for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on people.team to daywell_app;
grant select on people.team to daywell_app;
grant update on people.team to daywell_app;

create table people.team_name (
  id uuid not null,
  team_id uuid not null,
  name text not null,
  local_area text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  reason text not null,
  constraint team_name_pkey PRIMARY KEY (id),
  constraint team_name_team_id_fkey FOREIGN KEY (team_id) REFERENCES people.team(id));
CREATE INDEX team_name_team ON people.team_name USING btree (team_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.team_name FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table people.team_name enable row level security;
create policy add on people.team_name for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text, 'job'::text]) AS is_role);
create policy read on people.team_name for select using ( SELECT platform.is_staff() AS is_staff);
grant insert on people.team_name to daywell_app;
grant select on people.team_name to daywell_app;
grant update on people.team_name to daywell_app;

create table people.team_of_person (
  person_id uuid not null,
  team_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid not null default gen_random_uuid(),
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint one_team_at_a_time EXCLUDE USING gist (person_id WITH =, in_force WITH &&),
  constraint team_of_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint team_of_person_pkey PRIMARY KEY (id),
  constraint team_of_person_team_id_fkey FOREIGN KEY (team_id) REFERENCES people.team(id));
CREATE INDEX team_of_person_of ON people.team_of_person USING btree (team_id, person_id);
CREATE INDEX team_of_person_person ON people.team_of_person USING btree (person_id);
CREATE INDEX team_of_person_team ON people.team_of_person USING btree (team_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.team_of_person FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.team_of_person REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table people.team_of_person enable row level security;
create policy add on people.team_of_person for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND ((team_id = ANY (platform.whose('team_ids'::text))) OR people.may_change(person_id))));
create policy change on people.team_of_person for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on people.team_of_person for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_see(person_id));
grant insert on people.team_of_person to daywell_app;
grant select on people.team_of_person to daywell_app;
grant update on people.team_of_person to daywell_app;

create table people.team_of_staff (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  team_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  ended_by uuid,
  ended_why text,
  constraint in_a_team_once EXCLUDE USING gist (staff_id WITH =, team_id WITH =, in_force WITH &&),
  constraint left_the_team_whole CHECK ((num_nonnulls(ended_by, ended_why) = ANY (ARRAY[0, 2]))),
  constraint team_of_staff_pkey PRIMARY KEY (id),
  constraint team_of_staff_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES platform.account(id),
  constraint team_of_staff_team_id_fkey FOREIGN KEY (team_id) REFERENCES people.team(id));
CREATE INDEX team_of_staff_team ON people.team_of_staff USING btree (team_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.team_of_staff FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'ended_why');
CREATE TRIGGER joins_a_team BEFORE INSERT ON people.team_of_staff FOR EACH ROW EXECUTE FUNCTION people.joins_a_team();
alter table people.team_of_staff enable row level security;
create policy add on people.team_of_staff for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy change on people.team_of_staff for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy read on people.team_of_staff for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on people.team_of_staff to daywell_app;
grant select on people.team_of_staff to daywell_app;
grant update on people.team_of_staff to daywell_app;

create table people.tie (
  id uuid not null default gen_random_uuid(),
  one uuid not null,
  other uuid not null,
  kind text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint friend_or_apart_not_both EXCLUDE USING gist (one WITH =, other WITH =, in_force WITH &&),
  constraint tie_in_one_order CHECK ((one < other)),
  constraint tie_kind CHECK ((kind = ANY (ARRAY['friend'::text, 'keep_apart'::text]))),
  constraint tie_one_fkey FOREIGN KEY (one) REFERENCES people.person(id),
  constraint tie_other_fkey FOREIGN KEY (other) REFERENCES people.person(id),
  constraint tie_pkey PRIMARY KEY (id));
CREATE INDEX tie_other ON people.tie USING btree (other);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.tie FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.tie REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('one', 'other');
alter table people.tie enable row level security;
create policy add on people.tie for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(one) OR people.may_change(other)));
create policy change on people.tie for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(one) OR people.may_change(other)));
create policy read on people.tie for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (((kind = 'friend'::text) OR ( SELECT platform.is_staff() AS is_staff)) AND (people.may_plan(one) OR people.may_plan(other))));
grant insert on people.tie to daywell_app;
grant select on people.tie to daywell_app;
grant update on people.tie to daywell_app;

create table people.told_apart (
  one uuid not null,
  other uuid not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  id uuid not null default gen_random_uuid(),
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_why text,
  constraint told_apart_in_order CHECK ((one < other)),
  constraint told_apart_one_fkey FOREIGN KEY (one) REFERENCES people.person(id),
  constraint told_apart_other_fkey FOREIGN KEY (other) REFERENCES people.person(id),
  constraint told_apart_pkey PRIMARY KEY (id),
  constraint told_apart_reason CHECK ((btrim(reason) <> ''::text)),
  constraint told_apart_withdrawn_later CHECK ((withdrawn_at >= recorded_at)),
  constraint told_apart_withdrawn_whole CHECK ((num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) = ANY (ARRAY[0, 3]))),
  constraint told_apart_withdrawn_why CHECK ((btrim(withdrawn_why) <> ''::text)));
CREATE INDEX told_apart_other ON people.told_apart USING btree (other);
CREATE UNIQUE INDEX told_apart_once ON people.told_apart USING btree (one, other) WHERE (withdrawn_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON people.told_apart FOR EACH ROW EXECUTE FUNCTION platform.end_only('withdrawn_at', 'withdrawn_by', 'withdrawn_why');
CREATE TRIGGER not_on_merged AFTER INSERT ON people.told_apart REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('one', 'other');
alter table people.told_apart enable row level security;
create policy add on people.told_apart for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND (people.may_change(one) OR people.may_change(other))));
create policy change on people.told_apart for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND (people.may_change(one) OR people.may_change(other))));
create policy read on people.told_apart for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(one) OR people.may_change(other));
grant insert on people.told_apart to daywell_app;
grant select on people.told_apart to daywell_app;
grant update on people.told_apart to daywell_app;

create table directory.advice_use (
  id uuid not null default gen_random_uuid(),
  used_on date not null,
  matters text not null,
  situation text not null,
  options_shown smallint not null,
  constraint advice_matters CHECK ((matters = ANY (ARRAY['people'::text, 'moving'::text, 'making'::text, 'useful'::text, 'out'::text, 'rest'::text]))),
  constraint advice_options CHECK (((options_shown >= 0) AND (options_shown <= 5))),
  constraint advice_situation CHECK ((situation = ANY (ARRAY['ideas'::text, 'harder'::text, 'carer'::text]))),
  constraint advice_use_pkey PRIMARY KEY (id));
CREATE INDEX advice_use_day ON directory.advice_use USING btree (used_on);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.advice_use FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table directory.advice_use enable row level security;
create policy add on directory.advice_use for insert with check true;
create policy read on directory.advice_use for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant insert on directory.advice_use to daywell_app;
grant select on directory.advice_use to daywell_app;
grant update on directory.advice_use to daywell_app;

create table directory.alike (
  one_id uuid not null,
  other_id uuid not null,
  reasons text[] not null,
  found_at timestamp with time zone not null,
  decision text,
  kept_id uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint alike_decided_whole CHECK ((num_nonnulls(decision, decided_at, decided_by) = ANY (ARRAY[0, 3]))),
  constraint alike_decision CHECK ((decision = ANY (ARRAY['merged'::text, 'not the same'::text]))),
  constraint alike_in_order CHECK ((one_id < other_id)),
  constraint alike_keeps_one CHECK (((NOT ((decision = 'merged'::text) IS DISTINCT FROM (kept_id IS NOT NULL))) OR ((decision IS NULL) AND (kept_id IS NULL)))),
  constraint alike_keeps_one_of_two CHECK (((kept_id = one_id) OR (kept_id = other_id))),
  constraint alike_one_id_fkey FOREIGN KEY (one_id) REFERENCES directory.opportunity(id),
  constraint alike_other_id_fkey FOREIGN KEY (other_id) REFERENCES directory.opportunity(id),
  constraint alike_pkey PRIMARY KEY (one_id, other_id));
CREATE INDEX alike_other ON directory.alike USING btree (other_id);
alter table directory.alike enable row level security;
create policy add on directory.alike for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.alike for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.alike for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on directory.alike to daywell_app;
grant select on directory.alike to daywell_app;
grant update on directory.alike to daywell_app;

create table directory.booking (
  id uuid not null default gen_random_uuid(),
  occurrence_id uuid not null,
  claim_id uuid,
  reference text not null,
  link_hash bytea,
  person_id uuid,
  called text,
  reach text,
  access_words text,
  booked_by uuid not null,
  booked_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  cancelled_how text,
  blanked_at timestamp with time zone,
  again_of uuid,
  constraint booking_again_of FOREIGN KEY (again_of) REFERENCES directory.booking(id),
  constraint booking_again_once UNIQUE (again_of),
  constraint booking_cancelled_how CHECK ((cancelled_how = ANY (ARRAY['given back'::text, 'offer declined'::text, 'offer ran out'::text]))),
  constraint booking_cancelled_whole CHECK (((cancelled_at IS NULL) = (cancelled_how IS NULL))),
  constraint booking_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES directory.place_claim(id),
  constraint booking_for_one_of_both CHECK ((num_nonnulls(person_id, link_hash) = 1)),
  constraint booking_has_own_claim UNIQUE (claim_id),
  constraint booking_link UNIQUE (link_hash),
  constraint booking_occurrence_id_fkey FOREIGN KEY (occurrence_id) REFERENCES directory.occurrence(id),
  constraint booking_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_reference UNIQUE (reference),
  constraint booking_says_who CHECK (
CASE
    WHEN (blanked_at IS NULL) THEN ((btrim(called) <> ''::text) AND ((person_id IS NOT NULL) OR (btrim(reach) <> ''::text)))
    ELSE (num_nonnulls(called, reach, access_words) = 0)
END));
CREATE INDEX booking_of_date ON directory.booking USING btree (occurrence_id, booked_at, id);
CREATE INDEX booking_of_person ON directory.booking USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX booking_of_reach ON directory.booking USING btree (lower(reach)) WHERE ((reach IS NOT NULL) AND (cancelled_at IS NULL));
CREATE INDEX booking_to_blank ON directory.booking USING btree (occurrence_id) WHERE (blanked_at IS NULL);
CREATE INDEX booking_waiting ON directory.booking USING btree (occurrence_id) WHERE ((claim_id IS NULL) AND (cancelled_at IS NULL));
CREATE UNIQUE INDEX booking_of_person_once ON directory.booking USING btree (occurrence_id, person_id) WHERE ((cancelled_at IS NULL) AND (person_id IS NOT NULL));
CREATE TRIGGER booking_again_lawful BEFORE INSERT ON directory.booking FOR EACH ROW WHEN ((new.again_of IS NOT NULL)) EXECUTE FUNCTION directory.booking_again_lawful();
CREATE TRIGGER booking_stands BEFORE DELETE OR UPDATE ON directory.booking FOR EACH ROW EXECUTE FUNCTION directory.booking_stands();
CREATE TRIGGER not_on_merged AFTER INSERT ON directory.booking REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table directory.booking enable row level security;
create policy add on directory.booking for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((person_id IS NOT NULL) AND (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) OR people.reaches(person_id, '{person}'::text[]))));
create policy change on directory.booking for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((person_id IS NOT NULL) AND (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) OR people.reaches(person_id, '{person}'::text[]))));
create policy read on directory.booking for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m)) OR ((person_id IS NULL) AND ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text]) AS is_role)));
grant insert on directory.booking to daywell_app;
grant select on directory.booking to daywell_app;
grant update on directory.booking to daywell_app;

create table directory.booking_message (
  id uuid not null default gen_random_uuid(),
  booking_id uuid not null,
  kind text not null,
  held_until timestamp with time zone,
  sent_at timestamp with time zone not null,
  told_at timestamp with time zone,
  told_by uuid,
  constraint booking_message_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES directory.booking(id),
  constraint booking_message_kind CHECK ((kind = ANY (ARRAY['place offered'::text, 'offer ran out'::text, 'date cancelled'::text, 'date laid again'::text]))),
  constraint booking_message_once UNIQUE (booking_id, kind),
  constraint booking_message_pkey PRIMARY KEY (id),
  constraint booking_told_whole CHECK (((told_at IS NULL) = (told_by IS NULL))));
CREATE INDEX booking_message_untold ON directory.booking_message USING btree (booking_id) WHERE (told_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.booking_message FOR EACH ROW EXECUTE FUNCTION platform.end_only('told_at', 'told_by');
alter table directory.booking_message enable row level security;
create policy add on directory.booking_message for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.booking b
  WHERE (b.id = booking_message.booking_id))));
create policy change on directory.booking_message for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.booking b
  WHERE (b.id = booking_message.booking_id))));
create policy read on directory.booking_message for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.booking b
  WHERE (b.id = booking_message.booking_id))));
grant insert on directory.booking_message to daywell_app;
grant select on directory.booking_message to daywell_app;
grant update on directory.booking_message to daywell_app;

create table directory.calendar_period (
  calendar text not null,
  kind text not null,
  from_date date not null,
  until_date date not null,
  id uuid not null default gen_random_uuid(),
  name text,
  constraint calendar_in_order CHECK ((from_date <= until_date)),
  constraint calendar_kind CHECK ((kind = ANY (ARRAY['term'::text, 'bank_holiday'::text]))),
  constraint calendar_no_overlap EXCLUDE USING gist (calendar WITH =, kind WITH =, daterange(from_date, until_date, '[]'::text) WITH &&),
  constraint calendar_period_pkey PRIMARY KEY (id));
alter table directory.calendar_period enable row level security;
create policy add on directory.calendar_period for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.calendar_period for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.calendar_period for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.calendar_period to daywell_app;
grant select on directory.calendar_period to daywell_app;
grant update on directory.calendar_period to daywell_app;

create table directory.capacity (
  session_id uuid not null,
  resource text not null,
  amount integer not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid not null default gen_random_uuid(),
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  full_until_said boolean not null default false,
  constraint capacity_not_negative CHECK ((amount >= 0)),
  constraint capacity_pkey PRIMARY KEY (id),
  constraint capacity_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id),
  constraint one_capacity_at_a_time EXCLUDE USING gist (session_id WITH =, resource WITH =, in_force WITH &&));
CREATE INDEX capacity_session ON directory.capacity USING btree (session_id, resource, from_date);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.capacity FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table directory.capacity enable row level security;
create policy add on directory.capacity for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy change on directory.capacity for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy read on directory.capacity for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
grant insert on directory.capacity to daywell_app;
grant select on directory.capacity to daywell_app;
grant update on directory.capacity to daywell_app;

create table directory.closure (
  id uuid not null default gen_random_uuid(),
  site_id uuid,
  session_id uuid,
  from_date date not null,
  until_date date,
  decided_by uuid not null,
  reason text not null,
  consultation_id uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  ended_by uuid,
  ended_at timestamp with time zone,
  end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint closure_ended_early CHECK (((ended_on >= (from_date - 1)) AND ((until_date IS NULL) OR (ended_on < until_date)))),
  constraint closure_ended_for_a_reason CHECK ((btrim(end_reason) <> ''::text)),
  constraint closure_ended_from_now_on CHECK ((ended_on >= (((ended_at AT TIME ZONE 'Europe/London'::text))::date - 1))),
  constraint closure_ended_of_site CHECK (((ended_on IS NULL) OR (site_id IS NOT NULL))),
  constraint closure_ended_whole CHECK ((num_nonnulls(ended_on, ended_by, ended_at, end_reason) = ANY (ARRAY[0, 4]))),
  constraint closure_for_a_reason CHECK ((btrim(reason) <> ''::text)),
  constraint closure_in_order CHECK ((until_date >= from_date)),
  constraint closure_of_site_once EXCLUDE USING gist (site_id WITH =, in_force WITH &&) WHERE ((site_id IS NOT NULL)),
  constraint closure_of_site_or_session CHECK ((num_nonnulls(site_id, session_id) = 1)),
  constraint closure_pkey PRIMARY KEY (id),
  constraint closure_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id),
  constraint closure_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id));
CREATE INDEX closure_session ON directory.closure USING btree (session_id);
CREATE INDEX closure_site ON directory.closure USING btree (site_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.closure FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'ended_at', 'end_reason');
alter table directory.closure enable row level security;
create policy add on directory.closure for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy change on directory.closure for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy read on directory.closure for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.closure to daywell_app;
grant select on directory.closure to daywell_app;
grant update on directory.closure to daywell_app;

create table directory.entry_change (
  id uuid not null default gen_random_uuid(),
  source_id uuid not null,
  external_id text not null,
  opportunity_id uuid,
  why text not null,
  proposed jsonb not null,
  content_hash text not null,
  findings jsonb not null default '[]'::jsonb,
  proposed_at timestamp with time zone not null,
  stood jsonb,
  decision text,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint entry_change_decided_whole CHECK ((num_nonnulls(decision, decided_at, decided_by) = ANY (ARRAY[0, 3]))),
  constraint entry_change_decision CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text]))),
  constraint entry_change_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_change_pkey PRIMARY KEY (id),
  constraint entry_change_source_id_fkey FOREIGN KEY (source_id) REFERENCES directory.feed_source(id),
  constraint entry_change_why CHECK ((why = ANY (ARRAY['not trusted'::text, 'changed here'::text, 'gone'::text]))));
CREATE INDEX entry_change_declined ON directory.entry_change USING btree (source_id, content_hash) WHERE (decision = 'declined'::text);
CREATE INDEX entry_change_opportunity ON directory.entry_change USING btree (opportunity_id);
CREATE UNIQUE INDEX entry_change_one_open ON directory.entry_change USING btree (source_id, external_id) WHERE (decision IS NULL);
alter table directory.entry_change enable row level security;
create policy add on directory.entry_change for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.entry_change for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.entry_change for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on directory.entry_change to daywell_app;
grant select on directory.entry_change to daywell_app;
grant update on directory.entry_change to daywell_app;

create table directory.entry_check (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  checked_on date not null,
  checked_by uuid not null,
  result text not null,
  note text,
  recorded_at timestamp with time zone not null default platform.now(),
  looked_for text not null default 'council'::text,
  looker text,
  constraint entry_check_looked_for CHECK ((looked_for = ANY (ARRAY['council'::text, 'provider'::text]))),
  constraint entry_check_looker CHECK ((btrim(looker) <> ''::text)),
  constraint entry_check_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_check_pkey PRIMARY KEY (id),
  constraint entry_check_result CHECK ((result = ANY (ARRAY['right'::text, 'corrected'::text, 'cannot reach'::text, 'closed'::text]))));
CREATE INDEX entry_check_opportunity ON directory.entry_check USING btree (opportunity_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.entry_check FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER take_check AFTER INSERT ON directory.entry_check FOR EACH ROW EXECUTE FUNCTION directory.take_check();
alter table directory.entry_check enable row level security;
create policy add on directory.entry_check for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) AND (looked_for = 'council'::text)) OR (( SELECT platform.is_staff() AS is_staff) AND (looked_for = 'provider'::text) AND (result = 'corrected'::text) AND (EXISTS ( SELECT
   FROM directory.entry_proposal p
  WHERE ((p.opportunity_id = entry_check.opportunity_id) AND (p.decision = 'approved'::text) AND (p.proposed_on = entry_check.checked_on))))) OR ((looked_for = 'provider'::text) AND (result = 'right'::text) AND (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_check.opportunity_id)))));
create policy change on directory.entry_check for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
create policy read on directory.entry_check for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_check.opportunity_id))));
grant insert on directory.entry_check to daywell_app;
grant select on directory.entry_check to daywell_app;
grant update on directory.entry_check to daywell_app;

create table directory.entry_pause (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  from_date date not null,
  until_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_by uuid,
  constraint entry_pause_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_pause_pkey PRIMARY KEY (id),
  constraint pause_ended_by_somebody CHECK (((ended_on IS NULL) = (ended_by IS NULL))),
  constraint pause_in_order CHECK ((from_date <= until_date)),
  constraint pause_no_overlap EXCLUDE USING gist (opportunity_id WITH =, in_force WITH &&),
  constraint pause_reason CHECK ((btrim(reason) <> ''::text)),
  constraint pause_within_a_year CHECK ((until_date < (from_date + 366))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.entry_pause FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by');
CREATE TRIGGER note_added AFTER INSERT ON directory.entry_pause REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.entry_pause REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
alter table directory.entry_pause enable row level security;
create policy add on directory.entry_pause for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_pause.opportunity_id))));
create policy change on directory.entry_pause for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_pause.opportunity_id))));
create policy read on directory.entry_pause for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE (o.id = entry_pause.opportunity_id))));
grant insert on directory.entry_pause to daywell_app;
grant select on directory.entry_pause to daywell_app;
grant update on directory.entry_pause to daywell_app;

create table directory.entry_proposal (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  proposed jsonb not null,
  stood jsonb not null,
  note text,
  looker text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  proposed_on date not null,
  decision text,
  reason text,
  decided_by uuid,
  decided_at timestamp with time zone,
  version_number integer,
  constraint entry_proposal_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_proposal_pkey PRIMARY KEY (id),
  constraint proposal_approved_by_another CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by <> proposed_by))),
  constraint proposal_approved_is_version CHECK (((NOT (decision IS DISTINCT FROM 'approved'::text)) = (version_number IS NOT NULL))),
  constraint proposal_changes_something CHECK ((proposed <> stood)),
  constraint proposal_content CHECK (((jsonb_typeof(proposed) = 'object'::text) AND (proposed ? 'name'::text))),
  constraint proposal_decided_whole CHECK ((num_nonnulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint proposal_decision CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint proposal_rejected_with_reason CHECK (((decision IS DISTINCT FROM 'rejected'::text) OR (btrim(reason) <> ''::text))),
  constraint proposal_stood CHECK ((jsonb_typeof(stood) = 'object'::text)),
  constraint proposal_version FOREIGN KEY (opportunity_id, version_number) REFERENCES directory.entry_version(opportunity_id, number));
CREATE INDEX proposal_of_entry ON directory.entry_proposal USING btree (opportunity_id, proposed_at DESC);
CREATE UNIQUE INDEX proposal_one_open ON directory.entry_proposal USING btree (opportunity_id) WHERE (decision IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.entry_proposal FOR EACH ROW EXECUTE FUNCTION platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'version_number');
alter table directory.entry_proposal enable row level security;
create policy add on directory.entry_proposal for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_proposal.opportunity_id))));
create policy change on directory.entry_proposal for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_proposal.opportunity_id)))) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR ((EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_proposal.opportunity_id))) AND (decision = 'withdrawn'::text)));
create policy read on directory.entry_proposal for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_proposal.opportunity_id))));
grant insert on directory.entry_proposal to daywell_app;
grant select on directory.entry_proposal to daywell_app;
grant update on directory.entry_proposal to daywell_app;

create table directory.entry_reminder (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  months smallint not null,
  counted_from date not null,
  made_on date not null,
  told_at timestamp with time zone,
  told_by uuid,
  answered_at timestamp with time zone,
  answer text,
  constraint entry_reminder_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_reminder_pkey PRIMARY KEY (id),
  constraint reminder_answer CHECK ((answer = ANY (ARRAY['right'::text, 'changed'::text, 'closed for now'::text, 'checked'::text]))),
  constraint reminder_answered_whole CHECK (((answered_at IS NULL) = (answer IS NULL))),
  constraint reminder_is_due CHECK ((made_on > counted_from)),
  constraint reminder_months CHECK (((months >= 1) AND (months <= 24))),
  constraint reminder_once UNIQUE (opportunity_id, counted_from, months),
  constraint reminder_told_by_somebody CHECK (((told_at IS NULL) = (told_by IS NULL))));
CREATE INDEX reminder_open ON directory.entry_reminder USING btree (opportunity_id) WHERE (answered_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.entry_reminder FOR EACH ROW EXECUTE FUNCTION platform.end_only('told_at', 'told_by', 'answered_at', 'answer');
alter table directory.entry_reminder enable row level security;
create policy add on directory.entry_reminder for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy change on directory.entry_reminder for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_reminder.opportunity_id))));
create policy read on directory.entry_reminder for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_reminder.opportunity_id))));
grant insert on directory.entry_reminder to daywell_app;
grant select on directory.entry_reminder to daywell_app;
grant update on directory.entry_reminder to daywell_app;

create table directory.entry_version (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  number integer not null,
  content jsonb not null,
  origin text not null,
  reason text not null,
  restored_number integer,
  approved_by uuid not null,
  approved_at timestamp with time zone not null,
  constraint entry_version_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint entry_version_pkey PRIMARY KEY (id),
  constraint version_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (content ? 'name'::text))),
  constraint version_number CHECK ((number > 0)),
  constraint version_once UNIQUE (opportunity_id, number),
  constraint version_origin CHECK ((origin = ANY (ARRAY['as it stood'::text, 'proposed'::text, 'restored'::text]))),
  constraint version_reason CHECK ((btrim(reason) <> ''::text)),
  constraint version_restores_earlier CHECK ((((origin = 'restored'::text) = (restored_number IS NOT NULL)) AND (restored_number < number))),
  constraint version_restores_its_own FOREIGN KEY (opportunity_id, restored_number) REFERENCES directory.entry_version(opportunity_id, number));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.entry_version FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table directory.entry_version enable row level security;
create policy add on directory.entry_version for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.entry_version for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.my_entry m
  WHERE (m.opportunity_id = entry_version.opportunity_id))));
grant insert on directory.entry_version to daywell_app;
grant select on directory.entry_version to daywell_app;
grant update on directory.entry_version to daywell_app;

create table directory.fault_report (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  words text not null,
  reported_at timestamp with time zone not null default platform.now(),
  settled_at timestamp with time zone,
  settled_by uuid,
  settlement text,
  constraint fault_has_words CHECK (((btrim(words) <> ''::text) AND (length(words) <= 1000))),
  constraint fault_report_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint fault_report_pkey PRIMARY KEY (id),
  constraint fault_settled_by_somebody CHECK (((settled_at IS NULL) = (settled_by IS NULL))));
CREATE INDEX fault_report_open ON directory.fault_report USING btree (opportunity_id) WHERE (settled_at IS NULL);
CREATE INDEX fault_report_opportunity ON directory.fault_report USING btree (opportunity_id);
alter table directory.fault_report enable row level security;
create policy add on directory.fault_report for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
create policy change on directory.fault_report for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.fault_report for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on directory.fault_report to daywell_app;
grant select on directory.fault_report to daywell_app;
grant update on directory.fault_report to daywell_app;

create table directory.feed_import (
  id uuid not null default gen_random_uuid(),
  feed text not null,
  version text,
  content_hash text not null,
  imported_at timestamp with time zone not null default platform.now(),
  imported integer not null,
  updated integer not null,
  unchanged integer not null,
  rejected integer not null,
  findings jsonb not null default '[]'::jsonb,
  recorded_by uuid not null,
  constraint feed_import_pkey PRIMARY KEY (id));
alter table directory.feed_import enable row level security;
create policy add on directory.feed_import for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.feed_import for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.feed_import for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on directory.feed_import to daywell_app;
grant select on directory.feed_import to daywell_app;
grant update on directory.feed_import to daywell_app;

create table directory.feed_run (
  id uuid not null default gen_random_uuid(),
  source_id uuid not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  state text not null default 'reading'::text,
  next_page text,
  pages_read integer not null default 0,
  pages_total integer,
  imported integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  withdrawn integer not null default 0,
  to_review integer not null default 0,
  findings jsonb not null default '[]'::jsonb,
  fault text,
  recorded_by uuid not null,
  constraint feed_run_counts CHECK ((LEAST(pages_read, imported, updated, unchanged, rejected, withdrawn, to_review) >= 0)),
  constraint feed_run_done CHECK (((state <> 'done'::text) OR ((next_page IS NULL) AND (fault IS NULL)))),
  constraint feed_run_ended CHECK (((state = 'reading'::text) = (ended_at IS NULL))),
  constraint feed_run_fault CHECK (((state <> 'failed'::text) OR (fault IS NOT NULL))),
  constraint feed_run_pkey PRIMARY KEY (id),
  constraint feed_run_source_id_fkey FOREIGN KEY (source_id) REFERENCES directory.feed_source(id),
  constraint feed_run_state CHECK ((state = ANY (ARRAY['reading'::text, 'done'::text, 'failed'::text, 'stopped'::text]))));
CREATE INDEX feed_run_of_source ON directory.feed_run USING btree (source_id, begun_at DESC);
CREATE UNIQUE INDEX feed_run_one_at_a_time ON directory.feed_run USING btree (source_id) WHERE (state = 'reading'::text);
alter table directory.feed_run enable row level security;
create policy add on directory.feed_run for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.feed_run for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.feed_run for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on directory.feed_run to daywell_app;
grant select on directory.feed_run to daywell_app;
grant update on directory.feed_run to daywell_app;

create table directory.feed_source (
  id uuid not null default gen_random_uuid(),
  name text not null,
  feed text not null,
  address text not null,
  standard text not null,
  every_hours integer,
  policy text not null,
  next_at timestamp with time zone,
  follow_from text,
  stopped_at timestamp with time zone,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint feed_source_address CHECK ((address ~* '^https?://'::text)),
  constraint feed_source_every_hours CHECK (((every_hours >= 1) AND (every_hours <= 8784))),
  constraint feed_source_name_not_blank CHECK ((btrim(name) <> ''::text)),
  constraint feed_source_once UNIQUE (feed),
  constraint feed_source_pkey PRIMARY KEY (id),
  constraint feed_source_policy CHECK ((policy = ANY (ARRAY['publish'::text, 'review'::text]))),
  constraint feed_source_standard CHECK ((standard = ANY (ARRAY['open_referral'::text, 'openactive'::text]))));
alter table directory.feed_source enable row level security;
create policy add on directory.feed_source for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.feed_source for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.feed_source for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on directory.feed_source to daywell_app;
grant select on directory.feed_source to daywell_app;
grant update on directory.feed_source to daywell_app;

create table directory.gazetteer_place (
  id uuid not null default gen_random_uuid(),
  name text not null,
  kind text not null,
  district text,
  latitude double precision not null,
  longitude double precision not null,
  found_by text generated always as (regexp_replace(lower(name), '[^[:alnum:]]+'::text, ''::text, 'g'::text)) stored,
  constraint gazetteer_can_be_found CHECK ((regexp_replace(lower(name), '[^[:alnum:]]+'::text, ''::text, 'g'::text) <> ''::text)),
  constraint gazetteer_kind CHECK ((kind = ANY (ARRAY['town'::text, 'village'::text, 'area'::text, 'postcode'::text]))),
  constraint gazetteer_name_not_blank CHECK ((btrim(name) <> ''::text)),
  constraint gazetteer_on_earth CHECK ((((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))),
  constraint gazetteer_place_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX gazetteer_place_once ON directory.gazetteer_place USING btree (found_by, COALESCE(district, ''::text));
alter table directory.gazetteer_place enable row level security;
create policy add on directory.gazetteer_place for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]) AS is_role);
create policy change on directory.gazetteer_place for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]) AS is_role);
create policy read on directory.gazetteer_place for select using true;
create policy take_back on directory.gazetteer_place for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]) AS is_role);
grant delete on directory.gazetteer_place to daywell_app;
grant insert on directory.gazetteer_place to daywell_app;
grant select on directory.gazetteer_place to daywell_app;
grant update on directory.gazetteer_place to daywell_app;

create table directory.occurrence (
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  on_date date not null,
  start_minute smallint not null,
  end_minute smallint not null,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  cancelled_by uuid,
  cancelled_for uuid,
  laid_again_at timestamp with time zone,
  lays_again uuid,
  constraint cancelled_for_a_reason CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL))),
  constraint cancelled_for_is_cancelled CHECK (((cancelled_for IS NULL) OR (cancelled_at IS NOT NULL))),
  constraint laid_again_was_closed CHECK (((laid_again_at IS NULL) OR (cancelled_for IS NOT NULL))),
  constraint occurrence_as_timed UNIQUE (id, on_date, start_minute, end_minute),
  constraint occurrence_cancelled_for FOREIGN KEY (cancelled_for) REFERENCES directory.closure(id),
  constraint occurrence_laid_again_once UNIQUE (lays_again),
  constraint occurrence_lays_again FOREIGN KEY (lays_again) REFERENCES directory.occurrence(id),
  constraint occurrence_pkey PRIMARY KEY (id),
  constraint occurrence_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id));
CREATE INDEX occurrence_by_date ON directory.occurrence USING btree (on_date, session_id);
CREATE INDEX occurrence_of_closure ON directory.occurrence USING btree (cancelled_for) WHERE (cancelled_for IS NOT NULL);
CREATE INDEX occurrence_of_session ON directory.occurrence USING btree (session_id, on_date);
CREATE UNIQUE INDEX occurrence_once ON directory.occurrence USING btree (session_id, on_date) WHERE (laid_again_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.occurrence FOR EACH ROW EXECUTE FUNCTION platform.end_only('cancelled_at', 'cancel_reason', 'cancelled_by', 'cancelled_for', 'laid_again_at');
CREATE TRIGGER laid_again_lawful BEFORE UPDATE OF laid_again_at ON directory.occurrence FOR EACH ROW WHEN (((old.laid_again_at IS NULL) AND (new.laid_again_at IS NOT NULL))) EXECUTE FUNCTION directory.laid_again_lawful();
CREATE TRIGGER not_while_closed AFTER INSERT ON directory.occurrence REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION directory.not_while_closed();
alter table directory.occurrence enable row level security;
create policy add on directory.occurrence for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy change on directory.occurrence for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
create policy read on directory.occurrence for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.occurrence to daywell_app;
grant select on directory.occurrence to daywell_app;
grant update on directory.occurrence to daywell_app;

create table directory.opportunity (
  id uuid not null default gen_random_uuid(),
  organisation_id uuid not null,
  name text not null,
  summary text,
  what_happens text,
  who_for text,
  access_words text,
  access_features text[] not null default '{}'::text[],
  cost_words text,
  price_from_pence bigint,
  free boolean not null default false,
  how_to_join text,
  needs_referral boolean not null default false,
  kind text,
  setting text not null default 'in_person'::text,
  youngest_age smallint,
  oldest_age smallint,
  support_bands text[] not null default '{}'::text[],
  website text,
  email text,
  phone text,
  local_area text,
  audience text not null default 'public'::text,
  last_checked_on date,
  version integer not null default 1,
  status text not null default 'active'::text,
  said_weekdays smallint[] not null default '{}'::smallint[],
  times_words text,
  search_words text not null default ''::text,
  search tsvector generated always as (((setweight(to_tsvector('english'::regconfig, name), 'A'::"char") || setweight(to_tsvector('english'::regconfig, ((COALESCE(summary, ''::text) || ' '::text) || search_words)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, ((COALESCE(what_happens, ''::text) || ' '::text) || COALESCE(who_for, ''::text))), 'C'::"char"))) stored,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  changed_at timestamp with time zone not null default platform.now(),
  withdrawn_on date,
  tier smallint,
  merged_into uuid,
  what_to_bring text,
  constraint ages_in_order CHECK ((youngest_age <= oldest_age)),
  constraint merged_into_another CHECK ((merged_into <> id)),
  constraint merged_is_withdrawn CHECK (((merged_into IS NULL) OR (withdrawn_on IS NOT NULL))),
  constraint opportunity_audience CHECK ((audience = ANY (ARRAY['public'::text, 'staff'::text, 'hidden'::text]))),
  constraint opportunity_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES directory.opportunity(id),
  constraint opportunity_name_not_blank CHECK ((btrim(name) <> ''::text)),
  constraint opportunity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint opportunity_pkey PRIMARY KEY (id),
  constraint opportunity_setting CHECK ((setting = ANY (ARRAY['in_person'::text, 'online'::text, 'outreach'::text, 'at_home'::text]))),
  constraint opportunity_status CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'defunct'::text, 'temporarily closed'::text]))),
  constraint opportunity_tier CHECK (((tier >= 1) AND (tier <= 3))),
  constraint price_not_negative CHECK ((price_from_pence >= 0)));
CREATE INDEX opportunity_merged_into ON directory.opportunity USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX opportunity_organisation ON directory.opportunity USING btree (organisation_id);
CREATE INDEX opportunity_public ON directory.opportunity USING btree (lower(name)) WHERE ((audience = 'public'::text) AND (withdrawn_on IS NULL));
CREATE INDEX opportunity_search ON directory.opportunity USING gin (search);
CREATE TRIGGER note_added AFTER INSERT ON directory.opportunity REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.opportunity REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries();
CREATE TRIGGER note_deleted AFTER DELETE ON directory.opportunity REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries();
alter table directory.opportunity enable row level security;
create policy add on directory.opportunity for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = opportunity.organisation_id)))));
create policy change on directory.opportunity for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.opportunity for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((audience = 'public'::text) OR ( SELECT platform.is_staff() AS is_staff) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = opportunity.organisation_id)))));
grant insert on directory.opportunity to daywell_app;
grant select on directory.opportunity to daywell_app;
grant update on directory.opportunity to daywell_app;

create table directory.opportunity_site (
  opportunity_id uuid not null,
  site_id uuid not null,
  constraint opportunity_site_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint opportunity_site_pkey PRIMARY KEY (opportunity_id, site_id),
  constraint opportunity_site_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id));
CREATE INDEX opportunity_site_site ON directory.opportunity_site USING btree (site_id);
CREATE TRIGGER note_added AFTER INSERT ON directory.opportunity_site REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.opportunity_site REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_deleted AFTER DELETE ON directory.opportunity_site REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
alter table directory.opportunity_site enable row level security;
create policy add on directory.opportunity_site for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_site.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy change on directory.opportunity_site for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_site.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy read on directory.opportunity_site for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE (o.id = opportunity_site.opportunity_id))));
create policy take_back on directory.opportunity_site for delete using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_site.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
grant delete on directory.opportunity_site to daywell_app;
grant insert on directory.opportunity_site to daywell_app;
grant select on directory.opportunity_site to daywell_app;
grant update on directory.opportunity_site to daywell_app;

create table directory.opportunity_term (
  opportunity_id uuid not null,
  term_id uuid not null,
  constraint opportunity_term_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint opportunity_term_pkey PRIMARY KEY (opportunity_id, term_id),
  constraint opportunity_term_term_id_fkey FOREIGN KEY (term_id) REFERENCES directory.taxonomy_term(id));
CREATE INDEX opportunity_term_term ON directory.opportunity_term USING btree (term_id);
alter table directory.opportunity_term enable row level security;
create policy add on directory.opportunity_term for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_term.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy change on directory.opportunity_term for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_term.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy read on directory.opportunity_term for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE (o.id = opportunity_term.opportunity_id))));
create policy take_back on directory.opportunity_term for delete using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = opportunity_term.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
grant delete on directory.opportunity_term to daywell_app;
grant insert on directory.opportunity_term to daywell_app;
grant select on directory.opportunity_term to daywell_app;
grant update on directory.opportunity_term to daywell_app;

create table directory.organisation (
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text,
  website text,
  email text,
  phone text,
  legal_status text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint organisation_name_not_blank CHECK ((btrim(name) <> ''::text)),
  constraint organisation_pkey PRIMARY KEY (id));
CREATE INDEX organisation_by_name ON directory.organisation USING btree (lower(name), recorded_at, id);
alter table directory.organisation enable row level security;
create policy add on directory.organisation for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.organisation for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (id IN ( SELECT m.organisation_id
   FROM market.my_organisation m))));
create policy read on directory.organisation for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.organisation to daywell_app;
grant select on directory.organisation to daywell_app;
grant update on directory.organisation to daywell_app;

create table directory.place_claim (
  id uuid not null default gen_random_uuid(),
  occurrence_id uuid not null,
  on_date date not null,
  start_minute smallint not null,
  end_minute smallint not null,
  person_id uuid,
  public_booking text,
  standing_place_id uuid,
  purpose text not null,
  support_band text not null,
  characteristics text[] not null default '{}'::text[],
  held_until timestamp with time zone,
  confirmed_at timestamp with time zone,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  released_at timestamp with time zone,
  release_reason text,
  constraint claim_for_one_of_both CHECK ((num_nonnulls(person_id, public_booking) = 1)),
  constraint claim_from_own_standing_place FOREIGN KEY (standing_place_id, person_id) REFERENCES directory.standing_place(id, person_id),
  constraint claim_of_person_and_day UNIQUE (id, person_id, on_date),
  constraint claim_on_a_real_date FOREIGN KEY (occurrence_id, on_date, start_minute, end_minute) REFERENCES directory.occurrence(id, on_date, start_minute, end_minute),
  constraint claim_purpose CHECK ((purpose = ANY (ARRAY['plan'::text, 'taster'::text, 'swap'::text, 'public'::text]))),
  constraint confirmed_in_time CHECK (((confirmed_at IS NULL) OR (held_until IS NULL) OR (confirmed_at <= held_until))),
  constraint person_in_one_place EXCLUDE USING gist (person_id WITH =, on_date WITH =, int4range((start_minute)::integer, (end_minute)::integer) WITH &&) WHERE (((released_at IS NULL) AND (person_id IS NOT NULL))),
  constraint place_claim_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint place_claim_pkey PRIMARY KEY (id),
  constraint place_claim_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint released_for_a_reason CHECK (((released_at IS NULL) = (release_reason IS NULL))));
CREATE INDEX place_claim_holds ON directory.place_claim USING btree (held_until) WHERE ((released_at IS NULL) AND (confirmed_at IS NULL) AND (held_until IS NOT NULL));
CREATE INDEX place_claim_live ON directory.place_claim USING btree (occurrence_id) WHERE (released_at IS NULL);
CREATE INDEX place_claim_person ON directory.place_claim USING btree (person_id, on_date);
CREATE INDEX place_claim_standing ON directory.place_claim USING btree (standing_place_id, on_date);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.place_claim FOR EACH ROW EXECUTE FUNCTION platform.end_only('confirmed_at', 'released_at', 'release_reason');
CREATE TRIGGER give_stock AFTER UPDATE ON directory.place_claim REFERENCING OLD TABLE AS was NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.move_stock();
CREATE TRIGGER not_on_merged AFTER INSERT ON directory.place_claim REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
CREATE TRIGGER take_stock AFTER INSERT ON directory.place_claim REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.move_stock();
alter table directory.place_claim enable row level security;
create policy add on directory.place_claim for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) OR ((purpose = 'public'::text) AND (person_id IS NULL)) OR ((purpose = ANY (ARRAY['public'::text, 'taster'::text])) AND people.reaches(person_id, '{person}'::text[]))));
create policy change on directory.place_claim for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) OR ((person_id IS NULL) AND ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role)) OR ((purpose = ANY (ARRAY['public'::text, 'taster'::text])) AND people.reaches(person_id, '{person}'::text[]))));
create policy read on directory.place_claim for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m)) OR ((person_id IS NULL) AND ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role))));
grant insert on directory.place_claim to daywell_app;
grant select on directory.place_claim to daywell_app;
grant update on directory.place_claim to daywell_app;

create table directory.published_cost (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  rate_id uuid not null,
  support_band text not null,
  unit text not null,
  price_pence bigint not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint one_published_cost EXCLUDE USING gist (opportunity_id WITH =, rate_id WITH =, in_force WITH &&),
  constraint published_cost_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint published_cost_pkey PRIMARY KEY (id),
  constraint published_cost_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint published_price CHECK ((price_pence >= 0)));
CREATE INDEX published_cost_of_opportunity ON directory.published_cost USING btree (opportunity_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.published_cost FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER note_added AFTER INSERT ON directory.published_cost REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.published_cost REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_deleted AFTER DELETE ON directory.published_cost REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
alter table directory.published_cost enable row level security;
create policy add on directory.published_cost for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.published_cost for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.published_cost for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.published_cost to daywell_app;
grant select on directory.published_cost to daywell_app;
grant update on directory.published_cost to daywell_app;

create table directory.published_rating (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  rating text not null,
  visit_ref uuid,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint one_rating_at_a_time EXCLUDE USING gist (opportunity_id WITH =, in_force WITH &&),
  constraint published_rating_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint published_rating_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.published_rating FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table directory.published_rating enable row level security;
create policy add on directory.published_rating for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.published_rating for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.published_rating for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.published_rating to daywell_app;
grant select on directory.published_rating to daywell_app;
grant update on directory.published_rating to daywell_app;

create table directory.search_change (
  transaction_id xid8 not null default pg_current_xact_id(),
  opportunity_id uuid not null,
  noted_at timestamp with time zone not null default platform.now(),
  constraint search_change_pkey PRIMARY KEY (transaction_id, opportunity_id));
alter table directory.search_change enable row level security;
create policy read on directory.search_change for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy take_back on directory.search_change for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant delete on directory.search_change to daywell_app;
grant select on directory.search_change to daywell_app;

create table directory.session (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  site_id uuid,
  name text,
  weekday smallint not null,
  every_weeks smallint not null default 1,
  first_monday date not null,
  season text not null default 'all'::text,
  start_minute smallint not null,
  end_minute smallint not null,
  public_may_book boolean not null default false,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint session_every_weeks CHECK ((every_weeks = ANY (ARRAY[1, 2, 3, 4, 6]))),
  constraint session_first_monday CHECK ((EXTRACT(isodow FROM first_monday) = (1)::numeric)),
  constraint session_minutes CHECK (((0 <= start_minute) AND (start_minute < end_minute) AND (end_minute <= 1440))),
  constraint session_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_season CHECK ((season = ANY (ARRAY['all'::text, 'term'::text, 'holiday'::text]))),
  constraint session_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id),
  constraint session_weekday CHECK (((weekday >= 1) AND (weekday <= 7))));
CREATE INDEX session_opportunity ON directory.session USING btree (opportunity_id);
CREATE INDEX session_site ON directory.session USING btree (site_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.session FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER note_added AFTER INSERT ON directory.session REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.session REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
CREATE TRIGGER note_deleted AFTER DELETE ON directory.session REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_of_parts();
alter table directory.session enable row level security;
create policy add on directory.session for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = session.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy change on directory.session for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE ((o.id = session.opportunity_id) AND (EXISTS ( SELECT
           FROM market.my_organisation m
          WHERE (m.organisation_id = o.organisation_id))))))));
create policy read on directory.session for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE (o.id = session.opportunity_id))));
grant insert on directory.session to daywell_app;
grant select on directory.session to daywell_app;
grant update on directory.session to daywell_app;

create table directory.site (
  id uuid not null default gen_random_uuid(),
  organisation_id uuid,
  name text not null,
  line_1 text,
  line_2 text,
  town text,
  postcode text,
  latitude double precision,
  longitude double precision,
  local_area text,
  access_features text[] not null default '{}'::text[],
  access_words text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  opening_words text,
  phone text,
  email text,
  left_on date,
  constraint site_on_earth CHECK ((((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))),
  constraint site_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint site_pkey PRIMARY KEY (id),
  constraint site_place_both_or_neither CHECK (((latitude IS NULL) = (longitude IS NULL))));
CREATE INDEX site_organisation ON directory.site USING btree (organisation_id);
CREATE TRIGGER left_without_people BEFORE UPDATE OF left_on ON directory.site FOR EACH ROW WHEN (((new.left_on IS NOT NULL) AND (new.left_on IS DISTINCT FROM old.left_on))) EXECUTE FUNCTION directory.left_without_people();
CREATE TRIGGER note_changed AFTER UPDATE ON directory.site REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION directory.note_entries_at_sites();
alter table directory.site enable row level security;
create policy add on directory.site for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role);
create policy change on directory.site for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role);
create policy read on directory.site for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.site to daywell_app;
grant select on directory.site to daywell_app;
grant update on directory.site to daywell_app;

create table directory.site_change (
  id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  name text,
  line_1 text,
  town text,
  postcode text,
  rooms_words text,
  last_day date,
  note text,
  looker text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  proposed_on date not null,
  decision text,
  reason text,
  decided_by uuid,
  decided_at timestamp with time zone,
  was jsonb,
  constraint place_change_address CHECK ((btrim(line_1) <> ''::text)),
  constraint place_change_approved_by_another CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by <> proposed_by))),
  constraint place_change_decided_whole CHECK ((num_nonnulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint place_change_decision CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint place_change_keeps_what_was CHECK (((NOT (decision IS DISTINCT FROM 'approved'::text)) = (was IS NOT NULL))),
  constraint place_change_kind CHECK ((kind = ANY (ARRAY['correct'::text, 'leave'::text]))),
  constraint place_change_named CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
  constraint place_change_postcode CHECK ((postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'::text)),
  constraint place_change_rejected_with_reason CHECK (((decision IS DISTINCT FROM 'rejected'::text) OR (btrim(reason) <> ''::text))),
  constraint place_change_town CHECK ((btrim(town) <> ''::text)),
  constraint place_change_whole CHECK (
CASE kind
    WHEN 'correct'::text THEN ((num_nonnulls(name, line_1, town, postcode) = 4) AND (last_day IS NULL))
    ELSE ((num_nonnulls(name, line_1, town, postcode, rooms_words) = 0) AND (last_day IS NOT NULL))
END),
  constraint place_left_from_now_on CHECK ((last_day >= proposed_on)),
  constraint site_change_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint site_change_pkey PRIMARY KEY (id),
  constraint site_change_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id));
CREATE INDEX place_change_of_organisation ON directory.site_change USING btree (organisation_id, proposed_at DESC);
CREATE INDEX place_change_waits ON directory.site_change USING btree (proposed_at) WHERE (decision IS NULL);
CREATE UNIQUE INDEX place_change_one_open ON directory.site_change USING btree (site_id) WHERE (decision IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.site_change FOR EACH ROW EXECUTE FUNCTION platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'was');
alter table directory.site_change enable row level security;
create policy add on directory.site_change for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_change.organisation_id))) AND (EXISTS ( SELECT
   FROM directory.site s
  WHERE ((s.id = site_change.site_id) AND (s.organisation_id = site_change.organisation_id))))));
create policy change on directory.site_change for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_change.organisation_id)))) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR ((EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_change.organisation_id))) AND (decision = 'withdrawn'::text)));
create policy read on directory.site_change for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_change.organisation_id))));
grant insert on directory.site_change to daywell_app;
grant select on directory.site_change to daywell_app;
grant update on directory.site_change to daywell_app;

create table directory.site_proposal (
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  line_1 text not null,
  town text not null,
  postcode text not null,
  access_features text[] not null default '{}'::text[],
  access_words text,
  opening_words text,
  phone text,
  email text,
  note text,
  looker text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  proposed_on date not null,
  decision text,
  reason text,
  decided_by uuid,
  decided_at timestamp with time zone,
  site_id uuid,
  constraint place_address CHECK ((btrim(line_1) <> ''::text)),
  constraint place_approved_by_another CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by <> proposed_by))),
  constraint place_approved_is_site CHECK (((NOT (decision IS DISTINCT FROM 'approved'::text)) = (site_id IS NOT NULL))),
  constraint place_decided_whole CHECK ((num_nonnulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint place_decision CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint place_named CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
  constraint place_of_proposal_once UNIQUE (site_id),
  constraint place_postcode CHECK ((postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'::text)),
  constraint place_rejected_with_reason CHECK (((decision IS DISTINCT FROM 'rejected'::text) OR (btrim(reason) <> ''::text))),
  constraint place_town CHECK ((btrim(town) <> ''::text)),
  constraint site_proposal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint site_proposal_pkey PRIMARY KEY (id),
  constraint site_proposal_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id));
CREATE INDEX place_waits ON directory.site_proposal USING btree (proposed_at) WHERE (decision IS NULL);
CREATE UNIQUE INDEX place_one_open ON directory.site_proposal USING btree (organisation_id, lower(name), postcode) WHERE (decision IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.site_proposal FOR EACH ROW EXECUTE FUNCTION platform.end_only('decision', 'reason', 'decided_by', 'decided_at', 'site_id');
alter table directory.site_proposal enable row level security;
create policy add on directory.site_proposal for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_proposal.organisation_id))));
create policy change on directory.site_proposal for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_proposal.organisation_id)))) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR ((EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_proposal.organisation_id))) AND (decision = 'withdrawn'::text)));
create policy read on directory.site_proposal for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.my_organisation m
  WHERE (m.organisation_id = site_proposal.organisation_id))));
grant insert on directory.site_proposal to daywell_app;
grant select on directory.site_proposal to daywell_app;
grant update on directory.site_proposal to daywell_app;

create table directory.source_record (
  id uuid not null default gen_random_uuid(),
  feed text not null,
  entity text not null,
  external_id text not null,
  organisation_id uuid,
  opportunity_id uuid,
  site_id uuid,
  taxonomy_term_id uuid,
  content_hash text not null,
  content jsonb not null,
  findings jsonb not null default '[]'::jsonb,
  first_seen_at timestamp with time zone not null default platform.now(),
  last_seen_at timestamp with time zone not null default platform.now(),
  saved_version integer,
  constraint source_entity CHECK ((entity = ANY (ARRAY['organization'::text, 'service'::text, 'location'::text, 'taxonomy_term'::text, 'schedule'::text, 'cost_option'::text, 'other'::text]))),
  constraint source_names_one_thing CHECK ((num_nonnulls(organisation_id, opportunity_id, site_id, taxonomy_term_id) <= 1)),
  constraint source_once UNIQUE (feed, entity, external_id),
  constraint source_record_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint source_record_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint source_record_pkey PRIMARY KEY (id),
  constraint source_record_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id),
  constraint source_record_taxonomy_term_id_fkey FOREIGN KEY (taxonomy_term_id) REFERENCES directory.taxonomy_term(id));
CREATE INDEX source_record_opportunity ON directory.source_record USING btree (opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX source_record_organisation ON directory.source_record USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX source_record_series ON directory.source_record USING btree (((content ->> 'seriesUri'::text))) WHERE (entity = 'schedule'::text);
CREATE INDEX source_record_site ON directory.source_record USING btree (site_id) WHERE (site_id IS NOT NULL);
CREATE INDEX source_record_taxonomy_term ON directory.source_record USING btree (taxonomy_term_id) WHERE (taxonomy_term_id IS NOT NULL);
CREATE INDEX source_record_uri ON directory.source_record USING btree (((content ->> 'uri'::text))) WHERE (entity = 'service'::text);
alter table directory.source_record enable row level security;
create policy add on directory.source_record for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.source_record for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.source_record for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((opportunity_id IS NULL) OR (EXISTS ( SELECT
   FROM directory.opportunity o
  WHERE (o.id = source_record.opportunity_id)))));
grant insert on directory.source_record to daywell_app;
grant select on directory.source_record to daywell_app;
grant update on directory.source_record to daywell_app;

create table directory.standing_place (
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  person_id uuid not null,
  support_band text not null,
  characteristics text[] not null default '{}'::text[],
  every_weeks smallint not null default 1,
  first_monday date not null,
  season text not null default 'all'::text,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_standing_place_per_session EXCLUDE USING gist (session_id WITH =, person_id WITH =, in_force WITH &&),
  constraint standing_every_weeks CHECK ((every_weeks = ANY (ARRAY[1, 2, 3, 4, 6]))),
  constraint standing_place_of_person UNIQUE (id, person_id),
  constraint standing_place_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint standing_place_pkey PRIMARY KEY (id),
  constraint standing_place_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id),
  constraint standing_place_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint standing_season CHECK ((season = ANY (ARRAY['all'::text, 'term'::text, 'holiday'::text]))));
CREATE INDEX standing_place_person ON directory.standing_place USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.standing_place FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON directory.standing_place REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table directory.standing_place enable row level security;
create policy add on directory.standing_place for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on directory.standing_place for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on directory.standing_place for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m))));
grant insert on directory.standing_place to daywell_app;
grant select on directory.standing_place to daywell_app;
grant update on directory.standing_place to daywell_app;

create table directory.stock (
  occurrence_id uuid not null,
  resource text not null,
  capacity integer not null,
  taken integer not null default 0,
  constraint stock_not_oversold CHECK (((taken >= 0) AND (taken <= capacity))),
  constraint stock_occurrence_id_fkey FOREIGN KEY (occurrence_id) REFERENCES directory.occurrence(id),
  constraint stock_pkey PRIMARY KEY (occurrence_id, resource));
alter table directory.stock enable row level security;
create policy add on directory.stock for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m))));
create policy change on directory.stock for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m))));
create policy read on directory.stock for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert (capacity, occurrence_id, resource) on directory.stock to daywell_app;
grant select on directory.stock to daywell_app;
grant update (capacity) on directory.stock to daywell_app;

create table directory.support_band (
  code text not null,
  staff_shares integer not null,
  constraint shares_not_negative CHECK ((staff_shares >= 0)),
  constraint support_band_pkey PRIMARY KEY (code));
alter table directory.support_band enable row level security;
create policy add on directory.support_band for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.support_band for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.support_band for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.support_band to daywell_app;
grant select on directory.support_band to daywell_app;
grant update on directory.support_band to daywell_app;

create table directory.symbol (
  name text not null,
  png_base64 text not null,
  owner text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint symbol_is_a_small_png CHECK (((png_base64 ~~ 'iVBORw0KGgo%'::text) AND (length(png_base64) <= 140000))),
  constraint symbol_name CHECK ((name ~ '^[a-z_]{2,30}$'::text)),
  constraint symbol_owner_not_blank CHECK ((btrim(owner) <> ''::text)),
  constraint symbol_pkey PRIMARY KEY (name));
alter table directory.symbol enable row level security;
create policy add on directory.symbol for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]) AS is_role);
create policy change on directory.symbol for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'administrator'::text]) AS is_role);
create policy read on directory.symbol for select using true;
grant insert on directory.symbol to daywell_app;
grant select on directory.symbol to daywell_app;
grant update on directory.symbol to daywell_app;

create table directory.taxonomy_term (
  id uuid not null default gen_random_uuid(),
  vocabulary text not null,
  code text not null,
  name text not null,
  parent_id uuid,
  constraint taxonomy_term_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.taxonomy_term(id),
  constraint taxonomy_term_pkey PRIMARY KEY (id),
  constraint term_once UNIQUE (vocabulary, code));
CREATE INDEX taxonomy_term_parent ON directory.taxonomy_term USING btree (parent_id);
alter table directory.taxonomy_term enable row level security;
create policy add on directory.taxonomy_term for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on directory.taxonomy_term for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on directory.taxonomy_term for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on directory.taxonomy_term to daywell_app;
grant select on directory.taxonomy_term to daywell_app;
grant update on directory.taxonomy_term to daywell_app;

create table directory.wish (
  id uuid not null default gen_random_uuid(),
  words text,
  local_area text,
  recorded_on date not null,
  weekdays smallint[] not null default '{}'::smallint[],
  day_parts text[] not null default '{}'::text[],
  needs text[] not null default '{}'::text[],
  cost text,
  setting text,
  tier smallint,
  sent boolean not null default false,
  constraint wish_day_parts CHECK ((day_parts <@ ARRAY['morning'::text, 'afternoon'::text, 'evening'::text])),
  constraint wish_names_nobody CHECK (((words !~ '@'::text) AND (words !~ '[0-9]([ -]?[0-9]){4}'::text) AND (words !~* '\m[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}\M'::text))),
  constraint wish_pkey PRIMARY KEY (id),
  constraint wish_tier CHECK (((tier >= 1) AND (tier <= 3))),
  constraint wish_weekdays CHECK ((weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint])),
  constraint wish_words_short CHECK (((length(words) >= 1) AND (length(words) <= 200))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON directory.wish FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table directory.wish enable row level security;
create policy add on directory.wish for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
create policy change on directory.wish for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on directory.wish for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on directory.wish to daywell_app;
grant select on directory.wish to daywell_app;
grant update on directory.wish to daywell_app;

create table market.action_step (
  id uuid not null default gen_random_uuid(),
  action_id uuid not null,
  sequence integer not null,
  kind text not null,
  note text not null,
  due_on date,
  on_date date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint action_asked_again_by_a_day CHECK (((kind = 'asked_again'::text) = (due_on IS NOT NULL))),
  constraint action_asked_again_later CHECK (((due_on IS NULL) OR (due_on >= on_date))),
  constraint action_step_action_id_fkey FOREIGN KEY (action_id) REFERENCES market.assurance_action(id),
  constraint action_step_in_order UNIQUE (action_id, sequence),
  constraint action_step_kind CHECK ((kind = ANY (ARRAY['said_done'::text, 'accepted'::text, 'asked_again'::text, 'withdrawn'::text]))),
  constraint action_step_note CHECK ((btrim(note) <> ''::text)),
  constraint action_step_pkey PRIMARY KEY (id),
  constraint action_step_sequence CHECK ((sequence > 0)));
CREATE TRIGGER action_step_follows BEFORE INSERT ON market.action_step FOR EACH ROW EXECUTE FUNCTION market.action_step_follows();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.action_step FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.action_step enable row level security;
create policy add on market.action_step for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((recorded_by)::text = platform.who('staff_id'::text))) OR ((kind = 'said_done'::text) AND ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM market.assurance_action a
  WHERE ((a.id = action_step.action_id) AND (a.owner = 'provider'::text))))));
create policy change on market.action_step for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.action_step for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.assurance_action a
  WHERE (a.id = action_step.action_id))));
grant insert on market.action_step to daywell_app;
grant select on market.action_step to daywell_app;
grant update on market.action_step to daywell_app;

create table market.admission (
  provider_id uuid not null,
  lot_id uuid not null,
  decided_by uuid not null,
  reason text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  id uuid not null default gen_random_uuid(),
  recorded_at timestamp with time zone not null default platform.now(),
  decision_id uuid,
  decision_admits boolean,
  constraint admission_as_decided FOREIGN KEY (decision_id, lot_id, decision_admits) REFERENCES market.decision(id, lot_id, admitted),
  constraint admission_decision_says_yes CHECK (decision_admits),
  constraint admission_decision_whole CHECK (((decision_id IS NULL) = (decision_admits IS NULL))),
  constraint admission_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint admission_pkey PRIMARY KEY (id),
  constraint admission_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint admitted_by_one_decision UNIQUE (decision_id),
  constraint admitted_once EXCLUDE USING gist (provider_id WITH =, lot_id WITH =, in_force WITH &&));
CREATE INDEX admission_lot ON market.admission USING btree (lot_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.admission FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
alter table market.admission enable row level security;
create policy add on market.admission for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND (decision_id IS NOT NULL)));
create policy change on market.admission for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.admission for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.admission to daywell_app;
grant select on market.admission to daywell_app;
grant update on market.admission to daywell_app;

create table market.application (
  id uuid not null default gen_random_uuid(),
  framework_id uuid not null,
  provider_id uuid,
  kind text not null,
  short_path boolean not null,
  link_hash bytea,
  name text,
  answers jsonb not null default '{}'::jsonb,
  joining jsonb,
  began_on date not null,
  sent_on date,
  withdrawn_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint application_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES market.framework(id),
  constraint application_in_order CHECK ((sent_on >= began_on)),
  constraint application_kind CHECK ((kind = ANY (ARRAY['framework'::text, 'micro_provider'::text, 'personal_assistant'::text, 'shared_lives'::text, 'community_group'::text, 'other'::text]))),
  constraint application_link UNIQUE (link_hash),
  constraint application_of_framework UNIQUE (id, framework_id),
  constraint application_pkey PRIMARY KEY (id),
  constraint application_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint application_sent_whole CHECK (((sent_on IS NULL) OR ((btrim(name) <> ''::text) AND (joining IS NOT NULL)))));
CREATE INDEX application_framework ON market.application USING btree (framework_id);
CREATE INDEX application_provider ON market.application USING btree (provider_id);
CREATE INDEX application_waiting ON market.application USING btree (sent_on) WHERE (sent_on IS NOT NULL);
CREATE TRIGGER application_stands BEFORE DELETE OR UPDATE ON market.application FOR EACH ROW EXECUTE FUNCTION market.application_stands();
alter table market.application enable row level security;
create policy add on market.application for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy change on market.application for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy read on market.application for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.application to daywell_app;
grant select on market.application to daywell_app;
grant update on market.application to daywell_app;

create table market.application_lot (
  application_id uuid not null,
  lot_id uuid not null,
  constraint application_lot_application_id_fkey FOREIGN KEY (application_id) REFERENCES market.application(id),
  constraint application_lot_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint application_lot_pkey PRIMARY KEY (application_id, lot_id));
CREATE INDEX application_lot_lot ON market.application_lot USING btree (lot_id);
CREATE TRIGGER lot_of_a_draft BEFORE DELETE ON market.application_lot FOR EACH ROW EXECUTE FUNCTION market.lot_of_a_draft();
alter table market.application_lot enable row level security;
create policy add on market.application_lot for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.application a
  WHERE (a.id = application_lot.application_id))));
create policy change on market.application_lot for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.application_lot for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.application a
  WHERE (a.id = application_lot.application_id))));
create policy take_back on market.application_lot for delete using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
grant delete on market.application_lot to daywell_app;
grant insert on market.application_lot to daywell_app;
grant select on market.application_lot to daywell_app;
grant update on market.application_lot to daywell_app;

create table market.assurance_action (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  provider_id uuid not null,
  what text not null,
  owner text not null,
  essential boolean not null default false,
  due_on date not null,
  visit_id uuid,
  set_by uuid not null,
  set_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint action_due_later CHECK ((due_on >= set_on)),
  constraint action_of_visit FOREIGN KEY (visit_id, opportunity_id) REFERENCES market.assurance_visit(id, opportunity_id),
  constraint action_owner CHECK ((owner = ANY (ARRAY['provider'::text, 'council'::text]))),
  constraint action_service UNIQUE (id, opportunity_id),
  constraint action_what CHECK ((btrim(what) <> ''::text)),
  constraint assurance_action_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint assurance_action_pkey PRIMARY KEY (id),
  constraint assurance_action_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id));
CREATE INDEX assurance_action_provider ON market.assurance_action USING btree (provider_id);
CREATE INDEX assurance_action_service ON market.assurance_action USING btree (opportunity_id);
CREATE INDEX assurance_action_visit ON market.assurance_action USING btree (visit_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.assurance_action FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER service_of_provider BEFORE INSERT ON market.assurance_action FOR EACH ROW EXECUTE FUNCTION market.service_of_provider();
alter table market.assurance_action enable row level security;
create policy add on market.assurance_action for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((set_by)::text = platform.who('staff_id'::text))));
create policy change on market.assurance_action for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.assurance_action for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (((provider_id)::text = platform.who('provider_id'::text)) AND ((visit_id IS NULL) OR (EXISTS ( SELECT
   FROM market.assurance_visit v
  WHERE (v.id = assurance_action.visit_id))))));
grant insert on market.assurance_action to daywell_app;
grant select on market.assurance_action to daywell_app;
grant update on market.assurance_action to daywell_app;

create table market.assurance_visit (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  provider_id uuid not null,
  planned_on date not null,
  announced boolean not null,
  visited_by uuid not null,
  planned_by uuid not null,
  questions jsonb not null,
  made_on date,
  people_spoken integer,
  summary text,
  shared_on date,
  called_off_on date,
  called_off_reason text,
  signed_by uuid,
  signed_on date,
  corrects_id uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint assurance_visit_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES market.assurance_visit(id),
  constraint assurance_visit_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint assurance_visit_pkey PRIMARY KEY (id),
  constraint assurance_visit_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint visit_called_off_for_a_reason CHECK ((btrim(called_off_reason) <> ''::text)),
  constraint visit_called_off_or_signed CHECK (((called_off_on IS NULL) OR (signed_on IS NULL))),
  constraint visit_called_off_whole CHECK (((called_off_on IS NULL) = (called_off_reason IS NULL))),
  constraint visit_corrected_once UNIQUE (corrects_id),
  constraint visit_made_whole CHECK ((num_nonnulls(made_on, people_spoken, summary) = ANY (ARRAY[0, 3]))),
  constraint visit_of_itself CHECK ((corrects_id <> id)),
  constraint visit_people CHECK (((people_spoken >= 0) AND (people_spoken <= 10000))),
  constraint visit_service UNIQUE (id, opportunity_id),
  constraint visit_shared_once_made CHECK (((shared_on IS NULL) OR (made_on IS NOT NULL))),
  constraint visit_signed_after_it_was_made CHECK (((signed_on IS NULL) OR ((made_on IS NOT NULL) AND (signed_on >= made_on)))),
  constraint visit_signed_by_another CHECK ((signed_by <> visited_by)),
  constraint visit_signed_whole CHECK (((signed_by IS NULL) = (signed_on IS NULL))),
  constraint visit_summary CHECK ((btrim(summary) <> ''::text)));
CREATE INDEX assurance_visit_provider ON market.assurance_visit USING btree (provider_id);
CREATE INDEX assurance_visit_service ON market.assurance_visit USING btree (opportunity_id, made_on DESC);
CREATE TRIGGER service_of_provider BEFORE INSERT ON market.assurance_visit FOR EACH ROW EXECUTE FUNCTION market.service_of_provider();
CREATE TRIGGER visit_stands BEFORE INSERT OR DELETE OR UPDATE ON market.assurance_visit FOR EACH ROW EXECUTE FUNCTION market.visit_stands();
alter table market.assurance_visit enable row level security;
create policy add on market.assurance_visit for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((planned_by)::text = platform.who('staff_id'::text))));
create policy change on market.assurance_visit for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role)) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((signed_by IS NULL) OR ((signed_by)::text = platform.who('staff_id'::text)))));
create policy read on market.assurance_visit for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (((provider_id)::text = platform.who('provider_id'::text)) AND ((shared_on IS NOT NULL) OR (signed_on IS NOT NULL))));
grant insert on market.assurance_visit to daywell_app;
grant select on market.assurance_visit to daywell_app;
grant update on market.assurance_visit to daywell_app;

create table market.block_contract (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  lot_id uuid,
  framework_id uuid not null,
  framework_from date not null,
  reference text not null,
  places integer,
  total_pence bigint not null,
  from_date date not null,
  until_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  citation text,
  end_reason text,
  constraint block_before_this_framework FOREIGN KEY (framework_id, framework_from) REFERENCES market.framework(id, from_date),
  constraint block_contract_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint block_contract_pkey PRIMARY KEY (id),
  constraint block_contract_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint block_end_has_reason CHECK (((ended_on IS NULL) = (end_reason IS NULL))) NOT VALID,
  constraint block_in_order CHECK ((from_date <= until_date)),
  constraint block_once UNIQUE (reference),
  constraint block_places CHECK ((places > 0)),
  constraint block_total CHECK ((total_pence > 0)),
  constraint no_new_block_contract CHECK ((from_date < framework_from)));
CREATE INDEX block_contract_framework ON market.block_contract USING btree (framework_id);
CREATE INDEX block_contract_lot ON market.block_contract USING btree (lot_id);
CREATE INDEX block_contract_provider ON market.block_contract USING btree (provider_id);
CREATE TRIGGER block_ends_ahead BEFORE UPDATE ON market.block_contract FOR EACH ROW EXECUTE FUNCTION market.block_ends_ahead();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.block_contract FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
CREATE CONSTRAINT TRIGGER instalments_add_up AFTER INSERT ON market.block_contract DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.instalments_add_up('id');
CREATE TRIGGER no_new_volume AFTER INSERT ON market.block_contract FOR EACH ROW EXECUTE FUNCTION market.no_new_volume();
alter table market.block_contract enable row level security;
create policy add on market.block_contract for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.block_contract for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.block_contract for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'team_manager'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.block_contract to daywell_app;
grant select on market.block_contract to daywell_app;
grant update on market.block_contract to daywell_app;

create table market.block_instalment (
  block_contract_id uuid not null,
  due_on date not null,
  amount_pence bigint not null,
  constraint block_instalment_as_agreed UNIQUE (block_contract_id, due_on, amount_pence),
  constraint block_instalment_block_contract_id_fkey FOREIGN KEY (block_contract_id) REFERENCES market.block_contract(id),
  constraint block_instalment_pkey PRIMARY KEY (block_contract_id, due_on),
  constraint instalment_above_nothing CHECK ((amount_pence > 0)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.block_instalment FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER instalment_of_its_contract BEFORE INSERT ON market.block_instalment FOR EACH ROW EXECUTE FUNCTION market.instalment_of_its_contract();
CREATE CONSTRAINT TRIGGER instalments_add_up AFTER INSERT ON market.block_instalment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.instalments_add_up('block_contract_id');
alter table market.block_instalment enable row level security;
create policy add on market.block_instalment for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.block_instalment for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.block_instalment for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.block_contract b
  WHERE (b.id = block_instalment.block_contract_id))));
grant insert on market.block_instalment to daywell_app;
grant select on market.block_instalment to daywell_app;
grant update on market.block_instalment to daywell_app;

create table market.call (
  id uuid not null default gen_random_uuid(),
  number integer not null,
  from_gap jsonb,
  began_by uuid not null,
  began_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_number UNIQUE (number),
  constraint call_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.call enable row level security;
create policy add on market.call for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((began_by)::text = platform.who('staff_id'::text))));
create policy change on market.call for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.call for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.call_version v
  WHERE ((v.call_id = call.id) AND (v.published_on IS NOT NULL)))));
grant insert on market.call to daywell_app;
grant select on market.call to daywell_app;
grant update on market.call to daywell_app;

create table market.call_decision (
  reply_id uuid not null,
  accepted boolean not null,
  reasons text not null,
  no_interest boolean not null,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_decided_without_interest CHECK (no_interest),
  constraint call_decision_pkey PRIMARY KEY (reply_id),
  constraint call_decision_reasons CHECK ((btrim(reasons) <> ''::text)),
  constraint call_decision_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES market.call_reply(id));
CREATE TRIGGER call_decided_rightly BEFORE INSERT ON market.call_decision FOR EACH ROW EXECUTE FUNCTION market.call_decided_rightly();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.call_decision enable row level security;
create policy add on market.call_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.call_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.call_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_decision.reply_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))) AND (EXISTS ( SELECT
   FROM (market.call_reply r
     JOIN market.call_end e ON ((e.call_id = r.call_id)))
  WHERE (r.id = call_decision.reply_id)))));
grant insert on market.call_decision to daywell_app;
grant select on market.call_decision to daywell_app;
grant update on market.call_decision to daywell_app;

create table market.call_end (
  call_id uuid not null,
  how text not null,
  reason text not null,
  ended_on date not null,
  ended_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_end_call_id_fkey FOREIGN KEY (call_id) REFERENCES market.call(id),
  constraint call_end_how CHECK ((how = ANY (ARRAY['withdrawn'::text, 'closed'::text]))),
  constraint call_end_pkey PRIMARY KEY (call_id),
  constraint call_end_reason CHECK ((btrim(reason) <> ''::text)));
CREATE TRIGGER call_ended_rightly BEFORE INSERT ON market.call_end FOR EACH ROW EXECUTE FUNCTION market.call_ended_rightly();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call_end FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.call_end enable row level security;
create policy add on market.call_end for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((ended_by)::text = platform.who('staff_id'::text))));
create policy change on market.call_end for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.call_end for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.call_end to daywell_app;
grant select on market.call_end to daywell_app;
grant update on market.call_end to daywell_app;

create table market.call_message (
  id uuid not null default gen_random_uuid(),
  reply_id uuid not null,
  kind text not null,
  version smallint,
  sent_on date not null,
  told_on date,
  told_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_message_kind CHECK ((kind = ANY (ARRAY['corrected'::text, 'withdrawn'::text, 'outcome'::text]))),
  constraint call_message_of_version CHECK (((kind = 'corrected'::text) = (version IS NOT NULL))),
  constraint call_message_pkey PRIMARY KEY (id),
  constraint call_message_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES market.call_reply(id),
  constraint call_told_whole CHECK (((told_on IS NULL) = (told_by IS NULL))));
CREATE INDEX call_message_untold ON market.call_message USING btree (reply_id) WHERE (told_on IS NULL);
CREATE UNIQUE INDEX call_message_once ON market.call_message USING btree (reply_id, kind, COALESCE((version)::integer, 0));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call_message FOR EACH ROW EXECUTE FUNCTION platform.end_only('told_on', 'told_by');
alter table market.call_message enable row level security;
create policy add on market.call_message for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy change on market.call_message for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_message.reply_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))));
create policy read on market.call_message for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_message.reply_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))));
grant insert on market.call_message to daywell_app;
grant select on market.call_message to daywell_app;
grant update on market.call_message to daywell_app;

create table market.call_offer (
  id uuid not null default gen_random_uuid(),
  reply_id uuid not null,
  version smallint not null,
  offers text not null,
  from_date date not null,
  weekdays smallint[] not null,
  places smallint,
  least_weekly_minutes integer,
  price_pence bigint,
  unit text,
  words text,
  sent_by uuid not null,
  sent_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_offer_counts CHECK ((version >= 1)),
  constraint call_offer_days CHECK (((cardinality(weekdays) > 0) AND (weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint]))),
  constraint call_offer_least CHECK (((least_weekly_minutes >= 15) AND (least_weekly_minutes <= 10080))),
  constraint call_offer_once UNIQUE (reply_id, version),
  constraint call_offer_pkey PRIMARY KEY (id),
  constraint call_offer_places CHECK ((places > 0)),
  constraint call_offer_price CHECK ((price_pence > 0)),
  constraint call_offer_price_whole CHECK (((price_pence IS NULL) = (unit IS NULL))),
  constraint call_offer_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES market.call_reply(id),
  constraint call_offer_said CHECK ((btrim(offers) <> ''::text)),
  constraint call_offer_unit CHECK ((unit = ANY (ARRAY['session'::text, 'half_day'::text, 'day'::text, 'hour'::text, 'week'::text]))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call_offer FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER offered_in_time BEFORE INSERT ON market.call_offer FOR EACH ROW EXECUTE FUNCTION market.offered_in_time();
alter table market.call_offer enable row level security;
create policy add on market.call_offer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_offer.reply_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))));
create policy change on market.call_offer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.call_offer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_offer.reply_id) AND market.offers_open(r.call_id))))) OR (EXISTS ( SELECT
   FROM market.call_reply r
  WHERE ((r.id = call_offer.reply_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))));
grant insert on market.call_offer to daywell_app;
grant select on market.call_offer to daywell_app;
grant update on market.call_offer to daywell_app;

create table market.call_question (
  id uuid not null default gen_random_uuid(),
  call_id uuid not null,
  asked text not null,
  asked_on date not null,
  answer text,
  left_out text,
  answered_by uuid,
  answered_on date,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint call_answer_said CHECK ((btrim(answer) <> ''::text)),
  constraint call_answered_whole CHECK (((num_nonnulls(answer, left_out) = num_nonnulls(answered_by)) AND (num_nonnulls(answered_by) = num_nonnulls(answered_on)))),
  constraint call_left_out_said CHECK ((btrim(left_out) <> ''::text)),
  constraint call_question_call_id_fkey FOREIGN KEY (call_id) REFERENCES market.call(id),
  constraint call_question_names_nobody CHECK (((asked !~ '@'::text) AND (asked !~ '[0-9]([ -]?[0-9]){5}'::text))),
  constraint call_question_pkey PRIMARY KEY (id),
  constraint call_question_said CHECK ((btrim(asked) <> ''::text)));
CREATE INDEX call_question_call ON market.call_question USING btree (call_id, asked_on);
CREATE TRIGGER call_open_for_it BEFORE INSERT ON market.call_question FOR EACH ROW EXECUTE FUNCTION market.call_open_for_it();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.call_question FOR EACH ROW EXECUTE FUNCTION platform.end_only('answer', 'left_out', 'answered_by', 'answered_on');
alter table market.call_question enable row level security;
create policy add on market.call_question for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role));
create policy change on market.call_question for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy read on market.call_question for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (answer IS NOT NULL));
grant insert on market.call_question to daywell_app;
grant select on market.call_question to daywell_app;
grant update on market.call_question to daywell_app;

create table market.call_reply (
  id uuid not null default gen_random_uuid(),
  call_id uuid not null,
  provider_id uuid,
  link_hash bytea,
  kind text,
  name text not null,
  contact text,
  reach text,
  application_id uuid,
  replied_on date not null,
  withdrawn_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  contact_blanked_on date,
  constraint call_reply_application_id_fkey FOREIGN KEY (application_id) REFERENCES market.application(id),
  constraint call_reply_by_one CHECK ((num_nonnulls(provider_id, link_hash) = 1)),
  constraint call_reply_call_id_fkey FOREIGN KEY (call_id) REFERENCES market.call(id),
  constraint call_reply_kind CHECK ((kind = ANY (ARRAY['framework'::text, 'micro_provider'::text, 'personal_assistant'::text, 'shared_lives'::text, 'community_group'::text, 'other'::text]))),
  constraint call_reply_link UNIQUE (link_hash),
  constraint call_reply_name CHECK ((btrim(name) <> ''::text)),
  constraint call_reply_pkey PRIMARY KEY (id),
  constraint call_reply_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint call_reply_reached CHECK (((link_hash IS NULL) OR ((kind IS NOT NULL) AND
CASE
    WHEN (contact_blanked_on IS NULL) THEN ((btrim(contact) <> ''::text) AND (btrim(reach) <> ''::text))
    ELSE ((contact IS NULL) AND (reach IS NULL))
END))));
CREATE INDEX call_reply_application ON market.call_reply USING btree (application_id);
CREATE INDEX call_reply_call ON market.call_reply USING btree (call_id);
CREATE INDEX call_reply_provider ON market.call_reply USING btree (provider_id);
CREATE UNIQUE INDEX call_reply_once ON market.call_reply USING btree (call_id, provider_id) WHERE (provider_id IS NOT NULL);
CREATE TRIGGER contact_blanked BEFORE UPDATE ON market.call_reply FOR EACH ROW WHEN (((old.contact_blanked_on IS NULL) AND (new.contact_blanked_on IS NOT NULL))) EXECUTE FUNCTION market.contact_blanked('contact', 'reach');
CREATE TRIGGER end_only BEFORE UPDATE ON market.call_reply FOR EACH ROW WHEN ((NOT ((old.contact_blanked_on IS NULL) AND (new.contact_blanked_on IS NOT NULL)))) EXECUTE FUNCTION platform.end_only('withdrawn_on', 'application_id');
CREATE TRIGGER never_deleted BEFORE DELETE ON market.call_reply FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER reply_taken_back BEFORE UPDATE ON market.call_reply FOR EACH ROW EXECUTE FUNCTION market.reply_taken_back();
alter table market.call_reply enable row level security;
create policy add on market.call_reply for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy change on market.call_reply for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy read on market.call_reply for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.call_reply to daywell_app;
grant select on market.call_reply to daywell_app;
grant update on market.call_reply to daywell_app;

create table market.call_version (
  id uuid not null default gen_random_uuid(),
  call_id uuid not null,
  version smallint not null,
  title text not null,
  words text not null,
  local_area text,
  weekdays smallint[] not null default '{}'::smallint[],
  start_minute smallint,
  end_minute smallint,
  kind text,
  needs text[] not null default '{}'::text[],
  support_band text,
  wanted smallint,
  wanted_unit text,
  promises_no_volume boolean not null default true,
  audience text not null,
  lot_id uuid,
  price_basis text not null,
  closes_on date not null,
  decider_id uuid not null,
  decider text not null,
  sealed boolean not null default true,
  what_changed text,
  written_by uuid not null,
  published_on date,
  published_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  further_lot_ids uuid[] not null default '{}'::uuid[],
  constraint call_audience CHECK ((audience = ANY (ARRAY['framework'::text, 'small'::text, 'all'::text]))),
  constraint call_change_said CHECK (((version = 1) = (what_changed IS NULL))),
  constraint call_closes_after_published CHECK ((closes_on >= published_on)),
  constraint call_decider CHECK ((btrim(decider) <> ''::text)),
  constraint call_further_lots_of_framework CHECK (((cardinality(further_lot_ids) = 0) OR ((lot_id IS NOT NULL) AND (NOT (lot_id = ANY (further_lot_ids))) AND (array_position(further_lot_ids, NULL::uuid) IS NULL) AND (cardinality(further_lot_ids) <= 50)))),
  constraint call_lot_of_framework CHECK (((audience = 'framework'::text) = (lot_id IS NOT NULL))),
  constraint call_price_basis CHECK ((price_basis = ANY (ARRAY['schedule'::text, 'own'::text]))),
  constraint call_promises_no_volume CHECK (promises_no_volume),
  constraint call_published_whole CHECK (((published_on IS NULL) = (published_by IS NULL))),
  constraint call_schedule_of_a_lot CHECK (((price_basis = 'own'::text) OR (lot_id IS NOT NULL))),
  constraint call_times CHECK ((((start_minute IS NULL) = (end_minute IS NULL)) AND (0 <= start_minute) AND (start_minute < end_minute) AND (end_minute <= 1440))),
  constraint call_title CHECK ((btrim(title) <> ''::text)),
  constraint call_version_call_id_fkey FOREIGN KEY (call_id) REFERENCES market.call(id),
  constraint call_version_counts CHECK ((version >= 1)),
  constraint call_version_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint call_version_once UNIQUE (call_id, version),
  constraint call_version_pkey PRIMARY KEY (id),
  constraint call_version_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint call_wanted CHECK ((wanted > 0)),
  constraint call_wanted_unit CHECK ((wanted_unit = ANY (ARRAY['places'::text, 'hours'::text]))),
  constraint call_wanted_whole CHECK (((wanted IS NULL) = (wanted_unit IS NULL))),
  constraint call_weekdays CHECK ((weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint])),
  constraint call_words CHECK ((btrim(words) <> ''::text)));
CREATE INDEX call_version_band ON market.call_version USING btree (support_band);
CREATE INDEX call_version_closes ON market.call_version USING btree (closes_on) WHERE (published_on IS NOT NULL);
CREATE INDEX call_version_lot ON market.call_version USING btree (lot_id);
CREATE UNIQUE INDEX call_draft_once ON market.call_version USING btree (call_id) WHERE (published_on IS NULL);
CREATE TRIGGER call_lots_exist BEFORE INSERT OR UPDATE OF further_lot_ids ON market.call_version FOR EACH ROW EXECUTE FUNCTION market.call_lots_exist();
CREATE TRIGGER call_version_stands BEFORE INSERT OR DELETE OR UPDATE ON market.call_version FOR EACH ROW EXECUTE FUNCTION market.call_version_stands();
alter table market.call_version enable row level security;
create policy add on market.call_version for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((written_by)::text = platform.who('staff_id'::text))));
create policy change on market.call_version for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy read on market.call_version for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (published_on IS NOT NULL));
create policy take_back on market.call_version for delete using (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND (published_on IS NULL));
grant delete on market.call_version to daywell_app;
grant insert on market.call_version to daywell_app;
grant select on market.call_version to daywell_app;
grant update on market.call_version to daywell_app;

create table market.check_item (
  id uuid not null default gen_random_uuid(),
  application_id uuid,
  provider_id uuid,
  kind text not null,
  met boolean not null,
  evidence text not null,
  expires_on date,
  checked_by uuid not null,
  checked_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  document_id uuid,
  constraint check_evidence CHECK ((btrim(evidence) <> ''::text)),
  constraint check_item_application_id_fkey FOREIGN KEY (application_id) REFERENCES market.application(id),
  constraint check_item_pkey PRIMARY KEY (id),
  constraint check_item_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint check_kind CHECK ((kind = ANY (ARRAY['insurance'::text, 'safeguarding'::text, 'staff_checks'::text, 'references'::text, 'policies'::text, 'exclusion_grounds'::text]))),
  constraint check_not_run_out CHECK (((NOT met) OR (expires_on IS NULL) OR (expires_on >= checked_on))),
  constraint check_of_own_document FOREIGN KEY (document_id, provider_id) REFERENCES market.document(id, provider_id),
  constraint check_of_somebody CHECK ((num_nonnulls(application_id, provider_id) = 1)),
  constraint document_check_of_provider CHECK (((document_id IS NULL) OR (provider_id IS NOT NULL))),
  constraint document_looked_at_once UNIQUE (document_id),
  constraint insurance_says_until_when CHECK (((kind <> 'insurance'::text) OR (NOT met) OR (expires_on IS NOT NULL))) NOT VALID);
CREATE INDEX check_item_application ON market.check_item USING btree (application_id, kind, checked_on DESC);
CREATE INDEX check_item_provider ON market.check_item USING btree (provider_id, kind, checked_on DESC);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.check_item FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.check_item enable row level security;
create policy add on market.check_item for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((checked_by)::text = platform.who('staff_id'::text))));
create policy change on market.check_item for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.check_item for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)) OR (EXISTS ( SELECT
   FROM market.application a
  WHERE ((a.id = check_item.application_id) AND ((a.provider_id)::text = platform.who('provider_id'::text))))));
grant insert on market.check_item to daywell_app;
grant select on market.check_item to daywell_app;
grant update on market.check_item to daywell_app;

create table market.concern (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  provider_id uuid not null,
  raised_on date not null,
  route text not null,
  words text not null,
  contact text,
  raised_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  contact_blanked_on date,
  constraint concern_contact CHECK ((btrim(contact) <> ''::text)),
  constraint concern_contact_blanked CHECK (((contact_blanked_on IS NULL) OR (contact IS NULL))),
  constraint concern_of_the_public_names_nobody CHECK (((route <> 'public'::text) OR (raised_by IS NULL))),
  constraint concern_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint concern_pkey PRIMARY KEY (id),
  constraint concern_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint concern_route CHECK ((route = ANY (ARRAY['public'::text, 'person'::text, 'provider'::text, 'staff'::text]))),
  constraint concern_service UNIQUE (id, opportunity_id),
  constraint concern_words CHECK ((btrim(words) <> ''::text)));
CREATE INDEX concern_provider ON market.concern USING btree (provider_id);
CREATE INDEX concern_service_raised ON market.concern USING btree (opportunity_id, raised_on DESC);
CREATE TRIGGER contact_blanked BEFORE UPDATE ON market.concern FOR EACH ROW WHEN (((old.contact_blanked_on IS NULL) AND (new.contact_blanked_on IS NOT NULL))) EXECUTE FUNCTION market.contact_blanked('contact');
CREATE TRIGGER end_only BEFORE UPDATE ON market.concern FOR EACH ROW WHEN ((NOT ((old.contact_blanked_on IS NULL) AND (new.contact_blanked_on IS NOT NULL)))) EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON market.concern FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER service_of_provider BEFORE INSERT ON market.concern FOR EACH ROW EXECUTE FUNCTION market.service_of_provider();
alter table market.concern enable row level security;
create policy add on market.concern for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (route = 'public'::text) OR ((route = 'staff'::text) AND ( SELECT platform.is_staff() AS is_staff) AND ((raised_by)::text = platform.who('staff_id'::text))) OR ((route = 'person'::text) AND ( SELECT platform.is_role(VARIADIC ARRAY['person'::text]) AS is_role)) OR ((route = 'provider'::text) AND ((provider_id)::text = platform.who('provider_id'::text))));
create policy change on market.concern for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.concern for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((route = 'provider'::text) AND ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.concern to daywell_app;
grant select on market.concern to daywell_app;
grant update on market.concern to daywell_app;

create table market.concern_decision (
  id uuid not null default gen_random_uuid(),
  concern_id uuid not null,
  opportunity_id uuid not null,
  sequence integer not null,
  outcome text not null,
  reason text not null,
  passed_to text,
  passed_reference text,
  action_id uuid,
  suspension_id uuid,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint concern_action FOREIGN KEY (action_id, opportunity_id) REFERENCES market.assurance_action(id, opportunity_id),
  constraint concern_decided FOREIGN KEY (concern_id, opportunity_id) REFERENCES market.concern(id, opportunity_id),
  constraint concern_decided_for_a_reason CHECK ((btrim(reason) <> ''::text)),
  constraint concern_decided_in_order UNIQUE (concern_id, sequence),
  constraint concern_decision_pkey PRIMARY KEY (id),
  constraint concern_decision_sequence CHECK ((sequence > 0)),
  constraint concern_decision_suspension_id_fkey FOREIGN KEY (suspension_id) REFERENCES market.suspension(id),
  constraint concern_has_its_action CHECK (((outcome = 'action'::text) = (action_id IS NOT NULL))),
  constraint concern_has_its_suspension CHECK (((outcome = 'suspend'::text) = (suspension_id IS NOT NULL))),
  constraint concern_outcome CHECK ((outcome = ANY (ARRAY['nothing'::text, 'action'::text, 'safeguarding'::text, 'suspend'::text, 'closed'::text]))),
  constraint concern_passed_on CHECK (((outcome = 'safeguarding'::text) = (passed_to IS NOT NULL))),
  constraint concern_passed_to CHECK ((btrim(passed_to) <> ''::text)));
CREATE INDEX concern_decision_action ON market.concern_decision USING btree (action_id);
CREATE INDEX concern_decision_suspension ON market.concern_decision USING btree (suspension_id);
CREATE TRIGGER concern_decision_follows BEFORE INSERT ON market.concern_decision FOR EACH ROW EXECUTE FUNCTION market.concern_decision_follows();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.concern_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.concern_decision enable row level security;
create policy add on market.concern_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.concern_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.concern_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.concern c
  WHERE (c.id = concern_decision.concern_id))));
grant insert on market.concern_decision to daywell_app;
grant select on market.concern_decision to daywell_app;
grant update on market.concern_decision to daywell_app;

create table market.cost_sheet (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  opportunity_id uuid,
  financial_year smallint not null,
  unit text not null,
  units_a_year integer not null,
  unit_price_pence bigint not null,
  working jsonb not null,
  rule_version text not null,
  citation text,
  replaces uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  lot_id uuid not null,
  support_band text not null,
  places integer not null,
  open_days smallint not null,
  units_a_day smallint not null default 1,
  occupancy_percent smallint not null,
  journeys_a_year integer,
  journey_price_pence bigint,
  lowest_hourly_pay_pence bigint,
  constraint cost_sheet_chain UNIQUE (id, provider_id, lot_id, support_band, unit, financial_year),
  constraint cost_sheet_day CHECK (((units_a_day >= 1) AND (units_a_day <= 24))),
  constraint cost_sheet_has_places CHECK ((places > 0)),
  constraint cost_sheet_journeys CHECK ((journeys_a_year > 0)),
  constraint cost_sheet_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint cost_sheet_occupancy CHECK (((occupancy_percent >= 1) AND (occupancy_percent <= 100))),
  constraint cost_sheet_opens CHECK (((open_days >= 1) AND (open_days <= 366))),
  constraint cost_sheet_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint cost_sheet_pay CHECK ((lowest_hourly_pay_pence > 0)),
  constraint cost_sheet_pkey PRIMARY KEY (id),
  constraint cost_sheet_price CHECK ((unit_price_pence >= 0)),
  constraint cost_sheet_price_derived UNIQUE (id, provider_id, lot_id, support_band, unit, unit_price_pence),
  constraint cost_sheet_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint cost_sheet_replaced_once UNIQUE (replaces),
  constraint cost_sheet_replaces_its_own FOREIGN KEY (replaces, provider_id, lot_id, support_band, unit, financial_year) REFERENCES market.cost_sheet(id, provider_id, lot_id, support_band, unit, financial_year),
  constraint cost_sheet_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint cost_sheet_unit_fits CHECK (((unit <> 'week'::text) AND ((unit <> 'day'::text) OR (units_a_day = 1)) AND ((unit <> 'half_day'::text) OR (units_a_day <= 2)))) NOT VALID,
  constraint cost_sheet_units CHECK ((units_a_year > 0)),
  constraint cost_sheet_units_follow CHECK ((units_a_year = ((((places * open_days) * units_a_day) * occupancy_percent) / 100))),
  constraint journey_price CHECK ((journey_price_pence >= 0)),
  constraint journeys_both_or_neither CHECK (((journeys_a_year IS NULL) = (journey_price_pence IS NULL))));
CREATE INDEX cost_sheet_lot ON market.cost_sheet USING btree (lot_id);
CREATE INDEX cost_sheet_opportunity ON market.cost_sheet USING btree (opportunity_id);
CREATE INDEX cost_sheet_provider ON market.cost_sheet USING btree (provider_id);
CREATE UNIQUE INDEX cost_sheet_one_root ON market.cost_sheet USING btree (provider_id, lot_id, support_band, unit, financial_year) WHERE (replaces IS NULL);
CREATE CONSTRAINT TRIGGER cost_sheet_adds_up AFTER INSERT ON market.cost_sheet DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.cost_sheet_adds_up('id');
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.cost_sheet FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.cost_sheet enable row level security;
create policy add on market.cost_sheet for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.cost_sheet for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.cost_sheet for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.cost_sheet to daywell_app;
grant select on market.cost_sheet to daywell_app;
grant update on market.cost_sheet to daywell_app;

create table market.cost_sheet_line (
  cost_sheet_id uuid not null,
  line smallint not null,
  label text not null,
  amount_pence bigint not null,
  citation text,
  part text not null,
  constraint cost_not_negative CHECK ((amount_pence >= 0)),
  constraint cost_part CHECK ((part = ANY (ARRAY['direct'::text, 'premises'::text, 'overhead'::text, 'transport'::text]))),
  constraint cost_sheet_line_cost_sheet_id_fkey FOREIGN KEY (cost_sheet_id) REFERENCES market.cost_sheet(id),
  constraint cost_sheet_line_pkey PRIMARY KEY (cost_sheet_id, line));
CREATE CONSTRAINT TRIGGER cost_sheet_adds_up AFTER INSERT ON market.cost_sheet_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.cost_sheet_adds_up('cost_sheet_id');
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.cost_sheet_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.cost_sheet_line enable row level security;
create policy add on market.cost_sheet_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.cost_sheet_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.cost_sheet_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.cost_sheet c
  WHERE (c.id = cost_sheet_line.cost_sheet_id))));
grant insert on market.cost_sheet_line to daywell_app;
grant select on market.cost_sheet_line to daywell_app;
grant update on market.cost_sheet_line to daywell_app;

create table market.cqc_location (
  location_id text not null,
  content jsonb not null,
  changed_on date not null,
  read_on date not null,
  read_from text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint cqc_location_id CHECK ((location_id ~ '^[0-9A-Za-z-]{3,20}$'::text)),
  constraint cqc_location_of_itself CHECK (((content ->> 'locationId'::text) = location_id)),
  constraint cqc_location_pkey PRIMARY KEY (location_id),
  constraint cqc_read_from CHECK ((read_from = ANY (ARRAY['file'::text, 'address'::text]))),
  constraint cqc_read_in_order CHECK ((changed_on <= read_on)));
alter table market.cqc_location enable row level security;
create policy add on market.cqc_location for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.cqc_location for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.cqc_location for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.cqc_location to daywell_app;
grant select on market.cqc_location to daywell_app;
grant update on market.cqc_location to daywell_app;

create table market.cqc_source (
  id uuid not null default gen_random_uuid(),
  address text not null,
  every_hours integer not null,
  begun_by uuid not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  asked_at timestamp with time zone,
  last_fault text,
  constraint cqc_source_address CHECK ((address ~* '^https?://'::text)),
  constraint cqc_source_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint cqc_source_every_hours CHECK (((every_hours >= 1) AND (every_hours <= 8784))),
  constraint cqc_source_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX cqc_source_one ON market.cqc_source USING btree ((true)) WHERE (ended_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE OF id, address, every_hours, begun_by, begun_at, ended_at, ended_by ON market.cqc_source FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_at', 'ended_by');
alter table market.cqc_source enable row level security;
create policy add on market.cqc_source for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.cqc_source for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.cqc_source for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
grant insert on market.cqc_source to daywell_app;
grant select on market.cqc_source to daywell_app;
grant update on market.cqc_source to daywell_app;

create table market.decision (
  id uuid not null default gen_random_uuid(),
  application_id uuid not null,
  lot_id uuid not null,
  framework_id uuid not null,
  notice_id uuid not null,
  admitted boolean not null,
  reasons text not null,
  checks_required text[] not null,
  no_interest boolean not null,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint decided_once UNIQUE (application_id, lot_id),
  constraint decided_without_interest CHECK (no_interest),
  constraint decision_as_made UNIQUE (id, lot_id, admitted),
  constraint decision_by_notice FOREIGN KEY (notice_id, framework_id) REFERENCES market.framework_notice(id, framework_id),
  constraint decision_of_framework FOREIGN KEY (application_id, framework_id) REFERENCES market.application(id, framework_id),
  constraint decision_on_what_was_asked FOREIGN KEY (application_id, lot_id) REFERENCES market.application_lot(application_id, lot_id),
  constraint decision_pkey PRIMARY KEY (id),
  constraint decision_reasons CHECK ((btrim(reasons) <> ''::text)),
  constraint exclusion_looked_at CHECK (((NOT admitted) OR ('exclusion_grounds'::text = ANY (checks_required)))));
CREATE INDEX decision_lot ON market.decision USING btree (lot_id);
CREATE INDEX decision_notice ON market.decision USING btree (notice_id);
CREATE TRIGGER decided_rightly BEFORE INSERT ON market.decision FOR EACH ROW EXECUTE FUNCTION market.decided_rightly();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.decision enable row level security;
create policy add on market.decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.application a
  WHERE (a.id = decision.application_id))));
grant insert on market.decision to daywell_app;
grant select on market.decision to daywell_app;
grant update on market.decision to daywell_app;

create table market.document (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  kind text not null,
  words text not null,
  file_id uuid,
  expires_on date,
  sent_by uuid not null,
  sent_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint document_file_id_fkey FOREIGN KEY (file_id) REFERENCES platform.file(id),
  constraint document_kind CHECK ((kind = ANY (ARRAY['insurance'::text, 'safeguarding'::text, 'staff_checks'::text, 'references'::text, 'policies'::text]))),
  constraint document_not_run_out CHECK (((expires_on IS NULL) OR (expires_on >= sent_on))),
  constraint document_of_own_file UNIQUE (file_id),
  constraint document_of_provider UNIQUE (id, provider_id),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint document_said CHECK ((btrim(words) <> ''::text)));
CREATE INDEX document_provider ON market.document USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.document FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.document enable row level security;
create policy add on market.document for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy change on market.document for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.document for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.document to daywell_app;
grant select on market.document to daywell_app;
grant update on market.document to daywell_app;

create table market.framework (
  id uuid not null default gen_random_uuid(),
  name text not null,
  legal_route text not null,
  from_date date not null,
  until_date date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint framework_from UNIQUE (id, from_date),
  constraint framework_once UNIQUE (name),
  constraint framework_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.framework FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.framework enable row level security;
create policy add on market.framework for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.framework for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.framework for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.framework to daywell_app;
grant select on market.framework to daywell_app;
grant update on market.framework to daywell_app;

create table market.framework_notice (
  id uuid not null default gen_random_uuid(),
  framework_id uuid not null,
  kind text not null,
  reference text not null,
  published_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint framework_notice_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES market.framework(id),
  constraint framework_notice_pkey PRIMARY KEY (id),
  constraint notice_kind CHECK ((kind = ANY (ARRAY['tender'::text, 'award'::text, 'change'::text, 'other'::text]))),
  constraint notice_of_framework UNIQUE (id, framework_id),
  constraint notice_once UNIQUE (framework_id, reference),
  constraint notice_reference CHECK ((btrim(reference) <> ''::text)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.framework_notice FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.framework_notice enable row level security;
create policy add on market.framework_notice for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy change on market.framework_notice for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.framework_notice for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.framework_notice to daywell_app;
grant select on market.framework_notice to daywell_app;
grant update on market.framework_notice to daywell_app;

create table market.interest (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  application_id uuid,
  provider_id uuid,
  what text not null,
  declared_on date not null,
  ended_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint interest_application_id_fkey FOREIGN KEY (application_id) REFERENCES market.application(id),
  constraint interest_in_one CHECK ((num_nonnulls(application_id, provider_id) = 1)),
  constraint interest_pkey PRIMARY KEY (id),
  constraint interest_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint interest_said CHECK ((btrim(what) <> ''::text)));
CREATE INDEX interest_application ON market.interest USING btree (application_id);
CREATE INDEX interest_provider ON market.interest USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.interest FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table market.interest enable row level security;
create policy add on market.interest for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((staff_id)::text = platform.who('staff_id'::text))));
create policy change on market.interest for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((staff_id)::text = platform.who('staff_id'::text))));
create policy read on market.interest for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role));
grant insert on market.interest to daywell_app;
grant select on market.interest to daywell_app;
grant update on market.interest to daywell_app;

create table market.least_hours (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  weekly_minutes integer not null,
  from_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, NULL::date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint least_hours_pkey PRIMARY KEY (id),
  constraint least_hours_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint least_hours_quarters CHECK (((weekly_minutes % 15) = 0)) NOT VALID,
  constraint least_hours_sensible CHECK (((weekly_minutes >= 15) AND (weekly_minutes <= 10080))),
  constraint one_least_at_a_time EXCLUDE USING gist (provider_id WITH =, in_force WITH &&));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.least_hours FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table market.least_hours enable row level security;
create policy add on market.least_hours for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy change on market.least_hours for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy read on market.least_hours for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.least_hours to daywell_app;
grant select on market.least_hours to daywell_app;
grant update on market.least_hours to daywell_app;

create table market.lot (
  id uuid not null default gen_random_uuid(),
  name text not null,
  framework_id uuid,
  description text,
  constraint lot_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES market.framework(id),
  constraint lot_once UNIQUE (name),
  constraint lot_pkey PRIMARY KEY (id));
alter table market.lot enable row level security;
create policy add on market.lot for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.lot for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.lot for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.lot to daywell_app;
grant select on market.lot to daywell_app;
grant update on market.lot to daywell_app;

create table market.off_framework_purchase (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  provider_id uuid not null,
  ground text not null,
  words text not null,
  limit_pence bigint not null,
  from_date date not null,
  until_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint off_framework_as_decided UNIQUE (id, person_id, provider_id, limit_pence),
  constraint off_framework_ground CHECK ((ground = ANY (ARRAY['person_chose'::text, 'nobody_on_the_framework'::text, 'urgent'::text]))),
  constraint off_framework_in_order CHECK ((from_date <= until_date)),
  constraint off_framework_limit CHECK ((limit_pence > 0)),
  constraint off_framework_purchase_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint off_framework_purchase_pkey PRIMARY KEY (id),
  constraint off_framework_purchase_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint off_framework_words CHECK ((btrim(words) <> ''::text)),
  constraint one_off_framework_at_a_time EXCLUDE USING gist (person_id WITH =, provider_id WITH =, in_force WITH &&));
CREATE INDEX off_framework_provider ON market.off_framework_purchase USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.off_framework_purchase FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON market.off_framework_purchase REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table market.off_framework_purchase enable row level security;
create policy add on market.off_framework_purchase for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.off_framework_purchase for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND people.may_change(person_id)));
create policy read on market.off_framework_purchase for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id) OR (people.may_see(person_id) AND ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on market.off_framework_purchase to daywell_app;
grant select on market.off_framework_purchase to daywell_app;
grant update on market.off_framework_purchase to daywell_app;

create table market.open_book (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  lot_id uuid not null,
  in_house boolean not null default false,
  unit text not null,
  places integer not null,
  open_days smallint not null,
  units_a_day smallint not null,
  occupancy_percent smallint not null,
  units_a_year integer not null,
  lowest_hourly_pay_pence bigint,
  paid_hours integer,
  cost_pence bigint not null,
  stated_pence bigint not null,
  stated_units integer not null default 0,
  year_from date not null,
  agreed_by text not null,
  agreed_as text not null,
  agreed_on date not null,
  given_by_provider boolean not null,
  from_date date not null,
  ended_on date,
  ended_by uuid,
  end_reason text,
  withdrawn_on date,
  in_force daterange generated always as (platform.period(from_date, NULL::date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint agreed_before_it_is_used CHECK ((agreed_on <= from_date)),
  constraint hours_with_pay CHECK (((paid_hours IS NULL) OR (lowest_hourly_pay_pence IS NOT NULL))),
  constraint one_open_book_at_a_time EXCLUDE USING gist (provider_id WITH =, lot_id WITH =, in_force WITH &&),
  constraint open_book_agreed_as CHECK ((btrim(agreed_as) <> ''::text)),
  constraint open_book_agreed_by CHECK ((btrim(agreed_by) <> ''::text)),
  constraint open_book_costs_something CHECK ((cost_pence > 0)),
  constraint open_book_day CHECK (((units_a_day >= 1) AND (units_a_day <= 24))),
  constraint open_book_days CHECK (((open_days >= 1) AND (open_days <= 366))),
  constraint open_book_ended_whole CHECK ((num_nulls(ended_on, ended_by, end_reason) = ANY (ARRAY[0, 3]))),
  constraint open_book_hours CHECK ((paid_hours > 0)),
  constraint open_book_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint open_book_occupancy CHECK (((occupancy_percent >= 1) AND (occupancy_percent <= 100))),
  constraint open_book_of_provider FOREIGN KEY (provider_id, in_house) REFERENCES market.provider(id, in_house),
  constraint open_book_pay CHECK ((lowest_hourly_pay_pence > 0)),
  constraint open_book_pkey PRIMARY KEY (id),
  constraint open_book_places CHECK ((places > 0)),
  constraint open_book_serves_somebody CHECK ((units_a_year > 0)),
  constraint open_book_unit CHECK ((unit = ANY (ARRAY['day'::text, 'half_day'::text, 'session'::text, 'hour'::text]))),
  constraint open_book_units_follow CHECK ((units_a_year = ((((places * open_days) * units_a_day) * occupancy_percent) / 100))),
  constraint own_service_has_cost_sheets CHECK ((NOT in_house)),
  constraint stated_income_not_negative CHECK ((stated_pence >= 0)),
  constraint stated_units_not_negative CHECK ((stated_units >= 0)),
  constraint stated_units_within_use CHECK ((stated_units <= units_a_year)),
  constraint withdrawn_is_ended CHECK (((withdrawn_on IS NULL) OR (ended_on IS NOT NULL))));
CREATE INDEX open_book_lot ON market.open_book USING btree (lot_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.open_book FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'end_reason', 'withdrawn_on');
CREATE CONSTRAINT TRIGGER open_book_adds_up AFTER INSERT ON market.open_book DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.open_book_adds_up('id');
alter table market.open_book enable row level security;
create policy add on market.open_book for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND (NOT given_by_provider)) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND ((provider_id)::text = platform.who('provider_id'::text)) AND given_by_provider)));
create policy change on market.open_book for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND ((provider_id)::text = platform.who('provider_id'::text))));
create policy read on market.open_book for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text]) AS is_role) AND (withdrawn_on IS NULL)) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.open_book to daywell_app;
grant select on market.open_book to daywell_app;
grant update on market.open_book to daywell_app;

create table market.open_book_cost (
  open_book_id uuid not null,
  line smallint not null,
  part text not null,
  label text not null,
  amount_pence bigint not null,
  varies boolean not null,
  is_pay boolean not null,
  constraint open_book_cost_not_negative CHECK ((amount_pence >= 0)),
  constraint open_book_cost_open_book_id_fkey FOREIGN KEY (open_book_id) REFERENCES market.open_book(id),
  constraint open_book_cost_pkey PRIMARY KEY (open_book_id, line),
  constraint open_book_label CHECK ((btrim(label) <> ''::text)),
  constraint open_book_part CHECK ((part = ANY (ARRAY['direct'::text, 'premises'::text, 'overhead'::text]))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.open_book_cost FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER open_book_adds_up AFTER INSERT ON market.open_book_cost DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.open_book_adds_up('open_book_id');
alter table market.open_book_cost enable row level security;
create policy add on market.open_book_cost for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.open_book b
  WHERE (b.id = open_book_cost.open_book_id))));
create policy read on market.open_book_cost for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.open_book b
  WHERE (b.id = open_book_cost.open_book_id))));
grant insert on market.open_book_cost to daywell_app;
grant select on market.open_book_cost to daywell_app;
grant update on market.open_book_cost to daywell_app;

create table market.open_book_income (
  open_book_id uuid not null,
  payer text not null,
  amount_pence bigint not null,
  constraint open_book_income_open_book_id_fkey FOREIGN KEY (open_book_id) REFERENCES market.open_book(id),
  constraint open_book_income_pkey PRIMARY KEY (open_book_id, payer),
  constraint stated_income_above_nothing CHECK ((amount_pence > 0)),
  constraint stated_payer CHECK ((payer = ANY (ARRAY['self_funder'::text, 'other_council'::text, 'grant'::text]))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.open_book_income FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER open_book_adds_up AFTER INSERT ON market.open_book_income DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.open_book_adds_up('open_book_id');
alter table market.open_book_income enable row level security;
create policy add on market.open_book_income for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.open_book b
  WHERE (b.id = open_book_income.open_book_id))));
create policy read on market.open_book_income for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.open_book b
  WHERE (b.id = open_book_income.open_book_id))));
grant insert on market.open_book_income to daywell_app;
grant select on market.open_book_income to daywell_app;
grant update on market.open_book_income to daywell_app;

create table market.price_question (
  id uuid not null default gen_random_uuid(),
  rate_id uuid not null,
  price_pence bigint not null,
  median_pence bigint not null,
  compared integer not null,
  asked_by uuid not null,
  asked_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint asked_above_the_middle CHECK ((price_pence > median_pence)),
  constraint asked_once UNIQUE (rate_id),
  constraint compared_with_some CHECK ((compared > 0)),
  constraint price_question_pkey PRIMARY KEY (id),
  constraint price_question_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES market.rate(id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.price_question FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.price_question enable row level security;
create policy add on market.price_question for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((asked_by)::text = platform.who('staff_id'::text))));
create policy read on market.price_question for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.price_question to daywell_app;
grant select on market.price_question to daywell_app;
grant update on market.price_question to daywell_app;

create table market.price_reason (
  id uuid not null default gen_random_uuid(),
  rate_id uuid not null,
  reason text not null,
  given_by_provider boolean not null,
  given_by uuid not null,
  given_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint price_reason_pkey PRIMARY KEY (id),
  constraint price_reason_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES market.rate(id),
  constraint price_reason_said CHECK ((btrim(reason) <> ''::text)));
CREATE INDEX price_reason_rate ON market.price_reason USING btree (rate_id, given_on DESC);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.price_reason FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.price_reason enable row level security;
create policy add on market.price_reason for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND (NOT given_by_provider)) OR (given_by_provider AND (EXISTS ( SELECT
   FROM market.rate r
  WHERE ((r.id = price_reason.rate_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))))));
create policy read on market.price_reason for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on market.price_reason to daywell_app;
grant select on market.price_reason to daywell_app;
grant update on market.price_reason to daywell_app;

create table market.price_review (
  id uuid not null default gen_random_uuid(),
  rate_id uuid not null,
  reason text not null,
  reviewed_by uuid not null,
  reviewed_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint price_review_pkey PRIMARY KEY (id),
  constraint price_review_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES market.rate(id),
  constraint price_review_reason CHECK ((btrim(reason) <> ''::text)));
CREATE INDEX price_review_rate ON market.price_review USING btree (rate_id, reviewed_on DESC);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.price_review FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.price_review enable row level security;
create policy add on market.price_review for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((reviewed_by)::text = platform.who('staff_id'::text))));
create policy read on market.price_review for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.rate r
  WHERE ((r.id = price_review.rate_id) AND ((r.provider_id)::text = platform.who('provider_id'::text))))));
grant insert on market.price_review to daywell_app;
grant select on market.price_review to daywell_app;
grant update on market.price_review to daywell_app;

create table market.provider (
  id uuid not null default gen_random_uuid(),
  organisation_id uuid not null,
  in_house boolean not null,
  kind text not null default 'framework'::text,
  cqc_id text,
  local_ref text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'recorded'::text,
  constraint in_house_as_it_is UNIQUE (id, in_house),
  constraint in_house_kind_agrees CHECK (((kind = 'in_house'::text) = in_house)),
  constraint organisation_is_one_provider UNIQUE (organisation_id),
  constraint provider_kind CHECK ((kind = ANY (ARRAY['in_house'::text, 'framework'::text, 'micro_provider'::text, 'personal_assistant'::text, 'shared_lives'::text, 'community_group'::text, 'other'::text]))),
  constraint provider_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id),
  constraint provider_pkey PRIMARY KEY (id),
  constraint provider_ref_once UNIQUE (local_ref));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.provider FOR EACH ROW EXECUTE FUNCTION platform.end_only('cqc_id');
alter table market.provider enable row level security;
create policy add on market.provider for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on market.provider for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.provider for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) OR ((id)::text = platform.who('provider_id'::text))));
grant insert on market.provider to daywell_app;
grant select on market.provider to daywell_app;
grant update on market.provider to daywell_app;

create table market.published_offer (
  application_id uuid not null,
  opportunity_id uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint offer_published_once UNIQUE (opportunity_id),
  constraint published_offer_application_id_fkey FOREIGN KEY (application_id) REFERENCES market.application(id),
  constraint published_offer_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint published_offer_pkey PRIMARY KEY (application_id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.published_offer FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.published_offer enable row level security;
create policy add on market.published_offer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy change on market.published_offer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.published_offer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.application a
  WHERE (a.id = published_offer.application_id))));
grant insert on market.published_offer to daywell_app;
grant select on market.published_offer to daywell_app;
grant update on market.published_offer to daywell_app;

create table market.rate (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  lot_id uuid not null,
  support_band text not null,
  unit text not null,
  price_pence bigint not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  citation text,
  cost_sheet_id uuid,
  constraint one_rate_at_a_time EXCLUDE USING gist (provider_id WITH =, lot_id WITH =, support_band WITH =, unit WITH =, in_force WITH &&),
  constraint price_as_derived FOREIGN KEY (cost_sheet_id, provider_id, lot_id, support_band, unit, price_pence) REFERENCES market.cost_sheet(id, provider_id, lot_id, support_band, unit, unit_price_pence),
  constraint rate_above_nothing CHECK ((price_pence > 0)),
  constraint rate_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint rate_pkey PRIMARY KEY (id),
  constraint rate_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint rate_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint rate_unit CHECK ((unit = ANY (ARRAY['session'::text, 'half_day'::text, 'day'::text, 'hour'::text, 'week'::text]))));
CREATE INDEX rate_cost_sheet ON market.rate USING btree (cost_sheet_id) WHERE (cost_sheet_id IS NOT NULL);
CREATE INDEX rate_lot ON market.rate USING btree (lot_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.rate FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER rate_not_begun BEFORE UPDATE ON market.rate FOR EACH ROW WHEN (((new.ended_on < old.from_date) AND (old.ended_on IS NULL))) EXECUTE FUNCTION market.rate_not_begun();
alter table market.rate enable row level security;
create policy add on market.rate for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role) AND ((cost_sheet_id IS NOT NULL) OR (NOT (EXISTS ( SELECT
   FROM market.provider p
  WHERE ((p.id = rate.provider_id) AND p.in_house)))))));
create policy change on market.rate for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on market.rate for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.rate to daywell_app;
grant select on market.rate to daywell_app;
grant update on market.rate to daywell_app;

create table market.rate_proposal (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  lot_id uuid not null,
  support_band text not null,
  unit text not null,
  price_pence bigint not null,
  from_date date not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_on date not null,
  withdrawn_on date,
  decided_on date,
  decided_by uuid,
  answer text,
  answer_reason text,
  rate_id uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint proposal_above_nothing CHECK ((price_pence > 0)),
  constraint proposal_answer CHECK ((answer = ANY (ARRAY['agreed'::text, 'declined'::text]))),
  constraint proposal_decided_whole CHECK ((num_nonnulls(decided_on, decided_by, answer, answer_reason) = ANY (ARRAY[0, 4]))),
  constraint proposal_ended_once CHECK (((withdrawn_on IS NULL) OR (decided_on IS NULL))),
  constraint proposal_in_order CHECK ((from_date >= proposed_on)),
  constraint proposal_rate_once UNIQUE (rate_id),
  constraint proposal_rate_when_agreed CHECK (((rate_id IS NOT NULL) = (NOT (answer IS DISTINCT FROM 'agreed'::text)))),
  constraint proposal_reason CHECK ((btrim(reason) <> ''::text)),
  constraint proposal_unit CHECK ((unit = ANY (ARRAY['session'::text, 'half_day'::text, 'day'::text, 'hour'::text, 'week'::text]))),
  constraint rate_proposal_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint rate_proposal_pkey PRIMARY KEY (id),
  constraint rate_proposal_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint rate_proposal_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES market.rate(id),
  constraint rate_proposal_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code));
CREATE INDEX rate_proposal_lot ON market.rate_proposal USING btree (lot_id);
CREATE UNIQUE INDEX one_proposal_waits ON market.rate_proposal USING btree (provider_id, lot_id, support_band, unit) WHERE ((withdrawn_on IS NULL) AND (decided_on IS NULL));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.rate_proposal FOR EACH ROW EXECUTE FUNCTION platform.end_only('withdrawn_on', 'decided_on', 'decided_by', 'answer', 'answer_reason', 'rate_id');
alter table market.rate_proposal enable row level security;
create policy add on market.rate_proposal for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
create policy change on market.rate_proposal for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
create policy read on market.rate_proposal for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.rate_proposal to daywell_app;
grant select on market.rate_proposal to daywell_app;
grant update on market.rate_proposal to daywell_app;

create table market.rate_taken_back (
  rate_id uuid not null,
  goes_on_rate_id uuid,
  reason text not null,
  taken_back_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint goes_on_rate FOREIGN KEY (goes_on_rate_id) REFERENCES market.rate(id),
  constraint rate_taken_back_has_reason CHECK ((btrim(reason) <> ''::text)),
  constraint rate_taken_back_pkey PRIMARY KEY (rate_id),
  constraint taken_back_rate FOREIGN KEY (rate_id) REFERENCES market.rate(id));
CREATE INDEX rate_taken_back_goes_on ON market.rate_taken_back USING btree (goes_on_rate_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.rate_taken_back FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER no_line_at_it BEFORE INSERT ON market.rate_taken_back FOR EACH ROW EXECUTE FUNCTION planning.no_line_at_it();
CREATE TRIGGER rate_is_taken_back BEFORE INSERT ON market.rate_taken_back FOR EACH ROW EXECUTE FUNCTION market.rate_is_taken_back();
alter table market.rate_taken_back enable row level security;
create policy add on market.rate_taken_back for insert with check platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'administrator'::text]);
create policy read on market.rate_taken_back for select using (platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff() OR (EXISTS ( SELECT
   FROM market.rate r
  WHERE (r.id = rate_taken_back.rate_id))));
grant insert on market.rate_taken_back to daywell_app;
grant select on market.rate_taken_back to daywell_app;
grant update on market.rate_taken_back to daywell_app;

create table market.rating_decision (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  provider_id uuid not null,
  visit_id uuid not null,
  proposed text not null,
  rating text not null,
  reasons text[] not null,
  departure text,
  facts jsonb not null,
  rule_version text not null,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint rating_decided CHECK ((rating = ANY (ARRAY['good'::text, 'some_things'::text, 'not_good_enough'::text]))),
  constraint rating_decision_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint rating_decision_pkey PRIMARY KEY (id),
  constraint rating_decision_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint rating_departs_for_a_reason CHECK (((rating = proposed) OR (COALESCE(btrim(departure), ''::text) <> ''::text))),
  constraint rating_of_visit FOREIGN KEY (visit_id, opportunity_id) REFERENCES market.assurance_visit(id, opportunity_id),
  constraint rating_proposed CHECK ((proposed = ANY (ARRAY['good'::text, 'some_things'::text, 'not_good_enough'::text]))),
  constraint rating_reasons CHECK ((cardinality(reasons) > 0)));
CREATE INDEX rating_decision_provider ON market.rating_decision USING btree (provider_id);
CREATE INDEX rating_decision_service ON market.rating_decision USING btree (opportunity_id, recorded_at DESC);
CREATE INDEX rating_decision_visit ON market.rating_decision USING btree (visit_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.rating_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER rated_rightly BEFORE INSERT ON market.rating_decision FOR EACH ROW EXECUTE FUNCTION market.rated_rightly();
CREATE TRIGGER service_of_provider BEFORE INSERT ON market.rating_decision FOR EACH ROW EXECUTE FUNCTION market.service_of_provider();
alter table market.rating_decision enable row level security;
create policy add on market.rating_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.rating_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.rating_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
grant insert on market.rating_decision to daywell_app;
grant select on market.rating_decision to daywell_app;
grant update on market.rating_decision to daywell_app;

create table market.room (
  id uuid not null default gen_random_uuid(),
  site_id uuid not null,
  name text not null,
  places smallint not null,
  distanced_places smallint,
  hoists smallint not null default 0,
  changing_places smallint not null default 0,
  wheelchair_spaces smallint not null default 0,
  from_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, NULL::date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_room_of_a_name EXCLUDE USING gist (site_id WITH =, lower(name) WITH =, in_force WITH &&),
  constraint room_changing_places CHECK ((changing_places >= 0)),
  constraint room_distanced CHECK (((distanced_places >= 0) AND (distanced_places <= places))),
  constraint room_hoists CHECK ((hoists >= 0)),
  constraint room_named CHECK ((btrim(name) <> ''::text)),
  constraint room_of_site UNIQUE (id, site_id),
  constraint room_pkey PRIMARY KEY (id),
  constraint room_places CHECK ((places > 0)),
  constraint room_site_id_fkey FOREIGN KEY (site_id) REFERENCES directory.site(id),
  constraint room_wheelchairs CHECK ((wheelchair_spaces >= 0)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.room FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table market.room enable row level security;
create policy add on market.room for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM (directory.site s
     JOIN market.my_organisation m ON ((m.organisation_id = s.organisation_id)))
  WHERE (s.id = room.site_id))));
create policy change on market.room for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM (directory.site s
     JOIN market.my_organisation m ON ((m.organisation_id = s.organisation_id)))
  WHERE (s.id = room.site_id))));
create policy read on market.room for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR (EXISTS ( SELECT
   FROM (directory.site s
     JOIN market.my_organisation m ON ((m.organisation_id = s.organisation_id)))
  WHERE (s.id = room.site_id))));
grant insert on market.room to daywell_app;
grant select on market.room to daywell_app;
grant update on market.room to daywell_app;

create table market.roster (
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  workers smallint not null,
  largest_group smallint,
  from_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, NULL::date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_roster_at_a_time EXCLUDE USING gist (session_id WITH =, in_force WITH &&),
  constraint roster_group CHECK (((largest_group >= 1) AND (largest_group <= 50))),
  constraint roster_pkey PRIMARY KEY (id),
  constraint roster_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id),
  constraint roster_workers CHECK (((workers >= 0) AND (workers <= 200))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.roster FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table market.roster enable row level security;
create policy add on market.roster for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
create policy change on market.roster for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
create policy read on market.roster for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
grant insert on market.roster to daywell_app;
grant select on market.roster to daywell_app;
grant update on market.roster to daywell_app;

create table market.service_income (
  service_month_id uuid not null,
  payer text not null,
  amount_pence bigint not null,
  constraint income_payer CHECK ((payer = ANY (ARRAY['council'::text, 'contribution'::text, 'direct_payment'::text, 'on_the_day'::text, 'nhs'::text, 'education'::text, 'other'::text]))),
  constraint service_income_above_nothing CHECK ((amount_pence > 0)),
  constraint service_income_pkey PRIMARY KEY (service_month_id, payer),
  constraint service_income_service_month_id_fkey FOREIGN KEY (service_month_id) REFERENCES market.service_month(id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.service_income FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER service_month_adds_up AFTER INSERT ON market.service_income DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.service_month_adds_up('service_month_id');
alter table market.service_income enable row level security;
create policy add on market.service_income for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.service_income for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text]) AS is_role));
grant insert on market.service_income to daywell_app;
grant select on market.service_income to daywell_app;
grant update on market.service_income to daywell_app;

create table market.service_month (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  lot_id uuid not null,
  month date not null,
  people integer not null,
  total_pence bigint not null,
  replaces uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint month_from_its_first CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint month_people CHECK ((people >= 0)),
  constraint month_total CHECK ((total_pence >= 0)),
  constraint service_month_chain UNIQUE (id, provider_id, lot_id, month),
  constraint service_month_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint service_month_pkey PRIMARY KEY (id),
  constraint service_month_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint service_month_replaced_once UNIQUE (replaces),
  constraint service_month_replaces_its_own FOREIGN KEY (replaces, provider_id, lot_id, month) REFERENCES market.service_month(id, provider_id, lot_id, month));
CREATE INDEX service_month_lot ON market.service_month USING btree (lot_id);
CREATE UNIQUE INDEX service_month_one_root ON market.service_month USING btree (provider_id, lot_id, month) WHERE (replaces IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.service_month FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER service_month_adds_up AFTER INSERT ON market.service_month DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION market.service_month_adds_up('id');
alter table market.service_month enable row level security;
create policy add on market.service_month for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.service_month for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on market.service_month to daywell_app;
grant select on market.service_month to daywell_app;
grant update on market.service_month to daywell_app;

create table market.service_use (
  service_month_id uuid not null,
  unit text not null,
  booked integer not null,
  attended integer not null,
  booked_minutes bigint not null,
  attended_minutes bigint not null,
  constraint attended_within_booked CHECK ((((attended >= 0) AND (attended <= booked)) AND ((attended_minutes >= 0) AND (attended_minutes <= booked_minutes)))),
  constraint service_use_pkey PRIMARY KEY (service_month_id, unit),
  constraint service_use_service_month_id_fkey FOREIGN KEY (service_month_id) REFERENCES market.service_month(id),
  constraint service_use_unit CHECK ((unit = ANY (ARRAY['session'::text, 'half_day'::text, 'day'::text, 'hour'::text, 'week'::text]))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.service_use FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.service_use enable row level security;
create policy add on market.service_use for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.service_use for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.service_month m
  WHERE (m.id = service_use.service_month_id))));
grant insert on market.service_use to daywell_app;
grant select on market.service_use to daywell_app;
grant update on market.service_use to daywell_app;

create table market.session_room (
  session_id uuid not null,
  room_id uuid not null,
  from_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, NULL::date, ended_on)) stored,
  id uuid not null default gen_random_uuid(),
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  places smallint,
  constraint session_in_room_once EXCLUDE USING gist (session_id WITH =, room_id WITH =, in_force WITH &&),
  constraint session_room_pkey PRIMARY KEY (id),
  constraint session_room_places CHECK ((places > 0)),
  constraint session_room_room_id_fkey FOREIGN KEY (room_id) REFERENCES market.room(id),
  constraint session_room_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id));
CREATE INDEX session_room_room ON market.session_room USING btree (room_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.session_room FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER room_holds_them BEFORE INSERT ON market.session_room FOR EACH ROW EXECUTE FUNCTION market.room_holds_them();
alter table market.session_room enable row level security;
create policy add on market.session_room for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
create policy change on market.session_room for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'broker'::text]) AS is_role) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
create policy read on market.session_room for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR (session_id IN ( SELECT m.session_id
   FROM market.my_sessions m)));
grant insert on market.session_room to daywell_app;
grant select on market.session_room to daywell_app;
grant update on market.session_room to daywell_app;

create table market.suspension (
  id uuid not null default gen_random_uuid(),
  provider_id uuid not null,
  reason text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint suspended_once EXCLUDE USING gist (provider_id WITH =, in_force WITH &&),
  constraint suspension_ended_for_a_reason CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  constraint suspension_in_order CHECK (((until_date IS NULL) OR (from_date <= until_date))),
  constraint suspension_pkey PRIMARY KEY (id),
  constraint suspension_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint suspension_reason CHECK ((btrim(reason) <> ''::text)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.suspension FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
alter table market.suspension enable row level security;
create policy add on market.suspension for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on market.suspension for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy read on market.suspension for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.suspension to daywell_app;
grant select on market.suspension to daywell_app;
grant update on market.suspension to daywell_app;

create table market.uplift_decision (
  id uuid not null default gen_random_uuid(),
  proposal_id uuid not null,
  lot_id uuid not null,
  from_date date not null,
  basis_points integer not null,
  reason text not null,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  taken_back boolean not null default false,
  constraint uplift_as_proposed FOREIGN KEY (proposal_id, lot_id, from_date) REFERENCES market.uplift_proposal(id, lot_id, from_date),
  constraint uplift_decided_once UNIQUE (proposal_id),
  constraint uplift_decided_sensible CHECK (((basis_points >= '-5000'::integer) AND (basis_points <= 10000))),
  constraint uplift_decision_pkey PRIMARY KEY (id),
  constraint uplift_not_backwards CHECK (((from_date >= decided_on) OR (basis_points = 0))),
  constraint uplift_reason CHECK ((btrim(reason) <> ''::text)),
  constraint uplift_taken_back_moves_nothing CHECK (((NOT taken_back) OR (basis_points = 0))));
CREATE UNIQUE INDEX one_uplift_of_a_lot_a_day ON market.uplift_decision USING btree (lot_id, from_date) WHERE (basis_points <> 0);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.uplift_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.uplift_decision enable row level security;
create policy add on market.uplift_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy read on market.uplift_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.uplift_rate r
  WHERE (r.decision_id = uplift_decision.id))));
grant insert on market.uplift_decision to daywell_app;
grant select on market.uplift_decision to daywell_app;
grant update on market.uplift_decision to daywell_app;

create table market.uplift_proposal (
  id uuid not null default gen_random_uuid(),
  lot_id uuid not null,
  from_date date not null,
  base_year smallint not null,
  to_year smallint not null,
  wage_percent smallint not null,
  basis_points integer not null,
  working jsonb not null,
  rule_version text not null,
  proposed_by uuid not null,
  proposed_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint uplift_of_lot UNIQUE (id, lot_id, from_date),
  constraint uplift_proposal_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint uplift_proposal_pkey PRIMARY KEY (id),
  constraint uplift_sensible CHECK (((basis_points >= '-5000'::integer) AND (basis_points <= 10000))),
  constraint uplift_wage_share CHECK (((wage_percent >= 0) AND (wage_percent <= 100))),
  constraint uplift_years_in_order CHECK ((base_year < to_year)));
CREATE INDEX uplift_proposal_lot ON market.uplift_proposal USING btree (lot_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.uplift_proposal FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.uplift_proposal enable row level security;
create policy add on market.uplift_proposal for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((proposed_by)::text = platform.who('staff_id'::text))));
create policy read on market.uplift_proposal for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.uplift_decision d
  WHERE (d.proposal_id = uplift_proposal.id))));
grant insert on market.uplift_proposal to daywell_app;
grant select on market.uplift_proposal to daywell_app;
grant update on market.uplift_proposal to daywell_app;

create table market.uplift_rate (
  decision_id uuid not null,
  old_rate_id uuid not null,
  provider_id uuid not null,
  new_rate_id uuid,
  left_alone text,
  constraint uplift_rate_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES market.uplift_decision(id),
  constraint uplift_rate_new_rate_id_fkey FOREIGN KEY (new_rate_id) REFERENCES market.rate(id),
  constraint uplift_rate_old_rate_id_fkey FOREIGN KEY (old_rate_id) REFERENCES market.rate(id),
  constraint uplift_rate_pkey PRIMARY KEY (decision_id, old_rate_id),
  constraint uplift_rate_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint uplifted_or_left_alone CHECK ((num_nonnulls(new_rate_id, left_alone) = 1)));
CREATE INDEX uplift_rate_new ON market.uplift_rate USING btree (new_rate_id);
CREATE INDEX uplift_rate_old ON market.uplift_rate USING btree (old_rate_id);
CREATE INDEX uplift_rate_provider ON market.uplift_rate USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.uplift_rate FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.uplift_rate enable row level security;
create policy add on market.uplift_rate for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
create policy read on market.uplift_rate for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'finance'::text, 'administrator'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.uplift_rate to daywell_app;
grant select on market.uplift_rate to daywell_app;
grant update on market.uplift_rate to daywell_app;

create table market.visit_file (
  id uuid not null,
  visit_id uuid not null,
  question text,
  words text not null,
  file_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint visit_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES platform.file(id),
  constraint visit_file_of_own_file UNIQUE (file_id),
  constraint visit_file_pkey PRIMARY KEY (id),
  constraint visit_file_said CHECK ((btrim(words) <> ''::text)),
  constraint visit_file_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES market.assurance_visit(id));
CREATE INDEX visit_file_visit ON market.visit_file USING btree (visit_id, recorded_at);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.visit_file FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER visit_file_stands BEFORE INSERT ON market.visit_file FOR EACH ROW EXECUTE FUNCTION market.visit_file_stands();
alter table market.visit_file enable row level security;
create policy add on market.visit_file for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((recorded_by)::text = platform.who('staff_id'::text))));
create policy read on market.visit_file for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
grant insert on market.visit_file to daywell_app;
grant select on market.visit_file to daywell_app;
grant update on market.visit_file to daywell_app;

create table market.visit_finding (
  visit_id uuid not null,
  question text not null,
  answer text not null,
  evidence text not null,
  document text,
  document_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint finding_answer CHECK ((answer = ANY (ARRAY['met'::text, 'partly'::text, 'not_met'::text, 'not_looked'::text]))),
  constraint finding_document CHECK ((btrim(document) <> ''::text)),
  constraint finding_document_has_a_name CHECK (((document_on IS NULL) OR (document IS NOT NULL))),
  constraint finding_evidence CHECK ((btrim(evidence) <> ''::text)),
  constraint visit_finding_pkey PRIMARY KEY (visit_id, question),
  constraint visit_finding_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES market.assurance_visit(id));
CREATE TRIGGER finding_stands BEFORE INSERT OR DELETE OR UPDATE ON market.visit_finding FOR EACH ROW EXECUTE FUNCTION market.finding_stands();
alter table market.visit_finding enable row level security;
create policy add on market.visit_finding for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((recorded_by)::text = platform.who('staff_id'::text))));
create policy change on market.visit_finding for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role)) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((recorded_by)::text = platform.who('staff_id'::text))));
create policy read on market.visit_finding for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM market.assurance_visit v
  WHERE (v.id = visit_finding.visit_id))));
grant insert on market.visit_finding to daywell_app;
grant select on market.visit_finding to daywell_app;
grant update on market.visit_finding to daywell_app;

create table market.voice (
  id uuid not null default gen_random_uuid(),
  opportunity_id uuid not null,
  provider_id uuid not null,
  said_on date not null,
  speaker text not null,
  feeling text not null,
  words text,
  may_quote boolean not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint voice_feeling CHECK ((feeling = ANY (ARRAY['good'::text, 'so_so'::text, 'bad'::text]))),
  constraint voice_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES directory.opportunity(id),
  constraint voice_pkey PRIMARY KEY (id),
  constraint voice_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint voice_quoted_in_words CHECK (((NOT may_quote) OR (words IS NOT NULL))),
  constraint voice_speaker CHECK ((speaker = ANY (ARRAY['person'::text, 'carer'::text, 'advocate'::text, 'other'::text]))),
  constraint voice_words CHECK ((btrim(words) <> ''::text)));
CREATE INDEX voice_provider ON market.voice USING btree (provider_id);
CREATE INDEX voice_service ON market.voice USING btree (opportunity_id, said_on DESC);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.voice FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER service_of_provider BEFORE INSERT ON market.voice FOR EACH ROW EXECUTE FUNCTION market.service_of_provider();
alter table market.voice enable row level security;
create policy add on market.voice for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (NOT ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role)));
create policy change on market.voice for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.voice for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
grant insert on market.voice to daywell_app;
grant select on market.voice to daywell_app;
grant update on market.voice to daywell_app;

create table market.voice_answer (
  voice_id uuid not null,
  provider_id uuid not null,
  words text not null,
  answered_by uuid not null,
  answered_on date not null,
  shown boolean,
  checked_by uuid,
  checked_on date,
  constraint voice_answer_checked_whole CHECK ((num_nonnulls(shown, checked_by, checked_on) = ANY (ARRAY[0, 3]))),
  constraint voice_answer_pkey PRIMARY KEY (voice_id),
  constraint voice_answer_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint voice_answer_voice_id_fkey FOREIGN KEY (voice_id) REFERENCES market.voice_check(voice_id),
  constraint voice_answer_words CHECK ((btrim(words) <> ''::text)));
CREATE INDEX voice_answer_provider ON market.voice_answer USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.voice_answer FOR EACH ROW EXECUTE FUNCTION platform.end_only('shown', 'checked_by', 'checked_on');
CREATE TRIGGER voice_may_be_quoted BEFORE INSERT ON market.voice_answer FOR EACH ROW EXECUTE FUNCTION market.voice_may_be_quoted();
alter table market.voice_answer enable row level security;
create policy add on market.voice_answer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND ((provider_id)::text = platform.who('provider_id'::text)) AND (shown IS NULL)));
create policy change on market.voice_answer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role)) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((checked_by)::text = platform.who('staff_id'::text))));
create policy read on market.voice_answer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on market.voice_answer to daywell_app;
grant select on market.voice_answer to daywell_app;
grant update on market.voice_answer to daywell_app;

create table market.voice_author (
  voice_id uuid not null,
  author uuid not null,
  constraint voice_author_pkey PRIMARY KEY (voice_id),
  constraint voice_author_voice_id_fkey FOREIGN KEY (voice_id) REFERENCES market.voice(id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.voice_author FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table market.voice_author enable row level security;
create policy add on market.voice_author for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (NOT ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text, 'public'::text]) AS is_role)));
create policy change on market.voice_author for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.voice_author for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
grant insert on market.voice_author to daywell_app;
grant select on market.voice_author to daywell_app;
grant update on market.voice_author to daywell_app;

create table market.voice_check (
  voice_id uuid not null,
  words_shown text,
  checked_by uuid not null,
  checked_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint voice_check_pkey PRIMARY KEY (voice_id),
  constraint voice_check_voice_id_fkey FOREIGN KEY (voice_id) REFERENCES market.voice(id),
  constraint voice_shown_in_words CHECK ((btrim(words_shown) <> ''::text)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON market.voice_check FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER voice_may_be_quoted BEFORE INSERT ON market.voice_check FOR EACH ROW EXECUTE FUNCTION market.voice_may_be_quoted();
alter table market.voice_check enable row level security;
create policy add on market.voice_check for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((checked_by)::text = platform.who('staff_id'::text))));
create policy change on market.voice_check for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on market.voice_check for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role));
grant insert on market.voice_check to daywell_app;
grant select on market.voice_check to daywell_app;
grant update on market.voice_check to daywell_app;

create table needs.assessed_level (
  assessment_id uuid not null,
  item text not null,
  level smallint not null,
  words text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint assessed_item CHECK ((item = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text, 'e'::text, 'f'::text, 'g'::text, 'h'::text, 'i'::text, 'j'::text, 'x1'::text, 'x2'::text, 'x3'::text, 'x4'::text]))),
  constraint assessed_level_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES needs.assessment(id),
  constraint assessed_level_pkey PRIMARY KEY (assessment_id, item),
  constraint level_nought_to_four CHECK (((level >= 0) AND (level <= 4))));
CREATE TRIGGER assessment_is_open_to_add AFTER INSERT ON needs.assessed_level REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION needs.assessments_are_open();
CREATE TRIGGER assessment_is_open_to_change AFTER UPDATE ON needs.assessed_level REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION needs.assessments_are_open();
CREATE TRIGGER assessment_is_open_to_take_away AFTER DELETE ON needs.assessed_level REFERENCING OLD TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION needs.assessments_are_open();
alter table needs.assessed_level enable row level security;
create policy add on needs.assessed_level for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = assessed_level.assessment_id)))));
create policy change on needs.assessed_level for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = assessed_level.assessment_id)))));
create policy read on needs.assessed_level for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = assessed_level.assessment_id))));
grant insert on needs.assessed_level to daywell_app;
grant select on needs.assessed_level to daywell_app;
grant update on needs.assessed_level to daywell_app;

create table needs.assessment (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  contact_id uuid,
  kind text not null default 'long_term'::text,
  started_on date not null,
  completed_on date,
  method text,
  what_matters text,
  strengths text,
  summary text,
  assessor_id uuid not null,
  replaces uuid,
  provenance text not null default 'recorded'::text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint assessment_completed UNIQUE (id, person_id, completed_on),
  constraint assessment_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES needs.contact(id),
  constraint assessment_kind CHECK ((kind = ANY (ARRAY['long_term'::text, 'short_term'::text]))),
  constraint assessment_of_person UNIQUE (id, person_id),
  constraint assessment_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint assessment_pkey PRIMARY KEY (id),
  constraint assessment_provenance CHECK ((provenance = ANY (ARRAY['recorded'::text, 'migrated'::text]))),
  constraint assessment_replaced_once UNIQUE (replaces),
  constraint assessment_replaces_own FOREIGN KEY (replaces, person_id) REFERENCES needs.assessment(id, person_id),
  constraint completed_after_started CHECK ((completed_on >= started_on)));
CREATE INDEX assessment_contact ON needs.assessment USING btree (contact_id);
CREATE INDEX assessment_person ON needs.assessment USING btree (person_id);
CREATE UNIQUE INDEX one_open_assessment ON needs.assessment USING btree (person_id) WHERE (completed_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.assessment FOR EACH ROW EXECUTE FUNCTION platform.end_only('completed_on', 'method', 'what_matters', 'strengths', 'summary');
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.assessment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table needs.assessment enable row level security;
create policy add on needs.assessment for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND (provenance <> 'migrated'::text)));
create policy change on needs.assessment for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on needs.assessment for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on needs.assessment to daywell_app;
grant select on needs.assessment to daywell_app;
grant update on needs.assessment to daywell_app;

create table needs.carer_assessment (
  id uuid not null default gen_random_uuid(),
  carer_id uuid not null,
  started_on date not null,
  completed_on date,
  method text,
  hours_a_week smallint,
  adults_cared_for smallint,
  eligible boolean,
  decided_by uuid,
  reason text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint adults_cared_for CHECK ((adults_cared_for >= 1)),
  constraint carer_assessment_carer_id_fkey FOREIGN KEY (carer_id) REFERENCES people.person(id),
  constraint carer_assessment_pkey PRIMARY KEY (id),
  constraint carer_completed_after_started CHECK ((completed_on >= started_on)),
  constraint carer_hours CHECK (((hours_a_week >= 0) AND (hours_a_week <= 168))));
CREATE INDEX carer_assessment_carer ON needs.carer_assessment USING btree (carer_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.carer_assessment FOR EACH ROW EXECUTE FUNCTION platform.end_only('completed_on', 'method', 'hours_a_week', 'adults_cared_for', 'eligible', 'decided_by', 'reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.carer_assessment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('carer_id');
alter table needs.carer_assessment enable row level security;
create policy add on needs.carer_assessment for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(carer_id));
create policy change on needs.carer_assessment for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(carer_id));
create policy read on needs.carer_assessment for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(carer_id));
grant insert on needs.carer_assessment to daywell_app;
grant select on needs.carer_assessment to daywell_app;
grant update on needs.carer_assessment to daywell_app;

create table needs.carer_part (
  assessment_id uuid not null,
  item text not null,
  carer_id uuid not null,
  carer_quarters smallint not null,
  consent_id uuid not null,
  consent_given boolean not null default true,
  words text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint carer_part_pkey PRIMARY KEY (assessment_id, item, carer_id),
  constraint carer_said_yes CHECK (consent_given),
  constraint carers_own_consent FOREIGN KEY (consent_id, carer_id, consent_given) REFERENCES people.consent(id, person_id, agreed),
  constraint level_before_carers_part FOREIGN KEY (assessment_id, item) REFERENCES needs.assessed_level(assessment_id, item),
  constraint quarters_nought_to_four CHECK (((carer_quarters >= 0) AND (carer_quarters <= 4))));
CREATE INDEX carer_part_consent ON needs.carer_part USING btree (consent_id);
CREATE TRIGGER assessment_is_open BEFORE INSERT OR DELETE OR UPDATE ON needs.carer_part FOR EACH ROW EXECUTE FUNCTION needs.assessment_is_open();
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.carer_part REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+carer_id');
alter table needs.carer_part enable row level security;
create policy add on needs.carer_part for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = carer_part.assessment_id)))));
create policy change on needs.carer_part for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = carer_part.assessment_id)))));
create policy read on needs.carer_part for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = carer_part.assessment_id))));
create policy take_back on needs.carer_part for delete using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM needs.assessment a
  WHERE (a.id = carer_part.assessment_id)))));
grant delete on needs.carer_part to daywell_app;
grant insert on needs.carer_part to daywell_app;
grant select on needs.carer_part to daywell_app;
grant update on needs.carer_part to daywell_app;

create table needs.contact (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  received_on date not null,
  route text not null,
  asked_by text,
  what_was_asked text,
  closed_on date,
  outcome text,
  outcome_reason text,
  closed_by uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint contact_closed_after_received CHECK ((closed_on >= received_on)),
  constraint contact_closed_with_outcome CHECK (((closed_on IS NULL) = (outcome IS NULL))),
  constraint contact_outcome_known CHECK ((outcome = ANY (ARRAY['reablement'::text, 'assessment'::text, 'planning'::text, 'hospital'::text, 'moved'::text, 'nhs'::text, 'self_funder'::text, 'advice'::text, 'other_service'::text, 'declined'::text, 'died'::text, 'not_offered'::text, 'other'::text]))),
  constraint contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_route_known CHECK ((route = ANY (ARRAY['community'::text, 'transition'::text, 'hospital_discharge'::text, 'hospital_diversion'::text, 'reablement'::text, 'self_funder'::text, 'other_council'::text, 'prison'::text]))));
CREATE INDEX contact_person ON needs.contact USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.contact FOR EACH ROW EXECUTE FUNCTION platform.end_only('closed_on', 'outcome', 'outcome_reason', 'closed_by');
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.contact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table needs.contact enable row level security;
create policy add on needs.contact for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on needs.contact for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on needs.contact for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on needs.contact to daywell_app;
grant select on needs.contact to daywell_app;
grant update on needs.contact to daywell_app;

create table needs.eligibility_decision (
  id uuid not null default gen_random_uuid(),
  assessment_id uuid not null,
  person_id uuid not null,
  completed_on date not null,
  eligible boolean not null,
  eligible_items text[] not null default '{}'::text[],
  from_impairment boolean,
  wellbeing_impact boolean,
  ways_unable jsonb,
  decided_by uuid not null,
  decided_on date not null,
  reason text not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint decided_on_completed_assessment FOREIGN KEY (assessment_id, person_id, completed_on) REFERENCES needs.assessment(id, person_id, completed_on),
  constraint eligibility_as_decided UNIQUE (assessment_id, person_id, eligible),
  constraint eligibility_decision_pkey PRIMARY KEY (id),
  constraint eligibility_not_before_assessment CHECK ((decided_on >= completed_on)),
  constraint eligible_as_found CHECK (((num_nulls(from_impairment, wellbeing_impact, ways_unable) = 3) OR ((num_nulls(from_impairment, wellbeing_impact, ways_unable) = 0) AND (eligible = (from_impairment AND wellbeing_impact AND (cardinality(eligible_items) >= 2)))))),
  constraint one_eligibility_decision UNIQUE (assessment_id));
CREATE INDEX eligibility_decision_person ON needs.eligibility_decision USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.eligibility_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.eligibility_decision REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table needs.eligibility_decision enable row level security;
create policy add on needs.eligibility_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on needs.eligibility_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy read on needs.eligibility_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on needs.eligibility_decision to daywell_app;
grant select on needs.eligibility_decision to daywell_app;
grant update on needs.eligibility_decision to daywell_app;

create table needs.review_due (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  cause text not null,
  due_on date not null,
  settled_on date,
  settlement text,
  settled_by uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint review_due_of_person UNIQUE (id, person_id),
  constraint review_due_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint review_due_pkey PRIMARY KEY (id),
  constraint review_kind CHECK ((kind = ANY (ARRAY['planned'::text, 'unplanned'::text]))),
  constraint settled_with_words CHECK (((settled_on IS NULL) = (settlement IS NULL))));
CREATE INDEX review_due_open ON needs.review_due USING btree (due_on) WHERE (settled_on IS NULL);
CREATE INDEX review_due_open_of_person ON needs.review_due USING btree (person_id, due_on) WHERE (settled_on IS NULL);
CREATE INDEX review_due_person ON needs.review_due USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.review_due FOR EACH ROW EXECUTE FUNCTION platform.end_only('settled_on', 'settlement', 'settled_by');
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.review_due REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table needs.review_due enable row level security;
create policy add on needs.review_due for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker,finance}'::text[]));
create policy change on needs.review_due for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on needs.review_due for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker,person}'::text[]));
grant insert on needs.review_due to daywell_app;
grant select on needs.review_due to daywell_app;
grant update on needs.review_due to daywell_app;

create table needs.urgent_decision (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  decided_by uuid not null,
  decided_on date not null,
  weekly_ceiling_pence bigint not null,
  assess_by date not null,
  until_date date not null,
  reason text not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint assess_after_decision CHECK ((assess_by >= decided_on)),
  constraint urgent_ceiling CHECK ((weekly_ceiling_pence > 0)),
  constraint urgent_decision_of_person UNIQUE (id, person_id, until_date),
  constraint urgent_decision_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint urgent_decision_pkey PRIMARY KEY (id),
  constraint urgent_until_after_decision CHECK ((until_date >= decided_on)));
CREATE INDEX urgent_decision_person ON needs.urgent_decision USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON needs.urgent_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON needs.urgent_decision REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table needs.urgent_decision enable row level security;
create policy add on needs.urgent_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on needs.urgent_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy read on needs.urgent_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on needs.urgent_decision to daywell_app;
grant select on needs.urgent_decision to daywell_app;
grant update on needs.urgent_decision to daywell_app;

create table allocation.calibration (
  id uuid not null default gen_random_uuid(),
  source text not null,
  file_name text,
  prior_version text not null,
  version text not null,
  from_date date not null,
  quantile_per_mille integer not null,
  recovery_per_mille integer not null,
  seed bigint not null,
  cash jsonb,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  prices_on date,
  constraint a_file_has_a_name CHECK (((source = 'file'::text) = (file_name IS NOT NULL))),
  constraint calibration_asked_by UNIQUE (id, asked_by),
  constraint calibration_pkey PRIMARY KEY (id),
  constraint calibration_prior_version_fkey FOREIGN KEY (prior_version) REFERENCES allocation.table_version(version),
  constraint calibration_quantile CHECK (((quantile_per_mille >= 500) AND (quantile_per_mille <= 950))),
  constraint calibration_recovery CHECK (((recovery_per_mille >= 0) AND (recovery_per_mille <= 1000))),
  constraint calibration_source CHECK ((source = ANY (ARRAY['file'::text, 'records'::text]))),
  constraint priced_again_from_records CHECK (((prices_on IS NULL) OR (source = 'records'::text))));
CREATE INDEX calibration_asked ON allocation.calibration USING btree (asked_at DESC, id);
CREATE INDEX calibration_prior ON allocation.calibration USING btree (prior_version);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.calibration FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.calibration enable row level security;
create policy add on allocation.calibration for insert with check ( SELECT allocation.may_calibrate() AS may_calibrate);
create policy change on allocation.calibration for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.calibration for select using (( SELECT allocation.may_calibrate() AS may_calibrate) OR allocation.is_adopted(id));
grant insert on allocation.calibration to daywell_app;
grant select on allocation.calibration to daywell_app;
grant update on allocation.calibration to daywell_app;

create table allocation.calibration_adoption (
  calibration_id uuid not null,
  table_version text not null,
  first_approver uuid not null,
  second_approver uuid not null,
  adopted_by uuid not null,
  adopted_at timestamp with time zone not null,
  asked_by uuid,
  comparison_id uuid,
  without_comparison text,
  constraint adopted_as_asked FOREIGN KEY (calibration_id, asked_by) REFERENCES allocation.calibration(id, asked_by),
  constraint adopted_by_another CHECK (((asked_by IS NOT NULL) AND ((adopted_by <> asked_by) OR ((adopted_by <> first_approver) AND (adopted_by <> second_approver))))) NOT VALID,
  constraint adopted_by_two_people CHECK ((first_approver <> second_approver)),
  constraint adopted_knowing_who_loses CHECK ((num_nonnulls(comparison_id, without_comparison) = 1)) NOT VALID,
  constraint calibration_adoption_comparison_id_fkey FOREIGN KEY (comparison_id) REFERENCES allocation.table_comparison(id),
  constraint calibration_adoption_pkey PRIMARY KEY (calibration_id),
  constraint calibration_adoption_table_version_fkey FOREIGN KEY (table_version) REFERENCES allocation.table_version(version),
  constraint first_has_approved FOREIGN KEY (calibration_id, first_approver) REFERENCES allocation.calibration_approval(calibration_id, approved_by),
  constraint one_calibration_per_table UNIQUE (table_version),
  constraint second_has_approved FOREIGN KEY (calibration_id, second_approver) REFERENCES allocation.calibration_approval(calibration_id, approved_by));
CREATE INDEX calibration_adoption_asked ON allocation.calibration_adoption USING btree (calibration_id, asked_by);
CREATE INDEX calibration_adoption_comparison ON allocation.calibration_adoption USING btree (comparison_id);
CREATE INDEX calibration_adoption_first ON allocation.calibration_adoption USING btree (calibration_id, first_approver);
CREATE INDEX calibration_adoption_second ON allocation.calibration_adoption USING btree (calibration_id, second_approver);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.calibration_adoption FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.calibration_adoption enable row level security;
create policy add on allocation.calibration_adoption for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'job'::text]) AS is_role);
create policy change on allocation.calibration_adoption for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.calibration_adoption for select using true;
grant insert on allocation.calibration_adoption to daywell_app;
grant select on allocation.calibration_adoption to daywell_app;
grant update on allocation.calibration_adoption to daywell_app;

create table allocation.calibration_approval (
  calibration_id uuid not null,
  approved_by uuid not null,
  approved_at timestamp with time zone not null,
  adoptable boolean not null default true,
  constraint approval_of_a_result FOREIGN KEY (calibration_id, adoptable) REFERENCES allocation.calibration_result(calibration_id, adoptable),
  constraint approved_once PRIMARY KEY (calibration_id, approved_by),
  constraint only_what_passed_every_gate CHECK (adoptable));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.calibration_approval FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.calibration_approval enable row level security;
create policy add on allocation.calibration_approval for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT allocation.may_calibrate() AS may_calibrate) AND ((approved_by)::text = COALESCE(platform.who('staff_id'::text), platform.who('account_id'::text)))));
create policy change on allocation.calibration_approval for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.calibration_approval for select using ( SELECT allocation.may_calibrate() AS may_calibrate);
grant insert on allocation.calibration_approval to daywell_app;
grant select on allocation.calibration_approval to daywell_app;
grant update on allocation.calibration_approval to daywell_app;

create table allocation.calibration_input (
  calibration_id uuid not null,
  given integer not null,
  left_out jsonb not null,
  plans jsonb not null,
  constraint calibration_input_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES allocation.calibration(id),
  constraint calibration_input_pkey PRIMARY KEY (calibration_id));
alter table allocation.calibration_input enable row level security;
create policy add on allocation.calibration_input for insert with check ( SELECT allocation.may_calibrate() AS may_calibrate);
create policy change on allocation.calibration_input for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.calibration_input for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy take_back on allocation.calibration_input for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant delete on allocation.calibration_input to daywell_app;
grant insert on allocation.calibration_input to daywell_app;
grant select on allocation.calibration_input to daywell_app;
grant update on allocation.calibration_input to daywell_app;

create table allocation.calibration_result (
  calibration_id uuid not null,
  refusal text,
  result jsonb,
  table_hash text,
  adoptable boolean not null default false,
  made_up boolean not null,
  worked_out_at timestamp with time zone not null,
  constraint calibration_result_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES allocation.calibration(id),
  constraint calibration_result_pkey PRIMARY KEY (calibration_id),
  constraint refused_is_not_adoptable CHECK (((result IS NOT NULL) OR (NOT adoptable))),
  constraint refused_or_worked_out CHECK (((num_nonnulls(refusal, result) = 1) AND ((result IS NULL) = (table_hash IS NULL)))),
  constraint result_as_worked_out UNIQUE (calibration_id, adoptable));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.calibration_result FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.calibration_result enable row level security;
create policy add on allocation.calibration_result for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy change on allocation.calibration_result for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.calibration_result for select using (( SELECT allocation.may_calibrate() AS may_calibrate) OR allocation.is_adopted(calibration_id));
grant insert on allocation.calibration_result to daywell_app;
grant select on allocation.calibration_result to daywell_app;
grant update on allocation.calibration_result to daywell_app;

create table allocation.evidenced_plan (
  id uuid not null default gen_random_uuid(),
  answers_hash text not null,
  weekly_pence bigint not null,
  previous_weekly_pence bigint,
  plan_version_ref uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  groups jsonb not null default '{}'::jsonb,
  indicative_budget_id uuid,
  week jsonb,
  constraint evidenced_once UNIQUE (plan_version_ref),
  constraint evidenced_plan_indicative_budget_id_fkey FOREIGN KEY (indicative_budget_id) REFERENCES allocation.indicative_budget(id),
  constraint evidenced_plan_pkey PRIMARY KEY (id),
  constraint groups_are_words CHECK ((jsonb_typeof(groups) = 'object'::text)),
  constraint week_is_a_list CHECK ((jsonb_typeof(week) = 'array'::text)));
CREATE INDEX evidenced_plan_indicative_budget ON allocation.evidenced_plan USING btree (indicative_budget_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.evidenced_plan FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.evidenced_plan enable row level security;
create policy add on allocation.evidenced_plan for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text]) AS is_role));
create policy change on allocation.evidenced_plan for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text]) AS is_role));
create policy read on allocation.evidenced_plan for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text, 'commissioner'::text]) AS is_role));
grant insert on allocation.evidenced_plan to daywell_app;
grant select on allocation.evidenced_plan to daywell_app;
grant update on allocation.evidenced_plan to daywell_app;

create table allocation.exception (
  id uuid not null default gen_random_uuid(),
  indicative_budget_id uuid not null,
  reason_code text not null,
  words text,
  asked_on date not null,
  asked_by uuid not null,
  amount_pence bigint not null,
  decided_on date,
  decided_by uuid,
  decision text,
  decision_reason text,
  recorded_at timestamp with time zone not null default platform.now(),
  agreed_pence bigint,
  beside_another boolean not null default false,
  constraint exception_above_nothing CHECK ((amount_pence > 0)),
  constraint exception_agreed_in_full CHECK (((decision IS DISTINCT FROM 'agreed'::text) OR (NOT (agreed_pence IS DISTINCT FROM amount_pence)))),
  constraint exception_agreed_less CHECK (((decision IS DISTINCT FROM 'agreed in part'::text) OR (agreed_pence IS NULL) OR ((agreed_pence > 0) AND (agreed_pence < amount_pence)))),
  constraint exception_decided_by_another CHECK ((decided_by <> asked_by)),
  constraint exception_decided_by_somebody CHECK ((num_nonnulls(decided_on, decided_by, decision) = ANY (ARRAY[0, 3]))),
  constraint exception_decision CHECK ((decision = ANY (ARRAY['agreed'::text, 'agreed in part'::text, 'not agreed'::text]))),
  constraint exception_indicative_budget_id_fkey FOREIGN KEY (indicative_budget_id) REFERENCES allocation.indicative_budget(id),
  constraint exception_of_budget UNIQUE (id, indicative_budget_id),
  constraint exception_part_has_sum CHECK (((decision IS DISTINCT FROM 'agreed in part'::text) OR (agreed_pence IS NOT NULL))) NOT VALID,
  constraint exception_pkey PRIMARY KEY (id),
  constraint exception_reason_known CHECK ((reason_code = ANY (ARRAY['rate'::text, 'rare_need'::text, 'market_gap'::text, 'answer_wrong'::text, 'preference'::text, 'transition'::text]))),
  constraint exception_sum_of_agreed CHECK (((agreed_pence IS NULL) OR COALESCE((decision = ANY (ARRAY['agreed'::text, 'agreed in part'::text])), false))));
CREATE INDEX exception_agreed_of_budget ON allocation.exception USING btree (indicative_budget_id, agreed_pence);
CREATE UNIQUE INDEX one_open_exception ON allocation.exception USING btree (indicative_budget_id) WHERE ((decided_on IS NULL) AND (NOT beside_another));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.exception FOR EACH ROW EXECUTE FUNCTION platform.end_only('decided_on', 'decided_by', 'decision', 'decision_reason', 'agreed_pence');
alter table allocation.exception enable row level security;
create policy add on allocation.exception for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = exception.indicative_budget_id)))));
create policy change on allocation.exception for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = exception.indicative_budget_id)))));
create policy read on allocation.exception for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = exception.indicative_budget_id))));
grant insert on allocation.exception to daywell_app;
grant select on allocation.exception to daywell_app;
grant update on allocation.exception to daywell_app;

create table allocation.indicative_budget (
  id uuid not null default gen_random_uuid(),
  assessment_id uuid not null,
  person_id uuid not null,
  eligible boolean not null default true,
  table_version text not null,
  weekly_pence bigint not null,
  yearly_pence bigint not null,
  points integer,
  answers_hash text not null,
  rule_version text not null default '1'::text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  replaces uuid,
  review_due_id uuid,
  constraint budget_at_review UNIQUE (id, person_id, review_due_id, weekly_pence),
  constraint budget_chain UNIQUE (id, assessment_id),
  constraint budget_for_eligible_needs CHECK (eligible),
  constraint budget_not_negative CHECK ((weekly_pence >= 0)),
  constraint budget_of_person UNIQUE (id, person_id),
  constraint budget_replaced_once UNIQUE (replaces),
  constraint budget_replaces_own FOREIGN KEY (replaces, assessment_id) REFERENCES allocation.indicative_budget(id, assessment_id),
  constraint budget_review_of_person FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint eligibility_was_decided FOREIGN KEY (assessment_id, person_id, eligible) REFERENCES needs.eligibility_decision(assessment_id, person_id, eligible),
  constraint indicative_budget_pkey PRIMARY KEY (id),
  constraint indicative_budget_table_version_fkey FOREIGN KEY (table_version) REFERENCES allocation.table_version(version),
  constraint yearly_not_negative CHECK ((yearly_pence >= 0)));
CREATE INDEX indicative_budget_person ON allocation.indicative_budget USING btree (person_id);
CREATE INDEX indicative_budget_review_due ON allocation.indicative_budget USING btree (review_due_id);
CREATE UNIQUE INDEX one_first_budget ON allocation.indicative_budget USING btree (assessment_id) WHERE (replaces IS NULL);
CREATE TRIGGER another_table_at_review BEFORE INSERT ON allocation.indicative_budget FOR EACH ROW EXECUTE FUNCTION allocation.another_table_at_review();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.indicative_budget FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON allocation.indicative_budget DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.lines_add_up('id');
CREATE TRIGGER not_on_merged AFTER INSERT ON allocation.indicative_budget REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table allocation.indicative_budget enable row level security;
create policy add on allocation.indicative_budget for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on allocation.indicative_budget for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on allocation.indicative_budget for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on allocation.indicative_budget to daywell_app;
grant select on allocation.indicative_budget to daywell_app;
grant update on allocation.indicative_budget to daywell_app;

create table allocation.indicative_line (
  indicative_budget_id uuid not null,
  item text not null,
  points integer not null,
  weekly_pence bigint not null,
  working jsonb not null default '{}'::jsonb,
  constraint indicative_line_indicative_budget_id_fkey FOREIGN KEY (indicative_budget_id) REFERENCES allocation.indicative_budget(id),
  constraint indicative_line_pkey PRIMARY KEY (indicative_budget_id, item),
  constraint points_not_negative CHECK ((points >= 0)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.indicative_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT ON allocation.indicative_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.lines_add_up('indicative_budget_id');
alter table allocation.indicative_line enable row level security;
create policy add on allocation.indicative_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = indicative_line.indicative_budget_id)))));
create policy change on allocation.indicative_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = indicative_line.indicative_budget_id)))));
create policy read on allocation.indicative_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = indicative_line.indicative_budget_id))));
grant insert on allocation.indicative_line to daywell_app;
grant select on allocation.indicative_line to daywell_app;
grant update on allocation.indicative_line to daywell_app;

create table allocation.issue (
  indicative_budget_id uuid not null,
  person_id uuid not null,
  check_id uuid not null,
  short_by_pence bigint not null,
  missing_sessions integer not null default 0,
  exception_id uuid,
  issued_by uuid not null,
  issued_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  how text not null default 'letter'::text,
  constraint issue_after_check FOREIGN KEY (check_id, indicative_budget_id, short_by_pence, missing_sessions) REFERENCES allocation.sufficiency_check(id, indicative_budget_id, short_by_pence, missing_sessions),
  constraint issue_exception_of_budget FOREIGN KEY (exception_id, indicative_budget_id) REFERENCES allocation.exception(id, indicative_budget_id),
  constraint issue_pkey PRIMARY KEY (indicative_budget_id),
  constraint issued_budget_of_person UNIQUE (indicative_budget_id, person_id),
  constraint issued_to_this_person FOREIGN KEY (indicative_budget_id, person_id) REFERENCES allocation.indicative_budget(id, person_id),
  constraint short_needs_exception CHECK ((((short_by_pence = 0) AND (missing_sessions = 0)) OR (exception_id IS NOT NULL))));
CREATE INDEX issue_person ON allocation.issue USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.issue FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON allocation.issue REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table allocation.issue enable row level security;
create policy add on allocation.issue for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on allocation.issue for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on allocation.issue for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on allocation.issue to daywell_app;
grant select on allocation.issue to daywell_app;
grant update on allocation.issue to daywell_app;

create table allocation.plan_finding (
  id uuid not null default gen_random_uuid(),
  plan_version_ref uuid not null,
  found_on date not null,
  needs_met boolean not null,
  open_unmet_need boolean not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint met_and_unmet_exclude_each_other CHECK ((NOT (needs_met AND open_unmet_need))),
  constraint plan_finding_pkey PRIMARY KEY (id),
  constraint plan_finding_plan_version_ref_fkey FOREIGN KEY (plan_version_ref) REFERENCES allocation.evidenced_plan(plan_version_ref));
CREATE INDEX plan_finding_plan ON allocation.plan_finding USING btree (plan_version_ref, found_on);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.plan_finding FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.plan_finding enable row level security;
create policy add on allocation.plan_finding for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'job'::text]) AS is_role);
create policy change on allocation.plan_finding for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.plan_finding for select using ( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text, 'commissioner'::text, 'job'::text]) AS is_role);
grant insert on allocation.plan_finding to daywell_app;
grant select on allocation.plan_finding to daywell_app;
grant update on allocation.plan_finding to daywell_app;

create table allocation.relief (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  indicative_budget_id uuid not null,
  review_due_id uuid not null,
  old_weekly_pence bigint not null,
  new_weekly_pence bigint not null,
  sufficient_weekly_pence bigint not null,
  years integer not null,
  weekly_pence bigint[] not null,
  from_date date not null,
  until_date date not null,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint one_relief_at_a_time EXCLUDE USING gist (person_id WITH =, in_force WITH &&),
  constraint relief_as_worked_out CHECK ((weekly_pence = allocation.relief_path(old_weekly_pence, new_weekly_pence, sufficient_weekly_pence, years))),
  constraint relief_at_review FOREIGN KEY (indicative_budget_id, person_id, review_due_id, new_weekly_pence) REFERENCES allocation.indicative_budget(id, person_id, review_due_id, weekly_pence),
  constraint relief_eases_a_fall CHECK ((new_weekly_pence < old_weekly_pence)),
  constraint relief_pkey PRIMARY KEY (id),
  constraint relief_reason CHECK ((btrim(reason) <> ''::text)),
  constraint relief_review_of_person FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint relief_sufficient CHECK ((sufficient_weekly_pence >= 0)),
  constraint relief_whole_years CHECK ((until_date = (((from_date + make_interval(years => years)))::date - 1))),
  constraint relief_years CHECK (((years >= 1) AND (years <= 20))));
CREATE INDEX relief_indicative_budget ON allocation.relief USING btree (indicative_budget_id);
CREATE INDEX relief_review_due ON allocation.relief USING btree (review_due_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.relief FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON allocation.relief REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table allocation.relief enable row level security;
create policy add on allocation.relief for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{team_manager}'::text[]));
create policy change on allocation.relief for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{team_manager}'::text[]));
create policy read on allocation.relief for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on allocation.relief to daywell_app;
grant select on allocation.relief to daywell_app;
grant update on allocation.relief to daywell_app;

create table allocation.rollout_phase (
  id uuid not null default gen_random_uuid(),
  table_version text not null,
  local_area text,
  moves text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  basis text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint phase_area_not_blank CHECK ((btrim(local_area) <> ''::text)),
  constraint phase_basis CHECK ((btrim(basis) <> ''::text)),
  constraint phase_in_order CHECK ((until_date >= from_date)),
  constraint phase_moves CHECK ((moves = ANY (ARRAY['new_person'::text, 'unscheduled_review'::text, 'planned_review'::text]))),
  constraint rollout_phase_pkey PRIMARY KEY (id),
  constraint rollout_phase_table_version_fkey FOREIGN KEY (table_version) REFERENCES allocation.table_version(version));
CREATE UNIQUE INDEX phase_once ON allocation.rollout_phase USING btree (table_version, COALESCE(local_area, ''::text), moves) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.rollout_phase FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table allocation.rollout_phase enable row level security;
create policy add on allocation.rollout_phase for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
create policy change on allocation.rollout_phase for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
create policy read on allocation.rollout_phase for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on allocation.rollout_phase to daywell_app;
grant select on allocation.rollout_phase to daywell_app;
grant update on allocation.rollout_phase to daywell_app;

create table allocation.sufficiency_check (
  id uuid not null default gen_random_uuid(),
  indicative_budget_id uuid not null,
  checked_on date not null,
  priced_week_pence bigint not null,
  short_by_pence bigint not null,
  missing_sessions integer not null default 0,
  data_version text not null,
  rule_version text not null default '1'::text,
  working jsonb not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint check_as_found UNIQUE (id, indicative_budget_id, short_by_pence, missing_sessions),
  constraint missing_sessions_not_negative CHECK ((missing_sessions >= 0)),
  constraint priced_week CHECK ((priced_week_pence >= 0)),
  constraint short_by CHECK ((short_by_pence >= 0)),
  constraint sufficiency_check_indicative_budget_id_fkey FOREIGN KEY (indicative_budget_id) REFERENCES allocation.indicative_budget(id),
  constraint sufficiency_check_pkey PRIMARY KEY (id));
CREATE INDEX sufficiency_check_indicative_budget ON allocation.sufficiency_check USING btree (indicative_budget_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.sufficiency_check FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table allocation.sufficiency_check enable row level security;
create policy add on allocation.sufficiency_check for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = sufficiency_check.indicative_budget_id)))));
create policy change on allocation.sufficiency_check for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = sufficiency_check.indicative_budget_id)))));
create policy read on allocation.sufficiency_check for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM allocation.indicative_budget b
  WHERE (b.id = sufficiency_check.indicative_budget_id))));
grant insert on allocation.sufficiency_check to daywell_app;
grant select on allocation.sufficiency_check to daywell_app;
grant update on allocation.sufficiency_check to daywell_app;

create table allocation.table_comparison (
  id uuid not null default gen_random_uuid(),
  new_content jsonb not null,
  new_hash text not null,
  years integer not null,
  gainers_wait boolean not null default false,
  asked_by uuid not null,
  asked_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  done_at timestamp with time zone,
  result jsonb,
  constraint comparison_done_whole CHECK (((done_at IS NULL) = (result IS NULL))),
  constraint comparison_years CHECK (((years >= 0) AND (years <= 20))),
  constraint table_comparison_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.table_comparison FOR EACH ROW EXECUTE FUNCTION platform.end_only('done_at', 'result');
alter table allocation.table_comparison enable row level security;
create policy add on allocation.table_comparison for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'finance'::text]) AS is_role);
create policy change on allocation.table_comparison for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on allocation.table_comparison for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'finance'::text, 'team_manager'::text]) AS is_role);
grant insert on allocation.table_comparison to daywell_app;
grant select on allocation.table_comparison to daywell_app;
grant update on allocation.table_comparison to daywell_app;

create table allocation.table_version (
  version text not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  content jsonb not null,
  approved_by uuid not null,
  second_approver uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'adopted'::text,
  constraint one_table_at_a_time EXCLUDE USING gist (in_force WITH &&),
  constraint table_version_pkey PRIMARY KEY (version),
  constraint two_approvers CHECK ((approved_by <> second_approver)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON allocation.table_version FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table allocation.table_version enable row level security;
create policy add on allocation.table_version for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on allocation.table_version for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on allocation.table_version for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on allocation.table_version to daywell_app;
grant select on allocation.table_version to daywell_app;
grant update on allocation.table_version to daywell_app;

create table charging.amount (
  id uuid not null default gen_random_uuid(),
  name text not null,
  pence bigint,
  per_mille integer,
  status text not null default 'enacted'::text,
  citation text not null,
  recorded_by uuid not null,
  checked_by uuid,
  checked_at timestamp with time zone,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint amount_checked_at_a_time CHECK (((checked_by IS NULL) = (checked_at IS NULL))),
  constraint amount_checked_by_another CHECK ((checked_by <> recorded_by)),
  constraint amount_or_share CHECK ((num_nonnulls(pence, per_mille) = 1)),
  constraint amount_pkey PRIMARY KEY (id),
  constraint amount_status CHECK ((status = ANY (ARRAY['enacted'::text, 'derived'::text, 'recalled'::text]))),
  constraint amount_under_the_regulations CHECK (((from_date >= '2015-04-01'::date) OR COALESCE((ended_on < from_date), false))) NOT VALID,
  constraint one_amount_at_a_time EXCLUDE USING gist (name WITH =, in_force WITH &&) WHERE ((checked_by IS NOT NULL)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.amount FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'checked_by', 'checked_at');
alter table charging.amount enable row level security;
create policy add on charging.amount for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text, 'finance'::text]) AS is_role));
create policy change on charging.amount for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text, 'finance'::text]) AS is_role));
create policy read on charging.amount for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on charging.amount to daywell_app;
grant select on charging.amount to daywell_app;
grant update on charging.amount to daywell_app;

create table charging.contribution (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  basis text not null,
  financial_assessment_id uuid,
  weekly_pence bigint not null,
  settles uuid,
  settles_pence bigint,
  rule_version text not null,
  decided_by uuid not null,
  reason text not null default 'assessed'::text,
  from_date date not null,
  until_date date,
  ended_on date,
  recorded_at timestamp with time zone not null default platform.now(),
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint assessed_means FOREIGN KEY (financial_assessment_id, person_id, weekly_pence) REFERENCES charging.financial_assessment(id, person_id, weekly_pence),
  constraint assessed_needs_assessment CHECK (((basis <> 'assessed'::text) OR (financial_assessment_id IS NOT NULL))),
  constraint assessment_decided_once UNIQUE (financial_assessment_id),
  constraint contribution_as_told UNIQUE (id, person_id, weekly_pence),
  constraint contribution_basis CHECK ((basis = ANY (ARRAY['assessed'::text, 'light_touch'::text, 'refused'::text, 'provisional'::text, 'migrated'::text]))),
  constraint contribution_by_decider UNIQUE (id, decided_by),
  constraint contribution_not_negative CHECK ((weekly_pence >= 0)),
  constraint contribution_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint contribution_pkey PRIMARY KEY (id),
  constraint one_contribution_at_a_time EXCLUDE USING gist (person_id WITH =, in_force WITH &&),
  constraint provisional_settles_nothing CHECK (((basis <> 'provisional'::text) OR (settles IS NULL))),
  constraint settled_once UNIQUE (settles),
  constraint settles_both_or_neither CHECK (((settles IS NULL) = (settles_pence IS NULL))),
  constraint settles_only_downward CHECK (((settles_pence IS NULL) OR (weekly_pence <= settles_pence))),
  constraint settles_own FOREIGN KEY (settles, person_id, settles_pence) REFERENCES charging.contribution(id, person_id, weekly_pence));
CREATE INDEX contribution_of_person ON charging.contribution USING btree (person_id) INCLUDE (in_force, weekly_pence, basis);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.contribution FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.contribution REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
CREATE TRIGGER up_to_holds BEFORE INSERT ON charging.contribution FOR EACH ROW EXECUTE FUNCTION charging.up_to_holds();
alter table charging.contribution enable row level security;
create policy add on charging.contribution for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]) AND (basis <> 'migrated'::text)));
create policy change on charging.contribution for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy read on charging.contribution for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.contribution to daywell_app;
grant select on charging.contribution to daywell_app;
grant update on charging.contribution to daywell_app;

create table charging.dispute (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  notice_id uuid not null,
  raised_on date not null,
  words text not null,
  answer_by date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  contribution_id uuid not null,
  charge_decided_by uuid not null,
  raised_by_person boolean not null default false,
  constraint dispute_as_raised UNIQUE (id, person_id, charge_decided_by),
  constraint dispute_in_order CHECK ((raised_on <= answer_by)),
  constraint dispute_knows_decider FOREIGN KEY (contribution_id, charge_decided_by) REFERENCES charging.contribution(id, decided_by),
  constraint dispute_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES charging.notice(id),
  constraint dispute_of_notice FOREIGN KEY (notice_id, person_id, contribution_id) REFERENCES charging.notice(id, person_id, contribution_id),
  constraint dispute_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint dispute_pkey PRIMARY KEY (id));
CREATE INDEX dispute_contribution ON charging.dispute USING btree (contribution_id);
CREATE INDEX dispute_notice ON charging.dispute USING btree (notice_id);
CREATE INDEX dispute_person ON charging.dispute USING btree (person_id);
CREATE TRIGGER dispute_lawful BEFORE INSERT ON charging.dispute FOR EACH ROW EXECUTE FUNCTION charging.dispute_lawful();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.dispute FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.dispute REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table charging.dispute enable row level security;
create policy change on charging.dispute for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy raise on charging.dispute for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_reckon(person_id) AND (raised_by_person = ( SELECT platform.is_role(VARIADIC ARRAY['person'::text]) AS is_role))));
create policy read on charging.dispute for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.dispute to daywell_app;
grant select on charging.dispute to daywell_app;
grant update on charging.dispute to daywell_app;

create table charging.dispute_correction (
  dispute_id uuid not null,
  person_id uuid not null,
  outcome text not null default 'week_wrong'::text,
  words text not null,
  done_on date not null,
  done_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  week_start date,
  correction text,
  given_back_pence bigint,
  constraint correction_of_its_week CHECK ((num_nonnulls(week_start, correction) = 2)) NOT VALID,
  constraint correction_of_outcome FOREIGN KEY (dispute_id, person_id, outcome) REFERENCES charging.dispute_outcome(dispute_id, person_id, outcome),
  constraint corrects_as_answered FOREIGN KEY (dispute_id, person_id, week_start, correction) REFERENCES charging.dispute_outcome(dispute_id, person_id, week_start, correction),
  constraint dispute_correction_pkey PRIMARY KEY (dispute_id),
  constraint given_back_above_nothing CHECK ((given_back_pence > 0)),
  constraint only_a_wrong_week CHECK ((outcome = 'week_wrong'::text)),
  constraint refund_names_its_sum CHECK (((NOT (correction IS DISTINCT FROM 'refund'::text)) = (given_back_pence IS NOT NULL))));
CREATE INDEX dispute_correction_person ON charging.dispute_correction USING btree (person_id);
CREATE INDEX dispute_correction_week ON charging.dispute_correction USING btree (person_id, week_start);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.dispute_correction FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.dispute_correction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table charging.dispute_correction enable row level security;
create policy add on charging.dispute_correction for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]) AND ((given_back_pence IS NULL) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role))));
create policy read on charging.dispute_correction for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.dispute_correction to daywell_app;
grant select on charging.dispute_correction to daywell_app;
grant update on charging.dispute_correction to daywell_app;

create table charging.dispute_outcome (
  dispute_id uuid not null,
  person_id uuid not null,
  charge_decided_by uuid not null,
  outcome text not null,
  reason text not null,
  contribution_id uuid,
  weekly_pence bigint,
  decided_on date not null,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  week_start date,
  correction text,
  constraint changed_names_the_new_charge CHECK ((((outcome = 'changed'::text) = (contribution_id IS NOT NULL)) AND ((contribution_id IS NULL) = (weekly_pence IS NULL)))),
  constraint changed_to_a_new_charge FOREIGN KEY (contribution_id, person_id, weekly_pence) REFERENCES charging.contribution(id, person_id, weekly_pence),
  constraint correction_word CHECK ((correction = ANY (ARRAY['mark'::text, 'refund'::text]))),
  constraint dispute_decided_by_another CHECK ((decided_by <> charge_decided_by)) NOT VALID,
  constraint dispute_outcome_pkey PRIMARY KEY (dispute_id),
  constraint dispute_outcome_word CHECK ((outcome = ANY (ARRAY['stands'::text, 'changed'::text, 'week_wrong'::text, 'taken_back'::text]))),
  constraint outcome_of_dispute FOREIGN KEY (dispute_id, person_id, charge_decided_by) REFERENCES charging.dispute(id, person_id, charge_decided_by),
  constraint outcome_to_put_right UNIQUE (dispute_id, person_id, outcome),
  constraint outcome_with_its_correction UNIQUE (dispute_id, person_id, week_start, correction),
  constraint week_wrong_names_its_week CHECK ((((outcome = 'week_wrong'::text) = (week_start IS NOT NULL)) AND ((week_start IS NULL) = (correction IS NULL)))),
  constraint wrong_week_from_monday CHECK ((EXTRACT(isodow FROM week_start) = (1)::numeric)));
CREATE INDEX dispute_outcome_contribution ON charging.dispute_outcome USING btree (contribution_id);
CREATE INDEX dispute_outcome_person ON charging.dispute_outcome USING btree (person_id);
CREATE TRIGGER dispute_outcome_lawful BEFORE INSERT ON charging.dispute_outcome FOR EACH ROW EXECUTE FUNCTION charging.dispute_outcome_lawful();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.dispute_outcome FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.dispute_outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table charging.dispute_outcome enable row level security;
create policy add on charging.dispute_outcome for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_reckon(person_id) AND ((outcome = 'taken_back'::text) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role))));
create policy read on charging.dispute_outcome for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.dispute_outcome to daywell_app;
grant select on charging.dispute_outcome to daywell_app;
grant update on charging.dispute_outcome to daywell_app;

create table charging.evidence (
  submission_id uuid not null,
  item text not null,
  person_id uuid not null,
  document text not null,
  seen_on date,
  accepted_because text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint evidence_of_submission FOREIGN KEY (submission_id, person_id) REFERENCES charging.submission(id, person_id),
  constraint evidence_pkey PRIMARY KEY (submission_id, item),
  constraint seen_or_accepted CHECK ((num_nonnulls(seen_on, accepted_because) = 1)));
CREATE INDEX evidence_person ON charging.evidence USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.evidence FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.evidence REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table charging.evidence enable row level security;
create policy add on charging.evidence for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy read on charging.evidence for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.evidence to daywell_app;
grant select on charging.evidence to daywell_app;
grant update on charging.evidence to daywell_app;

create table charging.financial_assessment (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  for_day date not null,
  household text,
  basis text not null default 'assessed'::text,
  answers jsonb not null,
  answers_hash text not null,
  weekly_pence bigint not null,
  rule_version text not null,
  used_derived_amount boolean not null default false,
  replaces uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'assessed'::text,
  submission_id uuid,
  constraint assessed_as CHECK ((household = ANY (ARRAY['single'::text, 'lone_parent'::text, 'couple'::text]))),
  constraint assessed_as_sent FOREIGN KEY (submission_id, person_id, answers_hash) REFERENCES charging.submission(id, person_id, answers_hash),
  constraint assessed_not_negative CHECK ((weekly_pence >= 0)),
  constraint assessment_of_means_replaced_once UNIQUE (replaces),
  constraint financial_assessment_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint financial_assessment_pkey PRIMARY KEY (id),
  constraint financial_basis CHECK ((basis = ANY (ARRAY['assessed'::text, 'light_touch'::text, 'refused'::text, 'provisional'::text]))),
  constraint household_told_unless_refused CHECK (((household IS NOT NULL) OR (basis = 'refused'::text) OR (weekly_pence = 0))),
  constraint means_of_person UNIQUE (id, person_id),
  constraint means_replaces_own FOREIGN KEY (replaces, person_id) REFERENCES charging.financial_assessment(id, person_id),
  constraint means_result UNIQUE (id, person_id, weekly_pence),
  constraint submission_assessed_once UNIQUE (submission_id));
CREATE INDEX financial_assessment_person ON charging.financial_assessment USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.financial_assessment FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER evidence_complete BEFORE INSERT ON charging.financial_assessment FOR EACH ROW WHEN ((new.submission_id IS NOT NULL)) EXECUTE FUNCTION charging.evidence_complete();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.financial_assessment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
CREATE TRIGGER submission_assessed AFTER INSERT ON charging.financial_assessment FOR EACH ROW WHEN ((new.submission_id IS NOT NULL)) EXECUTE FUNCTION charging.submission_assessed();
alter table charging.financial_assessment enable row level security;
create policy add on charging.financial_assessment for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy change on charging.financial_assessment for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy read on charging.financial_assessment for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.financial_assessment to daywell_app;
grant select on charging.financial_assessment to daywell_app;
grant update on charging.financial_assessment to daywell_app;

create table charging.free_period (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  ground text not null,
  from_date date not null,
  until_date date not null,
  decided_by uuid not null,
  reason text not null default 'decided'::text,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint free_ground CHECK ((ground = ANY (ARRAY['reablement'::text, 'intermediate_care'::text, 'section_117'::text, 'continuing_healthcare'::text, 'carer'::text, 'vcjd'::text, 'council_choice'::text]))),
  constraint free_in_order CHECK ((from_date <= until_date)),
  constraint free_period_of_person UNIQUE (id, person_id),
  constraint free_period_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint free_period_pkey PRIMARY KEY (id));
CREATE INDEX free_period_person ON charging.free_period USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.free_period FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.free_period REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table charging.free_period enable row level security;
create policy add on charging.free_period for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy change on charging.free_period for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]));
create policy read on charging.free_period for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.free_period to daywell_app;
grant select on charging.free_period to daywell_app;
grant update on charging.free_period to daywell_app;

create table charging.notice (
  id uuid not null default gen_random_uuid(),
  contribution_id uuid not null,
  person_id uuid not null,
  told_on date,
  provenance text not null default 'told'::text,
  first_day_charged date not null,
  weekly_pence bigint not null,
  told_by uuid not null,
  how text not null,
  up_to boolean not null default false,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint notice_as_told UNIQUE (id, person_id, first_day_charged, weekly_pence),
  constraint notice_of_contribution FOREIGN KEY (contribution_id, person_id, weekly_pence) REFERENCES charging.contribution(id, person_id, weekly_pence),
  constraint notice_of_its_contribution UNIQUE (id, person_id, contribution_id),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_provenance CHECK ((provenance = ANY (ARRAY['told'::text, 'migrated'::text]))),
  constraint told_before_charged CHECK ((told_on <= first_day_charged)),
  constraint told_unless_migrated CHECK (((told_on IS NOT NULL) OR (provenance = 'migrated'::text))));
CREATE INDEX notice_contribution ON charging.notice USING btree (contribution_id);
CREATE INDEX notice_person_by_day ON charging.notice USING btree (person_id, first_day_charged);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.notice FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER less_told_that_day BEFORE INSERT ON charging.notice FOR EACH ROW EXECUTE FUNCTION charging.less_told_that_day();
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.notice REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table charging.notice enable row level security;
create policy add on charging.notice for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,finance}'::text[]) AND (provenance <> 'migrated'::text)));
create policy change on charging.notice for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on charging.notice for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.notice to daywell_app;
grant select on charging.notice to daywell_app;
grant update on charging.notice to daywell_app;

create table charging.policy_switch (
  id uuid not null default gen_random_uuid(),
  name text not null,
  value jsonb not null,
  citation text,
  assumption text,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_switch_at_a_time EXCLUDE USING gist (name WITH =, in_force WITH &&),
  constraint policy_switch_pkey PRIMARY KEY (id),
  constraint switch_cited_or_assumed CHECK ((num_nonnulls(citation, assumption) >= 1)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.policy_switch FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table charging.policy_switch enable row level security;
create policy add on charging.policy_switch for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy change on charging.policy_switch for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy read on charging.policy_switch for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on charging.policy_switch to daywell_app;
grant select on charging.policy_switch to daywell_app;
grant update on charging.policy_switch to daywell_app;

create table charging.submission (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  for_day date not null,
  cause text not null,
  answers jsonb not null,
  answers_hash text not null,
  evidence_needed text[] not null,
  words text not null default ''::text,
  tells_of_partner boolean not null,
  partner_consent boolean not null,
  sent_by uuid not null,
  sent_by_person boolean not null,
  recorded_at timestamp with time zone not null default platform.now(),
  withdrawn_on date,
  withdrawn_why text,
  closed text,
  replaced_by uuid,
  constraint partner_agrees CHECK ((partner_consent OR (NOT tells_of_partner))),
  constraint replaced_by_own FOREIGN KEY (replaced_by, person_id) REFERENCES charging.submission(id, person_id) DEFERRABLE INITIALLY DEFERRED,
  constraint replaced_names_its_follower CHECK (((NOT (closed IS DISTINCT FROM 'replaced'::text)) = (replaced_by IS NOT NULL))),
  constraint submission_as_sent UNIQUE (id, person_id, answers_hash),
  constraint submission_cause CHECK ((cause = ANY (ARRAY['first'::text, 'change'::text, 'yearly'::text]))),
  constraint submission_closed CHECK ((closed = ANY (ARRAY['withdrawn'::text, 'replaced'::text, 'assessed'::text]))),
  constraint submission_of_person UNIQUE (id, person_id),
  constraint submission_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint submission_pkey PRIMARY KEY (id),
  constraint withdrawn_is_closed CHECK (((NOT (closed IS DISTINCT FROM 'withdrawn'::text)) = (withdrawn_on IS NOT NULL))),
  constraint withdrawn_with_reason CHECK (((withdrawn_on IS NULL) = (withdrawn_why IS NULL))));
CREATE INDEX submission_person ON charging.submission USING btree (person_id);
CREATE INDEX submission_replaced_by ON charging.submission USING btree (replaced_by) WHERE (replaced_by IS NOT NULL);
CREATE UNIQUE INDEX one_open_submission ON charging.submission USING btree (person_id) WHERE (closed IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.submission FOR EACH ROW EXECUTE FUNCTION platform.end_only('withdrawn_on', 'withdrawn_why', 'closed', 'replaced_by');
CREATE TRIGGER not_on_merged AFTER INSERT ON charging.submission REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table charging.submission enable row level security;
create policy add on charging.submission for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_reckon(person_id) AND (sent_by_person = ( SELECT platform.is_role(VARIADIC ARRAY['person'::text]) AS is_role))));
create policy change on charging.submission for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
create policy read on charging.submission for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(person_id));
grant insert on charging.submission to daywell_app;
grant select on charging.submission to daywell_app;
grant update on charging.submission to daywell_app;

create table charging.working_line (
  financial_assessment_id uuid not null,
  number smallint not null,
  part text not null,
  sign text not null,
  label text not null,
  amount_pence bigint not null,
  working text not null default ''::text,
  citation text not null,
  mark text,
  derived boolean not null default false,
  constraint working_line_financial_assessment_id_fkey FOREIGN KEY (financial_assessment_id) REFERENCES charging.financial_assessment(id),
  constraint working_line_pkey PRIMARY KEY (financial_assessment_id, number));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON charging.working_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table charging.working_line enable row level security;
create policy add on charging.working_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'finance'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM charging.financial_assessment f
  WHERE (f.id = working_line.financial_assessment_id)))));
create policy change on charging.working_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'finance'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM charging.financial_assessment f
  WHERE (f.id = working_line.financial_assessment_id)))));
create policy read on charging.working_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM charging.financial_assessment f
  WHERE (f.id = working_line.financial_assessment_id))));
grant insert on charging.working_line to daywell_app;
grant select on charging.working_line to daywell_app;
grant update on charging.working_line to daywell_app;

create table planning.approval (
  id uuid not null default gen_random_uuid(),
  plan_version_id uuid not null,
  plan_id uuid not null,
  about text not null,
  approved boolean not null,
  comment text not null,
  decided_by uuid not null,
  decided_on date not null,
  decided_at timestamp with time zone not null default platform.now(),
  prepared_by uuid not null,
  contents_hash text not null,
  gross_yearly_pence bigint,
  limit_id uuid not null,
  limit_pence bigint not null,
  constraint approval_about CHECK ((about = ANY (ARRAY['contents'::text, 'cost'::text]))),
  constraint approval_as_given UNIQUE (id, about, approved),
  constraint approval_pkey PRIMARY KEY (id),
  constraint approves_these_contents FOREIGN KEY (plan_version_id, plan_id, prepared_by, contents_hash) REFERENCES planning.plan_version(id, plan_id, prepared_by, contents_hash),
  constraint approves_this_cost FOREIGN KEY (plan_version_id, plan_id, prepared_by, contents_hash, gross_yearly_pence) REFERENCES planning.plan_version(id, plan_id, prepared_by, contents_hash, gross_yearly_pence),
  constraint cost_only_in_cost_approval CHECK (((about = 'cost'::text) = (gross_yearly_pence IS NOT NULL))),
  constraint not_ones_own_plan CHECK ((decided_by <> prepared_by)),
  constraint own_limit FOREIGN KEY (limit_id, decided_by, limit_pence) REFERENCES planning.approval_limit(id, staff_id, yearly_pence),
  constraint within_the_limit CHECK (((NOT approved) OR (about = 'contents'::text) OR (gross_yearly_pence <= limit_pence))));
CREATE INDEX approval_by_limit ON planning.approval USING btree (limit_id);
CREATE INDEX approval_plan_version ON planning.approval USING btree (plan_version_id);
CREATE UNIQUE INDEX approved_once ON planning.approval USING btree (plan_version_id, about) WHERE approved;
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.approval FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER limit_in_force BEFORE INSERT ON planning.approval FOR EACH ROW EXECUTE FUNCTION planning.limit_in_force();
alter table planning.approval enable row level security;
create policy add on planning.approval for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['team_manager'::text]) AS is_role) AND ((decided_by)::text = platform.who('staff_id'::text)) AND (EXISTS ( SELECT
   FROM planning.plan p
  WHERE (p.id = approval.plan_id)))));
create policy change on planning.approval for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on planning.approval for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.plan p
  WHERE (p.id = approval.plan_id))));
grant insert on planning.approval to daywell_app;
grant select on planning.approval to daywell_app;
grant update on planning.approval to daywell_app;

create table planning.approval_limit (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  yearly_pence bigint not null,
  from_date date not null,
  until_date date,
  ended_on date,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'delegation'::text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint approval_limit_pkey PRIMARY KEY (id),
  constraint limit_not_negative CHECK ((yearly_pence >= 0)),
  constraint limit_of_staff UNIQUE (id, staff_id, yearly_pence),
  constraint one_limit_at_a_time EXCLUDE USING gist (staff_id WITH =, in_force WITH &&));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.approval_limit FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table planning.approval_limit enable row level security;
create policy add on planning.approval_limit for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy change on planning.approval_limit for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['administrator'::text]) AS is_role));
create policy read on planning.approval_limit for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on planning.approval_limit to daywell_app;
grant select on planning.approval_limit to daywell_app;
grant update on planning.approval_limit to daywell_app;

create table planning.budget_line (
  id uuid not null default gen_random_uuid(),
  term_id uuid not null,
  person_id uuid not null,
  component text not null,
  route text not null,
  pool_id uuid,
  provider_id uuid,
  in_house boolean,
  rate_id uuid,
  block_contract_id uuid,
  off_framework_ground text,
  transport_decision_id uuid,
  per_session_pence bigint not null,
  council_share_pence bigint not null,
  direct_payment_exception_id uuid,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  off_framework_id uuid,
  off_framework_limit_pence bigint,
  constraint budget_line_block_contract_id_fkey FOREIGN KEY (block_contract_id) REFERENCES market.block_contract(id),
  constraint budget_line_pkey PRIMARY KEY (id),
  constraint budget_line_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES planning.pool(id),
  constraint budget_line_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES market.rate(id),
  constraint council_share_within_price CHECK (((council_share_pence >= 0) AND (council_share_pence <= per_session_pence))),
  constraint free_means_no_cost CHECK (((route = 'no_cost'::text) = (per_session_pence = 0))),
  constraint in_house_told_truly FOREIGN KEY (provider_id, in_house) REFERENCES market.provider(id, in_house),
  constraint line_as_priced UNIQUE (id, term_id, per_session_pence),
  constraint line_component CHECK ((component = ANY (ARRAY['support'::text, 'transport'::text, 'escort'::text, 'meal'::text, 'employer_costs'::text]))),
  constraint line_exception_of_person FOREIGN KEY (direct_payment_exception_id, person_id) REFERENCES planning.direct_payment_exception(id, person_id),
  constraint line_of_person UNIQUE (id, person_id),
  constraint line_of_term FOREIGN KEY (term_id, person_id) REFERENCES planning.session_term(id, person_id),
  constraint line_price CHECK ((per_session_pence >= 0)),
  constraint line_route CHECK ((route = ANY (ARRAY['direct_payment'::text, 'council_managed'::text, 'provider_managed'::text, 'prepaid_card'::text, 'no_cost'::text]))),
  constraint line_transport_decision FOREIGN KEY (transport_decision_id, person_id) REFERENCES planning.transport_decision(id, person_id),
  constraint no_direct_payment_for_own_service CHECK (((route <> 'direct_payment'::text) OR (in_house IS NOT TRUE) OR (direct_payment_exception_id IS NOT NULL))),
  constraint off_framework_both_or_neither CHECK (((off_framework_id IS NULL) = (off_framework_limit_pence IS NULL))),
  constraint off_framework_of_line FOREIGN KEY (off_framework_id, person_id, provider_id, off_framework_limit_pence) REFERENCES market.off_framework_purchase(id, person_id, provider_id, limit_pence),
  constraint off_framework_within_the_limit CHECK (((off_framework_id IS NULL) OR (per_session_pence <= off_framework_limit_pence))),
  constraint one_price_at_a_time EXCLUDE USING gist (term_id WITH =, component WITH =, route WITH =, in_force WITH &&),
  constraint pool_only_for_direct_payment CHECK (((pool_id IS NULL) OR (route = 'direct_payment'::text))),
  constraint provider_both_or_neither CHECK (((provider_id IS NULL) = (in_house IS NULL))));
CREATE INDEX budget_line_block_contract ON planning.budget_line USING btree (block_contract_id);
CREATE INDEX budget_line_direct_payment_exception ON planning.budget_line USING btree (direct_payment_exception_id);
CREATE INDEX budget_line_of_term ON planning.budget_line USING btree (term_id) INCLUDE (in_force, id, person_id, component, route, provider_id, per_session_pence, council_share_pence);
CREATE INDEX budget_line_off_framework ON planning.budget_line USING btree (off_framework_id) WHERE (off_framework_id IS NOT NULL);
CREATE INDEX budget_line_person ON planning.budget_line USING btree (person_id);
CREATE INDEX budget_line_pool ON planning.budget_line USING btree (pool_id);
CREATE INDEX budget_line_provider ON planning.budget_line USING btree (provider_id);
CREATE INDEX budget_line_rate ON planning.budget_line USING btree (rate_id);
CREATE INDEX budget_line_transport_decision ON planning.budget_line USING btree (transport_decision_id);
CREATE TRIGGER bought_rightly BEFORE INSERT ON planning.budget_line FOR EACH ROW EXECUTE FUNCTION planning.bought_rightly();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.budget_line FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER line_comes_to_pay AFTER INSERT ON planning.budget_line FOR EACH ROW WHEN ((new.per_session_pence > 0)) EXECUTE FUNCTION finance.line_comes_to_pay();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.budget_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
CREATE CONSTRAINT TRIGGER payers_add_up AFTER INSERT ON planning.budget_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION planning.payers_add_up('id');
alter table planning.budget_line enable row level security;
create policy add on planning.budget_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.budget_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.budget_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (((provider_id)::text = platform.who('provider_id'::text)) AND (term_id IN ( SELECT m.term_id
   FROM brokerage.my_placements m)))));
grant insert on planning.budget_line to daywell_app;
grant select on planning.budget_line to daywell_app;
grant update on planning.budget_line to daywell_app;

create table planning.cut_guard (
  plan_version_id uuid not null,
  person_id uuid not null,
  measure text not null,
  was bigint not null,
  becomes bigint not null,
  review_due_id uuid not null,
  reasons text not null,
  carer_impact text not null,
  told_on date not null,
  first_day date not null,
  complaint_route_told boolean not null,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint cut_carer_impact CHECK ((btrim(carer_impact) <> ''::text)),
  constraint cut_falls CHECK ((becomes < was)),
  constraint cut_guard_pkey PRIMARY KEY (plan_version_id, measure),
  constraint cut_measure CHECK ((measure = ANY (ARRAY['hours'::text, 'sessions'::text, 'ratio'::text, 'transport'::text, 'money'::text]))),
  constraint cut_of_version FOREIGN KEY (plan_version_id, person_id) REFERENCES planning.plan_version(id, person_id),
  constraint cut_reasons CHECK ((btrim(reasons) <> ''::text)),
  constraint cut_reviewed FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint cut_told_before CHECK ((told_on < first_day)),
  constraint told_how_to_complain CHECK (complaint_route_told));
CREATE INDEX cut_guard_review_due ON planning.cut_guard USING btree (review_due_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.cut_guard FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.cut_guard REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table planning.cut_guard enable row level security;
create policy add on planning.cut_guard for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.cut_guard for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.cut_guard for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on planning.cut_guard to daywell_app;
grant select on planning.cut_guard to daywell_app;
grant update on planning.cut_guard to daywell_app;

create table planning.direct_payment_exception (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  decided_by uuid not null,
  reason text not null,
  from_date date not null,
  until_date date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint direct_payment_exception_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint direct_payment_exception_pkey PRIMARY KEY (id),
  constraint exception_in_order CHECK ((from_date <= until_date)),
  constraint exception_of_person UNIQUE (id, person_id));
CREATE INDEX direct_payment_exception_person ON planning.direct_payment_exception USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.direct_payment_exception FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.direct_payment_exception REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.direct_payment_exception enable row level security;
create policy add on planning.direct_payment_exception for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.direct_payment_exception for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.direct_payment_exception for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on planning.direct_payment_exception to daywell_app;
grant select on planning.direct_payment_exception to daywell_app;
grant update on planning.direct_payment_exception to daywell_app;

create table planning.dropped_line (
  term_id uuid not null,
  person_id uuid not null,
  last_day date not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint dropped_for_a_reason CHECK ((btrim(reason) <> ''::text)),
  constraint dropped_line_of_person FOREIGN KEY (term_id, person_id) REFERENCES planning.session_term(id, person_id),
  constraint dropped_line_pkey PRIMARY KEY (term_id));
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.dropped_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table planning.dropped_line enable row level security;
create policy add on planning.dropped_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.dropped_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.dropped_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
create policy take_back on planning.dropped_line for delete using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
grant delete on planning.dropped_line to daywell_app;
grant insert on planning.dropped_line to daywell_app;
grant select on planning.dropped_line to daywell_app;
grant update on planning.dropped_line to daywell_app;

create table planning.need_met_otherwise (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  care_act_item text not null,
  how text not null,
  words text not null,
  agreed_on date not null,
  ended_on date,
  end_reason text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint met_otherwise_ends_with_reason CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  constraint met_otherwise_how CHECK ((how = ANY (ARRAY['carer'::text, 'community'::text, 'other_service'::text, 'equipment'::text, 'health'::text, 'not_wanted'::text]))),
  constraint met_otherwise_in_order CHECK (((ended_on IS NULL) OR (ended_on >= agreed_on))),
  constraint met_otherwise_in_words CHECK ((btrim(words) <> ''::text)),
  constraint met_otherwise_item CHECK ((care_act_item = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text, 'e'::text, 'f'::text, 'g'::text, 'h'::text, 'i'::text, 'j'::text]))),
  constraint need_met_otherwise_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint need_met_otherwise_pkey PRIMARY KEY (id));
CREATE INDEX need_met_otherwise_person ON planning.need_met_otherwise USING btree (person_id);
CREATE UNIQUE INDEX one_other_way_at_a_time ON planning.need_met_otherwise USING btree (person_id, care_act_item) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.need_met_otherwise FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.need_met_otherwise REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.need_met_otherwise enable row level security;
create policy add on planning.need_met_otherwise for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on planning.need_met_otherwise for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on planning.need_met_otherwise for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on planning.need_met_otherwise to daywell_app;
grant select on planning.need_met_otherwise to daywell_app;
grant update on planning.need_met_otherwise to daywell_app;

create table planning.outcome (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  words text not null,
  i_statement text,
  care_act_item text not null,
  agreed_on date not null,
  ended_on date,
  end_reason text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint outcome_in_words CHECK ((btrim(words) <> ''::text)),
  constraint outcome_item CHECK ((care_act_item = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text, 'e'::text, 'f'::text, 'g'::text, 'h'::text, 'i'::text, 'j'::text]))),
  constraint outcome_of_person UNIQUE (id, person_id),
  constraint outcome_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint outcome_pkey PRIMARY KEY (id));
CREATE INDEX outcome_person_by_day ON planning.outcome USING btree (person_id, agreed_on, id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.outcome FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.outcome enable row level security;
create policy add on planning.outcome for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on planning.outcome for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on planning.outcome for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR (id IN ( SELECT m.outcome_id
   FROM brokerage.my_outcomes m))));
grant insert on planning.outcome to daywell_app;
grant select on planning.outcome to daywell_app;
grant update on planning.outcome to daywell_app;

create table planning.payer_share (
  budget_line_id uuid not null,
  payer text not null,
  legal_ground text not null,
  share_pence bigint not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint legal_ground CHECK ((legal_ground = ANY (ARRAY['care_act'::text, 'section_117'::text, 'continuing_healthcare'::text, 'joint_funding'::text, 'education_health_care_plan'::text, 'own_choice'::text, 'top_up'::text]))),
  constraint payer CHECK ((payer = ANY (ARRAY['council'::text, 'nhs'::text, 'education'::text, 'person'::text, 'other'::text]))),
  constraint payer_share_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES planning.budget_line(id),
  constraint payer_share_pkey PRIMARY KEY (budget_line_id, payer, legal_ground),
  constraint share_above_nothing CHECK ((share_pence > 0)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.payer_share FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER payers_add_up AFTER INSERT ON planning.payer_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION planning.payers_add_up('budget_line_id');
alter table planning.payer_share enable row level security;
create policy add on planning.payer_share for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.budget_line b
  WHERE ((b.id = payer_share.budget_line_id) AND people.reaches(b.person_id, '{practitioner,team_manager,broker}'::text[])))));
create policy change on planning.payer_share for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.budget_line b
  WHERE ((b.id = payer_share.budget_line_id) AND people.reaches(b.person_id, '{practitioner,team_manager,broker}'::text[])))));
create policy read on planning.payer_share for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.budget_line b
  WHERE ((b.id = payer_share.budget_line_id) AND (people.may_plan(b.person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role))))));
grant insert on planning.payer_share to daywell_app;
grant select on planning.payer_share to daywell_app;
grant update on planning.payer_share to daywell_app;

create table planning.plan (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_plan_a_person UNIQUE (person_id),
  constraint plan_of_person UNIQUE (id, person_id),
  constraint plan_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint plan_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.plan FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.plan REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.plan enable row level security;
create policy add on planning.plan for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.plan for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.plan for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on planning.plan to daywell_app;
grant select on planning.plan to daywell_app;
grant update on planning.plan to daywell_app;

create table planning.plan_version (
  id uuid not null default gen_random_uuid(),
  plan_id uuid not null,
  person_id uuid not null,
  number integer not null,
  from_date date not null,
  prepared_by uuid not null,
  contents_hash text not null,
  gross_yearly_pence bigint not null,
  yearly_minutes bigint not null default 0,
  yearly_sessions integer not null default 0,
  yearly_staff_minutes bigint not null default 0,
  yearly_journeys integer not null default 0,
  constant_price_pence bigint not null default 0,
  provenance text not null default 'planned'::text,
  urgent_decision_id uuid,
  urgent_until date,
  issued_budget_id uuid,
  advocacy_answer_id uuid,
  review_due_id uuid,
  contents_approval_id uuid,
  cost_approval_id uuid,
  agreed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'planned'::text,
  constraint agreed_on_issued_budget CHECK (((agreed_at IS NULL) OR (provenance <> 'planned'::text) OR (issued_budget_id IS NOT NULL))),
  constraint agreed_or_withdrawn CHECK (((agreed_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint agreed_with_advocacy_answered CHECK (((agreed_at IS NULL) OR (provenance <> 'planned'::text) OR (advocacy_answer_id IS NOT NULL))),
  constraint migrated_names_its_review CHECK (((provenance <> 'migrated'::text) OR (review_due_id IS NOT NULL))),
  constraint plan_version_pkey PRIMARY KEY (id),
  constraint urgent_names_its_decision CHECK ((((provenance = 'urgent'::text) = (urgent_decision_id IS NOT NULL)) AND ((urgent_decision_id IS NULL) = (urgent_until IS NULL)))),
  constraint version_advocacy FOREIGN KEY (advocacy_answer_id, person_id) REFERENCES people.advocacy_answer(id, person_id),
  constraint version_contents UNIQUE (id, plan_id, prepared_by, contents_hash),
  constraint version_contents_approval FOREIGN KEY (contents_approval_id) REFERENCES planning.approval(id),
  constraint version_cost UNIQUE (id, plan_id, prepared_by, contents_hash, gross_yearly_pence),
  constraint version_cost_approval FOREIGN KEY (cost_approval_id) REFERENCES planning.approval(id),
  constraint version_issued_budget FOREIGN KEY (issued_budget_id, person_id) REFERENCES allocation.issue(indicative_budget_id, person_id),
  constraint version_number_once UNIQUE (plan_id, number),
  constraint version_of_person UNIQUE (id, person_id),
  constraint version_plan_of_person FOREIGN KEY (plan_id, person_id) REFERENCES planning.plan(id, person_id),
  constraint version_provenance CHECK ((provenance = ANY (ARRAY['planned'::text, 'urgent'::text, 'migrated'::text]))),
  constraint version_review FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint version_urgent_decision FOREIGN KEY (urgent_decision_id, person_id, urgent_until) REFERENCES needs.urgent_decision(id, person_id, until_date),
  constraint yearly_cost CHECK ((gross_yearly_pence >= 0)));
CREATE INDEX plan_version_advocacy_answer ON planning.plan_version USING btree (advocacy_answer_id);
CREATE INDEX plan_version_contents_approval ON planning.plan_version USING btree (contents_approval_id);
CREATE INDEX plan_version_cost_approval ON planning.plan_version USING btree (cost_approval_id);
CREATE INDEX plan_version_issued_budget ON planning.plan_version USING btree (issued_budget_id);
CREATE INDEX plan_version_person ON planning.plan_version USING btree (person_id);
CREATE INDEX plan_version_review_due ON planning.plan_version USING btree (review_due_id);
CREATE INDEX plan_version_urgent_decision ON planning.plan_version USING btree (urgent_decision_id);
CREATE TRIGGER agree_lawfully BEFORE INSERT ON planning.plan_version FOR EACH ROW EXECUTE FUNCTION planning.agree_lawfully();
CREATE TRIGGER agree_lawfully_later BEFORE UPDATE OF agreed_at ON planning.plan_version FOR EACH ROW WHEN ((old.agreed_at IS NULL)) EXECUTE FUNCTION planning.agree_lawfully();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.plan_version FOR EACH ROW EXECUTE FUNCTION platform.end_only('agreed_at', 'withdrawn_at', 'issued_budget_id', 'advocacy_answer_id', 'contents_approval_id', 'cost_approval_id');
CREATE TRIGGER needs_met BEFORE INSERT ON planning.plan_version FOR EACH ROW EXECUTE FUNCTION planning.needs_met();
CREATE TRIGGER needs_met_later BEFORE UPDATE OF agreed_at ON planning.plan_version FOR EACH ROW WHEN ((old.agreed_at IS NULL)) EXECUTE FUNCTION planning.needs_met();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.plan_version REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table planning.plan_version enable row level security;
create policy add on planning.plan_version for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) AND (provenance <> 'migrated'::text)));
create policy change on planning.plan_version for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.plan_version for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on planning.plan_version to daywell_app;
grant select on planning.plan_version to daywell_app;
grant update on planning.plan_version to daywell_app;

create table planning.plan_version_term (
  plan_version_id uuid not null,
  term_id uuid not null,
  person_id uuid not null,
  constraint plan_version_term_pkey PRIMARY KEY (plan_version_id, term_id),
  constraint plan_version_term_plan_version_id_fkey FOREIGN KEY (plan_version_id) REFERENCES planning.plan_version(id),
  constraint plan_version_term_term_id_fkey FOREIGN KEY (term_id) REFERENCES planning.session_term(id),
  constraint term_and_version_same_person FOREIGN KEY (term_id, person_id) REFERENCES planning.session_term(id, person_id),
  constraint version_and_term_same_person FOREIGN KEY (plan_version_id, person_id) REFERENCES planning.plan_version(id, person_id));
CREATE INDEX plan_version_term_term ON planning.plan_version_term USING btree (term_id);
CREATE TRIGGER agreed_is_closed BEFORE INSERT ON planning.plan_version_term FOR EACH ROW EXECUTE FUNCTION planning.agreed_is_closed();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.plan_version_term FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.plan_version_term REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table planning.plan_version_term enable row level security;
create policy add on planning.plan_version_term for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.plan_version_term for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.plan_version_term for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on planning.plan_version_term to daywell_app;
grant select on planning.plan_version_term to daywell_app;
grant update on planning.plan_version_term to daywell_app;

create table planning.planned_session (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  plan_id uuid not null,
  purpose text not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint planned_session_of_person UNIQUE (id, person_id),
  constraint planned_session_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint planned_session_pkey PRIMARY KEY (id),
  constraint session_in_own_plan FOREIGN KEY (plan_id, person_id) REFERENCES planning.plan(id, person_id),
  constraint session_purpose CHECK ((purpose = ANY (ARRAY['support'::text, 'carer_break'::text, 'taster'::text]))));
CREATE INDEX planned_session_person ON planning.planned_session USING btree (person_id);
CREATE INDEX planned_session_plan ON planning.planned_session USING btree (plan_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.planned_session FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.planned_session REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.planned_session enable row level security;
create policy add on planning.planned_session for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.planned_session for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.planned_session for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR people.reaches(person_id, '{provider}'::text[])));
grant insert on planning.planned_session to daywell_app;
grant select on planning.planned_session to daywell_app;
grant update on planning.planned_session to daywell_app;

create table planning.pool (
  id uuid not null default gen_random_uuid(),
  name text not null,
  held_by uuid not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint pool_held_by_fkey FOREIGN KEY (held_by) REFERENCES people.person(id),
  constraint pool_pkey PRIMARY KEY (id));
CREATE INDEX pool_held_by ON planning.pool USING btree (held_by);
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.pool REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('held_by');
alter table planning.pool enable row level security;
create policy add on planning.pool for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(held_by));
create policy change on planning.pool for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(held_by));
create policy read on planning.pool for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(held_by) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.pool_member m
  WHERE (m.pool_id = pool.id)))));
grant insert on planning.pool to daywell_app;
grant select on planning.pool to daywell_app;
grant update on planning.pool to daywell_app;

create table planning.pool_member (
  id uuid not null default gen_random_uuid(),
  pool_id uuid not null,
  person_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint member_once EXCLUDE USING gist (pool_id WITH =, person_id WITH =, in_force WITH &&),
  constraint pool_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint pool_member_pkey PRIMARY KEY (id),
  constraint pool_member_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES planning.pool(id));
CREATE INDEX pool_member_person ON planning.pool_member USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.pool_member FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.pool_member REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.pool_member enable row level security;
create policy add on planning.pool_member for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.pool_member for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.pool_member for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role)));
grant insert on planning.pool_member to daywell_app;
grant select on planning.pool_member to daywell_app;
grant update on planning.pool_member to daywell_app;

create table planning.session_term (
  id uuid not null default gen_random_uuid(),
  planned_session_id uuid not null,
  person_id uuid not null,
  outcome_id uuid,
  session_id uuid,
  own_arrangement text,
  weekday smallint not null,
  every_weeks smallint not null default 1,
  first_monday date not null,
  season text not null default 'all'::text,
  start_minute smallint not null,
  end_minute smallint not null,
  support_band text not null,
  characteristics text[] not null default '{}'::text[],
  with_friends uuid[] not null default '{}'::uuid[],
  from_date date not null,
  until_date date,
  ended_on date,
  end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  provenance text not null default 'planned'::text,
  urgent_decision_id uuid,
  urgent_until date,
  review_due_id uuid,
  tier_decision_id uuid,
  free_period_id uuid,
  agreed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  agreed boolean generated always as ((agreed_at IS NOT NULL)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null,
  constraint migrated_term_names_its_review CHECK (((provenance <> 'migrated'::text) OR (review_due_id IS NOT NULL))),
  constraint no_session_without_outcome CHECK (((outcome_id IS NOT NULL) OR (provenance = ANY (ARRAY['urgent'::text, 'migrated'::text])))),
  constraint one_term_at_a_time EXCLUDE USING gist (planned_session_id WITH =, in_force WITH &&) WHERE ((agreed_at IS NOT NULL)),
  constraint outcome_of_the_same_person FOREIGN KEY (outcome_id, person_id) REFERENCES planning.outcome(id, person_id),
  constraint session_or_own_arrangement CHECK ((num_nonnulls(session_id, own_arrangement) = 1)),
  constraint session_term_pkey PRIMARY KEY (id),
  constraint session_term_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id),
  constraint session_term_support_band_fkey FOREIGN KEY (support_band) REFERENCES directory.support_band(code),
  constraint term_agreed UNIQUE (id, agreed),
  constraint term_agreed_or_withdrawn CHECK (((agreed_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint term_every_weeks CHECK ((every_weeks = ANY (ARRAY[1, 2, 3, 4, 6]))),
  constraint term_first_monday CHECK ((EXTRACT(isodow FROM first_monday) = (1)::numeric)),
  constraint term_free_period FOREIGN KEY (free_period_id, person_id) REFERENCES charging.free_period(id, person_id),
  constraint term_identity UNIQUE (id, planned_session_id, person_id),
  constraint term_in_order CHECK ((until_date >= from_date)),
  constraint term_minutes CHECK (((0 <= start_minute) AND (start_minute < end_minute) AND (end_minute <= 1440))),
  constraint term_of_person UNIQUE (id, person_id),
  constraint term_of_planned_session FOREIGN KEY (planned_session_id, person_id) REFERENCES planning.planned_session(id, person_id),
  constraint term_outcome UNIQUE (id, person_id, outcome_id),
  constraint term_provenance CHECK ((provenance = ANY (ARRAY['planned'::text, 'urgent'::text, 'migrated'::text]))),
  constraint term_review FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint term_season CHECK ((season = ANY (ARRAY['all'::text, 'term'::text, 'holiday'::text]))),
  constraint term_tier FOREIGN KEY (tier_decision_id, person_id) REFERENCES planning.tier_decision(id, person_id),
  constraint term_urgent_decision FOREIGN KEY (urgent_decision_id, person_id, urgent_until) REFERENCES needs.urgent_decision(id, person_id, until_date),
  constraint term_weekday CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint urgent_term_ends_with_decision CHECK (((provenance <> 'urgent'::text) OR ((until_date IS NOT NULL) AND (until_date <= urgent_until)))),
  constraint urgent_term_names_its_decision CHECK ((((provenance = 'urgent'::text) = (urgent_decision_id IS NOT NULL)) AND ((urgent_decision_id IS NULL) = (urgent_until IS NULL)))),
  constraint week_without_clash EXCLUDE USING gist (person_id WITH =, weekday WITH =, in_force WITH &&, int4range((start_minute)::integer, (end_minute)::integer) WITH &&, directory.cells((every_weeks)::integer, first_monday, season) WITH &&) WHERE ((agreed_at IS NOT NULL)));
CREATE INDEX session_term_free_period ON planning.session_term USING btree (free_period_id);
CREATE INDEX session_term_outcome ON planning.session_term USING btree (outcome_id);
CREATE INDEX session_term_person ON planning.session_term USING btree (person_id);
CREATE INDEX session_term_planned_session ON planning.session_term USING btree (planned_session_id);
CREATE INDEX session_term_review_due ON planning.session_term USING btree (review_due_id);
CREATE INDEX session_term_session ON planning.session_term USING btree (session_id);
CREATE INDEX session_term_tier_decision ON planning.session_term USING btree (tier_decision_id);
CREATE INDEX session_term_urgent_decision ON planning.session_term USING btree (urgent_decision_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.session_term FOR EACH ROW EXECUTE FUNCTION platform.end_only('agreed_at', 'withdrawn_at', 'ended_on', 'end_reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.session_term REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
CREATE TRIGGER term_lawful BEFORE INSERT ON planning.session_term FOR EACH ROW EXECUTE FUNCTION planning.term_lawful();
CREATE TRIGGER term_lawful_when_agreed BEFORE UPDATE OF agreed_at ON planning.session_term FOR EACH ROW WHEN ((old.agreed_at IS NULL)) EXECUTE FUNCTION planning.term_lawful();
alter table planning.session_term enable row level security;
create policy add on planning.session_term for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) AND (provenance <> 'migrated'::text)));
create policy change on planning.session_term for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.session_term for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (id IN ( SELECT m.term_id
   FROM brokerage.my_placements m))));
grant insert on planning.session_term to daywell_app;
grant select on planning.session_term to daywell_app;
grant update on planning.session_term to daywell_app;

create table planning.tier_decision (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  suggested_tier smallint not null,
  suggestion jsonb not null default '{}'::jsonb,
  rule_version text not null default '1'::text,
  tier smallint not null,
  reason text not null,
  decided_by uuid not null,
  decided_on date not null,
  reablement boolean not null default false,
  reablement_reason text,
  from_date date not null,
  until_date date,
  ended_on date,
  policy_days integer not null default 84,
  longer_reason text,
  review_due_id uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  constraint decided_tier CHECK ((tier = ANY (ARRAY[1, 2, 3]))),
  constraint enablement_has_end_and_review CHECK (((tier <> 3) OR ((until_date IS NOT NULL) AND (review_due_id IS NOT NULL)))),
  constraint enablement_longer_needs_reason CHECK (((tier <> 3) OR (until_date < (from_date + policy_days)) OR (longer_reason IS NOT NULL))),
  constraint one_tier_at_a_time EXCLUDE USING gist (person_id WITH =, in_force WITH &&),
  constraint policy_days CHECK ((policy_days > 0)),
  constraint reablement_found_for_a_reason CHECK (((NOT reablement) OR ((tier = 3) AND (reablement_reason IS NOT NULL)))),
  constraint suggested_tier CHECK ((suggested_tier = ANY (ARRAY[1, 2, 3]))),
  constraint tier_decision_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint tier_decision_pkey PRIMARY KEY (id),
  constraint tier_of_person UNIQUE (id, person_id),
  constraint tier_review_of_person FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.tier_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.tier_decision REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.tier_decision enable row level security;
create policy add on planning.tier_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy change on planning.tier_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND ((decided_by)::text = platform.who('staff_id'::text))));
create policy read on planning.tier_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on planning.tier_decision to daywell_app;
grant select on planning.tier_decision to daywell_app;
grant update on planning.tier_decision to daywell_app;

create table planning.transport_decision (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  planned_session_id uuid,
  needed boolean not null,
  funded boolean not null,
  options_tried jsonb not null default '[]'::jsonb,
  mode text,
  decided_by uuid not null,
  decided_on date not null,
  reason text not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint transport_decision_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint transport_decision_pkey PRIMARY KEY (id),
  constraint transport_funded_where_needed CHECK (((NOT funded) OR needed)),
  constraint transport_of_person UNIQUE (id, person_id),
  constraint transport_to_own_session FOREIGN KEY (planned_session_id, person_id) REFERENCES planning.planned_session(id, person_id));
CREATE INDEX transport_decision_person ON planning.transport_decision USING btree (person_id);
CREATE INDEX transport_last_of_session ON planning.transport_decision USING btree (planned_session_id, recorded_at, id) INCLUDE (mode);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON planning.transport_decision FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON planning.transport_decision REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table planning.transport_decision enable row level security;
create policy add on planning.transport_decision for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on planning.transport_decision for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on planning.transport_decision for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on planning.transport_decision to daywell_app;
grant select on planning.transport_decision to daywell_app;
grant update on planning.transport_decision to daywell_app;

create table brokerage.failed_match (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  term_id uuid,
  weekday smallint not null,
  start_minute smallint not null,
  local_area text not null,
  need text not null,
  cause text not null,
  found_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint failed_cause CHECK ((cause = ANY (ARRAY['no_capacity'::text, 'too_far'::text, 'ratio'::text, 'access'::text, 'time'::text, 'price'::text, 'provider_declined'::text, 'person_declined'::text, 'keep_apart'::text]))),
  constraint failed_match_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint failed_match_pkey PRIMARY KEY (id),
  constraint failed_match_term_id_fkey FOREIGN KEY (term_id) REFERENCES planning.session_term(id),
  constraint failed_weekday CHECK (((weekday >= 1) AND (weekday <= 7))));
CREATE INDEX failed_match_person ON brokerage.failed_match USING btree (person_id);
CREATE INDEX failed_match_term ON brokerage.failed_match USING btree (term_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.failed_match FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.failed_match REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table brokerage.failed_match enable row level security;
create policy add on brokerage.failed_match for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on brokerage.failed_match for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on brokerage.failed_match for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on brokerage.failed_match to daywell_app;
grant select on brokerage.failed_match to daywell_app;
grant update on brokerage.failed_match to daywell_app;

create table brokerage.message (
  id uuid not null,
  provider_id uuid not null,
  from_provider boolean not null,
  words text not null,
  session_id uuid,
  person_id uuid,
  sent_by uuid not null,
  sender text not null,
  sent_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint message_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint message_said CHECK (((btrim(words) <> ''::text) AND (length(words) <= 4000))),
  constraint message_session_id_fkey FOREIGN KEY (session_id) REFERENCES directory.session(id));
CREATE INDEX message_person ON brokerage.message USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX message_session ON brokerage.message USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX message_thread ON brokerage.message USING btree (provider_id, sent_at);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.message FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER message_about_own BEFORE INSERT ON brokerage.message FOR EACH ROW EXECUTE FUNCTION brokerage.message_about_own();
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.message REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table brokerage.message enable row level security;
create policy add on brokerage.message for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (((from_provider = ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role)) AND ((provider_id)::text = platform.who('provider_id'::text))) OR ((from_provider = ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role)) AND ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text]) AS is_role) AND ((person_id IS NULL) OR people.reaches(person_id, '{broker}'::text[])))));
create policy change on brokerage.message for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on brokerage.message for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((((provider_id)::text = platform.who('provider_id'::text)) AND ((person_id IS NULL) OR people.reaches(person_id, '{provider}'::text[]))) OR (( SELECT platform.is_role(VARIADIC ARRAY['broker'::text, 'commissioner'::text]) AS is_role) AND ((person_id IS NULL) OR people.reaches(person_id, '{broker}'::text[])))));
grant insert on brokerage.message to daywell_app;
grant select on brokerage.message to daywell_app;
grant update on brokerage.message to daywell_app;

create table brokerage.message_read (
  message_id uuid not null,
  read_by uuid not null,
  read_at timestamp with time zone not null,
  constraint message_read_message_id_fkey FOREIGN KEY (message_id) REFERENCES brokerage.message(id),
  constraint message_read_pkey PRIMARY KEY (message_id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.message_read FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table brokerage.message_read enable row level security;
create policy add on brokerage.message_read for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM brokerage.message m
  WHERE ((m.id = message_read.message_id) AND (m.from_provider <> ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role))))));
create policy change on brokerage.message_read for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on brokerage.message_read for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM brokerage.message m
  WHERE (m.id = message_read.message_id))));
grant insert on brokerage.message_read to daywell_app;
grant select on brokerage.message_read to daywell_app;
grant update on brokerage.message_read to daywell_app;

create table brokerage.offer (
  id uuid not null default gen_random_uuid(),
  referral_id uuid,
  term_id uuid not null,
  provider_id uuid not null,
  sent_at timestamp with time zone not null,
  answer_by timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by uuid,
  answer_reason text,
  price_pence bigint,
  withdrawn_at timestamp with time zone,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint answer_and_time_together CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint answer_or_withdrawal CHECK (((answer IS NULL) OR (withdrawn_at IS NULL) OR (withdrawn_at >= answered_at))),
  constraint answered_in_time CHECK ((answered_at <= answer_by)),
  constraint offer_answer CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'change_proposed'::text]))),
  constraint offer_of_term UNIQUE (id, term_id),
  constraint offer_on_referral FOREIGN KEY (referral_id, term_id) REFERENCES brokerage.referral(id, term_id),
  constraint offer_pkey PRIMARY KEY (id),
  constraint offer_price CHECK ((price_pence >= 0)),
  constraint offer_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint offer_term_id_fkey FOREIGN KEY (term_id) REFERENCES planning.session_term(id));
CREATE INDEX offer_provider ON brokerage.offer USING btree (provider_id);
CREATE INDEX offer_referral ON brokerage.offer USING btree (referral_id);
CREATE INDEX offer_term ON brokerage.offer USING btree (term_id);
CREATE UNIQUE INDEX one_open_offer ON brokerage.offer USING btree (term_id, provider_id) WHERE ((answer IS NULL) AND (withdrawn_at IS NULL));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.offer FOR EACH ROW EXECUTE FUNCTION platform.end_only('answer', 'answered_at', 'answered_by', 'answer_reason', 'price_pence', 'withdrawn_at');
CREATE TRIGGER offered_rightly BEFORE INSERT ON brokerage.offer FOR EACH ROW EXECUTE FUNCTION brokerage.offered_rightly();
alter table brokerage.offer enable row level security;
create policy add on brokerage.offer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM planning.session_term t
  WHERE ((t.id = offer.term_id) AND people.reaches(t.person_id, '{practitioner,team_manager,broker}'::text[])))));
create policy change on brokerage.offer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (((provider_id)::text = platform.who('provider_id'::text)) OR (EXISTS ( SELECT
   FROM planning.session_term t
  WHERE ((t.id = offer.term_id) AND people.reaches(t.person_id, '{practitioner,team_manager,broker}'::text[]))))));
create policy read on brokerage.offer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (((provider_id)::text = platform.who('provider_id'::text)) OR (EXISTS ( SELECT
   FROM planning.session_term t
  WHERE ((t.id = offer.term_id) AND people.may_plan(t.person_id))))));
grant insert on brokerage.offer to daywell_app;
grant select on brokerage.offer to daywell_app;
grant update on brokerage.offer to daywell_app;

create table brokerage.pause (
  id uuid not null default gen_random_uuid(),
  placement_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  person_id uuid not null,
  act_id uuid not null,
  continues uuid,
  review_due_id uuid,
  end_kind text,
  ended_by uuid,
  ended_at timestamp with time zone,
  support_pause_id uuid,
  constraint one_pause_at_a_time EXCLUDE USING gist (placement_id WITH =, in_force WITH &&),
  constraint open_pause_names_its_review CHECK (((until_date IS NOT NULL) OR (review_due_id IS NOT NULL))),
  constraint pause_continues_own FOREIGN KEY (continues, placement_id) REFERENCES brokerage.pause(id, placement_id),
  constraint pause_of_own_placement FOREIGN KEY (placement_id, person_id) REFERENCES brokerage.placement(id, person_id),
  constraint pause_of_person UNIQUE (id, person_id),
  constraint pause_of_placement UNIQUE (id, placement_id),
  constraint pause_once_an_act UNIQUE (act_id, placement_id),
  constraint pause_pkey PRIMARY KEY (id),
  constraint pause_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES brokerage.placement(id),
  constraint pause_review_of_person FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint placement_pause_end_kind CHECK ((end_kind = ANY (ARRAY['back'::text, 'changed'::text, 'wrong'::text, 'place_ended'::text]))),
  constraint placement_pause_ended_by_somebody CHECK ((((ended_on IS NULL) = (end_kind IS NULL)) AND ((ended_on IS NULL) = (ended_by IS NULL)) AND ((ended_on IS NULL) = (ended_at IS NULL)))),
  constraint placement_pause_ends_early CHECK ((ended_on < until_date)),
  constraint placement_pause_in_order CHECK ((from_date <= until_date)),
  constraint placement_pause_within_a_year CHECK ((until_date < (from_date + 366))),
  constraint wrong_pause_never_was CHECK (((end_kind <> 'wrong'::text) OR (ended_on < from_date))));
CREATE INDEX pause_continues ON brokerage.pause USING btree (continues) WHERE (continues IS NOT NULL);
CREATE INDEX pause_of_support ON brokerage.pause USING btree (person_id) WHERE (support_pause_id IS NOT NULL);
CREATE INDEX pause_person ON brokerage.pause USING btree (person_id);
CREATE INDEX pause_review ON brokerage.pause USING btree (review_due_id) WHERE (review_due_id IS NOT NULL);
CREATE UNIQUE INDEX pause_continued_once ON brokerage.pause USING btree (continues) WHERE (NOT isempty(in_force));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.pause FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_kind', 'ended_by', 'ended_at');
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.pause REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
CREATE TRIGGER paused_rightly BEFORE INSERT OR UPDATE ON brokerage.pause FOR EACH ROW EXECUTE FUNCTION brokerage.paused_rightly();
alter table brokerage.pause enable row level security;
create policy add on brokerage.pause for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM brokerage.placement l
  WHERE ((l.id = pause.placement_id) AND people.reaches(l.person_id, '{practitioner,team_manager,broker}'::text[])))));
create policy change on brokerage.pause for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM brokerage.placement l
  WHERE ((l.id = pause.placement_id) AND people.reaches(l.person_id, '{practitioner,team_manager,broker}'::text[])))));
create policy read on brokerage.pause for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM brokerage.placement l
  WHERE (l.id = pause.placement_id))));
grant insert on brokerage.pause to daywell_app;
grant select on brokerage.pause to daywell_app;
grant update on brokerage.pause to daywell_app;

create table brokerage.pause_reason (
  pause_id uuid not null,
  person_id uuid not null,
  reason text not null,
  words text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint other_reason_in_words CHECK (((reason <> 'chose_otherwise'::text) OR (words IS NOT NULL))),
  constraint pause_reason_known CHECK ((reason = ANY (ARRAY['in_hospital'::text, 'unwell'::text, 'holiday'::text, 'chose_otherwise'::text]))),
  constraint pause_reason_of_pause FOREIGN KEY (pause_id, person_id) REFERENCES brokerage.pause(id, person_id),
  constraint pause_reason_pkey PRIMARY KEY (pause_id),
  constraint pause_words CHECK ((btrim(words) <> ''::text)));
CREATE INDEX pause_reason_person ON brokerage.pause_reason USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.pause_reason FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.pause_reason REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table brokerage.pause_reason enable row level security;
create policy add on brokerage.pause_reason for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on brokerage.pause_reason for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on brokerage.pause_reason to daywell_app;
grant select on brokerage.pause_reason to daywell_app;
grant update on brokerage.pause_reason to daywell_app;

create table brokerage.placement (
  id uuid not null default gen_random_uuid(),
  term_id uuid not null,
  person_id uuid not null,
  agreed boolean not null default true,
  offer_id uuid,
  standing_place_id uuid,
  provider_id uuid not null,
  from_date date not null,
  until_date date,
  ended_on date,
  end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  provenance text not null default 'planned'::text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'placed'::text,
  begins_in_pause boolean not null default false,
  constraint one_placement_at_a_time EXCLUDE USING gist (term_id WITH =, in_force WITH &&),
  constraint one_placement_per_seat UNIQUE (standing_place_id),
  constraint only_for_an_agreed_term FOREIGN KEY (term_id, agreed) REFERENCES planning.session_term(id, agreed),
  constraint placed_when_agreed CHECK (agreed),
  constraint placement_of_person UNIQUE (id, person_id),
  constraint placement_offer FOREIGN KEY (offer_id, term_id) REFERENCES brokerage.offer(id, term_id),
  constraint placement_pkey PRIMARY KEY (id),
  constraint placement_provenance CHECK ((provenance = ANY (ARRAY['planned'::text, 'urgent'::text, 'migrated'::text]))),
  constraint placement_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint placement_seat FOREIGN KEY (standing_place_id, person_id) REFERENCES directory.standing_place(id, person_id),
  constraint placement_term FOREIGN KEY (term_id, person_id) REFERENCES planning.session_term(id, person_id));
CREATE INDEX placement_of_term ON brokerage.placement USING btree (term_id) INCLUDE (in_force, provider_id);
CREATE INDEX placement_person ON brokerage.placement USING btree (person_id, provider_id);
CREATE INDEX placement_provider ON brokerage.placement USING btree (provider_id);
CREATE INDEX placement_term ON brokerage.placement USING btree (term_id, provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.placement FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'end_reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.placement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
CREATE CONSTRAINT TRIGGER paused_with_support AFTER INSERT ON brokerage.placement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION brokerage.paused_with_support();
CREATE TRIGGER placed_rightly BEFORE INSERT ON brokerage.placement FOR EACH ROW EXECUTE FUNCTION brokerage.placed_rightly();
alter table brokerage.placement enable row level security;
create policy add on brokerage.placement for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) AND (provenance <> 'migrated'::text)));
create policy change on brokerage.placement for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on brokerage.placement for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on brokerage.placement to daywell_app;
grant select on brokerage.placement to daywell_app;
grant update on brokerage.placement to daywell_app;

create table brokerage.referral (
  id uuid not null default gen_random_uuid(),
  term_id uuid not null,
  person_id uuid not null,
  outcome_id uuid,
  provenance text not null default 'planned'::text,
  approval_id uuid,
  about text not null default 'contents'::text,
  approved boolean not null default true,
  needs_to_know text,
  opened_on date not null,
  closed_on date,
  close_reason text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint no_referral_without_approval CHECK (((approval_id IS NOT NULL) OR (provenance = ANY (ARRAY['urgent'::text, 'migrated'::text])))),
  constraint no_referral_without_outcome CHECK (((outcome_id IS NOT NULL) OR (provenance = ANY (ARRAY['urgent'::text, 'migrated'::text])))),
  constraint referral_about CHECK ((about = 'contents'::text)),
  constraint referral_approved CHECK (approved),
  constraint referral_closed_for_a_reason CHECK (((closed_on IS NULL) = (close_reason IS NULL))),
  constraint referral_contents_approved FOREIGN KEY (approval_id, about, approved) REFERENCES planning.approval(id, about, approved),
  constraint referral_of_term UNIQUE (id, term_id),
  constraint referral_outcome FOREIGN KEY (term_id, person_id, outcome_id) REFERENCES planning.session_term(id, person_id, outcome_id),
  constraint referral_pkey PRIMARY KEY (id),
  constraint referral_provenance CHECK ((provenance = ANY (ARRAY['planned'::text, 'urgent'::text, 'migrated'::text]))),
  constraint referral_term FOREIGN KEY (term_id, person_id) REFERENCES planning.session_term(id, person_id));
CREATE INDEX referral_approval ON brokerage.referral USING btree (approval_id);
CREATE INDEX referral_person ON brokerage.referral USING btree (person_id);
CREATE INDEX referral_term ON brokerage.referral USING btree (term_id);
CREATE UNIQUE INDEX one_open_referral ON brokerage.referral USING btree (term_id) WHERE (closed_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON brokerage.referral FOR EACH ROW EXECUTE FUNCTION platform.end_only('closed_on', 'close_reason');
CREATE TRIGGER not_on_merged AFTER INSERT ON brokerage.referral REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table brokerage.referral enable row level security;
create policy add on brokerage.referral for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]) AND (provenance <> 'migrated'::text)));
create policy change on brokerage.referral for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on brokerage.referral for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_plan(person_id));
grant insert on brokerage.referral to daywell_app;
grant select on brokerage.referral to daywell_app;
grant update on brokerage.referral to daywell_app;

create table delivery.continuity_message (
  id uuid not null default gen_random_uuid(),
  occasion_id uuid not null,
  person_id uuid not null,
  told_at timestamp with time zone not null,
  told_by uuid not null,
  how text not null,
  words text not null,
  constraint continuity_message_occasion_id_fkey FOREIGN KEY (occasion_id) REFERENCES delivery.occasion(id),
  constraint continuity_message_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint continuity_message_pkey PRIMARY KEY (id));
CREATE INDEX continuity_message_occasion ON delivery.continuity_message USING btree (occasion_id);
CREATE INDEX continuity_message_person ON delivery.continuity_message USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON delivery.continuity_message FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table delivery.continuity_message enable row level security;
create policy add on delivery.continuity_message for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text, 'practitioner'::text, 'team_manager'::text, 'broker'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM delivery.occasion o
  WHERE (o.id = continuity_message.occasion_id)))));
create policy change on delivery.continuity_message for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on delivery.continuity_message for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM delivery.occasion o
  WHERE (o.id = continuity_message.occasion_id))));
grant insert on delivery.continuity_message to daywell_app;
grant select on delivery.continuity_message to daywell_app;
grant update on delivery.continuity_message to daywell_app;

create table delivery.head_count (
  id uuid not null,
  occurrence_id uuid not null,
  came smallint not null,
  replaces uuid,
  counted_by uuid not null,
  counted_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint head_count_occurrence_id_fkey FOREIGN KEY (occurrence_id) REFERENCES directory.occurrence(id),
  constraint head_count_of_date UNIQUE (id, occurrence_id),
  constraint head_count_pkey PRIMARY KEY (id),
  constraint head_count_replaced_once UNIQUE (replaces),
  constraint head_count_replaces_own FOREIGN KEY (replaces, occurrence_id) REFERENCES delivery.head_count(id, occurrence_id),
  constraint head_count_sensible CHECK (((came >= 0) AND (came <= 500))));
CREATE UNIQUE INDEX one_first_head_count ON delivery.head_count USING btree (occurrence_id) WHERE (replaces IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON delivery.head_count FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table delivery.head_count enable row level security;
create policy add on delivery.head_count for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text]) AS is_role) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m)));
create policy change on delivery.head_count for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on delivery.head_count for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff) OR (occurrence_id IN ( SELECT m.occurrence_id
   FROM market.my_occurrences m)));
grant insert on delivery.head_count to daywell_app;
grant select on delivery.head_count to daywell_app;
grant update on delivery.head_count to daywell_app;

create table delivery.mark (
  id uuid not null,
  occasion_id uuid not null,
  reason text not null,
  noticed_at timestamp with time zone,
  note text,
  marked_by uuid not null,
  marked_at timestamp with time zone not null,
  received_at timestamp with time zone not null default platform.now(),
  replaces uuid,
  correction_reason text,
  here_from_minute smallint,
  here_until_minute smallint,
  closure_id uuid,
  pause_id uuid,
  constraint correction_has_reason CHECK (((replaces IS NULL) = (correction_reason IS NULL))),
  constraint mark_occasion_id_fkey FOREIGN KEY (occasion_id) REFERENCES delivery.occasion(id),
  constraint mark_of_closure FOREIGN KEY (closure_id) REFERENCES directory.closure(id),
  constraint mark_of_closure_is_closed CHECK (((closure_id IS NULL) OR (reason = 'closed'::text))),
  constraint mark_of_occasion UNIQUE (id, occasion_id),
  constraint mark_of_pause FOREIGN KEY (pause_id) REFERENCES brokerage.pause(id),
  constraint mark_of_pause_is_its_reason CHECK (((pause_id IS NULL) OR (reason = ANY (ARRAY['in_hospital'::text, 'unwell'::text, 'holiday'::text, 'chose_otherwise'::text])))),
  constraint mark_pkey PRIMARY KEY (id),
  constraint mark_reason_fkey FOREIGN KEY (reason) REFERENCES delivery.reason(code),
  constraint mark_replaced_once UNIQUE (replaces),
  constraint mark_replaces_own FOREIGN KEY (replaces, occasion_id) REFERENCES delivery.mark(id, occasion_id),
  constraint mark_times CHECK (((0 <= here_from_minute) AND (here_from_minute < here_until_minute) AND (here_until_minute <= 1440))),
  constraint mark_times_only_for_a_part CHECK ((((reason = 'attended_part'::text) = (here_from_minute IS NOT NULL)) AND ((here_from_minute IS NULL) = (here_until_minute IS NULL)))));
CREATE INDEX mark_by_closure ON delivery.mark USING btree (closure_id) WHERE (closure_id IS NOT NULL);
CREATE INDEX mark_by_occasion ON delivery.mark USING btree (occasion_id);
CREATE INDEX mark_by_pause ON delivery.mark USING btree (pause_id) WHERE (pause_id IS NOT NULL);
CREATE INDEX mark_called_off ON delivery.mark USING btree (occasion_id) WHERE (reason = ANY (ARRAY['provider_cancelled'::text, 'closed'::text]));
CREATE UNIQUE INDEX one_first_mark ON delivery.mark USING btree (occasion_id) WHERE (replaces IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON delivery.mark FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER mark_comes_to_pay AFTER INSERT ON delivery.mark REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finance.mark_comes_to_pay();
alter table delivery.mark enable row level security;
create policy add on delivery.mark for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text, 'practitioner'::text, 'team_manager'::text, 'broker'::text]) AS is_role) AND (EXISTS ( SELECT
   FROM delivery.occasion o
  WHERE (o.id = mark.occasion_id)))));
create policy change on delivery.mark for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy own_notice on delivery.mark for insert with check (platform.is_role(VARIADIC ARRAY['person'::text]) AND (noticed_at IS NOT NULL) AND (replaces IS NULL) AND (EXISTS ( SELECT
   FROM delivery.occasion o
  WHERE ((o.id = mark.occasion_id) AND people.reaches(o.person_id, '{person}'::text[])))));
create policy read on delivery.mark for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM delivery.occasion o
  WHERE (o.id = mark.occasion_id))));
grant insert on delivery.mark to daywell_app;
grant select on delivery.mark to daywell_app;
grant update on delivery.mark to daywell_app;

create table delivery.occasion (
  id uuid not null default gen_random_uuid(),
  term_id uuid not null,
  planned_session_id uuid not null,
  person_id uuid not null,
  on_date date not null,
  start_minute smallint not null,
  end_minute smallint not null,
  place_claim_id uuid,
  stands_in_for uuid,
  ended_at timestamp with time zone,
  end_reason text,
  ended_by uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  pause_id uuid,
  constraint laid_in_pause FOREIGN KEY (pause_id) REFERENCES brokerage.pause(id),
  constraint occasion_as_dated UNIQUE (id, term_id, person_id, on_date),
  constraint occasion_claim FOREIGN KEY (place_claim_id, person_id, on_date) REFERENCES directory.place_claim(id, person_id, on_date),
  constraint occasion_ended_for_a_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint occasion_minutes CHECK (((0 <= start_minute) AND (start_minute < end_minute) AND (end_minute <= 1440))),
  constraint occasion_of_term FOREIGN KEY (term_id, planned_session_id, person_id) REFERENCES planning.session_term(id, planned_session_id, person_id),
  constraint occasion_pkey PRIMARY KEY (id),
  constraint occasion_stands_in_for_fkey FOREIGN KEY (stands_in_for) REFERENCES delivery.occasion(id),
  constraint person_expected_once EXCLUDE USING gist (person_id WITH =, on_date WITH =, int4range((start_minute)::integer, (end_minute)::integer) WITH &&) WHERE ((ended_at IS NULL)),
  constraint stood_in_for_once UNIQUE (stands_in_for));
CREATE INDEX occasion_by_date ON delivery.occasion USING btree (on_date, term_id);
CREATE INDEX occasion_laid_again ON delivery.occasion USING btree (planned_session_id, on_date) WHERE (end_reason = ANY (ARRAY['laid again'::text, 'pause ended'::text]));
CREATE INDEX occasion_laid_in_pause ON delivery.occasion USING btree (pause_id) WHERE (pause_id IS NOT NULL);
CREATE INDEX occasion_of_person ON delivery.occasion USING btree (person_id, on_date) WHERE (ended_at IS NULL);
CREATE INDEX occasion_paused ON delivery.occasion USING btree (term_id, on_date) WHERE (end_reason = ANY (ARRAY['paused'::text, 'pause ended'::text]));
CREATE INDEX occasion_person ON delivery.occasion USING btree (person_id, on_date);
CREATE INDEX occasion_term ON delivery.occasion USING btree (term_id, on_date);
CREATE UNIQUE INDEX claim_used_once ON delivery.occasion USING btree (place_claim_id) WHERE ((end_reason IS NULL) OR (end_reason <> ALL (ARRAY['paused'::text, 'pause ended'::text])));
CREATE UNIQUE INDEX one_occasion_a_date ON delivery.occasion USING btree (planned_session_id, on_date) WHERE (ended_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON delivery.occasion FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_at', 'end_reason', 'ended_by');
CREATE TRIGGER occasion_lawful BEFORE INSERT ON delivery.occasion FOR EACH ROW EXECUTE FUNCTION delivery.occasion_lawful();
CREATE CONSTRAINT TRIGGER settled_in_pause AFTER INSERT ON delivery.occasion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.pause_id IS NOT NULL)) EXECUTE FUNCTION delivery.settled_in_pause();
alter table delivery.occasion enable row level security;
create policy add on delivery.occasion for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy change on delivery.occasion for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.reaches(person_id, '{practitioner,team_manager,broker}'::text[]));
create policy read on delivery.occasion for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_plan(person_id) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND brokerage.my_date(term_id, on_date, place_claim_id))));
grant insert on delivery.occasion to daywell_app;
grant select on delivery.occasion to daywell_app;
grant update on delivery.occasion to daywell_app;

create table delivery.pay_rule (
  id uuid not null default gen_random_uuid(),
  lot_id uuid,
  reason text not null,
  notice_hours_under integer not null default 0,
  paid_per_mille integer not null,
  paid_absences_cap integer,
  charged boolean not null,
  note_needed boolean not null,
  from_date date not null,
  until_date date,
  ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  citation text,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint one_rule_at_a_time EXCLUDE USING gist (COALESCE(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, reason WITH =, notice_hours_under WITH =, in_force WITH &&),
  constraint paid_absences CHECK ((paid_absences_cap >= 0)),
  constraint paid_share CHECK (((paid_per_mille >= 0) AND (paid_per_mille <= 1000))),
  constraint pay_rule_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES market.lot(id),
  constraint pay_rule_notice CHECK ((notice_hours_under >= 0)),
  constraint pay_rule_pkey PRIMARY KEY (id),
  constraint pay_rule_reason_fkey FOREIGN KEY (reason) REFERENCES delivery.reason(code));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON delivery.pay_rule FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on');
alter table delivery.pay_rule enable row level security;
create policy add on delivery.pay_rule for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on delivery.pay_rule for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on delivery.pay_rule for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on delivery.pay_rule to daywell_app;
grant select on delivery.pay_rule to daywell_app;
grant update on delivery.pay_rule to daywell_app;

create table delivery.reason (
  code text not null,
  words text not null,
  happened text not null,
  constraint reason_happened CHECK ((happened = ANY (ARRAY['attended'::text, 'absent'::text, 'cancelled_by_provider'::text, 'closed'::text]))),
  constraint reason_pkey PRIMARY KEY (code));
alter table delivery.reason enable row level security;
create policy add on delivery.reason for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy change on delivery.reason for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'administrator'::text]) AS is_role));
create policy read on delivery.reason for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR true);
grant insert on delivery.reason to daywell_app;
grant select on delivery.reason to daywell_app;
grant update on delivery.reason to daywell_app;

create table outcomes.enablement_exit (
  id uuid not null default gen_random_uuid(),
  tier_decision_id uuid not null,
  person_id uuid not null,
  review_id uuid not null,
  exit_on date not null,
  result text not null,
  next_tier smallint,
  decided_by uuid not null,
  reason text not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint enablement_exit_pkey PRIMARY KEY (id),
  constraint exit_next_tier CHECK ((next_tier = ANY (ARRAY[1, 2]))),
  constraint exit_of_tier FOREIGN KEY (tier_decision_id, person_id) REFERENCES planning.tier_decision(id, person_id),
  constraint exit_result CHECK ((result = ANY (ARRAY['no_more_support'::text, 'less_support'::text, 'same_support'::text, 'more_support'::text, 'left'::text]))),
  constraint exit_reviewed FOREIGN KEY (review_id, person_id) REFERENCES outcomes.review(id, person_id),
  constraint one_exit_per_decision UNIQUE (tier_decision_id));
CREATE INDEX enablement_exit_person ON outcomes.enablement_exit USING btree (person_id);
CREATE INDEX enablement_exit_review ON outcomes.enablement_exit USING btree (review_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON outcomes.enablement_exit FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON outcomes.enablement_exit REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table outcomes.enablement_exit enable row level security;
create policy add on outcomes.enablement_exit for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on outcomes.enablement_exit for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on outcomes.enablement_exit for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on outcomes.enablement_exit to daywell_app;
grant select on outcomes.enablement_exit to daywell_app;
grant update on outcomes.enablement_exit to daywell_app;

create table outcomes.progress (
  id uuid not null default gen_random_uuid(),
  outcome_id uuid not null,
  person_id uuid not null,
  voice text not null,
  on_date date not null,
  met text,
  scale smallint,
  words text,
  provider_id uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint progress_met CHECK ((met = ANY (ARRAY['fully'::text, 'partially'::text, 'not'::text]))),
  constraint progress_outcome_of_person FOREIGN KEY (outcome_id, person_id) REFERENCES planning.outcome(id, person_id),
  constraint progress_pkey PRIMARY KEY (id),
  constraint progress_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint progress_says_something CHECK ((num_nonnulls(met, scale, words) >= 1)),
  constraint progress_scale CHECK (((scale >= '-2'::integer) AND (scale <= 2))),
  constraint progress_voice CHECK ((voice = ANY (ARRAY['person'::text, 'carer'::text, 'practitioner'::text, 'provider'::text]))));
CREATE INDEX progress_outcome ON outcomes.progress USING btree (outcome_id);
CREATE INDEX progress_person ON outcomes.progress USING btree (person_id);
CREATE INDEX progress_provider ON outcomes.progress USING btree (provider_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON outcomes.progress FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON outcomes.progress REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table outcomes.progress enable row level security;
create policy add on outcomes.progress for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_change(person_id) AND (voice <> 'provider'::text)) OR (people.reaches(person_id, '{person}'::text[]) AND (voice =
CASE
    WHEN (person_id = (platform.whose('person_ids'::text))[1]) THEN 'person'::text
    ELSE 'carer'::text
END)) OR ((voice = 'provider'::text) AND ((provider_id)::text = platform.who('provider_id'::text)) AND (outcome_id IN ( SELECT m.outcome_id
   FROM brokerage.my_outcomes m))));
create policy change on outcomes.progress for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR false);
create policy read on outcomes.progress for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (people.may_read(person_id) OR ((voice = 'provider'::text) AND ((provider_id)::text = platform.who('provider_id'::text)))));
grant insert on outcomes.progress to daywell_app;
grant select on outcomes.progress to daywell_app;
grant update on outcomes.progress to daywell_app;

create table outcomes.review (
  id uuid not null default gen_random_uuid(),
  review_due_id uuid not null,
  person_id uuid not null,
  started_on date not null,
  completed_on date,
  method text,
  outcomes_achieved text,
  event_outcome text,
  summary text,
  decided_by uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint completed_review_says_how_far CHECK (((completed_on IS NULL) OR ((outcomes_achieved IS NOT NULL) AND (event_outcome IS NOT NULL) AND (decided_by IS NOT NULL)))),
  constraint one_review_per_due UNIQUE (review_due_id),
  constraint outcomes_achieved CHECK ((outcomes_achieved = ANY (ARRAY['Fully met'::text, 'Partially met'::text, 'Not met'::text]))),
  constraint review_completed_after_started CHECK ((completed_on >= started_on)),
  constraint review_due_of_this_person FOREIGN KEY (review_due_id, person_id) REFERENCES needs.review_due(id, person_id),
  constraint review_of_person UNIQUE (id, person_id),
  constraint review_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint review_pkey PRIMARY KEY (id));
CREATE INDEX review_person ON outcomes.review USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON outcomes.review FOR EACH ROW EXECUTE FUNCTION platform.end_only('completed_on', 'method', 'outcomes_achieved', 'event_outcome', 'summary', 'decided_by');
CREATE TRIGGER not_on_merged AFTER INSERT ON outcomes.review REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('person_id');
alter table outcomes.review enable row level security;
create policy add on outcomes.review for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on outcomes.review for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on outcomes.review for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on outcomes.review to daywell_app;
grant select on outcomes.review to daywell_app;
grant update on outcomes.review to daywell_app;

create table outcomes.review_outcome (
  review_id uuid not null,
  person_id uuid not null,
  outcome_id uuid not null,
  voice text not null,
  met text not null,
  words text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint review_met CHECK ((met = ANY (ARRAY['Fully met'::text, 'Partially met'::text, 'Not met'::text]))),
  constraint review_outcome_of_person FOREIGN KEY (outcome_id, person_id) REFERENCES planning.outcome(id, person_id),
  constraint review_outcome_pkey PRIMARY KEY (review_id, outcome_id, voice),
  constraint review_outcome_review FOREIGN KEY (review_id, person_id) REFERENCES outcomes.review(id, person_id),
  constraint review_voice CHECK ((voice = ANY (ARRAY['person'::text, 'carer'::text, 'practitioner'::text, 'provider'::text]))));
CREATE INDEX review_outcome_outcome ON outcomes.review_outcome USING btree (outcome_id);
CREATE INDEX review_outcome_person ON outcomes.review_outcome USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON outcomes.review_outcome FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER not_on_merged AFTER INSERT ON outcomes.review_outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people.not_on_merged('+person_id');
alter table outcomes.review_outcome enable row level security;
create policy add on outcomes.review_outcome for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy change on outcomes.review_outcome for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_change(person_id));
create policy read on outcomes.review_outcome for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_read(person_id));
grant insert on outcomes.review_outcome to daywell_app;
grant select on outcomes.review_outcome to daywell_app;
grant update on outcomes.review_outcome to daywell_app;

create table finance.account (
  id uuid not null default gen_random_uuid(),
  book text not null,
  code text not null,
  owner_id uuid,
  guard text not null default 'none'::text,
  debits_pence bigint not null default 0,
  credits_pence bigint not null default 0,
  constraint account_book CHECK ((book = ANY (ARRAY['commitment'::text, 'cash'::text]))),
  constraint account_guard CHECK ((guard = ANY (ARRAY['none'::text, 'debits_within_credits'::text, 'credits_within_debits'::text]))),
  constraint account_in_book UNIQUE (id, book),
  constraint account_once UNIQUE (book, code),
  constraint account_pkey PRIMARY KEY (id),
  constraint not_overdrawn CHECK (
CASE guard
    WHEN 'debits_within_credits'::text THEN (debits_pence <= credits_pence)
    WHEN 'credits_within_debits'::text THEN (credits_pence <= debits_pence)
    ELSE true
END));
alter table finance.account enable row level security;
create policy add on finance.account for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.account for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.account for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
grant insert (book, code, guard, id, owner_id) on finance.account to daywell_app;
grant select on finance.account to daywell_app;

create table finance.accounting_period (
  id text not null,
  from_date date not null,
  until_date date not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint accounting_period_in_order CHECK ((from_date <= until_date)),
  constraint accounting_period_pkey PRIMARY KEY (id),
  constraint periods_do_not_overlap EXCLUDE USING gist (daterange(from_date, until_date, '[]'::text) WITH &&),
  constraint year_closed_once_over CHECK (((closed_at IS NULL) OR (((NOT ((make_date((EXTRACT(year FROM from_date))::integer, 3, 31) >= from_date) AND (make_date((EXTRACT(year FROM from_date))::integer, 3, 31) <= until_date))) OR (((closed_at AT TIME ZONE 'Europe/London'::text))::date > make_date((EXTRACT(year FROM from_date))::integer, 3, 31))) AND ((NOT ((make_date((EXTRACT(year FROM until_date))::integer, 3, 31) >= from_date) AND (make_date((EXTRACT(year FROM until_date))::integer, 3, 31) <= until_date))) OR (((closed_at AT TIME ZONE 'Europe/London'::text))::date > make_date((EXTRACT(year FROM until_date))::integer, 3, 31)))))) NOT VALID);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.accounting_period FOR EACH ROW EXECUTE FUNCTION platform.end_only('closed_at', 'closed_by');
alter table finance.accounting_period enable row level security;
create policy add on finance.accounting_period for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.accounting_period for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.accounting_period for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_staff() AS is_staff) OR ( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role)));
grant insert on finance.accounting_period to daywell_app;
grant select on finance.accounting_period to daywell_app;
grant update on finance.accounting_period to daywell_app;

create table finance.budget (
  id uuid not null default gen_random_uuid(),
  cost_centre text not null,
  financial_year smallint not null,
  pence bigint not null,
  citation text,
  assumption text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint budget_cited_or_assumed CHECK ((num_nonnulls(citation, assumption) >= 1)),
  constraint budget_cost_centre_fkey FOREIGN KEY (cost_centre) REFERENCES finance.cost_centre(code),
  constraint budget_pence CHECK ((pence >= 0)),
  constraint budget_pkey PRIMARY KEY (id),
  constraint one_budget_a_year UNIQUE (cost_centre, financial_year));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.budget FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table finance.budget enable row level security;
create policy add on finance.budget for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.budget for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.budget for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on finance.budget to daywell_app;
grant select on finance.budget to daywell_app;
grant update on finance.budget to daywell_app;

create table finance.charge (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  week_start date not null,
  notice_id uuid not null,
  first_day_charged date not null,
  told_weekly_pence bigint not null,
  delivered_cost_pence bigint not null,
  charge_pence bigint not null,
  rule_version text not null,
  replaces uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  reason text not null default 'week complete'::text,
  constraint charge_as_told UNIQUE (id, person_id, week_start, first_day_charged),
  constraint charge_chain UNIQUE (id, person_id, week_start),
  constraint charge_from_monday CHECK ((EXTRACT(isodow FROM week_start) = (1)::numeric)),
  constraint charge_not_negative CHECK ((charge_pence >= 0)),
  constraint charge_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint charge_pkey PRIMARY KEY (id),
  constraint charge_replaced_once UNIQUE (replaces),
  constraint charge_replaces_own FOREIGN KEY (replaces, person_id, week_start) REFERENCES finance.charge(id, person_id, week_start),
  constraint charged_as_told FOREIGN KEY (notice_id, person_id, first_day_charged, told_weekly_pence) REFERENCES charging.notice(id, person_id, first_day_charged, weekly_pence),
  constraint not_above_cost CHECK ((charge_pence <= delivered_cost_pence)),
  constraint not_above_what_was_told CHECK ((charge_pence <= told_weekly_pence)),
  constraint not_before_told CHECK (((week_start + 6) >= first_day_charged)));
CREATE INDEX charge_before_april ON finance.charge USING btree (person_id, week_start) WHERE ((EXTRACT(month FROM week_start) = (3)::numeric) AND (EXTRACT(day FROM week_start) > (25)::numeric));
CREATE INDEX charge_of_person ON finance.charge USING btree (person_id, week_start);
CREATE UNIQUE INDEX charged_once ON finance.charge USING btree (person_id, week_start) WHERE (replaces IS NULL);
CREATE CONSTRAINT TRIGGER charge_adds_up AFTER INSERT ON finance.charge DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.charge_adds_up('id');
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.charge FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER year_end_whole AFTER INSERT ON finance.charge DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((EXTRACT(month FROM new.week_start) = (3)::numeric) AND (EXTRACT(day FROM new.week_start) > (25)::numeric))) EXECUTE FUNCTION finance.year_end_whole('id');
alter table finance.charge enable row level security;
create policy add on finance.charge for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.charge for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.charge for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR people.may_read(person_id)));
grant insert on finance.charge to daywell_app;
grant select on finance.charge to daywell_app;
grant update on finance.charge to daywell_app;

create table finance.charge_line (
  charge_id uuid not null,
  pay_line_id uuid not null,
  person_id uuid not null,
  week_start date not null,
  first_day_charged date not null,
  on_date date not null,
  cost_pence bigint not null,
  charge_pence bigint not null,
  constraint charge_line_in_week CHECK (((on_date >= week_start) AND (on_date <= (week_start + 6)))),
  constraint charge_line_of_charge FOREIGN KEY (charge_id, person_id, week_start, first_day_charged) REFERENCES finance.charge(id, person_id, week_start, first_day_charged),
  constraint charge_line_of_pay_line FOREIGN KEY (pay_line_id, person_id, on_date) REFERENCES finance.pay_line(id, person_id, on_date),
  constraint charge_line_pkey PRIMARY KEY (charge_id, pay_line_id),
  constraint line_not_above_cost CHECK (((charge_pence >= 0) AND (charge_pence <= cost_pence))),
  constraint not_before_first_day_charged CHECK ((on_date >= first_day_charged)));
CREATE INDEX charge_line_pay_line ON finance.charge_line USING btree (pay_line_id);
CREATE CONSTRAINT TRIGGER charge_adds_up AFTER INSERT ON finance.charge_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.charge_adds_up('charge_id');
CREATE TRIGGER charge_line_lawful BEFORE INSERT ON finance.charge_line FOR EACH ROW EXECUTE FUNCTION finance.charge_line_lawful();
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.charge_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER year_end_whole AFTER INSERT ON finance.charge_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((EXTRACT(month FROM new.week_start) = (3)::numeric) AND (EXTRACT(day FROM new.week_start) > (25)::numeric) AND (EXTRACT(month FROM new.on_date) = (4)::numeric))) EXECUTE FUNCTION finance.year_end_whole('charge_id');
alter table finance.charge_line enable row level security;
create policy add on finance.charge_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.charge_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.charge_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR people.may_read(person_id)));
grant insert on finance.charge_line to daywell_app;
grant select on finance.charge_line to daywell_app;
grant update on finance.charge_line to daywell_app;

create table finance.commitment_adjustment (
  id uuid not null,
  budget_line_id uuid not null,
  person_id uuid not null,
  kind text not null,
  part text not null,
  pence bigint not null,
  cause text not null,
  on_date date not null,
  follows uuid,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint adjustment_above_nothing CHECK ((pence > 0)),
  constraint adjustment_cause CHECK ((cause = ANY (ARRAY['line_ended'::text, 'dates_fell_away'::text, 'dates_came_back'::text]))),
  constraint adjustment_followed_once UNIQUE (follows),
  constraint adjustment_follows_own FOREIGN KEY (follows, budget_line_id) REFERENCES finance.commitment_adjustment(id, budget_line_id),
  constraint adjustment_kind CHECK ((kind = ANY (ARRAY['release'::text, 'commit_more'::text]))),
  constraint adjustment_of_line UNIQUE (id, budget_line_id),
  constraint adjustment_part CHECK ((part = ANY (ARRAY['agreed'::text, 'committed'::text]))),
  constraint adjustment_posted FOREIGN KEY (kind, id) REFERENCES finance.transfer(kind, source_id) DEFERRABLE INITIALLY DEFERRED,
  constraint commitment_adjustment_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES planning.budget_line(id),
  constraint commitment_adjustment_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint commitment_adjustment_pkey PRIMARY KEY (id),
  constraint only_what_was_given_back_comes_back CHECK (((kind = 'release'::text) OR ((part = 'committed'::text) AND (cause = 'dates_came_back'::text) AND (follows IS NOT NULL)))));
CREATE INDEX adjustment_line ON finance.commitment_adjustment USING btree (budget_line_id);
CREATE INDEX adjustment_person ON finance.commitment_adjustment USING btree (person_id);
CREATE UNIQUE INDEX first_adjustment ON finance.commitment_adjustment USING btree (budget_line_id) WHERE (follows IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.commitment_adjustment FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table finance.commitment_adjustment enable row level security;
create policy finance_all on finance.commitment_adjustment for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
grant insert on finance.commitment_adjustment to daywell_app;
grant select on finance.commitment_adjustment to daywell_app;
grant update on finance.commitment_adjustment to daywell_app;

create table finance.cost_centre (
  code text not null,
  name text not null,
  constraint cost_centre_pkey PRIMARY KEY (code));
alter table finance.cost_centre enable row level security;
create policy add on finance.cost_centre for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.cost_centre for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.cost_centre for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_staff() AS is_staff));
grant insert on finance.cost_centre to daywell_app;
grant select on finance.cost_centre to daywell_app;
grant update on finance.cost_centre to daywell_app;

create table finance.held_for_later_year (
  cost_centre text not null,
  financial_year integer not null,
  part text not null,
  pence bigint not null,
  reckoned_at timestamp with time zone not null,
  constraint held_later_centre CHECK ((cost_centre = ANY (ARRAY['own-services'::text, 'outside-providers'::text, 'direct-payments'::text]))),
  constraint held_later_not_below_nothing CHECK ((pence >= 0)),
  constraint held_later_once PRIMARY KEY (cost_centre, financial_year, part),
  constraint held_later_part CHECK ((part = ANY (ARRAY['agreed'::text, 'committed'::text]))));
alter table finance.held_for_later_year enable row level security;
create policy add on finance.held_for_later_year for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on finance.held_for_later_year for select using ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]) AS is_role);
create policy remove on finance.held_for_later_year for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant delete on finance.held_for_later_year to daywell_app;
grant insert on finance.held_for_later_year to daywell_app;
grant select on finance.held_for_later_year to daywell_app;
grant update on finance.held_for_later_year to daywell_app;

create table finance.instalment_posted (
  id uuid not null,
  block_contract_id uuid not null,
  due_on date not null,
  pence bigint not null,
  posted_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint instalment_as_agreed FOREIGN KEY (block_contract_id, due_on, pence) REFERENCES market.block_instalment(block_contract_id, due_on, amount_pence),
  constraint instalment_not_before_due CHECK ((posted_on >= due_on)),
  constraint instalment_posted_once UNIQUE (block_contract_id, due_on),
  constraint instalment_posted_pkey PRIMARY KEY (id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.instalment_posted FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER instalment_is_due BEFORE INSERT ON finance.instalment_posted FOR EACH ROW EXECUTE FUNCTION finance.instalment_is_due();
CREATE CONSTRAINT TRIGGER instalment_whole AFTER INSERT ON finance.instalment_posted DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.instalment_whole('id');
alter table finance.instalment_posted enable row level security;
create policy finance_all on finance.instalment_posted for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
grant insert on finance.instalment_posted to daywell_app;
grant select on finance.instalment_posted to daywell_app;
grant update on finance.instalment_posted to daywell_app;

create table finance.mark_to_pay (
  mark_id uuid not null,
  budget_line_id uuid not null,
  occasion_id uuid not null,
  on_date date not null,
  constraint mark_to_pay_line FOREIGN KEY (budget_line_id) REFERENCES planning.budget_line(id),
  constraint mark_to_pay_of_occasion FOREIGN KEY (mark_id, occasion_id) REFERENCES delivery.mark(id, occasion_id),
  constraint mark_to_pay_once PRIMARY KEY (mark_id, budget_line_id));
CREATE INDEX mark_to_pay_budget_line ON finance.mark_to_pay USING btree (budget_line_id);
CREATE INDEX mark_to_pay_by_date ON finance.mark_to_pay USING btree (on_date, occasion_id);
alter table finance.mark_to_pay enable row level security;
grant insert on finance.mark_to_pay to daywell_app;
grant select on finance.mark_to_pay to daywell_app;
grant update on finance.mark_to_pay to daywell_app;

create table finance.paid_back (
  id uuid not null,
  provider_id uuid not null,
  pence bigint not null,
  paid_back_on date not null,
  reference text not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  taken_back_by uuid,
  taken_back_at timestamp with time zone,
  taken_back_why text,
  constraint paid_back_above_nothing CHECK ((pence > 0)),
  constraint paid_back_has_reason CHECK ((btrim(reason) <> ''::text)),
  constraint paid_back_has_reference CHECK ((btrim(reference) <> ''::text)),
  constraint paid_back_pkey PRIMARY KEY (id),
  constraint paid_back_provider FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint paid_back_taken_back_whole CHECK ((num_nonnulls(taken_back_by, taken_back_at, taken_back_why) = ANY (ARRAY[0, 3]))));
CREATE UNIQUE INDEX paid_back_once ON finance.paid_back USING btree (provider_id, paid_back_on, pence, lower(btrim(reference))) WHERE (taken_back_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.paid_back FOR EACH ROW EXECUTE FUNCTION platform.end_only('taken_back_by', 'taken_back_at', 'taken_back_why');
CREATE TRIGGER paid_back_by_today BEFORE INSERT ON finance.paid_back FOR EACH ROW EXECUTE FUNCTION finance.paid_back_by_today();
CREATE CONSTRAINT TRIGGER paid_back_whole AFTER INSERT OR UPDATE ON finance.paid_back DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.paid_back_whole();
alter table finance.paid_back enable row level security;
create policy finance_all on finance.paid_back for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_paid_back on finance.paid_back for select using (platform.is_role(VARIADIC ARRAY['provider'::text]) AND ((provider_id)::text = platform.who('provider_id'::text)));
grant insert on finance.paid_back to daywell_app;
grant select on finance.paid_back to daywell_app;
grant update on finance.paid_back to daywell_app;

create table finance.paid_back_part (
  id uuid not null,
  paid_back_id uuid not null,
  pay_line_id uuid,
  block_contract_id uuid,
  pence bigint not null,
  constraint paid_back_contract_of_a_date CHECK (((block_contract_id IS NULL) OR (pay_line_id IS NOT NULL))),
  constraint paid_back_for_line FOREIGN KEY (pay_line_id) REFERENCES finance.pay_line(id),
  constraint paid_back_part_above_nothing CHECK ((pence > 0)),
  constraint paid_back_part_once UNIQUE NULLS NOT DISTINCT (paid_back_id, pay_line_id, block_contract_id),
  constraint paid_back_part_pkey PRIMARY KEY (id),
  constraint paid_back_under_contract FOREIGN KEY (block_contract_id) REFERENCES market.block_contract(id),
  constraint part_of_paid_back FOREIGN KEY (paid_back_id) REFERENCES finance.paid_back(id));
CREATE INDEX paid_back_part_contract ON finance.paid_back_part USING btree (block_contract_id);
CREATE INDEX paid_back_part_line ON finance.paid_back_part USING btree (pay_line_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.paid_back_part FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER paid_back_whole AFTER INSERT ON finance.paid_back_part DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.paid_back_whole();
CREATE TRIGGER paid_back_within_paid AFTER INSERT ON finance.paid_back_part FOR EACH ROW EXECUTE FUNCTION finance.paid_back_within_paid();
alter table finance.paid_back_part enable row level security;
create policy finance_all on finance.paid_back_part for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_paid_back on finance.paid_back_part for select using (platform.is_role(VARIADIC ARRAY['provider'::text]) AND (EXISTS ( SELECT
   FROM finance.paid_back p
  WHERE (p.id = paid_back_part.paid_back_id))));
grant insert on finance.paid_back_part to daywell_app;
grant select on finance.paid_back_part to daywell_app;
grant update on finance.paid_back_part to daywell_app;

create table finance.pay_hold (
  id uuid not null default gen_random_uuid(),
  pay_line_id uuid not null,
  why text not null,
  who_must_act text not null,
  held_by uuid,
  held_at timestamp with time zone not null default platform.now(),
  released_at timestamp with time zone,
  released_by uuid,
  constraint pay_hold_pay_line_id_fkey FOREIGN KEY (pay_line_id) REFERENCES finance.pay_line(id),
  constraint pay_hold_pkey PRIMARY KEY (id),
  constraint released_by_somebody CHECK (((released_at IS NULL) = (released_by IS NULL))));
CREATE INDEX pay_hold_pay_line ON finance.pay_hold USING btree (pay_line_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.pay_hold FOR EACH ROW EXECUTE FUNCTION platform.end_only('released_at', 'released_by');
alter table finance.pay_hold enable row level security;
create policy add on finance.pay_hold for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.pay_hold for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.pay_hold for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM finance.pay_line l
  WHERE (l.id = pay_hold.pay_line_id))));
grant insert on finance.pay_hold to daywell_app;
grant select on finance.pay_hold to daywell_app;
grant update on finance.pay_hold to daywell_app;

create table finance.pay_line (
  id uuid not null default gen_random_uuid(),
  occasion_id uuid not null,
  term_id uuid not null,
  person_id uuid not null,
  on_date date not null,
  budget_line_id uuid not null,
  payee_id uuid,
  agreed_pence bigint not null,
  mark_id uuid not null,
  pay_rule_id uuid,
  amount_pence bigint not null,
  exception_reason text,
  replaces uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default platform.now(),
  chargeable_pence bigint not null default 0,
  payee_kind text not null default 'provider'::text,
  holder_id uuid,
  block_contract_id uuid,
  constraint chargeable_within_pay CHECK (((chargeable_pence >= 0) AND (chargeable_pence <= amount_pence))),
  constraint not_above_agreed CHECK (((amount_pence <= agreed_pence) OR (exception_reason IS NOT NULL))),
  constraint pay_at_agreed_price FOREIGN KEY (budget_line_id, term_id, agreed_pence) REFERENCES planning.budget_line(id, term_id, per_session_pence),
  constraint pay_by_mark FOREIGN KEY (mark_id, occasion_id) REFERENCES delivery.mark(id, occasion_id),
  constraint pay_for_occasion FOREIGN KEY (occasion_id, term_id, person_id, on_date) REFERENCES delivery.occasion(id, term_id, person_id, on_date),
  constraint pay_line_as_dated UNIQUE (id, person_id, on_date),
  constraint pay_line_block_contract FOREIGN KEY (block_contract_id) REFERENCES market.block_contract(id),
  constraint pay_line_chain UNIQUE (id, occasion_id, budget_line_id),
  constraint pay_line_pay_rule_id_fkey FOREIGN KEY (pay_rule_id) REFERENCES delivery.pay_rule(id),
  constraint pay_line_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES market.provider(id),
  constraint pay_line_pkey PRIMARY KEY (id),
  constraint pay_line_replaced_once UNIQUE (replaces),
  constraint pay_line_under_its_contract CHECK (((payee_kind = 'block'::text) = (block_contract_id IS NOT NULL))),
  constraint pay_not_negative CHECK ((amount_pence >= 0)),
  constraint pay_replaces_own FOREIGN KEY (replaces, occasion_id, budget_line_id) REFERENCES finance.pay_line(id, occasion_id, budget_line_id),
  constraint payee_kind CHECK ((payee_kind = ANY (ARRAY['provider'::text, 'in_house'::text, 'direct_payment'::text, 'block'::text]))));
CREATE INDEX pay_line_budget_line ON finance.pay_line USING btree (budget_line_id);
CREATE INDEX pay_line_by_date ON finance.pay_line USING btree (on_date);
CREATE INDEX pay_line_occasion ON finance.pay_line USING btree (occasion_id);
CREATE INDEX pay_line_of_block_contract ON finance.pay_line USING btree (block_contract_id, on_date) WHERE (block_contract_id IS NOT NULL);
CREATE INDEX pay_line_of_person ON finance.pay_line USING btree (person_id, on_date);
CREATE INDEX pay_line_pay_rule ON finance.pay_line USING btree (pay_rule_id);
CREATE INDEX pay_line_payable ON finance.pay_line USING btree (on_date, id) WHERE (payee_kind <> 'in_house'::text);
CREATE INDEX pay_line_payee ON finance.pay_line USING btree (payee_id);
CREATE UNIQUE INDEX owed_once ON finance.pay_line USING btree (occasion_id, budget_line_id) WHERE (replaces IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.pay_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER mark_is_paid AFTER INSERT ON finance.pay_line REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finance.mark_is_paid();
CREATE TRIGGER paid_once_under_block AFTER INSERT ON finance.pay_line REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finance.paid_once_under_block();
alter table finance.pay_line enable row level security;
create policy add on finance.pay_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.pay_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.pay_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR people.may_read(person_id) OR ((payee_id)::text = platform.who('provider_id'::text))));
grant insert on finance.pay_line to daywell_app;
grant select on finance.pay_line to daywell_app;
grant update on finance.pay_line to daywell_app;

create table finance.pay_run (
  id uuid not null default gen_random_uuid(),
  period_id text not null,
  drafted_by uuid not null,
  drafted_at timestamp with time zone not null default platform.now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  paid_at timestamp with time zone,
  reason text not null default 'pay run'::text,
  constraint paid_after_approval CHECK (((paid_at IS NULL) OR (approved_at IS NOT NULL))),
  constraint pay_run_approval_whole CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint pay_run_approved_by_another CHECK ((approved_by <> drafted_by)),
  constraint pay_run_period_id_fkey FOREIGN KEY (period_id) REFERENCES finance.accounting_period(id),
  constraint pay_run_pkey PRIMARY KEY (id));
CREATE INDEX pay_run_period ON finance.pay_run USING btree (period_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.pay_run FOR EACH ROW EXECUTE FUNCTION platform.end_only('approved_by', 'approved_at', 'paid_at');
alter table finance.pay_run enable row level security;
create policy add on finance.pay_run for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.pay_run for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.pay_run for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'finance'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['provider'::text]) AS is_role) AND (paid_at IS NOT NULL) AND (EXISTS ( SELECT
   FROM finance.remittance m
  WHERE (m.pay_run_id = pay_run.id)))));
grant insert on finance.pay_run to daywell_app;
grant select on finance.pay_run to daywell_app;
grant update on finance.pay_run to daywell_app;

create table finance.pay_run_line (
  pay_run_id uuid not null,
  pay_line_id uuid not null,
  sign smallint not null,
  constraint paid_once PRIMARY KEY (pay_line_id, sign),
  constraint pay_run_line_pay_line_id_fkey FOREIGN KEY (pay_line_id) REFERENCES finance.pay_line(id),
  constraint pay_run_line_pay_run_id_fkey FOREIGN KEY (pay_run_id) REFERENCES finance.pay_run(id),
  constraint pay_sign CHECK ((sign = ANY (ARRAY[1, '-1'::integer]))));
CREATE INDEX pay_run_line_pay_run ON finance.pay_run_line USING btree (pay_run_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.pay_run_line FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE TRIGGER no_run_for_block AFTER INSERT ON finance.pay_run_line REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION finance.no_run_for_block();
alter table finance.pay_run_line enable row level security;
create policy add on finance.pay_run_line for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.pay_run_line for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.pay_run_line for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR (EXISTS ( SELECT
   FROM finance.pay_line l
  WHERE (l.id = pay_run_line.pay_line_id))));
grant insert on finance.pay_run_line to daywell_app;
grant select on finance.pay_run_line to daywell_app;
grant update on finance.pay_run_line to daywell_app;

create table finance.payment_again (
  id uuid not null,
  return_id uuid not null,
  payee_kind text not null,
  payee_id uuid not null,
  pence bigint not null,
  of_approved boolean not null default true,
  pay_run_id uuid,
  paid_on date,
  reference text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  taken_back_by uuid,
  taken_back_at timestamp with time zone,
  taken_back_why text,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  by_one boolean not null default false,
  agreed boolean not null generated always as (((pay_run_id IS NOT NULL) OR by_one OR (confirmed_at IS NOT NULL))) stored,
  constraint payment_again_by_hand_taken_back CHECK (((taken_back_at IS NULL) OR (pay_run_id IS NULL))),
  constraint payment_again_by_run_or_hand CHECK ((num_nonnulls(paid_on, reference) =
CASE
    WHEN (pay_run_id IS NULL) THEN 2
    ELSE 0
END)),
  constraint payment_again_confirmed_by_another CHECK ((confirmed_by <> recorded_by)),
  constraint payment_again_confirmed_by_hand CHECK (((confirmed_at IS NULL) OR ((pay_run_id IS NULL) AND (NOT by_one)))),
  constraint payment_again_confirmed_whole CHECK ((num_nonnulls(confirmed_by, confirmed_at) = ANY (ARRAY[0, 2]))),
  constraint payment_again_has_reference CHECK ((btrim(reference) <> ''::text)),
  constraint payment_again_in_run FOREIGN KEY (pay_run_id, payee_kind, payee_id) REFERENCES finance.remittance(pay_run_id, payee_kind, payee_id),
  constraint payment_again_of_approved CHECK (of_approved),
  constraint payment_again_of_return FOREIGN KEY (return_id, payee_kind, payee_id, pence, of_approved) REFERENCES finance.payment_return(id, payee_kind, payee_id, pence, agreed),
  constraint payment_again_pkey PRIMARY KEY (id),
  constraint payment_again_taken_back_whole CHECK ((num_nonnulls(taken_back_by, taken_back_at, taken_back_why) = ANY (ARRAY[0, 3]))));
CREATE INDEX payment_again_run ON finance.payment_again USING btree (pay_run_id, payee_id);
CREATE UNIQUE INDEX payment_again_once ON finance.payment_again USING btree (return_id) WHERE (taken_back_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.payment_again FOR EACH ROW EXECUTE FUNCTION platform.end_only('confirmed_by', 'confirmed_at', 'taken_back_by', 'taken_back_at', 'taken_back_why');
CREATE TRIGGER payment_again_confirmed BEFORE UPDATE OF confirmed_at ON finance.payment_again FOR EACH ROW EXECUTE FUNCTION finance.payment_again_lawful();
CREATE TRIGGER payment_again_lawful BEFORE INSERT ON finance.payment_again FOR EACH ROW EXECUTE FUNCTION finance.payment_again_lawful();
CREATE CONSTRAINT TRIGGER payment_again_whole AFTER INSERT OR UPDATE ON finance.payment_again DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.payment_return_whole();
alter table finance.payment_again enable row level security;
create policy finance_all on finance.payment_again for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_payment_again on finance.payment_again for select using (platform.is_role(VARIADIC ARRAY['provider'::text]) AND (payee_kind = 'provider'::text) AND ((payee_id)::text = platform.who('provider_id'::text)));
grant insert on finance.payment_again to daywell_app;
grant select on finance.payment_again to daywell_app;
grant update on finance.payment_again to daywell_app;

create table finance.payment_return (
  id uuid not null,
  remittance_id uuid not null,
  payee_kind text not null,
  payee_id uuid not null,
  pence bigint not null,
  returned_on date not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default platform.now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  stopped_by uuid,
  stopped_at timestamp with time zone,
  stopped_why text,
  agreed boolean not null generated always as ((approved_at IS NOT NULL)) stored,
  posted_as text generated always as (
CASE
    WHEN (approved_at IS NULL) THEN NULL::text
    ELSE 'reverse'::text
END) stored,
  constraint payment_return_above_nothing CHECK ((pence > 0)),
  constraint payment_return_approved_by_another CHECK ((approved_by <> asked_by)),
  constraint payment_return_approved_or_stopped CHECK (((approved_at IS NULL) OR (stopped_at IS NULL))),
  constraint payment_return_approved_whole CHECK ((num_nonnulls(approved_by, approved_at) = ANY (ARRAY[0, 2]))),
  constraint payment_return_as_approved UNIQUE (id, payee_kind, payee_id, pence, agreed),
  constraint payment_return_has_reason CHECK ((btrim(reason) <> ''::text)),
  constraint payment_return_of FOREIGN KEY (remittance_id, payee_kind, payee_id, pence) REFERENCES finance.remittance(id, payee_kind, payee_id, paid_pence),
  constraint payment_return_pkey PRIMARY KEY (id),
  constraint payment_return_posted FOREIGN KEY (posted_as, id) REFERENCES finance.transfer(kind, source_id) DEFERRABLE INITIALLY DEFERRED,
  constraint payment_return_stopped_whole CHECK ((num_nonnulls(stopped_by, stopped_at, stopped_why) = ANY (ARRAY[0, 3]))));
CREATE INDEX payment_return_payee ON finance.payment_return USING btree (payee_id);
CREATE UNIQUE INDEX payment_returned_once ON finance.payment_return USING btree (remittance_id) WHERE (stopped_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.payment_return FOR EACH ROW EXECUTE FUNCTION platform.end_only('approved_by', 'approved_at', 'stopped_by', 'stopped_at', 'stopped_why');
CREATE TRIGGER payment_return_lawful BEFORE INSERT ON finance.payment_return FOR EACH ROW EXECUTE FUNCTION finance.payment_return_lawful();
CREATE CONSTRAINT TRIGGER payment_return_whole AFTER INSERT OR UPDATE ON finance.payment_return DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance.payment_return_whole();
alter table finance.payment_return enable row level security;
create policy finance_all on finance.payment_return for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_payment_return on finance.payment_return for select using (platform.is_role(VARIADIC ARRAY['provider'::text]) AND (payee_kind = 'provider'::text) AND ((payee_id)::text = platform.who('provider_id'::text)));
grant insert on finance.payment_return to daywell_app;
grant select on finance.payment_return to daywell_app;
grant update on finance.payment_return to daywell_app;

create table finance.payout (
  id uuid not null,
  person_id uuid not null,
  pence bigint not null,
  payee text not null,
  how text not null,
  reference text,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default platform.now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  paid_on date,
  stopped_by uuid,
  stopped_at timestamp with time zone,
  stopped_why text,
  posted_as text generated always as (
CASE
    WHEN (approved_at IS NULL) THEN NULL::text
    ELSE 'pay_out'::text
END) stored,
  constraint payout_above_nothing CHECK ((pence > 0)),
  constraint payout_approved_by_another CHECK ((approved_by <> asked_by)),
  constraint payout_approved_whole CHECK ((num_nonnulls(approved_by, approved_at, paid_on) = ANY (ARRAY[0, 3]))),
  constraint payout_has_reason CHECK ((btrim(reason) <> ''::text)),
  constraint payout_how CHECK ((how = ANY (ARRAY['bank transfer'::text, 'card'::text, 'cheque'::text, 'cash'::text]))),
  constraint payout_paid_or_stopped CHECK (((approved_at IS NULL) OR (stopped_at IS NULL))),
  constraint payout_payee CHECK ((payee = ANY (ARRAY['person'::text, 'acts_for_them'::text, 'estate'::text]))),
  constraint payout_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint payout_pkey PRIMARY KEY (id),
  constraint payout_posted FOREIGN KEY (posted_as, id) REFERENCES finance.transfer(kind, source_id) DEFERRABLE INITIALLY DEFERRED,
  constraint payout_stopped_whole CHECK ((num_nonnulls(stopped_by, stopped_at, stopped_why) = ANY (ARRAY[0, 3]))));
CREATE INDEX payout_person ON finance.payout USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.payout FOR EACH ROW EXECUTE FUNCTION platform.end_only('approved_by', 'approved_at', 'paid_on', 'stopped_by', 'stopped_at', 'stopped_why');
CREATE TRIGGER payout_lawful BEFORE INSERT OR UPDATE ON finance.payout FOR EACH ROW EXECUTE FUNCTION finance.payout_lawful();
alter table finance.payout enable row level security;
create policy finance_all on finance.payout for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_payout on finance.payout for select using people.may_read(person_id);
grant insert on finance.payout to daywell_app;
grant select on finance.payout to daywell_app;
grant update on finance.payout to daywell_app;

create table finance.payout_return (
  id uuid not null,
  payout_id uuid not null,
  person_id uuid not null,
  returned_on date not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default platform.now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  stopped_by uuid,
  stopped_at timestamp with time zone,
  stopped_why text,
  posted_as text generated always as (
CASE
    WHEN (approved_at IS NULL) THEN NULL::text
    ELSE 'reverse'::text
END) stored,
  constraint payout_return_approved_by_another CHECK ((approved_by <> asked_by)),
  constraint payout_return_approved_or_stopped CHECK (((approved_at IS NULL) OR (stopped_at IS NULL))),
  constraint payout_return_approved_whole CHECK ((num_nonnulls(approved_by, approved_at) = ANY (ARRAY[0, 2]))),
  constraint payout_return_has_reason CHECK ((btrim(reason) <> ''::text)),
  constraint payout_return_payout_id_fkey FOREIGN KEY (payout_id) REFERENCES finance.payout(id),
  constraint payout_return_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint payout_return_pkey PRIMARY KEY (id),
  constraint payout_return_posted FOREIGN KEY (posted_as, id) REFERENCES finance.transfer(kind, source_id) DEFERRABLE INITIALLY DEFERRED,
  constraint payout_return_stopped_whole CHECK ((num_nonnulls(stopped_by, stopped_at, stopped_why) = ANY (ARRAY[0, 3]))));
CREATE INDEX payout_return_person ON finance.payout_return USING btree (person_id);
CREATE UNIQUE INDEX payout_returned_once ON finance.payout_return USING btree (payout_id) WHERE (stopped_at IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.payout_return FOR EACH ROW EXECUTE FUNCTION platform.end_only('approved_by', 'approved_at', 'stopped_by', 'stopped_at', 'stopped_why');
CREATE CONSTRAINT TRIGGER payout_return_in_books AFTER UPDATE ON finance.payout_return DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.approved_at IS NOT NULL) AND (old.approved_at IS NULL))) EXECUTE FUNCTION finance.payout_return_posted();
CREATE TRIGGER payout_return_lawful BEFORE INSERT ON finance.payout_return FOR EACH ROW EXECUTE FUNCTION finance.payout_return_lawful();
alter table finance.payout_return enable row level security;
create policy finance_all on finance.payout_return for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_payout_return on finance.payout_return for select using people.may_read(person_id);
grant insert on finance.payout_return to daywell_app;
grant select on finance.payout_return to daywell_app;
grant update on finance.payout_return to daywell_app;

create table finance.receipt (
  id uuid not null,
  person_id uuid not null,
  received_on date not null,
  pence bigint not null,
  how text not null,
  reference text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint receipt_above_nothing CHECK ((pence > 0)),
  constraint receipt_how CHECK ((how = ANY (ARRAY['bank transfer'::text, 'direct debit'::text, 'card'::text, 'cash'::text, 'cheque'::text]))),
  constraint receipt_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint receipt_pkey PRIMARY KEY (id));
CREATE INDEX receipt_of_person ON finance.receipt USING btree (person_id);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.receipt FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table finance.receipt enable row level security;
create policy finance_all on finance.receipt for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_receipt on finance.receipt for select using people.may_read(person_id);
grant insert on finance.receipt to daywell_app;
grant select on finance.receipt to daywell_app;
grant update on finance.receipt to daywell_app;

create table finance.remittance (
  id uuid not null,
  pay_run_id uuid not null,
  payee_kind text not null,
  payee_id uuid not null,
  paid_pence bigint not null,
  netted_pence bigint not null,
  constraint one_remittance_a_payee UNIQUE (pay_run_id, payee_kind, payee_id),
  constraint remittance_netted CHECK ((netted_pence >= 0)),
  constraint remittance_paid CHECK ((paid_pence >= 0)),
  constraint remittance_pay_run_id_fkey FOREIGN KEY (pay_run_id) REFERENCES finance.pay_run(id),
  constraint remittance_payee CHECK ((payee_kind = ANY (ARRAY['provider'::text, 'direct_payment'::text]))),
  constraint remittance_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX remittance_as_paid ON finance.remittance USING btree (id, payee_kind, payee_id, paid_pence);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.remittance FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table finance.remittance enable row level security;
create policy finance_all on finance.remittance for all using platform.is_role(VARIADIC ARRAY['finance'::text, 'job'::text]);
create policy own_remittance on finance.remittance for select using (platform.is_role(VARIADIC ARRAY['provider'::text]) AND (payee_kind = 'provider'::text) AND ((payee_id)::text = platform.who('provider_id'::text)));
grant insert on finance.remittance to daywell_app;
grant select on finance.remittance to daywell_app;
grant update on finance.remittance to daywell_app;

create table finance.transfer (
  id uuid not null,
  book text not null,
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount_pence bigint not null,
  effective_on date not null,
  period_id text not null,
  posted_at timestamp with time zone not null default platform.now(),
  posted_by uuid not null,
  kind text not null,
  source_id uuid not null,
  reverses uuid,
  person_id uuid,
  provider_id uuid,
  budget_line_id uuid,
  occasion_id uuid,
  constraint posted_once UNIQUE (kind, source_id),
  constraint reversed_once UNIQUE (reverses),
  constraint reverses_exactly FOREIGN KEY (reverses, book, debit_account_id, credit_account_id, amount_pence) REFERENCES finance.transfer(id, book, credit_account_id, debit_account_id, amount_pence),
  constraint transfer_above_nothing CHECK ((amount_pence > 0)),
  constraint transfer_budget_line_id_fkey FOREIGN KEY (budget_line_id) REFERENCES planning.budget_line(id),
  constraint transfer_credit FOREIGN KEY (credit_account_id, book) REFERENCES finance.account(id, book),
  constraint transfer_debit FOREIGN KEY (debit_account_id, book) REFERENCES finance.account(id, book),
  constraint transfer_mirrored UNIQUE (id, book, credit_account_id, debit_account_id, amount_pence),
  constraint transfer_occasion_id_fkey FOREIGN KEY (occasion_id) REFERENCES delivery.occasion(id),
  constraint transfer_period_id_fkey FOREIGN KEY (period_id) REFERENCES finance.accounting_period(id),
  constraint transfer_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES market.provider(id),
  constraint two_sides CHECK ((debit_account_id <> credit_account_id)));
CREATE INDEX transfer_budget_line ON finance.transfer USING btree (budget_line_id);
CREATE INDEX transfer_by_day ON finance.transfer USING btree (effective_on) WHERE (book = 'commitment'::text);
CREATE INDEX transfer_credit_account ON finance.transfer USING btree (credit_account_id, effective_on) INCLUDE (amount_pence, provider_id);
CREATE INDEX transfer_debit_account ON finance.transfer USING btree (debit_account_id, effective_on) INCLUDE (amount_pence, provider_id);
CREATE INDEX transfer_occasion ON finance.transfer USING btree (occasion_id);
CREATE INDEX transfer_of_person ON finance.transfer USING btree (person_id, posted_at) WHERE (person_id IS NOT NULL);
CREATE INDEX transfer_period ON finance.transfer USING btree (period_id, provider_id);
CREATE INDEX transfer_person ON finance.transfer USING btree (person_id);
CREATE INDEX transfer_provider ON finance.transfer USING btree (provider_id);
CREATE INDEX transfer_release ON finance.transfer USING btree (effective_on) WHERE (kind = 'release'::text);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON finance.transfer FOR EACH ROW EXECUTE FUNCTION platform.end_only();
CREATE CONSTRAINT TRIGGER instalment_whole AFTER INSERT ON finance.transfer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'instalment'::text)) EXECUTE FUNCTION finance.instalment_whole('source_id');
CREATE CONSTRAINT TRIGGER paid_back_whole AFTER INSERT ON finance.transfer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'paid_back'::text)) EXECUTE FUNCTION finance.paid_back_whole();
CREATE TRIGGER post AFTER INSERT ON finance.transfer REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION finance.post();
CREATE CONSTRAINT TRIGGER year_end_whole AFTER INSERT ON finance.transfer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = 'year_end'::text)) EXECUTE FUNCTION finance.year_end_whole('source_id');
alter table finance.transfer enable row level security;
create policy add on finance.transfer for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy change on finance.transfer for update using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role));
create policy read on finance.transfer for select using (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR ((provider_id)::text = platform.who('provider_id'::text))));
grant insert on finance.transfer to daywell_app;
grant select on finance.transfer to daywell_app;
grant update on finance.transfer to daywell_app;

create table strategy.counted (
  first_day date not null,
  last_day date not null,
  people jsonb not null,
  spend jsonb not null,
  people_counted integer not null,
  counted_at timestamp with time zone not null,
  constraint counted_in_order CHECK ((first_day <= last_day)),
  constraint counted_once PRIMARY KEY (first_day, last_day),
  constraint counted_people CHECK ((people_counted >= 0)));
alter table strategy.counted enable row level security;
create policy read on strategy.counted for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.counted to daywell_app;
grant select on strategy.counted to daywell_app;
grant update on strategy.counted to daywell_app;

create table strategy.market_statement (
  id uuid not null default gen_random_uuid(),
  number integer not null,
  as_of date not null,
  words text not null,
  figures jsonb not null,
  published_by uuid not null,
  published_by_name text not null,
  published_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint market_statement_number UNIQUE (number),
  constraint market_statement_of_its_day CHECK ((as_of <= published_on)),
  constraint market_statement_pkey PRIMARY KEY (id),
  constraint market_statement_words CHECK ((btrim(words) <> ''::text)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.market_statement FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table strategy.market_statement enable row level security;
create policy add on strategy.market_statement for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((published_by)::text = platform.who('staff_id'::text))));
create policy read on strategy.market_statement for select using true;
grant insert on strategy.market_statement to daywell_app;
grant select on strategy.market_statement to daywell_app;
grant update on strategy.market_statement to daywell_app;

create table strategy.places_counted (
  on_day date not null,
  homes jsonb not null,
  sessions jsonb not null,
  uses jsonb not null,
  buildings jsonb not null,
  journeys jsonb not null,
  people_counted integer not null,
  counted_at timestamp with time zone not null,
  constraint places_counted_once PRIMARY KEY (on_day),
  constraint places_counted_people CHECK ((people_counted >= 0)));
alter table strategy.places_counted enable row level security;
create policy read on strategy.places_counted for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.places_counted to daywell_app;
grant select on strategy.places_counted to daywell_app;
grant update on strategy.places_counted to daywell_app;

create table strategy.population_projection (
  file_id uuid not null,
  kind text not null default 'population'::text,
  area text not null,
  sex text not null,
  age_from smallint not null,
  age_to smallint,
  year smallint not null,
  people integer not null,
  source text not null,
  source_date text not null,
  evidence text not null,
  constraint one_population_a_band EXCLUDE USING gist (file_id WITH =, area WITH =, sex WITH =, year WITH =, int4range((age_from)::integer, (age_to)::integer, '[]'::text) WITH &&),
  constraint population_age CHECK (((age_from >= 0) AND (age_from <= 120))),
  constraint population_ages_in_order CHECK (((age_to >= age_from) AND (age_to <= 120))),
  constraint population_evidence CHECK ((evidence = ANY (ARRAY['verified'::text, 'unverified'::text]))),
  constraint population_kind CHECK ((kind = 'population'::text)),
  constraint population_not_negative CHECK ((people >= 0)),
  constraint population_of_file FOREIGN KEY (file_id, kind) REFERENCES strategy.projection_file(id, kind),
  constraint population_sex CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'all'::text]))),
  constraint population_sourced CHECK ((btrim(source) <> ''::text)),
  constraint population_year CHECK (((year >= 1990) AND (year <= 2100))));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.population_projection FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table strategy.population_projection enable row level security;
create policy add on strategy.population_projection for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'job'::text]) AS is_role);
create policy read on strategy.population_projection for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.population_projection to daywell_app;
grant select on strategy.population_projection to daywell_app;
grant update on strategy.population_projection to daywell_app;

create table strategy.prevalence_rate (
  file_id uuid not null,
  kind text not null default 'prevalence'::text,
  cohort text not null,
  measure text not null,
  sex text not null,
  age_from smallint not null,
  age_to smallint,
  rate double precision not null,
  source text not null,
  source_date text not null,
  evidence text not null,
  constraint one_prevalence_a_band EXCLUDE USING gist (file_id WITH =, cohort WITH =, measure WITH =, sex WITH =, int4range((age_from)::integer, (age_to)::integer, '[]'::text) WITH &&),
  constraint prevalence_age CHECK (((age_from >= 0) AND (age_from <= 120))),
  constraint prevalence_ages_in_order CHECK (((age_to >= age_from) AND (age_to <= 120))),
  constraint prevalence_cohort CHECK ((cohort = ANY (ARRAY['learning_disability'::text, 'mental_health'::text, 'physical_sensory'::text, 'older_dementia'::text, 'carers'::text, 'transition'::text]))),
  constraint prevalence_evidence CHECK ((evidence = ANY (ARRAY['verified'::text, 'unverified'::text]))),
  constraint prevalence_is_a_share CHECK (((rate >= (0)::double precision) AND (rate <= (1)::double precision))),
  constraint prevalence_kind CHECK ((kind = 'prevalence'::text)),
  constraint prevalence_measure CHECK ((btrim(measure) <> ''::text)),
  constraint prevalence_of_file FOREIGN KEY (file_id, kind) REFERENCES strategy.projection_file(id, kind),
  constraint prevalence_sex CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'all'::text]))),
  constraint prevalence_sourced CHECK ((btrim(source) <> ''::text)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.prevalence_rate FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table strategy.prevalence_rate enable row level security;
create policy add on strategy.prevalence_rate for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'job'::text]) AS is_role);
create policy read on strategy.prevalence_rate for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.prevalence_rate to daywell_app;
grant select on strategy.prevalence_rate to daywell_app;
grant update on strategy.prevalence_rate to daywell_app;

create table strategy.projection_file (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  file_name text not null,
  content_hash text not null,
  rows integer not null,
  loaded_by uuid,
  loaded_by_name text not null,
  loaded_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  ended_by uuid,
  ended_by_name text,
  end_reason text,
  constraint projection_end_in_order CHECK ((ended_on >= loaded_on)),
  constraint projection_end_whole CHECK ((((ended_on IS NULL) = (end_reason IS NULL)) AND ((ended_on IS NULL) = (ended_by_name IS NULL)))),
  constraint projection_file_kind UNIQUE (id, kind),
  constraint projection_file_named CHECK ((btrim(file_name) <> ''::text)),
  constraint projection_file_pkey PRIMARY KEY (id),
  constraint projection_kind CHECK ((kind = ANY (ARRAY['population'::text, 'prevalence'::text]))),
  constraint projection_rows CHECK ((rows > 0)));
CREATE UNIQUE INDEX one_projection_in_force ON strategy.projection_file USING btree (kind) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.projection_file FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'ended_by_name', 'end_reason');
alter table strategy.projection_file enable row level security;
create policy add on strategy.projection_file for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((loaded_by)::text = platform.who('staff_id'::text))));
create policy finish on strategy.projection_file for update using ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text, 'job'::text]) AS is_role) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((ended_by)::text = platform.who('staff_id'::text)));
create policy read on strategy.projection_file for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.projection_file to daywell_app;
grant select on strategy.projection_file to daywell_app;
grant update on strategy.projection_file to daywell_app;

create table strategy.reading_report (
  id uuid not null default gen_random_uuid(),
  figure text not null,
  paragraph text not null,
  thought text not null,
  words text not null,
  who text not null,
  reported_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  decided_on date,
  decided_by uuid,
  decided_by_name text,
  decision text,
  reason text,
  constraint reading_decided_after CHECK ((decided_on >= reported_on)),
  constraint reading_decided_whole CHECK ((num_nonnulls(decided_on, decided_by, decided_by_name, decision, reason) = ANY (ARRAY[0, 5]))),
  constraint reading_decision CHECK ((decision = ANY (ARRAY['accepted'::text, 'refused'::text]))),
  constraint reading_figure CHECK (((btrim(figure) <> ''::text) AND (length(figure) <= 60))),
  constraint reading_paragraph CHECK (((btrim(paragraph) <> ''::text) AND (length(paragraph) <= 200))),
  constraint reading_reason CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 1000))),
  constraint reading_report_pkey PRIMARY KEY (id),
  constraint reading_thought CHECK (((btrim(thought) <> ''::text) AND (length(thought) <= 100))),
  constraint reading_who CHECK (((btrim(who) <> ''::text) AND (length(who) <= 100))),
  constraint reading_words CHECK ((length(words) <= 1000)));
CREATE INDEX reading_report_figure ON strategy.reading_report USING btree (figure);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.reading_report FOR EACH ROW EXECUTE FUNCTION platform.end_only('decided_on', 'decided_by', 'decided_by_name', 'decision', 'reason');
alter table strategy.reading_report enable row level security;
create policy add on strategy.reading_report for insert with check (decision IS NULL);
create policy change on strategy.reading_report for update using (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND (decision IS NULL)) with check ((decided_by)::text = platform.who('staff_id'::text));
create policy read on strategy.reading_report for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
grant insert on strategy.reading_report to daywell_app;
grant select on strategy.reading_report to daywell_app;
grant update on strategy.reading_report to daywell_app;

create table strategy.report (
  id uuid not null,
  number integer not null,
  version integer not null,
  title text not null,
  audience text not null,
  meeting_on date not null,
  asked text not null,
  recommendation text not null,
  words text not null,
  chosen jsonb not null,
  risks jsonb not null,
  figures jsonb not null,
  as_of date not null,
  replaces uuid,
  replaces_version integer,
  issued_by uuid not null,
  issued_by_name text not null,
  issued_as text not null,
  issued_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  withdrawn_on date,
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_why text,
  constraint report_asked CHECK (((btrim(asked) <> ''::text) AND (length(asked) <= 4000))),
  constraint report_audience CHECK (((btrim(audience) <> ''::text) AND (length(audience) <= 200))),
  constraint report_has_sections CHECK (((jsonb_typeof((figures -> 'sections'::text)) = 'array'::text) AND (jsonb_array_length((figures -> 'sections'::text)) > 0))),
  constraint report_has_sources CHECK ((jsonb_typeof((figures -> 'sources'::text)) = 'array'::text)),
  constraint report_issued_as CHECK (((btrim(issued_as) <> ''::text) AND (length(issued_as) <= 200))),
  constraint report_issued_by_name CHECK ((btrim(issued_by_name) <> ''::text)),
  constraint report_known UNIQUE (id, number, version),
  constraint report_number CHECK ((number > 0)),
  constraint report_number_once UNIQUE (number, version),
  constraint report_of_its_day CHECK ((as_of <= issued_on)),
  constraint report_pkey PRIMARY KEY (id),
  constraint report_recommendation CHECK (((btrim(recommendation) <> ''::text) AND (length(recommendation) <= 4000))),
  constraint report_replaced_once UNIQUE (replaces),
  constraint report_replaces FOREIGN KEY (replaces, number, replaces_version) REFERENCES strategy.report(id, number, version),
  constraint report_title CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200))),
  constraint report_version CHECK (((num_nonnulls(replaces, replaces_version) = ANY (ARRAY[0, 2])) AND (version = (COALESCE(replaces_version, 0) + 1)))),
  constraint report_withdrawn_after CHECK ((withdrawn_on >= issued_on)),
  constraint report_withdrawn_whole CHECK ((num_nonnulls(withdrawn_on, withdrawn_by, withdrawn_by_name, withdrawn_why) = ANY (ARRAY[0, 4]))),
  constraint report_withdrawn_why CHECK ((btrim(withdrawn_why) <> ''::text)),
  constraint report_words CHECK ((length(words) <= 20000)));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.report FOR EACH ROW EXECUTE FUNCTION platform.end_only('withdrawn_on', 'withdrawn_by', 'withdrawn_by_name', 'withdrawn_why');
alter table strategy.report enable row level security;
create policy add on strategy.report for insert with check ((withdrawn_on IS NULL) AND (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((issued_by)::text = platform.who('staff_id'::text)))));
create policy read on strategy.report for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text]) AS is_role);
create policy withdraw on strategy.report for update using ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) with check ((withdrawn_by IS NULL) OR ((withdrawn_by)::text = platform.who('staff_id'::text)));
grant insert on strategy.report to daywell_app;
grant select on strategy.report to daywell_app;
grant update on strategy.report to daywell_app;

create table strategy.report_draft (
  id uuid not null,
  title text not null,
  audience text not null,
  meeting_on date not null,
  asked text not null,
  recommendation text not null,
  words text not null,
  chosen jsonb not null,
  risks jsonb not null,
  replaces uuid,
  revision integer not null default 1,
  begun_by uuid not null,
  begun_by_name text not null,
  begun_on date not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  constraint report_draft_asked CHECK (((btrim(asked) <> ''::text) AND (length(asked) <= 4000))),
  constraint report_draft_audience CHECK (((btrim(audience) <> ''::text) AND (length(audience) <= 200))),
  constraint report_draft_chosen CHECK ((jsonb_typeof(chosen) = 'array'::text)),
  constraint report_draft_once UNIQUE (replaces),
  constraint report_draft_pkey PRIMARY KEY (id),
  constraint report_draft_recommendation CHECK ((length(recommendation) <= 4000)),
  constraint report_draft_replaces_fkey FOREIGN KEY (replaces) REFERENCES strategy.report(id),
  constraint report_draft_revision CHECK ((revision > 0)),
  constraint report_draft_risks CHECK (((jsonb_typeof(risks) = 'array'::text) AND (jsonb_array_length(risks) <= 50))),
  constraint report_draft_title CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200))),
  constraint report_draft_words CHECK ((length(words) <= 20000)));
alter table strategy.report_draft enable row level security;
create policy add on strategy.report_draft for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((changed_by)::text = platform.who('staff_id'::text))));
create policy change on strategy.report_draft for update using ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) with check ((changed_by)::text = platform.who('staff_id'::text));
create policy read on strategy.report_draft for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
create policy throw_away on strategy.report_draft for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role);
grant delete on strategy.report_draft to daywell_app;
grant insert on strategy.report_draft to daywell_app;
grant select on strategy.report_draft to daywell_app;
grant update on strategy.report_draft to daywell_app;

create table strategy.scenario (
  id uuid not null default gen_random_uuid(),
  name text not null,
  about text not null,
  content jsonb not null,
  content_hash text not null,
  based_on uuid,
  saved_by uuid not null,
  saved_by_name text not null,
  saved_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  ended_by uuid,
  ended_by_name text,
  ended_why text,
  constraint scenario_about CHECK (((btrim(about) <> ''::text) AND (length(about) <= 2000))),
  constraint scenario_based_on_fkey FOREIGN KEY (based_on) REFERENCES strategy.scenario(id),
  constraint scenario_ended_after CHECK ((ended_on >= saved_on)),
  constraint scenario_ended_whole CHECK ((num_nonnulls(ended_on, ended_by, ended_by_name, ended_why) = ANY (ARRAY[0, 4]))),
  constraint scenario_ended_why CHECK ((btrim(ended_why) <> ''::text)),
  constraint scenario_hash CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint scenario_name CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
  constraint scenario_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX scenario_name_once ON strategy.scenario USING btree (lower(btrim(name))) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.scenario FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'ended_by_name', 'ended_why');
alter table strategy.scenario enable row level security;
create policy add on strategy.scenario for insert with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((saved_by)::text = platform.who('staff_id'::text)) AND (ended_on IS NULL)));
create policy change on strategy.scenario for update using ( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) with check ((ended_by IS NULL) OR ((ended_by)::text = platform.who('staff_id'::text)));
create policy read on strategy.scenario for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text]) AS is_role);
grant insert on strategy.scenario to daywell_app;
grant select on strategy.scenario to daywell_app;
grant update on strategy.scenario to daywell_app;

create table strategy.scenario_drivers (
  scenario_id uuid not null,
  seed integer not null,
  draws integer not null,
  drivers jsonb not null,
  worked_out_at timestamp with time zone not null default platform.now(),
  constraint scenario_drivers_draws CHECK ((draws > 1)),
  constraint scenario_drivers_pkey PRIMARY KEY (scenario_id),
  constraint scenario_drivers_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES strategy.scenario(id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.scenario_drivers FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table strategy.scenario_drivers enable row level security;
create policy add on strategy.scenario_drivers for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on strategy.scenario_drivers for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text]) AS is_role);
grant insert on strategy.scenario_drivers to daywell_app;
grant select on strategy.scenario_drivers to daywell_app;
grant update on strategy.scenario_drivers to daywell_app;

create table strategy.scenario_drivers_part (
  scenario_id uuid not null,
  assumption text not null,
  bars jsonb not null,
  constraint scenario_drivers_part_assumption CHECK ((btrim(assumption) <> ''::text)),
  constraint scenario_drivers_part_bars CHECK ((jsonb_typeof(bars) = 'array'::text)),
  constraint scenario_drivers_part_once PRIMARY KEY (scenario_id, assumption),
  constraint scenario_drivers_part_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES strategy.scenario(id));
alter table strategy.scenario_drivers_part enable row level security;
create policy add on strategy.scenario_drivers_part for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on strategy.scenario_drivers_part for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text]) AS is_role);
create policy throw_away on strategy.scenario_drivers_part for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant delete on strategy.scenario_drivers_part to daywell_app;
grant insert on strategy.scenario_drivers_part to daywell_app;
grant select on strategy.scenario_drivers_part to daywell_app;
grant update on strategy.scenario_drivers_part to daywell_app;

create table strategy.scenario_result (
  scenario_id uuid not null,
  seed integer not null,
  draws integer not null,
  result jsonb not null,
  worked_out_at timestamp with time zone not null default platform.now(),
  constraint scenario_draws CHECK ((draws > 0)),
  constraint scenario_result_pkey PRIMARY KEY (scenario_id),
  constraint scenario_result_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES strategy.scenario(id));
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.scenario_result FOR EACH ROW EXECUTE FUNCTION platform.end_only();
alter table strategy.scenario_result enable row level security;
create policy add on strategy.scenario_result for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on strategy.scenario_result for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text]) AS is_role);
grant insert on strategy.scenario_result to daywell_app;
grant select on strategy.scenario_result to daywell_app;
grant update on strategy.scenario_result to daywell_app;

create table strategy.simulation (
  id uuid not null,
  name text not null,
  scenario jsonb not null,
  seed integer not null,
  draws integer not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  made integer not null default 0,
  cancelled_by_name text,
  cancelled_at timestamp with time zone,
  result jsonb,
  ended_at timestamp with time zone,
  constraint simulation_answer_is_whole CHECK ((((result IS NULL) = (ended_at IS NULL)) AND ((result IS NULL) OR (made = draws)))),
  constraint simulation_cancelled_by CHECK (((cancelled_at IS NULL) = (cancelled_by_name IS NULL))),
  constraint simulation_draws CHECK (((draws >= 2) AND (draws <= 100000))),
  constraint simulation_made CHECK (((made >= 0) AND (made <= draws))),
  constraint simulation_name CHECK ((btrim(name) <> ''::text)),
  constraint simulation_one_end CHECK (((cancelled_at IS NULL) OR (result IS NULL))),
  constraint simulation_pkey PRIMARY KEY (id),
  constraint simulation_seed CHECK ((seed >= 0)));
CREATE INDEX simulation_latest ON strategy.simulation USING btree (asked_at DESC, id);
CREATE TRIGGER goes_on BEFORE UPDATE ON strategy.simulation FOR EACH ROW EXECUTE FUNCTION strategy.simulation_goes_on();
alter table strategy.simulation enable row level security;
create policy add on strategy.simulation for insert with check ((made = 0) AND (result IS NULL) AND (cancelled_at IS NULL) AND (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((asked_by)::text = platform.who('staff_id'::text)))));
create policy go_on on strategy.simulation for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ((cancelled_at IS NOT NULL) AND (result IS NULL)));
create policy read on strategy.simulation for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.simulation to daywell_app;
grant select on strategy.simulation to daywell_app;
grant update on strategy.simulation to daywell_app;

create table strategy.simulation_part (
  simulation_id uuid not null,
  from_draw integer not null,
  until_draw integer not null,
  figures bytea not null,
  constraint simulation_part_from CHECK ((from_draw >= 0)),
  constraint simulation_part_in_order CHECK ((from_draw < until_draw)),
  constraint simulation_part_once PRIMARY KEY (simulation_id, from_draw),
  constraint simulation_part_simulation_id_fkey FOREIGN KEY (simulation_id) REFERENCES strategy.simulation(id));
alter table strategy.simulation_part enable row level security;
create policy add on strategy.simulation_part for insert with check ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy read on strategy.simulation_part for select using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
create policy throw_away on strategy.simulation_part for delete using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role);
grant delete on strategy.simulation_part to daywell_app;
grant insert on strategy.simulation_part to daywell_app;
grant select on strategy.simulation_part to daywell_app;
grant update on strategy.simulation_part to daywell_app;

create table strategy.yearly_counts (
  id uuid not null,
  source text not null,
  rows jsonb not null,
  made_up boolean not null,
  loaded_by uuid not null,
  loaded_by_name text not null,
  loaded_on date not null,
  recorded_at timestamp with time zone not null default platform.now(),
  ended_on date,
  ended_by uuid,
  ended_by_name text,
  ended_why text,
  constraint yearly_counts_ended_after CHECK ((ended_on >= loaded_on)),
  constraint yearly_counts_ended_whole CHECK ((num_nonnulls(ended_on, ended_by, ended_by_name, ended_why) = ANY (ARRAY[0, 4]))),
  constraint yearly_counts_ended_why CHECK ((btrim(ended_why) <> ''::text)),
  constraint yearly_counts_pkey PRIMARY KEY (id),
  constraint yearly_counts_rows CHECK (((jsonb_typeof(rows) = 'array'::text) AND ((jsonb_array_length(rows) >= 1) AND (jsonb_array_length(rows) <= 2000)))),
  constraint yearly_counts_source CHECK (((btrim(source) <> ''::text) AND (length(source) <= 500))));
CREATE UNIQUE INDEX yearly_counts_once ON strategy.yearly_counts USING btree ((true)) WHERE (ended_on IS NULL);
CREATE TRIGGER end_only BEFORE DELETE OR UPDATE ON strategy.yearly_counts FOR EACH ROW EXECUTE FUNCTION platform.end_only('ended_on', 'ended_by', 'ended_by_name', 'ended_why');
alter table strategy.yearly_counts enable row level security;
create policy add on strategy.yearly_counts for insert with check ((ended_on IS NULL) AND (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (( SELECT platform.is_role(VARIADIC ARRAY['commissioner'::text]) AS is_role) AND ((loaded_by)::text = platform.who('staff_id'::text)))));
create policy change on strategy.yearly_counts for update using ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'commissioner'::text]) AS is_role) with check (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR (ended_by IS NULL) OR ((ended_by)::text = platform.who('staff_id'::text)));
create policy read on strategy.yearly_counts for select using ( SELECT strategy.may_count() AS may_count);
grant insert on strategy.yearly_counts to daywell_app;
grant select on strategy.yearly_counts to daywell_app;
grant update on strategy.yearly_counts to daywell_app;

create view platform.published_staff as
 SELECT id AS staff_id,
    display_name AS name,
    role
   FROM platform.account
  WHERE role <> ALL (ARRAY['person'::text, 'provider'::text]);

create view people.head_of_record as
 SELECT p.id AS person_id,
    COALESCE(pn.given_name, n.given_name) AS given_name,
    COALESCE((pn.given_name || ' '::text) || pn.family_name, (n.given_name || ' '::text) || n.family_name, 'Name not recorded'::text) AS name,
        CASE
            WHEN people.may_see_whole(p.id) THEN (n.given_name || ' '::text) || n.family_name
            ELSE NULL::text
        END AS legal_name,
        CASE
            WHEN s.id IS NOT NULL AND platform.is_role(VARIADIC ARRAY['provider'::text]) THEN NULL::date
            ELSE p.born_on
        END AS born_on,
    p.died_on,
    t.name AS team,
        CASE
            WHEN platform.is_role(VARIADIC ARRAY['provider'::text]) THEN NULL::text
            ELSE COALESCE(a.local_area, t.local_area)
        END AS local_area,
    s.id IS NOT NULL AS restricted
   FROM people.person p
     LEFT JOIN people.person_name n ON n.person_id = p.id AND n.kind = 'legal'::text AND n.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.person_name pn ON pn.person_id = p.id AND pn.kind = 'preferred'::text AND pn.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.team_of_person tp ON tp.person_id = p.id AND tp.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.team t ON t.id = tp.team_id
     LEFT JOIN people.address a ON a.person_id = p.id AND a.kind = 'home'::text AND a.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.restriction s ON s.person_id = p.id AND s.in_force @> platform.who('today'::text)::date
  WHERE people.may_see(p.id) AND NOT (EXISTS ( SELECT
           FROM people.merge m
          WHERE m.merged_id = p.id AND m.taken_back_at IS NULL));

create view people.home_counted as
 SELECT p.person_id,
    COALESCE(p.local_area, 'Not known'::text) AS local_area,
    NULLIF(btrim(a.town), ''::text) AS town,
    a.latitude,
    a.longitude,
    ( SELECT "substring"(d.value, '^[0-9]+'::text)::integer AS "substring"
           FROM people.client_detail d
          WHERE d.person_id = p.person_id AND d.kind = 'longest_journey'::text AND d.in_force @> platform.who('today'::text)::date) AS longest_minutes
   FROM people.person_today p
     LEFT JOIN people.address a ON a.person_id = p.person_id AND a.kind = 'home'::text AND a.in_force @> platform.who('today'::text)::date
  WHERE p.died_on IS NULL OR p.died_on > platform.who('today'::text)::date;

create view people.in_my_teams as
 SELECT t.person_id
   FROM people.itself_in_my_teams t
  WHERE NOT (EXISTS ( SELECT
           FROM people.merge m
          WHERE m.merged_id = t.person_id AND m.taken_back_at IS NULL))
UNION ALL
 SELECT m.merged_id AS person_id
   FROM people.merge m
     JOIN people.itself_in_my_teams t ON t.person_id = m.survivor_id
  WHERE m.taken_back_at IS NULL;

create view people.itself_in_my_teams as
 SELECT person_id
   FROM people.team_of_person t
  WHERE (team_id = ANY (platform.whose('team_ids'::text))) AND from_date <= platform.who('today'::text)::date AND COALESCE(LEAST(until_date, ended_on) >= platform.who('today'::text)::date, true) AND NOT (EXISTS ( SELECT
           FROM people.itself_shut_to_me s
          WHERE s.person_id = t.person_id));

create view people.itself_shut_to_me as
 SELECT person_id
   FROM people.restriction r
  WHERE in_force @> platform.who('today'::text)::date AND NOT (EXISTS ( SELECT
           FROM people.restricted_to n
          WHERE n.person_id = r.person_id AND n.staff_id::text = platform.who('staff_id'::text) AND n.in_force @> platform.who('today'::text)::date));

create view people.need_counted as
 SELECT DISTINCT c.person_id,
    'communication'::text AS need
   FROM people.communication_need c
  WHERE c.in_force @> platform.who('today'::text)::date
UNION
 SELECT d.person_id,
    'hearing_loop'::text AS need
   FROM people.client_detail d
  WHERE d.kind = 'hearing'::text AND (d.value = ANY (ARRAY['Deaf with speech'::text, 'Deaf without speech'::text, 'Hard of hearing'::text, 'Hearing impairment: Severity unknown'::text])) AND d.in_force @> platform.who('today'::text)::date
UNION
 SELECT d.person_id,
    'step_free'::text AS need
   FROM people.client_detail d
  WHERE d.kind = 'primary_support_reason'::text AND d.value = 'Physical support: Access and mobility only'::text AND d.in_force @> platform.who('today'::text)::date;

create view people.person_today as
 SELECT p.id AS person_id,
    COALESCE(pn.given_name, n.given_name) AS given_name,
    COALESCE(pn.family_name, n.family_name) AS family_name,
    COALESCE((pn.given_name || ' '::text) || pn.family_name, (n.given_name || ' '::text) || n.family_name, 'Name not recorded'::text) AS name,
    p.born_on,
    p.died_on,
    r.value AS support_reason,
    t.id AS team_id,
    t.name AS team,
    COALESCE(a.local_area, t.local_area) AS local_area,
    a.postcode,
    s.id IS NOT NULL AS restricted
   FROM people.person p
     LEFT JOIN people.person_name n ON n.person_id = p.id AND n.kind = 'legal'::text AND n.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.person_name pn ON pn.person_id = p.id AND pn.kind = 'preferred'::text AND pn.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.client_detail r ON r.person_id = p.id AND r.kind = 'primary_support_reason'::text AND r.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.team_of_person tp ON tp.person_id = p.id AND tp.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.team t ON t.id = tp.team_id
     LEFT JOIN people.address a ON a.person_id = p.id AND a.kind = 'home'::text AND a.in_force @> platform.who('today'::text)::date
     LEFT JOIN people.restriction s ON s.person_id = p.id AND s.in_force @> platform.who('today'::text)::date
  WHERE NOT (EXISTS ( SELECT
           FROM people.merge m
          WHERE m.merged_id = p.id AND m.taken_back_at IS NULL));

create view people.published_given_name as
 SELECT person_id,
    kind,
    given_name
   FROM people.person_name n
  WHERE (kind = ANY (ARRAY['legal'::text, 'preferred'::text])) AND (in_force @> platform.who('today'::text)::date) IS TRUE AND people.may_see(person_id) AND NOT (EXISTS ( SELECT
           FROM people.merge m
          WHERE m.merged_id = n.person_id AND m.taken_back_at IS NULL));

create view people.published_merge with (security_invoker=true) as
 SELECT merged_id,
    survivor_id
   FROM people.merge m
  WHERE taken_back_at IS NULL;

create view people.published_person as
 SELECT person_id,
    given_name,
    family_name,
    name,
        CASE
            WHEN platform.is_role(VARIADIC ARRAY['provider'::text]) AND restricted THEN NULL::date
            ELSE born_on
        END AS born_on,
    died_on,
        CASE
            WHEN platform.is_role(VARIADIC ARRAY['provider'::text]) THEN NULL::text
            ELSE support_reason
        END AS support_reason,
    team_id,
    team,
        CASE
            WHEN platform.is_role(VARIADIC ARRAY['provider'::text]) THEN NULL::text
            ELSE local_area
        END AS local_area,
        CASE
            WHEN platform.is_role(VARIADIC ARRAY['provider'::text]) THEN NULL::text
            ELSE postcode
        END AS postcode,
    restricted
   FROM people.person_today p
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR
        CASE
            WHEN ( SELECT platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text]) AS is_role) THEN (EXISTS ( SELECT
               FROM people.in_my_teams m
              WHERE m.person_id = p.person_id))
            WHEN ( SELECT platform.is_role(VARIADIC ARRAY['broker'::text]) AS is_role) THEN (EXISTS ( SELECT
               FROM brokerage.to_be_placed m
              WHERE m.person_id = p.person_id))
            WHEN ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) THEN NOT (EXISTS ( SELECT
               FROM people.shut_to_me m
              WHERE m.person_id = p.person_id))
            ELSE people.may_see(person_id)
        END;

create view people.published_person_band as
 SELECT
        CASE
            WHEN age < 18::numeric THEN 'under 18'::text
            WHEN age < 25::numeric THEN '18 to 24'::text
            WHEN age < 35::numeric THEN '25 to 34'::text
            WHEN age < 45::numeric THEN '35 to 44'::text
            WHEN age < 55::numeric THEN '45 to 54'::text
            WHEN age < 65::numeric THEN '55 to 64'::text
            WHEN age < 75::numeric THEN '65 to 74'::text
            WHEN age < 85::numeric THEN '75 to 84'::text
            ELSE '85 and over'::text
        END AS age_band,
    support_reason,
    local_area,
    ethnicity,
    gender
   FROM ( SELECT EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) AS age,
            ( SELECT d.value
                   FROM people.client_detail d
                  WHERE d.person_id = p.id AND d.kind = 'primary_support_reason'::text AND d.in_force @> platform.who('today'::text)::date) AS support_reason,
            ( SELECT d.value
                   FROM people.client_detail d
                  WHERE d.person_id = p.id AND d.kind = 'ethnicity'::text AND d.in_force @> platform.who('today'::text)::date) AS ethnicity,
            ( SELECT d.value
                   FROM people.client_detail d
                  WHERE d.person_id = p.id AND d.kind = 'gender'::text AND d.in_force @> platform.who('today'::text)::date) AS gender,
            COALESCE(( SELECT a.local_area
                   FROM people.address a
                  WHERE a.person_id = p.id AND a.kind = 'home'::text AND a.in_force @> platform.who('today'::text)::date), ( SELECT t.local_area
                   FROM people.team_of_person tp
                     JOIN people.team t ON t.id = tp.team_id
                  WHERE tp.person_id = p.id AND tp.in_force @> platform.who('today'::text)::date)) AS local_area
           FROM people.person p
          WHERE (p.died_on IS NULL OR p.died_on >= platform.who('today'::text)::date) AND NOT (EXISTS ( SELECT
                   FROM people.merge m
                  WHERE m.merged_id = p.id AND m.taken_back_at IS NULL))) x
  WHERE platform.is_role(VARIADIC ARRAY['commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text, 'job'::text]);

create view people.published_way_to_tell with (security_invoker=true) as
 SELECT DISTINCT ON (person_id) person_id,
    kind
   FROM people.contact_way w
  WHERE in_force @> platform.who('today'::text)::date
  ORDER BY person_id, preferred DESC, recorded_at DESC, id;

create view people.restricted_now as
 SELECT r.person_id
   FROM people.restriction r
  WHERE r.in_force @> platform.who('today'::text)::date
UNION ALL
 SELECT m.merged_id AS person_id
   FROM people.merge m
     JOIN people.restriction r ON r.person_id = m.survivor_id
  WHERE m.taken_back_at IS NULL AND r.in_force @> platform.who('today'::text)::date;

create view people.shut_to_me as
 SELECT s.person_id
   FROM people.itself_shut_to_me s
UNION ALL
 SELECT m.merged_id AS person_id
   FROM people.merge m
     JOIN people.itself_shut_to_me s ON s.person_id = m.survivor_id
  WHERE m.taken_back_at IS NULL;

create view directory.findable_entry with (security_invoker=true) as
 SELECT id,
    audience,
    name,
    summary,
    search_words,
    what_happens,
    who_for,
    kind,
    setting,
    tier,
    said_weekdays,
    access_features,
    support_bands,
    free,
    price_from_pence,
    youngest_age,
    oldest_age,
    local_area,
    last_checked_on,
    status
   FROM directory.opportunity o
  WHERE (audience = ANY (ARRAY['public'::text, 'staff'::text])) AND withdrawn_on IS NULL AND (status = ANY (ARRAY['active'::text, 'temporarily closed'::text]));

create view directory.last_look as
 SELECT DISTINCT ON (k.opportunity_id, (k.result = ANY (ARRAY['right'::text, 'corrected'::text]))) k.opportunity_id,
    k.checked_on,
    k.result,
    k.looked_for,
    k.looker,
    k.result = ANY (ARRAY['right'::text, 'corrected'::text]) AS found_right
   FROM directory.entry_check k
     JOIN directory.opportunity o ON o.id = k.opportunity_id AND o.audience <> 'hidden'::text
  WHERE o.audience = 'public'::text OR platform.is_staff() OR platform.is_role(VARIADIC ARRAY['job'::text])
  ORDER BY k.opportunity_id, (k.result = ANY (ARRAY['right'::text, 'corrected'::text])), k.checked_on DESC, k.recorded_at DESC, k.id;

create view directory.my_entry as
 SELECT o.id AS opportunity_id
   FROM directory.opportunity o
     JOIN market.my_organisation m ON m.organisation_id = o.organisation_id
  WHERE o.withdrawn_on IS NULL AND o.audience <> 'hidden'::text;

create view directory.published_advice_use as
 SELECT matters,
    situation,
    date_trunc('month'::text, used_on::timestamp with time zone)::date AS month,
    count(*)::integer AS times,
    count(*) FILTER (WHERE options_shown = 0)::integer AS without_option
   FROM directory.advice_use
  WHERE platform.is_role(VARIADIC ARRAY['commissioner'::text, 'team_manager'::text, 'finance'::text, 'administrator'::text, 'job'::text]) AND used_on < date_trunc('month'::text, platform.who('today'::text)::date::timestamp with time zone)
  GROUP BY matters, situation, (date_trunc('month'::text, used_on::timestamp with time zone)::date);

create view directory.published_calendar as
 SELECT calendar,
    kind,
    from_date,
    until_date,
    name
   FROM directory.calendar_period;

create view directory.published_claim with (security_invoker=true) as
 SELECT id AS place_claim_id,
    standing_place_id,
    occurrence_id,
    person_id,
    on_date,
    start_minute,
    end_minute,
    purpose,
    released_at IS NULL AND (held_until IS NULL OR confirmed_at IS NOT NULL) AS firm
   FROM directory.place_claim c
  WHERE person_id IS NOT NULL;

create view directory.published_closure with (security_invoker=true) as
 SELECT s.id AS session_id,
    lower(x.in_force) AS from_date,
    upper(x.in_force) - 1 AS until_date,
    x.id AS closure_id,
    x.site_id,
    x.reason
   FROM directory.session s
     JOIN directory.closure x ON (x.session_id = s.id OR x.site_id = s.site_id) AND NOT isempty(x.in_force);

create view directory.published_entry_state as
 SELECT id AS opportunity_id,
    COALESCE(NULLIF(btrim(local_area), ''::text), ( SELECT min(si.local_area) AS min
           FROM directory.opportunity_site os
             JOIN directory.site si ON si.id = os.site_id
          WHERE os.opportunity_id = o.id AND btrim(si.local_area) <> ''::text), 'Not known'::text) AS local_area,
    kind,
    tier,
    setting,
    free,
    last_checked_on,
    status,
    ( SELECT r.rating
           FROM directory.published_rating r
          WHERE r.opportunity_id = o.id AND r.in_force @> platform.who('today'::text)::date) AS rating
   FROM directory.opportunity o
  WHERE audience = 'public'::text AND withdrawn_on IS NULL AND (status = ANY (ARRAY['active'::text, 'temporarily closed'::text]));

create view directory.published_session as
 SELECT s.id AS session_id,
    s.opportunity_id,
    COALESCE(NULLIF(btrim(s.name), ''::text), o.name) AS name,
    o.name AS opportunity,
    o.kind,
    o.free,
    o.price_from_pence,
    s.weekday,
    s.start_minute,
    s.end_minute,
    si.name AS site,
    si.town,
    o.organisation_id
   FROM directory.session s
     JOIN directory.opportunity o ON o.id = s.opportunity_id
     LEFT JOIN directory.site si ON si.id = s.site_id;

create view directory.published_session_place as
 SELECT w.session_id,
    w.opportunity_id,
    o.name AS opportunity,
    w.local_area,
    w.weekday,
    w.start_minute,
    w.end_minute,
    w.features,
    w.setting,
    w.places,
    si.id AS site_id,
    si.name AS site,
    si.town,
    si.latitude,
    si.longitude,
    r.counted,
    r.room,
    r.things_counted,
    r.things_free
   FROM directory.published_weekly_session w
     JOIN directory.opportunity o ON o.id = w.opportunity_id
     JOIN directory.session s ON s.id = w.session_id
     LEFT JOIN directory.site si ON si.id = s.site_id
     LEFT JOIN LATERAL ( SELECT bool_or(d.place IS NOT NULL) AS counted,
            COALESCE(bool_or(d.place > 0 AND d.staff > 0), false) AS room,
            array_remove(ARRAY[
                CASE
                    WHEN bool_or(d.hoist IS NOT NULL) THEN 'hoist'::text
                    ELSE NULL::text
                END,
                CASE
                    WHEN bool_or(d.changing_place IS NOT NULL) THEN 'changing_place'::text
                    ELSE NULL::text
                END,
                CASE
                    WHEN bool_or(d.wheelchair IS NOT NULL) THEN 'wheelchair'::text
                    ELSE NULL::text
                END], NULL::text) AS things_counted,
            array_remove(ARRAY[
                CASE
                    WHEN bool_or(d.place > 0 AND d.staff > 0 AND d.hoist > 0) THEN 'hoist'::text
                    ELSE NULL::text
                END,
                CASE
                    WHEN bool_or(d.place > 0 AND d.staff > 0 AND d.changing_place > 0) THEN 'changing_place'::text
                    ELSE NULL::text
                END,
                CASE
                    WHEN bool_or(d.place > 0 AND d.staff > 0 AND d.wheelchair > 0) THEN 'wheelchair'::text
                    ELSE NULL::text
                END], NULL::text) AS things_free
           FROM ( SELECT max(k.capacity - k.taken) FILTER (WHERE k.resource = 'place'::text) AS place,
                    COALESCE(max(k.capacity - k.taken) FILTER (WHERE k.resource = 'staff'::text), 1) AS staff,
                    max(k.capacity - k.taken) FILTER (WHERE k.resource = 'hoist'::text) AS hoist,
                    max(k.capacity - k.taken) FILTER (WHERE k.resource = 'changing_place'::text) AS changing_place,
                    max(k.capacity - k.taken) FILTER (WHERE k.resource = 'wheelchair_space'::text) AS wheelchair
                   FROM directory.occurrence oc
                     LEFT JOIN directory.stock k ON k.occurrence_id = oc.id
                  WHERE oc.session_id = w.session_id AND oc.cancelled_at IS NULL AND oc.on_date >= platform.who('today'::text)::date AND oc.on_date < (platform.who('today'::text)::date + 28)
                  GROUP BY oc.id) d) r ON true;

create view directory.published_site_closure with (security_invoker=true) as
 SELECT x.id AS closure_id,
    x.site_id,
    si.name AS site,
    x.from_date,
    x.until_date,
    x.reason,
    x.ended_on + 1 AS open_from,
    x.end_reason
   FROM directory.closure x
     JOIN directory.site si ON si.id = x.site_id;

create view directory.published_source as
 SELECT feed,
    name
   FROM directory.feed_source s;

create view directory.published_supply as
 SELECT o.id AS occurrence_id,
    o.session_id,
    s.opportunity_id,
    s.site_id,
    COALESCE(si.local_area, op.local_area) AS local_area,
    o.on_date,
    o.start_minute,
    o.end_minute,
    k.resource,
    k.capacity,
    k.taken,
    k.capacity - k.taken AS left_over
   FROM directory.occurrence o
     JOIN directory.session s ON s.id = o.session_id
     JOIN directory.opportunity op ON op.id = s.opportunity_id
     LEFT JOIN directory.site si ON si.id = s.site_id
     JOIN directory.stock k ON k.occurrence_id = o.id
  WHERE o.cancelled_at IS NULL;

create view directory.published_weekly_session as
 SELECT s.id AS session_id,
    o.id AS opportunity_id,
    COALESCE(NULLIF(btrim(si.local_area), ''::text), NULLIF(btrim(o.local_area), ''::text), 'Not known'::text) AS local_area,
    o.kind,
    o.tier,
    o.setting,
    o.free,
    s.weekday,
    s.start_minute,
    s.end_minute,
    o.access_features || COALESCE(si.access_features, '{}'::text[]) AS features,
    o.support_bands,
    c.amount AS places,
    f.most_left
   FROM directory.session s
     JOIN directory.opportunity o ON o.id = s.opportunity_id
     LEFT JOIN directory.site si ON si.id = s.site_id
     LEFT JOIN directory.capacity c ON c.session_id = s.id AND c.resource = 'place'::text AND c.in_force @> platform.who('today'::text)::date
     LEFT JOIN LATERAL ( SELECT max(k.capacity - k.taken) AS most_left
           FROM directory.occurrence d
             JOIN directory.stock k ON k.occurrence_id = d.id AND k.resource = 'place'::text
          WHERE d.session_id = s.id AND d.cancelled_at IS NULL AND d.on_date >= platform.who('today'::text)::date AND d.on_date < (platform.who('today'::text)::date + 28)) f ON true
  WHERE s.in_force @> platform.who('today'::text)::date AND o.audience = 'public'::text AND o.withdrawn_on IS NULL AND o.status = 'active'::text;

create view directory.published_wish as
 SELECT id AS wish_id,
    words,
    local_area,
    weekdays,
    day_parts,
    needs,
    cost,
    setting,
    tier,
    sent,
    recorded_on
   FROM directory.wish
  WHERE platform.is_role(VARIADIC ARRAY['practitioner'::text, 'team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text, 'job'::text]);

create view market.action_now with (security_invoker=true) as
 SELECT a.id AS action_id,
    a.opportunity_id,
    a.provider_id,
    a.visit_id,
    a.what,
    a.owner,
    a.essential,
    a.set_by,
    a.set_on,
    COALESCE(( SELECT s.due_on
           FROM market.action_step s
          WHERE s.action_id = a.id AND s.due_on IS NOT NULL
          ORDER BY s.sequence DESC
         LIMIT 1), a.due_on) AS due_on,
    l.kind AS last_step,
    l.note AS last_note,
    l.on_date AS last_on
   FROM market.assurance_action a
     LEFT JOIN LATERAL ( SELECT s.kind,
            s.note,
            s.on_date
           FROM market.action_step s
          WHERE s.action_id = a.id
          ORDER BY s.sequence DESC
         LIMIT 1) l ON true;

create view market.concern_now with (security_invoker=true) as
 SELECT c.id AS concern_id,
    c.opportunity_id,
    c.provider_id,
    c.raised_on,
    c.route,
    c.words,
    c.contact,
    c.raised_by,
    l.outcome,
    l.decided_on
   FROM market.concern c
     LEFT JOIN LATERAL ( SELECT d.outcome,
            d.decided_on
           FROM market.concern_decision d
          WHERE d.concern_id = c.id
          ORDER BY d.sequence DESC
         LIMIT 1) l ON true;

create view market.current_call with (security_invoker=true) as
 SELECT DISTINCT ON (v.call_id) v.call_id,
    c.number,
    c.from_gap,
    v.id AS version_id,
    v.version,
    v.title,
    v.words,
    v.local_area,
    v.weekdays,
    v.start_minute,
    v.end_minute,
    v.kind,
    v.needs,
    v.support_band,
    v.wanted,
    v.wanted_unit,
    v.audience,
    v.lot_id,
    v.price_basis,
    v.closes_on,
    v.decider_id,
    v.decider,
    v.sealed,
    v.what_changed,
    v.published_on,
    min(v.published_on) OVER (PARTITION BY v.call_id) AS first_published_on,
    e.how AS ended_how,
    e.reason AS end_reason,
    e.ended_on,
    v.further_lot_ids
   FROM market.call_version v
     JOIN market.call c ON c.id = v.call_id
     LEFT JOIN market.call_end e ON e.call_id = v.call_id
  WHERE v.published_on IS NOT NULL
  ORDER BY v.call_id, v.version DESC;

create view market.last_check with (security_invoker=true) as
 SELECT DISTINCT ON (application_id, provider_id, kind) application_id,
    provider_id,
    kind,
    met,
    evidence,
    expires_on,
    checked_by,
    checked_on
   FROM market.check_item c
  ORDER BY application_id, provider_id, kind, checked_on DESC, recorded_at DESC;

create view market.my_occurrences as
 SELECT o.id AS occurrence_id
   FROM directory.occurrence o
     JOIN market.my_sessions s ON s.session_id = o.session_id;

create view market.my_organisation as
 SELECT organisation_id
   FROM market.provider p
  WHERE platform.is_role(VARIADIC ARRAY['provider'::text]) AND id = platform.who('provider_id'::text)::uuid;

create view market.my_service_income as
 SELECT m.id AS service_month_id,
        CASE
            WHEN i.payer = 'contribution'::text THEN 'council'::text
            ELSE i.payer
        END AS payer,
    sum(i.amount_pence)::bigint AS amount_pence
   FROM market.service_month m
     JOIN market.service_income i ON i.service_month_id = m.id
  WHERE platform.is_role(VARIADIC ARRAY['provider'::text]) AND m.provider_id::text = platform.who('provider_id'::text)
  GROUP BY m.id, (
        CASE
            WHEN i.payer = 'contribution'::text THEN 'council'::text
            ELSE i.payer
        END);

create view market.my_sessions as
 SELECT s.id AS session_id
   FROM directory.session s
     JOIN directory.opportunity o ON o.id = s.opportunity_id
     JOIN market.my_organisation m ON m.organisation_id = o.organisation_id;

create view market.published_cost_sheet as
 SELECT c.id AS cost_sheet_id,
    c.provider_id,
    o.name AS provider,
    l.name AS lot,
    c.support_band,
    c.unit,
    c.financial_year,
    c.places,
    c.open_days,
    c.units_a_day,
    c.occupancy_percent,
    c.units_a_year,
    c.unit_price_pence,
    c.journeys_a_year,
    c.journey_price_pence,
    c.reason,
    c.citation,
    c.recorded_at,
    ( SELECT jsonb_agg(jsonb_build_object('part', x.part, 'label', x.label, 'amount', x.amount_pence, 'citation', x.citation) ORDER BY x.line) AS jsonb_agg
           FROM market.cost_sheet_line x
          WHERE x.cost_sheet_id = c.id) AS lines
   FROM market.cost_sheet c
     JOIN market.lot l ON l.id = c.lot_id
     JOIN market.provider p ON p.id = c.provider_id
     JOIN directory.organisation o ON o.id = p.organisation_id
  WHERE (EXISTS ( SELECT
           FROM market.rate r
          WHERE r.cost_sheet_id = c.id AND NOT isempty(r.in_force)));

create view market.published_exit as
 SELECT a.provider_id,
    max(upper(a.in_force) - 1) AS last_day,
    bool_or(a.ended_on IS NOT NULL) AS ended_early
   FROM market.admission a
     JOIN market.provider p ON p.id = a.provider_id
  WHERE NOT isempty(a.in_force) AND NOT p.in_house
  GROUP BY a.provider_id
 HAVING bool_and(NOT upper_inf(a.in_force));

create view market.published_least_hours as
 SELECT provider_id,
    weekly_minutes,
    in_force
   FROM market.least_hours h;

create view market.published_provider as
 SELECT p.id AS provider_id,
    p.organisation_id,
    o.name,
    p.in_house,
    p.kind,
    p.cqc_id,
    (EXISTS ( SELECT
           FROM market.admission a
          WHERE a.provider_id = p.id AND a.in_force @> platform.who('today'::text)::date)) AS admitted,
    (EXISTS ( SELECT
           FROM market.suspension s
          WHERE s.provider_id = p.id AND s.in_force @> platform.who('today'::text)::date)) AS suspended
   FROM market.provider p
     JOIN directory.organisation o ON o.id = p.organisation_id;

create view market.published_provider_name as
 SELECT id AS provider_id,
    ( SELECT g.name
           FROM directory.organisation g
          WHERE g.id = p.organisation_id) AS name
   FROM market.provider p;

create view market.published_rate as
 SELECT r.id AS rate_id,
    r.provider_id,
    r.lot_id,
    l.name AS lot,
    r.support_band,
    r.unit,
    r.price_pence,
    r.from_date,
    r.until_date,
    r.ended_on,
    r.in_force,
    p.in_house,
    r.cost_sheet_id
   FROM market.rate r
     JOIN market.lot l ON l.id = r.lot_id
     JOIN market.provider p ON p.id = r.provider_id;

create view market.published_rating as
 SELECT DISTINCT ON (opportunity_id) id AS decision_id,
    opportunity_id,
    provider_id,
    visit_id,
    rating,
    proposed,
    reasons,
    departure,
    decided_on
   FROM market.rating_decision d
  ORDER BY opportunity_id, recorded_at DESC, id DESC;

create view market.published_suspension as
 SELECT provider_id,
    from_date,
    LEAST(until_date, ended_on) AS until_date,
    in_force
   FROM market.suspension s;

create view market.published_visit as
 SELECT id AS visit_id,
    opportunity_id,
    provider_id,
    made_on,
    announced,
    people_spoken,
    summary,
    signed_on,
    ( SELECT jsonb_agg(jsonb_build_object('key', q.one ->> 'key'::text, 'words', q.one ->> 'words'::text, 'essential', (q.one ->> 'essential'::text)::boolean, 'answer', f.answer) ORDER BY q.at) AS jsonb_agg
           FROM jsonb_array_elements(v.questions) WITH ORDINALITY q(one, at)
             JOIN market.visit_finding f ON f.visit_id = v.id AND f.question = (q.one ->> 'key'::text)) AS findings
   FROM market.assurance_visit v
  WHERE signed_on IS NOT NULL AND NOT (EXISTS ( SELECT
           FROM market.assurance_visit n
          WHERE n.corrects_id = v.id AND n.signed_on IS NOT NULL));

create view market.published_voice as
 SELECT c.voice_id,
    v.opportunity_id,
    v.provider_id,
    c.words_shown AS words,
    date_trunc('month'::text, v.said_on::timestamp with time zone)::date AS said_in,
        CASE
            WHEN r.shown THEN r.words
            ELSE NULL::text
        END AS answer
   FROM market.voice_check c
     JOIN market.voice v ON v.id = c.voice_id
     LEFT JOIN market.voice_answer r ON r.voice_id = c.voice_id
  WHERE c.words_shown IS NOT NULL AND (( SELECT count(DISTINCT COALESCE(a.author, o.id)) AS count
           FROM market.voice o
             LEFT JOIN market.voice_author a ON a.voice_id = o.id
          WHERE o.opportunity_id = v.opportunity_id)) >= 5;

create view needs.latest_counted as
 SELECT DISTINCT ON (a.person_id) a.person_id,
    a.id AS assessment_id,
    COALESCE(e.eligible, false) AS eligible
   FROM needs.assessment a
     LEFT JOIN needs.eligibility_decision e ON e.assessment_id = a.id
  WHERE a.completed_on IS NOT NULL AND a.completed_on <= platform.who('today'::text)::date AND NOT (EXISTS ( SELECT
           FROM needs.assessment n
          WHERE n.replaces = a.id AND n.completed_on IS NOT NULL))
  ORDER BY a.person_id, a.completed_on DESC, a.id;

create view needs.need_counted as
 SELECT l.person_id,
    v.need
   FROM needs.latest_counted l
     JOIN needs.assessed_level s ON s.assessment_id = l.assessment_id
     JOIN ( VALUES ('c'::text,2,'personal_care'::text), ('x3'::text,2,'communication'::text), ('x3'::text,3,'quiet'::text)) v(item, "least", need) ON v.item = s.item AND s.level >= v."least";

create view needs.open_assessment as
 SELECT id
   FROM needs.assessment a
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND provenance = 'recorded'::text AND NOT (EXISTS ( SELECT
           FROM needs.eligibility_decision e
          WHERE e.assessment_id = a.id)) AND NOT (EXISTS ( SELECT
           FROM needs.assessment l
          WHERE l.replaces = a.id));

create view needs.published_assessment with (security_invoker=true) as
 SELECT a.id AS assessment_id,
    a.person_id,
    a.kind,
    a.started_on,
    a.completed_on,
    a.method,
    e.eligible,
    e.decided_on AS eligibility_decided_on
   FROM needs.assessment a
     LEFT JOIN needs.eligibility_decision e ON e.assessment_id = a.id;

create view needs.published_contact with (security_invoker=true) as
 SELECT id AS contact_id,
    person_id,
    received_on,
    route,
    closed_on,
    outcome
   FROM needs.contact;

create view needs.published_review_due with (security_invoker=true) as
 SELECT id AS review_due_id,
    person_id,
    kind,
    cause,
    due_on,
    settled_on,
    settlement
   FROM needs.review_due;

create view allocation.evidence_counted as
 SELECT table_version,
    points,
    month,
    enough,
    count(*)::integer AS plans
   FROM ( SELECT DISTINCT ON (b.id) b.table_version,
            b.points,
            to_char((e.recorded_at AT TIME ZONE 'Europe/London'::text), 'YYYY-MM'::text) AS month,
            e.weekly_pence <= b.weekly_pence AS enough
           FROM allocation.evidenced_plan e
             JOIN allocation.issue i ON i.indicative_budget_id = e.indicative_budget_id
             JOIN allocation.indicative_budget b ON b.id = e.indicative_budget_id
          ORDER BY b.id, e.recorded_at, e.id) x
  WHERE platform.is_role(VARIADIC ARRAY['team_manager'::text, 'commissioner'::text, 'finance'::text, 'job'::text])
  GROUP BY table_version, points, month, enough;

create view allocation.exception_counted as
 SELECT reason_code,
    decision,
    asked_on,
    decided_on,
    (EXISTS ( SELECT
           FROM allocation.evidenced_plan p
          WHERE p.indicative_budget_id = e.indicative_budget_id)) AS evidenced,
    count(*)::integer AS exceptions
   FROM allocation.exception e
  WHERE platform.is_role(VARIADIC ARRAY['team_manager'::text, 'commissioner'::text, 'finance'::text, 'job'::text])
  GROUP BY reason_code, decision, asked_on, decided_on, ((EXISTS ( SELECT
           FROM allocation.evidenced_plan p
          WHERE p.indicative_budget_id = e.indicative_budget_id)));

create view allocation.published_indicative with (security_invoker=false) as
 SELECT b.id AS indicative_budget_id,
    b.person_id,
    b.assessment_id,
    b.table_version,
    b.weekly_pence,
    b.yearly_pence,
    i.issued_on,
    i.short_by_pence,
    GREATEST(b.weekly_pence, ( SELECT max(e.agreed_pence) AS max
           FROM allocation.exception e
          WHERE e.indicative_budget_id = b.id)) AS counts_weekly_pence,
    (EXISTS ( SELECT
           FROM allocation.relief r
          WHERE r.indicative_budget_id = b.id AND r.ended_on IS NULL)) AS has_relief
   FROM allocation.indicative_budget b
     LEFT JOIN allocation.issue i ON i.indicative_budget_id = b.id
  WHERE NOT (EXISTS ( SELECT
           FROM allocation.indicative_budget later
          WHERE later.replaces = b.id)) AND (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR people.may_reckon(b.person_id));

create view allocation.to_issue as
 SELECT id
   FROM allocation.indicative_budget b
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND NOT (EXISTS ( SELECT
           FROM allocation.issue i
          WHERE i.indicative_budget_id = b.id)) AND NOT (EXISTS ( SELECT
           FROM allocation.indicative_budget later
          WHERE later.replaces = b.id));

create view allocation.to_work_out as
 SELECT a.id AS assessment_id
   FROM needs.assessment a
     JOIN needs.eligibility_decision e ON e.assessment_id = a.id
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND e.eligible AND NOT (EXISTS ( SELECT
           FROM allocation.indicative_budget b
          WHERE b.person_id = a.person_id));

create view allocation.told_under as
 SELECT DISTINCT ON (i.person_id) i.person_id,
    b.table_version
   FROM allocation.issue i
     JOIN allocation.indicative_budget b ON b.id = i.indicative_budget_id
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff())
  ORDER BY i.person_id, i.issued_on DESC, i.recorded_at DESC, b.id DESC;

create view charging.published_contribution with (security_invoker=true) as
 SELECT id AS contribution_id,
    person_id,
    basis,
    weekly_pence,
    from_date,
    until_date,
    ended_on,
    in_force,
    rule_version
   FROM charging.contribution;

create view charging.published_free_period with (security_invoker=true) as
 SELECT id AS free_period_id,
    person_id,
    ground,
    from_date,
    until_date
   FROM charging.free_period;

create view charging.published_notice with (security_invoker=true) as
 SELECT id AS notice_id,
    contribution_id,
    person_id,
    told_on,
    first_day_charged,
    weekly_pence,
    up_to,
    provenance
   FROM charging.notice;

create view charging.published_open_dispute with (security_invoker=true) as
 SELECT id AS dispute_id,
    person_id,
    contribution_id,
    raised_on,
    answer_by
   FROM charging.dispute d
  WHERE NOT (EXISTS ( SELECT
           FROM charging.dispute_outcome o
          WHERE o.dispute_id = d.id));

create view charging.published_told as
 SELECT n.notice_id,
    n.person_id,
    n.told_on,
    n.first_day_charged,
    n.told_pence,
    n.up_to AND c.basis = 'provisional'::text AS up_to,
    n.provenance = 'migrated'::text AND c.weekly_pence >= n.told_pence AS taken_over,
    LEAST(n.told_pence, c.weekly_pence) AS weekly_pence,
    lower(c.in_force) AS decided_from,
    GREATEST(n.first_day_charged, lower(c.in_force)) AS from_date,
    LEAST(n.before_next,
        CASE
            WHEN upper_inf(c.in_force) THEN NULL::date
            ELSE upper(c.in_force) - 1
        END) AS until_date
   FROM ( SELECT told.id AS notice_id,
            told.person_id,
            told.told_on,
            told.first_day_charged,
            told.weekly_pence AS told_pence,
            told.up_to,
            told.provenance,
            min(told.first_day_charged) OVER (PARTITION BY told.person_id ORDER BY told.first_day_charged RANGE BETWEEN '1 day'::interval FOLLOWING AND UNBOUNDED FOLLOWING) - 1 AS before_next
           FROM charging.notice told
          WHERE NOT (EXISTS ( SELECT
                   FROM charging.contribution gone
                     JOIN charging.notice later ON later.person_id = gone.person_id AND later.first_day_charged = told.first_day_charged
                     JOIN charging.contribution held ON held.id = later.contribution_id AND NOT isempty(held.in_force)
                  WHERE gone.id = told.contribution_id AND isempty(gone.in_force)))) n
     JOIN charging.contribution c ON c.person_id = n.person_id AND (c.in_force && daterange(n.first_day_charged, n.before_next, '[]'::text)) IS TRUE
  WHERE people.may_reckon(n.person_id);

create view charging.published_week_given_back with (security_invoker=true) as
 SELECT person_id,
    week_start,
    sum(given_back_pence)::bigint AS given_back_pence
   FROM charging.dispute_correction k
  WHERE given_back_pence IS NOT NULL
  GROUP BY person_id, week_start;

create view charging.published_week_in_question with (security_invoker=true) as
 SELECT dispute_id,
    person_id,
    week_start,
    correction
   FROM charging.dispute_outcome o
  WHERE outcome = 'week_wrong'::text AND NOT (EXISTS ( SELECT
           FROM charging.dispute_correction k
          WHERE k.dispute_id = o.dispute_id));

create view charging.to_assess as
 SELECT a.id AS assessment_id
   FROM needs.assessment a
     JOIN needs.eligibility_decision e ON e.assessment_id = a.id
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND e.eligible AND NOT (EXISTS ( SELECT
           FROM charging.contribution c
          WHERE c.person_id = a.person_id)) AND NOT (EXISTS ( SELECT
           FROM charging.financial_assessment f
          WHERE f.person_id = a.person_id));

create view charging.to_decide as
 SELECT id
   FROM charging.financial_assessment a
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND NOT (EXISTS ( SELECT
           FROM charging.contribution c
          WHERE c.financial_assessment_id = a.id)) AND NOT (EXISTS ( SELECT
           FROM charging.financial_assessment later
          WHERE later.person_id = a.person_id AND later.recorded_at > a.recorded_at)) AND NOT (EXISTS ( SELECT
           FROM charging.contribution c
          WHERE c.person_id = a.person_id AND c.recorded_at > a.recorded_at));

create view charging.to_settle as
 SELECT id
   FROM charging.contribution c
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND basis = 'provisional'::text AND in_force @> platform.who('today'::text)::date AND NOT (EXISTS ( SELECT
           FROM charging.financial_assessment a
          WHERE a.person_id = c.person_id AND a.recorded_at > c.recorded_at));

create view charging.to_tell as
 SELECT id
   FROM charging.contribution c
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND NOT isempty(in_force) AND (upper_inf(in_force) OR upper(in_force) > platform.who('today'::text)::date) AND NOT (EXISTS ( SELECT
           FROM charging.notice n
          WHERE n.contribution_id = c.id));

create view planning.contents_approved as
 SELECT vt.term_id,
    a.id AS approval_id,
    a.decided_on,
    a.decided_at
   FROM planning.plan_version_term vt
     JOIN planning.plan_version v ON v.id = vt.plan_version_id
     JOIN planning.approval a ON a.plan_id = v.plan_id AND a.about = 'contents'::text AND a.approved AND a.contents_hash = v.contents_hash
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND (v.withdrawn_at IS NULL OR v.agreed_at IS NOT NULL);

create view planning.line_counted as
 SELECT b.person_id,
    b.in_house,
    b.component,
    b.route,
    b.in_force * t.in_force AS in_force
   FROM planning.budget_line b
     JOIN planning.session_term t ON t.id = b.term_id
  WHERE t.agreed;

create view planning.need_counted as
 SELECT DISTINCT t.person_id,
        CASE c.thing
            WHEN 'wheelchair_space'::text THEN 'wheelchair'::text
            ELSE c.thing
        END AS need
   FROM planning.session_term t
     CROSS JOIN LATERAL unnest(t.characteristics) c(thing)
  WHERE t.agreed AND t.in_force @> platform.who('today'::text)::date AND (c.thing = ANY (ARRAY['hoist'::text, 'changing_place'::text, 'wheelchair_space'::text]));

create view planning.published_budget_line with (security_invoker=true) as
 SELECT b.id AS budget_line_id,
    b.term_id,
    t.planned_session_id,
    b.person_id,
    t.outcome_id,
    b.component,
    b.route,
    b.pool_id,
    b.provider_id,
    b.in_house,
    b.per_session_pence,
    b.council_share_pence,
    t.session_id,
    t.own_arrangement,
    t.support_band,
    t.weekday,
    t.every_weeks,
    t.first_monday,
    t.season,
    t.start_minute,
    t.end_minute,
    b.in_force * t.in_force AS in_force,
    t.provenance,
    b.rate_id,
    b.transport_decision_id
   FROM planning.budget_line b
     JOIN planning.session_term t ON t.id = b.term_id
  WHERE t.agreed;

create view planning.published_goal as
 SELECT id AS outcome_id,
    person_id,
    words,
    care_act_item,
    agreed_on
   FROM planning.outcome o
  WHERE people.may_read(person_id);

create view planning.published_outcome with (security_invoker=true) as
 SELECT id AS outcome_id,
    person_id,
    words,
    i_statement,
    care_act_item,
    agreed_on,
    ended_on
   FROM planning.outcome;

create view planning.published_payer_share with (security_invoker=true) as
 SELECT s.budget_line_id,
    s.payer,
    s.legal_ground,
    s.share_pence
   FROM planning.payer_share s
     JOIN planning.budget_line b ON b.id = s.budget_line_id;

create view planning.published_term with (security_invoker=true) as
 SELECT id AS term_id,
    planned_session_id,
    person_id,
    outcome_id,
    session_id,
    own_arrangement,
    weekday,
    every_weeks,
    first_monday,
    season,
    start_minute,
    end_minute,
    support_band,
    characteristics,
    with_friends,
    from_date,
    until_date,
    ended_on,
    in_force,
    provenance,
    free_period_id
   FROM planning.session_term t
  WHERE agreed;

create view planning.published_tier with (security_invoker=true) as
 SELECT id AS tier_decision_id,
    person_id,
    tier,
    from_date,
    until_date,
    ended_on,
    in_force,
    reablement
   FROM planning.tier_decision;

create view planning.published_transport with (security_invoker=true) as
 SELECT DISTINCT ON (planned_session_id) planned_session_id,
    person_id,
    funded,
    mode
   FROM planning.transport_decision
  WHERE planned_session_id IS NOT NULL
  ORDER BY planned_session_id, recorded_at DESC, id DESC;

create view planning.published_version with (security_invoker=true) as
 SELECT id AS plan_version_id,
    plan_id,
    person_id,
    number,
    from_date,
    gross_yearly_pence,
    provenance,
    agreed_at
   FROM planning.plan_version
  WHERE agreed_at IS NOT NULL;

create view planning.to_plan as
 SELECT DISTINCT person_id
   FROM allocation.issue i
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND NOT (EXISTS ( SELECT
           FROM planning.plan_version v
          WHERE v.person_id = i.person_id));

create view planning.transport_counted as
 SELECT DISTINCT ON (planned_session_id) planned_session_id,
    mode
   FROM planning.transport_decision d
  WHERE planned_session_id IS NOT NULL
  ORDER BY planned_session_id, recorded_at DESC, id DESC;

create view brokerage.my_outcomes as
 SELECT t.outcome_id
   FROM planning.session_term t
     JOIN brokerage.my_placements l ON l.term_id = t.id;

create view brokerage.my_people as
 SELECT person_id
   FROM brokerage.my_placements l
  WHERE upper_inf(in_force) OR upper(in_force) > platform.who('today'::text)::date OR NOT (EXISTS ( SELECT
           FROM people.restricted_now r
          WHERE r.person_id = l.person_id));

create view brokerage.my_placements as
 SELECT person_id,
    term_id,
    in_force
   FROM brokerage.placement l
  WHERE platform.is_role(VARIADIC ARRAY['provider'::text]) AND provider_id = platform.who('provider_id'::text)::uuid AND NOT isempty(in_force);

create view brokerage.my_restricted as
 SELECT l.person_id
   FROM brokerage.my_placements l
     JOIN people.restricted_now r ON r.person_id = l.person_id;

create view brokerage.offer_for_provider as
 SELECT o.id AS offer_id,
    o.provider_id,
    o.sent_at,
    o.answer_by,
    o.answer,
    o.answered_at,
    o.answer_reason,
    o.price_pence,
    o.withdrawn_at,
    t.session_id,
    t.own_arrangement,
    t.weekday,
    t.every_weeks,
    t.first_monday,
    t.season,
    t.start_minute,
    t.end_minute,
    t.support_band,
    t.characteristics,
    t.from_date,
    t.until_date,
    r.needs_to_know,
    oc.care_act_item,
    COALESCE(b.per_session_pence, 0::bigint) AS highest_price_pence
   FROM brokerage.offer o
     JOIN planning.session_term t ON t.id = o.term_id
     LEFT JOIN brokerage.referral r ON r.id = o.referral_id
     LEFT JOIN planning.outcome oc ON oc.id = t.outcome_id
     LEFT JOIN LATERAL ( SELECT max(l.per_session_pence) AS per_session_pence
           FROM planning.budget_line l
          WHERE l.term_id = t.id AND l.component = 'support'::text AND NOT isempty(l.in_force)) b ON true
  WHERE platform.who('role'::text) = 'provider'::text AND o.provider_id = platform.who('provider_id'::text)::uuid OR platform.who('role'::text) = 'job'::text;

create view brokerage.published_failed_match as
 SELECT id AS failed_match_id,
    weekday,
    start_minute,
    local_area,
    need,
    cause,
    found_on
   FROM brokerage.failed_match f
  WHERE platform.is_role(VARIADIC ARRAY['team_manager'::text, 'broker'::text, 'commissioner'::text, 'administrator'::text, 'job'::text]);

create view brokerage.published_pause with (security_invoker=true) as
 SELECT placement_id,
    in_force,
    id AS pause_id,
    person_id,
    from_date,
    until_date,
    continues
   FROM brokerage.pause p;

create view brokerage.published_placement with (security_invoker=true) as
 SELECT id AS placement_id,
    term_id,
    person_id,
    provider_id,
    standing_place_id,
    from_date,
    until_date,
    ended_on,
    end_reason,
    in_force,
    provenance
   FROM brokerage.placement pl;

create view brokerage.term_to_place as
(
         SELECT t.id AS term_id
           FROM planning.session_term t
          WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND t.agreed AND t.withdrawn_at IS NULL AND NOT isempty(t.in_force) AND (upper_inf(t.in_force) OR upper(t.in_force) > (( SELECT platform.who('today'::text)::date AS who)))
        UNION ALL
         SELECT t.id AS term_id
           FROM planning.session_term t
          WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) OR platform.is_staff()) AND NOT t.agreed AND t.withdrawn_at IS NULL AND NOT isempty(t.in_force) AND (upper_inf(t.in_force) OR upper(t.in_force) > (( SELECT platform.who('today'::text)::date AS who))) AND (EXISTS ( SELECT
                   FROM planning.plan_version_term vt
                     JOIN planning.plan_version v ON v.id = vt.plan_version_id
                     JOIN planning.approval a ON a.plan_id = v.plan_id AND a.about = 'contents'::text AND a.approved AND a.contents_hash = v.contents_hash
                  WHERE vt.term_id = t.id AND (v.withdrawn_at IS NULL OR v.agreed_at IS NOT NULL)))
) EXCEPT
 SELECT l.term_id
   FROM brokerage.placement l
  WHERE NOT isempty(l.in_force);

create view brokerage.to_be_placed as
 SELECT id AS person_id
   FROM people.person p
  WHERE platform.is_role(VARIADIC ARRAY['broker'::text]) AND NOT (EXISTS ( SELECT
           FROM people.shut_to_me s
          WHERE s.person_id = p.id)) AND ((EXISTS ( SELECT
           FROM brokerage.referral r
          WHERE r.person_id = p.id)) OR (EXISTS ( SELECT
           FROM brokerage.placement l
          WHERE l.person_id = p.id)) OR (EXISTS ( SELECT
           FROM planning.plan n
             JOIN planning.approval a ON a.plan_id = n.id
          WHERE n.person_id = p.id AND a.about = 'contents'::text AND a.approved)));

create view delivery.published_date_made with (security_invoker=true) as
 SELECT term_id,
    person_id,
    on_date,
    ended_at IS NOT NULL AS withdrawn
   FROM delivery.occasion o;

create view delivery.published_laid_again with (security_invoker=true) as
 SELECT o.id AS occasion_id,
    o.person_id,
    o.planned_session_id,
    o.term_id,
    o.on_date,
    o.start_minute,
    o.ended_at,
    m.id AS mark_id,
    m.closure_id
   FROM delivery.occasion o
     JOIN delivery.mark m ON m.occasion_id = o.id AND NOT (EXISTS ( SELECT
           FROM delivery.mark later
          WHERE later.replaces = m.id))
  WHERE o.end_reason = ANY (ARRAY['laid again'::text, 'pause ended'::text]);

create view delivery.published_occasion with (security_invoker=true) as
 SELECT o.id AS occasion_id,
    o.person_id,
    o.planned_session_id,
    o.term_id,
    o.on_date,
    o.start_minute,
    o.end_minute,
    o.place_claim_id,
    o.stands_in_for,
    m.id AS mark_id,
    m.reason,
    r.happened,
    m.noticed_at,
    m.marked_at,
    m.closure_id
   FROM delivery.occasion o
     LEFT JOIN delivery.mark m ON m.occasion_id = o.id AND NOT (EXISTS ( SELECT
           FROM delivery.mark later
          WHERE later.replaces = m.id))
     LEFT JOIN delivery.reason r ON r.code = m.reason
  WHERE o.ended_at IS NULL;

create view delivery.published_paused_date with (security_invoker=true) as
 SELECT DISTINCT ON (o.planned_session_id, o.on_date) o.person_id,
    o.term_id,
    o.planned_session_id,
    o.on_date,
    o.start_minute,
    x.pause_id,
    x.from_date,
        CASE
            WHEN upper_inf(x.in_force) THEN NULL::date
            ELSE upper(x.in_force) - 1
        END AS until_date
   FROM delivery.occasion o
     JOIN brokerage.published_placement p ON p.term_id = o.term_id
     JOIN brokerage.published_pause x ON x.placement_id = p.placement_id AND x.in_force @> o.on_date
  WHERE o.end_reason = 'paused'::text AND NOT (EXISTS ( SELECT
           FROM delivery.occasion n
          WHERE n.planned_session_id = o.planned_session_id AND n.on_date = o.on_date AND n.ended_at IS NULL))
  ORDER BY o.planned_session_id, o.on_date, o.ended_at DESC;

create view delivery.unmarked_date as
 SELECT id AS occasion_id,
    on_date
   FROM delivery.occasion o
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'provider'::text]) OR platform.is_staff()) AND ended_at IS NULL AND NOT (EXISTS ( SELECT
           FROM delivery.mark m
          WHERE m.occasion_id = o.id));

create view outcomes.published_exit with (security_invoker=true) as
 SELECT id AS enablement_exit_id,
    tier_decision_id,
    person_id,
    exit_on,
    result,
    next_tier
   FROM outcomes.enablement_exit;

create view outcomes.published_review with (security_invoker=true) as
 SELECT r.id AS review_id,
    r.person_id,
    r.review_due_id,
    d.kind,
    d.cause,
    r.started_on,
    r.completed_on,
    r.method,
    r.outcomes_achieved,
    r.event_outcome
   FROM outcomes.review r
     JOIN needs.review_due d ON d.id = r.review_due_id;

create view outcomes.published_voice as
 SELECT p.person_id,
    p.outcome_id,
    p.voice,
    p.met,
    p.words,
    p.on_date,
    p.recorded_at
   FROM outcomes.progress p
  WHERE p.met IS NOT NULL AND people.may_read(p.person_id)
UNION ALL
 SELECT r.person_id,
    o.outcome_id,
    o.voice,
        CASE o.met
            WHEN 'Fully met'::text THEN 'fully'::text
            WHEN 'Partially met'::text THEN 'partially'::text
            ELSE 'not'::text
        END AS met,
    o.words,
    r.completed_on AS on_date,
    o.recorded_at
   FROM outcomes.review r
     JOIN outcomes.review_outcome o ON o.review_id = r.id
  WHERE r.completed_on IS NOT NULL AND people.may_read(r.person_id);

create view finance.charge_over_year_end with (security_invoker=true) as
 SELECT id AS charge_id,
    person_id,
    week_start,
    EXTRACT(year FROM week_start)::integer AS next_year,
    ( SELECT COALESCE(sum(l.charge_pence), 0::numeric)::bigint AS "coalesce"
           FROM finance.charge_line l
          WHERE l.charge_id = c.id AND l.on_date >= make_date(EXTRACT(year FROM c.week_start)::integer, 4, 1)) AS next_year_pence,
    ( SELECT COALESCE(sum(
                CASE
                    WHEN a.code ~~ ('client income:%:'::text || EXTRACT(year FROM c.week_start)::integer) THEN t.amount_pence
                    ELSE - t.amount_pence
                END), 0::numeric)::bigint AS "coalesce"
           FROM finance.charge o
             JOIN finance.transfer t ON t.kind = 'year_end'::text AND t.source_id = o.id
             JOIN finance.account a ON a.id = t.credit_account_id
          WHERE o.person_id = c.person_id AND o.week_start = c.week_start) AS booked_pence
   FROM finance.charge c
  WHERE EXTRACT(month FROM week_start) = 3::numeric AND EXTRACT(day FROM week_start) > 25::numeric AND NOT (EXISTS ( SELECT
           FROM finance.charge later
          WHERE later.replaces = c.id));

create view finance.cost_counted as
 SELECT l.person_id,
    b.in_house,
    b.component,
    l.on_date,
    l.amount_pence
   FROM finance.pay_line l
     JOIN planning.budget_line b ON b.id = l.budget_line_id
  WHERE NOT (EXISTS ( SELECT
           FROM finance.pay_line later
          WHERE later.replaces = l.id));

create view finance.mark_found_without_pay as
 SELECT m.id AS mark_id,
    b.id AS budget_line_id,
    o.id AS occasion_id,
    o.on_date
   FROM delivery.occasion o
     JOIN delivery.mark m ON m.occasion_id = o.id
     JOIN planning.session_term t ON t.id = o.term_id AND t.agreed
     JOIN planning.budget_line b ON b.term_id = o.term_id AND (b.in_force * t.in_force) @> o.on_date AND b.per_session_pence > 0
  WHERE o.ended_at IS NULL AND NOT (EXISTS ( SELECT
           FROM delivery.mark later
          WHERE later.replaces = m.id)) AND NOT (EXISTS ( SELECT
           FROM finance.pay_line l
          WHERE l.occasion_id = o.id AND l.mark_id = m.id AND l.budget_line_id = b.id));

create view finance.mark_without_pay as
 SELECT DISTINCT o.id AS occasion_id,
    o.term_id,
    o.person_id,
    o.on_date,
    m.reason
   FROM finance.mark_to_pay u
     JOIN delivery.occasion o ON o.id = u.occasion_id
     JOIN delivery.mark m ON m.id = u.mark_id
     JOIN planning.budget_line b ON b.id = u.budget_line_id
     JOIN planning.session_term t ON t.id = b.term_id
  WHERE ( SELECT platform.is_role(VARIADIC ARRAY['job'::text, 'finance'::text]) AS is_role) AND o.ended_at IS NULL AND t.agreed AND (b.in_force * t.in_force) @> o.on_date AND NOT (EXISTS ( SELECT
           FROM delivery.mark later
          WHERE later.replaces = m.id)) AND NOT (EXISTS ( SELECT
           FROM people.shut_to_me s
          WHERE s.person_id = o.person_id));

create view finance.published_charge with (security_invoker=false) as
 SELECT id AS charge_id,
    person_id,
    week_start,
    told_weekly_pence,
    delivered_cost_pence,
    charge_pence,
    rule_version,
    recorded_at
   FROM finance.charge c
  WHERE NOT (EXISTS ( SELECT
           FROM finance.charge later
          WHERE later.replaces = c.id)) AND (( SELECT platform.is_role(VARIADIC ARRAY['job'::text]) AS is_role) OR ( SELECT platform.is_role(VARIADIC ARRAY['finance'::text]) AS is_role) OR people.may_read(person_id));

create view finance.published_delivered_cost with (security_invoker=true) as
 SELECT l.id AS pay_line_id,
    l.person_id,
    l.occasion_id,
    l.budget_line_id,
    b.component,
    b.route,
    b.in_house,
    b.provider_id,
    l.payee_id,
    l.on_date,
    l.amount_pence
   FROM finance.pay_line l
     JOIN planning.budget_line b ON b.id = l.budget_line_id
  WHERE NOT (EXISTS ( SELECT
           FROM finance.pay_line later
          WHERE later.replaces = l.id));

create view finance.published_line_money as
 SELECT t.budget_line_id,
    t.person_id,
    sum(
        CASE
            WHEN c.code ~~ 'agreed:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END -
        CASE
            WHEN d.code ~~ 'agreed:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END)::bigint AS agreed_pence,
    sum(
        CASE
            WHEN c.code ~~ 'committed:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END -
        CASE
            WHEN d.code ~~ 'committed:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END)::bigint AS committed_pence,
    sum(
        CASE
            WHEN c.code ~~ 'delivered:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END -
        CASE
            WHEN d.code ~~ 'delivered:%'::text THEN t.amount_pence
            ELSE 0::bigint
        END)::bigint AS spent_pence,
    sum(
        CASE
            WHEN t.kind = 'release'::text THEN t.amount_pence
            WHEN t.kind = 'reverse'::text AND d.code ~~ 'available:%'::text THEN - t.amount_pence
            ELSE 0::bigint
        END)::bigint AS released_pence,
    sum(
        CASE
            WHEN t.kind = ANY (ARRAY['agree'::text, 'commit_more'::text]) THEN t.amount_pence
            ELSE 0::bigint
        END)::bigint AS bound_pence
   FROM finance.transfer t
     JOIN finance.account d ON d.id = t.debit_account_id
     JOIN finance.account c ON c.id = t.credit_account_id
  WHERE t.book = 'commitment'::text AND t.budget_line_id IS NOT NULL AND people.may_reckon(t.person_id)
  GROUP BY t.budget_line_id, t.person_id;

create view finance.published_outturn as
 SELECT t.period_id,
    t.book,
    split_part(d.code, ':'::text, 1) AS debited,
    split_part(c.code, ':'::text, 1) AS credited,
    sum(t.amount_pence)::bigint AS pence
   FROM finance.transfer t
     JOIN finance.account d ON d.id = t.debit_account_id
     JOIN finance.account c ON c.id = t.credit_account_id
  WHERE platform.is_role(VARIADIC ARRAY['team_manager'::text, 'finance'::text, 'commissioner'::text, 'administrator'::text, 'job'::text])
  GROUP BY t.period_id, t.book, (split_part(d.code, ':'::text, 1)), (split_part(c.code, ':'::text, 1));

create view finance.week_date as
 SELECT o.person_id,
    o.id AS occasion_id,
    o.on_date,
    o.start_minute,
    o.end_minute,
    o.planned_session_id,
    o.term_id,
    t.own_arrangement,
    t.outcome_id,
    t.free_period_id,
    t.in_force AS term_in_force,
    COALESCE(NULLIF(btrim(s.name), ''::text), e.name) AS name,
    si.name AS site,
    si.town,
    e.free,
    e.price_from_pence,
    r.happened,
        CASE
            WHEN r.happened <> 'attended'::text THEN r.words
            ELSE NULL::text
        END AS reason,
    ( SELECT p.provider_id
           FROM brokerage.placement p
          WHERE p.term_id = o.term_id AND (p.in_force @> o.on_date) IS TRUE) AS placed_with,
    ( SELECT d.mode
           FROM planning.transport_decision d
          WHERE d.planned_session_id = o.planned_session_id
          ORDER BY d.recorded_at DESC, d.id DESC
         LIMIT 1) AS getting_there
   FROM delivery.occasion o
     JOIN planning.session_term t ON t.id = o.term_id AND t.agreed
     LEFT JOIN directory.session s ON s.id = t.session_id
     LEFT JOIN directory.opportunity e ON e.id = s.opportunity_id
     LEFT JOIN directory.site si ON si.id = s.site_id
     LEFT JOIN delivery.mark m ON m.occasion_id = o.id AND NOT (EXISTS ( SELECT
           FROM delivery.mark later
          WHERE later.replaces = m.id))
     LEFT JOIN delivery.reason r ON r.code = m.reason
  WHERE o.ended_at IS NULL AND people.may_read(o.person_id);

create view finance.week_pay as
 SELECT person_id,
    occasion_id,
    budget_line_id,
    amount_pence,
    chargeable_pence
   FROM finance.pay_line l
  WHERE NOT (EXISTS ( SELECT
           FROM finance.pay_line later
          WHERE later.replaces = l.id)) AND people.may_read(person_id);

create view finance.week_price as
 SELECT b.person_id,
    b.id AS budget_line_id,
    b.term_id,
    b.component,
    b.route,
    b.provider_id,
    b.per_session_pence,
    b.council_share_pence,
    b.in_force,
    s.payers,
    COALESCE(s.person, 0::numeric) AS person_pence
   FROM planning.budget_line b
     CROSS JOIN LATERAL ( SELECT json_agg(json_build_object('payer', p.payer, 'ground', p.legal_ground, 'share', p.share_pence) ORDER BY p.payer, p.legal_ground) AS payers,
            sum(p.share_pence) FILTER (WHERE p.payer = 'person'::text) AS person
           FROM planning.payer_share p
          WHERE p.budget_line_id = b.id) s
  WHERE people.may_read(b.person_id);

create view strategy.borough_people as
 SELECT p.support_reason,
    COALESCE(p.local_area, 'Not known'::text) AS local_area,
        CASE
            WHEN EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) < 65::numeric THEN '18 to 64'::text
            ELSE '65 and over'::text
        END AS age_group,
    b.age_band,
    u.in_house,
    u.outside,
    count(*)::integer AS people
   FROM ( SELECT l.person_id,
            bool_or(l.in_house) AS in_house,
            bool_or(NOT l.in_house) AS outside
           FROM planning.line_counted l
          WHERE l.in_force @> platform.who('today'::text)::date AND l.component = 'support'::text AND l.route <> 'no_cost'::text
          GROUP BY l.person_id) u
     JOIN people.person_today p ON p.person_id = u.person_id,
    LATERAL ( SELECT
                CASE
                    WHEN a.y < 25::numeric THEN '18 to 24'::text
                    WHEN a.y < 35::numeric THEN '25 to 34'::text
                    WHEN a.y < 45::numeric THEN '35 to 44'::text
                    WHEN a.y < 55::numeric THEN '45 to 54'::text
                    WHEN a.y < 65::numeric THEN '55 to 64'::text
                    WHEN a.y < 75::numeric THEN '65 to 74'::text
                    WHEN a.y < 85::numeric THEN '75 to 84'::text
                    ELSE '85 and over'::text
                END AS age_band
           FROM ( SELECT EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) AS y) a) b
  WHERE strategy.may_count()
  GROUP BY p.support_reason, (COALESCE(p.local_area, 'Not known'::text)), (
        CASE
            WHEN EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) < 65::numeric THEN '18 to 64'::text
            ELSE '65 and over'::text
        END), b.age_band, u.in_house, u.outside;

create view strategy.borough_spend as
 SELECT p.support_reason,
    COALESCE(p.local_area, 'Not known'::text) AS local_area,
        CASE
            WHEN EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) < 65::numeric THEN '18 to 64'::text
            ELSE '65 and over'::text
        END AS age_group,
    c.in_house,
    sum(c.pence)::bigint AS pence,
    count(DISTINCT c.person_id)::integer AS people
   FROM ( SELECT d.person_id,
            d.in_house,
            sum(d.amount_pence) AS pence
           FROM finance.cost_counted d
          WHERE d.on_date > (platform.who('today'::text)::date - 364) AND d.on_date <= platform.who('today'::text)::date AND d.component = 'support'::text
          GROUP BY d.person_id, d.in_house) c
     JOIN people.person_today p ON p.person_id = c.person_id
  WHERE strategy.may_count()
  GROUP BY p.support_reason, (COALESCE(p.local_area, 'Not known'::text)), (
        CASE
            WHEN EXTRACT(year FROM age(platform.who('today'::text)::date::timestamp with time zone, p.born_on::timestamp with time zone)) < 65::numeric THEN '18 to 64'::text
            ELSE '65 and over'::text
        END), c.in_house;

create view strategy.building_journeys as
 SELECT s.site_id,
    COALESCE(t.mode, 'not decided'::text) AS mode,
    p.latitude,
    p.longitude,
    count(DISTINCT l.person_id)::integer AS people,
    sum(1.0 / l.every_weeks::numeric)::double precision AS weekly_visits
   FROM planning.session_term l
     JOIN directory.session s ON s.id = l.session_id
     JOIN strategy.own_building b ON b.site_id = s.site_id
     JOIN strategy.person_placed p ON p.person_id = l.person_id
     LEFT JOIN planning.transport_counted t ON t.planned_session_id = l.planned_session_id
  WHERE l.agreed AND l.in_force @> platform.who('today'::text)::date
  GROUP BY s.site_id, (COALESCE(t.mode, 'not decided'::text)), p.latitude, p.longitude;

create view strategy.building_line as
 SELECT b.site_id,
    b.name,
    b.town,
    b.local_area,
    b.latitude,
    b.longitude,
    COALESCE(p.people, 0) AS people,
    COALESCE(u.dates, 0) AS dates,
    COALESCE(u.uncounted, 0) AS uncounted,
    COALESCE(u.offered, 0) AS offered,
    COALESCE(u.planned, 0) AS planned,
    COALESCE(u.attended, 0) AS attended,
    COALESCE(u.marked, 0) AS marked
   FROM strategy.own_building b
     LEFT JOIN strategy.building_use u ON u.site_id = b.site_id
     LEFT JOIN strategy.site_people p ON p.site_id = b.site_id;

create view strategy.building_sheet as
 SELECT r.cost_sheet_id,
    s.site_id,
    sum(c.amount)::integer AS weekly_places
   FROM market.rate r
     JOIN directory.published_cost pc ON pc.rate_id = r.id AND pc.in_force @> platform.who('today'::text)::date
     JOIN directory.session s ON s.opportunity_id = pc.opportunity_id AND s.in_force @> platform.who('today'::text)::date
     JOIN strategy.own_building b ON b.site_id = s.site_id
     JOIN directory.capacity c ON c.session_id = s.id AND c.resource = 'place'::text AND c.in_force @> platform.who('today'::text)::date
  WHERE r.in_force @> platform.who('today'::text)::date AND r.cost_sheet_id IS NOT NULL
  GROUP BY r.cost_sheet_id, s.site_id;

create view strategy.building_use as
 SELECT b.site_id,
    count(*)::integer AS dates,
    count(*) FILTER (WHERE k.capacity IS NULL)::integer AS uncounted,
    COALESCE(sum(k.capacity), 0::bigint)::integer AS offered,
    COALESCE(sum(t.planned), 0::numeric)::integer AS planned,
    COALESCE(sum(t.attended), 0::numeric)::integer AS attended,
    COALESCE(sum(t.marked), 0::numeric)::integer AS marked
   FROM strategy.own_building b
     JOIN directory.session s ON s.site_id = b.site_id
     JOIN directory.occurrence oc ON oc.session_id = s.id AND oc.cancelled_at IS NULL AND oc.on_date >= (platform.who('today'::text)::date - 84) AND oc.on_date < platform.who('today'::text)::date
     LEFT JOIN directory.stock k ON k.occurrence_id = oc.id AND k.resource = 'place'::text
     LEFT JOIN LATERAL ( SELECT count(*) AS planned,
            count(*) FILTER (WHERE r.happened = 'attended'::text) AS attended,
            count(m.id) AS marked
           FROM directory.place_claim c
             LEFT JOIN delivery.occasion o ON o.place_claim_id = c.id AND o.ended_at IS NULL
             LEFT JOIN delivery.mark m ON m.occasion_id = o.id AND NOT (EXISTS ( SELECT
                   FROM delivery.mark n
                  WHERE n.replaces = m.id))
             LEFT JOIN delivery.reason r ON r.code = m.reason
          WHERE c.occurrence_id = oc.id AND c.released_at IS NULL AND (c.held_until IS NULL OR c.confirmed_at IS NOT NULL)) t ON true
  GROUP BY b.site_id;

create view strategy.coverage_people as
 WITH placed AS (
         SELECT p_1.person_id,
            p_1.local_area,
            p_1.longest_minutes,
            p_1.latitude,
            p_1.longitude
           FROM strategy.person_placed p_1
        ), needed AS (
         SELECT n.person_id,
            n.need
           FROM people.need_counted n
        UNION
         SELECT n.person_id,
            n.need
           FROM needs.need_counted n
        UNION
         SELECT n.person_id,
            n.need
           FROM planning.need_counted n
        )
 SELECT p.local_area,
    p.latitude,
    p.longitude,
    p.longest_minutes,
    w.need,
    count(*)::integer AS people
   FROM placed p
     JOIN ( SELECT placed.person_id,
            NULL::text AS need
           FROM placed
        UNION ALL
         SELECT needed.person_id,
            needed.need
           FROM needed) w ON w.person_id = p.person_id
  GROUP BY p.local_area, p.latitude, p.longitude, p.longest_minutes, w.need;

create view strategy.own_building as
 SELECT id AS site_id,
    name,
    town,
    COALESCE(NULLIF(btrim(local_area), ''::text), 'Not known'::text) AS local_area,
    latitude,
    longitude
   FROM directory.site si
  WHERE strategy.may_count() AND (EXISTS ( SELECT
           FROM directory.session s
             JOIN directory.opportunity o ON o.id = s.opportunity_id
             JOIN market.provider p ON p.organisation_id = o.organisation_id AND p.in_house
          WHERE s.site_id = si.id AND s.in_force @> platform.who('today'::text)::date));

create view strategy.person_placed as
 WITH counted AS (
         SELECT h.person_id,
            h.local_area,
            h.town,
            h.latitude,
            h.longitude,
            h.longest_minutes,
            round((h.latitude / 0.02::double precision)::numeric) * 0.02 AS square_north,
            round((h.longitude / 0.03::double precision)::numeric) * 0.03 AS square_east
           FROM people.home_counted h
          WHERE strategy.may_count() AND ((EXISTS ( SELECT
                   FROM planning.line_counted l
                  WHERE l.person_id = h.person_id AND l.component = 'support'::text AND (upper_inf(l.in_force) OR upper(l.in_force) > platform.who('today'::text)::date))) OR (EXISTS ( SELECT
                   FROM needs.latest_counted n
                  WHERE n.person_id = h.person_id AND n.eligible)) AND NOT (EXISTS ( SELECT
                   FROM planning.line_counted l
                  WHERE l.person_id = h.person_id)))
        ), sized AS (
         SELECT c.person_id,
            c.local_area,
            c.town,
            c.latitude,
            c.longitude,
            c.longest_minutes,
            c.square_north,
            c.square_east,
            count(*) OVER (PARTITION BY c.local_area, c.square_north, c.square_east) AS in_square,
            count(c.latitude) OVER town AS in_town,
            count(c.latitude) OVER area AS in_area,
            round(avg(c.latitude) OVER town::numeric, 2) AS town_north,
            round(avg(c.longitude) OVER town::numeric, 2) AS town_east,
            round(avg(c.latitude) OVER area::numeric, 2) AS area_north,
            round(avg(c.longitude) OVER area::numeric, 2) AS area_east
           FROM counted c
          WINDOW town AS (PARTITION BY c.local_area, c.town), area AS (PARTITION BY c.local_area)
        )
 SELECT person_id,
    local_area,
    longest_minutes,
        CASE
            WHEN latitude IS NOT NULL AND in_square >= 5 THEN square_north
            WHEN town IS NOT NULL AND in_town >= 5 THEN town_north
            WHEN in_area >= 5 THEN area_north
            ELSE NULL::numeric
        END::double precision AS latitude,
        CASE
            WHEN latitude IS NOT NULL AND in_square >= 5 THEN square_east
            WHEN town IS NOT NULL AND in_town >= 5 THEN town_east
            WHEN in_area >= 5 THEN area_east
            ELSE NULL::numeric
        END::double precision AS longitude
   FROM sized s;

create view strategy.published_reading as
 SELECT id AS reading_id,
    figure,
    reported_on,
    decision,
    decided_on,
    reason,
        CASE
            WHEN decision = 'accepted'::text THEN thought
            ELSE NULL::text
        END AS thought,
        CASE
            WHEN decision = 'accepted'::text THEN paragraph
            ELSE NULL::text
        END AS paragraph
   FROM strategy.reading_report r;

create view strategy.site_people as
 SELECT s.site_id,
    count(DISTINCT p.person_id)::integer AS people,
    count(*)::integer AS weekly_places
   FROM directory.standing_place p
     JOIN directory.session s ON s.id = p.session_id
  WHERE strategy.may_count() AND p.in_force @> platform.who('today'::text)::date AND s.site_id IS NOT NULL
  GROUP BY s.site_id;

CREATE OR REPLACE FUNCTION platform.audit_faults()
 RETURNS TABLE(lane smallint, sequence bigint, fault text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with chained as (
    select e.*, lag(e.sequence) over w as before, lag(e.hash) over w as hash_before, platform.audit_hash(e) as expected
      from platform.audit_entry e window w as (partition by e.lane order by e.sequence))
  select c.lane, c.sequence, 'the entry was changed' from chained c where c.hash <> c.expected
  union all select c.lane, c.sequence, 'entries before this one are missing' from chained c where c.sequence <> coalesce(c.before, 0) + 1
  union all select c.lane, c.sequence, 'the link to the entry before is broken' from chained c where c.previous_hash <> coalesce(c.hash_before, '\x')
  union all select l.lane, l.sequence, 'the newest entries are missing' from platform.audit_lane l
    left join lateral (select e.sequence, e.hash from platform.audit_entry e where e.lane = l.lane order by e.sequence desc limit 1) last on true
   where l.sequence <> coalesce(last.sequence, 0) or l.hash <> coalesce(last.hash, '\x')
  order by 1, 2 $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION platform.audit_hash(entry platform.audit_entry)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(entry.previous_hash || convert_to(jsonb_build_array(entry.lane, entry.sequence,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.actor_id, entry.actor_role, entry.actor_name,
    entry.action, entry.subject, entry.subject_id, entry.person_id, entry.detail)::text, 'UTF8')) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.end_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$                       -- as before (0001), with one more generated column left out
declare was jsonb := to_jsonb(old); becomes jsonb; col text;
begin
  if tg_op = 'DELETE' then
    raise exception using errcode = 'DW001', message = format('%s.%s: rows are ended, never deleted', tg_table_schema, tg_table_name);
  end if;
  becomes := to_jsonb(new) - 'in_force' - 'live' - 'agreed' - 'sought_as'; was := was - 'in_force' - 'live' - 'agreed' - 'sought_as';
  foreach col in array coalesce(tg_argv, '{}') loop
    if was -> col = 'null'::jsonb then was := was - col; becomes := becomes - col; end if;
  end loop;
  if was <> becomes then
    raise exception using errcode = 'DW002', message = format('%s.%s: rows are ended and added, never edited', tg_table_schema, tg_table_name);
  end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.is_role(VARIADIC names text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(platform.who('role') = any (names), false) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.is_staff()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select platform.is_role('practitioner','team_manager','broker','commissioner','finance','administrator','job') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select now() + make_interval(days => coalesce(nullif(current_setting('daywell.days_ahead', true), ''), '0')::int) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.period(from_date date, until_date date, ended_on date)
 RETURNS daterange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when least(until_date, ended_on) < from_date then 'empty'::daterange
              else daterange(from_date, least(until_date, ended_on), '[]') end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.record_audit(at timestamp with time zone, actor_id uuid, actor_role text, actor_name text, action text, subject text, subject_id uuid, person_id uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare entry platform.audit_entry; head platform.audit_lane; own integer := pg_backend_pid() % 16;
begin
  select l.* into head from platform.audit_lane l where l.lane = own for update skip locked;
  if head.lane is null then
    select l.* into head from platform.audit_lane l order by (l.lane - own + 16) % 16 limit 1 for update skip locked;
  end if;
  if head.lane is null then select l.* into head from platform.audit_lane l where l.lane = own for update; end if;
  entry.lane := head.lane; entry.sequence := head.sequence + 1; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.subject_id := subject_id; entry.person_id := person_id;
  entry.detail := detail; entry.previous_hash := head.hash;
  entry.hash := platform.audit_hash(entry);
  insert into platform.audit_entry values (entry.*);
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION platform.record_audits(at timestamp with time zone, actor_id uuid, actor_role text, actor_name text, action text, subject text, entries jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare entry platform.audit_entry; head platform.audit_lane; one jsonb; own integer := pg_backend_pid() % 16;
begin
  select l.* into head from platform.audit_lane l order by (l.lane - own + 16) % 16 limit 1 for update skip locked;
  if head.lane is null then select l.* into head from platform.audit_lane l where l.lane = own for update; end if;
  entry.lane := head.lane; entry.sequence := head.sequence; entry.at := at; entry.actor_id := actor_id; entry.actor_role := actor_role;
  entry.actor_name := actor_name; entry.action := action; entry.subject := subject; entry.hash := head.hash;
  for one in select e.value from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place loop
    entry.sequence := entry.sequence + 1; entry.subject_id := (one ->> 'subjectId')::uuid; entry.person_id := (one ->> 'personId')::uuid;
    entry.detail := coalesce(one -> 'detail', '{}'); entry.previous_hash := entry.hash;
    entry.hash := platform.audit_hash(entry);
    insert into platform.audit_entry values (entry.*);
  end loop;
  update platform.audit_lane l set sequence = entry.sequence, hash = entry.hash where l.lane = entry.lane;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION platform.resume(hash bytea, at timestamp with time zone)
 RETURNS SETOF platform.account
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_session platform.session;
begin
  select s.* into found_session from platform.session s
   where s.token_hash = hash and s.ended_at is null and s.last_seen_at > at - interval '30 minutes' and s.created_at > at - interval '12 hours';
  if found_session.token_hash is null then return; end if;
  if found_session.last_seen_at < at - interval '1 minute' then
    update platform.session s set last_seen_at = greatest(s.last_seen_at, at) where s.token_hash = hash;
  end if;
  return query select a.* from platform.account a where a.id = found_session.account_id and a.disabled_at is null;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION platform.security_faults()
 RETURNS TABLE(what text, fault text)
 LANGUAGE sql
 STABLE
AS $function$
  select c.oid::regclass::text, 'no row-level security' from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and not c.relrowsecurity and n.nspname in ('people','directory','market','needs','allocation','charging','planning','brokerage','delivery','outcomes','finance','engagement','strategy','returns')
  union all
  select c.oid::regclass::text, 'owned by the application' from pg_class c where c.relkind in ('r','v') and c.relowner = 'daywell_app'::regrole
  union all
  select r.rolname::text, 'row-level security does not bind this role' from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls)
  order by 1, 2 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.who(name text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('daywell.' || name, true), '') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION platform.whose(name text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('daywell.' || name, true), ''), '{}')::uuid[] $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.alike_pairs()
 RETURNS TABLE(one uuid, one_given text, one_family text, one_born date, one_team text, other uuid, other_given text, other_family text, other_born date, other_team text, may_open boolean, restricted boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with mine as materialized (select distinct m.person_id from people.in_my_teams m
    where (select platform.is_role('team_manager')) and not exists (select from people.merge g where g.merged_id = m.person_id and g.taken_back_at is null)),
  ours as materialized (
    select p.id, p.born_on, n.given_name, n.family_name, people.search_key(n.given_name, n.family_name) as key
      from mine join people.person p on p.id = mine.person_id join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date),
  near as (
    select o.*, p.id as other, p.born_on as other_born, n.given_name as other_given, n.family_name as other_family
      from ours o join people.person p on p.born_on = o.born_on and p.id <> o.id
      join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
    union
    select o.*, p.id, p.born_on, n.given_name, n.family_name
      from ours o join people.person_name n on people.search_key(n.given_name, n.family_name) = o.key and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
      join people.person p on p.id = n.person_id and p.id <> o.id and p.born_on <> o.born_on
       and ((extract(year from p.born_on) = extract(year from o.born_on))::int + (extract(month from p.born_on) = extract(month from o.born_on))::int + (extract(day from p.born_on) = extract(day from o.born_on))::int >= 2
         or (extract(year from p.born_on) = extract(year from o.born_on) and extract(month from p.born_on) = extract(day from o.born_on) and extract(day from p.born_on) = extract(month from o.born_on))))
  select n.id, n.given_name, n.family_name, n.born_on, ot.name, n.other, n.other_given, n.other_family, n.other_born, tt.name, m.person_id is not null,
         exists (select from people.restriction r where r.person_id = n.other and r.in_force @> platform.who('today')::date)
    from near n left join mine m on m.person_id = n.other
    left join people.team_of_person op on op.person_id = n.id and op.in_force @> platform.who('today')::date left join people.team ot on ot.id = op.team_id
    left join people.team_of_person tp on tp.person_id = n.other and tp.in_force @> platform.who('today')::date left join people.team tt on tt.id = tp.team_id
   where (m.person_id is null or n.id < n.other)
     and not exists (select from people.merge g where g.merged_id = n.other and g.taken_back_at is null)
     and not exists (select from people.told_apart a where a.one = least(n.id, n.other) and a.other = greatest(n.id, n.other) and a.withdrawn_at is null) $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.goes_on_as(p uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin return (select m.survivor_id from people.merge m where m.merged_id = p and m.taken_back_at is null); end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.joins_a_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from people.team t where t.id = new.team_id and t.ended_on is not null and (new.until_date is null or new.until_date > t.ended_on)) then
    raise exception using errcode = '23514', constraint = 'team_has_ended', message = 'the team has ended'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION people.looked_as(actor uuid, person uuid, on_day date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case
      when coalesce(people.goes_on_as(a.person_id), a.person_id) = person then 'self'
      when exists (select from people.care_relation r where r.carer_id = a.person_id and r.cared_for_id = person and r.in_force @> on_day) then 'carer'
      when exists (select from people.authority h where h.holder_id = a.person_id and h.person_id = person and h.in_force @> on_day) then 'acts_for'
    end
    from platform.account a
   where a.id = actor and a.person_id is not null
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager', 'person')) and (select people.may_see(person)))) $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.looks_at(person uuid, since date, until date)
 RETURNS TABLE(at timestamp with time zone, lane smallint, sequence bigint, actor_id uuid, actor_role text, actor_name text, action text, page text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select e.at, e.lane, e.sequence, e.actor_id, e.actor_role, e.actor_name, e.action, e.detail ->> 'page' from platform.audit_entry e
   where e.person_id = person
     and ((select platform.is_role('job', 'administrator')) or ((select platform.is_role('team_manager')) and (select people.may_see(person))))
     and (since is null or e.at >= since::timestamp at time zone 'Europe/London')
     and (until is null or e.at < (until + 1)::timestamp at time zone 'Europe/London') $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.may_change(p uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select people.reaches(p, '{practitioner,team_manager}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.may_plan(p uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select people.reaches(p, '{practitioner,team_manager,broker,person}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.may_read(p uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select people.reaches(p, '{practitioner,team_manager,person}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.may_reckon(p uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select people.reaches(p, '{practitioner,team_manager,finance,person}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.may_see(p uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select people.reaches(p, '{practitioner,team_manager,broker,finance,provider,person}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.may_see_whole(p uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if not coalesce(people.may_see(p), false) then return false; end if;
  if not platform.is_role('provider') then return true; end if;
  return not exists (select from brokerage.my_restricted r where r.person_id = p);
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.merge_without_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform 1 from people.person p where p.id in (new.merged_id, new.survivor_id) order by p.id for update;
  if exists (select from people.merge m where m.taken_back_at is null and (m.merged_id = new.survivor_id or m.survivor_id = new.merged_id)) then
    raise exception using errcode = 'DW021', message = 'one of these records is already merged'; end if;
  if exists (select from people.told_apart_of(new.merged_id, new.survivor_id)) then
    raise exception using errcode = 'DW160', message = 'somebody said that these are two people'; end if;
  if new.merged_id <> new.survivor_id and exists (select from people.on_record(new.merged_id, new.survivor_id) r where r.running > 0) then
    raise exception using errcode = 'DW157', message = 'something still runs on the record that would end'; end if;
  if exists (select from people.identifier a join people.identifier b on b.kind = a.kind and b.value <> a.value
              where a.kind = 'nhs_number' and a.person_id = new.merged_id and b.person_id = new.survivor_id and a.ended_on is null and b.ended_on is null) then
    raise exception using errcode = 'DW159', message = 'the two records hold two NHS numbers'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.named_like(patterns text[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select n.person_id from people.person_name n
    where n.sought_as like all (patterns) and ((select platform.is_role('job')) or people.may_see_whole(n.person_id));
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.no_death_on_merged()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from people.merge m where m.merged_id = new.id and m.taken_back_at is null) then
    raise exception using errcode = 'DW158', message = 'this record was merged into another'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.not_on_merged()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare named text; found boolean;
begin
  foreach named in array tg_argv loop
    if left(named, 1) = '+' then
      named := substr(named, 2);
      execute format('select from people.person p where p.id in (select a.%I from added a) order by p.id for key share', named);
    end if;
    if exists (select from people.merge m where m.taken_back_at is null) then
      execute format('select exists (select from added a join people.merge m on m.merged_id = a.%I where m.taken_back_at is null)', named) into found;
      if found then raise exception using errcode = 'DW158', message = 'this record was merged into another'; end if;
    end if;
  end loop;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.on_record(person uuid, beside uuid)
 RETURNS TABLE(what text, at_person uuid, running integer, ends integer, whole integer, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with now as (select coalesce(platform.who('today')::date, current_date) as day),
  thing as (
    select 'contact' as what, person as at_person, c.closed_on is null as running, false as ends, true as counted, c.received_on as on_date from needs.contact c where c.person_id = person
    union all select 'assessment', person, a.completed_on is null and not exists (select from needs.assessment l where l.replaces = a.id), false, true, a.started_on from needs.assessment a where a.person_id = person
    union all select 'carer_assessment', person, a.completed_on is null, false, true, a.started_on from needs.carer_assessment a where a.carer_id = person
    union all select 'review', person, exists (select from outcomes.review v where v.review_due_id = r.id and v.completed_on is null), r.settled_on is null, true, r.due_on from needs.review_due r where r.person_id = person
    union all select 'budget', person, false, false, true, b.recorded_at::date from allocation.indicative_budget b where b.person_id = person and not exists (select from allocation.indicative_budget l where l.replaces = b.id)
    union all select 'submission', person, s.closed is null, false, true, s.recorded_at::date from charging.submission s where s.person_id = person
    union all select 'charge', person, false, people.open_on(c.in_force, now.day), true, c.from_date from charging.contribution c, now where c.person_id = person and not isempty(c.in_force)
    union all select 'dispute', person, o.dispute_id is null or (o.outcome = 'week_wrong' and not exists (select from charging.dispute_correction k where k.dispute_id = d.id)), false, true, d.raised_on
      from charging.dispute d left join charging.dispute_outcome o on o.dispute_id = d.id where d.person_id = person
    union all select 'plan', person, people.open_on(t.in_force, now.day), false, true, t.from_date from planning.session_term t, now where t.person_id = person and t.agreed_at is not null and t.withdrawn_at is null
    union all select 'plan_draft', person, true, false, false, v.from_date from planning.plan_version v where v.person_id = person and v.agreed_at is null and v.withdrawn_at is null
    union all select 'plan_draft', person, true, false, false, t.from_date from planning.session_term t where t.person_id = person and t.agreed_at is null and t.withdrawn_at is null
    union all select 'referral', person, true, false, false, r.opened_on from brokerage.referral r where r.person_id = person and r.closed_on is null
    union all select 'place', person, people.open_on(l.in_force, now.day), false, true, l.from_date from brokerage.placement l, now where l.person_id = person and not isempty(l.in_force)
    union all select 'place_held', person, true, false, false, s.from_date from directory.standing_place s, now where s.person_id = person and people.open_on(s.in_force, now.day)
    union all select 'pause', person, people.open_on(p.in_force, now.day), false, true, p.from_date from brokerage.pause p, now where p.person_id = person and not isempty(p.in_force)
    union all select case when c.purpose in ('public', 'taster') then 'booking' else 'place_date' end, person, true, false, false, c.on_date
      from directory.place_claim c, now where c.person_id = person and c.released_at is null and c.on_date >= now.day
    union all select 'booking', person, b.cancelled_at is null and b.claim_id is null and o.on_date >= now.day, false, true, o.on_date
      from directory.booking b join directory.occurrence o on o.id = b.occurrence_id, now where b.person_id = person
    union all select 'date', person, o.on_date >= now.day or not exists (select from delivery.mark m where m.occasion_id = o.id), false, true, o.on_date from delivery.occasion o, now where o.person_id = person and o.ended_at is null
    union all select 'money', person, false, false, true, c.week_start from finance.charge c where c.person_id = person and not exists (select from finance.charge l where l.replaces = c.id)
    union all select 'money', person, true, false, false, null from finance.account a where a.owner_id = person and a.book = 'cash' and a.debits_pence <> a.credits_pence
    union all select 'money', person, true, false, false, l.on_date from finance.pay_line l                                -- a date that no pay run has paid yet
      where l.person_id = person and l.amount_pence <> 0 and l.payee_kind in ('provider', 'direct_payment') and not exists (select from finance.pay_line n where n.replaces = l.id)
        and not exists (select from finance.pay_run_line x join finance.pay_run r on r.id = x.pay_run_id where x.pay_line_id = l.id and r.paid_at is not null)
    union all select 'money', person, true, false, false, l.on_date from finance.pay_line l, now                           -- a date whose week is not charged yet
      where l.person_id = person and l.chargeable_pence > 0 and l.on_date >= now.day - 371 and not exists (select from finance.pay_line n where n.replaces = l.id)
        and exists (select from charging.notice t where t.person_id = person and t.weekly_pence > 0 and t.first_day_charged <= date_trunc('week', l.on_date::timestamp)::date + 6)
        and not exists (select from finance.charge c where c.person_id = person and c.week_start = date_trunc('week', l.on_date::timestamp)::date)
    union all select 'money', person, true, false, false, u.on_date from finance.mark_to_pay u join delivery.occasion o on o.id = u.occasion_id where o.person_id = person
    union all select 'money', person, true, false, false, o.asked_at::date from finance.payout o where o.person_id = person and o.stopped_at is null and o.paid_on is null
    union all select 'money', person, true, false, false, b.asked_at::date from finance.payout_return b where b.person_id = person and b.stopped_at is null and b.approved_at is null
    union all select 'account', person, a.disabled_at is null, false, true, a.recorded_at::date from platform.account a where a.person_id = person
    union all select 'tie', person, people.open_on(t.in_force, now.day), false, true, t.from_date from people.tie t, now where person in (t.one, t.other)
    union all select 'carer', person, people.open_on(c.in_force, now.day), false, true, c.from_date from people.care_relation c, now where c.cared_for_id = person
    union all select 'cares_for', c.cared_for_id, people.open_on(c.in_force, now.day), false, true, c.from_date from people.care_relation c, now where c.carer_id = person
    union all select 'authority', person, people.open_on(h.in_force, now.day), false, true, h.from_date from people.authority h, now where h.person_id = person
    union all select 'acts_for', h.person_id, people.open_on(h.in_force, now.day), false, true, h.from_date from people.authority h, now where h.holder_id = person
    union all select 'restriction', person, people.open_on(r.in_force, now.day) and beside is not null and not exists (select from people.restriction o where o.person_id = beside and o.in_force @> now.day), false, true, r.from_date
      from people.restriction r, now where r.person_id = person
    union all select 'death', person, beside is not null and exists (select from people.person o where o.id = beside and o.died_on is null), false, true, p.died_on from people.person p where p.id = person and p.died_on is not null)
  select t.what, t.at_person, count(*) filter (where t.running)::integer, count(*) filter (where t.ends)::integer, count(*) filter (where t.counted)::integer, min(t.on_date) filter (where t.running)
    from thing t group by t.what, t.at_person order by t.what, t.at_person $function$;
-- 

CREATE OR REPLACE FUNCTION people.open_on(period daterange, day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select not isempty(period) and (upper_inf(period) or upper(period) > day) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.possibly_same(given text, family text, born date, nhs text)
 RETURNS TABLE(person_id uuid, given_name text, family_name text, name text, born_on date, nhs_number text, team text, may_open boolean, restricted boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, n.given_name, n.family_name, n.given_name || ' ' || n.family_name, p.born_on, i.value, t.name, coalesce(people.may_see(p.id), false),
         exists (select from people.restriction r where r.person_id = p.id and r.in_force @> platform.who('today')::date)
    from people.person p
    join people.person_name n on n.person_id = p.id and n.kind in ('legal', 'preferred') and n.in_force @> platform.who('today')::date
    left join people.identifier i on i.person_id = p.id and i.kind = 'nhs_number' and i.ended_on is null
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> platform.who('today')::date
    left join people.team t on t.id = tp.team_id
   where platform.who('role') in ('practitioner', 'team_manager', 'job')
     and (p.born_on = born or i.value = nhs or people.search_key(n.given_name, n.family_name) = people.search_key(given, family))
     and not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.reaches(p uuid, roles text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE COST 5000
AS $function$
declare caller text;
begin
  if current_setting('daywell.role', true) = 'person' then
    return coalesce('person' = any (roles) and strpos(current_setting('daywell.person_ids', true), p::text) > 0, false); end if;
  caller := platform.who('role');
  if p is null or caller is null then return false; end if;
  if caller = 'job' then return true; end if;
  if not caller = any (roles) then return false; end if;
  if caller in ('practitioner','team_manager') then
    return exists (select from people.itself_in_my_teams m where m.person_id = coalesce(people.goes_on_as(p), p)); end if;
  if caller = 'broker' then return exists (select from brokerage.to_be_placed m where m.person_id = coalesce(people.goes_on_as(p), p)); end if;
  if caller = 'provider' then return exists (select from brokerage.my_people m where m.person_id = p); end if;
  return caller = 'finance' and not exists (select from people.shut_to_me m where m.person_id = p);
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.search_key(given_name text, family_name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(translate(given_name || ' ' || family_name, 'àáâãäåāăąÀÁÂÃÄÅĀĂĄçćčÇĆČďđĎĐèéêëēęěÈÉÊËĒĘĚğĞìíîïīıÌÍÎÏĪİłŁñńňÑŃŇòóôõöøőÒÓÔÕÖØŐřŘśšşŚŠŞťțŤȚùúûüūůűÙÚÛÜŪŮŰýÿÝŸźżžŹŻŽ-‐‑–''’‘`´.', 'aaaaaaaaaaaaaaaaaaccccccddddeeeeeeeeeeeeeeggiiiiiiiiiiiillnnnnnnoooooooooooooorrssssssttttuuuuuuuuuuuuuuyyyyzzzzzz    ')) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION people.stands_on(person uuid, beside uuid)
 RETURNS TABLE(what text, at_person uuid, running integer, ends integer, whole integer, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select r.* from people.on_record(person, beside) r where (select platform.is_role('job')) or ((select people.may_change(person)) and (beside is null or (select people.may_change(beside)))) $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.talk_on_merged(survivor uuid)
 RETURNS TABLE(id uuid, merge_id uuid, merged_id uuid, need text, how_to_meet_it text, may_be_shared boolean, from_date date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, m.id, m.merged_id, c.need, c.how_to_meet_it, c.may_be_shared, c.from_date
    from people.merge m join people.communication_need c on c.person_id = m.merged_id and c.in_force @> platform.who('today')::date
   where m.survivor_id = survivor and m.taken_back_at is null
     and not exists (select from people.talk_settled s where s.merge_id = m.id and s.need_id = c.id)
     and not exists (select from people.communication_need o where o.person_id = survivor and o.need = c.need and o.how_to_meet_it = c.how_to_meet_it
       and o.in_force @> platform.who('today')::date)
     and ((select platform.is_role('job')) or (select people.may_plan(survivor))
       or (c.may_be_shared and exists (select from brokerage.my_placements p
            where p.person_id = survivor and (upper_inf(p.in_force) or upper(p.in_force) > platform.who('today')::date)))) $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.team_ends_empty()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.ended_on is not null and old.ended_on is null and (
       exists (select from people.team_of_person p where p.team_id = new.id and not isempty(p.in_force) and (upper_inf(p.in_force) or upper(p.in_force) > new.ended_on + 1))
    or exists (select from people.team_of_staff s where s.team_id = new.id and not isempty(s.in_force) and (upper_inf(s.in_force) or upper(s.in_force) > new.ended_on + 1))) then
    raise exception using errcode = '23514', constraint = 'team_ends_empty', message = 'the team still has people'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION people.told_apart_of(a uuid, b uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with first as (select a as id union select m.merged_id from people.merge m where m.survivor_id = a and m.taken_back_at is null),
  second as (select b as id union select m.merged_id from people.merge m where m.survivor_id = b and m.taken_back_at is null)
  select t.id from first f cross join second s join people.told_apart t on t.one = least(f.id, s.id) and t.other = greatest(f.id, s.id) where t.withdrawn_at is null $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION people.what_was(person uuid)
 RETURNS TABLE(on_date date, until_date date, what text, words text, more text, pence bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with thing as (
    select n.from_date as on_date, least(n.until_date, n.ended_on) as until_date, 'name' as what, n.given_name || ' ' || n.family_name as words, n.kind as more, null::bigint as pence, false as of_money from people.person_name n where n.person_id = person and not isempty(n.in_force)
    union all select a.from_date, least(a.until_date, a.ended_on), 'address', concat_ws(', ', a.line_1, a.line_2, a.town, a.postcode), null, null, false from people.address a where a.person_id = person and not isempty(a.in_force)
    union all select w.from_date, least(w.until_date, w.ended_on), 'way', w.value, w.kind, null, false from people.contact_way w where w.person_id = person and not isempty(w.in_force)
    union all select d.from_date, least(d.until_date, d.ended_on), 'detail', k.title || ': ' || d.value, null, null, false from people.client_detail d join people.detail_kind k on k.kind = d.kind where d.person_id = person and not isempty(d.in_force)
    union all select t.from_date, least(t.until_date, t.ended_on), 'team', m.name, t.reason, null, false from people.team_of_person t join people.team m on m.id = t.team_id where t.person_id = person and not isempty(t.in_force)
    union all select i.recorded_at::date, i.ended_on, 'number', i.value, i.kind, null, false from people.identifier i where i.person_id = person and i.kind <> 'synthetic'
    union all select c.from_date, least(c.until_date, c.ended_on), 'talk', c.need || ': ' || c.how_to_meet_it, null, null, false from people.communication_need c where c.person_id = person and not isempty(c.in_force)
    union all select c.from_date, least(c.until_date, c.ended_on), 'consent', c.purpose || ': ' || case when c.given then 'yes' else 'no' end, c.how, null, false from people.consent c where c.person_id = person and not isempty(c.in_force)
    union all select t.from_date, least(t.until_date, t.ended_on), t.kind, (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = case when t.one = person then t.other else t.one end and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), t.reason, null, false from people.tie t where person in (t.one, t.other)
    union all select c.from_date, least(c.until_date, c.ended_on), 'carer', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = c.carer_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), c.relation, null, false from people.care_relation c where c.cared_for_id = person
    union all select c.from_date, least(c.until_date, c.ended_on), 'cares_for', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = c.cared_for_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), c.relation, null, false from people.care_relation c where c.carer_id = person
    union all select h.from_date, least(h.until_date, h.ended_on), 'authority', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = h.holder_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), h.ground || '. ' || h.reason, null, false from people.authority h where h.person_id = person
    union all select h.from_date, least(h.until_date, h.ended_on), 'acts_for', (select coalesce(p.given_name || ' ' || p.family_name, '') from people.person_name p where p.person_id = h.person_id and p.kind = 'legal' and not isempty(p.in_force) and people.may_see(p.person_id) order by p.from_date desc limit 1), h.ground || '. ' || h.reason, null, false from people.authority h where h.holder_id = person
    union all select r.from_date, least(r.until_date, r.ended_on), 'restriction', r.reason, null, null, false from people.restriction r where r.person_id = person and not isempty(r.in_force)
    union all select c.received_on, c.closed_on, 'contact', coalesce(c.what_was_asked, ''), concat_ws('. ', c.outcome, c.outcome_reason), null, false from needs.contact c where c.person_id = person
    union all select a.started_on, a.completed_on, 'assessment', coalesce(a.what_matters, ''), concat_ws('. ', a.strengths, a.summary), null, false from needs.assessment a where a.person_id = person
    union all select e.decided_on, null, 'eligibility', case when e.eligible then 'Eligible' else 'Not eligible' end, e.reason, null, false from needs.eligibility_decision e where e.person_id = person
    union all select a.started_on, a.completed_on, 'carer_assessment', coalesce(a.reason, ''), null, null, false from needs.carer_assessment a where a.carer_id = person
    union all select r.due_on, r.settled_on, 'review_due', r.cause, r.settlement, null, false from needs.review_due r where r.person_id = person
    union all select b.recorded_at::date, null, 'budget', b.table_version, null, b.weekly_pence, false from allocation.indicative_budget b where b.person_id = person
    union all select o.agreed_on, o.ended_on, 'outcome', o.words, o.end_reason, null, false from planning.outcome o where o.person_id = person
    union all select t.from_date, least(t.until_date, t.ended_on), 'session', coalesce(t.own_arrangement, e.name, 'A session'), concat_ws('. ', t.reason, t.end_reason), null, false
      from planning.session_term t left join directory.session s on s.id = t.session_id left join directory.opportunity e on e.id = s.opportunity_id where t.person_id = person and t.agreed_at is not null
    union all select l.from_date, least(l.until_date, l.ended_on), 'place', g.name, l.end_reason, null, false
      from brokerage.placement l join market.provider v on v.id = l.provider_id join directory.organisation g on g.id = v.organisation_id where l.person_id = person and not isempty(l.in_force)
    union all select p.from_date, least(p.until_date, p.ended_on), 'pause', coalesce(q.reason, ''), q.words, null, false
      from brokerage.pause p left join brokerage.pause_reason q on q.pause_id = p.id where p.person_id = person and not isempty(p.in_force)
    union all select v.started_on, v.completed_on, 'review', coalesce(v.summary, ''), v.event_outcome, null, false from outcomes.review v where v.person_id = person
    union all select p.on_date, null, 'progress', coalesce(p.words, p.met, ''), p.voice, null, false from outcomes.progress p where p.person_id = person
    union all select m.sent_at::date, null, 'message', m.words, m.sender, null, false from brokerage.message m where m.person_id = person
    union all select c.from_date, least(c.until_date, c.ended_on), 'charge_decided', c.reason, c.basis, c.weekly_pence, true from charging.contribution c where c.person_id = person and not isempty(c.in_force)
    union all select n.told_on, null, 'charge_told', n.how, null, n.weekly_pence, true from charging.notice n where n.person_id = person
    union all select d.raised_on, o.decided_on, 'dispute', d.words, o.reason, null, true from charging.dispute d left join charging.dispute_outcome o on o.dispute_id = d.id where d.person_id = person
    union all select c.week_start, c.week_start + 6, 'charged', '', null, c.charge_pence, true from finance.charge c where c.person_id = person and not exists (select from finance.charge l where l.replaces = c.id)
    union all select r.received_on, null, 'paid_in', coalesce(r.reference, ''), r.how, r.pence, true from finance.receipt r where r.person_id = person
    union all select o.paid_on, null, 'paid_out', o.reason, null, o.pence, true from finance.payout o where o.person_id = person and o.paid_on is not null)
  select t.on_date, t.until_date, t.what, t.words, nullif(t.more, ''), t.pence from thing t
   where case when (select platform.is_role('finance')) then t.of_money and (select people.may_reckon(person)) else (select platform.is_role('job')) or (select people.may_change(person)) end
   order by t.on_date nulls first, t.what, t.words $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION directory.booking_again_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from directory.booking b join directory.occurrence o on o.lays_again = b.occurrence_id
                  where b.id = new.again_of and o.id = new.occurrence_id and b.cancelled_at is null and b.person_id is not distinct from new.person_id) then
    raise exception using errcode = 'DW110', message = 'a booking is taken again on the date in the place of its own'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.booking_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare was jsonb := to_jsonb(old); becomes jsonb := to_jsonb(new);
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'a booking is cancelled, never deleted'; end if;
  if old.claim_id is null then was := was - 'claim_id'; becomes := becomes - 'claim_id'; end if;
  if old.cancelled_at is null then was := was - 'cancelled_at' - 'cancelled_how'; becomes := becomes - 'cancelled_at' - 'cancelled_how'; end if;
  if old.blanked_at is null and new.blanked_at is not null then
    was := was - 'blanked_at' - 'called' - 'reach' - 'access_words'; becomes := becomes - 'blanked_at' - 'called' - 'reach' - 'access_words'; end if;
  if was <> becomes then raise exception using errcode = 'DW002', message = 'a booking stands as it was made'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.bookings_cancelled_for(closure uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*)::int from directory.occurrence o join directory.booking b on b.occurrence_id = o.id and (b.cancelled_at is null or b.cancelled_at > o.cancelled_at)
   where o.cancelled_for = closure and o.laid_again_at is null $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.bookings_laid_again(closure uuid)
 RETURNS TABLE(bookings integer, again integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*)::int, count(n.id)::int from directory.occurrence o join directory.booking b on b.occurrence_id = o.id and (b.cancelled_at is null or b.cancelled_at > o.cancelled_at)
    left join directory.booking n on n.again_of = b.id
   where o.cancelled_for = closure and o.laid_again_at is not null $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.cells(every_weeks integer, first_monday date, season text)
 RETURNS int4multirange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select range_agg(int4range(cell, cell + 1))
    from generate_series(0, 11) as week, lateral (values (week, 'term'), (week + 12, 'holiday')) as c(cell, part)
   where (week - (first_monday - date '2000-01-03') / 7 % every_weeks) % every_weeks = 0
     and season in ('all', part) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.dates_to_close(site uuid, from_day date, until_day date)
 RETURNS TABLE(session_id uuid, on_date date, planned integer, bookings integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.session_id, o.on_date,
         (select count(*)::int from directory.place_claim c where c.occurrence_id = o.id and c.released_at is null and not exists (select from directory.booking b where b.claim_id = c.id)),
         (select count(*)::int from directory.booking b where b.occurrence_id = o.id and b.cancelled_at is null)
    from directory.session s join directory.occurrence o on o.session_id = s.id
   where s.site_id = site and o.cancelled_at is null and o.on_date between greatest(from_day, platform.who('today')::date) and until_day order by o.on_date, o.session_id $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.laid_again_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from directory.closure x where x.id = new.cancelled_for and x.in_force @> new.on_date) then
    raise exception using errcode = 'DW097', message = 'the building is still closed on this day'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.left_without_people()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if directory.people_at_site_after(new.id, new.left_on) > 0 then
    raise exception using errcode = 'DW099', message = 'people have a place there after this day'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.merged_into(entry uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with recursive way as (
    select o.merged_into as id, 1 as step from directory.opportunity o where o.id = entry and o.merged_into is not null
    union all select o.merged_into, w.step + 1 from way w join directory.opportunity o on o.id = w.id where o.merged_into is not null and w.step < 20)
  select o.id from way w join directory.opportunity o on o.id = w.id where o.merged_into is null and o.withdrawn_on is null and o.audience = 'public' $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION directory.move_stock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare missing text;
begin
  perform 1 from directory.stock s where s.occurrence_id in (select t.occurrence_id from touched t) order by s.occurrence_id, s.resource for update;
  if tg_op = 'INSERT' then
    select string_agg(distinct n.resource, ', ') into missing from touched t cross join lateral directory.needed(t.support_band, t.characteristics) n
     where n.resource not like 'band:%' and not exists (select from directory.stock s where s.occurrence_id = t.occurrence_id and s.resource = n.resource);
    if missing is not null then raise exception using errcode = 'DW003', message = 'not offered here: ' || missing; end if;
    if exists (select from touched t join directory.occurrence o on o.id = t.occurrence_id where o.cancelled_at is not null) then
      raise exception using errcode = 'DW022', message = 'this date is cancelled'; end if;
    -- under the same lock, so two claims at once cannot both miss the other
    if exists (select from touched t join people.tie k on k.kind = 'keep_apart' and t.person_id in (k.one, k.other) where t.released_at is null) then
      if exists (select from touched t join directory.place_claim c on c.occurrence_id = t.occurrence_id and c.released_at is null
                   join people.tie k on k.kind = 'keep_apart' and k.in_force @> t.on_date and k.one = least(t.person_id, c.person_id) and k.other = greatest(t.person_id, c.person_id)
                  where t.released_at is null and t.person_id <> c.person_id) then
        raise exception using errcode = 'DW009', message = 'this place is not possible for this person'; end if;
    end if;
    update directory.stock s set taken = s.taken + d.amount from (
      select t.occurrence_id, n.resource, sum(n.amount)::int as amount from touched t
       cross join lateral directory.needed(t.support_band, t.characteristics) n where t.released_at is null group by 1, 2) d
     where s.occurrence_id = d.occurrence_id and s.resource = d.resource;
  else
    update directory.stock s set taken = s.taken - d.amount from (
      select t.occurrence_id, n.resource, sum(n.amount)::int as amount from touched t join was w on w.id = t.id
       cross join lateral directory.needed(t.support_band, t.characteristics) n
       where w.released_at is null and t.released_at is not null group by 1, 2) d
     where s.occurrence_id = d.occurrence_id and s.resource = d.resource;
  end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.needed(band text, characteristics text[])
 RETURNS TABLE(resource text, amount integer)
 LANGUAGE sql
 STABLE
AS $function$
  select 'place', 1 union all select 'staff', b.staff_shares from directory.support_band b where b.code = band and b.staff_shares > 0
  union all select c, 1 from unnest(characteristics) c union all select 'band:' || band, 1 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.newest_fault(entry uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select max(f.reported_at) from directory.fault_report f join directory.my_entry m on m.opportunity_id = f.opportunity_id
   where f.opportunity_id = entry and f.settled_at is null $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION directory.not_while_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from fresh f join directory.session s on s.id = f.session_id join directory.closure x on (x.session_id = s.id or x.site_id = s.site_id) and x.in_force @> f.on_date) then
    raise exception using errcode = 'DW098', message = 'closed on this day'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.note_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into directory.search_change (opportunity_id) select t.id from touched t order by 1 on conflict do nothing;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.note_entries_at_sites()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into directory.search_change (opportunity_id)
  select distinct l.opportunity_id from touched t join directory.opportunity_site l on l.site_id = t.id order by 1 on conflict do nothing;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.note_entries_of_parts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into directory.search_change (opportunity_id) select distinct t.opportunity_id from touched t order by 1 on conflict do nothing;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.open_faults(entry uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*)::int from directory.fault_report where opportunity_id = entry and settled_at is null $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION directory.people_at_site_after(site uuid, last_day date)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select directory.people_with_places(array(select s.id from directory.session s where s.site_id = site), last_day + 1, null) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.people_with_places(sessions uuid[], from_day date, until_day date)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(distinct x.person_id)::int from (
    select p.person_id from directory.standing_place p where p.session_id = any (sessions) and directory.seat_beyond(p.id, from_day, until_day)
    union all
    select c.person_id from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
     where o.session_id = any (sessions) and c.released_at is null and c.person_id is not null and c.on_date >= from_day and (until_day is null or c.on_date <= until_day)) x $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.release_cancelled(dates uuid[], at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare n integer;
begin
  perform 1 from directory.stock s where s.occurrence_id = any (dates) order by s.occurrence_id, s.resource for update;
  update directory.place_claim c set released_at = at, release_reason = 'date cancelled' from directory.occurrence o
   where o.id = c.occurrence_id and o.cancelled_at is not null and o.id = any (dates) and c.released_at is null;
  get diagnostics n = row_count; return n;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.release_expired(dates uuid[], at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare n integer;
begin
  perform 1 from directory.stock s where s.occurrence_id = any (dates) order by s.occurrence_id, s.resource for update;
  update directory.place_claim set released_at = at, release_reason = 'hold expired'
   where occurrence_id = any (dates) and released_at is null and confirmed_at is null and held_until < at;
  get diagnostics n = row_count; return n;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.seat_beyond(seat uuid, from_day date, until_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select p.in_force && daterange(from_day, until_day, '[]') and (until_day is null or exists (
    select from directory.session s cross join lateral (select max(o.on_date) as day from directory.occurrence o where o.session_id = s.id) made
      cross join lateral (select greatest(from_day, lower(p.in_force), made.day + 1, s.first_monday, p.first_monday) as first) b
      cross join lateral generate_series(b.first + (s.weekday - extract(isodow from b.first)::int + 7) % 7, until_day, interval '7 days') as g(at)
     where s.id = p.session_id and s.in_force @> g.at::date and p.in_force @> g.at::date
       and ((g.at::date - s.first_monday) / 7) % s.every_weeks = 0 and ((g.at::date - p.first_monday) / 7) % p.every_weeks = 0
       and (s.season = 'all' and p.season = 'all' or exists (
         select from (select exists (select from directory.calendar_period c where c.calendar = 'schools' and c.kind = 'term' and g.at::date between c.from_date and c.until_date) as term) t
          where (s.season = 'all' or (s.season = 'term') = t.term) and (p.season = 'all' or (p.season = 'term') = t.term)))
       and not exists (select from directory.calendar_period c where c.calendar = 'council' and c.kind = 'bank_holiday' and g.at::date between c.from_date and c.until_date)))
    from directory.standing_place p where p.id = seat $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.take_check()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.result in ('right', 'corrected') then
    update directory.opportunity set last_checked_on = new.checked_on, changed_at = greatest(changed_at, new.recorded_at), version = version + 1
     where id = new.opportunity_id and (last_checked_on is null or last_checked_on <= new.checked_on);
  end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.to_lay_again(closure uuid, open_from date)
 RETURNS TABLE(dates integer, people integer, bookings integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(distinct o.id)::int, count(distinct c.standing_place_id)::int, count(distinct b.id)::int from directory.occurrence o
    left join directory.place_claim c on c.occurrence_id = o.id and c.release_reason = 'date cancelled' and c.standing_place_id is not null
    left join directory.booking b on b.occurrence_id = o.id and b.cancelled_at is null
   where o.cancelled_for = closure and o.laid_again_at is null and o.on_date >= open_from $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION directory.waiting_for(occurrence uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*)::int from directory.booking b where b.occurrence_id = occurrence and b.claim_id is null and b.cancelled_at is null $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.action_step_follows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare last market.action_step;
begin
  perform from market.assurance_action a where a.id = new.action_id for update;
  select s.* into last from market.action_step s where s.action_id = new.action_id order by s.sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or last.kind in ('accepted','withdrawn')
     or (new.kind = 'said_done' and last.kind = 'said_done') or (new.kind = 'asked_again' and last.kind is distinct from 'said_done') then
    raise exception using errcode = 'DW084', message = 'this does not follow from how the action stands'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.application_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare was jsonb := to_jsonb(old); becomes jsonb;
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'an application is withdrawn, never deleted'; end if;
  if old.sent_on is null then return new; end if;
  becomes := to_jsonb(new);
  if old.withdrawn_on is null then was := was - 'withdrawn_on'; becomes := becomes - 'withdrawn_on'; end if;
  if old.provider_id is null then was := was - 'provider_id'; becomes := becomes - 'provider_id'; end if;
  if was <> becomes then raise exception using errcode = 'DW002', message = 'an application that was sent stands'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.block_ends_ahead()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.ended_on is distinct from old.ended_on
     and not (new.ended_on >= new.from_date and new.ended_on < new.until_date and new.ended_on >= platform.who('today')::date) then
    raise exception using errcode = 'DW116', message = 'a block contract ends on a day from today on and before its last day'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_decided_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare reply record; named uuid;
begin
  select r.call_id, r.provider_id, r.application_id, r.withdrawn_on into reply from market.call_reply r where r.id = new.reply_id for share;
  perform from market.call c where c.id = reply.call_id for share;
  if reply.withdrawn_on is not null or market.call_shut(reply.call_id, new.decided_on) is distinct from 'past its closing day' then
    raise exception using errcode = 'DW063', message = 'decided after the closing day and before the call ends'; end if;
  select v.decider_id into named from market.call_version v where v.call_id = reply.call_id and v.published_on is not null order by v.version desc limit 1;
  if named <> new.decided_by then raise exception using errcode = 'DW066', message = 'the call names somebody else to decide'; end if;
  if market.has_interest(new.decided_by, reply.application_id, reply.provider_id, new.decided_on) then
    raise exception using errcode = 'DW041', message = 'whoever decides has declared an interest'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_ended_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare shut text;
begin
  perform from market.call c where c.id = new.call_id for update;
  shut := market.call_shut(new.call_id, new.ended_on);
  if shut in ('not published','ended')
     or new.how = 'closed' and (shut is null or exists (select from market.call_reply r where r.call_id = new.call_id and r.withdrawn_on is null
          and not exists (select from market.call_decision d where d.reply_id = r.id)))
     or new.how = 'withdrawn' and exists (select from market.call_decision d join market.call_reply r on r.id = d.reply_id where r.call_id = new.call_id) then
    raise exception using errcode = 'DW067', message = 'the call cannot end so today'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_lots_exist()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from unnest(new.further_lot_ids) as g(id) where not exists (select from market.lot l where l.id = g.id)) then
    raise exception using errcode = 'DW095', message = 'a lot of the call is not there'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_open_for_it()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if market.call_shut(new.call_id, new.asked_on) is not null then raise exception using errcode = 'DW062', message = 'the call is not open'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_outcome(call uuid)
 RETURNS TABLE(replies integer, accepted integer, names text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*)::int, count(*) filter (where d.accepted)::int,
         coalesce(array_agg(o.name order by o.name) filter (where d.accepted and p.kind <> 'personal_assistant'), '{}')
    from market.call_reply r left join market.call_decision d on d.reply_id = r.id
    left join market.provider p on p.id = r.provider_id left join directory.organisation o on o.id = p.organisation_id
   where r.call_id = call and r.withdrawn_on is null and exists (select from market.call_end e where e.call_id = call and e.how = 'closed') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_shut(asked uuid, on_day date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case when exists (select from market.call_end e where e.call_id = asked) then 'ended'
              when v.closes_on is null then 'not published' when v.closes_on < on_day then 'past its closing day' end
    from (select 1) one left join lateral (select closes_on from market.call_version where call_id = asked and published_on is not null order by version desc limit 1) v on true $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.call_version_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op <> 'INSERT' and old.published_on is not null then raise exception using errcode = 'DW002', message = 'a published call stands; a correction is another version'; end if;
  if tg_op = 'DELETE' then return old; end if;
  perform from market.call c where c.id = new.call_id for update;
  if new.published_on is not null and new.version > 1 and market.call_shut(new.call_id, new.published_on) is not null then
    raise exception using errcode = 'DW061', message = 'the call has ended or its closing day is past'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.concern_decision_follows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare last market.concern_decision;
begin
  perform from market.concern c where c.id = new.concern_id for update;
  select d.* into last from market.concern_decision d where d.concern_id = new.concern_id order by d.sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or last.outcome in ('nothing','closed') or (new.outcome = 'closed' and last.outcome is null) or (new.outcome = 'nothing' and last.outcome is not null) then
    raise exception using errcode = 'DW085', message = 'this does not follow from how the concern stands'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.contact_blanked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare kept jsonb := to_jsonb(old) - 'contact_blanked_on'; becomes jsonb := to_jsonb(new) - 'contact_blanked_on'; col text;
begin
  foreach col in array tg_argv loop
    if becomes -> col <> 'null'::jsonb then raise exception using errcode = 'DW088', message = 'a contact is blanked whole'; end if;
    kept := kept - col; becomes := becomes - col;
  end loop;
  if kept <> becomes or not platform.is_role('job') then
    raise exception using errcode = 'DW088', message = 'only the job blanks, and only how to reach somebody'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.cost_sheet_adds_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare sheet market.cost_sheet; cost bigint; journeys bigint;
begin
  select c.* into sheet from market.cost_sheet c where c.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  select coalesce(sum(l.amount_pence) filter (where l.part <> 'transport'), 0), coalesce(sum(l.amount_pence) filter (where l.part = 'transport'), 0) into cost, journeys
    from market.cost_sheet_line l where l.cost_sheet_id = sheet.id;
  if sheet.unit_price_pence <> (cost + sheet.units_a_year - 1) / sheet.units_a_year
     or (sheet.journeys_a_year is null) <> (journeys = 0)
     or sheet.journey_price_pence <> (journeys + sheet.journeys_a_year - 1) / sheet.journeys_a_year then
    raise exception using errcode = 'DW046', message = 'the price is not what the cost sheet gives'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.decided_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare asked market.application;
begin
  select a.* into asked from market.application a where a.id = new.application_id for share;
  if asked.sent_on is null or asked.withdrawn_on is not null then raise exception using errcode = 'DW043', message = 'the application is not sent, or was withdrawn'; end if;
  if market.has_interest(new.decided_by, new.application_id, asked.provider_id, new.decided_on) then
    raise exception using errcode = 'DW041', message = 'whoever decides has declared an interest'; end if;
  if new.admitted and exists (select from unnest(new.checks_required) k where not exists (
      select from market.last_check c where c.application_id = new.application_id and c.kind = k and c.met and (c.expires_on is null or c.expires_on >= new.decided_on))) then
    raise exception using errcode = 'DW042', message = 'a check is missing, was not met or has run out'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.finding_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare visit market.assurance_visit;
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'rows are ended, never deleted'; end if;
  select v.* into visit from market.assurance_visit v where v.id = new.visit_id for share;
  if (visit.signed_on is not null or visit.called_off_on is not null) and coalesce(platform.who('role'), 'job') <> 'job' then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if tg_op = 'UPDATE' and (visit.signed_on is not null or (new.visit_id, new.question) <> (old.visit_id, old.question)) then
    raise exception using errcode = 'DW002', message = 'rows are ended and added, never edited'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.has_interest(staff uuid, application uuid, provider uuid, day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from market.interest i where i.staff_id = staff and i.declared_on <= day and (i.ended_on is null or i.ended_on >= day)
    and (i.application_id = application or i.provider_id = provider)) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.instalment_of_its_contract()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from market.block_contract b where b.id = new.block_contract_id and new.due_on between b.from_date and b.until_date) then
    raise exception using errcode = 'DW115', message = 'an instalment is due outside the days of its contract'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.instalments_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select coalesce(sum(i.amount_pence), 0) from market.block_instalment i where i.block_contract_id = (to_jsonb(new) ->> tg_argv[0])::uuid)
     <> (select b.total_pence from market.block_contract b where b.id = (to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception using errcode = 'DW023', message = 'the instalments do not add up to the contract'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.lot_of_a_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from market.application a where a.id = old.application_id and a.sent_on is not null) then
    raise exception using errcode = 'DW001', message = 'an application that was sent stands'; end if;
  return old;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.no_new_volume()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from market.framework f where platform.period(f.from_date, f.until_date, null) @> new.from_date) then
    raise exception using errcode = 'DW114', message = 'a framework stood on the first day of this contract'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.offered_in_time()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare reply record; asked record; told text;
begin
  select r.call_id, r.provider_id, r.withdrawn_on, coalesce(p.kind, r.kind) as kind into reply from market.call_reply r left join market.provider p on p.id = r.provider_id where r.id = new.reply_id for update of r;
  perform from market.call c where c.id = reply.call_id for share;
  if market.call_shut(reply.call_id, new.sent_on) is not null or reply.withdrawn_on is not null then raise exception using errcode = 'DW062', message = 'the call is not open'; end if;
  if exists (select from market.suspension s where s.provider_id = reply.provider_id and s.in_force @> new.sent_on) then
    raise exception using errcode = 'DW136', message = 'this provider is suspended'; end if;
  select v.audience, v.lot_id || v.further_lot_ids as lots, v.price_basis into asked from market.call_version v where v.call_id = reply.call_id and v.published_on is not null order by v.version desc limit 1;
  if asked.audience = 'framework' and not exists (select from market.admission a where a.provider_id = reply.provider_id and a.lot_id = any (asked.lots) and a.in_force @> new.sent_on)
     or asked.audience = 'small' and reply.kind not in ('micro_provider','personal_assistant','shared_lives','community_group') then
    raise exception using errcode = 'DW064', message = 'not among those who were asked'; end if;
  if asked.price_basis = 'schedule' and new.price_pence is not null then raise exception using errcode = 'DW065', message = 'this call pays the price of the schedule'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.offers_open(asked uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((select (not v.sealed or v.closes_on < platform.who('today')::date) from market.call_version v
           where v.call_id = asked and v.published_on is not null order by v.version desc limit 1), false)
     and not exists (select from market.call_end e where e.call_id = asked and e.how = 'withdrawn') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.open_book_adds_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare book market.open_book; cost bigint; pay bigint;
begin
  select b.* into book from market.open_book b where b.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  select coalesce(sum(c.amount_pence), 0), coalesce(sum(c.amount_pence) filter (where c.is_pay), 0) into cost, pay from market.open_book_cost c where c.open_book_id = book.id;
  if cost <> book.cost_pence or (select coalesce(sum(i.amount_pence), 0) from market.open_book_income i where i.open_book_id = book.id) <> book.stated_pence then
    raise exception using errcode = 'DW057', message = 'the lines do not add up to the open book'; end if;
  if book.paid_hours::bigint * book.lowest_hourly_pay_pence > pay then raise exception using errcode = 'DW058', message = 'hours and pay do not add up'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.rate_is_taken_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from market.rate r where r.id = new.rate_id and isempty(r.in_force) and r.from_date > new.taken_back_on) then
    raise exception using errcode = 'DW152', message = 'this price stands, or had begun'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION market.rate_not_begun()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.from_date <= platform.who('today')::date then
    raise exception using errcode = 'DW152', message = 'this price has begun'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION market.rated_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from market.provider p where p.id = new.provider_id and p.cqc_id is not null) or new.visit_id is distinct from (
      select v.visit_id from market.published_visit v where v.opportunity_id = new.opportunity_id order by v.made_on desc, v.signed_on desc, v.visit_id desc limit 1) then
    raise exception using errcode = 'DW087', message = 'only the last signed visit is rated'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.reply_taken_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if old.withdrawn_on is null and new.withdrawn_on is not null and exists (select from market.call_decision d where d.reply_id = new.id) then
    raise exception using errcode = 'DW062', message = 'the reply is decided'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.room_holds_them()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare whole smallint; most integer;
begin
  select r.places into whole from market.room r where r.id = new.room_id for update;   -- one at a time for each room
  with mine as (
    select s.weekday, s.start_minute, s.end_minute, platform.period(new.from_date, null, new.ended_on) * s.in_force as days, directory.cells(s.every_weeks, s.first_monday, s.season) as cells
      from directory.session s where s.id = new.session_id),
  others as (
    select least(coalesce(l.places, whole), whole) as places, s.start_minute, s.end_minute, l.in_force * s.in_force as days, directory.cells(s.every_weeks, s.first_monday, s.season) as cells
      from mine m join market.session_room l on l.room_id = new.room_id and l.id <> new.id join directory.session s on s.id = l.session_id and s.weekday = m.weekday
     where s.start_minute < m.end_minute and m.start_minute < s.end_minute and l.in_force * s.in_force && m.days),
  moments as (                                                        -- the fullest moment is one at which somebody begins
    select d.day, t.minute, c.cell from mine m
      cross join lateral (select lower(m.days) as day union select greatest(lower(m.days), lower(o.days)) from others o) d
      cross join lateral (select m.start_minute as minute union select greatest(m.start_minute, o.start_minute) from others o) t
      join lateral generate_series(0, 23) as c(cell) on m.cells @> c.cell)
  select max(x.together) into most from (
    select (select coalesce(sum(o.places), 0) from others o
             where o.days @> w.day and o.cells @> w.cell and o.start_minute <= w.minute and w.minute < o.end_minute) as together from moments w) x;
  if coalesce(new.places, whole) > whole or coalesce(most, 0) + coalesce(new.places, whole) > whole then
    raise exception using errcode = 'DW093', message = 'more places than the room has at that time'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.service_month_adds_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare worked_out uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(i.amount_pence), 0) from market.service_income i where i.service_month_id = worked_out) <> (select m.total_pence from market.service_month m where m.id = worked_out) then
    raise exception using errcode = 'DW059', message = 'the income of the month does not add up'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.service_of_provider()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from market.provider p join directory.opportunity o on o.organisation_id = p.organisation_id where p.id = new.provider_id and o.id = new.opportunity_id) then
    raise exception using errcode = 'DW080', message = 'the service is not of this provider'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.visit_file_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare visit market.assurance_visit;
begin
  select v.* into visit from market.assurance_visit v where v.id = new.visit_id for share;
  if (visit.signed_on is not null or visit.called_off_on is not null) and coalesce(platform.who('role'), 'job') <> 'job' then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if new.question is not null and not exists (select from jsonb_array_elements(visit.questions) q where q ->> 'key' = new.question) then
    raise exception using errcode = 'DW094', message = 'not a question of this visit'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.visit_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'DW001', message = 'rows are ended, never deleted'; end if;
  if tg_op = 'INSERT' then
    if new.signed_on is not null and new.made_on is null or new.corrects_id is not null and not exists (
        select from market.assurance_visit v where v.id = new.corrects_id and v.signed_on is not null and v.opportunity_id = new.opportunity_id) then
      raise exception using errcode = 'DW083', message = 'only a signed visit of the same service is corrected'; end if;
    if new.signed_on is not null and coalesce(platform.who('role'), 'job') <> 'job' then
      raise exception using errcode = 'DW082', message = 'a visit is signed once its questions are answered'; end if;
    return new;
  end if;
  if old.signed_on is not null or old.called_off_on is not null then
    raise exception using errcode = 'DW081', message = 'a visit that is signed or called off stands'; end if;
  if (new.id, new.opportunity_id, new.provider_id, new.questions, new.planned_by, new.corrects_id) is distinct from (old.id, old.opportunity_id, old.provider_id, old.questions, old.planned_by, old.corrects_id)
     or (old.shared_on is not null and new.shared_on is distinct from old.shared_on) then
    raise exception using errcode = 'DW002', message = 'rows are ended and added, never edited'; end if;
  if new.signed_on is not null and exists (select from jsonb_array_elements(new.questions) q where not exists (
      select from market.visit_finding f where f.visit_id = new.id and f.question = q ->> 'key')) then
    raise exception using errcode = 'DW082', message = 'a question has no answer'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.voice_counts(services uuid[], since date)
 RETURNS TABLE(opportunity_id uuid, good integer, so_so integer, bad integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select x.opportunity_id, (count(*) filter (where x.feeling = 'good'))::integer, (count(*) filter (where x.feeling = 'so_so'))::integer, (count(*) filter (where x.feeling = 'bad'))::integer
    from (select distinct on (v.opportunity_id, coalesce(a.author, v.id)) v.opportunity_id, v.feeling from market.voice v left join market.voice_author a on a.voice_id = v.id
           where v.opportunity_id = any (services) and v.said_on >= since order by v.opportunity_id, coalesce(a.author, v.id), v.said_on desc, v.recorded_at desc, v.id) x
   group by x.opportunity_id having count(*) >= 5 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.voice_may_be_quoted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_table_name = 'voice_check' and not exists (select from market.voice v where v.id = new.voice_id and v.may_quote)
     or tg_table_name = 'voice_answer' and not exists (select from market.voice v join market.voice_check c on c.voice_id = v.id
       where v.id = new.voice_id and c.words_shown is not null and v.provider_id::text = to_jsonb(new) ->> 'provider_id') then
    raise exception using errcode = 'DW086', message = 'this may not be quoted'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION market.withdraw_open_book(book uuid, why text, staff uuid, last_day date, on_day date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare done integer;
begin
  update market.open_book b set ended_on = last_day, ended_by = staff, end_reason = why, withdrawn_on = on_day
   where b.id = book and b.ended_on is null and (platform.is_role('commissioner') or platform.is_role('provider') and b.provider_id::text = platform.who('provider_id'));
  get diagnostics done = row_count;
  return done;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION needs.assessment_is_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select a.completed_on from needs.assessment a where a.id = coalesce(new.assessment_id, old.assessment_id) for share) is not null then
    raise exception using errcode = 'DW017', message = 'the assessment is completed'; end if;
  if tg_table_name = 'carer_part' and tg_op <> 'DELETE' then
    if (select coalesce(sum(c.carer_quarters), 0) from needs.carer_part c
         where c.assessment_id = new.assessment_id and c.item = new.item and c.carer_id <> new.carer_id) + new.carer_quarters > 4 then
      raise exception using errcode = 'DW024', message = 'carers together cannot do more than the whole'; end if;
  end if;
  return coalesce(new, old);
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION needs.assessments_are_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from needs.assessment a where a.id in (select g.assessment_id from given g) order by a.id for share;
  if exists (select from needs.assessment a where a.id in (select g.assessment_id from given g) and a.completed_on is not null) then
    raise exception using errcode = 'DW017', message = 'the assessment is completed'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.another_table_at_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare before text;
begin
  select b.table_version into before from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
   where i.person_id = new.person_id order by i.issued_on desc, i.recorded_at desc, b.id desc limit 1;
  if before <> new.table_version and new.review_due_id is null then
    raise exception using errcode = 'DW040', message = 'another table counts for this person only from a review'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.eased_on(budget uuid, day date)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
AS $function$
declare found_relief allocation.relief; passed integer := 0;
begin
  select r.* into found_relief from allocation.relief r where r.indicative_budget_id = budget and r.ended_on is null order by r.from_date desc, r.id desc limit 1;
  if not found then return null; end if;
  while passed < found_relief.years and (found_relief.from_date + make_interval(years => passed + 1))::date <= day loop passed := passed + 1; end loop;
  return found_relief.weekly_pence[1 + passed];
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.is_adopted(calibration uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from allocation.calibration_adoption a where a.calibration_id = calibration) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.lines_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare budget uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(l.weekly_pence), 0) from allocation.indicative_line l where l.indicative_budget_id = budget)
     <> (select b.weekly_pence from allocation.indicative_budget b where b.id = budget) then
    raise exception using errcode = 'DW004', message = 'the lines do not add up to the weekly budget'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.may_calibrate()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select platform.is_role('team_manager','finance','commissioner','job') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION allocation.record_finding(finding uuid, plan uuid, on_date date, met boolean, unmet boolean, by uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into allocation.plan_finding (id, plan_version_ref, found_on, needs_met, open_unmet_need, recorded_by)
  select finding, plan, on_date, met, unmet, by where platform.is_role('practitioner','team_manager','job')
     and exists (select from allocation.evidenced_plan e where e.plan_version_ref = plan) $function$;
-- grant execute to daywell_app; grant execute to public

CREATE OR REPLACE FUNCTION allocation.relief_path(old_pence bigint, new_pence bigint, sufficient_pence bigint, years integer)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array_agg(greatest(sufficient_pence, new_pence + ((old_pence - new_pence) * (years - t) + years - 1) / years) order by t) from generate_series(0, years) t $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION charging.dispute_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('charging dispute:' || new.person_id, 0));
  if exists (select from charging.dispute d where d.person_id = new.person_id and not exists (select from charging.dispute_outcome o where o.dispute_id = d.id)) then
    raise exception using errcode = '23514', constraint = 'one_open_dispute', message = 'the person has an open dispute already'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION charging.dispute_outcome_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.contribution_id is not null and not exists (select from charging.contribution c join charging.dispute d on d.id = new.dispute_id
       where c.id = new.contribution_id and c.id <> d.contribution_id and c.recorded_at > d.recorded_at) then
    raise exception using errcode = '23514', constraint = 'new_charge_after_dispute', message = 'the new charge must be decided after the dispute was raised'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION charging.evidence_complete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from charging.submission s where s.id = new.submission_id and s.closed = 'withdrawn') then
    raise exception using errcode = '23514', constraint = 'submission_withdrawn', message = 'what was sent has been withdrawn'; end if;
  if exists (select from charging.submission s where s.id = new.submission_id and s.closed = 'replaced') then
    raise exception using errcode = '23514', constraint = 'submission_replaced', message = 'what was sent has been replaced'; end if;
  if exists (select from charging.submission s, unnest(s.evidence_needed) needed where s.id = new.submission_id
               and not exists (select from charging.evidence e where e.submission_id = s.id and e.item = needed)) then
    raise exception using errcode = '23514', constraint = 'evidence_missing', message = 'something that is needed has not been seen'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION charging.free_on(period uuid, day date)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return exists (select from charging.free_period f where f.id = period and day >= f.from_date
    and (day <= f.until_date or (f.ground in ('reablement','intermediate_care') and day < f.from_date + 42)));
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION charging.less_told_that_day()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.provenance = 'told' and exists (
      select from charging.notice n join charging.contribution c on c.id = n.contribution_id
       where n.person_id = new.person_id and n.first_day_charged = new.first_day_charged and n.weekly_pence < new.weekly_pence and not isempty(c.in_force)) then
    raise exception using errcode = 'DW131', message = 'the person was told less from that same day'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION charging.submission_assessed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update charging.submission s set closed = 'assessed' where s.id = new.submission_id and s.closed is null;
  if not found then raise exception using errcode = '23514', constraint = 'submission_replaced', message = 'what was sent is no longer open'; end if;
  return null;
end $function$;
-- 

CREATE OR REPLACE FUNCTION charging.up_to_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
AS $function$
begin
  if exists (select from charging.contribution p where p.person_id = new.person_id and p.id <> new.id and p.basis = 'provisional' and new.weekly_pence > p.weekly_pence
               and daterange(p.from_date, p.until_date, '[]') @> new.from_date and (p.ended_on is null or p.ended_on < p.from_date or new.from_date <= p.ended_on)
               and exists (select from charging.notice n where n.contribution_id = p.id)) then
    raise exception using errcode = 'DW013', message = 'a provisional contribution settles only downward'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.agree_lawfully()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.agreed_is_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (select v.agreed_at from planning.plan_version v where v.id = new.plan_version_id for share) is not null then
    raise exception using errcode = 'DW005', message = 'an agreed version takes no more lines'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.bought_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.component <> 'support' or new.route not in ('council_managed','provider_managed') or new.provider_id is null or new.in_house or new.rate_id is not null
     or new.off_framework_id is not null or coalesce(platform.who('role'), 'job') = 'job' then return new; end if;
  if not exists (select from market.admission a where a.provider_id = new.provider_id and a.in_force @> new.from_date) then
    raise exception using errcode = 'DW047', message = 'bought off the framework without a recorded purchase'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.limit_in_force()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from planning.approval_limit l where l.id = new.limit_id and l.in_force @> new.decided_on for share) then
    raise exception using errcode = 'DW011', message = 'no approval limit was in force on this day'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.needs_met()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare missing text;
begin
  if new.agreed_at is null or new.provenance <> 'planned' then return new; end if;
  missing := planning.needs_not_met(new.id, new.person_id);
  if missing is not null then raise exception using errcode = 'DW075', message = 'eligible needs that nothing meets: ' || missing; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.needs_not_met(version uuid, of_person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select string_agg(n.item, ', ' order by n.item)
    from (select e.eligible, e.eligible_items from needs.eligibility_decision e where e.person_id = of_person order by e.decided_on desc, e.recorded_at desc, e.id desc limit 1) d
   cross join lateral unnest(d.eligible_items) n (item)
   where d.eligible
     and not exists (select from planning.need_met_otherwise o where o.person_id = of_person and o.care_act_item = n.item and o.ended_on is null)
     and not exists (select from planning.plan_version_term vt join planning.session_term t on t.id = vt.term_id join planning.outcome u on u.id = t.outcome_id
                      where vt.plan_version_id = version and u.care_act_item = n.item) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.no_line_at_it()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from planning.budget_line b where b.rate_id = new.rate_id and not isempty(b.in_force)) then
    raise exception using errcode = 'DW153', message = 'a line of somebody’s week stands at this price'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION planning.payers_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare line uuid := (to_jsonb(new) ->> tg_argv[0])::uuid; wrong boolean;
begin
  select coalesce(sum(s.share_pence), 0) <> b.per_session_pence or coalesce(sum(s.share_pence) filter (where s.payer = 'council'), 0) <> b.council_share_pence
    into wrong from planning.budget_line b left join planning.payer_share s on s.budget_line_id = b.id where b.id = line group by b.id;
  if wrong then raise exception using errcode = 'DW012', message = 'the payers'' shares do not add up to the price'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.term_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.agreed_at is null then return new; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.from_date) then
    raise exception using errcode = 'DW026', message = 'this line begins after the day of death'; end if;
  if exists (select from planning.tier_decision d where d.id = new.tier_decision_id and d.tier = 3 and (new.until_date is null or new.until_date > d.until_date)) then
    raise exception using errcode = 'DW019', message = 'an enablement line ends with its decision'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION planning.weekly_pence(version uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(ceil(sum(b.per_session_pence::numeric / t.every_weeks)), 0)::bigint
    from planning.plan_version_term vt join planning.session_term t on t.id = vt.term_id
    join planning.budget_line b on b.term_id = t.id and not isempty(b.in_force) and b.in_force && t.in_force
    join planning.plan_version v on v.id = vt.plan_version_id where vt.plan_version_id = version and b.in_force @> greatest(v.from_date, b.from_date) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION brokerage.has_left(provider uuid, person uuid, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from market.published_exit e where e.provider_id = provider and e.last_day < on_day)
     and not exists (select from market.off_framework_purchase o where o.provider_id = provider and o.person_id = person and o.in_force @> on_day) $function$;
-- 

CREATE OR REPLACE FUNCTION brokerage.message_about_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.session_id is not null and not exists (select from directory.session s join directory.opportunity o on o.id = s.opportunity_id
       join market.provider p on p.organisation_id = o.organisation_id where s.id = new.session_id and p.id = new.provider_id)
     or new.person_id is not null and not exists (select from brokerage.placement l
       where l.person_id = new.person_id and l.provider_id = new.provider_id and not isempty(l.in_force)) then
    raise exception using errcode = 'DW063', message = 'not a session or a person of this provider'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION brokerage.my_date(term uuid, day date, claim uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from brokerage.my_placements l where l.term_id = term and l.in_force @> day) and not exists (select from directory.place_claim c where c.id = claim and c.purpose = 'swap')
      or exists (select from directory.place_claim c join market.my_occurrences o on o.occurrence_id = c.occurrence_id where c.id = claim and c.purpose = 'swap') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION brokerage.offered_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare day date := coalesce(platform.who('today')::date, new.recorded_at::date); least_minutes integer; minutes numeric;
begin
  if exists (select from market.suspension s where s.provider_id = new.provider_id and s.in_force @> day) then
    raise exception using errcode = 'DW044', message = 'this provider is suspended'; end if;
  if exists (select from planning.session_term t where t.id = new.term_id and brokerage.has_left(new.provider_id, t.person_id, t.from_date)) then
    raise exception using errcode = 'DW135', message = 'this provider has left the framework by then'; end if;
  select h.weekly_minutes into least_minutes from market.least_hours h where h.provider_id = new.provider_id and h.in_force @> day;
  if least_minutes is null then return new; end if;
  select sum((o.end_minute - o.start_minute)::numeric / o.every_weeks) into minutes from planning.session_term t join planning.session_term o on o.person_id = t.person_id
   where t.id = new.term_id and (o.id = t.id or o.id in (select l.term_id from brokerage.placement l where l.provider_id = new.provider_id and l.person_id = t.person_id and (upper_inf(l.in_force) or upper(l.in_force) > day)));
  if minutes < least_minutes then raise exception using errcode = 'DW045', message = 'less than the least this provider takes on'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION brokerage.paused_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare place daterange; today date := (coalesce(new.ended_at, new.recorded_at) at time zone 'Europe/London')::date;
begin
  if tg_op = 'INSERT' then
    select l.in_force into place from brokerage.placement l where l.id = new.placement_id for share;
    if not place @> new.from_date or not coalesce(place @> new.until_date, true) then
      raise exception using errcode = 'DW146', message = 'the placement does not stand on all these days'; end if;
    if new.from_date < today - 28 then
      raise exception using errcode = 'DW147', message = 'these days are too long over'; end if;
  elsif new.end_kind in ('back', 'changed') and new.ended_on < today - 29 and old.ended_on is null then
    raise exception using errcode = 'DW147', message = 'these days are too long over';
  end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION brokerage.paused_with_support()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare seen daterange := new.in_force * daterange((new.recorded_at at time zone 'Europe/London')::date - 28, null);
begin
  if not new.begins_in_pause and exists (
    select from brokerage.pause x where x.person_id = new.person_id and x.support_pause_id is not null and x.placement_id <> new.id and x.in_force && seen
       and not exists (select from brokerage.pause n where n.placement_id = new.id and n.in_force && x.in_force)) then
    raise exception using errcode = 'DW144', message = 'all support of this person is paused on some of these days'; end if;
  return null;
end $function$;
-- 

CREATE OR REPLACE FUNCTION brokerage.placed_rightly()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.provenance = 'migrated' or exists (
    select from brokerage.placement l where l.person_id = new.person_id and l.provider_id = new.provider_id and not isempty(l.in_force)
       and (upper_inf(l.in_force) or upper(l.in_force) >= new.from_date)) then return new; end if;
  if exists (select from market.suspension s where s.provider_id = new.provider_id and s.in_force @> new.from_date) then
    raise exception using errcode = 'DW134', message = 'this provider is suspended on that day'; end if;
  if brokerage.has_left(new.provider_id, new.person_id, new.from_date) then
    raise exception using errcode = 'DW135', message = 'this provider has left the framework by then'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION delivery.dates_off(person uuid, first_day date, last_day date)
 RETURNS TABLE(on_date date, title text, closed boolean)
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if not exists (select from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
                  where o.person_id = person and o.on_date between first_day and last_day and m.reason in ('provider_cancelled', 'closed')) then return; end if;
  return query
    select o.on_date, coalesce(s.name, t.own_arrangement, ''), o.happened = 'closed'
      from delivery.published_occasion o join planning.published_term t on t.term_id = o.term_id left join directory.published_session s on s.session_id = t.session_id
     where o.person_id = person and o.on_date between first_day and last_day and o.happened in ('closed', 'cancelled_by_provider') order by o.on_date, o.start_minute limit 7;
end $function$;
-- grant execute to daywell_app; grant execute to public

CREATE OR REPLACE FUNCTION delivery.occasion_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare in_pause uuid;
begin
  if not exists (select from planning.session_term t where t.id = new.term_id and t.agreed and t.in_force @> new.on_date) then
    raise exception using errcode = 'DW006', message = 'no agreed line of the plan covers this day'; end if;
  if exists (select from people.person p where p.id = new.person_id and p.died_on < new.on_date) then
    raise exception using errcode = 'DW007', message = 'after the day of death'; end if;
  select x.id into in_pause from brokerage.pause x join brokerage.placement l on l.id = x.placement_id
   where x.person_id = new.person_id and x.in_force @> new.on_date and l.term_id = new.term_id limit 1;
  if in_pause is distinct from new.pause_id then
    raise exception using errcode = 'DW148', message = 'the place is paused on this day, or not by this pause'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION delivery.settled_in_pause()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from delivery.occasion o where o.id = new.id and o.ended_at is null)
     and not exists (select from delivery.mark m where m.occasion_id = new.id and m.pause_id = new.pause_id) then
    raise exception using errcode = 'DW145', message = 'a date of a paused day is expected'; end if;
  return null;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.being_worked_out(person uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  facts constant text[] := array['fact:delivery/marked', 'fact:charging/decided', 'fact:charging/told', 'fact:charging/made-free', 'fact:charging/gave-back', 'fact:planning/agreed'];
  has_queue constant boolean := to_regclass('pgboss.job') is not null;
  mine text[]; since timestamptz; queued timestamptz; waits boolean;
begin
  if not (platform.is_role('finance', 'job') or people.may_reckon(person)) then return null; end if;
  select exists (select from platform.outbox b where b.dispatched_at is null and b.name = any (facts)) into waits;
  if not waits and has_queue then
    select exists (select from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%') into waits;
  end if;
  if not waits then return null; end if;
  select array_agg(x.id::text) into mine from (
    select m.id from delivery.occasion o join delivery.mark m on m.occasion_id = o.id where o.person_id = person and m.received_at > now() - interval '2 days'
    union all select c.id from charging.contribution c where c.person_id = person
    union all select n.id from charging.notice n where n.person_id = person
    union all select f.id from charging.free_period f where f.person_id = person
    union all select d.id from charging.dispute d where d.person_id = person
    union all select v.id from planning.plan_version v where v.person_id = person) x;
  if mine is null then return null; end if;
  select min(b.recorded_at) into since from platform.outbox b
   where b.dispatched_at is null and b.name = any (facts) and b.payload ->> 'subjectId' = any (mine);
  if has_queue then
    select min(j.created_on) into queued from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%'
       and j.data -> 'payload' ->> 'subjectId' = any (mine);
  end if;
  return least(since, queued);
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION finance.block_beside(occasion uuid, line uuid, provider uuid, taken_by uuid[], taken_of uuid[])
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select x.id from delivery.occasion o join planning.budget_line b on b.id = line left join market.rate r on r.id = b.rate_id
    join market.block_contract x on x.provider_id = provider and x.in_force @> o.on_date
     and (x.id = b.block_contract_id or x.lot_id = r.lot_id
       or (x.lot_id is null and 1 = (select count(distinct q.lot_id) from market.rate q where q.provider_id = provider and q.in_force @> o.on_date)))
   where o.id = occasion and b.component = 'support' and b.route not in ('direct_payment', 'prepaid_card')
     and (x.places is null or x.places > (
       select count(*) from finance.pay_line l join delivery.occasion e on e.id = l.occasion_id
        where l.block_contract_id = x.id and l.on_date = o.on_date and l.amount_pence > 0 and l.occasion_id <> o.id
          and int4range(e.start_minute, e.end_minute) && int4range(o.start_minute, o.end_minute)
          and not exists (select from finance.pay_line later where later.replaces = l.id))
       + (select count(*) from unnest(taken_by, taken_of) as t (occasion_id, contract_id) join delivery.occasion e on e.id = t.occasion_id
           where t.contract_id = x.id and e.on_date = o.on_date and int4range(e.start_minute, e.end_minute) && int4range(o.start_minute, o.end_minute)))
   order by x.id = b.block_contract_id desc nulls last, x.lot_id nulls last, x.from_date, x.id limit 1 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.block_for(occasion uuid, line uuid, provider uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select finance.block_beside(occasion, line, provider, '{}', '{}') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.block_taken_up(first_day date, last_day date)
 RETURNS TABLE(block_contract_id uuid, cost_pence bigint, taken_pence bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select b.id, d.due * greatest(0, least(last_day + 1, upper(b.in_force)) - lower(b.in_force)) / n.days - d.due * greatest(0, least(first_day, upper(b.in_force)) - lower(b.in_force)) / n.days,
         coalesce((select sum(l.amount_pence) from finance.pay_line l where l.block_contract_id = b.id and l.payee_kind = 'block' and l.on_date between first_day and last_day
                      and not exists (select from finance.pay_line later where later.replaces = l.id)), 0)::bigint
       + coalesce((select sum(q.pence) from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id and p.taken_back_at is null join finance.pay_line l on l.id = q.pay_line_id
                    where q.block_contract_id = b.id and l.on_date between first_day and last_day), 0)::bigint
    from market.block_contract b
    cross join lateral (select coalesce(sum(i.amount_pence), 0)::bigint as due from market.block_instalment i where i.block_contract_id = b.id and b.in_force @> i.due_on) d
    cross join lateral (select (upper(b.in_force) - lower(b.in_force))::bigint as days) n
   where platform.is_role('finance', 'job', 'commissioner', 'team_manager', 'administrator') and first_day <= last_day and b.in_force && daterange(first_day, last_day, '[]') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.charge_adds_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare charge uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select coalesce(sum(l.charge_pence), 0) from finance.charge_line l where l.charge_id = charge) <> (select c.charge_pence from finance.charge c where c.id = charge) then
    raise exception using errcode = 'DW015', message = 'the lines of the charge do not add up to it'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.charge_line_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.charge_pence > 0 and exists (select from finance.pay_line l join planning.session_term t on t.id = l.term_id
       where l.id = new.pay_line_id and charging.free_on(t.free_period_id, new.on_date)) then
    raise exception using errcode = 'DW014', message = 'this day is free for the person'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.closed_years(years integer[])
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct y from unnest(years) y join finance.accounting_period p on make_date(y + 1, 3, 31) between p.from_date and p.until_date where p.closed_at is not null $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.fault_books_sum_to_zero()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'the books sum to zero', null::uuid, b.book from (
    select a.book, sum(case when t.debit_account_id = a.id then -t.amount_pence else t.amount_pence end) as held
      from finance.account a join finance.transfer t on a.id in (t.debit_account_id, t.credit_account_id) group by a.book) b where b.held <> 0 $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_charge_over_year_end()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'a week over 31 March is earned in the years of its dates', c.charge_id, c.week_start::text from finance.charge_over_year_end c where c.next_year_pence <> c.booked_pence
  union all
  select 'a week over 31 March is earned in the years of its dates', t.id, t.amount_pence::text
    from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
   where t.kind = 'year_end' and not exists (
     select from finance.charge o where o.id = t.source_id and extract(month from o.week_start) = 3 and extract(day from o.week_start) > 25
        and t.effective_on = make_date(extract(year from o.week_start)::int, 4, 1)
        and d.code like 'client income:%' and c.code like 'client income:%' and split_part(d.code, ':', 2) = split_part(c.code, ':', 2)
        and extract(year from o.week_start)::text in (split_part(d.code, ':', 3), split_part(c.code, ':', 3))
        and (extract(year from o.week_start) - 1)::text in (split_part(d.code, ':', 3), split_part(c.code, ':', 3))) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_charged_to_a_person()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what a person is charged is what their charges say', c.person_id, sum(c.charge_pence)::text from finance.charge c
   where not exists (select from finance.charge later where later.replaces = c.id) group by c.person_id
  having sum(c.charge_pence) <> (select coalesce(sum(case when t.kind = 'charge' then t.amount_pence when t.kind = 'refund' then -t.amount_pence else 0 end), 0)
                                   from finance.transfer t where t.person_id = c.person_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_date_paid_twice()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'no date is paid twice', l.occasion_id, l.budget_line_id::text from finance.pay_run_line r join finance.pay_line l on l.id = r.pay_line_id
   group by l.occasion_id, l.budget_line_id having sum(r.sign) > 1 $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_given_back_by_a_date()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'a date gives back no more than it did not take', l.id, l.on_date::text from finance.transfer t join finance.pay_line l on l.id = t.source_id
   where t.kind = 'release' and not exists (select from finance.transfer back where back.reverses = t.id)
     and (l.amount_pence + t.amount_pence > l.agreed_pence or exists (select from finance.pay_line later where later.replaces = l.id)) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_given_back_by_a_line()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what a line gave back is what its adjustments say', a.id, a.budget_line_id::text from finance.commitment_adjustment a
   where not exists (select from finance.transfer t where t.kind = a.kind and t.source_id = a.id and t.amount_pence = a.pence and t.budget_line_id = a.budget_line_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_guarded_totals()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'guarded totals equal their transfers', a.id, a.code from finance.account a where a.guard <> 'none'
     and (a.debits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.debit_account_id = a.id)
       or a.credits_pence <> (select coalesce(sum(t.amount_pence), 0) from finance.transfer t where t.credit_account_id = a.id)) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_instalments()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what a block contract was paid is what its instalments say', i.id, i.due_on::text from finance.instalment_posted i
   where not finance.instalment_in_books(i.id) or exists (select from finance.transfer t join finance.transfer back on back.reverses = t.id where t.kind = 'instalment' and t.source_id = i.id)
  union all
  select 'what a block contract was paid is what its instalments say', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'instalment' and not exists (select from finance.instalment_posted i where i.id = t.source_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_mark_without_pay()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'every mark without pay stands in its list', f.mark_id, f.on_date::text from finance.mark_found_without_pay f
   where not exists (select from finance.mark_to_pay u where u.mark_id = f.mark_id and u.budget_line_id = f.budget_line_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_owed_for_a_date()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what is owed for a date is what its pay line says', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id)
     and l.amount_pence <> (select coalesce(sum(case when d.code like 'cost:%' then t.amount_pence else 0 end - case when c.code like 'cost:%' then t.amount_pence else 0 end), 0)
                              from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
                             where t.book = 'cash' and t.occasion_id = l.occasion_id and t.budget_line_id = l.budget_line_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_paid_back()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what a provider paid back is what its record says', p.id, p.paid_back_on::text from finance.paid_back p where not finance.paid_back_in_books(p.id)
  union all
  select 'what a provider paid back is what its record says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'paid_back' and not exists (select from finance.paid_back_part q where q.id = t.source_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_paid_out()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what was paid out to a person is what its pay-out says', p.id, p.pence::text from finance.payout p
   where p.approved_at is not null and not exists (select from finance.transfer t where t.kind = 'pay_out' and t.source_id = p.id and t.amount_pence = p.pence and t.person_id = p.person_id)
  union all
  select 'what was paid out to a person is what its pay-out says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'pay_out' and not exists (select from finance.payout p where p.id = t.source_id and p.approved_at is not null) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_pay_line_of_standing_mark()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'every pay line follows the mark that stands', l.id, l.on_date::text from finance.pay_line l
   where not exists (select from finance.pay_line later where later.replaces = l.id) and exists (select from delivery.mark m where m.replaces = l.mark_id) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_pay_out_came_back()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what came back of a pay-out is what its return says', r.id, r.payout_id::text from finance.payout_return r
   where r.approved_at is not null and not exists (
     select from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out' and gone.source_id = r.payout_id
      where back.kind = 'reverse' and back.source_id = r.id)
  union all
  select 'what came back of a pay-out is what its return says', back.id, back.amount_pence::text
    from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out'
   where not exists (select from finance.payout_return r where r.id = back.source_id and r.payout_id = gone.source_id and r.approved_at is not null) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.fault_payment_returned()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select 'what came back of a payment, and went out again, is what its record says', r.id, r.pence::text from finance.payment_return r where not finance.payment_return_in_books(r.id)
  union all
  select 'what came back of a payment, and went out again, is what its record says', g.id, g.pence::text from finance.payment_again g where not finance.payment_again_in_books(g.id)
  union all
  select 'what came back of a payment, and went out again, is what its record says', t.id, t.amount_pence::text from finance.transfer t
   where t.kind = 'pay' and not exists (select from finance.payment_again g where g.id = t.source_id)
     and not exists (select from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.id = t.source_id and m.paid_pence = t.amount_pence and r.paid_at is not null)
  union all
  select 'what came back of a payment, and went out again, is what its record says', back.id, back.amount_pence::text
    from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay'
   where not exists (select from finance.payment_return r where r.id = back.source_id and r.remittance_id = gone.source_id and r.approved_at is not null)
     and not exists (select from finance.payment_again g where g.id = gone.source_id and g.taken_back_at is not null) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.faults()
 RETURNS TABLE(rule text, subject uuid, detail text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare one name;
begin
  for one in select p.proname from pg_proc p where p.pronamespace = 'finance'::regnamespace and p.proname like 'fault\_%' and p.pronargs = 0 order by p.proname loop
    return query execute format('select f.rule, f.subject, f.detail from finance.%I() f order by f.subject', one);
  end loop;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION finance.find_marks_to_pay()
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  delete from finance.mark_to_pay;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.mark_id, f.budget_line_id, f.occasion_id, f.on_date from finance.mark_found_without_pay f $function$;
-- 

CREATE OR REPLACE FUNCTION finance.instalment_in_books(instalment uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from finance.instalment_posted i join finance.transfer t on t.kind = 'instalment' and t.source_id = i.id and t.book = 'cash' and t.amount_pence = i.pence and t.effective_on = i.due_on
      join finance.account d on d.id = t.debit_account_id and d.code = 'block:' || i.block_contract_id::text join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
     where i.id = instalment) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.instalment_is_due()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.posted_on > platform.who('today')::date
     or not exists (select from market.block_contract b where b.id = new.block_contract_id and b.in_force @> new.due_on) then
    raise exception using errcode = 'DW129', message = 'this instalment is not due'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.instalment_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not finance.instalment_in_books((to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception using errcode = 'DW130', message = 'an instalment and its row in the books do not agree'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.line_comes_to_pay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform 1 from delivery.occasion o where o.term_id = new.term_id and new.in_force @> o.on_date order by o.id for update;
  if not found then return null; end if;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.mark_id, f.budget_line_id, f.occasion_id, f.on_date from finance.mark_found_without_pay f where f.budget_line_id = new.id
    on conflict do nothing;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.mark_comes_to_pay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
begin
  if exists (select from fresh f where f.replaces is not null) then
    delete from finance.mark_to_pay u using fresh f where u.mark_id = f.replaces; end if;
  insert into finance.mark_to_pay (mark_id, budget_line_id, occasion_id, on_date)
    select f.id, b.id, o.id, o.on_date from fresh f join delivery.occasion o on o.id = f.occasion_id and o.ended_at is null
      join planning.session_term t on t.id = o.term_id and t.agreed
      join planning.budget_line b on b.term_id = o.term_id and b.in_force * t.in_force @> o.on_date and b.per_session_pence > 0
    on conflict do nothing;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.mark_is_paid()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
begin
  delete from finance.mark_to_pay u using fresh f where u.mark_id = f.mark_id and u.budget_line_id = f.budget_line_id;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.no_run_for_block()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from fresh f join finance.pay_line l on l.id = f.pay_line_id where l.payee_kind = 'block') then
    raise exception using errcode = 'DW113', message = 'the instalments of a block contract pay for this date'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.owed_to(person uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((select sum(t.amount_pence) from finance.account a join finance.transfer t on t.credit_account_id = a.id where a.book = 'cash' and a.code = 'due from:' || person), 0)::bigint
       - coalesce((select sum(t.amount_pence) from finance.account a join finance.transfer t on t.debit_account_id = a.id where a.book = 'cash' and a.code = 'due from:' || person), 0)::bigint $function$;
-- 

CREATE OR REPLACE FUNCTION finance.paid_back_by_today()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.paid_back_on > platform.who('today')::date then
    raise exception using errcode = 'DW140', message = 'this day has not come'; end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.paid_back_in_books(back uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from finance.paid_back p where p.id = back and p.pence = (select sum(q.pence) from finance.paid_back_part q where q.paid_back_id = p.id)
       and not exists (
         select from finance.paid_back_part q where q.paid_back_id = p.id and not exists (
           select from finance.transfer t join finance.account d on d.id = t.debit_account_id and d.code = 'bank' join finance.account c on c.id = t.credit_account_id
            where t.kind = 'paid_back' and t.source_id = q.id and t.book = 'cash' and t.amount_pence = q.pence and t.effective_on = p.paid_back_on and t.provider_id = p.provider_id
              and c.code = case when q.block_contract_id is null then 'recoverable:' || p.provider_id::text else 'block:' || q.block_contract_id::text end
              and (p.taken_back_at is not null) = exists (select from finance.transfer undone where undone.reverses = t.id)))) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.paid_back_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare back uuid;
begin
  back := case tg_table_name when 'paid_back' then (to_jsonb(new) ->> 'id')::uuid when 'paid_back_part' then (to_jsonb(new) ->> 'paid_back_id')::uuid
          else (select q.paid_back_id from finance.paid_back_part q where q.id = (to_jsonb(new) ->> 'source_id')::uuid) end;
  if back is null or not finance.paid_back_in_books(back) then
    raise exception using errcode = 'DW143', message = 'what a provider paid back and its rows in the books do not agree'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.paid_back_within_paid()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare told finance.paid_back; paid record; stands bigint; back bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('finance settling', 0));
  select p.* into told from finance.paid_back p where p.id = new.paid_back_id;
  if new.pay_line_id is null then
    if (select sum(q.pence) from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id where p.provider_id = told.provider_id and p.taken_back_at is null)
     > finance.paid_to(told.provider_id) then
      raise exception using errcode = 'DW142', message = 'more would be paid back than was paid'; end if;
    if told.paid_back_on < (select min((r.paid_at at time zone 'Europe/London')::date) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id
         where m.payee_kind = 'provider' and m.payee_id = told.provider_id and r.paid_at is not null) then
      raise exception using errcode = '23514', constraint = 'paid_back_after_paid', message = 'it cannot have come back before it was paid'; end if;
    return null;
  end if;
  select e.occasion_id, e.budget_line_id, e.on_date, e.amount_pence, (r.paid_at at time zone 'Europe/London')::date as paid_on into paid
    from finance.pay_line e join finance.pay_run_line x on x.pay_line_id = e.id and x.sign = 1 join finance.pay_run r on r.id = x.pay_run_id
   where e.id = new.pay_line_id and e.payee_kind = 'provider' and e.payee_id = told.provider_id and r.paid_at is not null
     and not exists (select from finance.pay_run_line y where y.pay_line_id = e.id and y.sign = -1);
  if not found then raise exception using errcode = 'DW141', message = 'no run has paid this date, or a later run took it up'; end if;
  if told.paid_back_on < paid.paid_on then
    raise exception using errcode = '23514', constraint = 'paid_back_after_paid', message = 'it cannot have come back before it was paid'; end if;
  select l.amount_pence into stands from finance.pay_line l
   where l.occasion_id = paid.occasion_id and l.budget_line_id = paid.budget_line_id and not exists (select from finance.pay_line later where later.replaces = l.id);
  select coalesce(sum(q.pence), 0) into back from finance.paid_back_part q join finance.paid_back p on p.id = q.paid_back_id join finance.pay_line e on e.id = q.pay_line_id
   where p.taken_back_at is null and e.occasion_id = paid.occasion_id and e.budget_line_id = paid.budget_line_id
     and case when new.block_contract_id is null then q.block_contract_id is null and q.pay_line_id = new.pay_line_id else q.block_contract_id is not null end;
  if new.block_contract_id is null then
    if back > paid.amount_pence - stands then raise exception using errcode = 'DW141', message = 'less is owed back for this date'; end if;
  elsif back > least(paid.amount_pence, stands) or not exists (
      select from finance.paid_beside_block(new.block_contract_id, paid.on_date, paid.on_date) b join finance.pay_line l on l.id = b.pay_line_id
       where l.occasion_id = paid.occasion_id and l.budget_line_id = paid.budget_line_id) then
    raise exception using errcode = 'DW141', message = 'less was paid for this date beside the contract'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.paid_beside_block(contract uuid, first_day date, last_day date)
 RETURNS TABLE(pay_line_id uuid, block_contract_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare one record; there uuid; on_day date; taken_by uuid[]; taken_of uuid[];
begin
  if not (select platform.is_role('finance', 'job')) then return; end if;
  for one in
    select l.id, l.occasion_id, l.budget_line_id, l.payee_id, l.on_date, s.since
      from (select distinct x.provider_id from market.block_contract x where (contract is null or x.id = contract) and x.in_force && daterange(first_day, last_day, '[]')) p
      join finance.pay_line l on l.payee_id = p.provider_id and l.on_date between first_day and last_day and l.payee_kind = 'provider' and l.amount_pence > 0
      cross join lateral (
        select min(e.recorded_at) as since from finance.pay_line e join finance.pay_run_line r on r.pay_line_id = e.id and r.sign = 1
         where e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id
           and not exists (select from finance.pay_run_line back where back.pay_line_id = e.id and back.sign = -1)) s
     where not exists (select from finance.pay_line later where later.replaces = l.id)
       and exists (select from market.block_contract x where x.provider_id = l.payee_id and x.in_force @> l.on_date and s.since < x.recorded_at)
     order by l.on_date, s.since, l.id
  loop
    if one.on_date is distinct from on_day then on_day := one.on_date; taken_by := '{}'; taken_of := '{}'; end if;
    there := finance.block_beside(one.occasion_id, one.budget_line_id, one.payee_id, taken_by, taken_of);
    if exists (select from market.block_contract x where x.id = there and one.since < x.recorded_at) then
      taken_by := taken_by || one.occasion_id; taken_of := taken_of || there;
      if contract is null or contract = there then
        pay_line_id := one.id; block_contract_id := there; return next; end if;
    end if;
  end loop;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION finance.paid_once_under_block()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare one record; contract uuid;
begin
  if not exists (select from fresh f join market.block_contract x on x.provider_id = f.payee_id or x.id = f.block_contract_id
                  where f.amount_pence > 0 and f.payee_kind in ('provider', 'block')) then return null; end if;
  perform 1 from market.block_contract x where x.provider_id in (select f.payee_id from fresh f) or x.id in (select f.block_contract_id from fresh f) order by x.id for no key update;
  for one in select f.* from fresh f where f.amount_pence > 0 and f.payee_kind in ('provider', 'block') order by f.id loop
    contract := finance.block_for(one.occasion_id, one.budget_line_id, one.payee_id);
    if one.payee_kind = 'block' and contract is distinct from one.block_contract_id then
      raise exception using errcode = 'DW111', message = 'the contract does not pay for this date, or its places are taken'; end if;
    if one.payee_kind = 'provider' and contract is not null
       and not exists (select from finance.pay_line p join finance.pay_run_line x on x.pay_line_id = p.id where p.occasion_id = one.occasion_id and p.budget_line_id = one.budget_line_id) then
      raise exception using errcode = 'DW112', message = 'the instalments of a block contract pay for this date'; end if;
  end loop;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.paid_to(provider uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((select sum(m.paid_pence) from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.payee_kind = 'provider' and m.payee_id = provider and r.paid_at is not null), 0)::bigint
       - coalesce((select sum(b.pence) from finance.payment_return b where b.payee_kind = 'provider' and b.payee_id = provider and b.approved_at is not null), 0)::bigint
       + coalesce((select sum(g.pence) from finance.payment_again g where g.payee_kind = 'provider' and g.payee_id = provider and g.pay_run_id is null and g.agreed and g.taken_back_at is null), 0)::bigint $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payment_again_in_books(again uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from finance.payment_again g where g.id = again and case
      when g.pay_run_id is not null then
        (select m.paid_pence from finance.remittance m where m.pay_run_id = g.pay_run_id and m.payee_kind = g.payee_kind and m.payee_id = g.payee_id)
        >= (select sum(o.pence) from finance.payment_again o where o.pay_run_id = g.pay_run_id and o.payee_kind = g.payee_kind and o.payee_id = g.payee_id)
      when not g.agreed then not exists (select from finance.transfer t where t.kind = 'pay' and t.source_id = g.id)
      else exists (
        select from finance.transfer t join finance.account d on d.id = t.debit_account_id and d.owner_id = g.payee_id join finance.account c on c.id = t.credit_account_id and c.code = 'bank'
         where t.kind = 'pay' and t.source_id = g.id and t.amount_pence = g.pence and t.effective_on = g.paid_on
           and (g.taken_back_at is not null) = exists (select from finance.transfer undone where undone.reverses = t.id)) end) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payment_again_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'UPDATE' then
    if old.taken_back_at is not null then
      raise exception using errcode = '23514', constraint = 'payment_again_open', message = 'it was taken back, so it is confirmed no more'; end if;
    return new;
  end if;
  if new.by_one or new.confirmed_at is not null then
    raise exception using errcode = '23514', constraint = 'payment_again_confirmed_by_another', message = 'one person records it and another confirms it'; end if;
  if new.paid_on < (select r.returned_on from finance.payment_return r where r.id = new.return_id) then
    raise exception using errcode = '23514', constraint = 'payment_again_after_return', message = 'it cannot be paid again before it came back'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payment_return_in_books(back uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from finance.payment_return r where r.id = back and (r.approved_at is not null) = exists (
      select from finance.transfer t join finance.transfer gone on gone.id = t.reverses and gone.kind = 'pay' and gone.source_id = r.remittance_id
       where t.kind = 'reverse' and t.source_id = r.id and t.amount_pence = r.pence and t.effective_on = r.returned_on)) $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payment_return_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare paid date;
begin
  select (r.paid_at at time zone 'Europe/London')::date into paid from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id where m.id = new.remittance_id;
  if paid is null then
    raise exception using errcode = '23514', constraint = 'payment_return_of_paid', message = 'only a payment that was paid can come back'; end if;
  if new.returned_on < paid then
    raise exception using errcode = '23514', constraint = 'payment_return_after_paid', message = 'a payment cannot come back before it was paid'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payment_return_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not (case tg_table_name when 'payment_return' then finance.payment_return_in_books(new.id) else finance.payment_again_in_books(new.id) end) then
    raise exception using errcode = 'DW151', message = 'a payment that came back, or went out again, and its rows in the books do not agree'; end if;
  return null;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payout_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare others bigint;
begin
  if tg_op = 'UPDATE' and (old.approved_at is not null or new.approved_at is null) then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('finance payout:' || new.person_id, 0));
  select coalesce(sum(o.pence), 0) into others from finance.payout o
   where o.person_id = new.person_id and o.id <> new.id and o.stopped_at is null
     and case when o.approved_at is null then tg_op = 'INSERT' else not exists (select from finance.transfer t where t.kind = 'pay_out' and t.source_id = o.id) end;
  if new.pence > finance.owed_to(new.person_id) - others then
    raise exception using errcode = '23514', constraint = 'payout_within_owed', message = 'more would be paid out than is owed to the person'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payout_return_lawful()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare paid date;
begin
  select o.paid_on into paid from finance.payout o where o.id = new.payout_id and o.person_id = new.person_id;
  if paid is null then
    raise exception using errcode = '23514', constraint = 'payout_return_of_paid', message = 'only a pay-out that was paid can come back'; end if;
  if new.returned_on < paid then
    raise exception using errcode = '23514', constraint = 'payout_return_after_paid', message = 'a pay-out cannot come back before it was paid'; end if;
  return new;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.payout_return_posted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from finance.transfer back join finance.transfer gone on gone.id = back.reverses and gone.kind = 'pay_out' and gone.source_id = new.payout_id
                  where back.kind = 'reverse' and back.source_id = new.id) then
    raise exception using errcode = '23514', constraint = 'payout_return_posted', message = 'the books do not hold this return'; end if;
  return null;
end $function$;
-- 

CREATE OR REPLACE FUNCTION finance.post()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare years integer[];
begin
  select array_agg(distinct finance.year_of_account(a.code)) filter (where finance.year_of_account(a.code) is not null) into years from finance.account a
   where a.id in (select debit_account_id from posted union select credit_account_id from posted);
  perform 1 from finance.accounting_period p where p.id in (select period_id from posted)
      or exists (select from unnest(years) y where make_date(y + 1, 3, 31) between p.from_date and p.until_date) order by p.id for share;   -- a closing waits for us, or we for it
  if exists (select from posted t join finance.accounting_period p on p.id = t.period_id where p.closed_at is not null) then
    raise exception using errcode = 'DW008', message = 'the accounting period is closed'; end if;
  years := array(select finance.closed_years(years));
  if cardinality(years) > 0 and exists (
      select from (select debit_account_id as id, -amount_pence as moved from posted union all select credit_account_id, amount_pence from posted) x
        join finance.account a on a.id = x.id where finance.year_of_account(a.code) = any (years) group by a.id having sum(x.moved) <> 0)
     or exists (select from posted t where t.kind = 'after_close' and not exists (
      select from finance.transfer o where o.id = t.source_id and o.amount_pence = t.amount_pence and o.effective_on = t.effective_on and o.book = t.book and o.kind <> 'after_close')) then
    raise exception using errcode = 'DW154', message = 'the financial year is closed: what is posted for its dates goes to the open year'; end if;
  perform 1 from finance.account a where a.guard <> 'none' and a.id in (select debit_account_id from posted union select credit_account_id from posted) order by a.id for update;
  update finance.account a set debits_pence = a.debits_pence + d.dr, credits_pence = a.credits_pence + d.cr from (
    select id, sum(dr)::bigint as dr, sum(cr)::bigint as cr from (select debit_account_id as id, amount_pence as dr, 0::bigint as cr from posted
      union all select credit_account_id, 0, amount_pence from posted) x group by id) d where a.id = d.id and a.guard <> 'none';
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.week_needs(person uuid, first_day date, last_day date)
 RETURNS TABLE(paused boolean, disputed boolean, off boolean, since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare waiting boolean := false;
begin
  if not (platform.is_role('finance', 'job') or people.may_reckon(person)) then return; end if;
  if to_regclass('pgboss.job') is not null then
    waiting := exists (select from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%');
  end if;
  select exists (select from brokerage.pause p where p.person_id = person),
         exists (select from charging.dispute d where d.person_id = person and not exists (select from charging.dispute_outcome o where o.dispute_id = d.id)),
         exists (select from delivery.occasion o join delivery.mark m on m.occasion_id = o.id
                  where o.person_id = person and o.on_date between first_day and last_day and m.reason in ('provider_cancelled', 'closed')),
         waiting or exists (select from platform.outbox b where b.dispatched_at is null)
    into paused, disputed, off, waiting;
  if waiting then since := finance.being_worked_out(person); end if;
  return next;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION finance.work_waiting()
 RETURNS TABLE(waiting bigint, since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  facts constant text[] := array['fact:delivery/marked', 'fact:delivery/laid-again', 'fact:charging/decided', 'fact:charging/told', 'fact:charging/made-free', 'fact:charging/gave-back', 'fact:planning/agreed', 'fact:brokerage/placed', 'fact:people/died'];
  queued bigint; oldest timestamptz;
begin
  if not platform.is_role('finance', 'job') then return; end if;
  select count(*), min(b.recorded_at) into waiting, since from platform.outbox b where b.dispatched_at is null and b.name = any (facts);
  if to_regclass('pgboss.job') is not null then
    execute $q$ select count(*), min(j.created_on) from pgboss.job j where j.name = 'daywell' and j.state < 'completed' and j.data ->> 'name' like 'finance/%' $q$ into queued, oldest;
    waiting := waiting + queued; since := least(since, oldest);
  end if;
  return next;
end $function$;
-- grant execute to daywell_app

CREATE OR REPLACE FUNCTION finance.year_end_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare told finance.charge;
begin
  select o.* into told from finance.charge o where o.id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  if not found or (tg_table_name = 'transfer' and not (extract(month from told.week_start) = 3 and extract(day from told.week_start) > 25))
  or exists (select from finance.charge_over_year_end c where c.person_id = told.person_id and c.week_start = told.week_start and c.next_year_pence <> c.booked_pence) then
    raise exception using errcode = 'DW150', message = 'what a week over 31 March earns in the new year and its row in the books do not agree'; end if;
  return null;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION finance.year_of_account(code text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  select substring(code from '^(?:available|delivered|cost|client income):[^:]+:([0-9]{4})$')::integer $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.books_begin_on()
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select min(p.from_date) from finance.accounting_period p where strategy.may_count() $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.count_again(from_day date, until_day date, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare found_people jsonb; found_spend jsonb; found_count integer;
begin
  if not strategy.may_count() then raise insufficient_privilege; end if;
  select coalesce(jsonb_agg(to_jsonb(p) order by p.support_reason, p.local_area, p.age_band, p.ethnic_group, p.in_house, p.outside), '[]'), coalesce(sum(p.people), 0) into found_people, found_count from strategy.people_on(until_day) p;
  select coalesce(jsonb_agg(to_jsonb(s) order by s.support_reason, s.local_area, s.age_group, s.in_house), '[]') into found_spend from strategy.spend_between(from_day, until_day) s;
  insert into strategy.counted as c (first_day, last_day, people, spend, people_counted, counted_at) values (from_day, until_day, found_people, found_spend, found_count, at)
    on conflict on constraint counted_once do update set people = excluded.people, spend = excluded.spend, people_counted = excluded.people_counted, counted_at = excluded.counted_at;
  delete from strategy.counted c where c.last_day < until_day - 7 and c.last_day - c.first_day = until_day - from_day;    -- spans that moved on with the days
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.count_places_again(at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET jit TO 'off'
 SET enable_nestloop TO 'on'
AS $function$
declare today date := platform.who('today')::date; found_homes jsonb; found_sessions jsonb; found_uses jsonb; found_buildings jsonb; found_journeys jsonb; found_count integer;
begin
  if not strategy.may_count() then raise insufficient_privilege; end if;
  select coalesce(jsonb_agg(to_jsonb(s)), '[]') into found_sessions from directory.published_session_place s;
  select coalesce(jsonb_agg(to_jsonb(u)), '[]') into found_uses from strategy.site_people u;
  select coalesce(jsonb_agg(to_jsonb(b)), '[]') into found_buildings from strategy.building_line b;
  perform set_config('enable_nestloop', 'off', true);                  -- until the end of this function
  select coalesce(jsonb_agg(to_jsonb(h)), '[]'), coalesce(sum(h.people) filter (where h.need is null), 0) into found_homes, found_count from strategy.coverage_people h;
  select coalesce(jsonb_agg(to_jsonb(j)), '[]') into found_journeys from strategy.building_journeys j;
  insert into strategy.places_counted as c (on_day, homes, sessions, uses, buildings, journeys, people_counted, counted_at)
    values (today, found_homes, found_sessions, found_uses, found_buildings, found_journeys, found_count, at)
    on conflict on constraint places_counted_once do update set homes = excluded.homes, sessions = excluded.sessions, uses = excluded.uses, buildings = excluded.buildings,
      journeys = excluded.journeys, people_counted = excluded.people_counted, counted_at = excluded.counted_at;
  delete from strategy.places_counted c where c.on_day < today - 1;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.history_between(first_day date, last_day date)
 RETURNS TABLE(what text, part text, person_days bigint, events integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with span as (
    select greatest(first_day, b.day) as from_day, least(last_day, platform.who('today')::date) as until_day, b.day as books_day from (select strategy.books_begin_on() as day) b
     where strategy.may_count() and b.day is not null),
  uses as (
    select coalesce(g.survivor_id, l.person_id) as person_id, lower(range_agg(l.in_force)) as began, upper(range_agg(l.in_force)) as ended, range_agg(l.in_force) as days
      from planning.line_counted l left join people.merge g on g.merged_id = l.person_id and g.taken_back_at is null where l.component = 'support' and l.route <> 'no_cost' and not isempty(l.in_force) group by 1),
  kind as (
    select u.person_id, u.began, u.ended, u.days, p.died_on, s.from_day, s.until_day, s.books_day, coalesce(k.reason, 'not_recorded') as reason,
           extract(year from age(least(s.until_day, coalesce(u.ended, s.until_day)), p.born_on))::integer as years_old,
           exists (select from planning.plan_version v where v.person_id = u.person_id and v.provenance = 'migrated') as taken_over
      from span s cross join uses u join people.person p on p.id = u.person_id
      left join lateral (
        select case when d.value like 'Learning%' then 'learning_disability' when d.value like '%emory%' then 'memory_and_cognition' when d.value like 'Physical%' then 'physical'
                    when d.value like 'Sensory%' then 'sensory' when d.value like 'Mental%' then 'mental_health' when d.value like 'Social%' then 'social' else 'not_recorded' end as reason
          from people.client_detail d where d.person_id = u.person_id and d.kind = 'primary_support_reason' order by lower(d.in_force) desc limit 1) k on true),
  there as (
    select k.*, case when k.years_old < 25 then '18 to 24' when k.years_old < 35 then '25 to 34' when k.years_old < 45 then '35 to 44' when k.years_old < 55 then '45 to 54'
                     when k.years_old < 65 then '55 to 64' when k.years_old < 75 then '65 to 74' when k.years_old < 85 then '75 to 84' else '85 and over' end as age_band,
           (select coalesce(sum(upper(d) - lower(d)), 0) from unnest(k.days * datemultirange(daterange(k.from_day, k.until_day + 1))) d) as stayed,
           k.died_on between k.from_day and k.until_day and k.died_on >= k.began and (k.ended is null or k.died_on >= k.ended - 31) as died
      from kind k),
  counted as (
    select 'starters' as what, reason as part, sum(stayed)::bigint as person_days, count(*) filter (where not taken_over and began > books_day and began between from_day and until_day)::integer as events from there group by reason
    union all
    select 'leavers', reason, sum(stayed)::bigint, count(*) filter (where not coalesce(died, false) and ended between from_day and until_day)::integer from there group by reason
    union all
    select 'there', age_band, sum(stayed)::bigint, 0 from there group by age_band
    union all
    select 'deaths', 'all', sum(stayed)::bigint, count(*) filter (where died)::integer from there having count(*) > 0
    union all
    -- the whole beside its parts is to the nearest five, so that no hidden part follows from it
    select w.what, 'all', sum(t.stayed)::bigint, (5 * round(count(*) filter (where case w.what when 'starters' then not t.taken_over and t.began > t.books_day and t.began between t.from_day and t.until_day
             else not coalesce(t.died, false) and t.ended between t.from_day and t.until_day end) / 5.0))::integer
      from there t cross join (values ('starters'), ('leavers')) w (what) group by w.what
    union all
    select 'attendances', t.reason, sum(t.stayed)::bigint, coalesce(sum(a.dates), 0)::integer from there t left join (
      select coalesce(g.survivor_id, o.person_id) as person_id, count(*) as dates from span s join delivery.occasion o on o.ended_at is null and o.on_date between s.from_day and s.until_day
        join delivery.mark m on m.occasion_id = o.id join delivery.reason r on r.code = m.reason and r.happened = 'attended'
        left join delivery.mark n on n.replaces = m.id left join people.merge g on g.merged_id = o.person_id and g.taken_back_at is null
       where n.id is null group by 1) a on a.person_id = t.person_id group by t.reason
    union all
    select 'moves', m.was || ' to ' || m.tier, null::bigint, count(*)::integer from (
      select d.tier, d.from_date, lag(d.tier) over (partition by d.person_id order by d.from_date) as was from planning.tier_decision d) m, span s
     where m.was <> m.tier and m.from_date > s.books_day and m.from_date between s.from_day and s.until_day group by m.was, m.tier
    union all
    select 'in_tier', d.tier::text, sum(upper(x.in_span) - lower(x.in_span))::bigint, 0 from planning.tier_decision d cross join span s
     cross join lateral (select d.in_force * daterange(s.from_day, s.until_day + 1) as in_span) x where not isempty(x.in_span) group by d.tier)
  select c.what, c.part, c.person_days, case when c.events between 1 and 4 then null else c.events end from counted c order by 1, 2 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.kind_on(on_day date)
 RETURNS TABLE(person_id uuid, support_reason text, local_area text, age integer, ethnic_group text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, r.value, coalesce(a.local_area, t.local_area, 'Not known'), extract(year from age(on_day, p.born_on))::integer,
         case when e.value is null or e.value like 'No data%' then 'Not recorded' when e.value like 'White:%' then 'White groups' else 'Other groups' end
    from people.person p
    left join people.client_detail r on r.person_id = p.id and r.kind = 'primary_support_reason' and r.in_force @> on_day
    left join people.client_detail e on e.person_id = p.id and e.kind = 'ethnicity' and e.in_force @> on_day
    left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> on_day
    left join people.team_of_person tp on tp.person_id = p.id and tp.in_force @> on_day
    left join people.team t on t.id = tp.team_id
   where not exists (select from people.merge m where m.merged_id = p.id and m.taken_back_at is null) $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.may_count()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select platform.who('role') in ('commissioner', 'team_manager', 'finance', 'administrator', 'job') $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.people_on(on_day date)
 RETURNS TABLE(support_reason text, local_area text, age_group text, age_band text, ethnic_group text, in_house boolean, outside boolean, people integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end,
         case when k.age < 25 then '18 to 24' when k.age < 35 then '25 to 34' when k.age < 45 then '35 to 44' when k.age < 55 then '45 to 54'
              when k.age < 65 then '55 to 64' when k.age < 75 then '65 to 74' when k.age < 85 then '75 to 84' else '85 and over' end,
         k.ethnic_group, u.in_house, u.outside, count(*)::integer
    from (select coalesce(g.survivor_id, l.person_id) as person_id, coalesce(bool_or(l.in_house), false) as in_house, coalesce(bool_or(not l.in_house), false) as outside from planning.line_counted l left join people.merge g on g.merged_id = l.person_id and g.taken_back_at is null
           where l.in_force @> on_day and l.component = 'support' and l.route <> 'no_cost' group by 1) u
    join strategy.kind_on(on_day) k on k.person_id = u.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4, 5, 6, 7 $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.simulation_goes_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (new.id, new.name, new.scenario, new.seed, new.draws, new.asked_by, new.asked_by_name, new.asked_at)
     is distinct from (old.id, old.name, old.scenario, old.seed, old.draws, old.asked_by, old.asked_by_name, old.asked_at)
     or new.made < old.made or old.result is not null or old.cancelled_at is not null then
    raise exception 'a simulation goes on or ends; what was asked and what was answered stand' using errcode = 'check_violation', constraint = 'simulation_goes_on';
  end if;
  return new;
end $function$;
-- grant execute to public

CREATE OR REPLACE FUNCTION strategy.spend_between(first_day date, last_day date)
 RETURNS TABLE(support_reason text, local_area text, age_group text, in_house boolean, pence bigint, people integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.support_reason, k.local_area, case when k.age < 65 then '18 to 64' else '65 and over' end, c.in_house, sum(c.pence)::bigint, count(distinct c.person_id)::integer
    from (select coalesce(g.survivor_id, d.person_id) as person_id, d.in_house, sum(d.amount_pence) as pence from finance.cost_counted d left join people.merge g on g.merged_id = d.person_id and g.taken_back_at is null
           where d.on_date between first_day and last_day and d.component = 'support' group by 1, 2) c
    join strategy.kind_on(last_day) k on k.person_id = c.person_id
   where (select strategy.may_count())
   group by 1, 2, 3, 4 $function$;
-- grant execute to public
