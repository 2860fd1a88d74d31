import { assert } from '../core/assert.ts'
import { addDays, type CalendarDate, weekdayOf } from '../core/calendar-date.ts'
import { type Pence, pence, shareOut, sum } from '../core/money.ts'
import { type FreeGround, REABLEMENT_FREE_DAYS } from './free-services.ts'

/** What the person was told: at most so much a week, from a first day; never above the contribution that holds on its days. */
export interface Told {
  readonly toldOn: CalendarDate | undefined
  readonly firstDayCharged: CalendarDate
  readonly weekly: Pence
  /** The last day it holds, when it has ended. A later notice takes its place without this. */
  readonly until?: CalendarDate | undefined
}

/** Days on which support is free, and why. */
export interface FreeDays {
  readonly ground: FreeGround
  readonly from: CalendarDate
  readonly until: CalendarDate
}

/** One piece of support as delivered: its day, what it cost the council, and whether its rule lets it be charged at all. */
export interface DeliveredCost {
  readonly id: string
  readonly on: CalendarDate
  readonly cost: Pence
  readonly chargeable: boolean
}

/** The charge for one week: at most what was told, at most what it cost, spread over the pieces of support to the penny. */
export interface WeekCharge {
  readonly charge: Pence
  readonly chargeableCost: Pence
  readonly told: Pence
  readonly lines: readonly { readonly id: string; readonly cost: Pence; readonly charge: Pence }[]
}

/**
 * The charge for a week that is over: the lower of what the person was told and what the chargeable support of that week cost
 * (Care Act 2014 s.14(4) and (7)). Support before the first day told of, on a free day, or not chargeable by its own rule costs
 * the person nothing. The last notice whose first day has come counts. When the sum changes within the week, the lower holds for the whole week. What was given back for the week is taken
 * off, down to nothing. No notice, no charge.
 */
export function chargeForWeek(week: {
  readonly monday: CalendarDate
  readonly told: readonly Told[]
  readonly free: readonly FreeDays[]
  readonly delivered: readonly DeliveredCost[]
  /** What the council gave back for this week because something in it was wrong. */
  readonly givenBack?: Pence | undefined
}): WeekCharge {
  assert(weekdayOf(week.monday) === 1, `${week.monday} is not a Monday`)
  const sunday = addDays(week.monday, 6)
  const lawful = week.delivered.filter(({ on, chargeable }) => {
    assert(week.monday <= on && on <= sunday, `${on} is not in the week of ${week.monday}`)
    return chargeable && !isFree(on, week.free) && payableOn(week.told, on) !== undefined
  })
  const told = toldForWeek(week.told, week.monday)
  const chargeableCost = sum(lawful.map(({ cost }) => cost))
  const charge = pence(Math.max(0, Math.min(told ?? 0, chargeableCost) - (week.givenBack ?? 0)))
  const charges = shareOut(
    charge,
    lawful.map(({ cost }) => cost),
  )
  const lines = lawful.map(({ id, cost }, at) => ({ id, cost, charge: charges[at] ?? pence(0) }))
  return { charge, chargeableCost, told: told ?? pence(0), lines }
}

/** The most that may be asked for the week of a Monday: the lowest sum of its days; none when nothing was told. */
export function toldForWeek(told: readonly Told[], monday: CalendarDate): Pence | undefined {
  const sums = [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => payableOn(told, addDays(monday, offset)) ?? [])
  return sums.length === 0 ? undefined : pence(Math.min(...sums))
}

/** The most a week that may be asked on a day: that of the last notice whose first day has come, the lowest where there are two. */
function payableOn(told: readonly Told[], on: CalendarDate): Pence | undefined {
  const notices = told.filter((notice) => holds(notice, on))
  const lastFirstDay = notices
    .map(({ firstDayCharged }) => firstDayCharged)
    .sort()
    .at(-1)
  if (lastFirstDay === undefined) return undefined
  const last = notices.filter(({ firstDayCharged }) => firstDayCharged === lastFirstDay)
  return pence(Math.min(...last.map(({ weekly }) => weekly)))
}

/** A notice holds from its first day charged, once the person was told, until it ends. */
function holds(notice: Told, on: CalendarDate): boolean {
  const toldInTime = notice.toldOn === undefined || notice.toldOn <= notice.firstDayCharged
  return toldInTime && notice.firstDayCharged <= on && (notice.until === undefined || on <= notice.until)
}

/** Free on a day: inside a free period; for reablement and intermediate care the first six weeks whatever was agreed (reg 3(2)(b)). */
export function isFree(on: CalendarDate, free: readonly FreeDays[]): boolean {
  return free.some(({ ground, from, until }) => {
    const atLeast =
      ground === 'reablement' || ground === 'intermediate_care' ? addDays(from, REABLEMENT_FREE_DAYS - 1) : until
    return from <= on && (on <= until || on <= atLeast)
  })
}
