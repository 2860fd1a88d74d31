import { createHash } from 'node:crypto'
import type { Command, CommandContext } from '../../platform/command.ts'
import { figuresLength } from '../simulation/draw-figures.ts'
import { scenarioInput } from '../simulation/scenario.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { MakeDraws } from '../simulation/simulate.ts'
import { summaryOf } from '../simulation/summary.ts'
import { resultText, scenarioAsked } from '../simulation.cli.ts'
import { askedRunsCommands } from './asked-runs.cli.ts'
import { drawsIn, lineOf } from './kept-draws.ts'
import { MOST_RUNS } from './most-runs.ts'

/** Months of people in one part: some seconds of work that a stop may cost. */
const PART_MONTHS = 600_000_000

const runName = (scenario: Scenario, seed: number) =>
  createHash('sha256')
    .update(`${seed} ${JSON.stringify(scenario)}`)
    .digest('hex')

/** The text of the file that keeps what was made; empty where there is none yet. */
async function textIn({ readText }: CommandContext, file: string): Promise<string> {
  try {
    return await readText(file)
  } catch {
    return ''
  }
}

const large = (makeDraws: MakeDraws): Command => ({
  step: 'strategy',
  name: 'large-run',
  summary:
    'Runs a scenario of any size on all workers, writes each part down and goes on where it stopped. No database',
  usage: 'strategy large-run SCENARIO.json --keep FILE [--draws 200] [--seed 1] [--people PEOPLE.csv] [--json]',
  input: scenarioInput,
  run: async (context) => {
    const asked = await scenarioAsked(context, { usual: 200, most: MOST_RUNS })
    if ('refused' in asked) return asked.refused
    const keep = context.flags['keep']
    if (typeof keep !== 'string')
      return { exit: 2, text: '--keep names the file in which what is made is kept, so that the run can go on.' }
    const { scenario, seed, draws } = asked
    const run = runName(scenario, seed)
    const kept = drawsIn(await textIn(context, keep), run, figuresLength(scenario))
    if ('fault' in kept)
      return { exit: 1, json: { file: keep, ...kept }, text: `${keep}, line ${kept.line}: ${kept.fault}` }
    const all = kept.made.slice(0, draws)
    const people = scenario.people.reduce((sum, group) => sum + group.people, 0)
    const part = Math.max(1, Math.min(200, Math.floor(PART_MONTHS / (people * scenario.years * 12))))
    if (all.length > 0) context.progress(`Goes on after ${all.length} of ${draws} runs`)
    // a line that a stop left half written would spoil the next one
    if (kept.made.length === 0) await context.writeFile(keep, '')
    else await context.writeFile(keep, lineOf({ run, from: 0, until: kept.made.length, made: kept.made }))
    while (all.length < draws) {
      const [from, until] = [all.length, Math.min(draws, all.length + part)]
      const made = await makeDraws({ scenario, seed, from, until })
      await context.appendFile(keep, lineOf({ run, from, until, made }))
      all.push(...made)
      context.progress(`${all.length} of ${draws} runs are made`)
    }
    const result = summaryOf(scenario, seed, all)
    return { exit: 0, json: result, text: resultText(result) }
  },
})

/** The commands of large runs: those that a server makes, and one that is made here. */
export const runsCommands = (makeDraws: MakeDraws): readonly Command[] => [...askedRunsCommands, large(makeDraws)]
