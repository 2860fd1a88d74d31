import { type CalendarDate, weekdayName } from '../core/calendar-date.ts'
import { accessFeatures, hoursWords, kindShown, listed } from '../directory/index.ts'

/** Who a call asks: providers in one lot of the framework or several, people and groups in the community, or anybody. */
export const callAudiences = ['framework', 'small', 'all'] as const
export type CallAudience = (typeof callAudiences)[number]

/** What is paid: the price in the schedule, or the price that a reply names. */
export const priceBases = ['schedule', 'own'] as const
export type PriceBasis = (typeof priceBases)[number]

export const wantedUnits = ['places', 'hours'] as const
export type WantedUnit = (typeof wantedUnits)[number]

/** Who may reply without an account, in the order of the form. */
export const strangerKinds = [
  'micro_provider',
  'personal_assistant',
  'community_group',
  'shared_lives',
  'other',
] as const

/** What the council looks for. It holds no volume that anybody is promised: what is wanted is about how much. */
export interface CallAsk {
  readonly title: string
  readonly words: string
  /** The local area; none is the whole borough. */
  readonly area: string | null
  readonly weekdays: readonly number[]
  readonly startMinute: number | null
  readonly endMinute: number | null
  readonly kind: string | null
  readonly needs: readonly string[]
  readonly supportBand: string | null
  readonly wanted: number | null
  readonly wantedUnit: WantedUnit | null
  readonly audience: CallAudience
  readonly lotId: string | null
  /** Other lots of the framework that are asked too. */
  readonly furtherLotIds?: readonly string[] | undefined
  readonly priceBasis: PriceBasis
  readonly closesOn: CalendarDate
  readonly deciderId: string
}

export type CallState = 'open' | 'being decided' | 'closed' | 'withdrawn'

/** Where a published call stands on a day. The closing day itself is open until it ends. */
export function callState(
  call: { readonly closesOn: CalendarDate; readonly endedHow: 'closed' | 'withdrawn' | null },
  today: CalendarDate,
): CallState {
  if (call.endedHow !== null) return call.endedHow
  return call.closesOn < today ? 'being decided' : 'open'
}

export const needCodes: readonly string[] = [...accessFeatures.map(({ code }) => code), 'staff']

/** "Changing place", "Staff to help": a need in the words of the search. */
export const needWords = (code: string): string =>
  code === 'staff'
    ? 'Staff to help'
    : (accessFeatures.find((one) => one.code === code)?.words ?? code.replaceAll('_', ' '))

/** "Crewe, Saturday and Sunday, 10am to 3pm": where and when something is wanted. */
export function whereAndWhen(ask: Pick<CallAsk, 'area' | 'weekdays' | 'startMinute' | 'endMinute'>): string {
  const days = ask.weekdays.length === 0 ? 'any day' : listed(ask.weekdays.map(weekdayName))
  const hours = hoursWords(ask.startMinute ?? undefined, ask.endMinute ?? undefined)
  return [ask.area ?? 'Whole borough', days, hours].filter((part) => part !== '').join(', ')
}

/** "Cooking; changing place, hoist; workers to people 1 to 2": what is needed, in one line. */
export function whatIsNeeded(ask: Pick<CallAsk, 'kind' | 'needs' | 'supportBand'>): string {
  const needs = ask.needs.map((code, at) => (at === 0 ? needWords(code) : needWords(code).toLowerCase())).join(', ')
  const band =
    ask.supportBand === null
      ? ''
      : ask.supportBand === 'none'
        ? 'No support needed'
        : `Workers to people: ${ask.supportBand.replace(':', ' to ')}`
  return [ask.kind === null ? '' : kindShown(ask.kind).words, needs, band].filter((part) => part !== '').join('; ')
}

/** "About 6 places", "About 12 hours a week". */
export function wantedWords({ wanted, wantedUnit }: Pick<CallAsk, 'wanted' | 'wantedUnit'>): string {
  if (wanted === null || wantedUnit === null) return 'Not said'
  if (wantedUnit === 'places') return `About ${wanted} ${wanted === 1 ? 'place' : 'places'}`
  return `About ${wanted} ${wanted === 1 ? 'hour' : 'hours'} a week`
}

/** Stands on every call and beside every number in it. */
export const noVolumePromised =
  'Nobody is promised any number of people, hours or money. People choose, and their budget pays for what they choose.'

/** Who is asked, in words; several lots stand in one text, “A or B”. */
export function audienceWords(audience: CallAudience, lot: string | null): string {
  if (audience === 'framework') return `Providers on the framework in the lot ${lot ?? ''}`.trim()
  return audience === 'small' ? 'Micro-providers, personal assistants and community groups' : 'Anybody'
}

/** What is paid, in words. */
export const priceBasisWords = (basis: PriceBasis) =>
  basis === 'schedule' ? 'The price in the published schedule for the lot' : 'You say your price'

/** What a reply offers; a price of nothing means the price in the schedule. */
export interface CallOffer {
  readonly offers: string
  readonly from: CalendarDate
  readonly weekdays: readonly number[]
  readonly places: number | null
  readonly leastWeeklyMinutes: number | null
  readonly pricePence: number | null
  readonly unit: 'session' | 'half_day' | 'day' | 'hour' | 'week' | null
  readonly words: string | null
}
