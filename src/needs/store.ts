export {
  type Assessment,
  type AssessmentHead,
  assessmentById,
  assessmentsOf,
  type CarerPartRow,
  completeAssessment,
  correctAssessment,
  levelsOf,
  levelsText,
  saveLevels,
  startAssessment,
} from './store/assessments.ts'
export { type Contact, closeContact, contactById, contactList, contactsOf, recordContact } from './store/contacts.ts'
export { decideEligibility, type EligibilityDecision, eligibilityOf } from './store/eligibility.ts'
export { bookReview, type ReviewDue, reviewList, reviewsOf, settleReview } from './store/reviews.ts'
export { decideUrgentCare, type UrgentDecision, urgentDecisionsOf } from './store/urgent-decisions.ts'
export { progress, waitingFor } from './store/waiting.ts'
