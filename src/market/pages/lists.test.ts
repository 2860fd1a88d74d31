import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import {
  borough,
  opportunityId,
  otherProvider,
  otherService,
  providerId,
} from '../../../test/support/assured-services.ts'
import { sql } from '../../platform/db.ts'

const lot = '00000000-0000-4000-8000-000000000021'
const rows = (body: string) => (body.match(/<th role="rowheader"/g) ?? []).length

test('concerns, voices, uplifts and buildings are all found: page by page, with how many there are, and by words', async () => {
  const app = await testApp()
  await borough(app.db)
  await app.db.owner(async (tx) => {
    await tx.query(sql`
      insert into market.concern (id, opportunity_id, provider_id, raised_on, route, words)
      select gen_random_uuid(), ${opportunityId}, ${providerId}, ${tx.today}::date - n, 'public', 'Concern ' || n || ' of the door' from generate_series(1, 60) n`)
    await tx.query(sql`
      insert into market.concern (id, opportunity_id, provider_id, raised_on, route, words)
      values (gen_random_uuid(), ${otherService}, ${otherProvider}, ${tx.today}, 'public', 'The spoon was not clean')`)
    await tx.query(sql`
      insert into market.voice (id, opportunity_id, provider_id, said_on, speaker, feeling, words, may_quote)
      select gen_random_uuid(), ${opportunityId}, ${providerId}, ${tx.today}::date - n, 'person', 'good', 'I like it, said ' || n, true from generate_series(1, 60) n`)
    await tx.query(sql`insert into market.lot (id, name) values (${lot}, 'Outreach')`)
    await tx.query(sql`
      insert into market.uplift_proposal (lot_id, from_date, base_year, to_year, wage_percent, basis_points, working, rule_version, proposed_by, proposed_on)
      select ${lot}, ${tx.today}::date + n, 2025, 2026, 75, 387, '{}', 'uplift-1', ${lot}, ${tx.today} from generate_series(1, 60) n`)
    for (let at = 1; at <= 60; at++) {
      const { id } = await tx.one<{ id: string }>(sql`
        insert into directory.site (organisation_id, name, town) values (${providerId}, ${`Hall ${at}`}, 'Crewe') returning id`)
      await tx.query(sql`
        insert into directory.session (opportunity_id, site_id, name, weekday, first_monday, start_minute, end_minute, from_date)
        values (${opportunityId}, ${id}, 'Cooking', 2, '2026-11-16', 600, 720, ${tx.today})`)
    }
  })
  const commissioner = await app.as('commissioner')
  const page = async (path: string) => (await commissioner.get(path)).body
  const lists: [string, string, number, number][] = [
    ['/market/concerns?', '61 concerns', 50, 11],
    ['/market/voices?', '60 voices', 25, 25],
    ['/market/uplifts?', '60 uplifts', 50, 10],
    ['/market/sites?', '60 buildings', 50, 10],
  ]
  for (const [path, count, first, second] of lists) {
    const [one, two] = [await page(path), await page(`${path}page=2`)]
    expect([path, one.includes(count), rows(one), rows(two)]).toEqual([path, true, first, second])
    expect((await commissioner.get(`${path}page=90`)).headers['location']).toBe(`${path}page=1`)
  }
  for (const [path, count] of [
    ['/market/concerns?words=spoon', '1 concern<'],
    ['/market/concerns?state=decided', '0 concerns'],
    ['/market/voices?words=said+7', '1 voice<'],
    ['/market/voices?words=kettle&state=waits', '60 voices'],
    ['/market/sites?words=hall+59', '1 building<'],
    [`/market/uplifts?lotId=${lot}`, '60 uplifts'],
  ] as const)
    expect([path, (await page(path)).includes(count)]).toEqual([path, true])
  const answer = (await commissioner.api('GET', '/api/market/uplifts?page=2')).json() as { all: number; uplifts: [] }
  expect([answer.all, answer.uplifts.length]).toEqual([60, 10])
  const file = await page(`/market/assurance/${opportunityId}`)
  for (const words of ['20 of 60 are shown.', 'Show all 60 concerns', '25 of 60 voices are shown.'])
    expect(file).toContain(words)
  expect(rows(await page(`/market/assurance/${opportunityId}?all=concerns`))).toBe(60 + 25)
})

test('the last of many buildings opens as the first does', async () => {
  const app = await testApp()
  await borough(app.db)
  const last = await app.db.owner(async (tx) => {
    const sites = await tx.query<{ id: string }>(sql`
      insert into directory.site (organisation_id, name) select ${providerId}, 'Hall ' || lpad(n::text, 4, '0') from generate_series(1, 510) n returning id`)
    await tx.query(sql`
      insert into directory.session (opportunity_id, site_id, name, weekday, first_monday, start_minute, end_minute, from_date)
      select ${opportunityId}, s.id, 'Cooking', 2, '2026-11-16', 600, 720, ${tx.today} from directory.site s`)
    return sites.at(-1)?.id
  })
  const commissioner = await app.as('commissioner')
  expect((await commissioner.get(`/market/sites/${last}`)).body).toContain('Hall 0510')
})
