import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import type { Calibration, Findings } from './calibrate.ts'
import { LEAST_SHOWN } from './equity.ts'
import type { LeftOut } from './plan-file.ts'
import { leftOutWords } from './sentences.ts'
import { STEADY_BAND, type Stability } from './stability.ts'

/** A share in words of a hundred, to one place: 0.605 is "60.5 in 100". */
export const inHundred = (share: number) => `${(share * 100).toFixed(1)} in 100`

/** What the number of plans allows anyone to say. */
export function standingWords({ standing, usable }: Pick<Calibration, 'standing' | 'usable'>): string {
  if (standing === 'prior-only')
    return `${usable} usable plans are too few to set a table by. The table before stands, and nothing is claimed about how often it is enough.`
  if (standing === 'prior-led')
    return `Prior-led: ${usable} usable plans are few, so the points lean on the table before, and no promise is made about how often a budget is enough.`
  return `${usable} usable plans set the points and the line.`
}

const plans = (count: number) => `${count} ${count === 1 ? 'plan' : 'plans'}`

/** By which prices the plans count: a rate card, the rates of a day with how many stand at their old price, or as they were recorded. */
export function pricesWords({ rateCard, pricedAgain }: Pick<Calibration, 'rateCard' | 'pricedAgain'>): string {
  if (rateCard !== null) return `Priced again by ${rateCard}.`
  if (pricedAgain === undefined) return 'Costs are taken as they were recorded.'
  const { on, plans: again, stand } = pricedAgain
  const old =
    stand === 0
      ? 'None stands at its old price.'
      : `${plans(stand)} ${stand === 1 ? 'stands' : 'stand'} at the old price: their rates of that day are not known.`
  return `${plans(again)} priced again at the rates in force on ${longDate(on)}. ${old}`
}

export const gateWords = {
  coverage: 'Enough as often as wanted, overall and in each band of need',
  equity: 'No group has enough less often than others by more than chance allows',
  stability: 'Steady when the evidence is drawn again',
  laws: 'Keeps every law of the formula',
} as const

/** Why fairness could not be seen at all: the plans name no groups, or fewer than two have plans enough to show. */
export function unseenWords({ groups }: Pick<Findings, 'groups'>): string {
  if (groups.length === 0) return 'The plans name no groups, so nobody can see whether the table is fair'
  return groups.filter(({ plans }) => plans !== null).length >= 2
    ? ''
    : `Fewer than two groups can be shown: of the plans that only judge, each needs ${LEAST_SHOWN}. So nobody can see whether the table is fair`
}

/** Why a table is steady or is not: how far the middle budget moves beside the most it may, and what single plans move. */
export function steadyWords({ middleBand, withdrawn, withdrawnMattered }: Stability): string {
  const moves = `The middle budget moves by ${(middleBand * 100).toFixed(0)}%; at most ${(STEADY_BAND * 100).toFixed(0)}% passes`
  const alone =
    withdrawnMattered === 0
      ? `none of the ${withdrawn} plans furthest off moves a point alone`
      : `${withdrawnMattered} of the ${withdrawn} plans furthest off move a point alone, and none may`
  return `${moves}. Of single plans, ${alone}.`
}

function findingsText(found: Findings): string[] {
  const { coverage } = found
  return [
    `Made from ${found.setPlans}, corrected on ${found.correctPlans}, judged on ${found.judgePlans} plans it never saw.`,
    `Enough for ${inHundred(coverage.enough)} of them (chance alone: ${inHundred(coverage.limit)} either way).`,
    ...found.gates.flatMap(({ gate, passed }) => {
      const why = gate === 'equity' ? unseenWords(found) : ''
      return [`${passed ? 'passed' : 'FAILED'}  ${gateWords[gate]}`, ...(why === '' ? [] : [`        ${why}`])]
    }),
    '',
    `${''.padEnd(38)}${['explains', 'missed by', 'in 10%', 'in 20%', 'enough', 'more→less'].map((head) => head.padStart(10)).join('')}`,
    ...found.baselines.map(({ name, accuracy }) => {
      const { explained, averageMiss, withinTenth, withinFifth, enough, moreNeedLess } = accuracy
      const cells = [explained, averageMiss, withinTenth, withinFifth, enough, moreNeedLess].map((share) =>
        `${(share * 100).toFixed(1)}%`.padStart(10),
      )
      return name.padEnd(38) + cells.join('')
    }),
    '',
    `Contingency: ${inHundred(found.contingency.middleShare)} of all spending in the middle year, ${inHundred(found.contingency.dearShare)} in the dear year of twenty, when ${inHundred(found.contingency.recovery)} of unspent money comes back.`,
  ]
}

/** A calibration for reading in a terminal. */
export function asText(result: Calibration & { tableHash: string }): string {
  const out = Object.entries(result.leftOut).map(
    ([why, count]) => `  left out ${count}: ${leftOutWords[why as LeftOut]}`,
  )
  const { cash } = result
  return [
    standingWords(result),
    `${result.given} plans given. ${pricesWords(result)}`,
    ...out,
    ...(result.findings === null ? [] : findingsText(result.findings)),
    ...(cash === null
      ? []
      : [
          `Cash limit ${formatMoney(cash.cashLimitPence)}: budgets ${formatMoney(cash.indicativePence)}, contingency ${formatMoney(cash.contingencyPence)}, relief ${formatMoney(cash.reliefPence)}, committed ${formatMoney(cash.committedPence)}; ${cash.short ? `${formatMoney(cash.leftPence)}: money is missing. Budgets were not lowered` : `${formatMoney(cash.leftPence)} left`}.`,
        ]),
    `Table ${result.table.version}, hash ${result.tableHash}. Evidence ${result.evidenceHash.slice(0, 16)}, seed ${result.seed}. ${result.adoptable ? 'Two people may adopt it.' : 'It may not be adopted.'}`,
  ].join('\n')
}
