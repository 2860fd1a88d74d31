import type { Command } from '../platform/command.ts'
import { toCsv } from '../platform/csv.ts'
import { askDrivers, DRIVER_DRAWS, type DriverMeasure, driverMeasures } from './scenario/ask-drivers.ts'
import { besideSentences, driverTable, informationSentences, informationTable } from './scenario/driver-tables.ts'
import { scenarioInput } from './simulation/scenario.ts'
import { figuresOfDraws, type MakeDraws } from './simulation/simulate.ts'
import { scenarioAsked } from './simulation.cli.ts'

const MOST_DRAWS = 10_000

const makeHere: MakeDraws = async ({ scenario, seed, until }) =>
  figuresOfDraws(scenario, { seed, uncertain: true }, until)

export const driversCommand: Command = {
  step: 'strategy',
  name: 'drivers',
  summary:
    'Says what moves the answer of a scenario (each assumption at its low and high end) and what it would be worth to know more. No database',
  usage:
    'strategy drivers SCENARIO.json [--of cashable|cost|carerHours] [--people PEOPLE.csv] [--draws 100] [--seed 1] [--json]',
  input: scenarioInput,
  run: async (context) => {
    const of = context.flags['of'] ?? 'cashable'
    const measure = driverMeasures.find((one): one is DriverMeasure => one === of)
    if (measure === undefined) return { exit: 2, text: `--of takes one of: ${driverMeasures.join(', ')}.` }
    const asked = await scenarioAsked(context, { usual: DRIVER_DRAWS, most: MOST_DRAWS })
    if ('refused' in asked) return asked.refused
    const drivers = await askDrivers(asked.scenario, asked, makeHere)
    const csv = ({ head, rows }: ReturnType<typeof driverTable>) => toCsv([head, ...rows]).slice(1)
    return {
      exit: 0,
      json: drivers,
      text: [
        ...besideSentences(drivers),
        csv(driverTable(asked.scenario, measure, drivers)),
        ...informationSentences(asked.scenario, drivers),
        csv(informationTable(asked.scenario, drivers)),
      ].join('\n'),
    }
  },
}
