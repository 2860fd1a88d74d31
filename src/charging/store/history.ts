import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import type { DisputeOutcome } from '../dispute-words.ts'
import { paths } from '../paths.ts'

type Row = HappenedRow &
  (
    | {
        readonly kind: 'decided'
        readonly facts: {
          readonly assessmentId: string | null
          readonly weekly: number
          readonly basis: string
          readonly from: CalendarDate
        }
      }
    | {
        readonly kind: 'told'
        readonly facts: {
          readonly contributionId: string
          readonly weekly: number
          readonly firstDay: CalendarDate
          readonly upTo: boolean
        }
      }
    | { readonly kind: 'dispute'; readonly facts: { readonly answerBy: CalendarDate; readonly said: string } }
    | { readonly kind: 'answered'; readonly facts: { readonly outcome: DisputeOutcome; readonly reason: string } }
  )

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'decided' as kind, case when c.basis = 'migrated' then c.from_date else (c.recorded_at at time zone 'Europe/London')::date end as on_date,
           c.recorded_at as at, c.id, case when c.basis <> 'migrated' then c.decided_by end as by_id,
           jsonb_build_object('assessmentId', c.financial_assessment_id, 'weekly', c.weekly_pence, 'basis', c.basis, 'from', c.from_date) as facts
      from charging.contribution c where c.person_id = ${personId} and not isempty(c.in_force)
    union all
    select 'told', n.told_on, n.recorded_at, n.id, n.told_by,
           jsonb_build_object('contributionId', n.contribution_id, 'weekly', n.weekly_pence, 'firstDay', n.first_day_charged, 'upTo', n.up_to)
      from charging.notice n where n.person_id = ${personId} and n.told_on is not null
    union all
    select 'dispute', d.raised_on, d.recorded_at, d.id, d.recorded_by, jsonb_build_object('answerBy', d.answer_by, 'said', d.words)
      from charging.dispute d where d.person_id = ${personId}
    union all
    select 'answered', o.decided_on, o.recorded_at, o.dispute_id, o.decided_by, jsonb_build_object('outcome', o.outcome, 'reason', o.reason)
      from charging.dispute_outcome o where o.person_id = ${personId}
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

const answers: Readonly<Record<DisputeOutcome, string>> = {
  stands: 'Charge looked at again: it stands',
  changed: 'Charge looked at again and changed',
  week_wrong: 'Charge of one week was wrong',
  taken_back: 'Question about the charge taken back',
}
const decidedWords = (basis: string) =>
  basis === 'migrated' ? 'Charge taken over from the system before' : 'Charge decided'

function words(personId: string, row: Row): Happening {
  if (row.kind === 'decided') {
    const { assessmentId, weekly, basis, from } = row.facts
    return {
      title: `${decidedWords(basis)}: ${inPence(weekly)} a week`,
      text: `From ${longDate(from)}.`,
      href: assessmentId === null ? paths.charge(personId) : paths.assessment(personId, assessmentId),
    }
  }
  if (row.kind === 'told') {
    const { contributionId, weekly, firstDay, upTo } = row.facts
    return {
      title: `Charge told: ${upTo ? 'up to' : 'at most'} ${inPence(weekly)} a week`,
      text: `First day charged: ${longDate(firstDay)}.`,
      href: paths.noticeLetter(personId, contributionId),
    }
  }
  const href = paths.disputed(personId, row.id)
  return row.kind === 'dispute'
    ? {
        title: 'Said that the charge is wrong',
        text: `‘${row.facts.said}’ To be answered by ${longDate(row.facts.answerBy)}.`,
        href,
      }
    : { title: answers[row.facts.outcome], text: row.facts.reason, href }
}

/** What happened to what a person pays: decided, told, said to be wrong, answered. */
export const history: StepHistory<Row> = { asked, words }
