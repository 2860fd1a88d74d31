import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { strategyJobs } from '../jobs.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { drawMaker, simulate } from '../simulation/simulate.ts'
import {
  askSimulation,
  cancelSimulation,
  everySimulation,
  keepDraws,
  type NextDraws,
  nextDraws,
  simulation,
  simulationHead,
} from './simulations.ts'

const whole = startingScenario()
const scenario: Scenario = { ...whole, years: 3, people: whole.people.slice(0, 20) }
const makeDraws = async ({ scenario: asked, seed, from, until }: NextDraws) => {
  const maker = drawMaker(asked, { seed, uncertain: true })
  return Array.from({ length: until - from }, (_, at) => maker.figures(from + at))
}

onBothDatabases('a run of a scenario by a job', (open) => {
  test('goes on where it stopped, gives the answer of one run at once, and can be ended', async () => {
    const db = await open()
    const commissioner = who('commissioner')
    const id = await db.transaction(commissioner, (tx) => askSimulation(tx, { scenario, seed: 4, draws: 230 }))
    const job = strategyJobs(makeDraws).find(({ name }) => name === 'strategy/make-draws')
    const turn = async () => {
      const found = await job?.before?.(db, { simulationId: id })
      await db.transaction(jobWho(), async (tx) => job?.handle(tx, { simulationId: id }, found))
      return db.transaction(commissioner, (tx) => simulation(tx, id))
    }
    expect(await turn()).toMatchObject({ made: 200, draws: 230, state: 'running', result: null })
    // a process that died after making a part: the part once more changes nothing
    const again = await makeDraws({ scenario, seed: 4, from: 0, until: 3 })
    await db.transaction(jobWho(), (tx) => keepDraws(tx, id, { scenario, seed: 4, from: 0, until: 3 }, again))
    const done = await turn()
    expect(done).toMatchObject({ made: 230, state: 'done' })
    expect(done.result).toEqual(JSON.parse(JSON.stringify(simulate(scenario, 4, 230))))
    const left = await db.owner((tx) => tx.query(sql`select 1 as part from strategy.simulation_part`))
    expect(left).toEqual([])
    const waiting = await db.owner((tx) =>
      tx.query(sql`select name from platform.outbox where name = 'strategy/make-draws'`),
    )
    expect(waiting).toHaveLength(2)

    const other = await db.transaction(commissioner, (tx) => askSimulation(tx, { scenario, seed: 5, draws: 300 }))
    await db.transaction(commissioner, (tx) => cancelSimulation(tx, other))
    expect(await db.transaction(jobWho(), (tx) => nextDraws(tx, other))).toBeUndefined()
    await expect(db.transaction(commissioner, (tx) => cancelSimulation(tx, other))).rejects.toThrow(
      'simulation_is_over',
    )
    await expect(db.transaction(commissioner, (tx) => cancelSimulation(tx, id))).rejects.toThrow('simulation_is_over')
    const states = (await db.transaction(commissioner, everySimulation)).map(({ state }) => state)
    expect(states.sort()).toEqual(['cancelled', 'done'])
    // what was asked and answered stands, for the job too; others see nothing and ask nothing
    await expect(
      db.transaction(jobWho(), (tx) => tx.query(sql`update strategy.simulation set seed = 9 where id = ${id}`)),
    ).rejects.toThrow()
    const byCommand = await db.transaction(jobWho(), (tx) => askSimulation(tx, { scenario, seed: 1, draws: 10 }))
    expect(await db.transaction(commissioner, (tx) => simulationHead(tx, byCommand))).toMatchObject({ made: 0 })
    expect(await db.transaction(who('provider'), everySimulation)).toEqual([])
    await expect(
      db.transaction(who('practitioner'), (tx) => askSimulation(tx, { scenario, seed: 1, draws: 10 })),
    ).rejects.toThrow()
  })
})
