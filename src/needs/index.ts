export {
  type AssessedItem,
  assessedItems,
  type CareActOutcome,
  careActOutcomes,
  type ItemWords,
  isAssessedItem,
  type Level,
  levelNames,
  type Modifier,
  modifiers,
  type Quarters,
} from './assessed-items.ts'
