import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { sql, type Tx } from '../platform/db.ts'
import { beganLate, boroughCells, keepCount } from './store.ts'
import { spanAsked } from './year-asked.ts'

onBothDatabases('what a commissioner may count', (open) => {
  test('counts everyone with a day opportunity, though it may see nobody by name', async () => {
    const db = await open(stoppedClock(day('2026-05-06')))
    await placedPerson(db)
    const cells = await db.transaction(who('commissioner'), (tx) =>
      boroughCells(tx, spanAsked(undefined, [], tx.today)),
    )
    expect(cells.people.reduce((all, cell) => all + cell.people, 0)).toBe(1)
    const names = await db.transaction(who('commissioner'), (tx) =>
      tx.query(sql`select name from people.published_person`),
    )
    expect(names).toEqual([])
    for (const role of ['provider', 'person', 'public', 'broker', 'practitioner'] as const) {
      const none = await db.transaction(who(role), (tx) => boroughCells(tx, spanAsked(undefined, [], tx.today)))
      expect(none.people, role).toEqual([])
    }
  })

  test('keeps the count of a large borough, shows it with its time, and counts again when it is old', async () => {
    const db = await open(stoppedClock(day('2026-05-06')))
    await placedPerson(db)
    const asks = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(who('commissioner'), work)
    const usual = spanAsked(undefined, [], day('2026-05-06'))
    await db.transaction(jobWho(), (tx) => keepCount(tx, usual))
    // So few are counted afresh.
    expect(await asks((tx) => boroughCells(tx, usual))).toMatchObject({ countedAt: null, onDay: '2026-05-06' })
    await db.owner((tx) =>
      tx.query(
        sql`update strategy.counted set people_counted = 6000, people = '[]', counted_at = counted_at - interval '1 hour'`,
      ),
    )
    const kept = await asks((tx) => boroughCells(tx, usual))
    expect([kept.people, kept.countedAt instanceof Date]).toEqual([[], true])
    const waiting = await db.owner((tx) =>
      tx.query(sql`select payload from platform.outbox where name = 'strategy/count'`),
    )
    expect(waiting).toEqual([{ payload: { firstDay: usual.firstDay, lastDay: usual.lastDay } }])
    // Just after midnight the count of the day before stands until today's is there.
    expect((await asks((tx) => boroughCells(tx, spanAsked(undefined, [], day('2026-05-07'))))).onDay).toBe('2026-05-06')
    await db.transaction(jobWho(), (tx) => keepCount(tx, usual))
    const again = await asks((tx) => boroughCells(tx, usual))
    expect(again.people.reduce((all, cell) => all + cell.people, 0)).toBe(1)
    // Nobody writes a count by hand, and who may not count sees none.
    await expect(
      asks((tx) => tx.query(sql`update strategy.counted set people = '[]' returning people`)),
    ).resolves.toEqual([])
    await expect(
      asks((tx) =>
        tx.query(sql`insert into strategy.counted values ('2026-01-01', '2026-01-02', '[]', '[]', 1, now())`),
      ),
    ).rejects.toThrow()
    expect(
      await db.transaction(who('provider'), (tx) => tx.query(sql`select first_day from strategy.counted`)),
    ).toEqual([])
    await expect(db.transaction(who('provider'), (tx) => keepCount(tx, usual))).rejects.toThrow()
  })

  test('knows that a year whose records begin later is a part of a year', async () => {
    const db = await open(stoppedClock(day('2026-05-06')))
    const span = spanAsked(2026, [2026], day('2026-05-06'))
    expect(await db.transaction(who('commissioner'), (tx) => beganLate(tx, span))).toBe(true)
  })

  test('lets nobody ask for the rows behind the counts', async () => {
    const db = await open()
    for (const role of ['commissioner', 'finance', 'job'] as const) {
      const asks = role === 'job' ? { ...who('finance'), role: 'job' as const } : who(role)
      await expect(
        db.transaction(asks, (tx) => tx.query(sql`select person_id from planning.line_counted`)),
      ).rejects.toThrow()
    }
  })
})
