import type { AssessedItem, ItemWords } from './assessed-items.ts'
import { careActOutcomeWords } from './care-act-outcome-words.ts'
import { modifierWords } from './modifier-words.ts'

/** The words of all fourteen items, by code. */
export const itemWords: Readonly<Record<AssessedItem, ItemWords>> = { ...careActOutcomeWords, ...modifierWords }
