import { answerColumns } from '../src/allocation/answer-columns.ts'
import { quote } from '../src/allocation/quote.ts'
import { amountsOfDay } from '../src/charging/amounts-of-day.ts'
import { weeklyContribution } from '../src/charging/weekly-contribution.ts'
import { random } from '../src/core/random.ts'
import { drawCircumstances } from '../test/support/random-circumstances.ts'
import { answersOf, drawAnswers } from '../test/support/same-budget.ts'
import { on, policy, table } from './population/made-people.ts'
import type { BenchOptions } from './run.ts'

const LIMIT_MS = 5

/** Times each of many different people one after another, the readable rule with all its words. */
function timed(bench: string, people: number, work: (person: number) => boolean, { report }: BenchOptions): boolean {
  const times = new Float64Array(people)
  let right = 0
  for (let person = 0; person < people; person++) {
    const began = performance.now()
    const ok = work(person)
    times[person] = performance.now() - began
    if (ok) right++
  }
  times.sort()
  const at = (share: number) => Number((times[Math.min(people - 1, Math.floor(people * share))] ?? 0).toFixed(4))
  report({
    bench,
    n: people,
    unit: 'ms, 99 of 100',
    value: at(0.99),
    ratioToLimit: Number((LIMIT_MS / at(0.99)).toFixed(1)),
    checks: `${right} of ${people} add up`,
    p50: at(0.5),
    worst: at(1),
  })
  return right === people && at(0.99) <= LIMIT_MS
}

/** One indicative budget: its lines must add up to the week. */
export async function runQuote(options: BenchOptions): Promise<boolean> {
  const people = options.quick ? 2_000 : 20_000
  const columns = answerColumns(people, [])
  drawAnswers(random(1), columns)
  const answers = Array.from({ length: people }, (_, row) => answersOf(columns, row))
  const adds = (person: number) => {
    const budget = quote(table, answers[person] as (typeof answers)[number])
    return budget.lines.reduce((sum, line) => sum + line.weeklyPence, 0) === budget.weeklyPence
  }
  return timed('allocation/quote', people, adds, options)
}

/** One weekly contribution: an answer with its lines, or a refusal with its reason. */
export async function runAssess(options: BenchOptions): Promise<boolean> {
  const people = options.quick ? 2_000 : 20_000
  const chance = random(1)
  const facts = Array.from({ length: people }, () => drawCircumstances(chance, on))
  const answers = (person: number) => {
    const one = facts[person] as (typeof facts)[number]
    const answer = weeklyContribution(one, amountsOfDay(on, { demo: true }), policy)
    return answer.ok ? answer.value.lines.length > 0 : answer.refusals.length > 0
  }
  return timed('charging/assess', people, answers, options)
}
