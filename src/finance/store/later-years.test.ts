import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import { commitLines } from '../store.ts'
import { keepLaterYears, positionByYear } from './held-by-year.ts'

const clock = stoppedClock(day('2026-04-20'))

onBothDatabases('what is held for later years', (open) => {
  test('is the same kept as reckoned, and what comes in between is this year’s until it is reckoned again', async () => {
    const db = await open(clock)
    const position = () => db.transaction(who('finance'), (tx) => positionByYear(tx, 2026))
    const sum = (rows: readonly { committed: number }[]) => rows.reduce((all, { committed }) => all + committed, 0)
    await placedPerson(db, { name: 'Ann', from: '2026-04-20', until: '2027-04-30' })
    await db.transaction(jobWho(), commitLines)
    const reckoned = await position()
    expect([sum(reckoned.next), reckoned.reckonedAt]).toEqual([9600, undefined])
    for (let twice = 0; twice < 2; twice++) await db.transaction(jobWho(), keepLaterYears)
    expect(await position()).toEqual({ ...reckoned, reckonedAt: clock.now() })
    await placedPerson(db, { name: 'Ben', from: '2026-04-20', until: '2027-04-30' })
    await db.transaction(jobWho(), commitLines)
    const between = await position()
    expect(sum(between.next)).toBe(9600)
    await db.transaction(jobWho(), keepLaterYears)
    const again = await position()
    expect(sum(again.next)).toBe(2 * 9600)
    expect(sum(again.position) + sum(again.next)).toBe(sum(between.position) + sum(between.next))
  })

  test('is kept where later years hold nothing, so that no page reckons it', async () => {
    const db = await open(clock)
    await db.transaction(jobWho(), keepLaterYears)
    const { next, reckonedAt } = await db.transaction(who('finance'), (tx) => positionByYear(tx, 2026))
    expect([next.map(({ committed }) => committed), reckonedAt]).toEqual([[0, 0, 0], clock.now()])
  })

  test('is bound for who has a place, however many lines before theirs only wait for one', async () => {
    const db = await open(clock)
    const ann = await placedPerson(db, { name: 'Ann', from: '2026-04-20' })
    await db.owner((tx) =>
      tx.query(
        sql`update brokerage.placement set ended_on = from_date - 1, end_reason = 'withdrawn' where person_id = ${ann.personId}`,
      ),
    )
    expect(await db.transaction(jobWho(), commitLines)).toBe(1)
    await placedPerson(db, { name: 'Ben', from: '2026-04-20' })
    expect(await db.transaction(jobWho(), (tx) => commitLines(tx, {}, 1))).toBe(2)
    expect(await db.transaction(jobWho(), (tx) => commitLines(tx, {}, 1))).toBe(0)
  })
})
