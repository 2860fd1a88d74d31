import { accept, type Outcome, refuse } from '../core/outcome.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from './assessed-items.ts'

/** How much of each item a carer does, in quarters. An item not named is 0. */
export type CarersPart = Readonly<Partial<Record<AssessedItem, Quarters>>>
/** The level of each item answered so far. */
export type Levels = Readonly<Partial<Record<AssessedItem, Level>>>

/** What the carer said in their own conversation. */
export interface CarersConsent {
  /** The carer is willing to do the part shown. */
  readonly willing: boolean
  /** The carer is able to, now and without harm to their own health, work or learning. */
  readonly able: boolean
}

export type CarersPartRefusal = 'need-not-recorded' | 'carer-not-willing-and-able' | 'part-of-no-need'

/** The items still without a level, in the order they are asked. */
export function missingItems(levels: Levels): AssessedItem[] {
  return assessedItems.filter((item) => levels[item] === undefined)
}

/**
 * A carer's part may be taken into account only once every need stands on its own, as if no carer helped, and only what
 * the carer is both willing and able to do. A part of something that needs no help is a slip and refused.
 *
 * Source: Care Act 2014 section 10(5); Care and Support Statutory Guidance on assessing need regardless of carers.
 */
export function carersPart(
  levels: Levels,
  part: CarersPart,
  consent: CarersConsent | undefined,
): Outcome<Record<AssessedItem, Quarters>, CarersPartRefusal> {
  if (missingItems(levels).length > 0) return refuse('need-not-recorded')
  const quarters = Object.fromEntries(assessedItems.map((item) => [item, part[item] ?? 0])) as Record<
    AssessedItem,
    Quarters
  >
  const helped = assessedItems.filter((item) => quarters[item] > 0)
  if (helped.some((item) => levels[item] === 0)) return refuse('part-of-no-need')
  if (helped.length > 0 && !(consent?.willing && consent.able)) return refuse('carer-not-willing-and-able')
  return accept(quarters)
}

/** "a quarter", "half", "three quarters", "all": how a carer's part is said. */
export const quarterWords = ['none', 'a quarter', 'half', 'three quarters', 'all'] as const
/** "–", "¼", "½", "¾", "all": how a carer's part stands in a table. */
export const quarterMarks = ['–', '¼', '½', '¾', 'all'] as const
