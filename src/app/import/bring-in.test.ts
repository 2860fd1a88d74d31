import { once } from 'node:events'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvLines } from '../../platform/csv-lines.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { type Db, sql } from '../../platform/db.ts'
import { type BroughtIn, bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'
import { readLines, UnreadableFile } from './read-lines.ts'
import { rejectedRowsCsv, summary, templateCsv } from './rejects.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const people = bringableNamed('people')
if (people === undefined) throw new Error('people cannot be brought in')
const file = (content: string | Buffer) => Readable.from([Buffer.from(content)])

const withTeams = (db: Db) =>
  db.transaction(jobWho(), (tx) =>
    tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe'), ('Nantwich', 'Nantwich')`),
  )
const bring = (db: Db, content: string | Buffer): Promise<BroughtIn> =>
  db.transaction(jobWho(), (tx) => bringIn(tx, people, file(content)))
const counts = ({ rows, added, changed, unchanged, rejected }: BroughtIn) => ({
  rows,
  added,
  changed,
  unchanged,
  rejected,
})

const head =
  'number,given_name,family_name,born_on,team,nhs_number,postcode,address_line_1,primary_support_reason,phone\n'
const good = `P1,Nell,Ashworth,1994-03-14,Crewe,943 476 5919,cw1 2ab,1 High Street,Learning disability support,01270 1
P2,Zoë,"O'Brien, Dr",14/03/1993,crewe,,,,,
`

onBothDatabases('a file of people', (open) => {
  test('each row arrives, and the same file twice changes nothing', async () => {
    const db = await open()
    await withTeams(db)
    expect(counts(await bring(db, head + good))).toEqual({ rows: 2, added: 2, changed: 0, unchanged: 0, rejected: 0 })
    expect(counts(await bring(db, `\uFEFF${head}${good.replaceAll('\n', '\r\n')}`))).toEqual({
      rows: 2,
      added: 0,
      changed: 0,
      unchanged: 2,
      rejected: 0,
    })
    const rows = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`select name, born_on, postcode, support_reason from people.published_person order by name`),
    )
    expect(rows).toEqual([
      {
        name: 'Nell Ashworth',
        born_on: '1994-03-14',
        postcode: 'CW1 2AB',
        support_reason: 'Learning disability support',
      },
      { name: "Zoë O'Brien, Dr", born_on: '1993-03-14', postcode: null, support_reason: null },
    ])
  })

  test('what a later file says otherwise is ended and added, once; an empty cell says nothing', async () => {
    const db = await open()
    await withTeams(db)
    await bring(db, head + good)
    const later = `${head}P1,Nell,Pugh,1994-03-14,Nantwich,,,2 High Street,,01270 2\nP2,Zoë,"O'Brien, Dr",1993-03-14,Crewe,,,,,\n`
    expect(counts(await bring(db, later))).toEqual({ rows: 2, added: 0, changed: 1, unchanged: 1, rejected: 0 })
    expect(counts(await bring(db, later))).toEqual({ rows: 2, added: 0, changed: 0, unchanged: 2, rejected: 0 })
  })

  test('every wrong row stands in the rejects file with line, column, value and reason; the others arrive', async () => {
    const db = await open()
    await withTeams(db)
    await bring(db, head + good)
    const wrong = `${head}P3,,Ashworth,1994-02-30,Crewe,943 476 5918,nowhere,,LD,
P4,A,B,1980-01-01,Leeds,,,,,
P5,A,B,1980-01-02,Crewe,,,,,
P5,C,D,1980-01-03,Crewe,,,,,
P1,Nell,Ashworth,1990-01-01,Crewe,,,,,
P6,Nell,Ashworth,1994-03-14,Crewe,,,,,
P7,E,F,1980-01-04,Crewe,9434765919,,,,
,G,H,1980-01-05,Crewe,,,,,
P8,I,J,1980-01-06,Crewe
P9,=cmd(),K,1980-01-07,Crewe,,,,,
`
    const done = await bring(db, wrong)
    expect(counts(done)).toEqual({ rows: 10, added: 1, changed: 0, unchanged: 0, rejected: 9 })
    const faults = done.faults.map(({ line, column, value }) => [line, column, value])
    expect(faults).toEqual([
      [2, 'given_name', ''],
      [2, 'born_on', '1994-02-30'],
      [2, 'nhs_number', '943 476 5918'],
      [2, 'postcode', 'nowhere'],
      [2, 'primary_support_reason', 'LD'],
      [3, 'team', 'Leeds'],
      [5, 'number', 'P5'],
      [6, 'born_on', '1990-01-01'],
      [7, 'number', 'P6'],
      [8, 'nhs_number', '9434765919'],
      [9, 'number', ''],
      [10, '', 'P8,I,J,1980-01-06,Crewe'],
      [11, 'given_name', '=cmd()'],
    ])
    expect(done.faults.every(({ reason }) => reason.length > 10)).toBe(true)
    expect(summary(done)).toBe('10 rows read: 1 added, 0 changed, 0 as before, 9 rejected.')
    expect(rejectedRowsCsv(done)).toContain('P4,A,B,1980-01-01,Leeds,,,,,,3,team,Leeds,"There is no team of this name')
    const someoneElse = head.replace('\n', ',someone_else\n') + 'P6,Nell,Ashworth,1994-03-14,Crewe,,,,,,yes\n'
    expect(counts(await bring(db, someoneElse)).added).toBe(1)
  })

  test('the rejects file holds the rows as given; mended it is sent again, and what was wrong is not looked at', async () => {
    const db = await open()
    await withTeams(db)
    const own = head.replace('\n', ',our own note\n')
    const rows = 'P3,,Ashworth,1994-03-14,Leeds,,,=1 Mill Lane,,abc,kept\nP4,A,B,1980-01-01,Crewe\n'
    const first = await bring(db, own + rows)
    expect(first.faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 'given_name'],
      [2, 'phone'],
      [2, 'team'],
      [3, ''],
    ])
    const file = rejectedRowsCsv(first)
    expect(file).toContain(`${own.trim()},rejected_line,rejected_column,rejected_value,rejected_reason`)
    expect(file).toContain(`P3,,Ashworth,1994-03-14,Leeds,,,'=1 Mill Lane,,abc,kept,2,given_name; phone; team,`)
    expect(file).toContain(',,,,,,,,,,,3,whole line,"P4,A,B,1980-01-01,Crewe",')
    const unmended = await bring(db, file)
    expect(counts(unmended)).toEqual({ rows: 2, added: 0, changed: 0, unchanged: 0, rejected: 2 })
    expect(rejectedRowsCsv(unmended).split('\r\n')[0]).toBe(file.split('\r\n')[0])
    const mended = file.replace('P3,,', 'P3,Nell,').replace('abc', '01270 111111').replace('Leeds', 'Crewe')
    const again = await bring(db, mended.replace(/\r\n,,,,.*\r\n/, '\r\n'))
    expect(counts(again)).toEqual({ rows: 1, added: 1, changed: 0, unchanged: 0, rejected: 0 })
    expect(again.columnsNotUsed).toEqual(['our own note'])
    const [home] = await db.transaction(jobWho(), (tx) => tx.query(sql`select line_1 from people.address`))
    expect(home).toEqual({ line_1: '=1 Mill Lane' })
  })

  test('a fault in the middle of a file leaves nothing half done', async () => {
    const db = await open()
    await withTeams(db)
    await expect(bring(db, `${head}${good}P3,"never closed,B,1980-01-01,Crewe,,,,,\n`)).rejects.toThrow(
      /never closed|quotation mark/,
    )
    const [row] = await db.transaction(jobWho(), (tx) =>
      tx.query<{ people: number }>(sql`select count(*) as people from people.person`),
    )
    expect(row?.people).toBe(0)
  })
})

describe('a file that cannot be read at all is refused with a sentence that says what to do', () => {
  const refused = async (content: string | Buffer) => {
    const tx = { today: '2026-11-22' } as never
    return bringIn(tx, people, file(content)).then(
      () => 'taken',
      (error: unknown) => (error instanceof UnreadableFile ? error.message : String(error)),
    )
  }
  test.each([
    ['', /The file is empty/],
    ['\uFEFF', /The file is empty/],
    ['number;given_name;family_name\n', /not parted by commas/],
    ['number,given_name\n', /does not name the columns “family_name”, “born_on”, “team”/],
    [head.replace('\n', ',number\n'), /names “number” more than once/],
    [`${head}P1,a "b" c,"x"y,,,,,,,\n`, /quotation mark/],
    [`${head}P1,${'a'.repeat(250_000)},B,1990-01-01,Crewe,,,,,\n`, /Line 2 is longer than a row can be/],
  ])('%j', async (content, sentence) => expect(await refused(content)).toMatch(sentence))
  test('in another encoding', async () => {
    expect(await refused(Buffer.from(`${head}P1,Zo\u00eb,X,1990-01-01,Crewe,,,,,\n`, 'latin1'))).toMatch(/not in UTF-8/)
    expect(await refused(Buffer.from(head, 'utf16le'))).toMatch(/no text|not in UTF-8/)
    expect(await refused(Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0]))).toMatch(/no text/)
  })
})

test('law: any cells come back from a file as they went in, with the line they stand on', async () => {
  const cell = fc
    .string({ maxLength: 12 })
    .filter(
      (text) =>
        !/^[\s'=+\-@]/.test(text) && !text.includes('\u0000') && !text.includes('\uFEFF') && !text.includes('\r'),
    )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
      const read: { line: number; cells: readonly string[] }[] = []
      for await (const one of readLines(file(toCsv(rows)))) read.push(one)
      expect(read.map((one) => one.cells)).toEqual(rows)
      let line = 1
      for (const [at, row] of rows.entries()) {
        expect(read[at]?.line).toBe(line)
        line += row.join('').split('\n').length
      }
    }),
    { numRuns: RUNS },
  )
})

test('rows added in another program, whose lines end otherwise than the template’s, are rows of their own', async () => {
  const mixed = 'a,b\r\n1,2\r\n\n3,"4\n5"\n6,7\r8,9\n'
  const read: (readonly string[])[] = []
  for await (const { cells } of readLines(file(mixed))) read.push(cells)
  expect(read).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4\n5'],
    ['6', '7'],
    ['8', '9'],
  ])
  expect(csvLines(mixed)).toMatchObject({
    ok: true,
    lines: [{ cells: { a: '1' } }, { cells: { a: '3' } }, { cells: { a: '6' } }, { cells: { a: '8' } }],
  })
  expect(csvRecords(mixed)).toMatchObject({ ok: true, records: [{ b: '2' }, { b: '4\n5' }, { b: '7' }, { b: '9' }] })
})

test('a column named twice is refused, so that neither of its values is dropped; empty names at the end are not', () => {
  const why = 'The first line names the column “people” twice. Take one out.'
  for (const read of [csvLines, csvRecords]) {
    expect(read('year,people,People\n2026,1,2\n')).toEqual({ ok: false, why })
    expect(read('year,people,,\n2026,1,,\n')).toMatchObject({ ok: true })
  }
  expect(csvLines('')).toMatchObject({ ok: false, why: expect.stringContaining('The file is empty') })
})

test('the template is a file that can be brought in, and no cell of a file we write runs as a formula', () => {
  expect(templateCsv(people.kind).split('\r\n')).toHaveLength(3)
  expect(toCsv([['=1+1', '-5', '+44 1270', '@x', '-2.50', 'a"b']])).toBe(
    '\uFEFF\'=1+1,-5,\'+44 1270,\'@x,-2.50,"a""b"\r\n',
  )
})

test.each([
  ['whose first line is wrong', `nope\n${'1,2\n'.repeat(50)}`],
  ['of one endless line', head],
  ['of another encoding', Buffer.from('number,caf\xe9\n', 'latin1')],
])('the rest of a large file %s can still be sent, so that its sender comes to the answer', async (_, start) => {
  const rest = Array.from({ length: 60 }, () => Buffer.alloc(65_536, 'x'))
  const sent = Readable.from([Buffer.from(start), ...rest])
  const ended = once(sent, 'end')
  await expect(async () => {
    let names: readonly string[] | undefined
    for await (const { cells } of readLines(sent)) {
      if (names === undefined && cells.length < 5) throw new UnreadableFile('The first line is wrong')
      names = cells
    }
  }).rejects.toThrow(UnreadableFile)
  sent.resume()
  await ended
})
