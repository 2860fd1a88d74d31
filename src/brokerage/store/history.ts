import { type CalendarDate, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { paths } from '../paths.ts'

type Row = HappenedRow & { readonly facts: { readonly title: string; readonly weekday?: number | null } } & (
    | { readonly kind: 'offer' | 'offer_withdrawn'; readonly facts: { readonly provider: string } }
    | {
        readonly kind: 'answer'
        readonly facts: {
          readonly provider: string
          readonly answer: 'accepted' | 'declined' | 'change_proposed'
          readonly reason: string | null
        }
      }
    | { readonly kind: 'placed'; readonly facts: { readonly provider: string; readonly from: CalendarDate } }
    | { readonly kind: 'place_ended'; readonly facts: { readonly provider: string; readonly reason: string | null } }
    | {
        readonly kind: 'paused' | 'back'
        readonly facts: { readonly from: CalendarDate; readonly until: CalendarDate | null }
      }
    | { readonly kind: 'failed'; readonly facts: { readonly need: string } }
  )

const asked = (personId: string) => sql`
  with term as (
    select t.id, coalesce(s.name, t.own_arrangement, '') as title, t.weekday from planning.session_term t
      left join directory.published_session s on s.session_id = t.session_id where t.person_id = ${personId})
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts || jsonb_build_object('title', coalesce(t.title, ''), 'weekday', t.weekday) as facts from (
    select 'offer' as kind, (o.sent_at at time zone 'Europe/London')::date as on_date, o.sent_at as at, o.id, o.recorded_by as by_id, o.term_id,
           jsonb_build_object('provider', p.name) as facts
      from term join brokerage.offer o on o.term_id = term.id join market.published_provider_name p on p.provider_id = o.provider_id
    union all
    select 'offer_withdrawn', (o.withdrawn_at at time zone 'Europe/London')::date, o.withdrawn_at, o.id, null, o.term_id, jsonb_build_object('provider', p.name)
      from term join brokerage.offer o on o.term_id = term.id join market.published_provider_name p on p.provider_id = o.provider_id where o.withdrawn_at is not null
    union all
    select 'answer', (o.answered_at at time zone 'Europe/London')::date, o.answered_at, o.id, null, o.term_id,
           jsonb_build_object('provider', p.name, 'answer', o.answer, 'reason', o.answer_reason)
      from term join brokerage.offer o on o.term_id = term.id join market.published_provider_name p on p.provider_id = o.provider_id where o.answer is not null
    union all
    select 'placed', least(l.from_date, (l.recorded_at at time zone 'Europe/London')::date), l.recorded_at, l.id,
           case when l.provenance <> 'migrated' then l.recorded_by end, l.term_id, jsonb_build_object('provider', p.name, 'from', l.from_date)
      from brokerage.placement l join market.published_provider_name p on p.provider_id = l.provider_id where l.person_id = ${personId} and not isempty(l.in_force)
    union all
    select 'place_ended', l.ended_on, l.recorded_at, l.id, null, l.term_id, jsonb_build_object('provider', p.name, 'reason', l.end_reason)
      from brokerage.placement l join market.published_provider_name p on p.provider_id = l.provider_id
     where l.person_id = ${personId} and not isempty(l.in_force) and l.ended_on is not null
    union all
    select 'paused', least(x.from_date, (x.recorded_at at time zone 'Europe/London')::date), x.recorded_at, x.id, x.recorded_by, l.term_id,
           jsonb_build_object('from', x.from_date, 'until', x.until_date)
      from brokerage.pause x join brokerage.placement l on l.id = x.placement_id
     where x.person_id = ${personId} and x.continues is null and x.end_kind is distinct from 'wrong'
    union all
    select 'back', (x.ended_at at time zone 'Europe/London')::date, x.ended_at, x.id, x.ended_by, l.term_id, jsonb_build_object('from', x.from_date, 'until', x.ended_on)
      from brokerage.pause x join brokerage.placement l on l.id = x.placement_id where x.person_id = ${personId} and x.end_kind = 'back'
    union all
    select 'failed', f.found_on, f.recorded_at, f.id, f.recorded_by, f.term_id, jsonb_build_object('need', f.need)
      from brokerage.failed_match f where f.person_id = ${personId}
  ) h left join term t on t.id = h.term_id left join platform.published_staff s on s.staff_id = h.by_id`

const answers = {
  accepted: 'Offer accepted',
  declined: 'Offer declined',
  change_proposed: 'Change to the offer proposed',
}

function titleOf({ kind, facts }: Row): string {
  const title = facts.weekday == null ? facts.title : `${facts.title}, ${weekdayName(facts.weekday)}s`
  if (kind === 'offer') return `Offer sent to ${facts.provider}: ${title}`
  if (kind === 'offer_withdrawn') return `Offer to ${facts.provider} withdrawn: ${title}`
  if (kind === 'answer') return `${answers[facts.answer]} by ${facts.provider}: ${title}`
  if (kind === 'placed') return `Placed: ${title}`
  if (kind === 'place_ended') return `Place ended: ${title}`
  if (kind === 'paused') return `Place paused: ${title}`
  if (kind === 'back') return `Pause ended early: ${title}`
  return facts.title === '' ? 'No place found' : `No place found: ${title}`
}

function textOf({ kind, facts }: Row): string | undefined {
  if (kind === 'answer') return facts.reason ?? undefined
  if (kind === 'placed') return `With ${facts.provider}, from ${longDate(facts.from)}.`
  if (kind === 'place_ended')
    return facts.reason === null ? `With ${facts.provider}.` : `With ${facts.provider}. ${facts.reason}`
  if (kind === 'paused')
    return `From ${shortDate(facts.from)}${facts.until === null ? ', until they come back' : ` to ${shortDate(facts.until)}`}.`
  return kind === 'failed' ? facts.need : undefined
}

function words(personId: string, row: Row): Happening {
  const text = textOf(row)
  return { title: titleOf(row), ...(text === undefined ? {} : { text }), href: paths.places(personId) }
}

/** What happened to a person's places: offers and their answers, places found, ended and paused, and what could not be found. */
export const history: StepHistory<Row> = { asked, words }
