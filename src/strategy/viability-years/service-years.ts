import { type Pence, pence, scale } from '../../core/money.ts'
import type { ServiceBook, ServiceUse } from '../../market/index.ts'
import type { PlacesResult, PlaceYear } from '../simulation/result.ts'
import { type Move, type MovedYear, movedYear, WHOLE } from './moved-service.ts'

/** Prices of a year beside those of the first, and what of the cost of the council's empty places has left by then; in millionths. */
export interface PriceYear {
  readonly year: number
  readonly care: number
  readonly wages: number
  readonly prices: number
  readonly freed: number
}

/** How many come: few or many as in one of 40 runs, a quarter of the runs, and the mean of all runs. */
export const runLevels = ['q025', 'q25', 'mean', 'q75', 'q975'] as const
export type RunLevel = (typeof runLevels)[number]
export type ByLevel = Readonly<Record<RunLevel, MovedYear>>

/**
 * What the council no longer pays for own places, if the scenario comes: `lessPaid` = `cashable` + `avoided` + `displaced`, to the penny.
 * Displaced is what the empty places still cost, until that cost has left; avoided, of the rest, is for people who would have come later.
 */
export interface OwnSaving {
  readonly lessPaid: Pence
  readonly cashable: Pence
  readonly avoided: Pence
  readonly displaced: Pence
}

/** A year of a service: if nothing changes, and in the scenario. */
export interface ServiceInYear {
  readonly year: number
  readonly asNow: ByLevel
  readonly scenario: ByLevel
  /** Means of all runs; only for the council's own service. */
  readonly saving: OwnSaving | undefined
}

const millionths = (share: number) => Math.round(share * WHOLE)

function byLevel(book: ServiceBook, use: ServiceUse, moveAt: (level: RunLevel) => Move): Record<RunLevel, MovedYear> {
  return Object.fromEntries(runLevels.map((level) => [level, movedYear(book, use, moveAt(level))])) as Record<
    RunLevel,
    MovedYear
  >
}

/** Of what the own places lost beside no change, the part whose cost has left: none where more come. */
function goneOf(place: PlaceYear, { freed }: PriceYear, level: RunLevel): number {
  const asNow = place.useAsNow[level]
  if (asNow <= 0) return 0
  return Math.floor(Math.max(0, 1 - place.use[level] / asNow) * freed)
}

/** What the council no longer pays for own places, and what of it is saved. */
export function ownSaving(
  asNow: Pick<MovedYear, 'incomeTotal' | 'result'>,
  scenario: Pick<MovedYear, 'incomeTotal' | 'result'>,
  { worthAsNow, worth, laterAsNow, later }: Pick<PlaceYear, 'worthAsNow' | 'worth' | 'laterAsNow' | 'later'>,
): OwnSaving {
  const lessPaid = pence(asNow.incomeTotal - scenario.incomeTotal)
  const displaced = pence(lessPaid > 0 ? Math.max(0, asNow.result - scenario.result) : 0)
  const rest = pence(lessPaid - displaced)
  const fall = millionths(worthAsNow.mean - worth.mean)
  const ofLater = Math.min(Math.max(0, millionths(laterAsNow.mean - later.mean)), Math.max(0, fall))
  const avoided = fall > 0 ? scale(rest, ofLater, fall, 'half-up') : pence(0)
  return { lessPaid, cashable: pence(rest - avoided), avoided, displaced }
}

/**
 * The years of a service under a scenario: people and what is paid for them move as the places of its kind, prices as the scenario's paths.
 * The cost of empty places leaves the council's own service year by year; of another provider's nothing is known, so there it stays.
 */
export function serviceYears(
  { book, use, own }: { readonly book: ServiceBook; readonly use: ServiceUse; readonly own: boolean },
  places: PlacesResult,
  priceYears: readonly PriceYear[],
): ServiceInYear[] {
  return places.byYear.map((place, at) => {
    const then = { ...use, blockMonths: use.blockMonths?.slice(12 * at) }
    const price = priceYears[at] as PriceYear
    const prices = { care: price.care, wages: price.wages, prices: price.prices }
    const asNow = byLevel(book, then, (level) => ({
      ...prices,
      use: millionths(place.useAsNow[level]),
      worth: millionths(place.worthAsNow[level]),
      gone: 0,
    }))
    const scenario = byLevel(book, then, (level) => ({
      ...prices,
      use: millionths(place.use[level]),
      worth: millionths(place.worth[level]),
      gone: own ? goneOf(place, price, level) : 0,
    }))
    const saving = own ? ownSaving(asNow.mean, scenario.mean, place) : undefined
    return { year: place.year, asNow, scenario, saving }
  })
}

/** The first year in which a service costs more than it brings; none within the scenario's years. */
export function firstLoss(results: readonly { readonly year: number; readonly result: Pence }[]): number | undefined {
  return results.find(({ result }) => result < 0)?.year
}

/**
 * In how many months from the start of the first year the service first costs more than it brings; none within the years. Each year's result
 * stands in the middle of its year, and moves in a straight line to the next; before the first middle it is that of the first year.
 */
export function monthsUntilLoss(results: readonly Pence[]): number | undefined {
  for (let month = 0; month < results.length * 12; month++) {
    const at = Math.max(0, Math.floor((month - 6) / 12))
    const [from, to] = [results[at] as Pence, results[at + 1] ?? (results[at] as Pence)]
    const since = Math.max(0, month - 6 - at * 12)
    if (12 * from + (to - from) * since < 0) return month
  }
  return undefined
}
