export {
  type CompletedReview,
  completeReview,
  latestNextReview,
  type ReviewDraft,
  type ReviewRefusal,
} from './complete-review.ts'
export {
  type Finding,
  type Met,
  metWords,
  outcomesAchieved,
  ownMetWords,
  type Voice,
  voices,
  voicesDiffer,
} from './met.ts'
export { paths } from './paths.ts'
