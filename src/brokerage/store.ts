export { type TimeAway, timesAway } from './store/away.ts'
export { candidatesFor } from './store/candidates.ts'
export { savePackageRows, unknownPackages } from './store/csv-packages.ts'
export { endEveryPlace, endWithTheirLines } from './store/ends.ts'
export { history as brokerageHistory } from './store/history.ts'
export { type PlaceAtLeaving, placesAtLeaving } from './store/leaving.ts'
export {
  countMessages,
  type Message,
  messagesOf,
  noteRead,
  sendMessage,
  subjectsOf,
  type Thread,
  threads,
  threadWith,
  unreadThreads,
} from './store/messages.ts'
export {
  answerOffer,
  type Offer,
  type OfferSeen,
  offersFor,
  offersToMe,
  providerFor,
  sendOffer,
  summaryOf,
  withdrawOffer,
} from './store/offers.ts'
export {
  addPauses,
  endPause,
  type Pause,
  type PauseToAdd,
  type PlaceToPause,
  pauseOf,
  pausesNow,
  pausesOf,
  pausesOfAct,
  personOfPause,
  placesToPause,
} from './store/pauses.ts'
export { isPlaced, type PlacementRow, personOfPlacement, placementsOf, waitingTerms } from './store/placements.ts'
export {
  failedCauses,
  giveBack,
  holdPlace,
  type Placed,
  place,
  proposePlace,
  recordFailedMatch,
} from './store/places.ts'
export { type ToPlace, termToPlace, toPlace } from './store/queue.ts'
export { progress, waitingFor } from './store/waiting.ts'
