import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { bringIn } from './bring-in.ts'
import { bringableNamed, bringables } from './kinds.ts'
import { templateCsv } from './rejects.ts'

async function bring(db: Db, name: string, text: string) {
  const what = bringableNamed(name)
  if (what === undefined) throw new Error(`${name} cannot be brought in`)
  const done = await db.transaction(jobWho(), (tx) => bringIn(tx, what, Readable.from([Buffer.from(text)])))
  const { added, changed, unchanged, rejected, faults } = done
  return {
    counts: [added, changed, unchanged, rejected],
    faults: faults.map(({ line, column, reason }) => [line, column, reason]),
  }
}

const template = (name: string) => templateCsv(bringableNamed(name)?.kind ?? bringables[0]!.kind)

onBothDatabases('the templates', (open) => {
  test('each is taken as it stands, in the order in which they need one another, and once only', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`)
      await tx.query(sql`insert into market.lot (name) values ('Support in the community')`)
    })
    for (const name of ['people', 'needs', 'providers', 'opportunities', 'sessions', 'packages', 'charges']) {
      const first = await bring(db, name, template(name))
      expect(first, name).toEqual({ counts: [1, 0, 0, 0], faults: [] })
      expect((await bring(db, name, template(name))).counts, name).toEqual([0, 0, 1, 0])
    }
    const attended = await bring(db, 'attendance', template('attendance'))
    expect(attended.counts).toEqual([0, 0, 0, 1])
    expect(attended.faults[0]?.[2]).toMatch(/There is no session of this number|was not expected/)
  })

  test('a national value is taken in any letters; for one that is none those near it are named', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) =>
      tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`),
    )
    const rows =
      'number,given_name,family_name,born_on,team,gender,ethnicity\nP1,A,B,1980-01-01,Crewe,fEMALE,white: irish\nP2,C,D,1980-01-01,Crewe,f,Irish\nP3,E,F,1980-01-01,Crewe,,British or white'
    const done = await bring(db, 'people', rows)
    expect(done.counts).toEqual([1, 0, 0, 2])
    const [gender, ethnicity, otherWords] = done.faults
    expect(gender?.[2]).toContain('Write one of: “Female”')
    expect(ethnicity?.[2]).toContain('“White: Gypsy or Irish Traveller”')
    expect(otherWords?.[2]).toMatch(/Write one of: “White: English, Welsh, [^”]*British”$/)
    const kept = await db.transaction(jobWho(), (tx) =>
      tx.query<{ value: string }>(
        sql`select value from people.client_detail where kind in ('gender', 'ethnicity') order by value`,
      ),
    )
    expect(kept.map(({ value }) => value)).toEqual(['Female', 'White: Irish'])
  })

  test('needs are rejected for an unknown person, a level above four, other answers for one day', async () => {
    const db = await open()
    await db.transaction(jobWho(), (tx) =>
      tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`),
    )
    await bring(db, 'people', template('people'))
    const [head = '', row = ''] = template('needs').split('\r\n')
    await bring(db, 'needs', `${head}\n${row}\n`)
    const wrong = [
      row.replace('P-1001', 'P-9'),
      row.replace(',3,', ',5,').replace('2026-03-12', '2026-03-11'),
      row.replace(',3,', ',2,'),
      row.replace('P-1001', 'P-99').replace(',3,', ',7,').replace('2026-03-12', '2020-01-01'),
    ]
    const done = await bring(db, 'needs', [head, ...wrong].join('\n'))
    expect(done.counts).toEqual([0, 0, 0, 4])
    expect(done.faults.map(([line, column]) => [line, column])).toEqual([
      [2, 'person'],
      [3, 'g'],
      [4, 'completed_on'],
      ...[
        [5, 'g'],
        [5, 'completed_on'],
        [5, 'person'],
      ],
    ])
    const later = row.replaceAll('2026-03-12', '2026-06-12')
    expect(
      (await bring(db, 'needs', [head, later, later.replaceAll('2026-06-12', '2026-07-12')].join('\n'))).counts,
    ).toEqual([2, 0, 0, 0])
  })
})
