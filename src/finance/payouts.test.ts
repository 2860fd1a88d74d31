import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { charging } from './postings.ts'
import { post } from './store/ledger.ts'
import { approvePayout, askPayout, credits, recordReceipt, statementOf, stopPayout, verifyBooks } from './store.ts'

const staff = (digit: string) => `${digit.repeat(8)}-2222-7222-8222-222222222222`
const one = who('finance', { accountId: staff('1'), staffId: staff('1') })
const two = who('finance', { accountId: staff('2'), staffId: staff('2') })

/** Ann paid £50.00 of which nothing is due any more. */
async function inCredit(db: Db): Promise<string> {
  const { personId } = await placedPerson(db)
  const receipt = { id: newId(), personId, receivedOn: day('2026-04-20'), amount: pence(50_00), how: 'card' }
  await db.transaction(one, (tx) => recordReceipt(tx, receipt))
  return personId
}
const asked = (personId: string, amount: number) => ({
  id: newId(),
  personId,
  amount: pence(amount),
  payee: 'person' as const,
  how: 'bank transfer' as const,
  reason: 'Support has ended',
})

onBothDatabases('money is paid back to a person', (open) => {
  test('never more than is owed, asked by one and approved by another, once', async () => {
    const db = await open()
    const personId = await inCredit(db)
    const most = db.transaction(one, (tx) => askPayout(tx, asked(personId, 50_01)))
    await expect(most).rejects.toMatchObject({ code: 'payout_within_owed' })
    const first = asked(personId, 30_00)
    expect(await db.transaction(one, (tx) => askPayout(tx, first))).toEqual({ made: true })
    expect(await db.transaction(one, (tx) => askPayout(tx, first))).toEqual({ made: false })
    const more = db.transaction(two, (tx) => askPayout(tx, asked(personId, 20_01)))
    await expect(more).rejects.toMatchObject({ code: 'payout_within_owed' })
    const own = db.transaction(one, (tx) => approvePayout(tx, first.id))
    await expect(own).rejects.toMatchObject({ code: 'payout_approved_by_another' })
    await db.transaction(two, (tx) => approvePayout(tx, first.id))
    const twice = db.transaction(two, (tx) => approvePayout(tx, first.id))
    await expect(twice).rejects.toMatchObject({ code: 'payout_settled' })
    expect(await db.transaction(one, (tx) => credits(tx))).toMatchObject([{ personId, owed: 20_00, asked: 0 }])
    expect(await db.transaction(one, (tx) => statementOf(tx, personId))).toMatchObject({
      received: 50_00,
      paidOut: 30_00,
    })
    expect((await db.transaction(jobWho(), verifyBooks)).faults).toEqual([])
  })
  test('a charge since then uses the money up; what was asked for is then refused, and stopped with a reason', async () => {
    const db = await open()
    const personId = await inCredit(db)
    const asking = asked(personId, 50_00)
    await db.transaction(one, (tx) => askPayout(tx, asking))
    const week = { chargeId: newId(), personId, costCentre: 'x', weekStart: day('2026-04-13') }
    await db.transaction(jobWho(), (tx) => post(tx, charging({ ...week, was: pence(0), now: pence(1) })))
    const late = db.transaction(two, (tx) => approvePayout(tx, asking.id))
    await expect(late).rejects.toMatchObject({ code: 'payout_within_owed' })
    await db.transaction(two, (tx) => stopPayout(tx, { payoutId: asking.id, why: 'A week was charged since' }))
    const again = db.transaction(two, (tx) => approvePayout(tx, asking.id))
    await expect(again).rejects.toMatchObject({ code: 'payout_settled' })
    const both = await Promise.allSettled(
      [1, 2].map(() => db.transaction(one, (tx) => askPayout(tx, asked(personId, 30_00)))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('nothing counts as paid that the books do not hold', async () => {
    const db = await open()
    const personId = await inCredit(db)
    const asking = asked(personId, 10_00)
    await db.transaction(one, (tx) => askPayout(tx, asking))
    const unposted = db.owner((tx) =>
      tx.query(
        sql`update finance.payout set approved_by = ${staff('2')}, approved_at = now(), paid_on = '2026-04-20' where id = ${asking.id}`,
      ),
    )
    await expect(unposted).rejects.toMatchObject({ code: 'payout_posted' })
    const more = db.owner((tx) => tx.query(sql`update finance.payout set pence = 1 where id = ${asking.id}`))
    await expect(more).rejects.toMatchObject({ code: 'DW002' })
  })
})

const pagesLookedAt = async (db: Db, personId: string, by: string) => {
  const looks = await db.transaction(jobWho(), (tx) =>
    tx.query<{ page: string }>(sql`
      select detail ->> 'page' as page from platform.audit_entry
       where person_id = ${personId} and actor_id = ${by} and action = 'people/looked-at' order by page`),
  )
  return looks.map(({ page }) => page)
}

test('one form of a pay-out, sent twice as by a double press to two computers, is one pay-out; another form is another', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const personId = await inCredit(app.db)
  const jade = await app.as('finance', { name: 'Jade' })
  const url = `/people/${personId}/finance/pay-out`
  const opened = async () => /name="id" value="([0-9a-f-]{36})"/.exec((await jade.get(url)).body)?.[1] ?? ''
  const form = { amount: '10', payee: 'person', how: 'bank transfer', reason: 'Support has ended' }
  const once = { ...form, id: await opened() }
  const answers = [await jade.post(url, once), await jade.post(url, once)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1)
  const asked = async () => ((await jade.api('GET', '/api/finance/credits')).json() as { asked: number }[])[0]?.asked
  expect(await asked()).toBe(10_00)
  const changed = await jade.post(url, { ...once, amount: '11' })
  expect([changed.status, changed.body.includes('A pay-out with this id was asked for before')]).toEqual([409, true])
  expect((await jade.post(url, { ...form, id: await opened() })).status).toBe(303)
  expect(await asked()).toBe(20_00)
})

test('finance finds who is owed money and pays it back; the person reads it, a stranger does not', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const personId = await inCredit(app.db)
  const [jade, sam] = [await app.as('finance', { name: 'Jade' }), await app.as('finance', { name: 'Sam' })]
  const herself = await app.as('person', { personId })
  const statement = `/people/${personId}/finance`
  expect((await herself.get(statement)).body).toContain('To have it paid back to me, phone 0808 157 0123.')
  const list = (await jade.get('/finance/pay-outs')).body
  for (const words of ['The council owes £50.00 to 1 person', `${statement}/pay-out`]) expect(list).toContain(words)
  const form = { amount: '30', payee: 'person', how: 'bank transfer', reason: 'Support has ended' }
  const bad = await jade.post(`${statement}/pay-out`, { amount: '0', payee: 'person' })
  expect(bad.status).toBe(400)
  for (const words of ['How much must be more than nothing', 'Select how it is paid', 'Enter why it is paid out'])
    expect(bad.body).toContain(words)
  expect((await jade.post(`${statement}/pay-out`, { ...form, amount: '51' })).body).toContain('more than the council')
  const at = (await jade.post(`${statement}/pay-out`, form)).headers['location'] ?? ''
  expect((await jade.get(at)).body).toContain('You asked for it, so a second person must approve it.')
  expect(await pagesLookedAt(app.db, personId, jade.accountId)).toContain('/finance/pay-outs/:payoutId')
  expect((await jade.post(`${at}/approve`, {})).body).toContain('Whoever asked for a pay-out cannot approve it')
  expect((await sam.get('/home')).body).toContain('£30.00 back to Ann E')
  const asked = (await herself.get(statement)).body
  for (const words of ['Being checked', '£30.00 is to be paid back to me. Somebody checks it first'])
    expect(asked).toContain(words)
  expect((await sam.post(`${at}/approve`, {})).status).toBe(303)
  expect((await sam.get(at)).body).toContain('Approved by Sam and paid on Monday 20 April 2026.')
  expect((await sam.post(`${at}/stop`, { why: 'x' })).body).toContain('This pay-out was paid or stopped before.')
  const mine = (await herself.get(statement)).body
  for (const words of ['What I got back', 'Support has ended', 'Paid back £30.00 in all.', '£20.00'])
    expect(mine).toContain(words)
  expect((await herself.get('/finance/pay-outs')).status).toBe(403)
  expect((await (await app.as('practitioner')).get(`${statement}/pay-out`)).status).toBe(403)

  const body = { ...form, amount: 2000, id: newId(), personId }
  expect((await jade.api('GET', '/api/finance/credits')).json()).toMatchObject([{ personId, owed: 2000, asked: 0 }])
  expect((await jade.api('POST', '/api/finance/payouts', { ...body, amount: -1 })).status).toBe(400)
  expect((await jade.api('POST', '/api/finance/payouts', body)).json()).toEqual({ made: true })
  expect((await jade.api('POST', '/api/finance/payouts', { ...body, amount: 1 })).json()).toMatchObject({
    code: 'payout_of_that_id',
  })
  const route = `/api/finance/payouts/${body.id}`
  expect((await jade.api('POST', `${route}/approve`)).json()).toMatchObject({ code: 'payout_approved_by_another' })
  expect((await sam.api('POST', `${route}/stop`, { why: 'Set off instead' })).json()).toMatchObject({
    state: 'stopped',
  })
  expect((await herself.api('GET', `/api/finance/people/${personId}/payouts`)).json()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ state: 'stopped', stoppedWhy: 'Set off instead' }),
      expect.objectContaining({ state: 'paid', amount: 3000, paidOn: '2026-04-20' }),
    ]),
  )
})
