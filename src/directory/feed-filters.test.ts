import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/support/app.ts'
import { jobWho } from '../../test/support/who.ts'
import { sql } from '../platform/db.ts'
import { lastOfEachId, readEntries } from './read-feed.ts'
import { saveEntries } from './store/import.ts'

const service = (n: number, name: string, more: object) => ({
  id: `5e000000-0000-4000-8000-00000000000${n}`,
  name,
  status: 'active',
  organization: { id: 'o', name: 'Singers' },
  ...more,
})
const at = (town: string, postcode: string, latitude: number, longitude: number) => ({
  service_at_locations: [
    {
      location: {
        id: postcode,
        name: `Hall ${town}`,
        latitude,
        longitude,
        addresses: [{ address_1: '1 Main Street', city: town, postal_code: postcode }],
      },
    },
  ],
})
const weekly = (byday: string, opens_at: string, closes_at: string) => ({
  schedules: [{ freq: 'WEEKLY', byday, opens_at, closes_at }],
})
const term = (name: string, taxonomy: string) => ({ attributes: [{ taxonomy_term: { name, taxonomy } }] })

async function laid(): Promise<TestApp> {
  const app = await testApp()
  const services = [
    service(1, 'Choir', {
      ...at('Crewe', 'CW1 2AB', 53.098, -2.44),
      ...weekly('TU', '10:00', '12:00'),
      ...term('Music', 'arts'),
      minimum_age: 18,
      maximum_age: 65,
    }),
    service(2, 'Football', {
      ...at('Nantwich', 'CW5 5AA', 53.068, -2.52),
      ...weekly('TU', '18:00', '19:30'),
      ...term('Ball games', 'sport'),
      minimum_age: 50,
    }),
    service(3, 'Sewing', { ...at('Leeds', 'LS1 1UR', 53.797, -1.55) }),
  ]
  await app.db.transaction(jobWho(), async (tx) => {
    await saveEntries(tx, { name: 'test', version: '3.0' }, lastOfEachId(readEntries({ version: '3.0', services })))
  })
  await app.db.owner(async (tx) => {
    await tx.query(sql`update directory.opportunity set tier = 2 where name = 'Sewing'`)
    await tx.query(sql`
      insert into directory.session (opportunity_id, weekday, first_monday, start_minute, end_minute, from_date)
      select id, 3, '2026-01-05', 540, 600, '2026-01-05' from directory.opportunity where name = 'Sewing'`)
    await tx.query(sql`
      insert into directory.gazetteer_place (name, kind, latitude, longitude) values ('CW1 2AB', 'postcode', 53.098, -2.44)`)
  })
  return app
}

const lists = ['services', 'service_at_locations'] as const
type Listed = { contents: { id: string; name?: string; service?: { name: string } }[] }
async function names(app: TestApp, list: (typeof lists)[number], query: string): Promise<string[]> {
  const answer = await app.stranger().get(`/api/open-referral/${list}?${query}`)
  expect([list, query, answer.status]).toEqual([list, query, 200])
  return (answer.json() as Listed).contents.map(({ name, service: its }) => its?.name ?? name ?? '').sort()
}
async function refused(app: TestApp, list: (typeof lists)[number], query: string) {
  const answer = await app.stranger().get(`/api/open-referral/${list}?${query}`)
  expect([query, answer.status, answer.headers['access-control-allow-origin']]).toEqual([query, 400, '*'])
  return (answer.json() as { errors: { field: string; message: string }[] }).errors[0]
}

test('age, time, day and list are filters of services and of services at their places alike', async () => {
  const app = await laid()
  for (const list of lists)
    for (const [query, expected] of [
      ['minimum_age=18', ['Choir', 'Football']],
      ['minimum_age=18.5', ['Football']],
      ['maximum_age=65', ['Choir']],
      ['maximum_age=64', []],
      ['start_time=10:00', ['Choir', 'Football']],
      ['start_time=10:01:00', ['Football']],
      ['end_time=12:00Z', ['Choir', 'Sewing']],
      ['start_time=17:00&end_time=19:00', []],
      ['day=TU&end_time=13:00', ['Choir']],
      ['day=WE&start_time=09:00', ['Sewing']],
      ['day=WE&start_time=09:01', []],
      ['minimum_age=&start_time=&taxonomy_id=', ['Choir', 'Football', 'Sewing']],
      ['taxonomy_id=zzz', []],
    ] as const)
      expect([list, query, await names(app, list, query)]).toEqual([list, query, expected])
})

test('a list of terms gives what any of its terms is about, the tiers of support too', async () => {
  const app = await laid()
  const { contents } = (await app.stranger().get('/api/open-referral/taxonomies')).json() as Listed
  for (const list of lists) {
    const found: Record<string, string[]> = {}
    for (const { id, name } of contents) found[name ?? ''] = await names(app, list, `taxonomy_id=${id}`)
    expect(found).toEqual({ arts: ['Choir'], sport: ['Football'], 'Tier of support': ['Sewing'] })
  }
})

test('services at their places are found within metres of a postcode', async () => {
  const app = await laid()
  const near = (metres: string, postcode = 'CW1%202AB') => `postcode=${postcode}&proximity=${metres}`
  const found = (query: string) => names(app, 'service_at_locations', query)
  expect(await found(near('1'))).toEqual(['Choir'])
  expect(await found(near('6200'))).toEqual(['Choir'])
  expect(await found(near('6400', 'cw12ab'))).toEqual(['Choir', 'Football'])
  expect(await found(`${near('10000')}&day=TU&start_time=17:00`)).toEqual(['Football'])
})

test('what cannot be read, or is asked by half, is refused in words and not answered with everything', async () => {
  const app = await laid()
  for (const [query, field, words] of [
    ['minimum_age=old', 'minimum_age', 'must be an age in years'],
    ['maximum_age=-3', 'maximum_age', 'must be an age in years'],
    ['start_time=morning', 'start_time', 'must be a time like 10:30'],
    ['end_time=25:00', 'end_time', 'must be a time like 10:30'],
  ] as const)
    for (const list of lists)
      expect(await refused(app, list, query)).toMatchObject({ field, message: expect.stringContaining(words) })
  for (const [query, field, words] of [
    ['postcode=CW1%202AB', 'proximity', 'must come with a postcode'],
    ['proximity=500', 'postcode', 'must come with a proximity'],
    ['postcode=CW1%202AB&proximity=far', 'proximity', 'must be a distance in metres'],
    ['postcode=nowhere&proximity=500', 'postcode', 'must be a postcode'],
    ['postcode=ZZ9%209ZZ&proximity=500', 'postcode', 'is not known here'],
  ] as const)
    expect(await refused(app, 'service_at_locations', query)).toMatchObject({
      field,
      message: expect.stringContaining(words),
    })
})
