import { describe, expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { readPdf } from '../../test/support/read-pdf.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { boroughTable, type TableName } from './borough-tables.ts'
import { besideRecords } from './coarse-facts.ts'
import { keyFacts, type PeopleCounted } from './key-facts.ts'
import { boroughCells } from './store.ts'
import { spanAsked, yearsOf } from './year-asked.ts'

const cell = (given: Partial<PeopleCounted>): PeopleCounted => ({
  support_reason: 'Learning disability support',
  local_area: 'Crewe',
  age_group: '18 to 64',
  age_band: '25 to 34',
  ethnic_group: 'White groups',
  in_house: true,
  outside: false,
  people: 10,
  ...given,
})

test('who uses both kinds is one person and two uses', () => {
  const facts = keyFacts(
    [cell({ people: 280 }), cell({ people: 141, in_house: false, outside: true }), cell({ people: 78, outside: true })],
    [],
  )
  expect([facts.people, facts.uses, facts.own, facts.outside]).toEqual([499, 577, 358, 219])
  expect(facts.kinds.shown).toEqual([[280, 78, 141]])
})

test('an area with four people is hidden, and a second one with it', () => {
  const facts = keyFacts(
    [cell({ people: 40 }), cell({ people: 4, local_area: 'Poynton' }), cell({ people: 9, local_area: 'Wilmslow' })],
    [],
  )
  expect(facts.areas.columns).toEqual(['Crewe', 'Wilmslow', 'Poynton'])
  expect(facts.areas.shown).toEqual([[40, 'hidden', 'hidden']])
  expect(facts.areas.totals).toEqual([53])
})

test('money of fewer than five people is hidden', () => {
  const spend = { support_reason: 'Mental health support', local_area: 'Crewe', age_group: '18 to 64', pence: 100_00 }
  const facts = keyFacts(
    [],
    [
      { ...spend, in_house: true, people: 3 },
      { ...spend, in_house: false, people: 12 },
    ],
  )
  expect(facts.spendByReason).toEqual([{ name: 'Mental health', amounts: ['hidden', 'hidden'] }])
})

onBothDatabases('the borough', (open) => {
  test('is counted for a commissioner, who can read no name, and for nobody outside the council', async () => {
    const db = await open()
    for (const asks of [who('commissioner'), jobWho(), who('public')]) {
      const { people, spend } = await db.transaction(asks, (tx) => boroughCells(tx, spanAsked(undefined, [], tx.today)))
      expect([people, spend]).toEqual([[], []])
    }
  })
})

describe('beside the papers', () => {
  const beside = besideRecords(
    {
      council: 'cheshire-east',
      residents: { byArea: new Map([['Macclesfield', 72_988]]), source: 'Assumption: a test' },
    },
    {},
  )
  const facts = keyFacts(
    [
      cell({ local_area: 'Macclesfield', people: 160 }),
      cell({ people: 300, ethnic_group: 'Other groups' }),
      cell({ people: 39, in_house: false, outside: true }),
    ],
    [
      {
        support_reason: 'Learning disability support',
        local_area: 'Crewe',
        age_group: '18 to 64',
        in_house: true,
        pence: 341_260_000,
        people: 460,
      },
    ],
  )
  const row = (name: TableName, first: string, of = beside) => {
    const { head, rows } = boroughTable(facts, name, of)
    const found = rows.find(([cells]) => cells === first) ?? []
    return Object.fromEntries(head.map((text, at) => [text, found[at]]))
  }

  test('each fact has the records, the printed value, its paragraph and the difference in columns of their own', () => {
    expect(row('kinds', 'All people')).toEqual({
      'Kind of service': 'All people',
      People: '499',
      Published: '499',
      Where: 'Strategy, section 2',
      Difference: '0',
    })
    expect(row('money', 'Council’s own services')).toMatchObject({
      Records: '£3,412,600',
      Published: '£3,370,000',
      Difference: '+£42,600',
    })
    expect(row('areas', 'Macclesfield')).toMatchObject({
      People: '160',
      'For each 1,000 residents': '2.19',
      Published: '158',
      Difference: '+2',
    })
    expect(row('ethnicity', 'White groups')).toMatchObject({
      Share: '39.9%',
      Published: '97.7%',
      Difference: '−57.8 points',
    })
    expect(row('ages', 'Share aged 65 and over')).toMatchObject({ Published: 'under 25%', Difference: '–' })
    expect(row('groups', 'Learning disability')).toMatchObject({
      Published: '£4,000,000',
      Where: 'Strategy, Figure 12',
    })
    expect(row('social-care', 'People open to adult social care')).toMatchObject({
      Records: 'Not in these records',
      Published: '6,104',
    })
    expect(row('doubling', 'All')).toMatchObject({
      '2030, printed': '1,038',
      '2030, from the printed drivers': '530',
      Difference: '−508',
    })
  })

  test('nothing printed stands beside a part of the borough, nor beside a council whose papers say nothing of it', () => {
    const part = besideRecords(
      { council: 'cheshire-east', residents: { byArea: new Map(), source: '' } },
      { area: 'Crewe' },
    )
    expect(Object.keys(row('kinds', 'All people', part))).toEqual(['Kind of service', 'People'])
    const other = besideRecords({ council: 'nottinghamshire', residents: { byArea: new Map(), source: '' } }, {})
    expect(row('kinds', 'All people', other)).toMatchObject({
      Published: '1,500',
      Where: 'Nottinghamshire report, paragraph 7',
    })
    expect(boroughTable(facts, 'doubling', other).rows).toEqual([])
  })

  test('a hidden number gives no share and no difference', () => {
    const few = keyFacts([cell({ people: 40 }), cell({ people: 3, ethnic_group: 'Other groups' })], [])
    const { rows } = boroughTable(few, 'ethnicity', beside)
    expect(rows[1]).toEqual(['Other groups', 'c', 'c', '2.3%', 'Strategy, Ethnic breakdown', '–'])
  })
})

test('a financial year means its days so far; a year without books means the 52 weeks to today', () => {
  const today = day('2026-11-22')
  expect(yearsOf(day('2025-02-01'), today)).toEqual([2026, 2025, 2024])
  expect(yearsOf(null, today)).toEqual([])
  expect(spanAsked(2025, [2026, 2025], today)).toEqual({
    firstDay: '2025-04-01',
    lastDay: '2026-03-31',
    year: 2025,
    soFar: false,
  })
  expect(spanAsked(2026, [2026, 2025], today)).toMatchObject({ lastDay: today, soFar: true })
  expect(spanAsked(1999, [2026], today)).toMatchObject({ firstDay: '2025-11-24', lastDay: today, year: null })
})

test('the page says so when there is nobody; each table is a spreadsheet, all are one, and the page is a PDF', async () => {
  const app = await testApp()
  const commissioner = await app.as('commissioner')
  const page = await commissioner.get('/strategy/borough')
  expect(page.body).toContain('Nobody here has a paid day opportunity on that day')
  expect(page.body).toContain('68 figures that follow from others')
  const csv = await commissioner.get('/strategy/borough/ages.csv?area=Crewe')
  expect(csv.body).toMatch(/^\uFEFFAge,People\r\n18 to 24,0\r\n/)
  expect((await commissioner.get('/strategy/borough/ages.csv')).body).toContain('Age,People,Published,Where,Difference')
  expect((await commissioner.get('/strategy/borough/names.csv')).status).toBe(404)
  const all = await commissioner.get('/strategy/borough/key-facts.csv?year=2026')
  for (const name of ['kinds', 'money', 'ethnicity', 'groups'])
    expect(all.body).toContain(`\r\n${name}\r\n`.slice(name === 'kinds' ? 2 : 0))
  const pdf = await commissioner.get('/strategy/borough/key-facts.pdf')
  expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect(readPdf(pdf.bytes).text).not.toContain('..')
  const data = (await commissioner.api('GET', '/api/strategy/borough')).json() as {
    tables: Record<string, { head: string[] }>
  }
  expect(data.tables['money']?.head).toEqual(['Spend', 'Records', 'Published', 'Where', 'Difference'])
  for (const [query, sentence] of [
    ['area=Atlantis', /There is no area “Atlantis”\. Known: .*Macclesfield/],
    ['reason=Flu', /There is no main reason for support “Flu”/],
    ['year=abc', /^Must be a number$/],
    ['year=2001', /There is no financial year in the books that begins in “2001”/],
  ] as const) {
    const refused = await commissioner.api('GET', `/api/strategy/borough?${query}`)
    expect(refused.status).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ message: expect.stringMatching(sentence) }] })
    if (query.startsWith('year')) continue
    const unknown = await commissioner.get(`/strategy/borough?${query}`)
    expect([unknown.status, unknown.body.includes('Nothing is shown')]).toEqual([400, true])
    expect(unknown.body).toMatch(sentence)
    for (const file of ['ages.csv', 'key-facts.csv', 'key-facts.pdf'])
      expect((await commissioner.get(`/strategy/borough/${file}?${query}`)).status).toBe(404)
  }
  expect((await commissioner.api('GET', '/api/strategy/needs?area=Atlantis')).status).toBe(400)
  const hub = (await commissioner.get('/strategy')).body
  for (const state of [
    'Nobody has a paid day opportunity today.',
    'None is saved yet.',
    'No building has a weekly session that is counted.',
    'Save a scenario to see the years to come.',
    '0 reports stand.',
  ])
    expect(hub).toContain(state)
  const broker = await app.as('broker')
  expect([(await broker.get('/strategy/borough')).status, (await broker.get('/strategy')).status]).toEqual([403, 403])
})
