import { type Pence, pence } from '../core/money.ts'
import type { PlanMeasures } from './plan-measures.ts'

export type Measure = 'hours' | 'sessions' | 'ratio' | 'transport' | 'money'

/** One way in which a new version gives less than the one in force. */
export interface Cut {
  readonly measure: Measure
  readonly was: number
  readonly becomes: number
}

/**
 * Every way in which a new version gives less: hours, sessions, workers' time, paid journeys, or money at constant prices.
 * Any one of them needs a review, reasons, the effect on carers, notice, and the way to complain and to the Ombudsman.
 */
export function cutsBetween(inForce: PlanMeasures, next: PlanMeasures): Cut[] {
  const pairs: [Measure, number, number][] = [
    ['hours', inForce.minutes, next.minutes],
    ['sessions', inForce.sessions, next.sessions],
    ['ratio', inForce.staffMinutes, next.staffMinutes],
    ['transport', inForce.journeys, next.journeys],
    ['money', inForce.money, next.money],
  ]
  return pairs.filter(([, was, becomes]) => becomes < was).map(([measure, was, becomes]) => ({ measure, was, becomes }))
}

/**
 * Money at constant prices: the figure recorded for the plan in force, plus what the new week costs more (or less) than the
 * old week when both are priced on the same day. A price rise alone changes nothing; a smaller week at dearer prices is a fall.
 */
export function constantPrices({
  recorded,
  oldWeekToday,
  newWeekToday,
}: {
  recorded: Pence
  oldWeekToday: Pence
  newWeekToday: Pence
}): Pence {
  return pence(Math.max(0, recorded + newWeekToday - oldWeekToday))
}
