export type { Pause, PlaceToPause } from '../brokerage/store.ts'
export { cancelOwnDate, dateToCancel, type OwnDateToCancel } from './store/cancelled-dates.ts'
export { saveAttendanceRows } from './store/csv.ts'
export type { DateBack } from './store/dates-back.ts'
export { layInPauses } from './store/dates-in-pauses.ts'
export { type DateOfWeek, datesOfWeekAsked } from './store/dates-of-week.ts'
export { type DatesOfSession, datesSince } from './store/dates-since.ts'
export { countHeads, type OpenDate, openDates } from './store/head-counts.ts'
export { history as deliveryHistory } from './store/history.ts'
export { type CurrentMark, type MarkSent, marksOf, recordMark } from './store/marks.ts'
export { occasionOfMark } from './store/occasion-of-mark.ts'
export { endLapsedOccasions, endOccasionsAfterDeath, makeOccasions, type OccasionSpan } from './store/occasions.ts'
export { type OneDate, oneDate } from './store/one-date.ts'
export { endedClosuresOf } from './store/pause-dates.ts'
export {
  changePauses,
  longerPause,
  type PauseChange,
  type PausePreview,
  type PauseWanted,
  type PlaceInPause,
  pausePlaces,
  previewEnd,
  previewPause,
  refuseBackBefore,
} from './store/pauses.ts'
export {
  endPayRules,
  type PayRuleSet,
  payRulesInForce,
  type ReasonRow,
  reasons,
  setPayRules,
} from './store/pay-rules.ts'
export {
  type AwayLine,
  awayOn,
  daysAround,
  type RegisterLine,
  type RegisterWanted,
  registerLines,
} from './store/register.ts'
export { moreExpectedThan, providerNamed, type RegisterOfProvider, registersOfDay } from './store/registers.ts'
export { carryOutClosure } from './store/site-closures.ts'
export { carryOutOpening } from './store/site-openings.ts'
export { type Taster, tastersNow } from './store/tasters.ts'
export {
  type GroupToTell,
  groupsToTell,
  type PersonOfGroup,
  type PersonToTell,
  peopleOfGroup,
  peopleToTellOf,
  recordSeveralTold,
  recordToldCancelled,
  type TellKind,
} from './store/to-tell.ts'
export { progress, waitingFor } from './store/waiting.ts'
