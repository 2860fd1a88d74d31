import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { planFigures } from '../plan-figures.ts'
import type { Route } from '../week-session.ts'
import { addLine, planOf, whenOf } from './draft.ts'
import { insertVersion } from './versions.ts'
import { weekOf } from './week.ts'

/** A weekly session as it runs in another system, with who provides it and what it costs there. */
export interface OldSession {
  readonly personId: string
  readonly sessionId: string
  readonly everyWeeks: number
  readonly supportBand: string
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly route: Route
  readonly perSession: Pence
  readonly providerId: string
  /** The published rate whose lot says what is paid when somebody does not come; the price stays the old one. */
  readonly rateId?: string | undefined
  readonly reviewDueId: string
  readonly reason: string
}

/** A line of the week as it was taken over, and the weeks in which it runs. */
export interface TakenSession {
  readonly termId: string
  readonly firstMonday: CalendarDate
  readonly season: 'all' | 'term' | 'holiday'
}

/**
 * Takes over one weekly session at its old price: an agreed line of provenance migrated, without outcome or approval, until
 * its review. Refused when it clashes with another agreed line (`week_without_clash`), after a death (DW026), and as a
 * direct payment for the council's own service (`no_direct_payment_for_own_service`).
 */
export async function takeOverSession(tx: Tx, old: OldSession): Promise<TakenSession> {
  const when = await whenOf(tx, old)
  const planId = await planOf(tx, old.personId)
  const [plannedSessionId, termId] = [newId(), newId()]
  await tx.query(sql`
    insert into planning.planned_session (id, person_id, plan_id, purpose) values (${plannedSessionId}, ${old.personId}, ${planId}, 'support')`)
  await tx.query(sql`
    insert into planning.session_term (id, planned_session_id, person_id, session_id, weekday, every_weeks, first_monday, season, start_minute, end_minute,
      support_band, from_date, until_date, provenance, review_due_id, agreed_at, recorded_by, reason)
    values (${termId}, ${plannedSessionId}, ${old.personId}, ${old.sessionId}, ${when.weekday}, ${old.everyWeeks}, ${when.firstMonday}, ${when.season},
      ${when.startMinute}, ${when.endMinute}, ${old.supportBand}, ${old.from}, ${old.until ?? null}, 'migrated', ${old.reviewDueId},
      ${tx.now.toISOString()}::timestamptz, ${actor(tx)}, ${old.reason})`)
  await addLine(tx, { ...old, termId, component: 'support', otherPayers: [] })
  return { termId, firstMonday: when.firstMonday, season: when.season }
}

/**
 * Makes the agreed version of all that was taken over for a person and still runs, and lets later steps know. Refused
 * (DW020) when that is less than was taken over before.
 */
export async function agreeTakenOver(
  tx: Tx,
  taken: { personId: string; reviewDueId: string; reason: string },
): Promise<string> {
  const { personId, reviewDueId, reason } = taken
  const { sessions: all, calendar } = await weekOf(tx, personId, tx.today)
  const sessions = all.filter(({ agreed, provenance }) => agreed && provenance === 'migrated')
  const [from] = sessions.map(({ pattern }) => pattern.from).sort()
  if (from === undefined) throw new Refused('nothing_taken_over')
  const figures = planFigures(sessions, calendar, from)
  const planId = await planOf(tx, personId)
  const rests = { budgetId: null, advocacyId: null, takenOverUntil: reviewDueId }
  const versionId = await insertVersion(tx, { planId, personId, from, reason, sessions, figures, ...rests })
  await tx.query(
    sql`update planning.plan_version set agreed_at = ${tx.now.toISOString()}::timestamptz where id = ${versionId}`,
  )
  await appendFact(tx, 'planning/agreed', versionId, from)
  await audit(tx, {
    action: 'planning/taken-over',
    subject: 'plan_version',
    subjectId: versionId,
    personId,
    detail: { sessions: sessions.length, grossYearlyPence: figures.grossYearly, from, reviewDueId },
  })
  return versionId
}

/** How a person stands before a week of theirs is taken over. */
export interface BeforeTakeOver {
  readonly personId: string
  readonly died: boolean
  /** A version that was planned here is agreed, or waits for approval. */
  readonly planned: boolean
  /** The review that puts right what was taken over before, while it is still to come. */
  readonly review: { readonly reviewDueId: string; readonly dueOn: CalendarDate } | null
  readonly sessions: readonly SessionTakenOver[]
}

export interface SessionTakenOver {
  readonly sessionId: string
  readonly everyWeeks: number
  readonly supportBand: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly route: Route
  readonly perSession: Pence
}

/** How these people stand, and what was taken over for them before, as it came. */
export async function beforeTakeOver(tx: Tx, personIds: readonly string[]): Promise<Map<string, BeforeTakeOver>> {
  const rows = await tx.query<BeforeTakeOver>(sql`
    select p.person_id as "personId", p.died_on is not null as died,
           exists (select from planning.plan_version v where v.person_id = p.person_id and v.withdrawn_at is null and v.provenance <> 'migrated') as planned,
           (select jsonb_build_object('reviewDueId', d.review_due_id, 'dueOn', d.due_on) from planning.session_term t
              join needs.published_review_due d on d.review_due_id = t.review_due_id
             where t.person_id = p.person_id and t.provenance = 'migrated' and d.settled_on is null order by d.due_on, d.review_due_id limit 1) as review,
           coalesce((select jsonb_agg(jsonb_build_object('sessionId', t.session_id, 'everyWeeks', t.every_weeks, 'supportBand', t.support_band, 'from', t.from_date,
                        'until', t.until_date, 'route', b.route, 'perSession', b.per_session_pence) order by t.id)
                       from planning.session_term t
                       cross join lateral (select l.route, l.per_session_pence from planning.budget_line l where l.term_id = t.id and l.component = 'support'
                                            order by l.from_date, l.id limit 1) b
                      where t.person_id = p.person_id and t.provenance = 'migrated' and t.session_id is not null), '[]'::jsonb) as sessions
      from people.published_person p where p.person_id = any (${[...personIds]}::uuid[]) order by p.person_id`)
  return new Map(rows.map((row) => [row.personId, row]))
}
