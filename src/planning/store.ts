export { type Decision, decide } from './store/approvals.ts'
export { addSession, keepSession, type NewLine, type NewSession, removeSession } from './store/draft.ts'
export { endWeek } from './store/ends.ts'
export { history as planningHistory } from './store/history.ts'
export { type Approver, approvers, giveLimit, ownLimit, setLimit, whoMayApprove } from './store/limits.ts'
export { endOtherWay, meetOtherwise, metOtherwise, type NeedMetOtherwise } from './store/needs-met.ts'
export { addOutcome, endOutcome, type Outcome, outcomesOf } from './store/outcomes.ts'
export { type ApprovalSaid, approvalsOf, type Named, namesOf, personOfVersion, staffNames } from './store/person.ts'
export { assistants, type ScheduledPrice, scheduledPrices } from './store/prices.ts'
export { proposePrice } from './store/pricing.ts'
export {
  agreeTakenOver,
  type BeforeTakeOver,
  beforeTakeOver,
  type OldSession,
  type SessionTakenOver,
  type TakenSession,
  takeOverSession,
} from './store/take-over.ts'
export { type TakenOver, takenOver, versionsUnder } from './store/taken-over.ts'
export { chooseTier, suggestionFor, type TierChosen } from './store/tier-terms.ts'
export { newestTier, type TierDecision, tierInForce } from './store/tiers.ts'
export { decideTransport, type NewTransportDecision } from './store/transport.ts'
export {
  agreedVersion,
  approvalQueue,
  type PlanVersion,
  type QueuedPlan,
  versionById,
  versionsOf,
} from './store/version-rows.ts'
export { type CutGuard, type Draft, draftOf, sendForApproval } from './store/versions.ts'
export { progress, waitingFor } from './store/waiting.ts'
export { sessionsOfVersion, type Week, weekOf } from './store/week.ts'
