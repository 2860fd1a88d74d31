/** What is said where hours cannot be read. */
export const leastHoursSentence = 'Enter hours a week in quarters of an hour, from 0.25 to 168, like 2, 1.5 or 1.25'
export const leastHoursHint = 'Quarters of an hour are fine: 1.5 or 1.25'

/** The least hours a week as they are typed, in minutes: quarters of an hour from one to a whole week; none where it is no such number. */
export function leastMinutes(typed: string): number | undefined {
  const minutes = /^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Number(typed) * 60 : Number.NaN
  return minutes >= 15 && minutes <= 10_080 && minutes % 15 === 0 ? minutes : undefined
}
