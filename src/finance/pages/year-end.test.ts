import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

test('March is closed with its year, so not before it is over', async () => {
  const app = await testApp({ today: '2026-03-31' })
  const one = await app.as('finance')
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into finance.accounting_period (id, from_date, until_date) values ('2026-02', '2026-02-01', '2026-02-28'), ('2026-03', '2026-03-01', '2026-03-31')`,
    ),
  )
  const close = async (at: string) =>
    app.db.owner((tx) =>
      tx.query(
        sql`update finance.accounting_period set closed_at = ${at}::timestamptz, closed_by = ${newId()} where id = '2026-03'`,
      ),
    )
  const page = (await one.get('/finance/periods/2026-03/close')).body
  expect([page.includes('It can be closed once 31 March is over.'), page.includes('id="act"')]).toEqual([true, false])
  const refused = await one.post('/finance/periods/2026-03/close', {})
  expect([refused.status, refused.body.includes('Close it once 31 March is over.')]).toEqual([409, true])
  await expect(close('2026-03-31T22:30:00Z')).rejects.toMatchObject({ code: 'year_closed_once_over' })
  expect((await one.post('/finance/periods/2026-02/close', {})).status).toBe(303)
  await close('2026-03-31T23:30:00Z')
})

test('March is closed with its year; what is put right of its dates afterwards stands in the open year, on the page and in a file', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db, { from: '2026-03-30', until: '2026-04-12' })
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into finance.accounting_period (id, from_date, until_date) values ('2026-03', '2026-03-01', '2026-03-31')`,
    ),
  )
  const marked = (reason: string, replaces?: string) =>
    app.db.transaction(jobWho(), async (tx) => {
      await makeOccasions(tx, { from: day('2026-03-30'), until: day('2026-04-05') })
      const { id } = await tx.one<{ id: string }>(sql`select id from delivery.occasion`)
      const markId = newId()
      const again = replaces === undefined ? {} : { replaces, correctionReason: 'Wrong box' }
      await recordMark(tx, { id: markId, occasionId: id, reason, markedAt: tx.now, ...again })
      return markId
    })
  const first = await marked('attended')
  await app.jobs.drain()
  const one = await app.as('finance')
  const asked = (await one.get('/finance/periods/2026-03/close')).body
  expect(asked).toContain('with it the year 2025 to 2026 is closed')
  expect((await one.get('/finance')).body).toContain('Open until its March is closed')
  expect((await one.get('/finance')).body).not.toContain('In it for dates of years that are closed')
  expect((await one.post('/finance/periods/2026-03/close', {})).status).toBe(303)
  await marked('unwell', first)
  await app.jobs.drain()
  const home = (await one.get('/finance?prove=yes')).body
  const words = home.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(words).toMatch(
    /In it for dates of years that are closed .*Delivered: Outside providers 2025 to 2026 1 day −£24.00/,
  )
  expect(words).toMatch(
    /Last year, 1 Apr 2025 to 31 Mar 2026 .*Outside providers Not set £48.00 – .*Closed on 20 Apr 2026: it takes nothing more/,
  )
  expect(words).toContain('The books are right')
  const file = (await one.get('/finance/after-close.csv')).body
  const amounts = [
    ...file.matchAll(
      /2026-03-31,2025 to 2026,2026-\d\d-\d\d,2026-04,Delivered: Outside providers,[0-9a-f-]{36},(-?[0-9.]+)/g,
    ),
  ]
  expect(amounts.map(([, pounds]) => pounds).sort()).toEqual(['-48.00', '24.00'])
  expect(
    (await (await app.as('provider', { providerId: ann.providerId })).get('/finance/after-close.csv')).status,
  ).toBe(403)
})
