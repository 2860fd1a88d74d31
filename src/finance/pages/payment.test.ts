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
const on = (field: string, d: number) => ({
  [`${field}-day`]: String(d),
  [`${field}-month`]: '4',
  [`${field}-year`]: '2026',
})

/** Oak House was paid £48 for a Tuesday, on 20 April 2026. */
async function paid() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const { id } = await tx.one<{ id: string }>(sql`select id from delivery.occasion order by on_date limit 1`)
    await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
  })
  await app.jobs.drain()
  const [jade, sam] = [await app.as('finance', { name: 'Jade' }), await app.as('finance', { name: 'Sam' })]
  const pay = async () => {
    const run = (await jade.post('/finance/pay-runs/draft', {})).headers['location'] ?? ''
    await sam.post(`${run}/approve`, {})
    await jade.post(`${run}/pay`, {})
    return run
  }
  const oak = await app.as('provider', { providerId: ann.providerId })
  return { app, ann, jade, sam, oak, pay }
}

test('finance says that a payment came back, a colleague approves, the provider reads it, and the next run pays it again', async () => {
  const { jade, sam, oak, pay } = await paid()
  const run = await pay()
  const page = (await jade.get(run)).body
  const payment = /href="(\/finance\/payments\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  expect(words(await jade.get(payment))).toMatch(
    /£48.00 to Oak House Paid on Monday 20 April 2026.*The bank sent it back/,
  )
  const bad = await jade.post(`${payment}/return`, { reason: '' })
  expect([bad.status, bad.body.includes('Enter why it was sent back')]).toEqual([400, true])
  const early = await jade.post(`${payment}/return`, { ...on('returnedOn', 19), reason: 'Account closed' })
  expect([early.status, early.body.includes('It cannot have come back before it was paid.')]).toEqual([409, true])
  expect((await jade.post(`${payment}/return`, { ...on('returnedOn', 20), reason: 'Account closed' })).status).toBe(303)
  expect((await jade.get(payment)).body).toContain('You said that it came back, so a second person must approve it.')
  expect((await jade.post(`${payment}/approve`, {})).body).toContain(
    'Whoever said that it came back cannot approve it.',
  )
  expect(words(await sam.get('/home'))).toMatch(/£48.00 to Oak House sent back by the bank.*Waits for approval/)
  expect(words(await oak.get('/finance/my-pay'))).not.toContain('sent it back')
  expect((await sam.post(`${payment}/approve`, {})).status).toBe(303)
  expect(words(await sam.get(payment))).toContain(
    'The bank sent it back, so it is owed again. The next pay run pays it.',
  )
  expect(words(await sam.get(run))).toContain('Sent back by the bank on Monday 20 April 2026, to be paid again')
  expect(words(await sam.get('/home'))).toContain('Owed again: goes out with the next run, or by hand')
  expect(words(await sam.get('/finance'))).toMatch(/£48.00 Open to pay 0 dates on no run yet; £48.00 came back/)
  expect(words(await oak.get('/finance/my-pay'))).toMatch(
    /To be paid again £48.00 that the bank sent back.*The bank sent it back on 20 Apr 2026: Account closed. It is still owed to you/,
  )
  expect(words(await jade.get('/finance/pay-runs/draft'))).toContain('Sent back by the bank £48.00, goes out again')
  const later = await pay()
  expect(words(await jade.get(later))).toMatch(/£48.00 of it came back before and goes out again/)
  expect((await jade.get(`${later}/payments.csv`)).body).toMatch(/,0,0\.00,48\.00\r\n$/)
  expect(words(await jade.get(payment))).toContain('it was paid again with a later run')
  const mine = words(await oak.get('/finance/my-pay'))
  expect(mine).not.toContain('To be paid again')
  expect(mine).toContain('It was paid again on 20 Apr 2026.')
  expect(mine).toContain('£48.00 of it is an earlier payment that the bank had sent back.')
  expect(words(await oak.get(later.replace('pay-runs', 'my-pay')))).toContain('It holds no new date.')
  expect((await oak.get(payment)).status).toBe(403)
})

test('a payment that came back and was paid by hand goes out with no run; as data too', async () => {
  const { jade, sam, oak, pay } = await paid()
  const run = await pay()
  const id = /\/finance\/payments\/([0-9a-f-]{36})/.exec((await jade.get(run)).body)?.[1] ?? ''
  const api = `/api/finance/payments/${id}`
  const back = { id: newId(), returnedOn: '2026-04-20', reason: 'Account closed' }
  expect((await jade.api('POST', `${api}/return`, { ...back, returnedOn: '2026-02-30' })).status).toBe(400)
  expect((await jade.api('POST', `${api}/return`, back)).json()).toEqual({ made: true })
  expect((await jade.api('POST', `${api}/return/approve`)).json()).toMatchObject({
    code: 'payment_return_approved_by_another',
  })
  expect((await jade.api('POST', `${api}/return/stop`, { why: 'It arrived' })).json()).toMatchObject({ back: null })
  await jade.api('POST', `${api}/return`, { ...back, id: newId() })
  expect((await sam.api('POST', `${api}/return/approve`)).json()).toMatchObject({
    paid: 4800,
    back: { returnedOn: '2026-04-20', approved: true, again: null },
  })
  expect((await sam.api('GET', '/api/finance/payments-returned')).json()).toHaveLength(1)
  const page = `/finance/payments/${id}`
  const bad = await jade.post(`${page}/paid-again`, { ...on('paidOn', 20), reference: '' })
  expect([bad.status, bad.body.includes('Enter the reference of the payment')]).toEqual([400, true])
  expect((await jade.post(`${page}/paid-again`, { ...on('paidOn', 20), reference: 'BACS 7' })).status).toBe(303)
  expect(words(await jade.get(page))).toMatch(
    /Monday 20 April 2026, by hand, reference BACS 7; recorded by Jade; not confirmed yet.*You recorded that it was paid again, so a second person must confirm it/,
  )
  expect((await jade.post('/finance/pay-runs/draft', {})).body).toContain('Nothing is open to pay')
  expect(words(await oak.get('/finance/my-pay'))).toMatch(/To be paid again £48.00.*It is still owed to you/)
  expect((await sam.api('GET', api)).json()).toMatchObject({ back: { again: { confirmed: false } } })
  expect((await jade.post(`${page}/confirm`, {})).body).toContain('Whoever recorded the payment cannot confirm it.')
  expect(words(await sam.get('/home'))).toMatch(/£48.00 to Oak House paid again by hand.*Waits to be confirmed/)
  expect(words(await jade.get('/home'))).toContain('Recorded by you: a second person confirms it')
  expect((await jade.post(`${page}/take-back`, { why: 'Wrong payee' })).status).toBe(303)
  const hand = { id: newId(), paidOn: '2026-04-20', reference: 'BACS 7' }
  expect((await jade.api('POST', `${api}/paid-again`, hand)).json()).toEqual({ made: true })
  expect((await sam.api('POST', `${api}/paid-again/take-back`, { why: 'Not on the statement' })).status).toBe(200)
  expect((await jade.api('POST', `${api}/paid-again`, { ...hand, id: newId() })).json()).toEqual({ made: true })
  expect((await jade.api('POST', `${api}/paid-again/confirm`)).json()).toMatchObject({
    code: 'payment_again_confirmed_by_another',
  })
  expect((await sam.post(`${page}/confirm`, {})).status).toBe(303)
  expect(words(await jade.get(page))).toContain('recorded by Jade; confirmed by Sam')
  expect((await jade.post('/finance/pay-runs/draft', {})).body).toContain('Nothing is open to pay')
  expect(words(await oak.get('/finance/my-pay'))).toContain('It was paid again on 20 Apr 2026, reference BACS 7.')
  expect((await sam.api('GET', api)).json()).toMatchObject({ back: { again: { runId: null, reference: 'BACS 7' } } })
  expect((await jade.post(`${page}/take-back`, { why: 'It was another' })).status).toBe(303)
  expect(words(await jade.get(page))).toContain('The next pay run pays it.')
  expect((await oak.api('GET', api)).status).toBe(403)
})
