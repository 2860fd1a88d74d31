import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshServer } from '../../test/support/databases.ts'
import { openReferralValidator, standard, withStandards } from '../../test/support/standards.ts'
import { jobWho } from '../../test/support/who.ts'
import { buildApp } from '../app/build-app.ts'
import { type Db, sql } from '../platform/db.ts'
import { lastOfEachId, readEntries, readPage } from './read-feed.ts'
import { saveEntries } from './store/import.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MADE = 80

type Json = Record<string, unknown> & { id: string; contents: Json[]; total_pages: number }

/** A service of any shape that a council holds: with and without organisation, place, price, days and words. */
const madeService = (n: number) => ({
  id: n % 3 === 0 ? `local-${n}` : `5e000000-${1000 + n}-4000-8000-000000000000`,
  name: `Club ${n}`,
  status: ['active', 'temporarily closed', 'active'][n % 3],
  url: n % 5 === 0 ? 'no address' : `https://example.org/${n}`,
  email: n % 7 === 0 ? '' : `club${n}@example.org`,
  ...(n % 4 === 0 ? {} : { organization: { id: `o${n % 11}`, name: `Society ${n % 11}` } }),
  schedules: n % 2 === 0 ? [] : [{ freq: n % 3 === 0 ? 'DAILY' : 'WEEKLY', byday: 'TU', opens_at: '10:00' }],
  service_at_locations: Array.from({ length: n % 4 }, (_, at) => ({
    location: {
      name: `Hall ${n} ${at}`,
      addresses: [{ address_1: '1 Main Street', city: 'Crewe', postal_code: 'CW1 2AB' }],
    },
  })),
  cost_options: [{ amount: n / 4, amount_description: 'a visit' }],
  attributes: [{ taxonomy_term: { name: `Kind ${n % 9}`, taxonomy: `List ${n % 3}` } }],
})

async function supply(db: Db): Promise<void> {
  const sample = readPage(standard('oruk/real-feeds/well-aware-v1-sample.json'))
  if (!sample.ok) throw new Error('the real sample is not a feed')
  await db.transaction(jobWho(), async (tx) => {
    await saveEntries(tx, { name: 'sample', version: '1.0' }, lastOfEachId(readEntries(sample.value)))
    const services = Array.from({ length: MADE }, (_, n) => madeService(n))
    await saveEntries(tx, { name: 'made', version: '3.0' }, lastOfEachId(readEntries({ version: '3.0', services })))
  })
  await db.owner(async (tx) => {
    await tx.query(sql`
      with g as (insert into directory.organisation (name, email, website) values ('Kettle Kitchens', 'odd', 'odd') returning id),
           o as (insert into directory.opportunity (organisation_id, name, summary, phone, tier) select id, 'Copper Kettle', 'Cook.', '01632 960 123', 2 from g returning id),
           c as (insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date)
                 select id, id, '1:4', 'session', 4400, '2026-04-01' from o)
      insert into directory.session (opportunity_id, weekday, first_monday, start_minute, end_minute, from_date)
      select id, 1, '2026-01-05', 600, 840, '2026-01-05' from o`)
    await tx.query(
      sql`insert into directory.opportunity (organisation_id, name, audience) select id, 'A safe place', 'hidden' from directory.organisation limit 1`,
    )
  })
}

withStandards('our own feed, asked for over HTTP by a reader from elsewhere', () => {
  let db: Db
  let address = ''
  let faultsOf: ReturnType<typeof openReferralValidator>
  let stop = async () => {}

  beforeAll(async () => {
    db = (await freshServer()).db
    await supply(db)
    const { web } = await buildApp({
      db,
      secret: 'a secret for tests only, at least thirty-two characters',
      demo: false,
      log: { level: 'error' },
      council: { name: 'Test borough', phone: '0808 157 0123' },
    })
    address = `${await web.listen({ port: 0, host: '127.0.0.1' })}/api/open-referral`
    faultsOf = openReferralValidator()
    stop = () => web.close()
  })
  afterAll(async () => {
    await stop()
    await db.close()
  })

  /** Asks as another site's program does, and looks at what every answer must hold. */
  async function ask(path: string): Promise<Json> {
    const answer = await fetch(address + path, { headers: { origin: 'https://elsewhere.example' } })
    expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([path, 200, '*'])
    expect(answer.headers.get('content-type')).toContain('application/json')
    const text = await answer.text()
    expect(text, path).not.toMatch(/:(?:null|""|\{\})|:\[\](?<!"contents":\[\])/)
    for (const [, id] of text.matchAll(/"(?:[a-z_]+_)?id":"([^"]*)"/g)) expect(id, path).toMatch(UUID)
    expect(text).not.toContain('A safe place')
    return JSON.parse(text) as Json
  }

  /** Walks a whole list with so many on a page, checks the sums of each page, and gives every record once. */
  async function walk(list: string, perPage: number): Promise<Json[]> {
    const records: Json[] = []
    const { total_items, total_pages } = await ask(`/${list}?per_page=${perPage}`)
    for (let page = 1; page <= total_pages; page++) {
      const { contents, ...sums } = await ask(`/${list}?per_page=${perPage}&page=${page}`)
      const size = page < total_pages ? perPage : Number(total_items) - perPage * (total_pages - 1)
      const place = { first_page: page === 1, last_page: page === total_pages, empty: size === 0, page_number: page }
      expect(sums).toEqual({ ...place, size, total_items, total_pages })
      expect(contents).toHaveLength(size)
      records.push(...contents)
    }
    expect([records.length, new Set(records.map(({ id }) => id)).size]).toEqual([total_items, total_items])
    return records
  }

  test('says which standard it follows', async () => {
    const root = await ask('/')
    expect(faultsOf('api_details', root)).toEqual([])
    expect((await fetch(String(root['openapi_url']))).status).toBe(200)
  })

  test.each([
    ['services', 'service', 101],
    ['service_at_locations', 'service_at_location', undefined],
    ['organizations', 'organization', undefined],
    ['taxonomies', 'taxonomy', undefined],
    ['taxonomy_terms', 'taxonomy_term', undefined],
  ])('%s: every page adds up, and every record is valid in the list and by itself', async (list, schema, total) => {
    const records = await walk(list, list === 'taxonomies' ? 2 : 23)
    expect(records.length).toBeGreaterThan(2)
    if (total !== undefined) expect(records).toHaveLength(total)
    for (const record of records) expect(faultsOf(schema, record), String(record['name'])).toEqual([])
    for (const { id } of records) {
      const whole = await ask(`/${list}/${id}`)
      expect(whole.id).toBe(id)
      expect(faultsOf(schema, whole), id).toEqual([])
    }
  })

  test('says the tier of an entry that no feed gave it, as a term that can be asked for', async () => {
    const { contents: terms } = await ask('/taxonomy_terms?per_page=100')
    const tier = terms.filter(({ name, taxonomy }) => name === 'Tier 2' && taxonomy === 'Tier of support')
    expect(tier).toHaveLength(1)
    const { contents: found } = await ask(`/services?taxonomy_term_id=${tier[0]?.id}`)
    expect(found.map(({ name }) => name)).toEqual(['Copper Kettle'])
    expect(JSON.stringify(await ask(`/services/${found[0]?.id}`))).toContain('"name":"Tier 2"')
  })

  test.each([
    ['services?page=0', 1],
    ['services?page=nonsense&per_page=-4', 1],
    ['services?page=4&per_page=50', 4],
    ['taxonomies?page=999', 999],
  ])('%s is answered with page %i, never with a fault', async (path, page) => {
    expect((await ask(`/${path}`))['page_number']).toBe(page)
  })

  test('a page past the end is empty and says that it is the last', async () => {
    expect(await ask('/services?page=99')).toMatchObject({ contents: [], empty: true, size: 0, last_page: true })
  })
})
