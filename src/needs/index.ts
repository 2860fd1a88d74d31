export {
  type AssessedItem,
  assessedItems,
  type CareActOutcome,
  careActOutcomes,
  type Level,
  levelNames,
  type Quarters,
} from './assessed-items.ts'
export { quarterMarks, quarterWords } from './carers-part.ts'
export { type EventOutcome, eventOutcomes } from './event-outcome.ts'
export { itemWords } from './item-words.ts'
export { levelsText } from './levels-text.ts'
export { paths } from './paths.ts'
