import type { MarketPolicyOn } from '../market/index.ts'
import { servicesKnown } from '../market/store.ts'
import type { Command } from '../platform/command.ts'
import { toCsv } from '../platform/csv.ts'
import { isId } from '../platform/ids.ts'
import { NotFound } from '../platform/refused.ts'
import type { Simulate } from './scenario/simulate-type.ts'
import { keptScenario, scenarios } from './store.ts'
import { askViability } from './viability-years/ask-viability.ts'
import type { TierOfLotOn } from './viability-years/figures.ts'
import { viabilityTables } from './viability-years/tables.ts'
import { toldViability } from './viability-years/told-viability-years.ts'
import { viabilityInWords } from './viability-years/words.ts'

/** What a saved scenario does to services, on the command line. */
export const viabilityYearsCommands = (
  policyOn: MarketPolicyOn,
  tierOfLotOn: TierOfLotOn,
  simulate: Simulate,
): readonly Command[] => [
  {
    step: 'strategy',
    name: 'viability',
    summary: 'What a saved scenario does to services, year by year; without an id the saved scenarios',
    usage: 'strategy viability [SCENARIO_ID] [--json]',
    run: async ({ args, db, who }) => {
      const [scenarioId] = args
      if (scenarioId === undefined) {
        const list = await (await db()).transaction(who, (tx) => scenarios(tx))
        const lines = list.map(({ id, name }) => `${id}  ${name}`)
        return { exit: 0, json: list, text: lines.join('\n') || 'No scenario is saved yet.' }
      }
      if (!isId(scenarioId)) return { exit: 2, text: 'Give the id of a saved scenario, or nothing for the list.' }
      const read = await (await db())
        .transaction(who, async (tx) => ({
          kept: await keptScenario(tx, scenarioId),
          services: await servicesKnown(tx, policyOn(tx.today)),
          today: tx.today,
        }))
        .catch((error: unknown) => {
          if (error instanceof NotFound) return undefined
          throw error
        })
      if (read === undefined) return { exit: 1, text: 'No scenario with that id is saved.' }
      const { kept, services, today } = read
      const answer = await askViability(kept, services, tierOfLotOn(today), simulate)
      const { weeksPerYear } = kept.content
      const tables = viabilityTables(answer.found, answer.result, weeksPerYear).map(
        ({ caption, head, rows }) => `${caption}\n${toCsv([head, ...rows]).slice(1)}`,
      )
      const text = [kept.name, ...viabilityInWords(answer.found, answer.result, weeksPerYear), '', ...tables]
      return { exit: 0, json: toldViability(kept, answer), text: text.join('\n') }
    },
  },
]
