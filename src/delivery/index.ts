export { consequence } from './consequence.ts'
export { noticeHours } from './notice-hours.ts'
export { type PaidLine, type Pay, type PayMark, type PayRefusal, payFor } from './pay-for.ts'
export { type Happened, happenings, type PayRule, type RuleSought, ruleFor } from './pay-rule.ts'
