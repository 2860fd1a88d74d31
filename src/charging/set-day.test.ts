import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { dayInEngland } from '../core/local-time.ts'
import { pence } from '../core/money.ts'
import { clockOn, realClock } from '../platform/clock.ts'
import { contributionsOf, decideProvisional } from './store.ts'

onBothDatabases('what is recorded on a day that was set for a trial', (open) => {
  test.each(['2027-06-07', '2025-11-03', undefined])('carries that day: %s', async (set) => {
    const clock = set === undefined ? realClock : clockOn(day(set))
    const db = await open(clock)
    const { personId } = await placedPerson(db)
    await db.transaction(jobWho(), (tx) =>
      decideProvisional(tx, { personId, upTo: pence(40_00), from: tx.today, reason: 'A letter is to come' }),
    )
    const [one] = await db.transaction(jobWho(), (tx) => contributionsOf(tx, personId))
    expect(one && dayInEngland(one.decidedAt)).toBe(clock.today())
  })
})
