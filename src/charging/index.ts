export type { AmountKey, Evidence } from './amount.ts'
export {
  type Amount,
  type AmountsOfDay,
  amountsOfDay,
  type CouncilAmount,
  type MissingAmount,
} from './amounts-of-day.ts'
export {
  chargeForWeek,
  type DeliveredCost,
  type FreeDays,
  isFree,
  type Told,
  toldForWeek,
  type WeekCharge,
} from './charge-for-week.ts'
export type { ChargingRefusal } from './charging-refusal.ts'
export { type Circumstances, type CircumstancesSent, circumstances } from './circumstances.ts'
export { type CouncilValue, switchesOfCouncil } from './council-switches.ts'
export { type FreeGround, freeGround, freeGrounds } from './free-services.ts'
export { type DatedSwitch, datedSwitch, type LocalPolicy, policyOn } from './local-policy.ts'
export type { MoneyBack } from './money-back.ts'
export { nationalAmounts } from './national-amounts.ts'
export { nationalRulesOnly } from './national-rules-only.ts'
export { toldWords } from './told-before-charged.ts'
export { CHARGING_RULES, type WeeklyContribution, weeklyContribution } from './weekly-contribution.ts'
export type { WorkingLine } from './working-line.ts'
