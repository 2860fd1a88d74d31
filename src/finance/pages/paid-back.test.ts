import { expect, test } from 'vitest'
import { type Answer, testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import type { Command, CommandContext } from '../../platform/command.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { commands } from '../cli.ts'

const words = ({ body }: Answer) =>
  body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** A run has paid Oak House £48 for Ann's 7 April and £48 for the 14th; then a block contract that pays for both was written down. */
async function paidTwice() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-19') })
    for (const { id } of await tx.query<{ id: string }>(sql`select id from delivery.occasion order by on_date`))
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
  })
  await app.jobs.drain()
  const [one, two, commissioner] = [await app.as('finance'), await app.as('finance'), await app.as('commissioner')]
  const run = (await one.post('/finance/pay-runs/draft', {})).headers['location'] ?? ''
  await two.post(`${run}/approve`, {})
  await two.post(`${run}/pay`, {})
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
  const { blockContractId } = written.json() as { blockContractId: string }
  return { app, ann, one, blockContractId, form: `/finance/paid-back/from/${ann.providerId}` }
}

test('finance records what a provider paid back of dates paid twice; everybody who must reads it, and it is taken back with a reason', async () => {
  const { app, ann, one, blockContractId, form } = await paidTwice()
  const beside = `/finance/block-contracts/${blockContractId}/paid-beside`
  const oak = await app.as('provider', { providerId: ann.providerId })
  expect(words(await one.get(beside))).toMatch(
    /Paid twice £96.00 Paid back £0.00 Still to be paid back £96.00 Record money paid back/,
  )
  const page = await one.get(`${form}?contract=${blockContractId}`)
  expect(words(page)).toMatch(
    /Dates that contract BC\/7 pays for too\..*All 2 dates: £96.00.*7 Apr 2026, Ann Example: £48.00.*None of these/,
  )
  const keys = [...page.body.matchAll(/name="dates"[^>]* value="([^"]+)"/g)].map(([, key]) => key ?? '')
  const id = /name="id" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  expect([keys.length, keys[0], keys[3]]).toEqual([4, 'all', 'none'])
  const sent = {
    id,
    dates: 'all',
    amount: '60.00',
    'on-day': '20',
    'on-month': '4',
    'on-year': '2026',
    reference: 'OAK 1',
    reason: 'Paid by the contract',
  }
  const recorded = await one.post(`${form}?contract=${blockContractId}`, sent)
  expect(recorded.headers['location']).toBe(`/finance/paid-back/${id}`)
  // Sent a second time it is still one record.
  await one.post(form, { ...sent, dates: 'none' })
  expect(words(await one.get(`/finance/paid-back/${id}`))).toMatch(
    /£60.00 paid back by Oak House.*Reference OAK 1.*7 Apr 2026 Ann Example Woodwork Contract BC\/7 pays for it £48.00 14 Apr 2026 .* £12.00/,
  )
  expect(words(await one.get(beside))).toMatch(
    /Paid back £60.00 Still to be paid back £36.00.*£48.00 £48.00 £0.00.*£48.00 £12.00 £36.00/,
  )
  expect((await one.get(`${beside}.csv`)).body).toContain(
    '2026-04-14,Woodwork,48.00,48.00,12.00,36.00,2026-04-20,2026-04-20',
  )
  expect(words(await one.get('/finance'))).toMatch(
    /Paid back by providers .*20 Apr 2026 Oak House .* OAK 1 2 dates Booked £60.00/,
  )
  expect((await one.get('/finance/paid-back.csv')).body).toContain(
    'Oak House,2026-04-20,OAK 1,Paid by the contract,2,60.00,',
  )
  expect(words(await one.get(`/finance/block-contracts/${blockContractId}`))).toContain('£60.00')
  expect(words(await oak.get('/finance/my-pay'))).toMatch(
    /What you paid back.*20 Apr 2026 OAK 1 Paid by the contract 2 dates £60.00/,
  )
  const other = await placedPerson(app.db, { name: 'Ben' })
  const elsewhere = await app.as('provider', { providerId: other.providerId })
  expect(words(await elsewhere.get('/finance/my-pay'))).not.toContain('paid back')
  for (const url of ['/finance/paid-back', '/finance/paid-back.csv', `/finance/paid-back/${id}`, form])
    expect((await oak.get(url)).status).toBe(403)

  expect((await one.post(`/finance/paid-back/${id}/take-back`, { why: ' ' })).body).toContain(
    'Enter why the record is taken back',
  )
  expect((await one.post(`/finance/paid-back/${id}/take-back`, { why: 'It was Elm House’s' })).status).toBe(303)
  expect((await one.post(`/finance/paid-back/${id}/take-back`, { why: 'Again' })).body).toContain(
    'was taken back before',
  )
  expect(words(await one.get(`/finance/paid-back/${id}`))).toMatch(
    /Taken back on Monday 20 April 2026 by .*: It was Elm House’s/,
  )
  expect(words(await oak.get('/finance/my-pay'))).toMatch(
    /Does not count: taken back by the council on 20 Apr 2026. It was Elm House’s/,
  )
  expect(words(await one.get(beside))).toContain('Still to be paid back £96.00')
  expect(words(await one.get('/finance?prove=yes'))).toContain('The books are right')
})

test('the form says what is wrong in a sentence, at its field, and keeps what was typed', async () => {
  const { one, form } = await paidTwice()
  const page = await one.get(form)
  const [, first = ''] = [...page.body.matchAll(/name="dates"[^>]* value="([^"]+)"/g)].map(([, key]) => key ?? '')
  const good = { id: newId(), dates: first, amount: '48', on: '2026-04-20', reference: 'OAK 1', reason: 'Twice' }
  const says = async (changed: object, sentence: string) => {
    const answer = await one.post(form, { ...good, ...changed })
    expect([answer.status >= 400, words(answer)]).toEqual([true, expect.stringContaining(sentence)])
    expect(answer.body).toContain('Error: Record money paid back')
  }
  await says({ amount: '' }, 'Enter how much came back')
  await says({ amount: '-5' }, 'How much came back must be an amount of money')
  await says({ amount: '1.005' }, 'How much came back must be an amount of money')
  await says({ amount: '0' }, 'How much came back must be more than nothing')
  await says({ amount: '48.01' }, 'That is more than these dates owe')
  await says({ amount: '96.01', dates: 'none' }, 'That is more than the council has paid this provider')
  await says({ on: '2026-04-21' }, 'That day has not come')
  await says({ on: '2026-02-30' }, 'must be a real date')
  await says({ on: '2026-04-01' }, 'It cannot have come back before it was paid')
  await says({ reference: '' }, 'Enter the reference on the bank statement')
  await says({ reason: '' }, 'Enter why it was paid back')
  await says({ dates: [] }, 'Select the dates it is for, or that it is for none of these')
  await says({ dates: newId() }, 'Some of these dates were paid back or put right meanwhile')
  await says({ id: 'x' }, 'This page is incomplete')
  expect((await one.post(form, good)).status).toBe(303)
  const again = await one.get(form)
  const [next = ''] = [...again.body.matchAll(/name="dates"[^>]* value="([^"]+)"/g)].map(([, key]) => key ?? '')
  await says({ id: newId(), dates: next }, 'The same amount with this reference and day stands here already')
  for (const url of [
    `/finance/paid-back/from/${newId()}`,
    '/finance/paid-back/from/nobody',
    `/finance/paid-back/${newId()}`,
  ])
    expect((await one.get(url)).status).toBe(404)
})

test('the same as data, once for each key, and as a command', async () => {
  const { app, ann, one, blockContractId } = await paidTwice()
  const open = (await one.api('GET', `/api/finance/providers/${ann.providerId}/to-pay-back`)).json() as {
    payLineId: string
    open: number
  }[]
  expect(open).toMatchObject([
    { blockContractId, on: '2026-04-07', open: 4800 },
    { blockContractId, on: '2026-04-14', open: 4800 },
  ])
  const { payLineId } = open[0] ?? { payLineId: '' }
  const body = {
    id: newId(),
    providerId: ann.providerId,
    amount: 4800,
    on: '2026-04-20',
    reference: 'OAK 1',
    reason: 'Twice',
    dates: [{ payLineId, blockContractId, amount: 4800 }],
  }
  const post = (changed: object) => one.api('POST', '/api/finance/paid-back', { ...body, ...changed })
  for (const bad of [
    { amount: -1 },
    { amount: 0 },
    { amount: 1.5 },
    { on: 'today' },
    { reference: ' ' },
    { providerId: 'x' },
  ])
    expect((await post(bad)).status).toBe(400)
  for (const [bad, code] of [
    [{ providerId: newId() }, 'paid_back_provider'],
    [{ on: '2026-04-21' }, 'DW140'],
    [{ amount: 4801, dates: [{ payLineId, blockContractId, amount: 4801 }] }, 'DW141'],
    [{ amount: 9601, dates: [] }, 'DW142'],
    [{ amount: 4799 }, 'paid_back_dates_differ'],
  ] as const)
    expect((await post(bad)).json()).toMatchObject({ status: 409, code })
  expect((await post({})).json()).toEqual({ made: true })
  expect((await post({})).json()).toEqual({ made: false })
  expect((await post({ id: newId() })).json()).toMatchObject({ code: 'paid_back_once' })
  expect((await post({ id: newId(), reference: 'OAK 2' })).json()).toMatchObject({ code: 'DW141' })
  expect((await one.api('GET', `/api/finance/paid-back?providerId=${ann.providerId}`)).json()).toMatchObject([
    { paidBackId: body.id, amount: 4800, dates: 1, tooMuch: 0, takenBack: false },
  ])
  const list = commands.find(({ name }) => name === 'paid-back') as Command
  const context = { args: [], flags: {}, who: jobWho(), db: async () => app.db } as unknown as CommandContext
  expect((await list.run(context)).text).toBe('2026-04-20\tOak House\tOAK 1\t£48.00\tbooked')
  const undone = await one.api('POST', `/api/finance/paid-back/${body.id}/take-back`, { why: 'Elm House’s' })
  expect(undone.json()).toMatchObject({ takenBack: true, takenBackWhy: 'Elm House’s' })
  expect((await one.api('GET', `/api/finance/paid-back/${body.id}`)).json()).toMatchObject({
    parts: [{ payLineId, blockContractId, amount: 4800 }],
  })
  expect(
    (await (await app.as('provider', { providerId: ann.providerId })).api('GET', '/api/finance/paid-back')).status,
  ).toBe(403)
})
