import { expect, test } from 'vitest'
import { aPerson } from '../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { circumstances } from './circumstances.ts'
import * as charging from './store.ts'

const today = day('2026-11-22')
const comesIn = (weekly: number) =>
  circumstances.parse({
    on: today,
    born: '1989-03-14',
    reachedPensionCreditAge: false,
    household: 'single',
    income: [{ kind: 'universal_credit', weekly: 120_40 + weekly }],
  })

onBothDatabases('two sums told from one day', (open) => {
  test('a higher one needs a later day than a lower one that holds; a lower one may have the same', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const tell = (contributionId: string, first: string) =>
      db.transaction(worker, (tx) =>
        charging.recordNotice(tx, { contributionId, toldOn: today, firstDayCharged: day(first), how: 'letter' }),
      )
    const decide = (weekly: number, from: string) =>
      db.transaction(worker, async (tx) => {
        const made = await charging.recordAssessment(tx, {
          personId,
          facts: comesIn(weekly),
          demo: false,
          reason: 'letter',
        })
        if (!made.ok) throw new Error(JSON.stringify(made.refusals))
        const { assessmentId } = made.value
        return charging.decideContribution(tx, { personId, assessmentId, from: day(from), reason: 'as seen' })
      })
    const upTo = { personId, upTo: pence(40_00), from: today, reason: 'letters are coming' }
    await tell(await db.transaction(worker, (tx) => charging.decideProvisional(tx, upTo)), '2026-11-30')
    const higher = await decide(78_55, '2026-11-30')
    await expect(tell(higher, '2026-11-30')).rejects.toMatchObject({ code: 'DW131' })
    expect(await db.transaction(worker, (tx) => charging.noticesOf(tx, personId))).toHaveLength(1)
    await tell(higher, '2026-12-07')
    await tell(await decide(30_00, '2026-12-07'), '2026-12-07')
    const holds = (on: string) => db.transaction(worker, (tx) => charging.noticeFor(tx, personId, day(on)))
    expect(await holds('2026-12-06')).toMatchObject({ weekly: 40_00 })
    expect(await holds('2026-12-07')).toMatchObject({ weekly: 30_00 })
  })
})
