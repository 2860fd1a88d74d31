export { type Match, match, type Reason, type Verdict } from './match.ts'
export { ageBand, outwardArea } from './offer-summary.ts'
export { type TravelMode, type TravelSpeed, travelMinutes, travelModes } from './travel-minutes.ts'
export type { Candidate, Wanted } from './wanted-place.ts'
