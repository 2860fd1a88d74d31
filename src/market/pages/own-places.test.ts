import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { decidePlace } from '../../directory/store.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { askForPlace, myPlaces, takeBackPlace } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const url = '/market/my-service/places'

/** Two providers with an entry each, and a postcode on the map. */
async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Kettle ${at}`})`)
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, audience) values (${id(at)}, ${id(at)}, ${`Cooking ${at}`}, 'public')`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'micro_provider')`,
      )
    }
    await tx.query(
      sql`insert into directory.gazetteer_place (name, kind, latitude, longitude) values ('CW1 2AB', 'postcode', 53.1, -2.44)`,
    )
  })
}

const wanted = {
  name: 'St Mary’s hall',
  line1: '3 Church Street',
  town: 'Crewe',
  postcode: 'CW1 2AB',
  accessFeatures: ['step_free'],
  accessWords: null,
  openingWords: 'Monday to Friday, nine to five',
  phone: null,
  email: null,
  note: null,
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

onBothDatabases('a place a provider asks for', (open) => {
  test('it is one once the council says so; nobody makes it one by themselves, and a name and postcode wait once', async () => {
    const db = await open()
    await laid(db)
    const [mine, other] = [who('provider', { providerId: id(1) }), who('provider', { providerId: id(2) })]
    const ask = (proposalId: string, as = mine, more = {}) =>
      code(db.transaction(as, (tx) => askForPlace(tx, { ...wanted, id: proposalId, ...more })))
    const first = newId()
    expect([await ask(first), await ask(first)]).toEqual(['done', 'done'])
    expect(await ask(newId(), mine, { name: 'st mary’s HALL' })).toBe('place_one_open')
    expect((await db.transaction(other, myPlaces)).asked).toEqual([])
    expect(await code(db.transaction(other, (tx) => takeBackPlace(tx, first)))).toBe('proposal_decided_already')
    for (const statement of [
      sql`insert into directory.site (organisation_id, name) values (${id(1)}, 'Mine at once')`,
      sql`update directory.site_proposal set decision = 'approved', decided_by = ${id(9)}, decided_at = now(), site_id = ${id(9)} where id = ${first}`,
    ])
      expect(await code(db.transaction(mine, (tx) => tx.query(statement)))).toContain('row-level security')
    const keeper = who('commissioner', { accountId: id(8) })
    const decide = (decision: 'approved' | 'rejected', reason?: string) =>
      code(db.transaction(keeper, (tx) => decidePlace(tx, first, { decision, reason })))
    expect(await decide('rejected')).toBe('proposal_rejected_with_reason')
    expect([await decide('approved'), await decide('approved')]).toEqual(['done', 'proposal_decided_already'])
    const { places, asked } = await db.transaction(mine, myPlaces)
    expect([places.map(({ name }) => name), asked.map(({ decision }) => decision)]).toEqual([
      [wanted.name],
      ['approved'],
    ])
    expect(await db.owner((tx) => tx.query(sql`select latitude, local_area from directory.site`))).toEqual([
      { latitude: 53.1, local_area: null },
    ])
    expect(await ask(newId())).toBe('place_there_already')
  })
})

test('a provider asks for a place on its phone, reads what the council decides, and runs a session there that people find', async () => {
  const app = await testApp()
  await laid(app.db)
  const mine = await app.as('provider', { providerId: id(1) })
  const other = await app.as('provider', { providerId: id(2) })
  const commissioner = await app.as('commissioner')
  expect((await mine.get(url)).body).toContain('You have no place of your own.')
  const page = (await mine.get(`${url}/new`)).body
  const form = {
    id: /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '',
    name: wanted.name,
    line1: wanted.line1,
    town: wanted.town,
    postcode: 'Crewe',
    accessYes: ['step_free', 'toilet'],
    openingWords: wanted.openingWords,
    phone: '01632 960 001',
    note: 'From January',
  }
  const wrong = await mine.post(`${url}/new`, form)
  expect([wrong.status, wrong.body.includes('A postcode must look like CW1 2AB')]).toEqual([400, true])
  expect((await mine.post(`${url}/new`, { ...form, postcode: 'cw12ab' })).status).toBe(303)
  expect((await mine.get(url)).body).toContain('Waits for the council')
  expect((await other.get(url)).body).not.toContain(wanted.name)

  const list = (await commissioner.get('/directory/proposals')).body
  const proposal = /\/directory\/proposals\/places\/[0-9a-f-]{36}/.exec(list)?.[0] ?? ''
  expect((await commissioner.get('/home')).body).toContain('Place asked for')
  const seen = (await commissioner.get(proposal)).body
  for (const words of ['From January', 'Accessible toilet', '3 Church Street', 'it will stand on the map'])
    expect(seen).toContain(words)
  const without = await commissioner.post(proposal, { decision: 'rejected' })
  expect([without.status, without.body.includes('Enter why it is not approved')]).toEqual([400, true])
  expect((await mine.get(proposal)).status).toBe(403)
  expect((await commissioner.post(proposal, { decision: 'approved' })).status).toBe(303)
  expect((await mine.get(url)).body).toContain('Monday to Friday, nine to five')

  const { places } = (await mine.api('GET', '/api/market/my-service/places')).json() as { places: { id: string }[] }
  const session = { opportunityId: id(1), siteId: places[0]?.id, weekday: 4, startMinute: 600, endMinute: 660 }
  const more = { from: '2026-11-23', places: 3, workers: 1, bands: ['1:4'] }
  expect((await mine.api('POST', '/api/market/my-service/sessions', { ...session, ...more })).status).toBe(201)
  const found = (await app.stranger().get(`/directory/${id(1)}`)).body
  for (const words of [wanted.name, 'Monday to Friday, nine to five', '01632 960 001']) expect(found).toContain(words)

  const asked = await mine.api('POST', '/api/market/my-service/places', {
    ...wanted,
    name: 'Barn',
    postcode: 'CW2 1AA',
  })
  const { proposalId } = asked.json() as { proposalId: string }
  expect((await mine.post(`${url}/${proposalId}/take-back`, {})).status).toBe(303)
  const late = await commissioner.api('POST', `/api/directory/places-asked-for/${proposalId}/decision`, {
    decision: 'approved',
  })
  expect([late.status, (await mine.get(url)).body.includes('Taken back')]).toEqual([409, true])
})
