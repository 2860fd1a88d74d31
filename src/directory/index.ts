export {
  type AccessFeature,
  accessAnswer,
  accessFeatureCodes,
  accessFeatures,
  isAccessCode,
} from './access-features.ts'
export { claimHorizon, horizonDays } from './claim-horizon.ts'
export { costLine, hoursWords, listed, milesWords, placesWords, timesWords, unitWords } from './entry-words.ts'
export { kindShown, kinds, type OpportunityKind } from './kinds.ts'
