import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Command, CommandContext, CommandResult } from '../../platform/command.ts'
import type { Tx } from '../../platform/db.ts'
import { SEED } from '../scenario/simulate-type.ts'
import { scenarioInput } from '../simulation/scenario.ts'
import { resultText, runsAsked, scenarioAsked } from '../simulation.cli.ts'
import {
  askRunOf,
  askSimulation,
  cancelSimulation,
  everySimulation,
  resumeSimulation,
  simulation,
  simulationHead,
} from '../store.ts'
import { MOST_RUNS, USUAL_RUNS } from './most-runs.ts'
import { howFar } from './pages/runs.view.ts'

const LOOK_EVERY_MS = 2_000
/** Five minutes without a new run: a part takes seconds, so nobody makes any. */
const MOST_LOOKS_IN_VAIN = 150
const nameRun = { exit: 2, text: 'Name the run by its id, as “daywell strategy runs” lists it.' } as const
const idIn = (text: string | undefined): string | undefined => z.uuid().safeParse(text).data
const limits = { usual: USUAL_RUNS, most: MOST_RUNS, seed: SEED }
const byServer = 'The server makes it in the background, part by part, and goes on by itself after a stop.'

/** Tells how far a run is until it is over or stands still. */
async function follow({ db, who, progress }: CommandContext, id: string): Promise<void> {
  const opened = await db()
  for (let made = -1, inVain = 0; inVain < MOST_LOOKS_IN_VAIN; ) {
    const run = await opened.transaction(who, (tx) => simulationHead(tx, id))
    if (run.made !== made) progress(howFar(run))
    if (run.state !== 'running') return
    inVain = run.made === made ? inVain + 1 : 0
    made = run.made
    await pause(LOOK_EVERY_MS)
  }
}

/** A run as it is: its answer, or how far it is. */
async function told(context: CommandContext, id: string): Promise<CommandResult> {
  const isFollowed = context.flags['follow'] !== undefined
  if (isFollowed) await follow(context, id)
  const run = await (await context.db()).transaction(context.who, (tx) => simulation(tx, id))
  if (run.result !== null) return { exit: 0, json: run, text: resultText(run.result) }
  const still = isFollowed && run.state === 'running'
  const why = ' No run was added for five minutes: see that a server runs, then “daywell strategy resume-run”.'
  return { exit: still ? 1 : 0, json: run, text: `${howFar(run)}${still ? why : ''}` }
}

const list: Command = {
  step: 'strategy',
  name: 'runs',
  summary: 'Large runs that were asked for: how far each is; with an id its answer (--follow waits for it)',
  usage: 'strategy runs [RUN] [--follow] [--json]',
  run: async (context) => {
    const { args, db, who } = context
    if (args[0] !== undefined) {
      const id = idIn(args[0])
      return id === undefined ? nameRun : told(context, id)
    }
    if (context.flags['follow'] !== undefined) return nameRun
    const runs = await (await db()).transaction(who, everySimulation)
    const lines = runs.map((run) => `${run.id}  ${run.name}, ${run.askedBy}: ${howFar(run)}`)
    return { exit: 0, json: { runs }, text: lines.length === 0 ? 'Nobody has asked for one yet.' : lines.join('\n') }
  },
}

/** Asks for a run of a saved scenario, by its id, or of one in a file. */
async function askedFor(context: CommandContext): Promise<{ id: string } | { refused: CommandResult }> {
  const { args, flags, db, who } = context
  const inTransaction = async (work: (tx: Tx) => Promise<string>) => ({
    id: await (await db()).transaction(who, work),
  })
  const scenarioId = idIn(args[0])
  if (scenarioId === undefined) {
    const asked = await scenarioAsked(context, limits)
    return 'refused' in asked ? asked : inTransaction((tx) => askSimulation(tx, asked))
  }
  if (flags['people'] !== undefined)
    return { refused: { exit: 2, text: '--people goes with a file: a saved scenario has its own people.' } }
  const asked = runsAsked(flags, limits)
  return 'refused' in asked ? asked : inTransaction((tx) => askRunOf(tx, { scenarioId, ...asked }))
}

const ask: Command = {
  step: 'strategy',
  name: 'ask-run',
  summary:
    'Asks for a large run of a saved scenario (its id) or of one in a file, up to England’s size; a server makes it in the background',
  usage:
    'strategy ask-run SCENARIO_ID|SCENARIO.json [--people PEOPLE.csv] [--draws 10000] [--seed 2026] [--follow] [--json]',
  input: scenarioInput,
  run: async (context) => {
    const asked = await askedFor(context)
    if ('refused' in asked) return asked.refused
    const { id } = asked
    if (context.flags['follow'] !== undefined) {
      context.progress(`Run ${id}. ${byServer}`)
      return told(context, id)
    }
    return { exit: 0, json: { runId: id }, text: `${id}\n${byServer} See how far it is: daywell strategy runs ${id}` }
  },
}

const acting = (name: string, summary: string, done: string, work: (tx: Tx, id: string) => Promise<void>): Command => ({
  step: 'strategy',
  name,
  summary,
  usage: `strategy ${name} RUN [--json]`,
  run: async ({ args, db, who }) => {
    const id = idIn(args[0])
    if (id === undefined) return nameRun
    const run = await (await db()).transaction(who, async (tx) => {
      await work(tx, id)
      return simulationHead(tx, id)
    })
    return { exit: 0, json: run, text: `${done} ${howFar(run)}` }
  },
})

/** Large runs that a server makes: asking for one, looking how far it is, ending it and having it go on, as the pages do. */
export const askedRunsCommands: readonly Command[] = [
  list,
  ask,
  acting('cancel-run', 'Ends a large run before it is done; what was made is no answer', 'Ended.', cancelSimulation),
  acting(
    'resume-run',
    'Has a large run go on that stands still: where it stopped, nothing is made twice',
    'It goes on where it stopped.',
    resumeSimulation,
  ),
]
