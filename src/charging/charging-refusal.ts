import type { MissingAmount } from './amounts-of-day.ts'

/** Why no contribution can be worked out. A missing amount names itself and says where to enter it. */
export type ChargingRefusal =
  | MissingAmount
  | {
      readonly code:
        | 'not_an_adult'
        | 'pension_age_does_not_fit'
        | 'two_ways_at_once'
        | 'born_after_the_day'
        | 'partner_without_couple'
        | 'partner_without_consent'
        | 'cost_needed'
      readonly why: string
      readonly whatToDo: string
    }
