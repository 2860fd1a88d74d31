import { describe, expect, test } from 'vitest'
import { freshServer, onBothDatabases, testClock } from '../../../test/support/databases.ts'
import { madeUpWords } from '../../../test/support/made-up-entries.ts'
import { jobWho } from '../../../test/support/who.ts'
import { addMonths, day } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { type Clock, stoppedClock } from '../../platform/clock.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { openServer } from '../../platform/db-server.ts'
import { stemOf } from '../search/words.ts'
import { searchCriteria } from '../search-criteria.ts'
import { nowhere, searchQuery } from '../search-query.ts'
import { changesSince, forgetChanges, snapshotNow } from './search-changes.ts'
import { searchIndexFor } from './search-memory.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

async function found(db: Db, query: Record<string, unknown>, role = 'public'): Promise<string[]> {
  const index = await searchIndexFor(db, role)
  const criteria = searchCriteria.parse(query)
  const asked = searchQuery(
    criteria,
    nowhere,
    index.understand(criteria.what),
    addMonths(db.clock.today(), -6),
    undefined,
  )
  return index.find(asked, { limit: 50, offset: 0 }).ids.map((one) => one.slice(-1))
}

const organisation = (tx: Tx) =>
  tx.query(sql`insert into directory.organisation (id, name) values (${id(0)}, 'Kettle Kitchens')`)
const opportunity = (tx: Tx, last: number, name: string, audience = 'public') =>
  tx.query(sql`
    insert into directory.opportunity (id, organisation_id, name, audience) values (${id(last)}, ${id(0)}, ${name}, ${audience})`)

onBothDatabases('what is searched is what the records say', (open) => {
  test('a new entry, a change of words, place, day or price, and an entry that is withdrawn are found or gone at once', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      await organisation(tx)
      await opportunity(tx, 1, 'Cooking')
    })
    expect(await found(db, { what: 'cooking' })).toEqual(['1'])
    await db.owner((tx) => opportunity(tx, 2, 'Cooking with friends'))
    expect(await found(db, { what: 'cooking' })).toEqual(['1', '2'])
    await db.owner((tx) => tx.query(sql`update directory.opportunity set name = 'Gardening' where id = ${id(2)}`))
    expect([await found(db, { what: 'cooking' }), await found(db, { what: 'gardening' })]).toEqual([['1'], ['2']])
    await db.owner((tx) =>
      tx.query(sql`
        insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date)
        values (${id(1)}, ${id(2)}, 6, '2026-01-05', 600, 720, '2026-01-05')`),
    )
    expect(await found(db, { days: '6' })).toEqual(['2'])
    await db.owner(async (tx) => {
      await tx.query(sql`insert into directory.site (id, name, town) values (${id(1)}, 'Kitchen', 'Crewe')`)
      await tx.query(sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id(1)}, ${id(1)})`)
    })
    expect(await found(db, { needs: 'hoist' })).toEqual([])
    await db.owner((tx) => tx.query(sql`update directory.site set access_features = '{hoist}' where id = ${id(1)}`))
    expect(await found(db, { needs: 'hoist' })).toEqual(['1'])
    await db.owner((tx) =>
      tx.query(sql`
        insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date)
        values (${id(1)}, ${id(1)}, '1:4', 'session', 4400, '2026-04-01')`),
    )
    expect(await found(db, { cost: 'budget' })).toEqual(['1'])
    await db.owner((tx) =>
      tx.query(sql`update directory.opportunity set withdrawn_on = '2026-11-22' where id = ${id(1)}`),
    )
    expect(await found(db, {})).toEqual(['2'])
  })

  test('a hidden entry is in nobody’s index, staff’s are in the staff’s alone, and one that is made hidden leaves', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      await organisation(tx)
      await opportunity(tx, 1, 'Cooking refuge', 'hidden')
      await opportunity(tx, 2, 'Cooking rota', 'staff')
      await opportunity(tx, 3, 'Cooking club')
    })
    const everywhere = async (what: string) => [await found(db, { what }), await found(db, { what }, 'commissioner')]
    expect(await everywhere('cooking')).toEqual([['3'], ['3', '2']])
    expect(await everywhere('refuge')).toEqual([[], []])
    await db.owner((tx) =>
      tx.query(sql`update directory.opportunity set audience = 'hidden' where id in (${id(2)}, ${id(3)})`),
    )
    expect(await everywhere('cooking')).toEqual([[], []])
    const rows = await db.owner((tx) => tx.query(sql`select id from directory.findable_entry`))
    expect(rows).toEqual([])
  })

  test('the words of a hidden entry or of staff’s never stand in for what somebody typed', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      await organisation(tx)
      await opportunity(tx, 1, 'Larkspur House', 'hidden')
      await opportunity(tx, 2, 'Foxglove rota', 'staff')
    })
    const index = await searchIndexFor(db, 'public')
    expect(index.understand('larkspurr')).toMatchObject({ groups: 'nothing', instead: '' })
    expect(index.understand('foxglive')).toMatchObject({ groups: 'nothing', instead: '' })
    expect((await searchIndexFor(db, 'broker')).understand('foxglive')).toMatchObject({ instead: 'foxglove' })
    await db.owner((tx) => opportunity(tx, 3, 'Larkspur'))
    expect((await searchIndexFor(db, 'public')).understand('larkspor')).toMatchObject({ instead: 'larkspur' })
    await db.owner(async (tx) => {
      await tx.query(sql`update directory.opportunity set audience = 'hidden' where id = ${id(3)}`)
      await opportunity(tx, 4, 'Larkspot')
    })
    expect((await searchIndexFor(db, 'public')).understand('larkspor')).toMatchObject({ instead: 'larkspot' })
  })

  test('a session that begins or ends by the calendar counts from its day, though nobody touched it', async () => {
    let today = day('2026-11-22')
    const clock: Clock = { now: () => stoppedClock(today).now(), today: () => today }
    const db = await open(clock)
    await db.owner(async (tx) => {
      await organisation(tx)
      await opportunity(tx, 1, 'Cooking')
      await tx.query(sql`
        insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, until_date)
        values (${id(1)}, ${id(1)}, 6, '2026-01-05', 600, 720, '2026-01-05', '2026-11-23')`)
      await tx.query(sql`
        insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date)
        values (${id(1)}, ${id(1)}, '1:4', 'session', 4400, '2026-11-24')`)
    })
    expect([await found(db, { days: '6' }), await found(db, { cost: 'budget' })]).toEqual([['1'], []])
    today = day('2026-11-24')
    expect([await found(db, { days: '6' }), await found(db, { cost: 'budget' })]).toEqual([[], ['1']])
  })

  test('changes are kept for a day, and a process that slept longer reads everything again', async () => {
    let today = day('2026-11-22')
    const clock: Clock = { now: () => stoppedClock(today).now(), today: () => today }
    const db = await open(clock)
    await db.owner(organisation)
    expect(await found(db, {})).toEqual([])
    await db.owner((tx) => opportunity(tx, 1, 'Cooking'))
    const seen = await db.transaction(jobWho(), snapshotNow)
    expect(await db.transaction(jobWho(), (tx) => forgetChanges(tx, 0))).toBe(1)
    expect((await changesSince(db, seen)).changed).toBe(false)
    today = day('2026-11-24')
    expect(await found(db, {})).toEqual(['1'])
  })
})

describe('several processes on one server', () => {
  test('each finds what another wrote, also what was written while a longer transaction was open', async () => {
    const { db, url } = await freshServer()
    const other = openServer({ url, clock: testClock, connections: 2 })
    try {
      await db.owner(organisation)
      expect([await found(db, {}), await found(other, {})]).toEqual([[], []])
      // the longer transaction begins first, so its number is lower, and it ends last
      await db.owner(async (tx) => {
        await opportunity(tx, 1, 'Cooking')
        await other.owner((later) => opportunity(later, 2, 'Dancing'))
        expect([await found(db, {}), await found(other, {})]).toEqual([['2'], ['2']])
      })
      expect([await found(db, {}), await found(other, {})]).toEqual([
        ['1', '2'],
        ['1', '2'],
      ])
    } finally {
      await Promise.all([db.close(), other.close()])
    }
  })

  test('many searches at once while entries come in all find what was there when they asked', async () => {
    const { db } = await freshServer()
    try {
      await db.owner(organisation)
      for (let last = 1; last <= 9; last++) {
        await db.owner((tx) => opportunity(tx, last, `Cooking ${last}`))
        const counts = await Promise.all(Array.from({ length: 6 }, async () => (await found(db, {})).length))
        expect(counts).toEqual(Array.from({ length: 6 }, () => last))
      }
    } finally {
      await db.close()
    }
  })

  test('stems are those of PostgreSQL’s English search', async () => {
    const { db } = await freshServer()
    try {
      const words = [
        ...madeUpWords(random(1), 8_000),
        ...`happy happily happiness generously communities national relational conditional rationalise vocational
        hopefulness sensibility feudalism activities electricity electrical formalize triplicate allowance inference
        airliner adjustable defensible replacement adjustment dependent adoption communism effective probate rate cease
        controlling rolling singing gardening organised organizations swimming dying lying outing early only skies news
        agreed feed plastered motoring conflated troubled sized hopping tanned falling hissing fizzed failing filing
        youths yearly enjoy enjoyed says boyish geology analogy arsenal generate sofas ponies caress cats`.split(/\s+/),
      ]
      const rows = await db.owner((tx) =>
        tx.query<{ word: string; stem: string }>(sql`
          select w.word, (ts_lexize('english_stem', w.word))[1] as stem from unnest(${words}::text[]) as w(word)`),
      )
      const wrong = rows.filter(({ word, stem }) => stem !== null && stemOf(word) !== stem)
      expect(wrong.map(({ word, stem }) => `${word}: ${stem}, not ${stemOf(word)}`)).toEqual([])
    } finally {
      await db.close()
    }
  })
})
