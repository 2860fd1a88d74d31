import { type MissingAmount, missingTogether } from './amounts-of-day.ts'

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
        | 'told_too_far_ahead'
      readonly why: string
      readonly whatToDo: string
    }

/** Why nothing was worked out, as it is told: figures that are missing for one reason stand in one sentence. */
export function toldRefusals(refusals: readonly ChargingRefusal[]): { code: string; why: string; whatToDo: string }[] {
  const isMissing = (one: ChargingRefusal): one is MissingAmount => one.code === 'amount_not_enacted'
  const missing = missingTogether(refusals.filter(isMissing)).map((one) => ({ code: 'amount_not_enacted', ...one }))
  return [...refusals.filter((one) => !isMissing(one)), ...missing]
}
