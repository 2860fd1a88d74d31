export { type Match, match, type Reason, type Verdict } from './match.ts'
export { ageBand, outwardArea } from './offer-summary.ts'
export type { Candidate, Wanted } from './wanted-place.ts'
