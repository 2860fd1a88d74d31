export { type Candidate, type Match, match, type Reason, type Verdict, type Wanted } from './match.ts'
export { ageBand, outwardArea } from './offer-summary.ts'
export { type TravelMode, type TravelSpeed, travelMinutes, travelModes } from './travel-minutes.ts'
