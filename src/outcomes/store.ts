export { type HeldReview, heldReview } from './store/held-review.ts'
export { history as outcomesHistory } from './store/history.ts'
export {
  liveOutcomes,
  liveOutcomesAsked,
  nameOf,
  type OutcomeRow,
  ownVoice,
  recordProgress,
  type VoiceNamed,
  type VoiceRow,
  voicesAsked,
  voicesNamedAsked,
  voicesOf,
} from './store/progress.ts'
export { completedReviews, holdReview, type ReviewHeld } from './store/reviews.ts'
export { progress, waitingFor } from './store/waiting.ts'
