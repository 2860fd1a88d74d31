import type { CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'
import type { Period } from '../core/period.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'

const components = ['support', 'transport', 'escort', 'meal', 'employer_costs'] as const
export type Component = (typeof components)[number]
export const routes = ['council_managed', 'provider_managed', 'direct_payment', 'prepaid_card', 'no_cost'] as const
export type Route = (typeof routes)[number]

export const routeWords: Readonly<Record<Route, string>> = {
  council_managed: 'Council-managed',
  provider_managed: 'Provider-managed',
  direct_payment: 'Direct payment',
  prepaid_card: 'Prepaid card',
  no_cost: 'No cost',
}

/** The money of a planned session: one line a component and route, at its price between two dates. */
export interface PlannedLine {
  readonly budgetLineId: string
  readonly component: Component
  readonly route: Route
  readonly providerId: string | null
  readonly providerName: string | null
  readonly inHouse: boolean | null
  readonly rateId: string | null
  readonly perSession: Pence
  readonly councilShare: Pence
  readonly poolId: string | null
  readonly period: Period
}

/** One line of a person's week, with everything a page or a calculation asks of it. */
export interface WeekSession {
  readonly termId: string
  readonly plannedSessionId: string
  readonly purpose: 'support' | 'carer_break' | 'taster'
  readonly outcomeId: string | null
  readonly outcomeWords: string | null
  readonly sessionId: string | null
  readonly title: string
  readonly place: string
  readonly pattern: WeeklyPattern
  readonly supportBand: string
  readonly staffShares: number
  readonly characteristics: readonly string[]
  readonly agreed: boolean
  /** Set in a draft: the line leaves the week after this day when the version is agreed. */
  readonly dropsAfter: CalendarDate | null
  readonly provenance: 'planned' | 'urgent' | 'migrated'
  readonly transport: { readonly mode: string; readonly funded: boolean } | null
  readonly closures: readonly Period[]
  readonly lines: readonly Omit<PlannedLine, 'termId'>[]
  /** A regular seat at the place, or one that is only held; null when there is none yet. */
  readonly seat: { readonly heldUntil: Date | null } | null
}
