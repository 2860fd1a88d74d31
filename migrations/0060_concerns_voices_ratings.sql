-- market: concerns about a service, what people say of it, and the rating that a named person decides and the directory shows.

create table market.concern (                                         -- anybody may raise one; the words stand as they came
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, provider_id uuid not null references market.provider,
  raised_on date not null, route text not null constraint concern_route check (route in ('public','person','provider','staff')),
  words text not null constraint concern_words check (btrim(words) <> ''), contact text constraint concern_contact check (btrim(contact) <> ''),
  raised_by uuid, recorded_at timestamptz not null default now(),
  constraint concern_of_the_public_names_nobody check (route <> 'public' or raised_by is null),
  constraint concern_service unique (id, opportunity_id));
create index concern_service_raised on market.concern (opportunity_id, raised_on desc);
create index concern_provider on market.concern (provider_id);
create trigger end_only before update or delete on market.concern for each row execute function platform.end_only();
create trigger service_of_provider before insert on market.concern for each row execute function market.service_of_provider();

create table market.concern_decision (                                -- the last one says how the concern stands
  id uuid primary key default gen_random_uuid(), concern_id uuid not null, opportunity_id uuid not null, sequence integer not null constraint concern_decision_sequence check (sequence > 0),
  outcome text not null constraint concern_outcome check (outcome in ('nothing','action','safeguarding','suspend','closed')),
  reason text not null constraint concern_decided_for_a_reason check (btrim(reason) <> ''),
  passed_to text constraint concern_passed_to check (btrim(passed_to) <> ''), passed_reference text,
  action_id uuid, suspension_id uuid references market.suspension,
  decided_by uuid not null, decided_on date not null, recorded_at timestamptz not null default now(),
  constraint concern_decided_in_order unique (concern_id, sequence),
  constraint concern_decided foreign key (concern_id, opportunity_id) references market.concern (id, opportunity_id),
  constraint concern_action foreign key (action_id, opportunity_id) references market.assurance_action (id, opportunity_id),
  constraint concern_passed_on check ((outcome = 'safeguarding') = (passed_to is not null)),
  constraint concern_has_its_action check ((outcome = 'action') = (action_id is not null)),
  constraint concern_has_its_suspension check ((outcome = 'suspend') = (suspension_id is not null)));
create index concern_decision_action on market.concern_decision (action_id);
create index concern_decision_suspension on market.concern_decision (suspension_id);
create trigger end_only before update or delete on market.concern_decision for each row execute function platform.end_only();

-- DW085: nothing follows a concern with nothing to do, or one that is closed; only one that was acted on is closed
create function market.concern_decision_follows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last market.concern_decision;
begin
  perform from market.concern c where c.id = new.concern_id for update;
  select d.* into last from market.concern_decision d where d.concern_id = new.concern_id order by d.sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or last.outcome in ('nothing','closed') or (new.outcome = 'closed' and last.outcome is null) or (new.outcome = 'nothing' and last.outcome is not null) then
    raise exception using errcode = 'DW085', message = 'this does not follow from how the concern stands'; end if;
  return new;
end $$;
create trigger concern_decision_follows before insert on market.concern_decision for each row execute function market.concern_decision_follows();

-- How each concern stands: its last decision.
create view market.concern_now with (security_invoker = true) as
  select c.id as concern_id, c.opportunity_id, c.provider_id, c.raised_on, c.route, c.words, c.contact, c.raised_by, l.outcome, l.decided_on
    from market.concern c left join lateral (select d.outcome, d.decided_on from market.concern_decision d where d.concern_id = c.id order by d.sequence desc limit 1) l on true;

create table market.voice (                                           -- what somebody says of a service; who said it stands apart
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, provider_id uuid not null references market.provider,
  said_on date not null, speaker text not null constraint voice_speaker check (speaker in ('person','carer','advocate','other')),
  feeling text not null constraint voice_feeling check (feeling in ('good','so_so','bad')), words text constraint voice_words check (btrim(words) <> ''), may_quote boolean not null,
  recorded_at timestamptz not null default now(),
  constraint voice_quoted_in_words check (not may_quote or words is not null));
create index voice_service on market.voice (opportunity_id, said_on desc);
create index voice_provider on market.voice (provider_id);
create trigger end_only before update or delete on market.voice for each row execute function platform.end_only();
create trigger service_of_provider before insert on market.voice for each row execute function market.service_of_provider();
create table market.voice_author (                                    -- known only where they signed in, so that one person counts once; never for the provider
  voice_id uuid primary key references market.voice, author uuid not null);
create trigger end_only before update or delete on market.voice_author for each row execute function platform.end_only();

create table market.voice_check (                                     -- read before it is quoted: names taken out, or not shown
  voice_id uuid primary key references market.voice, words_shown text constraint voice_shown_in_words check (btrim(words_shown) <> ''),
  checked_by uuid not null, checked_on date not null, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on market.voice_check for each row execute function platform.end_only();
create table market.voice_answer (                                    -- what the provider says to it; read before it is shown, too
  voice_id uuid primary key references market.voice_check, provider_id uuid not null references market.provider, words text not null constraint voice_answer_words check (btrim(words) <> ''),
  answered_by uuid not null, answered_on date not null, shown boolean, checked_by uuid, checked_on date,
  constraint voice_answer_checked_whole check (num_nonnulls(shown, checked_by, checked_on) in (0, 3)));
create index voice_answer_provider on market.voice_answer (provider_id);
create trigger end_only before update or delete on market.voice_answer for each row execute function platform.end_only('shown','checked_by','checked_on');

-- DW086: only what may be quoted is quoted, and a provider answers only what is said of its own service
create function market.voice_may_be_quoted() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'voice_check' and not exists (select from market.voice v where v.id = new.voice_id and v.may_quote)
     or tg_table_name = 'voice_answer' and not exists (select from market.voice v join market.voice_check c on c.voice_id = v.id
       where v.id = new.voice_id and c.words_shown is not null and v.provider_id::text = to_jsonb(new) ->> 'provider_id') then
    raise exception using errcode = 'DW086', message = 'this may not be quoted'; end if;
  return new;
end $$;
create trigger voice_may_be_quoted before insert on market.voice_check for each row execute function market.voice_may_be_quoted();
create trigger voice_may_be_quoted before insert on market.voice_answer for each row execute function market.voice_may_be_quoted();

-- How many said what of each service since a day; somebody who signed in counts once, by what they said last. Nothing of fewer than five people.
create function market.voice_counts(services uuid[], since date) returns table (opportunity_id uuid, good integer, so_so integer, bad integer)
language sql stable security definer set search_path = pg_catalog as $$
  select x.opportunity_id, (count(*) filter (where x.feeling = 'good'))::integer, (count(*) filter (where x.feeling = 'so_so'))::integer, (count(*) filter (where x.feeling = 'bad'))::integer
    from (select distinct on (v.opportunity_id, coalesce(a.author, v.id)) v.opportunity_id, v.feeling from market.voice v left join market.voice_author a on a.voice_id = v.id
           where v.opportunity_id = any (services) and v.said_on >= since order by v.opportunity_id, coalesce(a.author, v.id), v.said_on desc, v.recorded_at desc, v.id) x
   group by x.opportunity_id having count(*) >= 5 $$;
-- What is quoted, by its month alone, once at least five people have said something of the service.
create view market.published_voice as
  select c.voice_id, v.opportunity_id, v.provider_id, c.words_shown as words, date_trunc('month', v.said_on)::date as said_in, case when r.shown then r.words end as answer
    from market.voice_check c join market.voice v on v.id = c.voice_id left join market.voice_answer r on r.voice_id = c.voice_id
   where c.words_shown is not null and (select count(distinct coalesce(a.author, o.id)) from market.voice o left join market.voice_author a on a.voice_id = o.id where o.opportunity_id = v.opportunity_id) >= 5;

create table market.rating_decision (                                 -- the rule proposes, a named person decides
  id uuid primary key default gen_random_uuid(), opportunity_id uuid not null references directory.opportunity, provider_id uuid not null references market.provider, visit_id uuid not null,
  proposed text not null constraint rating_proposed check (proposed in ('good','some_things','not_good_enough')),
  rating text not null constraint rating_decided check (rating in ('good','some_things','not_good_enough')),
  reasons text[] not null constraint rating_reasons check (cardinality(reasons) > 0), departure text, facts jsonb not null, rule_version text not null,
  decided_by uuid not null, decided_on date not null, recorded_at timestamptz not null default clock_timestamp(),
  constraint rating_departs_for_a_reason check (rating = proposed or coalesce(btrim(departure), '') <> ''),
  constraint rating_of_visit foreign key (visit_id, opportunity_id) references market.assurance_visit (id, opportunity_id));
create index rating_decision_service on market.rating_decision (opportunity_id, recorded_at desc);
create index rating_decision_provider on market.rating_decision (provider_id);
create index rating_decision_visit on market.rating_decision (visit_id);
create trigger end_only before update or delete on market.rating_decision for each row execute function platform.end_only();
create trigger service_of_provider before insert on market.rating_decision for each row execute function market.service_of_provider();

-- The visits that count: signed, and not put right by a later signed one.
create view market.published_visit as
  select v.id as visit_id, v.opportunity_id, v.provider_id, v.made_on, v.announced, v.people_spoken, v.summary, v.signed_on,
         (select jsonb_agg(jsonb_build_object('key', q.one ->> 'key', 'words', q.one ->> 'words', 'essential', (q.one ->> 'essential')::boolean, 'answer', f.answer) order by q.at)
            from jsonb_array_elements(v.questions) with ordinality q (one, at) join market.visit_finding f on f.visit_id = v.id and f.question = q.one ->> 'key') as findings
    from market.assurance_visit v
   where v.signed_on is not null and not exists (select from market.assurance_visit n where n.corrects_id = v.id and n.signed_on is not null);

-- DW087: only the last signed visit of a service that is not the Care Quality Commission's is rated
create function market.rated_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from market.provider p where p.id = new.provider_id and p.cqc_id is not null) or new.visit_id is distinct from (
      select v.visit_id from market.published_visit v where v.opportunity_id = new.opportunity_id order by v.made_on desc, v.signed_on desc, v.visit_id desc limit 1) then
    raise exception using errcode = 'DW087', message = 'only the last signed visit is rated'; end if;
  return new;
end $$;
create trigger rated_rightly before insert on market.rating_decision for each row execute function market.rated_rightly();

-- What anybody may read of a rating: no counts, no names.
create view market.published_rating as
  select distinct on (d.opportunity_id) d.id as decision_id, d.opportunity_id, d.provider_id, d.visit_id, d.rating, d.proposed, d.reasons, d.departure, d.decided_on
    from market.rating_decision d order by d.opportunity_id, d.recorded_at desc, d.id desc;

do $$ declare
  job text := '(select platform.is_role(''job''))'; shapes text := '(select platform.is_role(''commissioner''))'; named text := ' and %I::text = platform.who(''staff_id'')';
  own text := 'provider_id::text = platform.who(''provider_id'')'; one record;
begin
  for one in select * from (values
    ('concern', shapes || ' or (route = ''provider'' and ' || own || ')',
     'route = ''public'' or (route = ''staff'' and (select platform.is_staff()) and raised_by::text = platform.who(''staff_id'')) or (route = ''person'' and (select platform.is_role(''person''))) or (route = ''provider'' and ' || own || ')', 'false'),
    ('concern_decision', shapes || ' or exists (select from market.concern c where c.id = concern_id)', shapes || format(named, 'decided_by'), 'false'),
    ('voice', shapes, 'not (select platform.is_role(''provider''))', 'false'),
    ('voice_author', shapes, 'not (select platform.is_role(''provider'',''public''))', 'false'),
    ('voice_check', shapes, shapes || format(named, 'checked_by'), 'false'),
    ('voice_answer', shapes || ' or ' || own, '(select platform.is_role(''provider'')) and ' || own || ' and shown is null', shapes || format(named, 'checked_by')),
    ('rating_decision', shapes, shapes || format(named, 'decided_by'), 'false')) as t (name, reads, adds, changes) loop
    execute format('alter table market.%I enable row level security', one.name);
    execute format('create policy read on market.%I for select using (%s or %s)', one.name, job, one.reads);
    execute format('create policy add on market.%I for insert with check (%s or %s)', one.name, job, one.adds);
    execute format('create policy change on market.%I for update using (%s or %s) with check (%s or %s)', one.name, job,
      case when one.name = 'voice_answer' then shapes else one.changes end, job, one.changes);
  end loop;
end $$;
