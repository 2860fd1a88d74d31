-- brokerage: who will provide it, and at what price?

create table brokerage.referral (                                     -- only with approved contents and an outcome; urgent and migrated terms have their own way in
  id uuid primary key default gen_random_uuid(), term_id uuid not null, person_id uuid not null, outcome_id uuid,
  provenance text not null default 'planned' constraint referral_provenance check (provenance in ('planned','urgent','migrated')),
  approval_id uuid, about text not null default 'contents' constraint referral_about check (about = 'contents'),
  approved boolean not null default true constraint referral_approved check (approved), needs_to_know text, opened_on date not null, closed_on date, close_reason text,
  recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint referral_term foreign key (term_id, person_id) references planning.session_term (id, person_id),
  constraint referral_outcome foreign key (term_id, person_id, outcome_id) references planning.session_term (id, person_id, outcome_id),
  constraint referral_contents_approved foreign key (approval_id, about, approved) references planning.approval (id, about, approved),
  constraint no_referral_without_outcome check (outcome_id is not null or provenance in ('urgent','migrated')),
  constraint no_referral_without_approval check (approval_id is not null or provenance in ('urgent','migrated')),
  constraint referral_of_term unique (id, term_id), constraint referral_closed_for_a_reason check ((closed_on is null) = (close_reason is null)));
create unique index one_open_referral on brokerage.referral (term_id) where closed_on is null;
create trigger end_only before update or delete on brokerage.referral for each row execute function platform.end_only('closed_on','close_reason');

create table brokerage.offer (
  id uuid primary key default gen_random_uuid(), referral_id uuid, term_id uuid not null references planning.session_term, provider_id uuid not null references market.provider,
  sent_at timestamptz not null, answer_by timestamptz not null, answer text constraint offer_answer check (answer in ('accepted','declined','change_proposed')),
  answered_at timestamptz, answered_by uuid, answer_reason text, price_pence bigint constraint offer_price check (price_pence >= 0), withdrawn_at timestamptz,
  recorded_by uuid, recorded_at timestamptz not null default now(),
  constraint offer_on_referral foreign key (referral_id, term_id) references brokerage.referral (id, term_id),
  constraint answered_in_time check (answered_at <= answer_by), constraint answer_and_time_together check ((answer is null) = (answered_at is null)),
  constraint answer_or_withdrawal check (answer is null or withdrawn_at is null or withdrawn_at >= answered_at),
  constraint offer_of_term unique (id, term_id));
create unique index one_open_offer on brokerage.offer (term_id, provider_id) where answer is null and withdrawn_at is null;
create trigger end_only before update or delete on brokerage.offer for each row
  execute function platform.end_only('answer','answered_at','answered_by','answer_reason','price_pence','withdrawn_at');

create table brokerage.placement (                                    -- only for an agreed term; the standing place is the seat
  id uuid primary key default gen_random_uuid(), term_id uuid not null, person_id uuid not null, agreed boolean not null default true constraint placed_when_agreed check (agreed),
  offer_id uuid, standing_place_id uuid constraint one_placement_per_seat unique, provider_id uuid not null references market.provider,
  from_date date not null, until_date date, ended_on date, end_reason text,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored,
  provenance text not null default 'planned' constraint placement_provenance check (provenance in ('planned','urgent','migrated')),
  recorded_by uuid not null, recorded_at timestamptz not null default now(), reason text not null default 'placed',
  constraint placement_term foreign key (term_id, person_id) references planning.session_term (id, person_id),
  constraint placement_seat foreign key (standing_place_id, person_id) references directory.standing_place (id, person_id),
  constraint placement_offer foreign key (offer_id, term_id) references brokerage.offer (id, term_id),
  constraint only_for_an_agreed_term foreign key (term_id, agreed) references planning.session_term (id, agreed),
  constraint one_placement_at_a_time exclude using gist (term_id with =, in_force with &&));
create trigger end_only before update or delete on brokerage.placement for each row execute function platform.end_only('ended_on','end_reason');
create table brokerage.pause (
  id uuid primary key default gen_random_uuid(), placement_id uuid not null references brokerage.placement, from_date date not null, until_date date, ended_on date,
  in_force daterange generated always as (platform.period(from_date, until_date, ended_on)) stored, reason text not null, recorded_by uuid not null, recorded_at timestamptz not null default now(),
  constraint one_pause_at_a_time exclude using gist (placement_id with =, in_force with &&));
create trigger end_only before update or delete on brokerage.pause for each row execute function platform.end_only('ended_on');

create table brokerage.failed_match (                                 -- what could not be found is kept
  id uuid primary key default gen_random_uuid(), person_id uuid not null references people.person, term_id uuid references planning.session_term,
  weekday smallint not null constraint failed_weekday check (weekday between 1 and 7), start_minute smallint not null, local_area text not null, need text not null,
  cause text not null constraint failed_cause check (cause in ('no_capacity','too_far','ratio','access','time','price','provider_declined','person_declined','keep_apart')),
  found_on date not null, recorded_by uuid not null, recorded_at timestamptz not null default now());
create trigger end_only before update or delete on brokerage.failed_match for each row execute function platform.end_only();

-- What a provider sees of an offer: what it must know to answer, and no name, address or birth date. Owner's rights, own offers only.
create view brokerage.offer_for_provider as
  select o.id as offer_id, o.provider_id, o.sent_at, o.answer_by, o.answer, o.answered_at, o.answer_reason, o.price_pence, o.withdrawn_at, t.session_id, t.own_arrangement, t.weekday,
         t.every_weeks, t.first_monday, t.season, t.start_minute, t.end_minute, t.support_band, t.characteristics, t.from_date, t.until_date,
         r.needs_to_know, oc.care_act_item, coalesce(b.per_session_pence, 0) as highest_price_pence
    from brokerage.offer o join planning.session_term t on t.id = o.term_id
    left join brokerage.referral r on r.id = o.referral_id left join planning.outcome oc on oc.id = t.outcome_id
    left join lateral (select max(l.per_session_pence) as per_session_pence from planning.budget_line l where l.term_id = t.id and l.component = 'support' and not isempty(l.in_force)) b on true
   where (platform.who('role') = 'provider' and o.provider_id = platform.who('provider_id')::uuid) or platform.who('role') = 'job';
create view brokerage.published_placement with (security_invoker = true) as
  select pl.id as placement_id, pl.term_id, pl.person_id, pl.provider_id, pl.standing_place_id, pl.from_date, pl.until_date, pl.ended_on, pl.end_reason, pl.in_force, pl.provenance
    from brokerage.placement pl;
create view brokerage.published_failed_match as                       -- owner's rights, nobody named
  select f.id as failed_match_id, f.weekday, f.start_minute, f.local_area, f.need, f.cause, f.found_on from brokerage.failed_match f
   where platform.is_role('team_manager','broker','commissioner','administrator','job');

-- the keys to earlier rows, so that they are found from both ends
create index failed_match_term on brokerage.failed_match (term_id);
create index failed_match_person on brokerage.failed_match (person_id);
create index offer_referral on brokerage.offer (referral_id);
create index offer_provider on brokerage.offer (provider_id);
create index offer_term on brokerage.offer (term_id);
create index placement_provider on brokerage.placement (provider_id);
create index referral_term on brokerage.referral (term_id);
create index referral_approval on brokerage.referral (approval_id);
