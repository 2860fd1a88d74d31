import { budgetColumns } from '../src/allocation/answer-columns.ts'
import { openPopulationWorkers, type PopulationWorkers } from '../src/app/population/population-workers.ts'
import type { PopulationWork } from '../src/app/population/share-of-work.ts'
import { amountsOfDay } from '../src/charging/amounts-of-day.ts'
import { contributionColumns } from '../src/charging/columns/contribution-columns.ts'
import { budgetExpected, budgetOf } from '../test/support/same-budget.ts'
import { contributionExpected, contributionOf } from '../test/support/same-contribution.ts'
import { columnsIn } from './population/column-files.ts'
import { duckdbPeer } from './population/duckdb-peer.ts'
import {
  factsOfPart,
  firstRowOf,
  joined,
  madeAnswers,
  madePeople,
  on,
  partsOf,
  policy,
  table,
} from './population/made-people.ts'
import { numpyPeer, type Peer, type Took, took } from './population/numpy-peer.ts'
import { plainPass } from './population/plain-pass.ts'
import type { Measured } from './population/rules-for-peers.ts'
import type { BenchOptions } from './run.ts'

const LIMIT_SECONDS = 1
const WORKERS = 2
/** Turns before the first that counts: few people give the compiler little to learn from. */
const WARM_UP = 4
const NOTHING: Took = { seconds: 0, processor: 0 }

const median = (values: readonly number[]) => [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0
const round = (value: number, places = 3) => Number(value.toFixed(places))

function made(rows: number): Measured {
  const answers = madeAnswers(rows)
  const people = madePeople(rows)
  return { rows, answers, people, budgets: budgetColumns(answers), contributions: contributionColumns(people) }
}

const workOf = ({ rows, answers, budgets, people, contributions }: Measured): PopulationWork => ({
  rows,
  budgets: { table, answers, results: budgets },
  contributions: { on, demo: true, policy, people, results: contributions },
})

/** How many people of the columns differ from the readable rules in any number, reason or refusal. */
function differFromReadable({ rows, answers, budgets, contributions }: Measured): number {
  let differ = 0
  for (let part = 0; part < partsOf(rows); part++) {
    for (const [at, facts] of factsOfPart(part, rows).entries()) {
      const row = firstRowOf(part) + at
      const budget =
        JSON.stringify(budgetOf(answers, budgets, row)) === JSON.stringify(budgetExpected(table, answers, row))
      const expected = contributionExpected(facts, amountsOfDay(on, { demo: true }), policy)
      const charge = JSON.stringify(contributionOf(contributions, row)) === JSON.stringify(expected)
      if (!budget || !charge) differ++
    }
  }
  return differ
}

/** Everybody worked out by us and by each peer in turn, so many times over; the median of each. */
async function inTurn(workers: PopulationWorkers, measured: Measured, peers: readonly Peer[], times: number) {
  const ways = [() => took(() => workers.run(workOf(measured))), ...peers.map((peer) => () => peer.run())]
  const all = ways.map((): Took[] => [])
  for (let time = -WARM_UP; time < times; time++)
    for (const [at, way] of ways.entries()) {
      const one = await way()
      if (time >= 0) all[at]?.push(one)
    }
  return all.map((each) => ({
    seconds: round(median(each.map(({ seconds }) => seconds))),
    processor: round(median(each.map(({ processor }) => processor))),
  }))
}

/** The same people several times over, and how much longer the rules take than a plain pass over the same columns. */
async function againstMemory(
  workers: PopulationWorkers,
  measured: Measured,
  copies: number,
  report: BenchOptions['report'],
) {
  const people = joined(Array.from({ length: copies }, () => measured.people))
  const answers = {
    rows: people.rows,
    levels: measured.answers.levels.map((column) => repeated(column, copies)),
    carer: measured.answers.carer.map((column) => repeated(column, copies)),
    addOns: measured.answers.addOns.map(({ code, units }) => ({ code, units: repeated(units, copies) })),
  }
  const many = {
    rows: people.rows,
    people,
    answers,
    budgets: budgetColumns(answers),
    contributions: contributionColumns(people),
  }
  const bytes = columnsIn(many).reduce((sum, [, column]) => sum + column.byteLength, 0)
  const [rules, passes]: [number[], number[]] = [[], []]
  for (let time = 0; time < 3; time++) {
    passes.push(await plainPass([answers, people], [many.budgets, many.contributions], WORKERS))
    rules.push((await took(() => workers.run(workOf(many)))).seconds)
  }
  const [rule, pass] = [median(rules), median(passes)]
  const same = [0, people.rows - 1].every(
    (row) => many.budgets.weeklyPence[row] === measured.budgets.weeklyPence[row % measured.rows],
  )
  report({
    bench: 'rules/population memory',
    n: people.rows,
    unit: 's',
    value: round(rule),
    peer: `a plain pass over the same columns on ${WORKERS} threads (${round(bytes / pass / 1e9, 1)} GB/s)`,
    peerValue: round(pass),
    ratioToLimit: round(rule / pass, 1),
    checks: same ? 'the last copy is the first' : 'the copies differ',
    megabytes: Math.round(bytes / 1_048_576),
  })
  return same
}

function repeated<T extends Uint8Array | Uint16Array>(column: T, copies: number): T {
  const kind = column.constructor as new (memory: SharedArrayBuffer) => T
  const whole = new kind(new SharedArrayBuffer(column.byteLength * copies))
  for (let copy = 0; copy < copies; copy++) whole.set(column, copy * column.length)
  return whole
}

/**
 * Full allocation and full charging, each with its reason, for a million people on two workers in at most a second; beside it
 * the same rules in numpy and in DuckDB, equal in every column for every person; and how far the rules are from a plain pass
 * over the same memory. The readable rules are held against everybody too.
 */
export async function run({ quick, report }: BenchOptions): Promise<boolean> {
  const measured = made(quick ? 100_000 : 1_000_000)
  const workers = await openPopulationWorkers(WORKERS)
  const found = [await numpyPeer(measured, WORKERS), await duckdbPeer(measured, WORKERS)]
  const peers = found.filter((peer) => peer !== undefined)
  const absent = ['numpy', 'DuckDB'].filter((_, at) => found[at] === undefined)
  try {
    const [ours = NOTHING, ...theirs] = await inTurn(workers, measured, peers, quick ? 3 : 7)
    const differ = differFromReadable(measured)
    const differences = (await Promise.all(peers.map((peer) => peer.differences()))).flat()
    const fastest = theirs.reduce((best, one, at) => (one.seconds < (theirs[best] ?? one).seconds ? at : best), 0)
    const peer = theirs[fastest]
    const ratio = peer === undefined ? undefined : round(peer.seconds / ours.seconds, 2)
    report({
      bench: 'rules/population',
      n: measured.rows,
      unit: 's',
      value: ours.seconds,
      ...(peer === undefined || ratio === undefined
        ? {}
        : {
            peer: peers[fastest]?.name ?? '',
            peerValue: peer.seconds,
            ratio,
            ratioOfProcessor: round(peer.processor / ours.processor, 2),
          }),
      ratioToLimit: round(LIMIT_SECONDS / ours.seconds, 1),
      checks: `${differ} of ${measured.rows} people differ from the readable rules; columns in which a peer differs: ${differences.join(', ') || 'none'}`,
      workers: WORKERS,
      processorSeconds: ours.processor,
      all: Object.fromEntries(peers.map(({ name }, at) => [name, theirs[at]])),
      missing: absent.map((name) => `${name} is not installed, so it was not measured`),
    })
    const memory = await againstMemory(workers, measured, quick ? 2 : 8, report)
    return (
      differ === 0 &&
      differences.length === 0 &&
      memory &&
      (quick || (ours.seconds <= LIMIT_SECONDS && (ratio ?? 1.5) >= 1.5))
    )
  } finally {
    for (const peer of peers) peer.close()
    await workers.close()
  }
}
