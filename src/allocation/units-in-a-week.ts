/** The most units of an add-on a week can hold; only to catch a slip of the hand. */
export const unitsInAWeek = { week: 1, day: 7, night: 7, hour: 168 } as const
