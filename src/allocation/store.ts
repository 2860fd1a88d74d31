export {
  accuracyInForce,
  calibrationOf,
  calibrationOfHash,
  claimsOf,
  rareAnswers,
  sufficiencyClaim,
} from './store/accuracy.ts'
export { bookableSessions } from './store/bookable-sessions.ts'
export { type Budget, type BudgetHead, budgetBefore, budgetById, budgetsOf, workOutBudget } from './store/budgets.ts'
export { workOutCalibration } from './store/calibration-work.ts'
export {
  adoptCalibration,
  approveCalibration,
  askCalibration,
  CALIBRATE_JOB,
  type CalibrationFound,
  type CalibrationHead,
  calibrationById,
  calibrations,
} from './store/calibrations.ts'
export {
  type AskedComparison,
  askComparison,
  COMPARISONS_A_PAGE,
  comparisonById,
  comparisons,
  comparisonsOfTable,
  doComparison,
} from './store/comparisons.ts'
export { recordEvidencedPlan, recordPlanFinding } from './store/evidence.ts'
export {
  bankHolidays,
  type ExceptionSearch,
  type ExceptionState,
  exceptionList,
  exceptionStates,
  type ListedException,
} from './store/exception-list.ts'
export {
  askException,
  countingWeekly,
  decideException,
  type Exception,
  exceptionById,
  exceptionsOf,
  publishedPence,
} from './store/exceptions.ts'
export { history as allocationHistory } from './store/history.ts'
export { type Issue, issueBudget, issueOf } from './store/issues.ts'
export {
  areasDue,
  bookReviewsDue,
  type DueState,
  dueStates,
  type PersonDue,
  peopleDue,
} from './store/people-due.ts'
export {
  phasesOf,
  type RecordedPhase,
  setPhases,
  type TableForPerson,
  tableForPerson,
} from './store/phases.ts'
export { budgetOfTableBefore, decideRelief, planCostOf, type Relief, reliefsOf } from './store/reliefs.ts'
export { checkSufficiency, newestCheck, type RecordedCheck } from './store/sufficiency-checks.ts'
export {
  adoptTable,
  answersHash,
  type TableVersion,
  tableHash,
  tableOn,
  tableVersion,
  tableVersions,
} from './store/tables.ts'
export { tablesWaitingFor } from './store/tables-waiting.ts'
export { progress, waitingFor } from './store/waiting.ts'
export { waitingCalibration, waitingComparison } from './store/waiting-work.ts'
export { type ExceptionCounts, watchOf, watchWaitingFor } from './store/watch.ts'
