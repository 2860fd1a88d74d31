import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { circumstances } from '../charging/index.ts'
import * as charging from '../charging/store.ts'
import { type CalendarDate, day } from '../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { Who } from '../platform/who.ts'
import { subscriptions } from './jobs.ts'
import { noticesAsked } from './store/charges.ts'
import { chargeWeek, followMark, moneyBackFor, verifyBooks } from './store.ts'

const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>, as: Who = jobWho()): Promise<T> =>
  db.transaction(as, (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))
const weeks = ['2026-04-06', '2026-04-13', '2026-04-20'].map(day)

/** Ann, told £30 a week, came on three Tuesdays at £48 each; every week is charged. */
async function threeTuesdays(db: Db) {
  const ann = await placedPerson(db)
  await toldToPay(db, ann.personId, 30_00)
  await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  await onDay(db, '2026-04-27', async (tx) => {
    const dates = await tx.query<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where person_id = ${ann.personId} and on_date < '2026-04-27' order by on_date`)
    for (const { id } of dates) {
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
      await followMark(tx, id)
    }
    for (const monday of weeks) await chargeWeek(tx, ann.personId, monday)
  })
  return { personId: ann.personId, worker: who('practitioner', { teamIds: [ann.teamId] }) }
}

/** What is charged for each week, as it stands, and every refund in the books. */
const charged = (db: Db, personId: string) =>
  onDay(db, '2026-05-04', async (tx) => {
    const rows = await tx.query<{ amount: number }>(sql`
      select charge_pence as amount from finance.published_charge where person_id = ${personId} order by week_start`)
    const refunds = await tx.query<{ amount: number; on: CalendarDate }>(sql`
      select amount_pence as amount, effective_on as "on" from finance.transfer where kind = 'refund' order by effective_on`)
    return { weeks: rows.map(({ amount }) => amount), refunds }
  })

async function hear(db: Db, fact: string, subjectId: string, onDate: CalendarDate): Promise<void> {
  const heard = subscriptions.filter((one) => one.fact === fact)
  expect(heard).toHaveLength(1)
  for (const one of heard) await onDay(db, '2026-04-29', (tx) => one.handle(tx, { subjectId, onDate }))
}

/** A new assessment of Ann for a day, decided from a day; Universal Credit of 120.40 leaves nothing over. */
async function changed(db: Db, ann: { personId: string; worker: Who }, weeklyOver: number, from: CalendarDate) {
  const decided = await decide(db, ann, weeklyOver, from)
  await hear(db, 'charging/decided', decided, from)
  return decided
}
async function decide(db: Db, ann: { personId: string; worker: Who }, weeklyOver: number, from: CalendarDate) {
  const { personId, worker } = ann
  const decided = await onDay(
    db,
    '2026-04-29',
    async (tx) => {
      const facts = circumstances.parse({
        on: from,
        born: '1994-03-14',
        reachedPensionCreditAge: false,
        household: 'single',
        income: [{ kind: 'universal_credit', weekly: 120_40 + weeklyOver }],
      })
      const made = await charging.recordAssessment(tx, { personId, facts, demo: false, reason: 'a letter' })
      if (!made.ok) throw new Error(JSON.stringify(made.refusals))
      const { assessmentId } = made.value
      return charging.decideContribution(tx, { personId, assessmentId, from, reason: 'money changed' })
    },
    worker,
  )
  return decided
}

onBothDatabases('a change of circumstances', (open) => {
  test('a lower sum from its own day: weeks since are charged again, each refund is a line of its own', async () => {
    const db = await open()
    const ann = await threeTuesdays(db)
    expect((await charged(db, ann.personId)).weeks).toEqual([30_00, 30_00, 30_00])
    const contributionId = await changed(db, ann, 12_00, day('2026-04-13'))
    const refunds = [
      { amount: 18_00, on: '2026-04-13' },
      { amount: 18_00, on: '2026-04-20' },
    ]
    expect(await charged(db, ann.personId)).toEqual({ weeks: [30_00, 12_00, 12_00], refunds })
    await hear(db, 'charging/decided', contributionId, day('2026-04-13'))
    expect((await charged(db, ann.personId)).refunds).toEqual(refunds)
    expect((await onDay(db, '2026-05-04', verifyBooks)).faults).toEqual([])
  })
  test('what a lower sum gives back is known for the letter: weeks that wait first, then how much and on which day', async () => {
    const db = await open()
    const ann = await threeTuesdays(db)
    const { personId } = ann
    const from = day('2026-04-13')
    const decided = await decide(db, ann, 12_00, from)
    const asked = () =>
      onDay(db, '2026-05-04', async (tx) => {
        const one = (await charging.contributionsOf(tx, personId)).find(({ weekly }) => weekly === 12_00)
        return moneyBackFor(tx, { personId, from, weekly: 12_00, decidedAt: one?.decidedAt ?? tx.now })
      })
    expect(await asked()).toMatchObject({ amount: 0, weeks: 0, waiting: 2 })
    await hear(db, 'charging/decided', decided, from)
    const back = await asked()
    expect(back).toMatchObject({ amount: 36_00, weeks: 2, waiting: 0 })
    expect(back.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
  test('a higher sum waits until the person is told it: no week charged already is touched', async () => {
    const db = await open()
    const ann = await threeTuesdays(db)
    const from = day('2026-04-30')
    const contributionId = await changed(db, ann, 45_00, from)
    expect(await charged(db, ann.personId)).toEqual({ weeks: [30_00, 30_00, 30_00], refunds: [] })
    const told = { personId: ann.personId, contributionId, toldOn: day('2026-04-29'), how: 'letter' } as const
    const firstDayCharged = day('2026-05-04')
    const noticeId = await onDay(
      db,
      '2026-04-29',
      (tx) => charging.recordNotice(tx, { ...told, firstDayCharged }),
      ann.worker,
    )
    await hear(db, 'charging/told', noticeId, firstDayCharged)
    expect((await charged(db, ann.personId)).weeks).toEqual([30_00, 30_00, 30_00])
  })
  test('told one sum, then a higher from the same day: the lower is asked until the higher is told', async () => {
    const db = await open()
    const ann = await threeTuesdays(db)
    const firstDayCharged = day('2026-05-04')
    const tell = async (contributionId: string) => {
      const told = { personId: ann.personId, contributionId, toldOn: day('2026-04-29'), how: 'letter' } as const
      await onDay(db, '2026-04-29', (tx) => charging.recordNotice(tx, { ...told, firstDayCharged }), ann.worker)
    }
    const asked = () =>
      onDay(db, '2026-04-29', async (tx) => {
        const rows = await tx.query(noticesAsked(ann.personId))
        return rows.filter(({ until }) => until === null).map(({ weekly }) => weekly)
      })
    await tell(await changed(db, ann, 45_00, firstDayCharged))
    const higher = await changed(db, ann, 60_00, firstDayCharged)
    expect(await asked()).toEqual([45_00])
    await tell(higher)
    expect(await asked()).toEqual([60_00])
  })
  test('days found to be free later are refunded', async () => {
    const db = await open()
    const ann = await threeTuesdays(db)
    const [from, until] = [day('2026-04-06'), day('2026-04-19')]
    const free = {
      personId: ann.personId,
      ground: 'section_117',
      from,
      until,
      reason: 'letter from the trust',
    } as const
    const id = await onDay(db, '2026-04-29', (tx) => charging.openFreePeriod(tx, free), ann.worker)
    await hear(db, 'charging/made-free', id, from)
    expect((await charged(db, ann.personId)).weeks).toEqual([0, 0, 30_00])
    expect((await onDay(db, '2026-05-04', verifyBooks)).faults).toEqual([])
  })
})
