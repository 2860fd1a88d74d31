import { type CalendarDate, day } from '../../src/core/calendar-date.ts'
import { makeOccasions, type PauseWanted, recordMark, setPayRules } from '../../src/delivery/store.ts'
import { followMark } from '../../src/finance/store.ts'
import { type Db, sql, type Tx } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { placedPerson, toldToPay } from './placed-person.ts'
import { jobWho } from './who.ts'

/** On Monday 20 April 2026 at two in the afternoon, twenty-three hours before the Tuesday at one. */
export const monday = { today: day('2026-04-20'), now: new Date('2026-04-20T13:00:00Z') }
export const at = <T>(db: Db, moment: { today: CalendarDate; now: Date }, work: (tx: Tx) => Promise<T>) =>
  db.transaction(jobWho(), (tx) => work({ ...tx, ...moment }))
export const noon = (on: string) => ({ today: day(on), now: new Date(`${on}T11:00:00Z`) })

/** Ann comes on Tuesdays for £48.00 and was told £30.00 a week. A holiday told a day before is not paid, told later in full; a hospital stay is not paid. */
export async function pausable(db: Db) {
  const placed = await placedPerson(db)
  await toldToPay(db, placed.personId, 3000)
  const rule = (reason: string, noticeHoursUnder: number, paidPerMille: number) => ({
    lotId: placed.lotId,
    reason,
    noticeHoursUnder,
    paidPerMille,
    charged: false,
    noteNeeded: false,
    from: day('2026-04-01'),
  })
  await at(db, monday, (tx) =>
    setPayRules(tx, [rule('holiday', 24, 1000), rule('holiday', 0, 0), rule('in_hospital', 0, 0)]),
  )
  await at(db, noon('2026-04-06'), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  const { placementId } = await at(db, monday, (tx) =>
    tx.one<{ placementId: string }>(
      sql`select id as "placementId" from brokerage.placement where person_id = ${placed.personId}`,
    ),
  )
  await mark(db, placed.personId, '2026-04-07')
  const wanted = (given: Partial<PauseWanted> = {}) => ({
    actId: newId(),
    personId: placed.personId,
    placementIds: [placementId],
    from: monday.today,
    until: day('2026-05-18'),
    reason: 'holiday' as const,
    ...given,
  })
  return { ...placed, placementId, wanted }
}

export async function mark(db: Db, personId: string, on: string, reason = 'attended') {
  await at(db, noon(on), async (tx) => {
    const { id } = await tx.one<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
    )
    await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now })
    await followMark(tx, id)
  })
}
export const unpaidMarks = (db: Db) =>
  at(db, monday, async (tx) => {
    for (const { id } of await tx.query<{ id: string }>(
      sql`select distinct occasion_id as id from finance.mark_without_pay order by 1`,
    ))
      await followMark(tx, id)
  })
export const standing = (db: Db, personId: string) =>
  at(db, monday, async (tx) =>
    (
      await tx.query<{ on: string; reason: string | null }>(sql`
        select on_date::text as "on", reason from delivery.published_occasion where person_id = ${personId} and on_date between '2026-04-14' and '2026-05-26' order by on_date`)
    ).map(({ on, reason }) => `${on.slice(5)} ${reason ?? 'planned'}`),
  )
export const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
