import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql } from '../../platform/db.ts'
import { searchCriteria } from '../search-criteria.ts'
import { directoryAnswer } from './answer.ts'
import { searchIndexFor } from './search-memory.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

/** Three opportunities in three towns, one for staff and one that must not be known. */
async function towns(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(0)}, 'Kettle Kitchens')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, free, price_from_pence, access_features, support_bands, said_weekdays, withdrawn_on) values
        (${id(1)}, ${id(0)}, 'Copper Kettle', 'A cooking group', 'public', false, 300, '{step_free}', '{1:4}', '{1}', null),
        (${id(2)}, ${id(0)}, 'Singing for memory', 'Songs you know', 'public', true, null, '{}', '{}', '{2}', null),
        (${id(3)}, ${id(0)}, 'Cooking far away', null, 'public', false, null, '{}', '{none}', '{}', null),
        (${id(4)}, ${id(0)}, 'Cooking at a safe place', null, 'hidden', false, null, '{}', '{}', '{}', null),
        (${id(5)}, ${id(0)}, 'Cooking rota for staff', null, 'staff', false, null, '{}', '{}', '{}', null),
        (${id(6)}, ${id(0)}, 'Cooking as it was', null, 'public', false, null, '{}', '{}', '{}', date '2026-01-01')`)
    await tx.query(sql`
      insert into directory.site (id, name, town, postcode, latitude, longitude, access_features) values
        (${id(1)}, 'Kitchen', 'Crewe', 'CW1 2AB', 53.09, -2.44, '{hoist}'), (${id(2)}, 'Hall', 'Nantwich', 'CW5 5AB', 53.07, -2.52, '{}'),
        (${id(3)}, 'Barn', 'Macclesfield', 'SK11 6AB', 53.26, -2.13, '{}')`)
    await tx.query(
      sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id(1)}, ${id(1)}), (${id(2)}, ${id(2)}), (${id(3)}, ${id(3)})`,
    )
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${id(1)}, ${id(1)}, ${id(1)}, 3, '2026-01-05', 1080, 1200, '2026-01-05')`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values
        (${id(1)}, ${id(1)}, '2026-11-18', 1080, 1200), (${id(2)}, ${id(1)}, '2026-11-25', 1080, 1200), (${id(3)}, ${id(1)}, '2026-12-02', 1080, 1200)`)
    await tx.query(sql`insert into directory.stock (occurrence_id, resource, capacity) values (${id(2)}, 'place', 8)`)
    await tx.query(sql`
      insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date) values (${id(1)}, ${id(1)}, '1:4', 'session', 4400, '2026-04-01')`)
  })
}

onBothDatabases('searching the directory', (open) => {
  const find = async (db: Db, query: Record<string, unknown>, role: 'public' | 'broker' = 'public') => {
    const index = await searchIndexFor(db, role)
    const answer = await db.transaction(who(role), (tx) =>
      directoryAnswer(tx, index, searchCriteria.parse(query), day('2026-05-22')),
    )
    return { ...answer, names: answer.results.map(({ name }) => name), rows: answer.results }
  }

  test('where not all words are found, a town at their end is offered as the place, or what else they choose', async () => {
    const db = await open()
    await towns(db)
    await db.owner((tx) =>
      tx.query(sql`
        insert into directory.gazetteer_place (name, kind, latitude, longitude) values ('Crewe', 'town', 53.09, -2.44), ('Macclesfield', 'town', 53.26, -2.13)`),
    )
    expect(await find(db, { what: 'cooking wednesday crewe' })).toMatchObject({
      how: 'some',
      meant: { words: '“cooking”, up to 10 miles from Crewe, Wednesday', total: 1 },
    })
    expect(await find(db, { what: 'singing free macclesfield' })).toMatchObject({
      meant: { words: '“singing macclesfield”, free', total: 1 },
    })
    expect((await find(db, { what: 'singing' })).meant).toBeNull()
  })

  test('finds by words in any form, also those spelt nearly right, and says which', async () => {
    const db = await open()
    await towns(db)
    expect(await find(db, { what: 'cook' })).toMatchObject({
      names: ['Cooking far away', 'Copper Kettle'],
      how: 'as asked',
    })
    expect(await find(db, { what: 'coking' })).toMatchObject({
      names: ['Cooking far away', 'Copper Kettle'],
      how: 'slip',
      instead: 'cooking',
    })
    expect(await find(db, { what: 'song or gardening' })).toMatchObject({ names: ['Singing for memory'] })
    expect(await find(db, { what: 'singing gardening' })).toMatchObject({ names: ['Singing for memory'], how: 'some' })
    expect(await find(db, { what: '"' })).toMatchObject({ total: 3 })
    expect(await find(db, { what: 'parachutes' })).toMatchObject({ total: 0 })
  })

  test('never shows what is hidden or withdrawn, and what is for staff only to staff', async () => {
    const db = await open()
    await towns(db)
    expect((await find(db, {})).names).toEqual(['Cooking far away', 'Copper Kettle', 'Singing for memory'])
    expect((await find(db, { what: 'cooking' }, 'broker')).names).toContain('Cooking rota for staff')
    expect((await find(db, { what: 'safe' }, 'broker')).names).toEqual([])
  })

  test('finds near a town or a postcode, nearest first, and says what lies just beyond', async () => {
    const db = await open()
    await towns(db)
    const near = await find(db, { place: 'crewe', far: '5' })
    expect(near.names).toEqual(['Copper Kettle', 'Singing for memory'])
    expect(near.rows.map(({ metres }) => Math.round((metres ?? 0) / 1000))).toEqual([0, 6])
    expect(await find(db, { place: 'CW1', far: '3' })).toMatchObject({
      names: ['Copper Kettle'],
      beyond: [{ id: id(2) }],
    })
    expect((await find(db, { place: 'SK11 6AB', far: '3' })).names).toEqual(['Cooking far away'])
  })

  test('each filter leaves what fits it', async () => {
    const db = await open()
    await towns(db)
    const expected: [Record<string, unknown>, string[]][] = [
      [{ days: '1' }, ['Copper Kettle']],
      [{ days: '3' }, ['Copper Kettle']],
      [{ times: 'evening' }, ['Copper Kettle']],
      [{ times: 'morning' }, []],
      [{ days: '3', times: 'evening' }, ['Copper Kettle']],
      [{ days: '1', times: 'evening' }, []],
      [{ days: ['2', 'weekend'] }, ['Singing for memory']],
      [{ cost: 'free' }, ['Singing for memory']],
      [{ cost: '5' }, ['Copper Kettle', 'Singing for memory']],
      [{ cost: 'budget' }, ['Copper Kettle']],
      [{ needs: 'hoist,step_free' }, ['Copper Kettle']],
      [{ needs: 'quiet' }, []],
      [{ needs: 'staff' }, ['Copper Kettle']],
    ]
    for (const [query, names] of expected)
      expect({ query, names: (await find(db, query)).names }).toEqual({ query, names })
  })

  test('says the next date with its places, the price and the days', async () => {
    const db = await open()
    await towns(db)
    const [row] = (await find(db, { what: 'kettle' })).rows
    expect(row).toMatchObject({
      town: 'Crewe',
      next: { onDate: '2026-11-25', startMinute: 1080, left: 8 },
      published: { pricePence: 4400, unit: 'session' },
      weekdays: [1, 3],
      access: ['hoist', 'step_free'],
    })
  })
})

onBothDatabases('a page beyond the last', (open) => {
  test('shows the last page, not an empty list', async () => {
    const db = await open()
    await towns(db)
    const index = await searchIndexFor(db, 'public')
    const answer = await db.transaction(who('public'), (tx) =>
      directoryAnswer(tx, index, searchCriteria.parse({ what: 'cook', page: '99' }), day('2026-05-22')),
    )
    expect(answer).toMatchObject({ criteria: { page: 1 }, pages: 1 })
    expect(answer.results).toHaveLength(answer.total)
    expect(answer.total).toBeGreaterThan(0)
  })
})
