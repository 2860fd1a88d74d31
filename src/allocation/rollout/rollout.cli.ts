import { z } from 'zod'
import { financialYearWords } from '../../core/financial-year.ts'
import { formatMoney, type Pence, pence } from '../../core/money.ts'
import { type Command, type CommandContext, dayFlag, noSuchDay } from '../../platform/command.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { faults, readJson, refused } from '../command-files.ts'
import { tableIn } from '../quote-request.ts'
import { tableHash } from '../store.ts'
import { compareTables, dimensions } from './comparison.ts'
import { hideSmall } from './hide-small.ts'
import { peopleFrom, peopleRow } from './people-file.ts'
import { reliefPath } from './relief.ts'
import { reliefByFinancialYear } from './relief-by-financial-year.ts'

const MOST_FAULTS = 20
const whole = (text: unknown, most: number) =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : undefined

async function readTable(context: CommandContext, path: string) {
  const content = await readJson(context, path)
  if (!content.ok) return { faults: [content.why] }
  const read = tableIn(content.value)
  return read.success ? { table: read.data } : { faults: faults(read.error).map((fault) => `${path}: ${fault}`) }
}

const asMoney = (amount: Pence | 'hidden') => (amount === 'hidden' ? 'c' : formatMoney(amount))
const asCount = (count: number | 'hidden') => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))

function inWords(shown: ReturnType<typeof hideSmall>): string {
  const { counts } = shown
  return [
    `${asCount(shown.people)} people: ${asCount(counts.winners)} would have more, ${asCount(counts.same)} the same, ${asCount(counts.losers)} less.`,
    `A week of all: ${asMoney(shown.oldPence)} now, ${asMoney(shown.newPence)} then (${asMoney(shown.gainPence)} more for some, ${asMoney(shown.lossPence)} less for others).`,
    ...Object.entries(dimensions).map(
      ([key, words]) =>
        `${words}: ${shown.groups[key as keyof typeof dimensions].map((row) => `${row.name} ${asCount(row.winners)}/${asCount(row.same)}/${asCount(row.losers)}`).join('; ')}`,
    ),
    ...shown.relief.map((one) => `Relief in year ${one.year + 1}: ${asMoney(one.yearlyPence)}`),
    `Where needs cost more than the new table: ${asMoney(shown.short.yearlyPence)} a year.`,
    'c: hidden, fewer than five people or a number that would give one away. Nobody’s budget is changed by this.',
  ].join('\n')
}

const compare: Command = {
  step: 'allocation',
  name: 'compare',
  summary: 'Who would have more and who less under a new table, and what relief would cost; needs no database',
  usage: 'allocation compare OLD.json NEW.json PEOPLE.csv|- [--years 3] [--gainers wait] [--json]',
  input: z.array(peopleRow),
  run: async (context) => {
    const [oldPath, newPath, peoplePath] = context.args
    const years = whole(context.flags['years'] ?? '0', 20)
    const gainers = context.flags['gainers']
    if (peoplePath === undefined || newPath === undefined || oldPath === undefined || years === undefined)
      return { exit: 2, text: `Name the old table, the new table and the people: daywell ${compare.usage}` }
    if (gainers !== undefined && gainers !== 'wait') return { exit: 2, text: 'Say --gainers wait, or leave it out.' }
    const oldTable = await readTable(context, oldPath)
    const newTable = await readTable(context, newPath)
    if ('faults' in oldTable || 'faults' in newTable)
      return refused(...(oldTable.faults ?? []), ...(newTable.faults ?? []))
    const rows = csvRecords(await context.readText(peoplePath))
    if (!rows.ok) return refused(`${peoplePath}: ${rows.why}`)
    if (rows.records.length === 0)
      return refused(`${peoplePath} holds no lines of comma separated values below a first line of column names.`)
    const read = peopleFrom(rows.records, oldTable.table)
    if (read.faults.length > 0)
      return refused(
        ...read.faults.slice(0, MOST_FAULTS).map(({ line, fault }) => `line ${line}: ${fault}`),
        ...(read.faults.length > MOST_FAULTS ? [`and ${read.faults.length - MOST_FAULTS} more`] : []),
      )
    const shown = hideSmall(compareTables(newTable.table, read.people, { years, gainersWait: gainers === 'wait' }))
    const tables = { old: tableHash(oldTable.table), new: tableHash(newTable.table) }
    return { exit: 0, json: { tables, notUsed: read.notUsed, ...shown }, text: inWords(shown) }
  },
}

/** What easing costs a council in a year; where who gains waits, what it keeps back. */
const reliefWords = (sum: Pence) =>
  sum < 0 ? `${formatMoney(pence(-sum))} kept back` : `${formatMoney(sum)} of relief`

const relief: Command = {
  step: 'allocation',
  name: 'relief',
  summary: 'What one person would have each year while a lower budget comes in; needs no database',
  usage:
    'allocation relief OLD_PENCE NEW_PENCE [SUFFICIENT_PENCE] --years 3 [--from 2027-10-01] [--gainers wait] [--json]',
  run: async ({ args, flags }) => {
    const [old, now, sufficient] = [args[0], args[1], args[2] ?? '0'].map((text) => whole(text, 100_000_000))
    const years = whole(flags['years'], 20)
    if (old === undefined || now === undefined || sufficient === undefined || years === undefined)
      return { exit: 2, text: `Give weekly amounts in whole pence, and --years from 0 to 20: daywell ${relief.usage}` }
    if (flags['gainers'] !== undefined && flags['gainers'] !== 'wait')
      return { exit: 2, text: 'Say --gainers wait, or leave it out.' }
    const from = dayFlag(flags, 'from', null)
    if (from === undefined) return noSuchDay('--from')
    const move = { oldPence: pence(old), newPence: pence(now), sufficientPence: pence(sufficient) }
    const rule = { years, gainersWait: flags['gainers'] === 'wait' }
    const path = reliefPath(move, rule)
    const accounts = from === null ? [] : [...reliefByFinancialYear(move, rule, from)]
    return {
      exit: 0,
      json: {
        ...{ ...move, years, weeklyPence: path },
        ...(from === null
          ? {}
          : { financialYears: accounts.map(([financialYear, sum]) => ({ financialYear, pence: sum })) }),
      },
      text: [
        ...path.map((amount, year) =>
          year < years
            ? `Year ${year + 1} after the review: ${formatMoney(amount)} a week`
            : `${years === 0 ? 'From the review on' : `From year ${year + 1} on`}: ${formatMoney(amount)} a week`,
        ),
        ...accounts.map(([year, sum]) => `Financial year ${financialYearWords(year)}: ${reliefWords(sum)}`),
        ...(from !== null && accounts.length === 0 ? ['In no financial year does it cost anything to ease.'] : []),
      ].join('\n'),
    }
  },
}

/** The commands of a roll-out. */
export const rolloutCommands: readonly Command[] = [compare, relief]
