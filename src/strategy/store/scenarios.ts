import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { KEPT_DRAWS, SEED } from '../scenario/simulate-type.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'

export const SIMULATE_JOB = 'strategy/simulate-scenario'

export interface ScenarioLine {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly savedBy: string
  readonly savedOn: CalendarDate
  readonly hash: string
  readonly basedOn: string | null
  readonly basedOnName: string | null
  readonly endedOn: CalendarDate | null
  readonly endedBy: string | null
  readonly endedWhy: string | null
  readonly workedOut: boolean
}

/** A saved scenario with its content and, once it is worked out, its answer. */
export interface KeptScenario extends ScenarioLine {
  readonly content: Scenario
  readonly result: SimulationResult | null
}

const line = sql`s.id, s.name, s.about, s.saved_by_name as "savedBy", s.saved_on as "savedOn", s.content_hash as hash, s.based_on as "basedOn",
  b.name as "basedOnName", s.ended_on as "endedOn", s.ended_by_name as "endedBy", s.ended_why as "endedWhy", (r.scenario_id is not null) as "workedOut"`
const from = sql`strategy.scenario s left join strategy.scenario b on b.id = s.based_on left join strategy.scenario_result r on r.scenario_id = s.id`

/** Saved scenarios that are not taken off the list, the latest first: what can be chosen. */
export async function scenarios(tx: Tx): Promise<ScenarioLine[]> {
  return tx.query<ScenarioLine>(sql`
    select ${line} from ${from} where s.ended_on is null order by s.saved_on desc, s.recorded_at desc`)
}

export const SCENARIOS_PER_PAGE = 25
export const scenarioStates = ['listed', 'off', 'all'] as const
export type ScenarioState = (typeof scenarioStates)[number]

/** A page of saved scenarios, the latest first, and how many there are: on the list, taken off it, or all; with words, those whose name, description or author has them. */
export async function scenariosFound(
  tx: Tx,
  { words, state, page }: { readonly words: string; readonly state: ScenarioState; readonly page: number },
): Promise<{ readonly list: readonly ScenarioLine[]; readonly all: number }> {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
  const asked = sql`(s.name ilike ${like} or s.about ilike ${like} or s.saved_by_name ilike ${like})
     and (${state} = 'all' or (s.ended_on is null) = (${state} = 'listed'))`
  const { all } = await tx.one<{ all: number }>(
    sql`select count(*)::int as all from strategy.scenario s where ${asked}`,
  )
  const list = await tx.query<ScenarioLine>(sql`
    select ${line} from ${from} where ${asked} order by s.saved_on desc, s.recorded_at desc, s.id
     limit ${SCENARIOS_PER_PAGE} offset ${(page - 1) * SCENARIOS_PER_PAGE}`)
  return { list, all }
}

/** Saved scenarios by their ids, also those that were taken off the list. */
export async function scenariosById(tx: Tx, ids: readonly string[]): Promise<ScenarioLine[]> {
  return tx.query<ScenarioLine>(sql`select ${line} from ${from} where s.id = any(${[...ids]}::uuid[])`)
}

/** A saved scenario, also one that was taken off the list: a link to it stays good. */
export async function keptScenario(tx: Tx, scenarioId: string): Promise<KeptScenario> {
  const found = await tx.maybe<KeptScenario>(
    sql`select ${line}, s.content, r.result from ${from} where s.id = ${scenarioId}`,
  )
  if (found === undefined) throw new NotFound('scenario')
  return found
}

const hashOf = (content: Scenario) => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Keeps a scenario under a name of its own and asks for it to be worked out, unless its answer is there already. Refused (scenario_name_once) when one on the list has the name. */
export async function keepScenario(
  tx: Tx,
  { scenario, basedOn, answered = false }: { scenario: Scenario; basedOn?: string | undefined; answered?: boolean },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into strategy.scenario (id, name, about, content, content_hash, based_on, saved_by, saved_by_name, saved_on)
    values (${id}, ${scenario.name}, ${scenario.about}, ${JSON.stringify(scenario)}::jsonb, ${hashOf(scenario)}, ${basedOn ?? null},
            ${actor(tx)}, ${tx.who.name}, ${tx.today})`)
  await audit(tx, { action: 'strategy/scenario-saved', subject: 'scenario', subjectId: id })
  if (!answered) await enqueue(tx, SIMULATE_JOB, { scenarioId: id })
  return id
}

/** Takes a scenario off the list, by name and with a reason. Its link and its answer stay. */
export async function endScenario(tx: Tx, scenarioId: string, why: string): Promise<void> {
  const ended = await tx.query(sql`
    update strategy.scenario set ended_on = ${tx.today}, ended_by = ${actor(tx)}, ended_by_name = ${tx.who.name}, ended_why = ${why}
     where id = ${scenarioId} and ended_on is null returning id`)
  if (ended.length === 0) throw new NotFound('scenario')
  await audit(tx, { action: 'strategy/scenario-ended', subject: 'scenario', subjectId: scenarioId })
}

/** Keeps what the model answered; a second answer to the same scenario is the same and is not kept twice. */
export async function keepResult(tx: Tx, scenarioId: string, result: SimulationResult): Promise<void> {
  await tx.query(sql`
    insert into strategy.scenario_result (scenario_id, seed, draws, result)
    values (${scenarioId}, ${SEED}, ${KEPT_DRAWS}, ${JSON.stringify(result)}::jsonb) on conflict (scenario_id) do nothing`)
}
