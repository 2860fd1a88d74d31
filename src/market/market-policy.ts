import type { CalendarDate } from '../core/calendar-date.ts'
import type { AssuranceRule } from './assurance.ts'
import type { CheckKind } from './checks.ts'
import type { WarningPolicy } from './early-warning.ts'
import type { ProviderKind } from './provider-state.ts'

/** What a council asks of whoever joins its framework; its own dated policy. */
export interface JoiningPolicy {
  /** Kinds of provider that take the short path. */
  readonly shortKinds: readonly ProviderKind[]
  /** Who may run a small enterprise: the most people who work in a micro-provider. */
  readonly shortMostWorkers: number
  readonly shortChecks: readonly CheckKind[]
  readonly fullChecks: readonly CheckKind[]
  /** How many days before it runs out a check is asked for again. */
  readonly againDays: number
  /** Where the rule comes from, as a sentence. */
  readonly from: string
}

/** How prices are compared and looked at again. */
export interface PricePolicy {
  /** The fewest other providers whose like prices make a middle worth asking about. */
  readonly leastCompared: number
  readonly reviewMonths: number
  readonly from: string
}

/** How much of a price is wages when an uplift is proposed. */
export interface UpliftPolicy {
  readonly wagePercent: number
  readonly from: string
}

/** How a call for offers is run. */
export interface CallPolicy {
  /** True where nobody at the council reads an offer before the closing day is over. */
  readonly repliesSealed: boolean
  /** The fewest days between publishing a call and its closing day. */
  readonly leastDaysOpen: number
  /** The most days: after them what is looked for is asked anew. */
  readonly mostDaysOpen: number
  readonly from: string
}

/** How long it is kept how to reach somebody who has no account. */
export interface ContactPolicy {
  /** Months after the last decision on a concern. */
  readonly concernMonths: number
  /** Months after a call has ended. */
  readonly replyMonths: number
  readonly from: string
}

/** When a service is shown as at risk, and what its forecast rests on. */
export interface ViabilityPolicy extends WarningPolicy {
  /** Hundredths of a per cent by which cost is taken to rise in a year. */
  readonly yearlyCostRiseBasisPoints: number
  /** How many months, an even number, the trend of people is read from. */
  readonly trendMonths: number
  /** The fewest whole months of income from which anything is worked out. */
  readonly leastMonths: number
  /** After so many months an open book is asked for again. */
  readonly bookMonths: number
  /** Of the direct cost in a cost sheet, how much falls when fewer come. */
  readonly variableOfDirectPercent: number
  readonly from: string
}

export interface MarketPolicy {
  readonly joining: JoiningPolicy
  readonly prices: PricePolicy
  readonly uplift: UpliftPolicy
  readonly calls: CallPolicy
  readonly contacts: ContactPolicy
  readonly viability: ViabilityPolicy
  readonly assurance: AssuranceRule
}
/** The council's policy for its market on a day. */
export type MarketPolicyOn = (on: CalendarDate) => MarketPolicy

/** True for a kind of provider that takes the short path. */
export const takesShortPath = (kind: ProviderKind, policy: JoiningPolicy) => policy.shortKinds.includes(kind)

/** The checks a provider of a kind must meet before it can be admitted, in the order they are asked. */
export const checksRequired = (kind: ProviderKind, policy: JoiningPolicy): readonly CheckKind[] =>
  takesShortPath(kind, policy) ? policy.shortChecks : policy.fullChecks
