import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit, auditMany } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact, appendFacts } from '../../platform/facts.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Happened } from '../pay-rule.ts'

export interface MarkSent {
  /** Made where the mark is made (a phone, a form), so that sending twice is one mark. */
  readonly id: string
  readonly occasionId: string
  readonly reason: string
  /** When the council or the place was told, if that was before the start. */
  readonly noticedAt?: Date | undefined
  readonly note?: string | undefined
  /** For someone who came for part of the time: minutes of the day. */
  readonly hereFrom?: number | undefined
  readonly hereUntil?: number | undefined
  readonly markedAt: Date
  /** The mark this one corrects, and why. */
  readonly replaces?: string | undefined
  /** The closure of a building it follows from. */
  readonly closureId?: string | undefined
  /** The pause of a place it follows from. */
  readonly pauseId?: string | undefined
  readonly correctionReason?: string | undefined
}

export interface CurrentMark {
  readonly id: string
  readonly occasionId: string
  readonly reason: string
  readonly words: string
  readonly happened: Happened
  readonly noticedAt: Date | null
  readonly note: string | null
  readonly hereFrom: number | null
  readonly hereUntil: number | null
  readonly markedAt: Date
  readonly markedBy: string
  readonly replaces: string | null
  readonly correctionReason: string | null
}

/** Every mark of a date, the first one first; the last is the one that stands. */
export async function marksOf(tx: Tx, occasionIds: readonly string[]): Promise<CurrentMark[]> {
  return tx.query<CurrentMark>(sql`
    with recursive chain as (
      select m.*, 1 as place from delivery.mark m where m.replaces is null and m.occasion_id = any (${occasionIds}::uuid[])
      union all select m.*, c.place + 1 from delivery.mark m join chain c on m.replaces = c.id)
    select c.id, c.occasion_id as "occasionId", c.reason, r.words, r.happened, c.noticed_at as "noticedAt", c.note, c.here_from_minute as "hereFrom",
           c.here_until_minute as "hereUntil", c.marked_at as "markedAt", c.marked_by as "markedBy", c.replaces, c.correction_reason as "correctionReason"
      from chain c join delivery.reason r on r.code = c.reason order by c.occasion_id, c.place`)
}

/**
 * Records what happened on a date. Sending the same mark again changes nothing; another first mark is refused
 * (`one_first_mark`), and may be sent as a correction with its reason. Refuses an id used for something else
 * (`mark_id_used`), a correction of what was corrected meanwhile (`mark_replaced_once`), and coming before the day (`not_yet`).
 */
export async function recordMark(tx: Tx, sent: MarkSent): Promise<{ made: boolean }> {
  const occasion = await tx.maybe<{ personId: string; onDate: CalendarDate }>(sql`
    select person_id as "personId", on_date as "onDate" from delivery.occasion where id = ${sent.occasionId} and ended_at is null`)
  if (!occasion) throw new NotFound('date')
  const before = await marksOf(tx, [sent.occasionId])
  const same = before.find(({ id }) => id === sent.id)
  if (same) {
    if (!sameMark(same, sent)) throw new Refused('mark_id_used')
    return { made: false }
  }
  await refuseOutOfTurn(tx, sent, before, occasion.onDate)
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.mark (id, occasion_id, reason, noticed_at, note, here_from_minute, here_until_minute, marked_by, marked_at, replaces, correction_reason, closure_id, pause_id)
    values (${sent.id}, ${sent.occasionId}, ${sent.reason}, ${sent.noticedAt?.toISOString() ?? null}::timestamptz, ${sent.note ?? null},
      ${sent.hereFrom ?? null}, ${sent.hereUntil ?? null}, ${actor(tx)}, ${sent.markedAt.toISOString()}::timestamptz, ${sent.replaces ?? null}, ${sent.correctionReason ?? null}, ${sent.closureId ?? null}, ${sent.pauseId ?? null})
    on conflict (id) do nothing returning id`)
  if (made.length === 0) throw new Refused('mark_id_used')
  await appendFact(tx, 'delivery/marked', sent.id, occasion.onDate)
  await audit(tx, {
    action: sent.replaces ? 'delivery/mark-corrected' : 'delivery/marked',
    subject: 'mark',
    subjectId: sent.id,
    personId: occasion.personId,
    detail: { occasionId: sent.occasionId, reason: sent.reason },
  })
  return { made: true }
}

/** A first mark of a date whose person and day the caller has read. */
export interface FirstMark {
  readonly id: string
  readonly occasionId: string
  readonly personId: string
  readonly onDate: CalendarDate
  readonly reason: string
  readonly closureId?: string | undefined
}

/**
 * Records the first marks of many dates at once, each as `recordMark` would. Gives back the marks that were made: a date
 * that somebody else marked meanwhile keeps that mark. The caller has looked that the dates stand and the reasons exist.
 */
export async function recordFirstMarks(tx: Tx, marks: readonly FirstMark[]): Promise<ReadonlySet<string>> {
  if (marks.length === 0) return new Set()
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at, closure_id)
    select m.id, m.occasion, m.reason, ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz, m.closure
      from unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ occasionId }) => occasionId)}::uuid[], ${marks.map(({ reason }) => reason)}::text[],
             ${marks.map(({ closureId }) => closureId ?? null)}::uuid[]) as m (id, occasion, reason, closure)
    on conflict do nothing returning id`)
  const ids = new Set(made.map(({ id }) => id))
  const stand = marks.filter(({ id }) => ids.has(id))
  await appendFacts(
    tx,
    'delivery/marked',
    stand.map(({ id, onDate }) => ({ subjectId: id, onDate })),
  )
  await auditMany(
    tx,
    { action: 'delivery/marked', subject: 'mark' },
    stand.map(({ id, personId, occasionId, reason }) => ({ subjectId: id, personId, detail: { occasionId, reason } })),
  )
  return ids
}

async function refuseOutOfTurn(tx: Tx, sent: MarkSent, before: readonly CurrentMark[], onDate: CalendarDate) {
  const standing = before.at(-1)
  if (standing && !sent.replaces) throw new Refused('one_first_mark', { markId: standing.id, reason: standing.reason })
  if (sent.replaces && sent.replaces !== standing?.id) throw new Refused('mark_replaced_once')
  const [reason] = await tx.query<{ happened: Happened }>(
    sql`select happened from delivery.reason where code = ${sent.reason} order by code`,
  )
  if (!reason) throw new Refused('unknown_reason')
  if (reason.happened === 'attended' && onDate > tx.today) throw new Refused('not_yet')
}

/** The same thing said again: who says it and when it arrives do not matter. */
function sameMark(standing: CurrentMark, sent: MarkSent): boolean {
  return (
    standing.occasionId === sent.occasionId &&
    standing.reason === sent.reason &&
    (standing.note ?? undefined) === sent.note &&
    (standing.hereFrom ?? undefined) === sent.hereFrom &&
    (standing.hereUntil ?? undefined) === sent.hereUntil &&
    (standing.replaces ?? undefined) === sent.replaces
  )
}
