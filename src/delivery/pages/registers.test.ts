import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { type Placed, placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, moreExpectedThan, registersOfDay } from '../store.ts'

/** A Tuesday with some people at Oak House, and one at each of so many other providers. */
async function tuesday(people: number, others: number) {
  const app = await testApp({ today: '2026-04-07' })
  const first = await placedPerson(app.db)
  for (let n = 1; n < people; n++) await placedPerson(app.db, { name: `Ann ${n}`, beside: first })
  let other = first
  for (let n = 0; n < others; n++) other = await placedPerson(app.db, { name: `Bea ${n}` })
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') }))
  return { app, first, other }
}
const marksFor = (body: string) => [...body.matchAll(/name="mark-/g)].length

test('staff who see more people than one register holds choose whose register they open', async () => {
  const { app, first } = await tuesday(3, 98)
  const finance = await app.as('finance')
  const page = await finance.get('/delivery/register')
  expect(page.status).toBe(200)
  expect(page.body).toContain('101 people expected with 99 providers, 101 not marked')
  expect([...page.body.matchAll(/on=2026-04-07&amp;provider=/g)]).toHaveLength(50)
  expect([...(await finance.get('/delivery/register?page=2')).body.matchAll(/&amp;provider=/g)]).toHaveLength(49)
  const one = await finance.get(`/delivery/register?on=2026-04-07&provider=${first.providerId}`)
  expect(one.body).toContain('3 people expected')
  expect(one.body).toContain('All registers of this day')
  expect((await finance.get('/delivery/register?q=no+such+name')).body).toContain('No provider matches')
  expect((await finance.get('/delivery/register?on=2026-04-14')).body).toContain('Nobody is expected')
  const past = await finance.get('/delivery/register?q=oak&page=9')
  expect(past.headers['location']).toBe('/delivery/register?on=2026-04-07&q=oak&page=2')
  const beyond = (await finance.get('/delivery/register?on=2026-04-07&q=oak&page=2')).body
  expect([...beyond.matchAll(/&amp;provider=/g)]).toHaveLength(49)
  expect(beyond).toContain('/delivery/register?on=2026-04-08&amp;q=oak')
  const quiet = await finance.get(`/delivery/register?on=2026-04-14&provider=${first.providerId}`)
  expect(quiet.body).toContain('Register: Oak House')
  const own = await (await app.as('provider', { providerId: first.providerId })).get('/delivery/register')
  expect(marksFor(own.body)).toBe(3)
  expect(own.body).not.toContain('All registers of this day')
})

test('a hundred people stand on one page', async () => {
  const { app } = await tuesday(3, 97)
  expect(marksFor((await (await app.as('broker')).get('/delivery/register')).body)).toBe(100)
})

test('registers count each date once, in its provider, and only those that take place; fifty a page', async () => {
  const { app, first, other } = await tuesday(3, 1)
  const asked = { on: day('2026-04-07'), words: '', page: 1 }
  const found = await app.db.transaction(jobWho(), async (tx) => ({
    all: await registersOfDay(tx, asked),
    second: await registersOfDay(tx, { ...asked, page: 2 }),
    more: [
      await moreExpectedThan(tx, { on: asked.on, most: 3 }),
      await moreExpectedThan(tx, { on: asked.on, most: 4 }),
    ],
  }))
  const of = ({ providerId }: Placed) => found.all.registers.find((one) => one.providerId === providerId)
  expect(found.all).toMatchObject({ found: 2, expected: 4, unmarked: 4 })
  expect(of(first)).toMatchObject({ expected: 3, unmarked: 3 })
  expect(of(other)).toMatchObject({ expected: 1, unmarked: 1 })
  expect(found.second).toMatchObject({ registers: [], found: 2 })
  expect(found.more).toEqual([true, false])
})
