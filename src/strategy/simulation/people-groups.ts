import type { State } from './words.ts'

/** States that are shown together: what somebody has, without who gives it. */
export const peopleGroups = {
  placeAsNow: ['inHouse', 'outside'],
  tier1: ['tier1InHouse', 'tier1Outside'],
  tier2: ['tier2Alone', 'tier2Shared'],
  tier3: ['enabling', 'card'],
} as const satisfies Readonly<Record<string, readonly State[]>>
export type PeopleGroupName = keyof typeof peopleGroups
export const peopleGroupNames = Object.keys(peopleGroups) as PeopleGroupName[]
