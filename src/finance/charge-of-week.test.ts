import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { circumstances } from '../charging/index.ts'
import * as charging from '../charging/store.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { Who } from '../platform/who.ts'
import { chargeWeek, followMark } from './store.ts'

const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>, as: Who = jobWho()): Promise<T> =>
  db.transaction(as, (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))

/** Ann came on the Tuesday of 6 April 2026 at £48. */
async function oneTuesday(db: Db) {
  const { personId, teamId } = await placedPerson(db)
  await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') }))
  await onDay(db, '2026-04-13', async (tx) => {
    const dates = await tx.query<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where person_id = ${personId} order by on_date limit 1`)
    for (const { id } of dates) {
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
      await followMark(tx, id)
    }
  })
  return { personId, worker: who('practitioner', { teamIds: [teamId] }) }
}
/** A sum that an assessment of so much left over gave, decided from a day. */
async function decided(tx: Tx, personId: string, weeklyOver: number, from: string) {
  const facts = circumstances.parse({
    on: '2026-04-06',
    born: '1994-03-14',
    reachedPensionCreditAge: false,
    household: 'single',
    income: [{ kind: 'universal_credit', weekly: 120_40 + weeklyOver }],
  })
  const made = await charging.recordAssessment(tx, { personId, facts, demo: false, reason: 'a letter' })
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  const { assessmentId } = made.value
  await charging.decideContribution(tx, { personId, assessmentId, from: day(from), reason: 'seen' })
}
const charge = (db: Db, personId: string) =>
  onDay(db, '2026-04-27', (tx) => chargeWeek(tx, personId, day('2026-04-06')))

onBothDatabases('the charge of a week, from what was told', (open) => {
  test('nothing was told: nothing is charged', async () => {
    const db = await open()
    const { personId } = await oneTuesday(db)
    expect(await charge(db, personId)).toBeUndefined()
  })

  test('an “up to” is charged as told, and a lower sum that settles it takes its place from its first day', async () => {
    const db = await open()
    const { personId, worker } = await oneTuesday(db)
    const from = day('2026-04-06')
    await onDay(
      db,
      '2026-04-06',
      async (tx) => {
        const upTo = { personId, upTo: pence(45_00), from, reason: 'a letter is to come' }
        const contributionId = await charging.decideProvisional(tx, upTo)
        await charging.recordNotice(tx, { contributionId, toldOn: from, firstDayCharged: from, how: 'letter' })
      },
      worker,
    )
    expect(await charge(db, personId)).toBe(45_00)
    await onDay(db, '2026-04-24', (tx) => decided(tx, personId, 12_00, '2026-04-24'), worker)
    expect(await charge(db, personId)).toBe(12_00)
  })

  test('a higher sum that nobody was told is not charged', async () => {
    const db = await open()
    const { personId, worker } = await oneTuesday(db)
    await toldToPay(db, personId, 30_00)
    await onDay(db, '2026-04-06', (tx) => decided(tx, personId, 44_00, '2026-04-07'), worker)
    expect(await charge(db, personId)).toBe(30_00)
  })

  test('nothing is charged for days after the charge has ended', async () => {
    const db = await open()
    const { personId } = await oneTuesday(db)
    await toldToPay(db, personId, 30_00)
    await onDay(db, '2026-04-06', (tx) => charging.endContributions(tx, personId, day('2026-04-06'), 'moved away'))
    expect(await charge(db, personId)).toBe(0)
  })

  test('a charge taken over from the system before is charged at its old figure, told on a day or not', async () => {
    const db = await open()
    const { personId } = await oneTuesday(db)
    const old = { personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'taken over' }
    await onDay(db, '2026-04-06', (tx) => charging.takeOverContribution(tx, old))
    expect(await charge(db, personId)).toBe(23_15)
  })
})
