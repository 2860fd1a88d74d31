import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { day } from '../../core/calendar-date.ts'
import { papersChecked } from '../papers/checked-papers.ts'
import { shortened } from '../scenario/change-scenario.ts'
import { simulate } from '../simulation/simulate.ts'
import type { KeptScenario } from '../store.ts'
import {
  byWeight,
  chooseSections,
  draftFaults,
  draftInput,
  moveSection,
  type Risk,
  sectionKinds,
  weightOf,
} from './draft.ts'
import { papersSection } from './papers-section.ts'
import { numbersOf, reportFigures } from './report-figures.ts'
import type { ReportLine, SectionMade } from './report-shape.ts'
import { reportFileName } from './report-view.ts'
import { reportSheets } from './report-workbook.ts'
import { risksSection } from './risks-section.ts'
import { besideEachOther, scenariosSection } from './scenarios-section.ts'
import { cellWords, typedCell } from './typed-cell.ts'

const today = day('2026-11-22')
const small = { ...shortened(startingScenario(), 3), people: startingScenario().people.slice(0, 10) }
/** Worked out with few runs, called as many as a kept one has: the words are the same. */
const answer = { ...simulate(small, 2026, 40), draws: 1000 }
const kept = (name: string, change: Partial<KeptScenario> = {}): KeptScenario => ({
  ...{ id: `id of ${name}`, name, about: 'Asked', savedBy: 'Dana Marsh', savedOn: today, hash: 'a'.repeat(64) },
  ...{
    basedOn: null,
    basedOnName: null,
    endedOn: null,
    endedBy: null,
    endedWhy: null,
    workedOut: true,
    content: small,
  },
  result: answer,
  ...change,
})
const risk: Risk = { what: 'It rains.', likely: 'likely', harm: 'small', done: 'A roof.', owner: 'Dana' }
const reportWords = {
  ...{
    title: 'A report',
    audience: 'Cabinet',
    meetingOn: today,
    asked: 'Yes or no?',
    recommendation: 'Yes.',
    words: '',
  },
  risks: [risk],
}

test('a figure of money never stands without what it costs if nothing changes, its range, carers, hours and who it falls on', () => {
  const made = scenariosSection([kept('As printed'), kept('More sharing')], today)
  expect(made.section.parts.map(({ table }) => table.id)).toEqual(
    expect.arrayContaining(
      ['targets', 'saving', 'carers', 'outcomes', 'split-area', 'split-reason', 'split-age', 'split-ethnic'].map(
        (one) => `scenarios-${one}`,
      ),
    ),
  )
  const said = [...made.future, ...made.affected].map(({ text }) => text)
  expect(said.filter((text) => /^If nothing changes.*95 in 100 runs/.test(text))).toHaveLength(1)
  for (const letter of ['A', 'B']) {
    const about = (words: RegExp) => said.filter((text) => words.test(text) && text.includes(letter))
    // Of several each has one line of the first page, and what its difference is made of behind it.
    expect(about(/^On average .*In 95 of 100 runs.*The target is/)).toHaveLength(1)
    expect(about(/^Unpaid carers.* in 2028\/29 .*95 in 100 runs.*lose.*gain.*Who loses most/)).toHaveLength(1)
    const behind = made.section.lines.filter(({ text }) => text.startsWith(`Under ${letter} `))
    expect(behind[0]?.text).toMatch(/cost about.*95 in 100 runs.*empty places/)
  }
})

test('one scenario alone is told whole on the first page', () => {
  const { future, affected, section } = scenariosSection([kept('As printed')], today)
  expect(future.filter(({ text }) => /^Under A .*cost about.*95 in 100 runs.*empty places/.test(text))).toHaveLength(1)
  expect(section.lines).toEqual([...future, ...affected])
})

test('a scenario that cannot stand beside the others is told in a sentence, each by its name, and the others stay', () => {
  const good = kept('Good')
  expect(besideEachOther([good, kept('Also good')]).faults).toEqual([])
  const off = kept('Off', { endedOn: today, endedBy: 'Dana', endedWhy: 'Tried only' })
  expect(besideEachOther([off, good]).stand).toEqual([good])
  const { stand, faults } = besideEachOther([
    good,
    kept('Waiting', { result: null, workedOut: false }),
    off,
    kept('Lucky', { result: { ...answer, seed: 7 } }),
    kept('Later', { result: { ...answer, startYear: 2030 } }),
  ])
  expect(stand).toEqual([good])
  expect(faults).toHaveLength(5)
  expect(faults.join('\n')).toMatch(
    /“Waiting” is not worked out.*\n“Off” was taken off.*Tried only.*\n“Lucky”.*seed 7.*\n“Later” begins in another year.*\nAt most 3/,
  )
})

test('a file of a report has the name of its title in safe letters, and its version', () => {
  expect(reportFileName('Café “à la carte”: £1,250,000? Our people’s week', 2)).toBe(
    'cafe-a-la-carte-1250000-our-peoples-week-version-2',
  )
  expect(reportFileName('x/../"\r\nSet-Cookie: a', null)).toBe('x-set-cookie-a-draft')
  expect(reportFileName('日本', 1)).toBe('report-for-members-version-1')
})

test('what another program sends is refused field by field, in sentences', () => {
  const sent = { title: 'T', audience: 'A', meetingOn: '2026-12-10', asked: 'Q' }
  expect(draftInput.parse(sent)).toMatchObject({ recommendation: '', chosen: [], risks: [] })
  const faults = (change: object) =>
    draftInput.safeParse({ ...sent, ...change }).error?.issues.map(({ message }) => message)
  expect(faults({ title: '  ' })).toEqual(['Enter a title'])
  expect(faults({ title: 'x'.repeat(201) })).toEqual(['A title must be 200 characters or fewer'])
  expect(faults({ meetingOn: '2026-02-30' })?.[0]).toContain('must be a real date')
  expect(faults({ chosen: [{ kind: 'gossip' }] })?.[0]).toContain('There is no section “gossip”')
  expect(faults({ chosen: [{ kind: 'facts', chosen: ['weather'] }] })).toEqual(['There is no key fact “weather”'])
  expect(faults({ chosen: [{ kind: 'facts' }] })?.[0]).toContain('Choose at least one key fact')
  expect(faults({ chosen: [{ kind: 'risks' }, { kind: 'risks' }] })).toEqual(['A section may stand in a report once'])
  expect(faults({ risks: [{ ...risk, harm: 'awful' }] })).toEqual(['Say how bad it would be'])
  expect(draftFaults({ recommendation: ' ', chosen: [], risks: [] })).toHaveLength(2)
  expect(draftFaults({ recommendation: 'Yes', chosen: [{ kind: 'risks', chosen: [] }], risks: [] })[0]).toContain(
    'at least one risk',
  )
})

const line: fc.Arbitrary<ReportLine> = fc.record({
  text: fc.string(),
  sources: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
})
const made: fc.Arbitrary<SectionMade> = fc
  .record({
    lines: fc.array(line, { maxLength: 4 }),
    facts: fc.array(line, { maxLength: 4 }),
    rows: fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 })),
  })
  .map(({ lines, facts, rows }) => ({
    ...{
      facts,
      future: [],
      affected: [],
      sources: ['a', 'b', 'c', 'd'].map((key) => ({ key, what: key, version: '', on: '', where: '', href: '' })),
    },
    section: {
      ...{ kind: 'x', title: 'X', lines },
      parts: [
        {
          title: '',
          drawing: null,
          key: [],
          table: { id: 'x', caption: 'x', head: ['x'], rows, note: '', sources: ['b'] },
        },
      ],
    },
  }))

test('law: every line and table has its source in the list, no source stands there twice or unused, and at most five facts lead', () => {
  fc.assert(
    fc.property(fc.array(made, { maxLength: 4 }), (sections) => {
      const figures = reportFigures(today, sections)
      const marks = numbersOf(figures)
      const named = [
        ...[...figures.facts, ...figures.future, ...figures.affected].map(({ sources }) => sources),
        ...figures.sections.flatMap(({ lines, parts }) => [
          ...lines.map(({ sources }) => sources),
          ...parts.map(({ table }) => table.sources),
        ]),
      ]
      for (const keys of named) expect(marks(keys)).toHaveLength(keys.length)
      expect([...new Set(named.flat())].sort()).toEqual(figures.sources.map(({ key }) => key).sort())
      expect(figures.facts.length).toBeLessThanOrEqual(5)
    }),
  )
})

test('law: a cell of a spreadsheet says what the table says, and every cell of every table is on its sheet', () => {
  const amount = fc.record({
    sign: fc.constantFrom('', '−', '+'),
    pound: fc.boolean(),
    number: fc.integer({ min: 0, max: 99_999_999 }),
    tenths: fc.integer({ min: 0, max: 9 }),
    percent: fc.boolean(),
  })
  fc.assert(
    fc.property(amount, ({ sign, pound, number, tenths, percent }) => {
      const words = `${sign}${pound ? '£' : ''}${number.toLocaleString('en-GB')}${percent ? `.${tenths}%` : ''}`
      expect(typedCell(words).is).toBe('number')
      expect(cellWords(typedCell(words))).toBe(words)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (words) => {
      expect(cellWords(typedCell(words))).toBe(words)
    }),
  )
  for (const words of ['c', '–', '5 to 9', 'over 75%', '2026/27', '007', '£1 to £2', '=1+1', ''])
    expect(typedCell(words)).toMatchObject({ is: 'text', text: words })
  expect(typedCell('3 December 2026')).toEqual({ is: 'day', day: '2026-12-03' })

  const figures = reportFigures(today, [
    papersSection(papersChecked()),
    scenariosSection([kept('One')], today),
    risksSection([risk], today),
  ])
  const sheets = reportSheets({ report: reportWords, figures, standing: 'Draft.' })
  for (const [at, { parts }] of figures.sections.entries())
    for (const cell of parts.flatMap(({ table }) => table.rows.flat()))
      expect(sheets[at + 1]?.rows.flat().map(cellWords)).toContain(cellWords(typedCell(cell)))
  expect(sheets.at(-1)?.rows).toHaveLength(figures.sources.length + 1)
})

test('law: moving and choosing lose no section, and keep the order of those that stay', () => {
  const list = fc.shuffledSubarray([...sectionKinds]).map((kinds) => kinds.map((kind) => ({ kind, chosen: [] })))
  fc.assert(
    fc.property(list, list, fc.constantFrom(...sectionKinds), (before, wanted, kind) => {
      const sorted = (some: readonly { kind: string }[]) => some.map((one) => one.kind).sort()
      expect(sorted(moveSection(before, kind, 'up'))).toEqual(sorted(before))
      const after = chooseSections(before, wanted)
      expect(sorted(after)).toEqual(sorted(wanted))
      const stays = before.filter((one) => wanted.some((other) => other.kind === one.kind))
      expect(after.slice(0, stays.length)).toEqual(stays)
    }),
  )
  const heavy: Risk = { ...risk, harm: 'severe' }
  expect(byWeight([risk, heavy])).toEqual([heavy, risk])
  expect(weightOf(heavy)).toBe(9)
})
