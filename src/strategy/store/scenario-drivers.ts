import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import type { DriverPart, Drivers } from '../scenario/ask-drivers.ts'
import { keptScenario } from './scenarios.ts'

export const DRIVERS_JOB = 'strategy/work-out-drivers'

/** What moves a saved scenario's answer, once the job has worked it out. */
export async function keptDrivers(tx: Tx, scenarioId: string): Promise<Drivers | undefined> {
  const found = await tx.maybe<{ drivers: Drivers }>(
    sql`select d.drivers from strategy.scenario_drivers d where d.scenario_id = ${scenarioId}`,
  )
  return found?.drivers
}

/** What is written down so far, assumption by assumption; nothing once the whole stands. */
export async function driverParts(tx: Tx, scenarioId: string): Promise<DriverPart[]> {
  return tx.query<DriverPart>(sql`
    select p.assumption as key, p.bars from strategy.scenario_drivers_part p where p.scenario_id = ${scenarioId} order by p.assumption`)
}

/** Writes parts down; one that is there already is the same. */
export async function keepDriverParts(tx: Tx, scenarioId: string, parts: readonly DriverPart[]): Promise<void> {
  for (const { key, bars } of parts)
    await tx.query(sql`
      insert into strategy.scenario_drivers_part (scenario_id, assumption, bars) values (${scenarioId}, ${key}, ${JSON.stringify(bars)}::jsonb)
          on conflict (scenario_id, assumption) do nothing`)
}

/** Keeps them, and throws their parts away; worked out a second time they are the same and are not kept twice. */
export async function keepDrivers(tx: Tx, scenarioId: string, drivers: Drivers): Promise<void> {
  await tx.query(sql`
    insert into strategy.scenario_drivers (scenario_id, seed, draws, drivers)
    values (${scenarioId}, ${drivers.seed}, ${drivers.draws}, ${JSON.stringify(drivers)}::jsonb) on conflict (scenario_id) do nothing`)
  await tx.query(sql`delete from strategy.scenario_drivers_part where scenario_id = ${scenarioId}`)
}

/** Asks for the drivers of a scenario that was saved before they were worked out by themselves. Nothing where they are there. */
export async function askForDrivers(tx: Tx, scenarioId: string): Promise<void> {
  await keptScenario(tx, scenarioId)
  if ((await keptDrivers(tx, scenarioId)) !== undefined) return
  await audit(tx, { action: 'strategy/drivers-asked', subject: 'scenario', subjectId: scenarioId })
  await enqueue(tx, DRIVERS_JOB, { scenarioId })
}
