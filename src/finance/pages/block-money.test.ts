import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

test('finance goes from a block contract to its money and the dates paid beside it, on pages and in a file; nobody else does', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') })
    const { id } = await tx.one<{ id: string }>(sql`select id from delivery.occasion`)
    await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
  })
  await app.jobs.drain()
  const [finance, commissioner] = [await app.as('finance'), await app.as('commissioner')]
  await finance.post('/finance/pay-runs/draft', {})
  const written = await commissioner.api('POST', '/api/market/block-contracts', {
    providerId: ann.providerId,
    lotId: ann.lotId,
    reference: 'BC/7',
    totalPence: 100,
    from: '2025-04-01',
    until: '2027-03-31',
    instalments: [{ dueOn: '2026-04-01', amountPence: 100 }],
    reason: 'Signed in March 2025',
  })
  await app.jobs.drain()
  const money = `/finance/block-contracts/${(written.json() as { blockContractId: string }).blockContractId}`
  const url = `${money}/paid-beside`
  expect((await finance.get('/market/contracts')).body).toContain(`href="${money}"`)
  expect((await commissioner.get('/market/contracts')).body).not.toContain(money)
  const home = (await finance.get('/finance?prove=yes')).body
  const own = (await finance.get(money)).body
  for (const words of ['Booked 20 Apr 2026', '£1.00', 'BC/7'])
    for (const page of [home, own]) expect(page).toContain(words)
  expect(home).toContain('The books are right')
  const read = home.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(read).toMatch(/Block contracts: places that no date took up £0.02 −£0.02/)
  expect(read).toMatch(/Oak House BC\/7 1 Apr 2026 to 19 Apr 2026 £0.02 £0.00 £0.02/)
  expect((await commissioner.get('/strategy/borough')).body).toContain(
    'Not in it: £0.02 that block contracts cost in these days for places that no date took up.',
  )
  expect(own).toContain(`href="${url}"`)
  const page = (await finance.get(url)).body
  for (const words of [
    '1 date: £48.00 in all.',
    'BC/7, Oak House',
    'Ann Example',
    '7 Apr',
    'not paid yet',
    'Still to be paid back',
  ])
    expect(page).toContain(words)
  const file = await finance.get(`${url}.csv`)
  expect(file.headers['content-type']).toContain('text/csv')
  expect(file.body).toContain('BC/7,Oak House,Ann Example,2026-04-07,Woodwork,48.00,48.00,0.00,48.00,2026-04-20,')
  for (const address of [money, url, `${url}.csv`]) expect((await commissioner.get(address)).status).toBe(403)
  const other = `/finance/block-contracts/${newId()}`
  for (const address of [other, `${other}/paid-beside`, `${other}/paid-beside.csv`])
    expect((await finance.get(address)).status).toBe(404)
})
