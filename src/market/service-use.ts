import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence, scale } from '../core/money.ts'
import type { RateUnit } from './rate.ts'

/**
 * Who brings a service its money. The first seven come from what was delivered; instalments of block contracts come whether or not
 * people do; a provider states the last three itself.
 */
export const incomePayers = [
  'council',
  'contribution',
  'direct_payment',
  'on_the_day',
  'nhs',
  'education',
  'other',
  'block',
  'self_funder',
  'other_council',
  'grant',
] as const
export type IncomePayer = (typeof incomePayers)[number]

/** What a provider may state beside what the council knows of. */
export const statedPayers = ['self_funder', 'other_council', 'grant'] as const satisfies readonly IncomePayer[]
export type StatedPayer = (typeof statedPayers)[number]

export interface IncomeLine {
  readonly payer: IncomePayer
  readonly amount: Pence
}

/** Dates of one unit: how many were booked and came to pass, and how many of them were attended. */
export interface UnitUse {
  readonly unit: RateUnit
  readonly booked: number
  readonly attended: number
  readonly bookedMinutes: number
  readonly attendedMinutes: number
}

/** What a service had in one month: who came, and what it brought. */
export interface ServiceMonth {
  /** The first day of the month. */
  readonly month: CalendarDate
  readonly people: number
  readonly use: readonly UnitUse[]
  readonly income: readonly IncomeLine[]
}

/** What a service had over some whole months, in the unit its book counts in. */
export interface ServiceUse {
  readonly months: number
  /** People in the last of these months. */
  readonly people: number
  readonly booked: number
  readonly attended: number
  readonly income: readonly IncomeLine[]
  /** What block contracts that still stand pay from this month on, month by month; none where none stands. */
  readonly blockMonths?: readonly Pence[] | undefined
  /** Dates at another unit that has no fixed length beside this one; each is counted once. */
  readonly otherUnits: number
}

/** How many half units one date of a unit is, where both are parts of a day; hours are counted by their minutes. */
const halves: Partial<Record<RateUnit, number>> = { day: 2, half_day: 1 }

/** Dates of several units counted in one of them: a day is two half days, an hour is sixty minutes, whatever else counts once. Part-units are left out at the end. */
export function unitsIn(
  unit: RateUnit,
  uses: readonly UnitUse[],
): { readonly booked: number; readonly attended: number; readonly otherUnits: number } {
  let [booked, attended, otherUnits] = [0, 0, 0]
  for (const use of uses) {
    const [from, to] = [halves[use.unit], halves[unit]]
    if (unit === 'hour') {
      booked += use.bookedMinutes / 60
      attended += use.attendedMinutes / 60
    } else if (use.unit === unit || from === undefined || to === undefined) {
      booked += use.booked
      attended += use.attended
      if (use.unit !== unit) otherUnits += use.booked
    } else {
      booked += (use.booked * from) / to
      attended += (use.attended * from) / to
    }
  }
  return { booked: Math.floor(booked), attended: Math.floor(attended), otherUnits }
}

/** Lines of one payer put together, in the order payers are shown; nothing where a payer brought nothing. */
export function incomeByPayer(lines: readonly IncomeLine[]): IncomeLine[] {
  return incomePayers.flatMap((payer) => {
    const amount = lines.filter((line) => line.payer === payer).reduce((all, line) => all + line.amount, 0)
    return amount === 0 ? [] : [{ payer, amount: pence(amount) }]
  })
}

/**
 * Lines of income moved in one proportion, the part-penny down. What people pay the council is moved together with what the council
 * pays: a provider knows only the sum, and its year must be the year that the council reads.
 */
export function incomeInProportion(lines: readonly IncomeLine[], numerator: number, denominator: number): IncomeLine[] {
  const moved = (amount: number) => scale(pence(amount), numerator, denominator, 'down')
  const of = (payer: IncomePayer) => lines.reduce((all, line) => (line.payer === payer ? all + line.amount : all), 0)
  const contribution = of('contribution')
  return incomeByPayer(lines).map(({ payer, amount }) => ({
    payer,
    amount: payer === 'council' ? pence(moved(amount + contribution) - moved(contribution)) : moved(amount),
  }))
}

/** Whole months put together, in the unit of the service's book. */
export function useOver(unit: RateUnit, months: readonly ServiceMonth[]): ServiceUse {
  const counted = unitsIn(
    unit,
    months.flatMap(({ use }) => use),
  )
  return {
    months: months.length,
    people: months.at(-1)?.people ?? 0,
    ...counted,
    income: incomeByPayer(months.flatMap(({ income }) => income)),
  }
}

/** How people have come and gone: the later half of the last months beside the earlier half. */
export interface PeopleTrend {
  readonly halfMonths: number
  /** People of each month of a half, added up. */
  readonly earlier: number
  readonly later: number
}

/** The trend of the last months, an even number of them; none where fewer are known. */
export function peopleTrend(months: readonly ServiceMonth[], trendMonths: number): PeopleTrend | undefined {
  const halfMonths = Math.floor(trendMonths / 2)
  const last = months.slice(-2 * halfMonths)
  if (halfMonths === 0 || last.length < 2 * halfMonths) return undefined
  const people = (some: readonly ServiceMonth[]) => some.reduce((all, one) => all + one.people, 0)
  return { halfMonths, earlier: people(last.slice(0, halfMonths)), later: people(last.slice(halfMonths)) }
}

/**
 * What a month's income changes by each month if people go on coming and going as in the trend: the change of people over
 * those who came later, spread over the months between the two halves; the part-penny down.
 */
export function monthlyChange(monthly: Pence, trend: PeopleTrend): Pence {
  if (trend.later === 0) return pence(0)
  return scale(monthly, trend.later - trend.earlier, trend.later * trend.halfMonths, 'down')
}
