import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { csvRecords } from '../platform/csv-records.ts'
import type { Db } from '../platform/db.ts'
import { gazetteerTemplate, namesLike, readGazetteer, waysToFind } from './gazetteer.ts'
import { replaceGazetteer, searchPlace } from './store/gazetteer.ts'

const read = (text: string) => {
  const records = csvRecords(text)
  if (!records.ok) throw new Error(records.why)
  return readGazetteer(records.records)
}

describe('a file of places', () => {
  test('the example that comes with the command is right', () => {
    const { places, faults } = read(gazetteerTemplate)
    expect(faults).toEqual([])
    expect(places.map(({ name, kind }) => [name, kind])).toEqual([
      ['Crewe', 'town'],
      ['CW1 2AB', 'postcode'],
    ])
  })

  test('the good part arrives, the rest is told by line, column and reason', () => {
    const { places, faults } = read(
      'Name,kind,latitude,longitude\nCrewe,town,53.1,-2.4\n,town,53,-2\nX,city,53,-2\nY,town,north,-2\nZ,town,12,-2\ncrewe,town,53,-2\n!,area,53,-2\n',
    )
    expect(places.map(({ name }) => name)).toEqual(['Crewe'])
    expect(faults.map(({ row, column, reason }) => `${row} ${column} ${reason}`)).toEqual([
      '3 name is empty',
      '4 kind must be one of: town, village, area, postcode',
      '5 latitude must be degrees as a number, like 53.0987',
      '6 latitude must be from 49 to 61',
      '7 name stands here twice: give each a district',
      '8 name has no letter or digit',
    ])
  })

  test('a postcode is looked up whole, then by its sector and its first part; a name is looked up as it is', () => {
    expect(waysToFind('cw1 2ab')).toEqual(['cw12ab', 'cw12', 'cw1'])
    expect([waysToFind('Alderley Edge'), waysToFind('CW1'), waysToFind('!')]).toEqual([['alderleyedge'], ['cw1'], []])
    expect([waysToFind('SK11 6'), waysToFind('Crewe, Cheshire')]).toEqual([
      ['sk116', 'sk11'],
      ['crewecheshire', 'crewe'],
    ])
    expect(namesLike('Nantwitch', [{ name: 'Nantwich' }, { name: 'Northwich' }])).toEqual([{ name: 'Nantwich' }])
    expect(namesLike('CW2', [{ name: 'CW1' }])).toEqual([])
  })
})

onBothDatabases('finding a place', (open) => {
  const places = [
    { name: 'Crewe', kind: 'town', district: null, point: { latitude: 53.1, longitude: -2.44 } },
    { name: 'Newton', kind: 'village', district: 'Macclesfield', point: { latitude: 53.3, longitude: -2.1 } },
    { name: 'Newton', kind: 'village', district: 'Chester', point: { latitude: 53.2, longitude: -2.9 } },
    { name: 'CW1 2AB', kind: 'postcode', district: null, point: { latitude: 53.101, longitude: -2.438 } },
    { name: 'CW1', kind: 'postcode', district: null, point: { latitude: 53.11, longitude: -2.43 } },
  ] as const
  const find = (db: Db, place: string) => db.transaction(who('public'), (tx) => searchPlace(tx, place))

  test('by town, by postcode as near as is known, with a slip put right, and saying which of two it took', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) => replaceGazetteer(tx, places))
    expect(await find(db, 'crewe')).toEqual({ known: true, point: places[0].point, area: 'Crewe' })
    expect(await find(db, 'CW12AB')).toMatchObject({ point: places[3].point, area: 'CW1' })
    expect(await find(db, 'cw1 9zz')).toMatchObject({ point: places[4].point, area: 'CW1' })
    expect(await find(db, 'Crew')).toMatchObject({ point: places[0].point, instead: 'Crewe' })
    expect(await find(db, 'Newton')).toMatchObject({ taken: 'Newton, Chester', also: ['Newton, Macclesfield'] })
    const chosen = await find(db, 'Newton, Macclesfield')
    expect([chosen.point, chosen.also]).toEqual([places[1].point, undefined])
    expect([(await find(db, 'Crewe, Cheshire')).area, (await find(db, 'CW1 9')).area]).toEqual(['Crewe', 'CW1'])
    expect(await find(db, 'Atlantis')).toEqual({ known: false, point: null })
    expect(await find(db, '?')).toEqual({ known: false, point: null })
  })

  test('a new file takes the place of the old one, and only the council may bring one', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) => replaceGazetteer(tx, places))
    await db.transaction(jobWho(), (tx) => replaceGazetteer(tx, places.slice(1, 2)))
    expect(await find(db, 'Crewe')).toEqual({ known: false, point: null })
    await expect(db.transaction(who('broker'), (tx) => replaceGazetteer(tx, places))).rejects.toThrow()
    expect((await find(db, 'Newton')).known).toBe(true)
  })
})
