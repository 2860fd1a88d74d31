import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { assurancePolicyOn } from '../../test/support/assurance.ts'
import { freshServer } from '../../test/support/databases.ts'
import { openReferralValidator, standard, withStandards } from '../../test/support/standards.ts'
import { travelPolicyOn } from '../../test/support/travel.ts'
import { jobWho } from '../../test/support/who.ts'
import type { Command, CommandContext } from '../platform/command.ts'
import { type Db, sql } from '../platform/db.ts'
import { commands } from './cli.ts'

const material = (file: string) => Buffer.from(standard(`oruk/${file}`))

const run = (
  name: string,
  db: Db,
  args: string[],
  flags: Record<string, string | true> = {},
  bytes: Buffer = Buffer.alloc(0),
) => {
  const command = commands(travelPolicyOn, assurancePolicyOn).find((one) => one.name === name) as Command
  const context = {
    args,
    flags,
    who: jobWho(),
    db: async () => db,
    progress: () => {},
    openFile: () => Readable.from([bytes]),
  }
  return command.run(context as unknown as CommandContext)
}

describe('the directory as open data', () => {
  test('a browser elsewhere that asks first whether it may read hears yes', async () => {
    const { web } = await testApp()
    for (const url of ['/api/open-referral', '/api/open-referral/services', '/api/open-referral/services/1']) {
      const { statusCode, headers } = await web.inject({ method: 'OPTIONS', url })
      expect([
        url,
        statusCode,
        headers['access-control-allow-origin'],
        headers['access-control-allow-methods'],
      ]).toEqual([url, 204, '*', 'GET, HEAD'])
    }
  })

  withStandards('on the published samples', () => {
    test('every service of the real sample is listed and served, valid against the standard, from anywhere', async () => {
      const { db, stranger } = await testApp()
      const sample = JSON.parse(material('real-feeds/well-aware-v1-sample.json').toString()) as {
        content: { id: string }[]
      }
      await run('import', db, ['sample.json'], {}, material('real-feeds/well-aware-v1-sample.json'))
      const visitor = stranger()
      const faultsOf = openReferralValidator()
      const list = await visitor.get('/api/open-referral/services?per_page=7&page=3')
      expect(list.headers['access-control-allow-origin']).toBe('*')
      expect(list.json()).toMatchObject({
        total_items: 20,
        total_pages: 3,
        page_number: 3,
        size: 6,
        first_page: false,
        last_page: true,
        empty: false,
      })
      const all = (await visitor.get('/api/open-referral/services')).json() as { contents: { id: string }[] }
      expect(all.contents.map(({ id }) => id).sort()).toEqual(sample.content.map(({ id }) => id).sort())
      for (const { id } of sample.content) {
        const { status, body } = await visitor.get(`/api/open-referral/services/${id}`)
        expect(status).toBe(200)
        expect(faultsOf('service', JSON.parse(body))).toEqual([])
        expect(body).not.toMatch(/:(null|"")/)
      }
    })
  })

  test('the root, organisations, lists, terms and places answer; what is hidden, withdrawn or unknown is not found', async () => {
    const { db, stranger } = await testApp()
    const service = {
      id: '5e000000-0000-4000-8000-000000000001',
      name: 'Choir',
      organization: { id: 'o', name: 'Singers' },
      status: 'active',
    }
    const place = {
      location: {
        id: 'l',
        name: 'Hall',
        addresses: [{ address_1: '1 Main Street', city: 'Crewe', postal_code: 'CW1 2AB' }],
      },
    }
    const feed = [
      {
        ...service,
        service_at_locations: [place],
        schedules: [{ freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:00' }],
        attributes: [{ taxonomy_term: { name: 'Music', taxonomy: 'arts' } }],
      },
    ]
    await run('import', db, ['feed.json'], {}, Buffer.from(JSON.stringify(feed)))
    await db.owner((tx) =>
      tx.query(
        sql`insert into directory.opportunity (organisation_id, name, audience) select id, 'A safe place', 'hidden' from directory.organisation`,
      ),
    )
    const visitor = stranger()
    const first = async (url: string) => ((await visitor.get(url)).json() as { contents: { id: string }[] }).contents
    expect((await visitor.get('/api/open-referral/')).json()).toMatchObject({ version: 'HSDS-UK-3.0' })
    for (const list of ['services', 'organizations', 'taxonomies', 'taxonomy_terms', 'service_at_locations']) {
      const [record, ...others] = await first(`/api/open-referral/${list}?page=1`)
      expect(others).toEqual([])
      expect((await visitor.get(`/api/open-referral/${list}/${record?.id}`)).json()).toMatchObject({ id: record?.id })
      expect((await visitor.get(`/api/open-referral/${list}/6e000000-0000-4000-8000-000000000001`)).status).toBe(404)
      expect((await visitor.get(`/api/open-referral/${list}/nonsense`)).status).toBe(404)
      expect(await first(`/api/open-referral/${list}?page=9`)).toEqual([])
    }
    expect(await first('/api/open-referral/services?search=safe')).toEqual([])
    for (const list of ['services', 'service_at_locations'])
      expect([
        (await first(`/api/open-referral/${list}?day=tu`)).length,
        (await first(`/api/open-referral/${list}?day=SA`)).length,
      ]).toEqual([1, 0])
    for (const asked of [
      'taxonomy_term_id=zzz',
      'organization_id=zzz',
      'modified_after=2999-01-01T10:00:00+01:00',
      'modified_after=2999-01-01T10:00:00.123456%2B01:00',
    ])
      expect(await first(`/api/open-referral/services?${asked}`), asked).toEqual([])
    // A time of another zone, nothing said, a sign that is no letter: never a fault of ours.
    for (const asked of ['2000-01-01T10:00:00.5Z', '2000-01-01T10:00:00%2B23:59', '2000-02-29', ''])
      expect(await first(`/api/open-referral/services?search=cho%00ir&modified_after=${asked}`), asked).toHaveLength(1)
    // Whoever asks for what is new since a day that cannot be read is told so, and not given everything.
    for (const [field, asked, words] of [
      ...['yesterday', '2000-02-31', '0000-01-01', '2000-01-01T99:00:00Z', '6%2F4%2F2026'].map(
        (day) => ['modified_after', day, 'must be a day like 2026-04-06'] as const,
      ),
      ['day', 'nonsense', 'must be one of MO, TU, WE'],
    ] as const)
      for (const list of ['services', 'service_at_locations']) {
        const answer = await visitor.get(`/api/open-referral/${list}?${field}=${asked}`)
        expect([asked, answer.status, answer.headers['access-control-allow-origin']]).toEqual([asked, 400, '*'])
        expect(answer.json()).toMatchObject({ errors: [{ field, message: expect.stringContaining(words) }] })
      }
    expect((await visitor.get('/api/directory/search?what=choir&place=crewe')).json()).toMatchObject({
      total: 1,
      results: [{ town: 'Crewe' }],
    })
  })
})

describe('importing by command', () => {
  let db: Db
  beforeAll(async () => {
    db = (await freshServer()).db
    return () => db.close()
  })
  const none = { imported: 0, updated: 0, unchanged: 0, rejected: 0 }

  test.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['a file that is no text', Buffer.from([0x7b, 0x00, 0x7d]), 'not text'],
    ['a page of HTML', Buffer.from('<html></html>'), 'not JSON'],
    ['JSON without services', Buffer.from('{"a":1}'), 'no services'],
  ])('%s is refused in a sentence', async (_, bytes, words) => {
    const result = await run('import', db, ['feed.json'], {}, bytes)
    expect(result).toMatchObject({ exit: 1, json: { error: expect.stringContaining(words) } })
  })

  test('no file is a wrong use, and an empty list imports nothing', async () => {
    expect(await run('import', db, [])).toMatchObject({ exit: 2 })
    expect(await run('import', db, ['feed.json'], {}, Buffer.from('[]'))).toMatchObject({ exit: 0, json: none })
  })

  withStandards('on the published samples', () => {
    test.each([
      ['V3.0-UK-Default/service_full.json', { ...none, imported: 1 }],
      ['V3.0-UK-Fail/service_list.json', { ...none, rejected: 4 }],
      ['V3.0-UK-Test/service_list.json', { imported: 1, updated: 0, unchanged: 0, rejected: 127 }],
    ])('the validator’s %s brings what its name promises', async (file, expected) => {
      const source = { source: file }
      const bytes = material(`validator-mocks/${file}`)
      const { contents } = JSON.parse(bytes.toString()) as { contents?: unknown[] }
      const first = await run('import', db, [file], source, bytes)
      expect(first).toMatchObject({
        exit: 0,
        json: file.includes('Fail') ? { ...none, rejected: contents?.length } : expected,
      })
      expect(await run('import', db, [file], source, bytes)).toMatchObject({
        json: { imported: 0, updated: 0, unchanged: expected.imported },
      })
    })
  })

  test('a feed at an address is read page by page, each service whole, and goes on where a page failed', async () => {
    let broken = false
    let word = 'Whole'
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://feed')
      const page = Number(url.searchParams.get('page') ?? 1)
      if (broken && page === 2) return response.writeHead(500).end()
      const one = /services\/(\d)$/.exec(url.pathname)?.[1]
      const service = (n: number) => ({ id: `${n}`, name: `Club ${n}`, status: 'active' })
      const body =
        one === undefined
          ? { total_pages: 3, page_number: page, contents: [service(page)] }
          : { ...service(Number(one)), description: `${word} ${one}`, schedules: [] }
      return response.end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const address = `http://127.0.0.1:${port}/services`
    const inside = { private: true } as const
    expect(await run('import', db, [address])).toMatchObject({
      exit: 1,
      json: { error: expect.stringMatching(/private network.*add --private/) },
    })
    expect(await run('import', db, ['http://'])).toMatchObject({ exit: 1 })
    expect(await db.owner((tx) => tx.query(sql`select id from directory.feed_source where feed <> 'file'`))).toEqual([])
    broken = true
    expect(await run('import', db, [address], inside)).toMatchObject({
      exit: 1,
      json: { error: expect.stringMatching(/code 500.*1 page read.*again to go on/), imported: 1 },
    })
    broken = false
    expect(await run('import', db, [address], inside)).toMatchObject({ exit: 0, json: { ...none, imported: 3 } })
    const whole = await db.owner((tx) =>
      tx.query(sql`select what_happens as words from directory.opportunity where name like 'Club %' order by name`),
    )
    expect(whole).toEqual([{ words: 'Whole 1' }, { words: 'Whole 2' }, { words: 'Whole 3' }])
    expect(await run('import', db, [address], inside)).toMatchObject({ exit: 0, json: { ...none, unchanged: 3 } })
    await db.owner((tx) => tx.query(sql`update directory.feed_source set policy = 'review'`))
    word = 'New'
    expect(await run('import', db, [address], inside)).toMatchObject({
      json: { updated: 0, toReview: 3 },
      text: expect.stringContaining('3 changes wait until somebody has looked'),
    })
    server.close()
    server.closeAllConnections()
    expect(await run('import', db, [address], inside)).toMatchObject({
      exit: 1,
      json: { error: expect.stringContaining('did not answer') },
    })
  })

  test('search by command answers as the page does', async () => {
    expect((await run('search', db, ['clubb'])).text).toContain('Showing results for “club”.')
    expect(await run('search', db, ['club'], { cost: 'free' })).toMatchObject({
      exit: 0,
      json: { total: 0, wider: [{ words: 'at any cost', total: 3 }] },
    })
  })
})
