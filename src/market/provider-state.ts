import type { CalendarDate } from '../core/calendar-date.ts'
import { includes, type Period } from '../core/period.ts'

/** Where a provider stands with the framework; derived from its admissions, never stored. */
export type ProviderState =
  | 'in house'
  | 'on the framework'
  | 'from a later day'
  | 'suspended'
  | 'applied'
  | 'left'
  | 'not on the framework'

/**
 * The state of a provider on a day: a suspension comes first; the council's own service needs no admission; others stand as
 * their admissions do, and one with an application that waits has applied.
 */
export function providerState(
  provider: {
    inHouse: boolean
    admissions: readonly Period[]
    suspensions?: readonly Period[]
    waits?: boolean
  },
  on: CalendarDate,
): ProviderState {
  if (provider.suspensions?.some((suspension) => includes(suspension, on))) return 'suspended'
  if (provider.inHouse) return 'in house'
  if (provider.admissions.some((admission) => includes(admission, on))) return 'on the framework'
  if (provider.admissions.some((admission) => admission.from > on)) return 'from a later day'
  if (provider.waits) return 'applied'
  return provider.admissions.length > 0 ? 'left' : 'not on the framework'
}

export const providerKinds = [
  'in_house',
  'framework',
  'micro_provider',
  'personal_assistant',
  'shared_lives',
  'community_group',
  'other',
] as const
export type ProviderKind = (typeof providerKinds)[number]

const words: Record<ProviderKind, string> = {
  in_house: 'Council’s own service',
  framework: 'Framework provider',
  micro_provider: 'Micro-provider',
  personal_assistant: 'Personal assistant',
  shared_lives: 'Shared Lives',
  community_group: 'Community group',
  other: 'Other',
}
/** What a kind of provider is called on pages. */
export const providerKindWords = (kind: ProviderKind) => words[kind]
