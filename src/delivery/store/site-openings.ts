import type { CalendarDate } from '../../core/calendar-date.ts'
import { layAgain } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFacts } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { type CurrentMark, marksOf, recordMark } from './marks.ts'
import { makeOccasions } from './occasions.ts'

interface ClosedDate {
  readonly id: string
  readonly termId: string
  readonly plannedSessionId: string
  readonly onDate: CalendarDate
}

/**
 * Lays again what a closure cancelled on days that are open again: its dates, the places on them, and people's own dates as they were
 * planned. A person's date stays closed where anything else has changed: the line or the place of the plan has ended or is paused,
 * the seat could not be given again, or the person is somewhere else at that time. Who had said that they cannot come still has said
 * so. The old date ends, with its mark, and the new one stands in its place; what was paid for the old one is taken back
 * (`delivery/laid-again`). Safe to repeat. Gives how many dates of sessions and of people are laid again, and how many stay closed.
 */
export async function carryOutOpening(
  tx: Tx,
  closureId: string,
): Promise<{ dates: number; people: number; staying: number }> {
  const { dates } = await layAgain(tx, closureId)
  const open = await openAgain(tx, closureId)
  const ready = open.filter(({ again }) => again)
  const marks = await marksOf(
    tx,
    ready.map(({ id }) => id),
  )
  await endThem(tx, ready)
  const onDays = ready.map(({ onDate }) => onDate).sort()
  const [from, until] = [onDays[0], onDays.at(-1)]
  if (from !== undefined && until !== undefined)
    await makeOccasions(tx, { from, until, of: [...new Set(ready.map(({ termId }) => termId))] })
  await sayAgain(tx, ready, marks)
  await audit(tx, {
    action: 'delivery/opening-carried-out',
    subject: 'closure',
    subjectId: closureId,
    detail: { dates, people: ready.length, staying: open.length - ready.length },
  })
  return { dates, people: ready.length, staying: open.length - ready.length }
}

/** People's dates that a closure marked on days which are open again, and whether each can be as it was planned. */
async function openAgain(tx: Tx, closureId: string): Promise<(ClosedDate & { readonly again: boolean })[]> {
  return tx.query(sql`
    select d.occasion_id as id, d.term_id as "termId", d.planned_session_id as "plannedSessionId", d.on_date as "onDate",
           (t.in_force @> d.on_date and (pp.died_on is null or d.on_date <= pp.died_on) and case
             when c.standing_place_id is not null then
               exists (select from brokerage.published_placement p where p.term_id = d.term_id and p.standing_place_id = c.standing_place_id and p.in_force @> d.on_date
                          and not exists (select from brokerage.published_pause x where x.placement_id = p.placement_id and x.in_force @> d.on_date))
               and exists (select from directory.published_claim n where n.standing_place_id = c.standing_place_id and n.on_date = d.on_date and n.firm)
             else not exists (select from directory.place_claim e where e.person_id = d.person_id and e.released_at is null and e.on_date = d.on_date
                                 and int4range(e.start_minute, e.end_minute) && int4range(d.start_minute, d.end_minute)) end) as again
      from delivery.published_occasion d join planning.published_term t on t.term_id = d.term_id join people.published_person pp on pp.person_id = d.person_id
      left join directory.place_claim c on c.id = d.place_claim_id
     where d.closure_id = ${closureId} and d.on_date >= ${tx.today}::date
       and not exists (select from directory.published_closure x where x.session_id = t.session_id and d.on_date >= x.from_date and (x.until_date is null or d.on_date <= x.until_date))
     order by d.on_date, d.occasion_id`)
}

async function endThem(tx: Tx, dates: readonly ClosedDate[]): Promise<void> {
  await tx.query(sql`
    update delivery.occasion set ended_at = ${tx.now.toISOString()}::timestamptz, end_reason = 'laid again', ended_by = ${actor(tx)}::uuid
     where id = any (${dates.map(({ id }) => id)}::uuid[]) and ended_at is null`)
  await appendFacts(
    tx,
    'delivery/laid-again',
    dates.map(({ id, onDate }) => ({ subjectId: id, onDate })),
  )
}

/** What somebody had said of a date before it was closed, that they cannot come, holds for the date in its place. */
async function sayAgain(tx: Tx, dates: readonly ClosedDate[], marks: readonly CurrentMark[]): Promise<void> {
  const said = marks.filter(({ happened }) => happened === 'absent')
  for (const { id, plannedSessionId, onDate } of dates) {
    const before = said.filter(({ occasionId }) => occasionId === id).at(-1)
    if (before === undefined) continue
    const now = await tx.maybe<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where planned_session_id = ${plannedSessionId} and on_date = ${onDate} and mark_id is null`)
    if (now === undefined) continue
    const { reason, note } = before
    await recordMark(tx, {
      id: newId(),
      occasionId: now.id,
      reason,
      ...(before.noticedAt === null ? {} : { noticedAt: before.noticedAt }),
      ...(note === null ? {} : { note }),
      markedAt: tx.now,
    })
  }
}
