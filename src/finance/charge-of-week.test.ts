import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { circumstances } from '../charging/index.ts'
import * as charging from '../charging/store.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { Who } from '../platform/who.ts'
import { chargeWeek, followMark } from './store.ts'

const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>, as: Who = jobWho()): Promise<T> =>
  db.transaction(as, (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))

/** Ann came on the Tuesday of 6 April 2026 at £48, and on those after it until the end of another week. */
async function oneTuesday(db: Db, until = '2026-04-12') {
  const { personId, teamId } = await placedPerson(db)
  await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day(until) }))
  await onDay(db, addDays(day(until), 1), async (tx) => {
    const dates = await tx.query<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where person_id = ${personId} order by on_date`)
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
const charge = (db: Db, personId: string, monday = '2026-04-06') =>
  onDay(db, '2026-04-27', (tx) => chargeWeek(tx, personId, day(monday)))

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
    await onDay(db, '2026-04-06', (tx) => charging.takeOverContributions(tx, [old]))
    expect(await charge(db, personId)).toBe(23_15)
  })

  test('a charge taken over never asks more than the cost of what was delivered, and nothing before its first day', async () => {
    const db = await open()
    const { personId } = await oneTuesday(db, '2026-04-19')
    const old = { personId, weekly: pence(60_00), from: day('2026-04-13'), reason: 'taken over' }
    await onDay(db, '2026-04-13', (tx) => charging.takeOverContributions(tx, [old]))
    expect(await charge(db, personId)).toBeUndefined()
    expect(await charge(db, personId, '2026-04-13')).toBe(48_00)
  })

  test('what an assessment gives takes the place of a charge taken over: less from its first day, more once it is told', async () => {
    const db = await open()
    const { personId, worker } = await oneTuesday(db, '2026-04-26')
    const weeks = () => Promise.all(['06', '13', '20'].map((date) => charge(db, personId, `2026-04-${date}`)))
    const old = { personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'taken over' }
    await onDay(db, '2026-04-06', (tx) => charging.takeOverContributions(tx, [old]))
    expect(await weeks()).toEqual([23_15, 23_15, 23_15])
    await onDay(db, '2026-04-15', (tx) => decided(tx, personId, 12_00, '2026-04-13'), worker)
    expect(await weeks()).toEqual([23_15, 12_00, 12_00])
  })

  test('a higher sum than one taken over waits until it is told', async () => {
    const db = await open()
    const { personId, worker } = await oneTuesday(db, '2026-04-26')
    const weeks = () => Promise.all(['06', '13', '20'].map((date) => charge(db, personId, `2026-04-${date}`)))
    const old = { personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'taken over' }
    await onDay(db, '2026-04-06', (tx) => charging.takeOverContributions(tx, [old]))
    await onDay(db, '2026-04-07', (tx) => decided(tx, personId, 44_00, '2026-04-13'), worker)
    expect(await weeks()).toEqual([23_15, 23_15, 23_15])
    await onDay(
      db,
      '2026-04-15',
      async (tx) => {
        const contribution = await charging.contributionOn(tx, personId, day('2026-04-15'))
        const told = {
          contributionId: contribution?.contributionId ?? '',
          toldOn: day('2026-04-15'),
          how: 'letter',
        } as const
        await charging.recordNotice(tx, { ...told, firstDayCharged: day('2026-04-20') })
      },
      worker,
    )
    expect(await weeks()).toEqual([23_15, 23_15, 44_00])
  })
})
