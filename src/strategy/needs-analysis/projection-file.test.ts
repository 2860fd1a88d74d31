import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { sendFile } from '../../../test/support/send-file.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { openSession } from '../../platform/accounts.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvLines } from '../../platform/csv-lines.ts'
import { sql } from '../../platform/db.ts'
import { endProjection, loadProjection, ownPopulation, projectionFiles } from '../store.ts'
import type { ProjectionKind } from './projection-file.ts'
import { projectionIn, templateRows } from './read-text.ts'

const areas = ['Crewe', 'Poynton']
const populationHead = 'area,sex,age_from,age_to,year,people,source,source_date,evidence'
const rateHead = 'cohort,measure,sex,age_from,age_to,rate,source,source_date,evidence'
const from = 'ONS,2020-03-24,verified'
const read = (kind: ProjectionKind, head: string, ...rows: string[]) =>
  projectionIn(kind, csvLines([head, ...rows].join('\n')), areas)
const faults = (kind: ProjectionKind, head: string, ...rows: string[]) => {
  const done = read(kind, head, ...rows)
  return done.ok ? [] : done.faults
}

const fault = (line: number, column: string, value: string, reason?: unknown) => ({
  ...{ line, column, value },
  ...(reason === undefined ? {} : { reason }),
})

test('a whole file of population is read, and its template reads well', () => {
  const rows = ['2025', '2026'].flatMap((year) => [
    `Crewe,all,0,64,${year},80000,${from}`,
    `Crewe,all,65,,${year},16000,${from}`,
  ])
  expect(read('population', populationHead, ...rows)).toMatchObject({ ok: true, file: { kind: 'population' } })
  const template = projectionIn('prevalence', csvLines(toCsv(templateRows('prevalence'))), areas)
  expect(template).toMatchObject({ ok: true })
  if (template.ok) expect(template.file.rows[0]).toMatchObject({ cohort: 'older_dementia', to: 74, rate: 0.033 })
  // What nobody filled in is never a fact.
  for (const kind of ['population', 'prevalence'] as const) {
    const as = projectionIn(kind, csvLines(toCsv(templateRows(kind))), areas)
    expect(as.ok && as.file.rows.map(({ evidence }) => evidence)).toEqual(Array(4).fill('unverified'))
  }
})

test('a share written in per cent is told how to be written', () => {
  const said = (rate: string) => faults('prevalence', rateHead, `carers,Unpaid care,all,18,,${rate},${from}`)
  expect(said('14%')).toMatchObject([fault(2, 'rate', '14%', 'It must be a share from 0 to 1. 14% is 0.14')])
  expect(said('1.4')).toMatchObject([
    fault(2, 'rate', '1.4', 'It must be a share from 0 to 1. 1.4 in a hundred is 0.014'),
  ])
})

test('wrong headings, missing values, unknown areas and rates above 1 are named by line, column, value and reason', () => {
  expect(
    faults('population', 'district,sex,age_from,age_to,year,people,source,source_date,evidence', ''),
  ).toMatchObject([fault(1, 'headings', '', expect.stringMatching(/It has no area; “district” is none of them$/))])
  expect(faults('population', `${populationHead},district`, '')).toMatchObject([fault(1, 'district', 'district')])
  expect(faults('population', populationHead)).toMatchObject([
    fault(1, '', '', 'The file has no row below its first line'),
  ])
  expect(faults('population', populationHead, `Atlantis,all,0,,2025,"80,000",${from}`)).toMatchObject([
    fault(2, 'area', 'Atlantis', expect.stringContaining('The areas are Crewe, Poynton')),
    fault(2, 'people', '80,000', expect.stringContaining('without commas')),
  ])
  expect(
    faults(
      'prevalence',
      rateHead,
      `older_dementia,Dementia,all,65,,6.9,${from}`,
      `ageing,Falls,both,70,60,-0.1,,soon,maybe`,
    ),
  ).toMatchObject([
    fault(2, 'rate', '6.9', 'It must be a share from 0 to 1. 6.9 in a hundred is 0.069'),
    fault(3, 'cohort', 'ageing'),
    fault(3, 'rate', '-0.1'),
    fault(3, 'sex', 'both'),
    fault(3, 'age_to', '60', 'The band ends at 60, before it begins at 70'),
    fault(3, 'source_date', 'soon'),
    fault(3, 'source', '', 'It is empty'),
    fault(3, 'evidence', 'maybe'),
  ])
})

test('missing bands, bands that overlap, years that skip and one sex alone are named', () => {
  expect(faults('population', populationHead, `,all,18,64,2025,1,${from}`, `,all,70,,2025,1,${from}`)).toMatchObject([
    fault(3, 'age_from', '70 and over', 'The whole borough, all, 2025: ages 65 to 69 are missing'),
  ])
  expect(
    faults('prevalence', rateHead, `carers,Any,all,18,64,0.1,${from}`, `carers,Any,all,60,,0.1,${from}`),
  ).toMatchObject([fault(3, 'age_from', '60 and over', 'carers, Any, all: the band overlaps with 18 to 64 in line 2')])
  const year = (of: number) => `Crewe,all,65,,${of},100,${from}`
  expect(faults('population', populationHead, year(2024), year(2025), year(2027))).toMatchObject([
    fault(4, 'year', '2027', 'Crewe, all: the years skip. After 2025 comes 2026, as the years before go, not 2027'),
  ])
  expect(faults('population', populationHead, year(2020), year(2025), year(2030))).toEqual([])
  // Staffordshire's projections, and Table 1 of the report of 2021: a year of its own, then steps of five.
  for (const years of [
    [2021, 2025, 2030, 2035, 2040],
    [2019, 2020, 2025, 2030, 2035],
  ])
    expect(faults('population', populationHead, ...years.map(year))).toEqual([])
  expect(faults('population', populationHead, ...[2021, 2025, 2030, 2040, 2045].map(year))).toMatchObject([
    fault(5, 'year', '2040', 'Crewe, all: the years skip. After 2030 comes 2035, as the years before go, not 2040'),
  ])
  expect(faults('population', populationHead, ...[2024, 2025, 2026, 2028, 2030].map(year))).toMatchObject([
    fault(5, 'year', '2028'),
    fault(6, 'year', '2030'),
  ])
  expect(
    faults(
      'population',
      populationHead,
      `,all,18,64,2025,1,${from}`,
      `,all,65,,2025,1,${from}`,
      `,all,18,64,2026,1,${from}`,
    ),
  ).toMatchObject([
    fault(4, 'age_from', '65 and over', 'The whole borough, all: the band 65 and over is missing in 2026'),
  ])
  const three = (of: number) => ['65,74', '75,84', '85,'].map((band) => `Crewe,all,${band},${of},1,${from}`)
  expect(faults('population', populationHead, ...three(2025), ...three(2026).toSpliced(1, 1))).toMatchObject([
    fault(6, 'age_from', '85 and over', 'Crewe, all, 2026: ages 75 to 84 are missing'),
  ])
  const both = [2025, 2026].flatMap((of) => ['female', 'male'].map((sex) => `Crewe,${sex},65,,${of},1,${from}`))
  expect(faults('population', populationHead, ...both)).toEqual([])
  expect(faults('population', populationHead, ...both.slice(0, 3))).toMatchObject([
    fault(4, 'sex', '2026', 'Crewe: 2026 has no row for male'),
  ])
  expect(faults('population', populationHead, `Crewe,male,65,,2025,1,${from}`)).toMatchObject([
    fault(2, 'sex', 'male', 'Crewe: give either all, or both female and male'),
  ])
})

const sound = read('population', populationHead, `,all,65,,2025,97900,${from}`)

onBothDatabases('the council’s own projections', (open) => {
  test('stand whole in the place of the ones before; the same twice changes nothing; only a commissioner loads', async () => {
    const db = await open()
    if (!sound.ok) throw new Error('a sound file')
    const by = who('commissioner')
    const first = await db.transaction(by, (tx) => loadProjection(tx, sound.file, 'a.csv'))
    expect(first).toMatchObject({ added: true, rows: 1 })
    expect(await db.transaction(by, (tx) => loadProjection(tx, sound.file, 'b.csv'))).toEqual({
      ...first,
      added: false,
    })
    const other = read('population', populationHead, `,all,65,,2025,98000,${from}`)
    if (!other.ok) throw new Error('a sound file')
    await db.transaction(by, (tx) => loadProjection(tx, other.file, 'c.csv'))
    expect(await db.transaction(by, projectionFiles)).toMatchObject([
      { fileName: 'c.csv', rows: 1, loadedBy: 'Test commissioner' },
    ])
    expect((await db.transaction(by, ownPopulation)).map((row) => row.people)).toEqual([98_000])
    const ended = await db.owner((tx) =>
      tx.query(sql`select end_reason from strategy.projection_file where ended_on is not null`),
    )
    expect(ended).toEqual([{ end_reason: 'c.csv took its place' }])

    for (const role of ['team_manager', 'finance', 'provider', 'public'] as const)
      await expect(
        db.transaction(who(role), (tx) => loadProjection(tx, sound.file, 'd.csv')),
        role,
      ).rejects.toThrow()
    expect(await db.transaction(who('provider'), ownPopulation)).toEqual([])
    expect(await db.transaction(jobWho(), ownPopulation)).toHaveLength(1)
    const wrong = sql`insert into strategy.prevalence_rate (file_id, cohort, measure, sex, age_from, rate, source, source_date, evidence)
      select id, 'carers', 'Any', 'all', 18, 1.2, 'x', '2020', 'verified' from strategy.projection_file`
    await expect(db.owner((tx) => tx.query(wrong))).rejects.toThrow()
    await expect(
      db.owner((tx) => tx.query(sql`update strategy.population_projection set people = 1`)),
    ).rejects.toThrow()
    const [standing] = await db.transaction(by, projectionFiles)
    await db.transaction(by, (tx) => endProjection(tx, standing?.id ?? '', 'Old'))
    expect(await db.transaction(by, ownPopulation)).toEqual([])
    await expect(db.transaction(by, (tx) => endProjection(tx, standing?.id ?? '', 'Again'))).rejects.toThrow(
      'projection_not_in_force',
    )
  })
})

test('the page shows needs by group, takes a file in by form, and says what is wrong in one', async () => {
  const app = await testApp()
  const commissioner = await app.as('commissioner')
  const page = await commissioner.get('/strategy/needs')
  for (const words of [
    '118,500',
    '5,253 people',
    'Table 2 (Cabinet report 2021, Table 2)',
    'Assumption',
    'over 40,000 people',
    'None is loaded',
    'in rows whose cohort is mental_health',
    'in rows whose cohort is carers',
  ])
    expect(page.body).toContain(words)
  expect((await commissioner.get('/strategy/needs?area=Crewe&cohort=carers')).body).toContain(
    'No population is known here.',
  )
  expect((await commissioner.get('/strategy/needs/population/template')).body).toContain('area,sex,age_from')
  const bad = await commissioner.api('POST', '/api/strategy/needs/files', {
    kind: 'prevalence',
    fileName: 'r.csv',
    csv: `${rateHead}\ncarers,Any,all,18,,2,${from}`,
  })
  expect([bad.status, bad.json()]).toMatchObject([422, { faults: [{ line: 2, column: 'rate', value: '2' }] }])
  const cookies = { daywell_session: await openSession(app.db, commissioner.accountId) }
  const send = async (name: string, row: string) =>
    (await sendFile(app.web, { page: '/strategy/needs', cookies, name, content: `${populationHead}\n${row}\n` })).answer
  expect((await send('p.csv', `Crewe,all,65,,2025,17000,${from}`)).statusCode).toBe(303)
  const after = await commissioner.get('/strategy/needs?area=Crewe')
  expect(after.body).toContain('17,000')
  expect(after.body).toContain('p.csv: 1 rows')
  const wrong = await send('q.csv', `Atlantis,all,65,,2025,17000,${from}`)
  expect([wrong.statusCode, wrong.body.includes('q.csv was not taken in'), wrong.body.includes('Atlantis')]).toEqual([
    400,
    true,
    true,
  ])
  const csv = await commissioner.get('/strategy/needs/needs.csv?area=Crewe')
  expect(csv.body).toContain('Older people and dementia,Dementia,Crewe,2025')
  expect((await (await app.as('finance')).get('/strategy/needs')).body).not.toContain('Load population')
  expect((await (await app.as('broker')).get('/strategy/needs')).status).toBe(403)
})
