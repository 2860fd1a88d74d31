import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../../test/support/planned-week.ts'
import { paths } from '../paths.ts'

async function ready(given: Parameters<typeof aSession>[1] = {}) {
  const app = await testApp()
  const person = await aReadyPerson(app.db)
  const session = await aSession(app.db, given)
  const { termId } = await anAgreedTerm(app.db, person, session)
  const broker = await app.as('broker')
  return {
    app,
    person,
    session,
    termId,
    broker,
    match: paths.match(person.personId, termId),
    place: paths.place(person.personId, termId),
  }
}

describe('the broker’s pages', () => {
  test('from the queue to a match with reasons, a hold, and a placement', async () => {
    const { person, termId, broker, match, place } = await ready()
    const queue = await broker.get(paths.queue())
    expect(queue.body).toContain('1 session waits, the longest first.')
    const found = (await broker.get(match)).body
    expect(found).toContain('1 place fits, 0 do not.')
    expect(found).toContain('Room on all 26 dates')
    expect(found).toContain('£48 a session, as planned')
    expect(found).toContain('The journey could not be worked out')
    const entry = /<h3>1\. <a class="govuk-link" href="(\/directory\/[^"]+)"/.exec(found)?.[1] ?? ''
    expect((await broker.get(entry)).status).toBe(200)
    const asked = (await broker.get(`${match}?needs=hoist&needs=signing`)).body
    expect(asked).toContain(`href="${entry}"`)
    expect(asked).toContain('0 places fit, 1 does not.')
    expect(asked).toContain('Nobody has said that it has: hoist, someone who signs. Ask the place')
    const held = await broker.post(paths.act(person.personId, termId, 'hold'), {})
    expect(held.status).toBe(303)
    expect((await broker.get(match)).body).toContain('is held until')
    expect((await broker.get(`${paths.queue()}?state=held`)).body).toContain('Held until')
    expect((await broker.get(place)).body).toContain('Place Nell Ashworth?')
    expect((await broker.post(place, {})).status).toBe(303)
    expect((await broker.get(paths.queue())).body).toContain('Nothing waits to be placed')
    expect((await broker.get(paths.places(person.personId))).body).toContain('Woodwork CIC')
  })

  test('a place taken between page and submit is said in a sentence, and unmet need is offered', async () => {
    const { app, person, session, termId, broker, place } = await ready({ places: 1 })
    const sam = await aReadyPerson(app.db, { name: 'Sam' })
    const other = await anAgreedTerm(app.db, sam, session)
    expect((await broker.get(place)).status).toBe(200)
    expect((await broker.post(paths.place(sam.personId, other.termId), {})).status).toBe(303)
    const late = await broker.post(place, {})
    expect(late.status).toBe(409)
    expect(late.body).toContain('The last place went to someone else a moment ago')
    const failed = paths.act(person.personId, termId, 'failed')
    expect(late.body).toContain(failed)
    expect((await broker.post(failed, {})).body).toContain('Select what stood in the way')
    expect((await broker.post(failed, { cause: 'no_capacity' })).status).toBe(303)
    expect((await broker.get(paths.match(person.personId, termId))).body).toContain('Full on 26 of 26 dates')
  })

  test('of two brokers who place the same session the second is told so, and counts no gap', async () => {
    const { person, broker, place, termId } = await ready({ places: 4 })
    expect((await broker.post(place, {})).status).toBe(303)
    const late = await broker.post(place, {})
    expect(late.status).toBe(409)
    expect(late.body).toContain('This session is placed already, by somebody else or by you in another tab')
    expect(late.body).not.toContain('so that the gap is counted')
    expect(late.body).toContain(`href="${paths.places(person.personId)}"`)
    const failed = await broker.post(paths.act(person.personId, termId, 'failed'), { cause: 'no_capacity' })
    expect([failed.status, failed.body]).toEqual([400, expect.stringContaining('This session is placed already')])
  })

  test('a provider answers an offer without learning a name; another provider finds none', async () => {
    const { app, person, session, termId, broker, match } = await ready()
    const sent = await broker.post(paths.act(person.personId, termId, 'offer'), {
      days: '3',
      needsToKnow: 'Aged 25 to 34, lives in Crewe.',
    })
    expect(sent.status).toBe(303)
    const provider = await app.as('provider', { providerId: session.providerId })
    const list = await provider.get(paths.offers())
    const offer = /href="(\/brokerage\/offers\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? ''
    const listed = async (query: string) => (await provider.get(`${paths.offers()}?${query}`)).body.includes(offer)
    expect([await listed('q=wood&state=open'), await listed('state=over'), await listed('q=choir')]).toEqual([
      ...[true, false, false],
    ])
    expect((await provider.get(`${paths.offers()}?q=choir`)).body).toContain('No offer like that')
    const page = await provider.get(offer)
    expect(page.body).toContain('Can you take someone at Woodwork?')
    expect(page.body).not.toContain('Ashworth')
    expect((await provider.post(offer, { answer: 'declined', price: '', reason: '' })).body).toContain(
      'Say why, or what you would change',
    )
    expect((await provider.post(offer, { answer: 'accepted', price: '48.00', reason: '' })).status).toBe(303)
    expect((await broker.get(match)).body).toContain('Accepted at £48')
    const other = await app.as('provider', {
      providerId: (await aSession(app.db, { name: 'Choir', weekday: 4 })).providerId,
    })
    expect((await other.get(paths.offers())).body).toContain('No offer yet')
    expect((await other.get(offer)).status).toBe(404)
    expect((await provider.get(match)).status).toBe(403)
  })
})
