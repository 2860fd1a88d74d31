import { type CalendarDate, daysBetween } from '../core/calendar-date.ts'
import { type AssuranceRule, nextVisitDue, whoLooks } from './assurance.ts'
import { concernDue } from './concern.ts'
import type { ProviderKind } from './provider-state.ts'
import { type Rating, ratings, ratingWords } from './service-rating.ts'

/** What the list needs to know of a service. */
export interface ListedService {
  readonly opportunityId: string
  readonly name: string
  readonly provider: string
  readonly kind: ProviderKind
  readonly cqcId: string | null
  readonly recordedOn: CalendarDate
  readonly visitId: string | null
  readonly visitedOn: CalendarDate | null
  readonly plannedOn: CalendarDate | null
  readonly rating: Rating | null
  readonly ratedOn: CalendarDate | null
  readonly ratedVisitId: string | null
  readonly openActions: number
  readonly lateActions: number
  readonly saidDone: number
  readonly undecided: number
  readonly undecidedSince: CalendarDate | null
}

export const standings = [...ratings, 'not_visited', 'cqc', 'nobody'] as const
export type Standing = (typeof standings)[number]

/** How a service is listed: by its rating, as not visited yet, or as somebody else’s matter. */
export function standingOf(service: ListedService): Standing {
  const looks = whoLooks(service)
  return looks === 'council' ? (service.rating ?? 'not_visited') : looks
}
/** Who looks at a service and, where the council does, its rating, in words. */
export const standingWords = (standing: Standing): string =>
  standing === 'cqc'
    ? 'Care Quality Commission'
    : standing === 'nobody'
      ? 'Community group, not rated'
      : ratingWords(standing)

export const needs = ['visit', 'rating', 'actions', 'said done', 'concerns'] as const
export type Need = (typeof needs)[number]
const needTexts: Record<Need, string> = {
  visit: 'A visit is late',
  rating: 'A visit waits for its rating',
  actions: 'An action is late',
  'said done': 'An action is said to be done',
  concerns: 'A concern waits',
}
/** What has to be done about a service, as the list names it. */
export const needWords = (need: Need) => needTexts[need]

/** What somebody has to do about a service, in the order of the list. */
export function needsOf(service: ListedService, rule: AssuranceRule, today: CalendarDate): readonly Need[] {
  const ours = whoLooks(service) === 'council'
  const due = nextVisitDue(service, rule)
  return needs.filter(
    (need) =>
      ({
        visit: ours && due < today && (service.plannedOn === null || service.plannedOn < today),
        rating: ours && service.visitId !== null && service.visitId !== service.ratedVisitId,
        actions: service.lateActions > 0,
        'said done': service.saidDone > 0,
        concerns: service.undecided > 0,
      })[need],
  )
}

export interface ListWanted {
  readonly words: string
  readonly standing: Standing | ''
  readonly need: Need | ''
}

/** The services that answer what was asked, those with most to do first, then the council’s own matter before others’, then by the day of the next visit. */
export function listed<Service extends ListedService>(
  services: readonly Service[],
  wanted: ListWanted,
  rule: AssuranceRule,
  today: CalendarDate,
): Service[] {
  const words = wanted.words.trim().toLowerCase()
  const rank = (one: Service) => needsOf(one, rule, today).length * 2 + (whoLooks(one) === 'council' ? 1 : 0)
  return services
    .filter(
      (one) =>
        (words === '' || `${one.name} ${one.provider}`.toLowerCase().includes(words)) &&
        (wanted.standing === '' || standingOf(one) === wanted.standing) &&
        (wanted.need === '' || needsOf(one, rule, today).includes(wanted.need)),
    )
    .sort((one, other) => rank(other) - rank(one) || daysBetween(nextVisitDue(other, rule), nextVisitDue(one, rule)))
}

/** The concerns of a service that nobody decided in time. */
export const concernIsLate = (service: ListedService, rule: AssuranceRule, today: CalendarDate) =>
  service.undecidedSince !== null && concernDue(service.undecidedSince, rule) < today
