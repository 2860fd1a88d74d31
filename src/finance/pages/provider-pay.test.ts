import { expect, test } from 'vitest'
import { type Answer, testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const words = ({ body }: Answer) =>
  body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('a provider sees what it is paid and for which dates, before a run and after, and nobody else’s money', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  const mark = newId()
  const dates = await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const all = await tx.query<{ id: string }>(sql`select id from delivery.occasion order by on_date limit 2`)
    await recordMark(tx, { id: mark, occasionId: all[0]?.id ?? '', reason: 'attended', markedAt: tx.now })
    await recordMark(tx, { id: newId(), occasionId: all[1]?.id ?? '', reason: 'unwell', markedAt: tx.now })
    return all
  })
  await app.jobs.drain()
  const oak = await app.as('provider', { providerId: ann.providerId })
  expect(words(await oak.get('/home'))).toContain('What you are paid')
  expect(words(await oak.get('/finance/my-pay'))).toMatch(/Still to be paid £72.00 for 2 dates.*No payment yet/)
  expect(words(await oak.get('/finance/my-pay/to-come'))).toMatch(
    /7 Apr 2026 Ann .*£48.00.*14 Apr 2026 Ann .*£24.00 Together 2 dates £72.00/,
  )

  const [one, two] = [await app.as('finance'), await app.as('finance')]
  const run = (await one.post('/finance/pay-runs/draft', {})).headers['location'] ?? ''
  const mine = run.replace('/finance/pay-runs', '/finance/my-pay')
  await two.post(`${run}/approve`, {})
  expect(words(await oak.get('/finance/my-pay'))).toContain('Still to be paid £72.00 for 2 dates')
  expect((await oak.get(mine)).status).toBe(404)
  await two.post(`${run}/pay`, {})
  expect(words(await oak.get('/finance/my-pay'))).toMatch(
    /Still to be paid Nothing .*Paid on 20 Apr 2026 7 Apr 2026 to 14 Apr 2026 2 Nothing £72.00/,
  )
  expect(words(await oak.get(mine))).toMatch(/£72.00 For 2 dates.*£48.00.*£24.00 Together 2 dates £72.00/)

  const wrong = { replaces: mark, correctionReason: 'Wrong box' }
  await app.db.transaction(jobWho(), (tx) =>
    recordMark(tx, { id: newId(), occasionId: dates[0]?.id ?? '', reason: 'unwell', markedAt: tx.now, ...wrong }),
  )
  await app.jobs.drain()
  expect(words(await oak.get('/finance/my-pay'))).toContain(
    'To be kept back £24.00 for 1 date that was paid before and put right since',
  )
  const other = await placedPerson(app.db, { name: 'Ben' })
  const elsewhere = await app.as('provider', { providerId: other.providerId })
  expect(words(await elsewhere.get('/finance/my-pay'))).toMatch(/Still to be paid Nothing .*No payment yet/)
  expect((await elsewhere.get(mine)).status).toBe(404)
  expect((await one.get('/finance/my-pay')).status).toBe(403)
})
