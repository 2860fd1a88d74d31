import type { Spread, TargetMeasure, TargetResult } from '../simulation/result.ts'
import { yearWords } from './main-assumptions.ts'
import { type Answered, lookedAt, range, yearOf, yearsSaid } from './result-tables.ts'
import { inHundred, rough, roughPounds, shortPounds } from './said.ts'

const WEEKS = 52

type Said = (pence: number) => string

/** "£98,000 less" or "£52,000 more": what the budget has to pay beside no change. */
const besideNoChange = (pence: number, said: Said) => (pence < 0 ? `${said(-pence)} more` : `${said(pence)} less`)

/** The two ends between which 95 in 100 runs lie, the smaller sum first; each says more or less where one costs and one saves. */
function endsOf({ q025, q975 }: Spread, said: Said): readonly [string, string] {
  if (q025 < 0 && q975 > 0) return [besideNoChange(q025, said), besideNoChange(q975, said)]
  const [small, large] = q975 <= 0 ? [q975, q025] : [q025, q975]
  return [said(Math.abs(small)), besideNoChange(large, said)]
}

const hoursSaid = (hours: number) => rough(hours / WEEKS)
const ofHundred = (chance: number) => (chance === 1 ? 'all 100' : `${inHundred(chance)} of 100`)

const reachedIn = ({ chance }: TargetMeasure) => `${chance === 0 ? 'none' : inHundred(chance)} of 100 runs`

function budgetSentences(subject: string, { fromYear, untilYear, cashable }: TargetResult): string {
  const { pence } = cashable
  const many = fromYear === untilYear ? '' : `the ${untilYear - fromYear + 1} years `
  const span = `${many}${yearsSaid(fromYear, untilYear)}`
  const average =
    pence.mean < 0
      ? `On average ${subject} costs the budget ${roughPounds(-pence.mean)} more over ${span} than if nothing changes.`
      : `On average ${subject} takes ${roughPounds(pence.mean)} out of the budget over ${span}.`
  if (pence.q025 === pence.q975) return `${average} It is the same in every run.`
  const [low, high] = endsOf(pence, roughPounds)
  const either = pence.q025 < 0 && pence.q975 > 0 ? 'It may go either way: in' : 'In'
  return `${average} ${either} 95 of 100 runs it is between ${low} and ${high}.`
}

function targetSentences(subject: string, { pence, cashable, onPaper }: TargetResult): string {
  const loss = cashable.chanceOfLoss === 0 ? 'no run' : `${ofHundred(cashable.chanceOfLoss)} runs`
  return `The target is ${roughPounds(pence)} less. With ${subject} it is reached in ${reachedIn(cashable)}. In ${loss} the budget needs more than if nothing changes. Going by prices alone the target would be reached in ${onPaper.chance === 0 ? 'no run' : `${ofHundred(onPaper.chance)} runs`}.`
}

/** What each scenario does to the budget over the years of the last target: its average and range, then the chance of the target. */
export function targetsInWords(answers: readonly Answered[], alone = 'this scenario'): readonly string[] {
  const named = answers.flatMap(({ letter, result }) => {
    const target = result.targets.at(-1)
    return target === undefined ? [] : [[answers.length === 1 ? alone : letter, target] as const]
  })
  return [
    ...named.map(([subject, target]) => budgetSentences(subject, target)),
    ...named.map(([subject, target]) => targetSentences(subject, target)),
  ]
}

/** What day opportunities cost if nothing changes: once, where it is the same for every scenario of the page. */
function asNowInWords(answers: readonly Answered[]): string[] {
  const texts = answers.flatMap(({ result }) => {
    const year = result.years[lookedAt(result)]
    if (year === undefined) return []
    const { costAsNow } = year.figures
    return [
      `day opportunities cost about ${roughPounds(costAsNow.mean)} in ${yearWords(year.year)} (${range(costAsNow)}).`,
    ]
  })
  const alike = new Set(texts).size === 1
  return (alike ? texts.slice(0, 1) : texts).map((text, at) =>
    alike ? `If nothing changes, ${text}` : `If nothing changes, with the people of ${answers[at]?.letter}, ${text}`,
  )
}

function peopleInWords(answer: Answered, answers: readonly Answered[]): string[] {
  const figures = answer.result.years[lookedAt(answer.result)]?.figures
  if (figures === undefined) return []
  const { carerHours, hoursLost, hoursGained } = figures
  const { mean, q025, q975 } = carerHours
  const under = answers.length === 1 ? '' : ` under ${answer.letter}`
  return [
    `All together, people lose about ${hoursSaid(hoursLost.mean)} hours a week away from home${under} in ${yearOf(answers)} and gain about ${hoursSaid(hoursGained.mean)}. Unpaid carers have about ${hoursSaid(mean)} hours a week more (${hoursSaid(q025)} to ${hoursSaid(q975)}).`,
  ]
}

/** The answer in sentences: the budget with its range, what it costs if nothing changes, and what people and carers have of it. */
export const answerInWords = (answers: readonly Answered[]): readonly string[] => [
  ...targetsInWords(answers),
  ...asNowInWords(answers),
  ...answers.flatMap((answer) => peopleInWords(answer, answers)),
]

/** How many of the first sentences are the answer itself: one for each scenario. */
export const leadingSentences = (answers: readonly Answered[]): number =>
  answers.filter(({ result }) => result.targets.length > 0).length || 1

/** One scenario in the short answer: money never stands without its range, its chance and the carers. */
export interface ShortAnswer {
  readonly letter: string
  readonly money: string
  readonly range: string
  readonly rest: string
  readonly aloud: string
}

const shortRange = (spread: Spread) =>
  spread.q025 === spread.q975 ? 'in every run' : `(${endsOf(spread, shortPounds).join(' to ')})`

function shortLine({ letter, result }: Answered): ShortAnswer {
  const figures = result.years[lookedAt(result)]?.figures
  const target = result.targets.at(-1)
  const spread = target?.cashable.pence ?? figures?.saving
  const money = spread === undefined ? '' : besideNoChange(spread.mean, shortPounds)
  const span = spread === undefined ? '' : shortRange(spread)
  const met = target === undefined ? [] : [`target met in ${reachedIn(target.cashable)}`]
  const hours = hoursSaid(figures?.carerHours.mean ?? 0)
  return {
    letter,
    money,
    range: span,
    rest: [...met, `carers +${hours} hours a week`].join(' · '),
    aloud: [`${letter}: ${money} ${span}`, ...met, `carers ${hours} hours a week more`].join(', '),
  }
}

/** The answer in a line for each scenario, which stays in sight while a number is moved, with what it is about. */
export function shortAnswer(answers: readonly Answered[]): {
  readonly about: string
  readonly lines: readonly ShortAnswer[]
} {
  const last = answers[0]?.result.targets.at(-1)
  const about =
    last === undefined
      ? `Cost, ${yearOf(answers)}`
      : `Budget, ${yearsSaid(last.fromYear, last.untilYear)}. Target: ${roughPounds(last.pence)} less`
  return { about, lines: answers.map(shortLine) }
}

/** What is read aloud once a number rests: the scenario that was changed. */
export const saidAloud = (answers: readonly Answered[]): string => `${shortAnswer(answers).lines.at(-1)?.aloud ?? ''}.`

/** How far chance itself may put a number wrong because only so many runs were made. */
export function errorInWords(answers: readonly Answered[]): string {
  const draws = answers[0]?.result.draws ?? 0
  const most = Math.max(
    0,
    ...answers.flatMap(({ result }) => result.targets.map(({ cashable }) => cashable.chanceMcse)),
  )
  return `${draws.toLocaleString('en-GB')} runs${answers.length > 1 ? ', with the same chances for each scenario' : ''}. Each run is one way the years may go, worked out person by person; each range holds 95 in 100 of them. Because of their number a chance may be off by ${Math.max(1, Math.round(most * 100))} in 100. In each run chance sets every assumption by itself, as if none had to do with another; where two rise together, the true range may be wider.`
}
