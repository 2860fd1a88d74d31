/** How many days a match looks ahead for room: 26 weeks, as far as places are held. */
export const scheduledDays = 26 * 7
