import { z } from 'zod'
import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'

const money = z.int().min(0).transform(pence)
const date = z.string().transform((text, ctx) => {
  const parsed = parseCalendarDate(text)
  if (parsed === undefined) ctx.addIssue({ code: 'custom', message: 'Must be a real day, like 2026-04-06' })
  return parsed ?? z.NEVER
})

const nightBenefit = z.enum(['attendance_allowance_higher', 'pip_daily_living_enhanced'])

/** What each switch of a council's charging policy may say. A switch that is not set leaves the national rule as it is. */
const switches = {
  /** Per cent of what is left over that is asked for, 0 to 100 (guidance 8.46 to 8.47). */
  percentTaken: z.int().min(0).max(100),
  /** A higher upper limit of savings for care at home than the national one (reg 12 forbids help only in a care home). */
  upperLimit: money,
  /** A guarantee above the national one: so many per cent or pence more, or a total of its own. Never less. */
  guarantee: z.union([
    z.strictObject({ morePercent: z.int().min(0).max(500) }),
    z.strictObject({ morePence: money }),
    z.strictObject({ totalPence: money }),
  ]),
  /** Disability costs everyone with a disability benefit is given without showing bills. An offer, never a limit. */
  standardDisabilityCosts: money,
  /** Take off disability costs even when no disability benefit is counted. */
  disabilityCostsAlways: z.boolean(),
  /** Benefits whose night part is left out while the council gives no night care, and why; an empty list: it is counted, and why. */
  nightElementLeftOut: z.union([
    z.array(nightBenefit),
    z.strictObject({ benefits: z.array(nightBenefit), justification: z.string().trim().min(1) }),
  ]),
  /** Housing costs beyond Schedule 1 para 2, such as contents insurance, are taken off too. */
  housingExtras: z.boolean(),
  /** Leave out all Savings Credit, not only the national maximum. */
  savingsCreditLeftOut: z.boolean(),
  /** A flat sum for each journey, inside the means test: part of what the support costs. */
  transportJourney: money,
  /** What a couple must be left with together; below it the person keeps more. */
  couplesThreshold: money,
  /** Charge carers for their own support, never for care given to the person they look after. */
  carersCharged: z.boolean(),
  /** The fee for arranging care for somebody over the limit who asks for it, and what arranging costs the council. */
  arrangementFee: z
    .strictObject({ feePence: money, costPence: money, each: z.enum(['once', 'year', 'week']) })
    .refine(({ feePence, costPence }) => feePence <= costPence, {
      message: 'A fee for arranging care may not be more than arranging costs the council (reg 5)',
    }),
  /** Months after which an assessment is looked at again. */
  reviewMonths: z.int().min(1).max(60),
  /** The most anyone is asked to pay a week, whatever the care costs. */
  mostWeekly: money,
  /** A weekly charge smaller than this is not collected. It never raises a charge. */
  smallestCollected: money,
} as const

/** The name of a switch. */
export type SwitchName = keyof typeof switches

/** Every switch by name. */
export const switchNames = Object.keys(switches) as [SwitchName, ...SwitchName[]]

/** A switch as set: its value and where the council says so, or why it is assumed. */
export interface Switch<T> {
  readonly value: T
  readonly citation: string
}

/** A council's charging policy on one day: only the switches it has set. */
export type LocalPolicy = { readonly [K in SwitchName]?: Switch<z.output<(typeof switches)[K]>> | undefined }

/** A council's dated switches as its data file or table holds them. */
const datedSwitch = z.strictObject({
  name: z.enum(switchNames),
  value: z.unknown(),
  from: date,
  until: date.optional(),
  citation: z.string().min(1, 'Every switch cites a paper, or says “assumption: why”'),
})

/** One dated switch, not yet checked against what that switch may say. */
export type DatedSwitch = z.output<typeof datedSwitch>

/** The policy in force on a day. A value a switch cannot have stops the program with the switch named: it is a fault of the data. */
export function policyOn(dated: readonly DatedSwitch[], on: CalendarDate): LocalPolicy {
  const inForce = dated.filter(({ from, until }) => from <= on && (until === undefined || on <= until))
  return Object.fromEntries(
    inForce.map(({ name, value, citation }) => [name, { value: switches[name].parse(value), citation }]),
  )
}

const setSwitch = <T extends z.ZodType>(value: T) => z.strictObject({ value, citation: z.string().min(1) }).optional()

/** A policy as written in a file of cases: each switch with its value and where it comes from. */
export const localPolicy = z.strictObject({
  percentTaken: setSwitch(switches.percentTaken),
  upperLimit: setSwitch(switches.upperLimit),
  guarantee: setSwitch(switches.guarantee),
  standardDisabilityCosts: setSwitch(switches.standardDisabilityCosts),
  disabilityCostsAlways: setSwitch(switches.disabilityCostsAlways),
  nightElementLeftOut: setSwitch(switches.nightElementLeftOut),
  housingExtras: setSwitch(switches.housingExtras),
  savingsCreditLeftOut: setSwitch(switches.savingsCreditLeftOut),
  transportJourney: setSwitch(switches.transportJourney),
  couplesThreshold: setSwitch(switches.couplesThreshold),
  carersCharged: setSwitch(switches.carersCharged),
  arrangementFee: setSwitch(switches.arrangementFee),
  reviewMonths: setSwitch(switches.reviewMonths),
  mostWeekly: setSwitch(switches.mostWeekly),
  smallestCollected: setSwitch(switches.smallestCollected),
})
