import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { findAlike, makeReminders } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const shown = id(1)
const hidden = id(2)
/** What somebody may type, and what stands beside it in the records and is never typed. */
const secret = 'Zebrawood'
const told = 'Quillfeather'

/** A refuge beside a public entry: the same people, the same day, everything that an entry can have. Its words are found nowhere else. */
async function refuge(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`
      insert into directory.organisation (id, name, description) values (${id(1)}, 'Kettle Kitchens', null), (${id(2)}, ${`${secret} ${told} Trust`}, ${told})`)
    await tx.query(sql`
      insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'community_group'), (${id(2)}, ${id(2)}, false, 'community_group')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, free, said_weekdays, access_features, phone, last_checked_on, recorded_at) values
        (${shown}, ${id(1)}, 'Copper Kettle', 'Cook together.', 'public', true, '{7}', '{hoist}', null, '2026-01-01', '2026-01-01'),
        (${hidden}, ${id(2)}, ${`${secret} ${told} House`}, ${`Cook together at ${secret} ${told}.`}, 'hidden', true, '{7}', '{hoist}', '01632 960999', '2026-01-01', '2026-01-01')`)
    for (const [entry, town, place] of [
      [shown, 'Crewe', 'Kitchen'],
      [hidden, `${secret}ton`, told],
    ] as const) {
      await tx.query(
        sql`insert into directory.site (id, organisation_id, name, town, postcode, latitude, longitude) values (${entry}, ${entry}, ${place}, ${town}, 'CW1 1AA', 53.1, -2.44)`,
      )
      await tx.query(sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${entry}, ${entry})`)
      await tx.query(sql`
        insert into directory.session (id, opportunity_id, site_id, name, weekday, first_monday, start_minute, end_minute, from_date, public_may_book)
        values (${entry}, ${entry}, ${entry}, ${place}, 7, '2026-01-05', 600, 720, '2026-01-05', true)`)
      await tx.query(
        sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${entry}, ${entry}, '2026-11-29', 600, 720)`,
      )
      await tx.query(sql`insert into directory.stock (occurrence_id, resource, capacity) values (${entry}, 'place', 4)`)
      await tx.query(
        sql`insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date) values (${entry}, ${entry}, 'none', 'session', 400, '2026-04-01')`,
      )
      await tx.query(
        sql`insert into directory.taxonomy_term (id, vocabulary, code, name) values (${entry}, ${`Kinds of ${place}`}, ${place}, ${place})`,
      )
      await tx.query(sql`insert into directory.opportunity_term (opportunity_id, term_id) values (${entry}, ${entry})`)
      await tx.query(
        sql`insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content) values ('f', 'service', ${entry}, ${entry}, 'x', '{}')`,
      )
      await tx.query(
        sql`insert into directory.entry_check (opportunity_id, checked_on, checked_by, result, note) values (${entry}, '2026-01-01', ${id(9)}, 'right', ${place})`,
      )
      await tx.query(
        sql`insert into directory.entry_pause (opportunity_id, from_date, until_date, reason, recorded_by) values (${entry}, '2027-03-01', '2027-03-02', ${place}, ${id(9)})`,
      )
      await tx.query(sql`insert into directory.fault_report (opportunity_id, words) values (${entry}, ${place})`)
    }
  })
}

/** Every address of the directory that takes an entry's id, with the id in its place; and every list. */
const lists = [
  '/',
  '/directory',
  `/directory?what=${secret}`,
  `/directory?what=${secret.slice(0, -1)}`,
  '/directory?what=cook&days=7',
  `/directory?place=${secret}ton`,
  '/directory?place=CW1+1AA&far=any',
  '/directory?cost=free&needs=hoist',
  `/directory/list?items=${shown}.${hidden}`,
  `/directory/list?items=${hidden}`,
  `/directory/list?items=${shown}.${hidden}&as=easy`,
  `/directory/list?items=${shown}.${hidden}&size=large`,
  '/directory/advice-options?matters=making&situation=ideas',
  '/directory/bookings',
  '/market/prices',
  '/market/providers',
  '/home',
  '/api/directory/search',
  `/api/directory/search?what=${secret}`,
  '/api/open-referral/',
  '/api/open-referral/services',
  `/api/open-referral/services?search=${secret}`,
  `/api/open-referral/services?organization_id=${id(2)}`,
  `/api/open-referral/services?taxonomy_term_id=${hidden}`,
  '/api/open-referral/service_at_locations',
  '/api/open-referral/organizations',
  '/api/open-referral/taxonomies',
  '/api/open-referral/taxonomy_terms',
  '/robots.txt',
  '/sitemap.xml',
  '/directory/checks',
  '/directory/proposals',
  '/directory/reminders',
  '/directory/reminders.csv',
  '/directory/alike',
  '/directory/mine',
  '/api/directory/my-entries',
  '/api/directory/reminders',
  '/api/directory/proposals',
  `/directory/list?items=${hidden}&as=print`,
  `/directory?what=${secret}&view=map`,
  `/directory/idea?words=${secret}`,
  '/market/prices.csv',
  '/market/calls',
  '/market/quality',
  '/strategy/market-position',
  '/strategy/market-position/kinds.csv',
  '/strategy/coverage',
  '/strategy/coverage/cells.csv?show=all',
  '/strategy/gaps',
]
const ofEntry = (entry: string) => [
  ...[
    '',
    '/easy-read',
    '/sessions.ics',
    '/fault',
    '/book',
    '?size=large',
    '/check',
    '/history',
    '/history/1',
    '/closed',
  ].map((end) => `/directory/${entry}${end}`),
  ...['', '/easy-read', '/tell', '/say'].map((end) => `/market/quality/${entry}${end}`),
  `/directory/mine/${entry}`,
  `/directory/mine/${entry}/change`,
  `/api/open-referral/services/${entry}`,
  `/api/open-referral/organizations/${entry}`,
  `/api/open-referral/taxonomy_terms/${entry}`,
  `/api/directory/entries/${entry}/versions`,
]
const acts = (entry: string) =>
  [
    [`/directory/${entry}/fault`, { words: 'x' }],
    [`/directory/${entry}/book`, { occurrenceId: entry, called: 'Sam', reach: 'sam@example.org' }],
    [`/market/quality/${entry}/tell`, { words: 'x' }],
    [`/market/quality/${entry}/say`, { feeling: 'good', speaker: 'person' }],
    [`/directory/mine/${entry}/right`, {}],
    [`/directory/mine/${entry}/withdraw`, {}],
    [`/directory/${entry}/check`, { result: 'right' }],
    [
      `/directory/${entry}/closed`,
      {
        'from-day': '1',
        'from-month': '12',
        'from-year': '2026',
        'until-day': '2',
        'until-month': '12',
        'until-year': '2026',
        reason: 'x',
      },
    ],
  ] as const

test('a hidden entry is found in no way by anybody: no list, page, feed, calendar, booking, advice, reminder or history', async () => {
  const app = await testApp()
  await refuge(app.db)
  await app.db.transaction(jobWho(), (tx) => makeReminders(tx, { askMonths: 3, oldMonths: 6 }))
  await app.db.transaction(jobWho(), findAlike)
  const visitors = {
    stranger: app.stranger(),
    person: await app.as('person', { personId: id(8) }),
    provider: await app.as('provider', { providerId: id(1) }),
    'its own provider': await app.as('provider', { providerId: id(2) }),
    broker: await app.as('broker'),
    commissioner: await app.as('commissioner'),
  }
  for (const [name, visitor] of Object.entries(visitors)) {
    for (const url of [...lists, ...ofEntry(hidden)]) {
      const { status, body, headers } = await visitor.get(url)
      const at = body.search(new RegExp(`${told}|960999`, 'i'))
      const leaks = at >= 0 && !staffSee(url, name)
      expect([name, url, status < 500, leaks], body.slice(at - 200, at + 100)).toEqual([name, url, true, false])
      if (!lists.includes(url)) expect([name, url, [303, 401, 403, 404].includes(status)]).toEqual([name, url, true])
      expect(JSON.stringify(headers)).not.toContain(told)
    }
    for (const [url, form] of acts(hidden))
      expect([name, url, (await visitor.post(url, form)).status]).toEqual([
        name,
        url,
        expect.toSatisfy((s: number) => [303, 307, 403, 404].includes(s)),
      ])
  }
  const { n } = await app.db.owner((tx) =>
    tx.one<{ n: number }>(sql`
    select ((select count(*) from directory.booking) + (select count(*) from directory.entry_reminder where opportunity_id = ${hidden}) + (select count(*) from directory.alike)
      + (select count(*) from directory.fault_report where opportunity_id = ${hidden}) - 1 + (select count(*) from directory.entry_pause where opportunity_id = ${hidden}) - 1
      + (select count(*) from directory.entry_check where opportunity_id = ${hidden}) - 1)::int as n`),
  )
  expect(n).toBe(0)
  // nor is the town in which nothing else is a place that is known here
  const town = (await visitors.stranger.get(`/directory?place=${secret}ton`)).body
  expect(town).toContain(`We do not know a place called “${secret}ton” here`)
  // the public entry beside it is found in each of these ways, so that the test would notice a leak
  for (const url of [
    '/directory?what=cook&days=7',
    `/directory/${shown}`,
    `/directory/${shown}/sessions.ics`,
    '/api/open-referral/services',
    '/api/open-referral/service_at_locations',
    `/directory/${shown}/book`,
  ])
    expect([
      url,
      (await visitors.stranger.get(url)).body.includes(url.endsWith('.ics') ? 'VEVENT' : 'Copper Kettle'),
    ]).toEqual([url, true])
})

test('an entry for staff is found by staff, and in no way by anybody else', async () => {
  const app = await testApp()
  await refuge(app.db)
  await app.db.owner((tx) => tx.query(sql`update directory.opportunity set audience = 'staff' where id = ${hidden}`))
  const outside = {
    stranger: app.stranger(),
    person: await app.as('person', { personId: id(8) }),
    'another provider': await app.as('provider', { providerId: id(1) }),
  }
  for (const [name, visitor] of Object.entries(outside))
    for (const url of [...lists, ...ofEntry(hidden)]) {
      const { status, body } = await visitor.get(url)
      expect([name, url, new RegExp(`${told}|960999`, 'i').test(body)]).toEqual([name, url, false])
      if (!lists.includes(url)) expect([name, url, [303, 401, 403, 404].includes(status)]).toEqual([name, url, true])
    }
  const broker = await app.as('broker')
  for (const url of [`/directory?what=${secret}`, `/directory/${hidden}`])
    expect([url, (await broker.get(url)).body.includes(told)]).toEqual([url, true])
})

/** The market's keepers list every provider by its organisation's name: that is no entry of the directory. */
const staffSee = (url: string, name: string) => url === '/market/providers' && ['broker', 'commissioner'].includes(name)
