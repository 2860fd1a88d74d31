/** Levels of need: 0 nothing, 4 constant. Scored as if no carer helped. */
export type Level = 0 | 1 | 2 | 3 | 4

/** A part of a need in quarters: 0 is none of it, 4 is all of it. */
export type Quarters = 0 | 1 | 2 | 3 | 4

/** The ten outcomes of the eligibility rules, in their legal order. Source: SI 2015/313 regulation 2(2)(a) to (j). */
export const careActOutcomes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const
export type CareActOutcome = (typeof careActOutcomes)[number]

/** What can make an outcome take more support: time alone, night, groups, health. Ours, not the law's. */
export const modifiers = ['x1', 'x2', 'x3', 'x4'] as const
export type Modifier = (typeof modifiers)[number]

/** All fourteen things an assessment asks, in the order it asks them. */
export const assessedItems = [...careActOutcomes, ...modifiers] as const
export type AssessedItem = (typeof assessedItems)[number]

/** How one item is put to people: a short name, what is asked, and what each level looks like in a week. */
export interface ItemWords {
  /** "Friends, family and relationships": the line's name on every page. */
  readonly name: string
  /** What the practitioner explores, in plain words. */
  readonly asks: string
  /** The same thing said by the person. */
  readonly mine: string
  /** What levels 0 to 4 look like. Anchors, not a script. */
  readonly anchors: readonly [string, string, string, string, string]
}

/** The short name of each level, the same for every item. */
export const levelNames = ['No help', 'Prompting', 'Some help', 'A lot of help', 'Constant or specialist help'] as const
