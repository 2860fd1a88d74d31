import { weekdayName } from '../../core/calendar-date.ts'

/** The days of the week to choose from, Monday first. */
export const weekdayChoices = [1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), text: weekdayName(one) }))
