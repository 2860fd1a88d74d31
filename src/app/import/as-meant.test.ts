import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { opportunitiesCsv, sessionsCsv } from '../../directory/csv-rows.ts'
import { sql } from '../../platform/db.ts'
import { asMeant, spoilt } from './as-meant.ts'
import { bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'

const packages = bringableNamed('packages')
const people = bringableNamed('people')
if (packages === undefined || people === undefined) throw new Error('people or running weeks cannot be brought in')

test('a cell is read as it was meant before a spreadsheet or a database wrote it', () => {
  for (const [column, cell, meant] of [
    ['support', '01:04', '1:4'],
    ['support', '01:10', '1:10'],
    ['support', '02:01:00', '2:1'],
    ['support', 'none', 'none'],
    ['review_on', '2027-03-01 00:00:00', '2027-03-01'],
    ['review_on', '01/03/2027 00:00', '01/03/2027'],
    ['review_on', '01/03/2027 10:30', '01/03/2027 10:30'],
  ] as const)
    expect(asMeant(packages.kind, column, cell), cell).toBe(meant)
  expect(asMeant(opportunitiesCsv, 'support_bands', '1:2; 01:04')).toBe('1:2;1:4')
  expect(asMeant(sessionsCsv, 'start', '09:30:00')).toBe('09:30')
  expect(asMeant(sessionsCsv, 'start', '01:04')).toBe('01:04')
})

test('what only a spreadsheet can have written is nobody’s own words', () => {
  for (const cell of [
    '#N/A',
    '#REF!',
    '########',
    '=A1',
    ' =VLOOKUP(A2,B:C,2)',
    '=Sheet1!A1',
    '=$B$2',
    '1.00E+05',
    '9.43e+09',
  ])
    expect(spoilt(cell), cell).toBeDefined()
  for (const cell of ['', 'P-1001', '000123', '# 3 flat', '1E5', 'C#', 'a=b', '=1 Mill Lane'])
    expect(spoilt(cell), cell).toBeUndefined()
})

onBothDatabases('a file of people out of a spreadsheet', (open) => {
  test('errors, formulas and shortened numbers make nobody; a blank column and times at midnight do no harm', async () => {
    const db = await open()
    const file = [
      'sep=,',
      'Number,Given Name,family name,Born-On,Team,Someone Else,,',
      '1,Ann,Old,14/03/1954 00:00,crewe,No,,',
      '2,#N/A,Old,14/03/1955,Crewe,,,',
      '3,=A1,Old,14/03/1956,Crewe,,,',
      '1.00E+05,Di,Old,14/03/1957,Crewe,,,',
      '5,Ed,Old,14-Mar-54,Crewe,,,,,',
      ',,,,,,,',
    ].join('\r\n')
    const done = await db.transaction(jobWho(), async (tx) => {
      await tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`)
      return bringIn(tx, people, Readable.from([Buffer.from(file)]))
    })
    expect({
      ...done,
      faults: done.faults.map(({ line, column, reason }) => `${line} ${column}: ${reason}`),
    }).toMatchObject({
      rows: 5,
      added: 1,
      rejected: 4,
      columnsNotUsed: [],
      faults: [
        '4 given_name: Is an error of the spreadsheet. Write what belongs there',
        '5 given_name: Is a formula. Write what it comes to',
        '6 number: Was shortened by the spreadsheet. Make its column text there, then write the whole number',
        '7 born_on: Must be a real date, as 1994-03-14 or 14/03/1994',
      ],
    })
  })
})
