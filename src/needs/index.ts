export {
  type AssessedItem,
  assessedItems,
  type CareActOutcome,
  careActOutcomes,
  type ItemWords,
  type Level,
  levelNames,
  type Modifier,
  modifiers,
  type Quarters,
} from './assessed-items.ts'
export { type CarersPart, type Levels, missingItems, quarterMarks, quarterWords } from './carers-part.ts'
export { type ContactRoute, contactRoutes, parseContactRoute } from './contact-route.ts'
export {
  assessmentOutcomes,
  contactOutcomes,
  type EventOutcome,
  eventOutcomes,
  parseEventOutcome,
} from './event-outcome.ts'
export { itemWords } from './item-words.ts'
export { levelsText } from './levels-text.ts'
export { paths } from './paths.ts'
