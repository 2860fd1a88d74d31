export { noticeHours } from './notice-hours.ts'
export { paths } from './paths.ts'
export { type Pay, payFor } from './pay-for.ts'
export { type Happened, ruleFor } from './pay-rule.ts'
