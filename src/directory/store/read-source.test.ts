import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { type Served, servedFeed, thisComputer } from '../../../test/support/served-feed.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { decideChange, waitingChange, waitingChanges } from './entry-changes.ts'
import { beginRun } from './feed-runs.ts'
import { addSource, type FeedSource, feedRuns, stopSource } from './feed-sources.ts'
import { readToEnd } from './read-source.ts'

const as = jobWho()
const service = (n: number | string, more: object = {}) => ({
  id: `s${n}`,
  name: `Club ${n}`,
  status: 'active',
  schedules: [],
  ...more,
})
const page = (number: number, total: number, contents: unknown[]) => ({
  page_number: number,
  total_pages: total,
  contents,
})
const numberIn = (url: URL) => Number(url.searchParams.get('page') ?? 1)

async function sourceOf(db: Db, answer: Served, more: Partial<FeedSource> = {}): Promise<string> {
  const address = `${await servedFeed(answer)}/services`
  const source = {
    name: 'A feed',
    feed: 'a feed',
    address,
    standard: 'open_referral',
    everyHours: null,
    policy: 'publish',
    ...more,
  } as const
  return db.transaction(as, (tx) => addSource(tx, source))
}
const read = async (db: Db, sourceId: string) => {
  const { id } = await db.transaction(as, (tx) => beginRun(tx, sourceId))
  return readToEnd(db, as, id, { reach: thisComputer })
}
const names = async (db: Db) => {
  const rows = await db.owner((tx) =>
    tx.query<{ name: string }>(sql`select name from directory.opportunity where withdrawn_on is null order by name`),
  )
  return rows.map(({ name }) => name)
}

onBothDatabases('reading a source', (open) => {
  test('after a failure in mid-crawl it goes on where it stopped, and nothing that came is asked for again', async () => {
    const db = await open()
    const asked: number[] = []
    let broken = true
    const sourceId = await sourceOf(db, (url) => {
      const n = numberIn(url)
      asked.push(n)
      return broken && n === 3 ? '<html>Gateway timeout</html>' : page(n, 4, [service(n)])
    })
    expect(await read(db, sourceId)).toMatchObject({
      state: 'failed',
      pagesRead: 2,
      imported: 2,
      fault: expect.stringContaining('not JSON'),
    })
    expect(await names(db)).toEqual(['Club 1', 'Club 2'])
    broken = false
    expect(await read(db, sourceId)).toMatchObject({
      state: 'done',
      pagesRead: 4,
      pagesTotal: 4,
      imported: 4,
      fault: null,
    })
    expect(asked).toEqual([1, 2, 3, 3, 4])
    expect(await read(db, sourceId)).toMatchObject({ state: 'done', unchanged: 4, imported: 0 })
    expect((await db.transaction(as, (tx) => feedRuns(tx, sourceId))).rows).toHaveLength(2)
  })

  test('what a whole reading no longer lists waits for a human, is asked once, and is settled when it is listed again', async () => {
    const db = await open()
    let listed: (number | string)[] = [1, 2, 3]
    const sourceId = await sourceOf(db, () =>
      page(
        1,
        1,
        listed.map((n) => (n === 'bad' ? { id: 's3', name: null } : service(n))),
      ),
    )
    const age = () =>
      db.owner((tx) =>
        tx.query(sql`update directory.source_record set last_seen_at = last_seen_at - interval '1 hour'`),
      )
    const wait = async () =>
      (await db.transaction(as, (tx) => waitingChanges(tx, { words: '', limit: 9, offset: 0 }))).changes.map(
        ({ proposed, why }) => [proposed.name, why],
      )
    const again = async (...now: (number | string)[]) => {
      listed = now
      await age()
      return read(db, sourceId)
    }
    await read(db, sourceId)
    expect(await again()).toMatchObject({ toReview: 0 })
    expect(await again(1, 'bad')).toMatchObject({ state: 'done', toReview: 1, withdrawn: 0 })
    expect([await wait(), await names(db)]).toEqual([[['Club 2', 'gone']], ['Club 1', 'Club 2', 'Club 3']])
    expect(await again(1, 2, 3)).toMatchObject({ unchanged: 3 })
    expect(await wait()).toEqual([])
    await again(1, 3)
    const decide = async (decision: 'approved' | 'declined') => {
      const { changes } = await db.transaction(as, (tx) => waitingChanges(tx, { words: '', limit: 9, offset: 0 }))
      await db.transaction(as, (tx) => decideChange(tx, changes[0]?.id ?? '', decision))
    }
    await decide('declined')
    listed = [1, 3]
    expect([await read(db, sourceId), await wait()]).toMatchObject([{ toReview: 0 }, []])
    await again(1, 2)
    expect(await wait()).toEqual([['Club 3', 'gone']])
    await decide('approved')
    expect(await names(db)).toEqual(['Club 1', 'Club 2'])
    await again(1, 2, 3)
    expect(await names(db)).toEqual(['Club 1', 'Club 2', 'Club 3'])
  })

  test('of a feed full of faults the good part arrives, the rest stands in the report, and nothing already there is lost', async () => {
    const db = await open()
    let spoilt = false
    const sourceId = await sourceOf(db, () =>
      spoilt
        ? page(1, 1, [
            null,
            'text',
            7,
            {},
            { id: 's1', name: null },
            { ...service(2), organization: null, schedules: [{ freq: 'YEARLY', byday: 'XX', opens_at: 'noon' }] },
            {
              ...service(3),
              name: '<p>Caf&eacute; <script>alert(1)</script></p>',
              email: '',
              url: null,
              minimum_age: 'old',
            },
            service(4, {
              schedules: 'Tuesdays',
              cost_options: [null, { amount: {} }],
              service_at_locations: { location: [] },
            }),
            service(4, { name: 'Club 4 again' }),
          ])
        : page(1, 1, [service(1), service(2), service(9)]),
    )
    await read(db, sourceId)
    spoilt = true
    const run = await read(db, sourceId)
    expect(run).toMatchObject({ state: 'done', imported: 2, updated: 1, rejected: 6 })
    expect(await names(db)).toEqual(['Café', 'Club 1', 'Club 2', 'Club 4 again', 'Club 9'])
    const said = run.findings.map(({ problem }) => problem).join(' ')
    for (const words of [
      'is not a service',
      'needs a name',
      'needs an id',
      'neither WEEKLY nor MONTHLY, kept as a word',
      'not MO to SU',
      'same id comes again',
    ])
      expect(said).toContain(words)
  })

  test.each([
    [
      'says it has more pages than anybody reads',
      (url: URL) => page(numberIn(url), 1_000_000, [service(1)]),
      'most that is read',
    ],
    ['gives page 1 whatever is asked for', () => page(1, 5, [service(1)]), 'Page 2 was asked for and page 1 came'],
    ['leads to a page of words', () => '<html></html>', 'not JSON'],
    ['is not there', () => 404, 'code 404'],
  ])('a feed that %s is left with its reason', async (_, answer, words) => {
    const db = await open()
    const run = await read(db, await sourceOf(db, answer))
    expect(run).toMatchObject({ state: 'failed', fault: expect.stringContaining(words) })
    expect(run.pagesRead).toBeLessThan(2)
  })

  test('an address that leads into a private network is refused, however it is written', async () => {
    const db = await open()
    for (const address of [
      'http://10.0.0.1/services',
      'http://[::1]/services',
      'http://2130706433/',
      'http://localhost/',
    ]) {
      const sourceId = await sourceOf(db, () => 404, { address, feed: address })
      const { id } = await db.transaction(as, (tx) => beginRun(tx, sourceId))
      expect(await readToEnd(db, as, id, {})).toMatchObject({
        state: 'failed',
        fault: expect.stringContaining('private network'),
      })
    }
  })

  test('a source that was stopped reads no further page, and goes on when somebody asks', async () => {
    const db = await open()
    const sourceId = await sourceOf(db, (url) => page(numberIn(url), 3, [service(numberIn(url))]))
    const again = await db.transaction(as, (tx) => beginRun(tx, sourceId))
    await db.transaction(as, (tx) => stopSource(tx, sourceId))
    expect(await readToEnd(db, as, again.id, { reach: thisComputer })).toMatchObject({ state: 'stopped', pagesRead: 0 })
    expect(await read(db, sourceId)).toMatchObject({ state: 'done', imported: 3 })
  })
})

onBothDatabases('changes that a human looks at first', (open) => {
  const waiting = (db: Db) => db.transaction(as, (tx) => waitingChanges(tx, { words: '', limit: 50, offset: 0 }))

  test('nothing of a source that is not trusted is public before it is approved, and what is declined is not asked again', async () => {
    const db = await open()
    let name = 'Club 1'
    const sourceId = await sourceOf(db, () => page(1, 1, [service(1, { name }), service(2)]), { policy: 'review' })
    expect(await read(db, sourceId)).toMatchObject({ imported: 0, toReview: 2 })
    expect([await names(db), (await waiting(db)).total]).toEqual([[], 2])
    const [one, two] = (await waiting(db)).changes
    await db.transaction(as, (tx) => decideChange(tx, one?.id ?? '', 'approved'))
    await db.transaction(as, (tx) => decideChange(tx, two?.id ?? '', 'declined'))
    await expect(db.transaction(as, (tx) => decideChange(tx, two?.id ?? '', 'approved'))).rejects.toThrow(
      'change_decided_already',
    )
    const approved = one?.proposed.name
    expect(await names(db)).toEqual([approved])
    expect(await read(db, sourceId)).toMatchObject({ toReview: 0, unchanged: 2 })
    name = 'Another name'
    await read(db, sourceId)
    const [next] = (await waiting(db)).changes
    const shown = await db.transaction(as, (tx) => waitingChange(tx, next?.id ?? ''))
    expect([shown.proposed.name, await names(db)]).toEqual(['Another name', [approved]])
  })

  test('an entry that was changed here is not overwritten: the new words wait beside what stands, which is kept', async () => {
    const db = await open()
    let name = 'Club 1'
    const sourceId = await sourceOf(db, () => page(1, 1, [service(1, { name })]))
    await read(db, sourceId)
    await db.owner((tx) =>
      tx.query(sql`update directory.opportunity set name = 'As the provider says', version = version + 1`),
    )
    expect(await read(db, sourceId)).toMatchObject({ unchanged: 1, toReview: 0 })
    name = 'As the feed says'
    expect(await read(db, sourceId)).toMatchObject({ updated: 0, toReview: 1 })
    expect(await names(db)).toEqual(['As the provider says'])
    const [change] = (await waiting(db)).changes
    const shown = await db.transaction(as, (tx) => waitingChange(tx, change?.id ?? ''))
    expect([shown.why, shown.stands?.name, shown.proposed.name]).toEqual([
      'changed here',
      'As the provider says',
      'As the feed says',
    ])
    await db.transaction(as, (tx) => decideChange(tx, change?.id ?? '', 'approved'))
    expect(await names(db)).toEqual(['As the feed says'])
    const kept = await db.owner((tx) => tx.query(sql`select stood ->> 'name' as stood from directory.entry_change`))
    expect(kept).toEqual([{ stood: 'As the provider says' }])
    name = 'Once more'
    expect(await read(db, sourceId)).toMatchObject({ updated: 1, toReview: 0 })
  })
})
