export { accessFeatureCodes, accessFeatures, countedCodes, countedThings, thingWords } from './access-features.ts'
export { claimHorizon, horizonDays } from './claim-horizon.ts'
export { hoursWords, unitWords } from './entry-words.ts'
export { kinds } from './kinds.ts'
