export type { NotKnownReason } from './early-warning.ts'
export type { MarketPolicyOn } from './market-policy.ts'
export { bookOfSheets } from './open-book.ts'
export {
  type IncomeLine,
  type IncomePayer,
  incomePayers,
  type ServiceMonth,
  type ServiceUse,
  type UnitUse,
} from './service-use.ts'
export { assess, forecast } from './service-viability.ts'
export {
  breakEvenTenths,
  monthsToLoss,
  occupancyTenths,
  type ServiceBook,
  type ServiceYear,
  serviceYear,
} from './viability.ts'
export { nothingSupposed, overYears, type Supposition, suppose } from './viability-what-if.ts'
export { fewPeople, monthsWords, tenthsWords } from './viability-words.ts'
