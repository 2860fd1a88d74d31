import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const rows = (body: string) => (body.match(/<th role="rowheader"/g) ?? []).length

test('entries to check, questions, entries that may be one and readings of a source: page by page, with how many there are, and by words', async () => {
  const app = await testApp()
  const [organisation, source] = [newId(), newId()]
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${organisation}, 'Kettle Kitchens')`)
    const entries = await tx.query<{ id: string }>(sql`
      insert into directory.opportunity (organisation_id, name) select ${organisation}, 'Group ' || lpad(n::text, 2, '0') from generate_series(1, 60) n returning id`)
    await tx.query(sql`
      insert into directory.entry_reminder (opportunity_id, months, counted_from, made_on)
      select o.id, 6, ${tx.today}::date - 200, ${tx.today}::date - 10 from directory.opportunity o`)
    const [first, ...others] = entries.map(({ id }) => id).sort()
    await tx.query(sql`
      insert into directory.alike (one_id, other_id, reasons, found_at)
      select ${first}::uuid, o, '{"same name"}', ${tx.now.toISOString()}::timestamptz from unnest(${others}::uuid[]) o`)
    await tx.query(sql`
      insert into directory.feed_source (id, name, feed, address, standard, policy, recorded_by) values (${source}, 'Leisure', 'leisure', 'https://example.org/feed', 'open_referral', 'publish', ${newId()})`)
    await tx.query(sql`
      insert into directory.feed_run (source_id, begun_at, ended_at, state, recorded_by)
      select ${source}, ${tx.now.toISOString()}::timestamptz - n * interval '1 hour', ${tx.now.toISOString()}::timestamptz - n * interval '1 hour', 'done', ${newId()}::uuid from generate_series(1, 23) n`)
  })
  const commissioner = await app.as('commissioner')
  const page = async (path: string) => (await commissioner.get(path)).body
  for (const [path, count, first, second] of [
    ['/directory/checks?', '60 to check', 50, 10],
    ['/directory/reminders?', '60 not answered', 50, 10],
  ] as const) {
    const [one, two] = [await page(path), await page(`${path}page=2`)]
    expect([path, one.includes(count), rows(one), rows(two)]).toEqual([path, true, first, second])
    expect(rows(await page(`${path}words=group+59`))).toBe(1)
    expect(rows(await page(`${path}words=kettle`))).toBe(50)
    expect(await page(`${path}words=nobody`)).toContain('Nothing fits.')
    expect((await commissioner.get(`${path}page=9`)).headers['location']).toBe(`${path}page=1`)
  }
  expect(await page('/directory/checks?why=faults')).toContain('Nothing fits.')
  const pairs = async (path: string) => ((await page(path)).match(/id="pair-/g) ?? []).length
  expect([await pairs('/directory/alike'), await pairs('/directory/alike?page=3')]).toEqual([20, 19])
  expect(await page('/directory/alike')).toContain('59 pairs to look at')
  expect(rows(await page(`/directory/sources/${source}?page=3`))).toBe(3)
})

test('waiting places, changes and proposals say that nothing waits where nothing does', async () => {
  const commissioner = await (await testApp()).as('commissioner')
  for (const path of ['/directory/proposals', '/directory/changes', '/directory/checks', '/directory/reminders'])
    expect((await commissioner.get(path)).body).not.toContain('Nothing fits.')
})
