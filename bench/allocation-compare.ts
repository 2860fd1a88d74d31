import { allocationTable } from '../src/allocation/allocation-table.ts'
import { syntheticRows } from '../src/allocation/calibration/synthetic-plans.ts'
import { syntheticPrior } from '../src/allocation/calibration/synthetic-prior.ts'
import { quote } from '../src/allocation/quote.ts'
import { type ComparedPerson, compareTables } from '../src/allocation/rollout/comparison.ts'
import { weeklyBudget } from '../src/allocation/weekly-budget.ts'
import { pence } from '../src/core/money.ts'
import type { BenchOptions } from './run.ts'

const ROUNDS = 5
const LIMIT_SECONDS = 3

const oldTable = allocationTable.parse(syntheticPrior)
/** The same points, a tenth more for few of them and a tenth less for many: some gain, some lose. */
const newTable = allocationTable.parse({
  ...syntheticPrior,
  version: 'compared',
  curve: {
    ...syntheticPrior.curve,
    knots: oldTable.curve.knots.map((knot, at, all) => ({
      ...knot,
      weeklyPence: Math.round(knot.weeklyPence * (1.1 - (0.2 * at) / Math.max(1, all.length - 1))),
    })),
  },
})

function madeUp(count: number): ComparedPerson[] {
  return syntheticRows({ count, seed: 6 }).map(({ levels, carer, weeklyPence, groups }, at) => {
    const answers = { levels, carer, addOns: [] }
    return {
      answers,
      oldPence: weeklyBudget(oldTable, answers),
      sufficientPence: pence(weeklyPence),
      area: groups['area'] ?? '',
      ageBand: groups['age'] ?? '',
      reason: `Reason ${at % 6}`,
      ethnicity: `Group ${at % 5}`,
    }
  })
}

/** Winners, losers and the new sum once more, each person by the whole explained quote. */
function oneByOne(people: readonly ComparedPerson[]) {
  let [winners, losers, newPence] = [0, 0, 0]
  for (const { answers, oldPence } of people) {
    const { weeklyPence } = quote(newTable, answers)
    newPence += weeklyPence
    if (weeklyPence > oldPence) winners++
    if (weeklyPence < oldPence) losers++
  }
  return { winners, losers, newPence }
}

function measured({ report }: BenchOptions, count: number): boolean {
  const people = madeUp(count)
  const rule = { years: 3, gainersWait: false }
  let [seconds, cpuSeconds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let found = compareTables(newTable, people, rule)
  for (let round = 0; round < ROUNDS; round++) {
    const [begun, cpu] = [performance.now(), process.cpuUsage()]
    found = compareTables(newTable, people, rule)
    const { user, system } = process.cpuUsage(cpu)
    seconds = Math.min(seconds, (performance.now() - begun) / 1000)
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6)
  }
  const slow = oneByOne(people)
  const right =
    found.people === count &&
    found.winners === slow.winners &&
    found.losers === slow.losers &&
    found.newPence === slow.newPence &&
    found.winners > 0 &&
    found.losers > 0
  report({
    bench: 'allocation/compare winners, losers and three years of relief',
    n: count,
    unit: 's',
    value: Number(seconds.toFixed(3)),
    ratioToLimit: Number((LIMIT_SECONDS / seconds).toFixed(2)),
    checks: right
      ? 'winners, losers and the sum equal the explained quote of everybody'
      : 'differs from the explained quotes',
    cpuSeconds: Number(cpuSeconds.toFixed(3)),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  })
  return right && seconds <= LIMIT_SECONDS
}

/** Everybody under two tables, all held in memory as the job holds them; made-up people. */
export async function run(options: BenchOptions): Promise<boolean> {
  return (options.quick ? [20_000] : [20_000, 100_000]).map((count) => measured(options, count)).every(Boolean)
}
