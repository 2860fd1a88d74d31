import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { paths } from '../paths.ts'

interface Outcome {
  readonly said: string
  readonly why?: string | null
}
type Row = HappenedRow &
  (
    | { readonly kind: 'outcome'; readonly facts: Outcome }
    | { readonly kind: 'outcome_ended'; readonly facts: Outcome }
    | { readonly kind: 'tier'; readonly facts: { readonly tier: number; readonly reason: string } }
    | {
        readonly kind: 'sent' | 'taken_over'
        readonly facts: {
          readonly number: number
          readonly from: CalendarDate
          readonly yearly: number
          readonly until?: CalendarDate | null
        }
      }
    | { readonly kind: 'withdrawn'; readonly facts: { readonly number: number } }
    | {
        readonly kind: 'approval'
        readonly facts: {
          readonly number: number
          readonly about: 'contents' | 'cost'
          readonly approved: boolean
          readonly comment: string
          readonly yearly: number | null
          readonly until?: CalendarDate | null
        }
      }
  )

/** The last day of a version all of whose sessions end within its first year; null where its week goes on. */
const until = sql`(
  select case when bool_and(coalesce(t.until_date < v.from_date + interval '1 year', false)) then max(t.until_date) end
    from planning.plan_version_term x join planning.session_term t on t.id = x.term_id where x.plan_version_id = v.id)`

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'outcome' as kind, o.agreed_on as on_date, o.recorded_at as at, o.id, o.recorded_by as by_id, jsonb_build_object('said', o.words) as facts
      from planning.outcome o where o.person_id = ${personId}
    union all
    select 'outcome_ended', o.ended_on, o.recorded_at, o.id, null, jsonb_build_object('said', o.words, 'why', o.end_reason)
      from planning.outcome o where o.person_id = ${personId} and o.ended_on is not null
    union all
    select 'tier', t.decided_on, t.recorded_at, t.id, t.decided_by, jsonb_build_object('tier', t.tier, 'reason', t.reason)
      from planning.tier_decision t where t.person_id = ${personId}
    union all
    select case when v.provenance = 'migrated' then 'taken_over' else 'sent' end,
           case when v.provenance = 'migrated' then v.from_date else least(v.from_date, (v.recorded_at at time zone 'Europe/London')::date, (select min(a.decided_on) from planning.approval a where a.plan_version_id = v.id)) end,
           least(v.recorded_at, (select min(a.decided_at) from planning.approval a where a.plan_version_id = v.id)), v.id, case when v.provenance <> 'migrated' then v.prepared_by end,
           jsonb_build_object('number', v.number, 'from', v.from_date, 'yearly', v.gross_yearly_pence, 'until', ${until})
      from planning.plan_version v where v.person_id = ${personId}
    union all
    select 'withdrawn', (v.withdrawn_at at time zone 'Europe/London')::date, v.withdrawn_at, v.id, null, jsonb_build_object('number', v.number)
      from planning.plan_version v where v.person_id = ${personId} and v.withdrawn_at is not null
    union all
    select 'approval', a.decided_on, a.decided_at, a.id, a.decided_by,
           jsonb_build_object('number', v.number, 'about', a.about, 'approved', a.approved, 'comment', a.comment, 'yearly', a.gross_yearly_pence, 'until', ${until})
      from planning.plan_version v join planning.approval a on a.plan_version_id = v.id where v.person_id = ${personId}
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

function words(personId: string, row: Row): Happening {
  const href = paths.plan(personId)
  const { kind, facts } = row
  if (kind === 'outcome' || kind === 'outcome_ended')
    return {
      title: kind === 'outcome' ? 'Outcome agreed' : 'Outcome ended',
      text: `‘${facts.said}’${facts.why ? ` ${facts.why}` : ''}`,
      href: paths.outcomes(personId),
    }
  if (kind === 'tier') return { title: `Tier ${facts.tier} decided`, text: facts.reason, href }
  if (kind === 'withdrawn') return { title: `Plan version ${facts.number} withdrawn`, href }
  if (kind === 'approval') return { ...approvalWords(facts), href }
  const title = kind === 'sent' ? 'sent for approval' : 'taken over from the system before'
  return {
    title: `Plan version ${facts.number} ${title}`,
    text: `From ${longDate(facts.from)}${endWords(facts.until)}. ${costWords(facts.yearly, facts.until)} before what the person pays.`,
    href,
  }
}

const endWords = (until: CalendarDate | null | undefined) => (until == null ? '' : ` to ${longDate(until)}`)
/** A cost worked out over a year; of a week that ends before, it is all there is. */
const costWords = (yearly: number, until: CalendarDate | null | undefined) =>
  `${inPence(yearly)} ${until == null ? 'a year' : 'in all'}`

function approvalWords({
  number,
  about,
  approved,
  comment,
  yearly,
  until,
}: Extract<Row, { kind: 'approval' }>['facts']) {
  const what = `${about === 'contents' ? 'Contents' : 'Cost'} of plan version ${number}`
  const cost = yearly === null ? '' : `${costWords(yearly, until)}. `
  return { title: `${what} ${approved ? 'approved' : 'sent back'}`, text: `${cost}${comment}` }
}

/** What happened to a person's plan: outcomes, the tier, versions and what was decided about them. */
export const history: StepHistory<Row> = { asked, words }
