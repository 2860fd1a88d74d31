import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { CountRow } from '../rates/counts.ts'
import { countsOf, endCounts, loadCounts, loadedCounts, recordedCounts, recordedYears } from './yearly-counts.ts'

onBothDatabases('counts of years that are over', (open) => {
  test('come from the records without a number from one to four, and give way to what a council loads', async () => {
    const db = await open(stoppedClock(day('2026-11-05')))
    const asks = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(who('commissioner'), work)
    const { personId, termId } = await placedPerson(db, { from: '2026-04-06', until: '2026-10-04' })
    await db.owner(async (tx) => {
      await tx.query(sql`
        insert into people.client_detail (person_id, kind, value, from_date, recorded_by)
        values (${personId}, 'primary_support_reason', 'Physical support: Personal care support', date '2026-04-06', ${personId})`)
      await tx.query(sql`update planning.budget_line set ended_on = date '2026-10-04' where term_id = ${termId}`)
      await tx.query(sql`update planning.session_term set ended_on = date '2026-10-04' where id = ${termId}`)
    })
    expect(await asks((tx) => recordedCounts(tx, false))).toBeUndefined()
    await db.owner((tx) =>
      tx.query(
        sql`insert into finance.accounting_period (id, from_date, until_date) values ('2025-26', date '2025-11-05', date '2026-12-05')`,
      ),
    )
    // half a year of one person who began and stopped: how long is told, to how many it happened is not
    const one = await asks((tx) => recordedCounts(tx, false))
    expect(one).toMatchObject({ source: 'Counted from the records from 5 Nov 2025 to 5 Nov 2026', madeUp: false })
    const hidden = one?.tooFew.map(({ what }) => what)
    expect(hidden).toEqual(expect.arrayContaining(['starters', 'leavers']))
    expect(one?.rows.filter(({ events }) => events > 0)).toEqual([])
    expect(one?.rows.find(({ what, personYears }) => what === 'deaths' && personYears > 0)?.personYears).toBe(0.5)
    const whole = await db.transaction(who('finance'), (tx) =>
      tx.query(
        sql`select what, events from strategy.history_between(date '2020-01-01', date '2026-11-05') where part = 'all' order by what`,
      ),
    )
    // the whole is to the nearest five, so that nobody takes the parts from it
    expect(whole).toEqual([
      { what: 'deaths', events: 0 },
      { what: 'leavers', events: 0 },
      { what: 'starters', events: 0 },
    ])
    expect(await asks((tx) => recordedYears(tx, false))).toBeUndefined()
    for (const role of ['provider', 'person', 'public', 'broker', 'practitioner'] as const)
      expect(
        await db.transaction(who(role), (tx) =>
          tx.query(sql`select what from strategy.history_between(date '2020-01-01', date '2026-11-05')`),
        ),
        role,
      ).toEqual([])

    const rows: CountRow[] = [{ year: 2024, years: 1, what: 'leavers', part: 'physical', personYears: 70, events: 9 }]
    const id = await asks((tx) => loadCounts(tx, { source: 'First return', rows, madeUp: false }))
    await asks((tx) => loadCounts(tx, { source: 'Second return', rows, madeUp: false }))
    expect(await asks((tx) => countsOf(tx, true))).toEqual({ source: 'Second return', madeUp: false, rows, tooFew: [] })
    await expect(asks((tx) => endCounts(tx, id, 'Again'))).rejects.toThrow('counts_not_in_force')
    const standing = await asks(loadedCounts)
    await asks((tx) => endCounts(tx, standing?.id ?? '', 'Counted wrongly'))
    expect((await asks((tx) => countsOf(tx, true)))?.source).toContain('Counted from the records')
    await db.transaction(jobWho(), (tx) => loadCounts(tx, { source: 'By command', rows, madeUp: false }))
    await db.transaction(jobWho(), (tx) => loadCounts(tx, { source: 'By command again', rows, madeUp: false }))
    expect((await asks((tx) => countsOf(tx, true)))?.source).toBe('By command again')
    await expect(
      db.transaction(who('finance'), (tx) => loadCounts(tx, { source: 'Mine', rows, madeUp: false })),
    ).rejects.toThrow()
  })
})
