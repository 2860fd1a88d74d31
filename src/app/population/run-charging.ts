import { z } from 'zod'
import {
  type ContributionColumns,
  contributionColumns,
  contributionReasons,
  refusalBits,
  ruleBits,
} from '../../charging/columns/contribution-columns.ts'
import { contributionOfPeople } from '../../charging/columns/contribution-of-people.ts'
import { NONE, peopleColumns } from '../../charging/columns/people-columns.ts'
import { type RulesOfDay, rulesOfDay } from '../../charging/columns/rules-of-day.ts'
import { type LocalPolicy, localPolicy } from '../../charging/local-policy.ts'
import { nationalAmounts } from '../../charging/national-amounts.ts'
import { nationalRulesOnly } from '../../charging/national-rules-only.ts'
import { councilAmountsOn, policyFor } from '../../charging/store.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Command, type CommandContext, dayFlag, noSuchDay } from '../../platform/command.ts'
import { circumstancesCsv } from './circumstances-csv.ts'
import { MOST_ENTRIES, putPerson } from './put-person.ts'
import { BLOCK, type RowFault, type RowResult, type RowRule, runRows } from './run-rows.ts'

const sums = [
  ['weekly', 'weekly_pence'],
  ['savings', 'savings_pence'],
  ['tariff', 'tariff_pence'],
  ['income', 'income_pence'],
  ['housing', 'housing_pence'],
  ['disability', 'disability_costs_pence'],
  ['guarantee', 'guarantee_pence'],
  ['leftOver', 'left_over_pence'],
  ['apart', 'apart_pence'],
  ['arrangementFee', 'arrangement_fee_pence'],
] as const satisfies [keyof ContributionColumns, string][]

type Cell = (name: string) => string

/** Each refusal: the column it is about, and what to do. A missing figure names itself. */
const sentences: Record<
  Exclude<keyof typeof refusalBits, 'amount_not_enacted'>,
  readonly [column: string, reason: string]
> = {
  born_after_the_day: ['born', 'The birth date is after the day asked for. Check the birth date and the day'],
  not_an_adult: ['born', 'The person is under 18 on that day. Charging rules are for adults: check the birth date'],
  pension_age_does_not_fit: [
    'reached_pension_credit_age',
    'The age does not fit the answer about Pension Credit age. Check the birth date, and look the age up on gov.uk',
  ],
  two_ways_at_once: [
    'light_touch',
    'A person cannot have refused the assessment and agreed to a light-touch one. Keep one of the two',
  ],
  partner_without_couple: [
    'household',
    'There is money of a partner, but the household is not a couple. Check the household, or leave the partner’s money out',
  ],
  partner_without_consent: [
    'partner_consents',
    'The partner has not agreed that their own money is used. Ask the partner, or leave their money out',
  ],
}

const rulesOf = (held: number) =>
  Object.entries(ruleBits)
    .filter(([, bit]) => (held & bit) !== 0)
    .map(([name]) => name)
    .join(' ')

function refusalsOf(results: ContributionColumns, at: number, cell: Cell, on: CalendarDate): RowFault[] {
  const refusals = results.refusals[at] as number
  const missing = nationalAmounts.filter((_, place) => ((results.missing[at] as number) & (1 << place)) !== 0)
  return [
    ...Object.entries(sentences)
      .filter(([code]) => (refusals & refusalBits[code as keyof typeof refusalBits]) !== 0)
      .map(([, [column, reason]]) => ({ column, value: cell(column), reason })),
    ...missing.map(({ key, words }) => ({
      column: '',
      value: cell('number'),
      reason: `No checked figure is known for ${on}: ${words}. Look it up in the Regulations or the circular and enter it with: daywell charging amounts add ${key}. Figures the council entered count with --council`,
    })),
  ]
}

/** The charging rules over the rows of a file, for one day under one policy. */
function chargingRule(day: RulesOfDay, on: CalendarDate): RowRule {
  const room = Object.fromEntries(Object.entries(MOST_ENTRIES).map(([list, most]) => [list, most * BLOCK]))
  const people = peopleColumns(BLOCK, room as Record<keyof typeof MOST_ENTRIES, number>)
  const results = contributionColumns(people)
  const rows: Cell[] = []
  const resultOf = (at: number): RowResult => {
    const cell = rows[at] ?? (() => '')
    if (results.refusals[at] !== 0) return { faults: refusalsOf(results, at, cell, on) }
    const reason = contributionReasons[results.reason[at] as number] ?? ''
    const assessed = reason === 'left_over' || reason === 'nothing_left_over'
    const cells = sums.map(([name]) => {
      const value = results[name][at] as number
      return value === NONE && !(name === 'income' && assessed) ? '' : value
    })
    const weeklyPence = Math.max(0, results.weekly[at] as number)
    return { cells: [cell('number'), reason, ...cells, rulesOf(results.rules[at] as number)], reason, weeklyPence }
  }
  return {
    title: 'people’s circumstances',
    namesAt: 'what this prints: daywell charging run --schema',
    columns: circumstancesCsv,
    header: ['number', 'reason', ...sums.map(([, name]) => name), 'rules'],
    put: (at, cell) => {
      rows[at] = cell
      return putPerson(people, at, cell)
    },
    results: (length) => {
      contributionOfPeople(day, people, results, { to: length })
      return Array.from({ length }, (_, at) => resultOf(at))
    },
  }
}

/** With --council: the figures the council entered and checked, and its policy of the day; nothing, and no database, without. */
async function councilsOwn({ flags, db, who }: CommandContext, on: CalendarDate) {
  if (flags['council'] !== true) return { council: [], policy: nationalRulesOnly }
  return (await db()).transaction(who, async (tx) => ({
    council: await councilAmountsOn(tx, on),
    policy: await policyFor(tx, on),
  }))
}

/** The policy of a file, or a sentence; the other one where no file is named. */
async function policyOf(context: CommandContext, other: LocalPolicy): Promise<LocalPolicy | string> {
  const file = context.flags['policy']
  if (typeof file !== 'string') return other
  try {
    const read = localPolicy.safeParse(JSON.parse(await context.readText(file)))
    if (read.success) return read.data
    return read.error.issues
      .map(({ path, message }) => `${file}: ${path.join('.') || 'the whole'}: ${message}`)
      .join('\n')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return `${file} is not JSON. Check commas and quotes.`
  }
}

/** `daywell charging run`: what everybody pays a week, from a CSV file. */
export const runCharging: Command = {
  step: 'charging',
  name: 'run',
  summary: 'Work out what everybody pays a week from a CSV file of circumstances; needs no database without --council',
  usage: 'charging run FILE.csv|- [--on DATE] [--council] [--policy POLICY.json] [--demo] [--rejects FILE] [--json]',
  input: z.object(
    Object.fromEntries(
      circumstancesCsv.map(({ name, about, needed }) => [
        name,
        needed ? z.string().describe(about) : z.string().describe(about).optional(),
      ]),
    ),
  ),
  run: async (context) => {
    const { args, flags, clock, production } = context
    const [path] = args
    if (path === undefined) return { exit: 2, text: 'Name a CSV file of circumstances, or - for standard input.' }
    const on = dayFlag(flags, 'on', clock.today())
    if (on === undefined) return noSuchDay('--on')
    const demo = flags['demo'] === true
    if (demo && production)
      return { exit: 1, text: 'In production mode no figure that nobody has checked may be used: leave --demo out.' }
    const own = await councilsOwn(context, on)
    const policy = await policyOf(context, own.policy)
    if (typeof policy === 'string') return { exit: 1, json: { refused: [policy] }, text: policy }
    return runRows(context, path, chargingRule(rulesOfDay(on, { demo, council: own.council }, policy), on))
  },
}
