import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { sql } from '../platform/db.ts'
import { boroughCells } from './store.ts'

onBothDatabases('what a commissioner may count', (open) => {
  test('counts everyone with a day opportunity, though it may see nobody by name', async () => {
    const db = await open(stoppedClock(day('2026-05-06')))
    await placedPerson(db)
    const cells = await db.transaction(who('commissioner'), (tx) => boroughCells(tx, {}))
    expect(cells.people.reduce((all, cell) => all + cell.people, 0)).toBe(1)
    const names = await db.transaction(who('commissioner'), (tx) =>
      tx.query(sql`select name from people.published_person`),
    )
    expect(names).toEqual([])
    for (const role of ['provider', 'person', 'public', 'broker', 'practitioner'] as const) {
      const none = await db.transaction(who(role), (tx) => boroughCells(tx, {}))
      expect(none.people, role).toEqual([])
    }
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
