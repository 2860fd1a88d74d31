import type { AssurancePolicyOn } from '../directory/index.ts'
import type { Command, CommandResult } from '../platform/command.ts'
import { toCsv } from '../platform/csv.ts'
import type { BoroughPolicyOn } from './borough-policy.ts'
import { boroughTable, tableNames } from './borough-tables.ts'
import { besideRecords, factsOf, partFaults } from './coarse-facts.ts'
import { driversCommand } from './drivers.cli.ts'
import { marketPartFaults } from './market-part.ts'
import { marketTable, marketTableNames, sourceOf } from './market-tables.ts'
import { needsCommands } from './needs-analysis/needs.cli.ts'
import type { NotKnown } from './not-known.ts'
import { checkPapersCommand } from './papers/papers.cli.ts'
import { simulateCommand } from './simulation.cli.ts'
import { booksBeginOn, boroughCells, marketChoices, marketToday } from './store.ts'
import { spanAsked, yearFaults, yearsOf } from './year-asked.ts'

const borough = (boroughPolicyOn: BoroughPolicyOn): Command => ({
  step: 'strategy',
  name: 'borough',
  summary: 'The key facts of the borough as CSV tables beside what the papers print; small numbers are hidden',
  usage: 'strategy borough [--area AREA] [--reason REASON] [--year 2026] [--json]',
  run: async ({ flags, db, who }) => {
    const said = (name: string) => (typeof flags[name] === 'string' ? String(flags[name]) : undefined)
    const asked = { area: said('area'), reason: said('reason') }
    const { cells, beside, faults } = await (await db()).transaction(who, async (tx) => {
      const years = yearsOf(await booksBeginOn(tx), tx.today)
      const year = said('year')
      const counted = await boroughCells(tx, spanAsked(year === undefined ? undefined : Number(year), years, tx.today))
      const policy = boroughPolicyOn(tx.today)
      return {
        cells: counted,
        beside: besideRecords(policy, asked),
        faults: [...yearFaults(year, years), ...partFaults(counted, policy, asked)],
      }
    })
    if (faults.length > 0) return faulty(faults)
    const facts = factsOf(cells, asked)
    const tables = tableNames.map((name) => ({ name, ...boroughTable(facts, name, beside) }))
    return {
      exit: 0,
      json: { tables },
      text: tables.map((table) => toCsv([table.head, ...table.rows]).slice(1)).join('\n'),
    }
  },
})

/** What was asked for and nobody knows, each behind its flag. */
function faulty(found: readonly NotKnown[]): CommandResult {
  const faults = found.map(({ field, sentence }) => `--${field}: ${sentence}`)
  return { exit: 1, json: { faults }, text: faults.join('\n') }
}

const marketPosition = (assurancePolicyOn: AssurancePolicyOn, boroughPolicyOn: BoroughPolicyOn): Command => ({
  step: 'strategy',
  name: 'market-position',
  summary: 'Supply, prices, quality and gaps today as CSV tables; small numbers of people are hidden',
  usage: 'strategy market-position [--area AREA] [--kind KIND] [--json]',
  run: async ({ flags, db, who }) => {
    const said = (name: string) => (typeof flags[name] === 'string' ? String(flags[name]) : '')
    const filter = { area: said('area'), kind: said('kind') }
    const { figures, faults } = await (await db()).transaction(who, async (tx) => {
      const areas = [...boroughPolicyOn(tx.today).residents.byArea.keys()]
      const faults = marketPartFaults(filter, await marketChoices(tx), areas)
      return { faults, figures: await marketToday(tx, filter, assurancePolicyOn) }
    })
    if (faults.length > 0) return faulty(faults)
    const tables = marketTableNames.map((name) => {
      const { head, rows } = marketTable(figures, name)
      return `${sourceOf(name, figures)}\n${toCsv([head, ...rows]).slice(1)}`
    })
    return { exit: 0, json: figures, text: [...figures.missing, ...tables].join('\n') }
  },
})

/** The commands of this step; figures go by the council’s rule of assurance and by its figures of the borough. */
export const commands = (
  assurancePolicyOn: AssurancePolicyOn,
  boroughPolicyOn: BoroughPolicyOn,
): readonly Command[] => [
  borough(boroughPolicyOn),
  checkPapersCommand,
  ...needsCommands(boroughPolicyOn),
  marketPosition(assurancePolicyOn, boroughPolicyOn),
  simulateCommand,
  driversCommand,
]
