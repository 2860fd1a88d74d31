import type { ListPage } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { enqueue } from '../../platform/queue.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { figuresLength } from '../simulation/draw-figures.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { type AllFigures, summaryOf } from '../simulation/summary.ts'
import { keptScenario } from './scenarios.ts'

export const DRAWS_JOB = 'strategy/make-draws'
/** Months of people that one part may hold: some seconds of work, between which other jobs have their turn. */
const PART_MONTHS = 1_200_000_000
const MOST_IN_PART = 200

/** A run that a job makes: how far it is, and whether it was ended. */
export interface SimulationHead {
  readonly id: string
  readonly name: string
  readonly seed: number
  readonly draws: number
  readonly made: number
  readonly askedBy: string
  readonly askedAt: Date
  readonly state: 'running' | 'cancelled' | 'done'
  readonly cancelledBy: string | null
}

const head = sql`
  s.id, s.name, s.seed, s.draws, s.made, s.asked_by_name as "askedBy", s.asked_at as "askedAt", s.cancelled_by_name as "cancelledBy",
  case when s.cancelled_at is not null then 'cancelled' when s.result is not null then 'done' else 'running' end as state`

/** Asks for a scenario's draws; a job makes them. */
export async function askSimulation(
  tx: Tx,
  { scenario, seed, draws }: { scenario: Scenario; seed: number; draws: number },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into strategy.simulation (id, name, scenario, seed, draws, asked_by, asked_by_name, asked_at)
    values (${id}, ${scenario.name}, ${JSON.stringify(scenario)}::jsonb, ${seed}, ${draws}, ${actor(tx)}, ${tx.who.name}, ${tx.now.toISOString()}::timestamptz)`)
  await enqueue(tx, DRAWS_JOB, { simulationId: id })
  await audit(tx, {
    action: 'strategy/simulation-asked',
    subject: 'simulation',
    subjectId: id,
    detail: { seed, draws },
  })
  return id
}

/** Asks for a run of a saved scenario. Refused (scenario_off_list) for one that was taken off the list. */
export async function askRunOf(
  tx: Tx,
  { scenarioId, ...wanted }: { scenarioId: string; seed: number; draws: number },
): Promise<string> {
  const { content, endedOn } = await keptScenario(tx, scenarioId)
  if (endedOn !== null) throw new Refused('scenario_off_list')
  return askSimulation(tx, { scenario: content, ...wanted })
}

export const RUNS_A_PAGE = 25

const runsWhere = (tx: Tx, which: Sql, part: Sql) =>
  tx.query<SimulationHead & { all: number }>(sql`
    select ${head}, count(*) over ()::int as "all" from strategy.simulation s where ${which} order by s.asked_at desc, s.id ${part}`)

/** A page of the runs, the latest first; by words of the scenario or of who asked. */
export async function simulations(
  tx: Tx,
  { words, page }: { words: string; page: number },
): Promise<ListPage<SimulationHead>> {
  const like = anywhere(words)
  const which = sql`(s.name ilike ${like} or s.asked_by_name ilike ${like})`
  return listPage(await runsWhere(tx, which, sql`limit ${RUNS_A_PAGE} offset ${(page - 1) * RUNS_A_PAGE}`))
}

/** Every run, the latest first. */
export const everySimulation = async (tx: Tx): Promise<readonly SimulationHead[]> =>
  listPage<SimulationHead>(await runsWhere(tx, sql`true`, empty)).rows

/** How far a run is, without its scenario and its answer. */
export async function simulationHead(tx: Tx, id: string): Promise<SimulationHead> {
  const found = await tx.maybe<SimulationHead>(sql`select ${head} from strategy.simulation s where s.id = ${id}`)
  if (found === undefined) throw new NotFound('run')
  return found
}

/** A run with its scenario, and its answer where it is done. */
export async function simulation(
  tx: Tx,
  id: string,
): Promise<SimulationHead & { readonly scenario: Scenario; readonly result: SimulationResult | null }> {
  const found = await tx.maybe<SimulationHead & { scenario: Scenario; result: SimulationResult | null }>(sql`
    select ${head}, s.scenario, s.result from strategy.simulation s where s.id = ${id}`)
  if (found === undefined) throw new NotFound('run')
  return found
}

/** Ends a run before it is done; the draws that were made are no answer and are kept for nobody. */
export async function cancelSimulation(tx: Tx, id: string): Promise<void> {
  const ended = await tx.query(sql`
    update strategy.simulation set cancelled_at = ${tx.now.toISOString()}::timestamptz, cancelled_by_name = ${tx.who.name}
     where id = ${id} and cancelled_at is null and result is null returning id`)
  if (ended.length === 0) throw new Refused('simulation_is_over')
  await audit(tx, { action: 'strategy/simulation-cancelled', subject: 'simulation', subjectId: id })
}

/** Has a run go on that stands still, since its job failed too often or its server was stopped hard: where it stopped, and once is enough. */
export async function resumeSimulation(tx: Tx, id: string): Promise<void> {
  const { state } = await simulation(tx, id)
  if (state !== 'running') throw new Refused('simulation_is_over')
  await audit(tx, { action: 'strategy/simulation-resumed', subject: 'simulation', subjectId: id })
  await enqueue(tx, DRAWS_JOB, { simulationId: id })
}

/** Draws that are to be made next. */
export interface NextDraws {
  readonly scenario: Scenario
  readonly seed: number
  readonly from: number
  readonly until: number
}

/** What a job makes next of a run; nothing where it is over or unknown. */
export async function nextDraws(tx: Tx, id: string): Promise<NextDraws | undefined> {
  const run = await tx.maybe<{ scenario: Scenario; seed: number; draws: number; made: number }>(sql`
    select s.scenario, s.seed, s.draws, s.made from strategy.simulation s
     where s.id = ${id} and s.cancelled_at is null and s.result is null`)
  if (run === undefined) return undefined
  const people = run.scenario.people.reduce((sum, group) => sum + group.people, 0)
  const size = Math.floor(PART_MONTHS / (people * run.scenario.years * 12))
  const until = Math.min(run.draws, run.made + Math.max(1, Math.min(MOST_IN_PART, size)))
  return { scenario: run.scenario, seed: run.seed, from: run.made, until }
}

/** Keeps draws that were made, and asks for the next or writes the answer. Once is enough: the same part again changes nothing. */
export async function keepDraws(tx: Tx, id: string, { from, until }: NextDraws, made: AllFigures): Promise<void> {
  const went = await tx.query(sql`
    update strategy.simulation set made = ${until} where id = ${id} and made = ${from} and cancelled_at is null and result is null returning id`)
  if (went.length === 0) return
  const bytes = Buffer.concat(
    made.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  )
  await tx.query(sql`
    insert into strategy.simulation_part (simulation_id, from_draw, until_draw, figures)
    values (${id}, ${from}, ${until}, decode(${bytes.toString('base64')}, 'base64'))`)
  const run = await simulation(tx, id)
  if (until < run.draws) await enqueue(tx, DRAWS_JOB, { simulationId: id })
  else await writeAnswer(tx, run)
}

async function writeAnswer(tx: Tx, { id, scenario, seed }: { id: string; scenario: Scenario; seed: number }) {
  const parts = await tx.query<{ figures: string }>(sql`
    select encode(p.figures, 'base64') as figures from strategy.simulation_part p where p.simulation_id = ${id} order by p.from_draw`)
  const length = figuresLength(scenario)
  const all = parts.flatMap(({ figures }) => {
    const bytes = Uint8Array.from(Buffer.from(figures, 'base64'))
    const numbers = new Float64Array(bytes.buffer)
    return Array.from({ length: numbers.length / length }, (_, at) => numbers.subarray(at * length, (at + 1) * length))
  })
  const result = summaryOf(scenario, seed, all)
  await tx.query(sql`
    update strategy.simulation set result = ${JSON.stringify(result)}::jsonb, ended_at = ${tx.now.toISOString()}::timestamptz where id = ${id}`)
  await tx.query(sql`delete from strategy.simulation_part where simulation_id = ${id}`)
}
