export { type AgainstBudget, againstBudget } from './against-budget.ts'
export { clash, clashes } from './clashes.ts'
export { type Cut, cutsBetween, type Measure } from './cuts-between.ts'
export { type EnablementWeeksOn, usualEnablementEnd, usualEnablementWeeks } from './enablement-term.ts'
export { costOn, grossYearlyCost, type PricedLine } from './gross-yearly-cost.ts'
export { type IStatement, iStatement, iStatements } from './i-statements.ts'
export { occurrencesBetween } from './occurrences-between.ts'
export { groundWords, type Payer, payerWords, sharesMissing } from './payers.ts'
export { isPriced, type PlanFigures, planFigures, priceOf } from './plan-figures.ts'
export { type PlanMeasures, planMeasures } from './plan-measures.ts'
export { type PublishedRate, sessionPrice } from './session-price.ts'
export { startingTierPolicy, suggestTier, type Tier, type TierInput } from './suggest-tier.ts'
export { type TransportOption, transportDecision, transportOptions, transportWords } from './transport-decision.ts'
export {
  type Component,
  components,
  type PlannedLine,
  type Route,
  routes,
  routeWords,
  type WeekSession,
} from './week-session.ts'
export { weeklyCost } from './weekly-cost.ts'
export { type Calendar, everyWeeksAllowed, type Season, sessionMinutes, type WeeklyPattern } from './weekly-pattern.ts'
export { yearlySpan } from './yearly-span.ts'
