import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import type { Drivers } from '../scenario/ask-drivers.ts'
import { keptScenario } from './scenarios.ts'

export const DRIVERS_JOB = 'strategy/work-out-drivers'

/** What moves a saved scenario's answer, once the job has worked it out. */
export async function keptDrivers(tx: Tx, scenarioId: string): Promise<Drivers | undefined> {
  const found = await tx.maybe<{ drivers: Drivers }>(
    sql`select d.drivers from strategy.scenario_drivers d where d.scenario_id = ${scenarioId}`,
  )
  return found?.drivers
}

/** Keeps them; worked out a second time they are the same and are not kept twice. */
export async function keepDrivers(tx: Tx, scenarioId: string, drivers: Drivers): Promise<void> {
  await tx.query(sql`
    insert into strategy.scenario_drivers (scenario_id, seed, draws, drivers)
    values (${scenarioId}, ${drivers.seed}, ${drivers.draws}, ${JSON.stringify(drivers)}::jsonb) on conflict (scenario_id) do nothing`)
}

/** Asks for the drivers of a scenario that was saved before they were worked out by themselves. Nothing where they are there. */
export async function askForDrivers(tx: Tx, scenarioId: string): Promise<void> {
  await keptScenario(tx, scenarioId)
  if ((await keptDrivers(tx, scenarioId)) !== undefined) return
  await audit(tx, { action: 'strategy/drivers-asked', subject: 'scenario', subjectId: scenarioId })
  await enqueue(tx, DRIVERS_JOB, { scenarioId })
}
