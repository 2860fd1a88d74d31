import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Db, sql } from '../../src/platform/db.ts'
import { askDrivers } from '../../src/strategy/scenario/ask-drivers.ts'
import { shortened } from '../../src/strategy/scenario/change-scenario.ts'
import { SEED } from '../../src/strategy/scenario/simulate-type.ts'
import { withAssumption } from '../../src/strategy/simulation/assumptions-of.ts'
import { figuresOfDraws } from '../../src/strategy/simulation/simulate.ts'
import { certain, inDoubt } from '../../src/strategy/simulation/tornado.ts'
import { askForDrivers, keepScenario, keptDrivers } from '../../src/strategy/store.ts'
import { freshServer } from '../support/databases.ts'
import { startDaywell } from '../support/program.ts'
import { startingScenario } from '../support/scenarios.ts'
import { who } from '../support/who.ts'

const tidyUp: (() => unknown)[] = []
afterEach(async () => {
  for (const act of tidyUp.splice(0).reverse()) await act()
})

/** Three years of everybody with twelve assumptions in doubt: a turn of the job or more. */
const whole = shortened(startingScenario(), 3)
const scenario = inDoubt(whole)
  .filter((key) => whole.assumptions[key] !== undefined)
  .slice(0, 12)
  .reduce((next, key) => withAssumption(next, key, whole.assumptions[key] ?? {}), certain(whole))

const partsOf = async (db: Db): Promise<number> =>
  (
    await db.owner((tx) =>
      tx.one<{ parts: number }>(sql`select count(*)::int as parts from strategy.scenario_drivers_part`),
    )
  ).parts

async function server(url: string) {
  const running = await startDaywell({ DATABASE_URL: url, DAYWELL_DEMO: 'off' })
  tidyUp.push(() => running.stop('SIGKILL'))
  return running
}

async function until(found: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await found()); looks++) {
    expect(looks, 'it takes too long').toBeLessThan(2_400)
    await pause(50)
  }
}

test('a server killed while it works out what moves an answer goes on from what is written down, to the same answer', async () => {
  const { db, url } = await freshServer()
  tidyUp.push(() => db.close())
  const commissioner = who('commissioner')
  const scenarioId = await db.transaction(commissioner, async (tx) => {
    const id = await keepScenario(tx, { scenario, answered: true })
    await askForDrivers(tx, id)
    return id
  })
  const kept = () => db.transaction(commissioner, (tx) => keptDrivers(tx, scenarioId))
  const killed = await server(url)
  await until(async () => (await partsOf(db)) > 0)
  await killed.stop('SIGKILL')
  const parts = await partsOf(db)
  expect(parts).toBeGreaterThan(0)
  expect(await kept()).toBeUndefined()
  // what is written down gets a mark, by which it is known in the answer
  await db.owner((tx) =>
    tx.query(sql`
      update strategy.scenario_drivers_part set bars =
        (select jsonb_agg(bar || '{"before": true}'::jsonb order by nth) from jsonb_array_elements(bars) with ordinality as b (bar, nth))`),
  )
  // on a server another process may still be at it for a quarter of an hour: that is over
  await db.script(`update pgboss.job set started_on = 'epoch' where state = 'active'`)
  await server(url)
  await until(async () => (await kept()) !== undefined)
  const text = JSON.stringify(await kept())
  const marks = Object.values((await kept())?.measures ?? {}).map(
    ({ bars }) => bars.filter((bar) => 'before' in bar).length,
  )
  expect(marks).toEqual([parts, parts, parts])
  const atOnce = await askDrivers(scenario, { seed: SEED }, async ({ scenario: asked, seed, until: last }) =>
    figuresOfDraws(asked, { seed, uncertain: true }, last),
  )
  const unmarked = JSON.parse(text, (key, value) => (key === 'before' ? undefined : value)) as unknown
  expect(unmarked).toEqual(JSON.parse(JSON.stringify(atOnce)))
  expect(await partsOf(db)).toBe(0)
}, 300_000)
