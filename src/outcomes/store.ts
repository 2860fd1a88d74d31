export { type HeldReview, heldReview } from './store/held-review.ts'
export {
  liveOutcomes,
  nameOf,
  type OutcomeRow,
  ownVoice,
  recordProgress,
  type VoiceRow,
  voicesAsked,
  voicesOf,
} from './store/progress.ts'
export { completedReviews, holdReview, type ReviewHeld } from './store/reviews.ts'
export { progress, waitingFor } from './store/waiting.ts'
