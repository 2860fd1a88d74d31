export { type Match, match, type Reason, type Verdict } from './match.ts'
export { ageBand, outwardArea } from './offer-summary.ts'
export {
  daysOnPlace,
  earliestPauseDays,
  isLongPause,
  longPauseDays,
  type PauseDays,
  type PauseReason,
  pauseDaysWords,
  pauseReasons,
  pauseReasonWords,
  reviewOfOpenPause,
} from './pause.ts'
export { brokerageSentences } from './sentences.ts'
export type { Candidate, Wanted } from './wanted-place.ts'
