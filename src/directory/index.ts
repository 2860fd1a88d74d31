export { claimHorizon, horizonDays } from './claim-horizon.ts'
export { hoursWords, unitWords } from './entry-words.ts'
