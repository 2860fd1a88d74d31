import { type Pence, pence, scale, sum } from '../core/money.ts'
import { type SupportBand, supportBands } from './allocation-table.ts'
import type { WantedSessions } from './typical-week.ts'

/** A weekly session that can be booked today near the person, at a published price. */
export interface BookableSession {
  readonly sessionId: string
  readonly name: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  /** Support the price is for. */
  readonly band: SupportBand
  readonly perSessionPence: Pence
  /** Places free on every date looked at. */
  readonly freePlaces: number
}

/** One item of the usual week with its prices. */
export interface PricedItem extends WantedSessions {
  /** Different sessions that have a place and enough support. */
  readonly fits: number
  /** Sessions of the item no free place was found for in this week. */
  readonly missing: number
  /** What the cheapest week that does not clash takes for this item; of the sessions found. */
  readonly foundPence: Pence
  /** The sessions of that week. */
  readonly found: readonly string[]
  /** The middle price of those that fit, times the sessions; nothing fits: not there. */
  readonly middlePence?: Pence
}

/** Whether a weekly budget is enough for a usual week at places that can be booked today. */
export interface SufficiencyCheck {
  readonly items: readonly PricedItem[]
  readonly addOnsPence: Pence
  /** A week that can really be booked: found sessions and add-ons. */
  readonly bookablePence: Pence
  /** The same week at middle prices, so that there is a choice. */
  readonly middlePence: Pence
  /** The dearer of the two: what the budget is held against. */
  readonly pricedWeekPence: Pence
  readonly missingSessions: number
  readonly shortByPence: Pence
  readonly enough: boolean
}

const clash = (one: BookableSession, other: BookableSession) =>
  one.weekday === other.weekday && one.startMinute < other.endMinute && other.startMinute < one.endMinute

/** At least the support wanted: 1:2 serves someone who needs 1:4, never the other way round. */
const enoughSupport = (offered: SupportBand, wanted: SupportBand) =>
  supportBands.indexOf(offered) >= supportBands.indexOf(wanted)

/** The middle price, half up between two middles. */
function middle(prices: readonly Pence[]): Pence | undefined {
  const sorted = [...prices].sort((one, other) => one - other)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? undefined : scale(pence(low + high), 1, 2, 'half-up')
}

/** One offer for each session: its cheapest with a place and enough support. */
function fitting(wanted: WantedSessions, offers: readonly BookableSession[]): BookableSession[] {
  const best = new Map<string, BookableSession>()
  for (const offer of offers) {
    if (offer.freePlaces < 1 || !enoughSupport(offer.band, wanted.band)) continue
    const known = best.get(offer.sessionId)
    if (known === undefined || offer.perSessionPence < known.perSessionPence) best.set(offer.sessionId, offer)
  }
  return [...best.values()].sort(
    (one, other) => one.perSessionPence - other.perSessionPence || (one.sessionId < other.sessionId ? -1 : 1),
  )
}

/**
 * Prices a usual week at sessions that can be booked today and holds a budget against it. The week found is a real one:
 * no session twice, none at the same time as another, each with a free place and enough support, the cheapest taken
 * first. The budget must also be enough at middle prices, so that the person has a choice. A session that cannot be
 * found makes the budget not enough, whatever the money. Whether a session suits is decided in the plan, not here.
 *
 * Why: a personal budget must be enough to meet the needs. Source: Care Act 2014 section 26; Care and Support Statutory
 * Guidance, chapter 11 (transparency, timeliness, sufficiency).
 */
export function sufficiency(
  weeklyPence: Pence,
  wanted: readonly WantedSessions[],
  offers: readonly BookableSession[],
  addOnsPence: Pence,
): SufficiencyCheck {
  const taken: BookableSession[] = []
  const items = wanted.map((want): PricedItem => {
    const fits = fitting(want, offers)
    const found: BookableSession[] = []
    for (const offer of fits) {
      if (found.length === want.sessions) break
      if (taken.some((other) => other.sessionId === offer.sessionId || clash(other, offer))) continue
      found.push(offer)
      taken.push(offer)
    }
    const each = middle(fits.map((offer) => offer.perSessionPence))
    return {
      ...want,
      fits: fits.length,
      missing: want.sessions - found.length,
      foundPence: sum(found.map((offer) => offer.perSessionPence)),
      found: found.map((offer) => offer.sessionId),
      ...(each === undefined ? {} : { middlePence: pence(each * want.sessions) }),
    }
  })
  const bookablePence = pence(sum(items.map((item) => item.foundPence)) + addOnsPence)
  const middlePence = pence(sum(items.map((item) => item.middlePence ?? pence(0))) + addOnsPence)
  const pricedWeekPence = pence(Math.max(bookablePence, middlePence))
  const missingSessions = items.reduce((all, item) => all + item.missing, 0)
  const shortByPence = pence(Math.max(0, pricedWeekPence - weeklyPence))
  const enough = missingSessions === 0 && shortByPence === 0
  return { items, addOnsPence, bookablePence, middlePence, pricedWeekPence, missingSessions, shortByPence, enough }
}
