import type { CalendarDate } from '../../core/calendar-date.ts'
import type { AmountKey } from '../amount.ts'
import { amountsOfDay, type CouncilAmount } from '../amounts-of-day.ts'
import { incomeKind, incomeKinds } from '../income-kinds.ts'
import type { LocalPolicy } from '../local-policy.ts'
import { nationalAmounts } from '../national-amounts.ts'
import { nationalRulesOnly } from '../national-rules-only.ts'
import { nightRates, nightSwitch } from '../night-element.ts'
import { housingKinds, savingsKinds } from './people-columns.ts'

/** Figures as a person takes them: what they come to, and one bit for each figure that was asked for. */
export interface Figures {
  readonly amount: Float64Array
  readonly taken: Uint32Array
}

/** Bits of `incomeFlags`. */
export const incomeFlag = { halfOfJoint: 1, leftOut: 2, disabilityBenefit: 4 } as const

/** The charging rules of one day under one policy, worked out once for everybody: figures by number, and what each kind counts. */
export interface RulesOfDay {
  /** The day as a whole number like 20260406. */
  readonly on: number
  /** One bit for each place in `nationalAmounts`: no value that may be used, or a value that nobody has checked. */
  readonly missing: number
  readonly derived: number
  /** The figure and the bit of each name. */
  readonly amount: (key: AmountKey) => number
  readonly bit: (key: AmountKey) => number
  /** By kind × 2, and one more for half of a joint amount: the part that counts, 0, ½ or 1. */
  readonly incomePart: Float64Array
  readonly savingsPart: Float64Array
  readonly housingPart: Float64Array
  readonly incomeFlags: Uint8Array
  /** By kind of income: the part of the benefit for the night that the council leaves out, and the figures it takes. */
  readonly night: Figures
  readonly policy: LocalPolicy
}

const yyyymmdd = (on: CalendarDate) => Number(on.replaceAll('-', ''))

/** The rules of a day as columns need them. What is missing is refused person by person, as in the readable rule. */
export function rulesOfDay(
  on: CalendarDate,
  { demo, council }: { demo: boolean; council?: readonly CouncilAmount[] },
  policy: LocalPolicy = nationalRulesOnly,
): RulesOfDay {
  const place = new Map(nationalAmounts.map(({ key }, at) => [key, at]))
  const figures = nationalAmounts.map(({ key }) => {
    const one = amountsOfDay(on, { demo, ...(council === undefined ? {} : { council }) })
    return { amount: one.take(key).amount, missing: one.missing.length > 0, derived: one.usedDerived }
  })
  const bits = (which: 'missing' | 'derived') =>
    figures.reduce((all, figure, at) => (figure[which] ? all | (1 << at) : all), 0) >>> 0
  const amount = (key: AmountKey) => figures[place.get(key) ?? -1]?.amount ?? 0
  const bit = (key: AmountKey) => 1 << (place.get(key) ?? 0)
  return {
    on: yyyymmdd(on),
    missing: bits('missing'),
    derived: bits('derived'),
    amount,
    bit,
    incomePart: parts(incomeKinds.map((kind) => incomeKind(kind).counted)),
    savingsPart: parts(savingsKinds.map((kind) => kind === 'savings')),
    housingPart: parts(housingKinds.map((kind) => kind !== 'local_extra' || policy.housingExtras?.value === true)),
    incomeFlags: Uint8Array.from(incomeKinds.flatMap(flagsOf)),
    night: nightFigures(amount, bit, policy),
    policy,
  }
}

/** What counts of each kind: all of the person's own, half of what is joint, nothing of what is left out. */
function parts(counts: readonly boolean[]): Float64Array {
  return Float64Array.from(counts.flatMap((counted) => (counted ? [1, 0.5] : [0, 0])))
}

function flagsOf(kind: (typeof incomeKinds)[number]): [own: number, half: number] {
  const { counted, disability } = incomeKind(kind)
  const flags = (counted ? 0 : incomeFlag.leftOut) | (disability === true ? incomeFlag.disabilityBenefit : 0)
  return [flags, counted ? flags | incomeFlag.halfOfJoint : flags]
}

function nightFigures(amount: RulesOfDay['amount'], bit: RulesOfDay['bit'], policy: LocalPolicy): Figures {
  const night = { amount: new Float64Array(incomeKinds.length * 2), taken: new Uint32Array(incomeKinds.length * 2) }
  for (const kind of nightSwitch(policy).benefits) {
    const [higher, lower] = nightRates[kind]
    for (const at of [incomeKinds.indexOf(kind) * 2, incomeKinds.indexOf(kind) * 2 + 1]) {
      night.amount[at] = amount(higher) - amount(lower)
      night.taken[at] = bit(higher) | bit(lower)
    }
  }
  return night
}
