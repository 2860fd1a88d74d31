import type { TravelPolicyOn } from '../directory/index.ts'
import type { Command } from '../platform/command.ts'
import { toCsv } from '../platform/csv.ts'
import { buildingTable, buildingTableNames } from './buildings/building-tables.ts'
import type { ClimatePolicyOn } from './buildings/climate-policy.ts'
import { buildingsFor } from './store.ts'

/** The council's own buildings on the command line. */
export const buildingsCommands = (
  travelPolicyOn: TravelPolicyOn,
  climatePolicyOn: ClimatePolicyOn,
): readonly Command[] => [
  {
    step: 'strategy',
    name: 'buildings',
    summary: 'Use, cost and journeys of the council’s own buildings as CSV, also if one closed or people moved nearer',
    usage: 'strategy buildings [--close SITE_ID] [--move PERCENT] [--json]',
    run: async ({ flags, db, who }) => {
      const bare = ['close', 'move'].find((name) => flags[name] === true)
      if (bare !== undefined) return { exit: 2, text: `--${bare} takes a value` }
      const said = (name: string) => (typeof flags[name] === 'string' ? String(flags[name]) : '')
      const found = await (await db()).transaction(who, (tx) =>
        buildingsFor(tx, { close: said('close'), move: said('move') }, { travelPolicyOn, climatePolicyOn }),
      )
      if (found.faults.length > 0) {
        const known = found.now.lines.map(({ siteId, name }) => `${siteId} ${name}`).join(', ')
        const faults = found.faults.map(
          ({ field, sentence }) => `--${field}: ${sentence}${field === 'close' ? `. Known: ${known || 'none'}` : ''}`,
        )
        return { exit: 1, json: { faults }, text: faults.join('\n') }
      }
      const figures = found.whatIf?.later ?? found.now
      const text = buildingTableNames.map((name) => {
        const { head, rows } = buildingTable(figures, name)
        return toCsv([head, ...rows]).slice(1)
      })
      return { exit: 0, json: found, text: [...figures.missing, ...text].join('\n') }
    },
  },
]
