export {
  type AllocationTable,
  type AllocationTableInput,
  allocationTable,
  type SupportBand,
  supportBands,
} from './allocation-table.ts'
export { type Answers, type ChosenAddOn, canonicalText, checkAddOns } from './answers.ts'
export type { WeekLine } from './calibration/priced-again.ts'
export { claimAt, type SufficiencyClaim, type SufficiencyClaims } from './calibration/sufficiency-claim.ts'
export { type ExceptionReason, exceptionReasons } from './exception-reason.ts'
export { type PriceUnit, priceOfSession } from './price-of-session.ts'
export { type Quote, type QuoteLine, quote, yearly } from './quote.ts'
export type { RolloutPolicyOn } from './rollout/policy.ts'
export { type BookableSession, type PricedItem, type SufficiencyCheck, sufficiency } from './sufficiency.ts'
export { typicalWeek, type WantedSessions } from './typical-week.ts'
export { unitsInAWeek } from './units-in-a-week.ts'
export { addWorkingDays, workingDaysAfter } from './working-days.ts'
