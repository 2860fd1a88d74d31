import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { servedFeed, thisComputer } from '../../../test/support/served-feed.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { beginRun } from './feed-runs.ts'
import { addSource } from './feed-sources.ts'
import { readToEnd } from './read-source.ts'

const as = jobWho()
interface Item {
  readonly id: string
  readonly state: 'updated' | 'deleted'
  readonly data?: object
}

/** A feed as publishers serve it: three items a page from a place in the order of changes; the end leads to itself. */
async function rpde() {
  const items: Item[] = []
  const asked: string[] = []
  const address = await servedFeed((url) => {
    const after = Number(url.searchParams.get('after') ?? 0)
    asked.push(url.search)
    const some = items.slice(after, after + 3).map((item, at) => ({ kind: 'x', modified: after + at, ...item }))
    return {
      items: some,
      next: `/feed?after=${after + some.length}`,
      license: 'https://creativecommons.org/licenses/by/4.0/',
    }
  })
  return { items, asked, address: `${address}/feed` }
}
const sourceOf = (db: Db, name: string, address: string) =>
  db.transaction(as, (tx) =>
    addSource(tx, { name, feed: name, address, standard: 'openactive', everyHours: null, policy: 'publish' }),
  )
const read = async (db: Db, sourceId: string) => {
  const { id } = await db.transaction(as, (tx) => beginRun(tx, sourceId))
  return readToEnd(db, as, id, { reach: thisComputer })
}
const shown = (db: Db) =>
  db.owner((tx) =>
    tx.query(
      sql`select name, times_words as times from directory.opportunity where withdrawn_on is null order by name`,
    ),
  )
const series = (id: string, name: string): Item => ({
  id,
  state: 'updated',
  data: { '@type': 'SessionSeries', '@id': `https://series.example/${id}`, name },
})
const session = (id: string, of: string, day: string, more: object = {}): Item => ({
  id,
  state: 'updated',
  data: {
    '@type': 'ScheduledSession',
    superEvent: `https://series.example/${of}`,
    startDate: `${day}T10:00:00Z`,
    endDate: `${day}T11:00:00Z`,
    ...more,
  },
})

onBothDatabases('a feed of OpenActive', (open) => {
  test('is followed from where it was left: what is updated changes, what is deleted leaves, and may come back', async () => {
    const db = await open()
    const feed = await rpde()
    feed.items.push(series('a', 'Art'), series('b', 'Boxing'), series('c', 'Cooking'), series('d', 'Dance'))
    const sourceId = await sourceOf(db, 'sports', feed.address)
    expect(await read(db, sourceId)).toMatchObject({ state: 'done', imported: 4, pagesRead: 3 })
    expect(feed.asked).toEqual(['', '?after=3', '?after=4'])
    feed.items.push({ id: 'b', state: 'deleted' }, series('c', 'Cooking together'), {
      id: 'never came',
      state: 'deleted',
    })
    expect(await read(db, sourceId)).toMatchObject({ updated: 1, withdrawn: 1, rejected: 0 })
    expect(feed.asked.slice(3)).toEqual(['?after=4', '?after=7'])
    expect(await shown(db)).toEqual([
      { name: 'Art', times: null },
      { name: 'Cooking together', times: null },
      { name: 'Dance', times: null },
    ])
    feed.items.push(series('b', 'Boxing'))
    expect(await read(db, sourceId)).toMatchObject({ updated: 1 })
    expect(await read(db, sourceId)).toMatchObject({ imported: 0, updated: 0, unchanged: 0, pagesRead: 1 })
    expect(await shown(db)).toHaveLength(4)
  })

  test('dates come from another feed, before or after their series, and leave again when they are off', async () => {
    const db = await open()
    const [all, dates] = [await rpde(), await rpde()]
    const [ofSeries, ofDates] = [await sourceOf(db, 'series', all.address), await sourceOf(db, 'dates', dates.address)]
    dates.items.push(session('1', 'a', '2026-12-01'), session('2', 'a', '2026-12-05'), session('3', 'a', '2026-01-05'))
    await read(db, ofDates)
    all.items.push(series('a', 'Art'))
    await read(db, ofSeries)
    const tuesday = 'Tuesday, 10am to 11am. 1 December 2026'
    expect(await shown(db)).toEqual([{ name: 'Art', times: `${tuesday}\nSaturday, 10am to 11am. 5 December 2026` }])
    dates.items.push(
      { id: '2', state: 'deleted' },
      session('4', 'a', '2026-12-07', { eventStatus: 'https://schema.org/EventCancelled' }),
    )
    await read(db, ofDates)
    expect(await shown(db)).toEqual([{ name: 'Art', times: tuesday }])
    const days = await db.owner((tx) => tx.query(sql`select said_weekdays as days from directory.opportunity`))
    expect(days).toEqual([{ days: [2] }])
  })

  test('a series that carries its dates drops those it no longer names', async () => {
    const db = await open()
    const feed = await rpde()
    const whole = (...days: string[]): Item => ({
      id: 'a',
      state: 'updated',
      data: {
        ...series('a', 'Art').data,
        subEvent: days.map((day) => ({ '@type': 'ScheduledSession', identifier: day, startDate: `${day}T10:00:00Z` })),
      },
    })
    feed.items.push(whole('2026-12-01', '2026-12-02'))
    const sourceId = await sourceOf(db, 'sports', feed.address)
    await read(db, sourceId)
    expect(await shown(db)).toEqual([
      { name: 'Art', times: 'Tuesday, from 10am. 1 December 2026\nWednesday, from 10am. 2 December 2026' },
    ])
    feed.items.push(whole('2026-12-02'))
    await read(db, sourceId)
    expect(await shown(db)).toEqual([{ name: 'Art', times: 'Wednesday, from 10am. 2 December 2026' }])
  })
})
