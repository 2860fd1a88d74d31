import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { drawCircumstances } from '../../../test/support/random-circumstances.ts'
import { answersOf, drawAnswers } from '../../../test/support/same-budget.ts'
import { jobWho } from '../../../test/support/who.ts'
import { answerColumns } from '../../allocation/answer-columns.ts'
import { exampleTable, exampleTableInput } from '../../allocation/example-table.ts'
import { quote } from '../../allocation/quote.ts'
import { amountsOfDay } from '../../charging/amounts-of-day.ts'
import type { Circumstances } from '../../charging/circumstances.ts'
import { weeklyContribution } from '../../charging/weekly-contribution.ts'
import { day } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { assessedItems } from '../../needs/index.ts'
import { stoppedClock } from '../../platform/clock.ts'
import type { Command, CommandContext } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import { runAllocation } from './run-allocation.ts'
import { runCharging } from './run-charging.ts'

/** Runs a command over a text; gives what it printed and the files it wrote. */
async function run(
  command: Command,
  csv: string,
  flags: CommandContext['flags'] = {},
  files: Record<string, string> = {},
) {
  const printed: string[] = []
  const said: string[] = []
  const written: Record<string, string> = {}
  const context: CommandContext = {
    args: ['people.csv'],
    flags,
    clock: stoppedClock(day('2023-06-01')),
    who: jobWho(),
    production: false,
    readText: async (name) => files[name] ?? '',
    openFile: () => Readable.from([Buffer.from(csv)]),
    writeFile: async (name, text) => {
      written[name] = String(text)
    },
    appendFile: async (name, text) => {
      written[name] += text
    },
    print: (line) => void printed.push(line),
    progress: (line) => void said.push(line),
    db: () => Promise.reject(new Error('needs no database')),
  }
  const result = await command.run(context)
  const [, ...lines] = printed.join('\n').replaceAll('\r', '').split('\n')
  return {
    ...result,
    lines: lines.map((line) => line.split(',')),
    rejects: written['people.csv.rejects.csv'] ?? '',
    said: said.join('\n'),
  }
}

const table = { table: 'table.json' }
const tableFile = { 'table.json': JSON.stringify(exampleTableInput) }
const answerHead = ['number', ...assessedItems, ...assessedItems.map((item) => `carer_${item}`), 'add_on_night_call']

test('everybody’s budget from a file equals the readable rule, block after block', async () => {
  const answers = answerColumns(2_300, ['night_call'])
  drawAnswers(random(3), answers)
  for (const { units } of answers.addOns) for (const [row, held] of units.entries()) units[row] = Math.min(7, held)
  const rows = Array.from({ length: answers.rows }, (_, row) => [
    `P${row}`,
    ...answers.levels.map((column) => column[row]),
    ...answers.carer.map((column) => column[row]),
    answers.addOns[0]?.units[row],
  ])
  const { exit, lines } = await run(runAllocation, toCsv([answerHead, ...rows]), table, tableFile)
  expect(exit).toBe(0)
  expect(lines.length).toBe(answers.rows)
  for (const [row, cells] of lines.entries()) {
    const budget = quote(exampleTable, answersOf(answers, row))
    const needs = budget.lines.filter(({ kind }) => kind !== 'add-on').map(({ weeklyPence }) => String(weeklyPence))
    expect([cells[0], cells[2], cells[3]]).toEqual([`P${row}`, String(budget.weeklyPence), String(budget.yearlyPence)])
    expect(cells.slice(10, 25)).toEqual(needs)
  }
})

test('a wrong row of answers stands in the rejects file; the others are worked out; --json gives the summary alone', async () => {
  const zero = assessedItems.map(() => 0)
  const file = toCsv([
    answerHead,
    ['A', ...zero, ...zero, 0],
    ['B', 5, ...zero.slice(1), ...zero, 8],
    ['', ...zero, ...zero, 1],
    ['C'],
  ])
  const { exit, lines, rejects } = await run(runAllocation, file, table, tableFile)
  expect(exit).toBe(1)
  expect(lines.map(([number]) => number)).toEqual(['A'])
  const faults = rejects
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',').slice(0, 3))
  expect(faults).toEqual([
    ['3', 'level_a', '5'],
    ['3', 'add_on_night_call', '8'],
    ['4', 'number', ''],
    ['5', '', 'C'],
  ])
  const { json } = await run(runAllocation, file, { ...table, json: true }, tableFile)
  expect(json).toMatchObject({ rows: 4, workedOut: 1, rejected: 3, reasons: { 'on-the-line': 1 } })
})

const pounds = (pence: number) => (pence / 100).toFixed(2)
const yes = (held: boolean) => (held ? 'yes' : 'no')

/** A person as a row of the file: entries of one kind in one cell. */
function rowOf(one: Circumstances, number: string): Record<string, string> {
  const row: Record<string, string> = {
    number,
    born: one.born,
    reached_pension_credit_age: yes(one.reachedPensionCreditAge),
    household: one.household,
    partner_reached_pension_credit_age: yes(one.partnerReachedPensionCreditAge),
    children: String(one.children),
    premium_disability: yes(one.premiums.disability),
    premium_enhanced_disability: yes(one.premiums.enhancedDisability),
    premium_carer: yes(one.premiums.carer),
    night_care_from_council: yes(one.nightCareFromCouncil),
    support_for: one.supportFor,
    asks_council_to_arrange: yes(one.asksCouncilToArrange),
    free_because: one.freeBecause ?? '',
    would_not_take_part: yes(one.wouldNotTakePart),
    light_touch: one.lightTouch?.treatedAs ?? '',
    agreed_weekly: pounds(one.lightTouch?.agreedWeekly ?? 0),
    income_tax: pounds(one.incomeTax),
    chargeable_cost: one.chargeableCost === undefined ? '' : pounds(one.chargeableCost),
    journeys_a_week: String(one.journeysAWeek),
    living_costs: pounds(one.livingCosts.reduce((sum, { weekly }) => sum + weekly, 0)),
    disability_costs: one.disabilityCosts.map(({ weekly }) => pounds(weekly)).join('+'),
  }
  if (one.partner !== undefined) {
    row['partner_consents'] = yes(one.partner.consentToDisclose)
    row['partner_income'] = pounds(one.partner.income)
    row['partner_housing'] = pounds(one.partner.housing)
  }
  if (one.savingsCredit !== undefined) {
    row['savings_credit_received'] = pounds(one.savingsCredit.received)
    row['savings_credit_income'] = pounds(one.savingsCredit.qualifyingIncome)
  }
  const add = (name: string, amount: number) =>
    (row[name] = row[name] === undefined ? pounds(amount) : `${row[name]}+${pounds(amount)}`)
  const named = (prefix: string, { kind, share }: { kind: string; share: string }) =>
    `${prefix}_${kind}${share === 'half' ? '_half' : ''}`
  for (const entry of one.income) add(named('income', entry), entry.weekly)
  for (const entry of one.savings) add(named('savings', entry), entry.amount)
  for (const entry of one.housing) {
    add(named('housing', entry), entry.weekly)
    add(`${named('housing', entry)}_met`, entry.metByBenefits)
  }
  return row
}

function fileOf(people: readonly Circumstances[]): string {
  const rows = people.map((one, at) => rowOf(one, `P${at}`))
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return toCsv([names, ...rows.map((row) => names.map((name) => row[name] ?? ''))])
}

test('what everybody pays from a file equals the readable rule; whoever it refuses stands in the rejects file', async () => {
  const on = day('2023-06-01')
  const chance = random(9)
  const people = Array.from({ length: 2_300 }, () => drawCircumstances(chance, on))
  const { exit, lines, rejects } = await run(runCharging, fileOf(people))
  const answers = people.map((one) => weeklyContribution(one, amountsOfDay(on, { demo: false })))
  const expected = answers.flatMap((answer, at) => (answer.ok ? [[`P${at}`, String(answer.value.weekly ?? '')]] : []))
  expect(exit).toBe(1)
  expect(lines.map((cells) => [cells[0], cells[2]])).toEqual(expected)
  const refusedLines = new Set(
    rejects
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]) - 2),
  )
  expect([...refusedLines]).toEqual(answers.flatMap((answer, at) => (answer.ok ? [] : [at])))
})

test('wrong cells of circumstances are named with what to do', async () => {
  const head = [
    'number',
    'born',
    'reached_pension_credit_age',
    'household',
    'income_state_pension',
    'savings_savings_half',
    'children',
    'housing_rent_met',
  ]
  const file = toCsv([
    head,
    ['A', '1950-02-30', 'perhaps', 'alone', '12.345', '1+x', '21', '3.00'],
    ['B', '1950-02-03', 'yes', 'single', '200.00+3.10', '', '', ''],
  ])
  const { lines, rejects } = await run(runCharging, file)
  expect(lines.map((cells) => cells.slice(0, 3))).toEqual([['B', 'nothing_left_over', '0']])
  const columns = rejects
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[1])
  expect(columns.sort()).toEqual([...head.slice(1)].sort())
})

test('a column that begins like one of ours stops the file; any other that is not used is named', async () => {
  const head = 'number,born,reached_pension_credit_age,household'
  const slip = await run(runCharging, `${head},income_universal_credits\nA,1984-03-14,no,single,300.00\n`)
  expect(slip).toMatchObject({ exit: 1, lines: [], text: expect.stringContaining('“income_universal_credits”') })
  const other = await run(runCharging, `${head},surname\nA,1984-03-14,no,single,Smith\n`)
  expect([other.exit, other.said]).toEqual([
    0,
    expect.stringContaining('Not used, because no column here has that name: surname.'),
  ])
})

test('usage, a wrong day, a wrong policy and a wrong table are refused in words', async () => {
  expect((await run(runCharging, '', { on: 'soon' })).exit).toBe(2)
  expect((await run(runCharging, '', { policy: 'p.json' }, { 'p.json': '{' })).text).toMatch(/not JSON/)
  expect((await run(runCharging, '', { policy: 'p.json' }, { 'p.json': '{"percentTaken":1}' })).text).toMatch(
    /percentTaken/,
  )
  expect((await run(runAllocation, '', table, { 'table.json': '{}' })).exit).toBe(1)
  expect((await run(runAllocation, 'number;a\n', table, tableFile)).text).toMatch(/not parted by commas/)
  expect((await run(runCharging, '')).text).toMatch(/empty/)
})
