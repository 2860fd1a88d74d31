import { z } from 'zod'

/** Runs that may be asked for; the database holds to the same. */
export const LEAST_RUNS = 2
export const MOST_RUNS = 100_000
export const USUAL_RUNS = 10_000

const sentence = `Runs must be a whole number from ${LEAST_RUNS} to ${MOST_RUNS.toLocaleString('en-GB')}`

/** How many runs somebody typed; a comma between thousands is allowed. */
export const runsTyped = z
  .string({ error: sentence })
  .transform((typed) => Number(typed.replaceAll(',', '').trim() || Number.NaN))
  .refine((runs) => Number.isInteger(runs) && runs >= LEAST_RUNS && runs <= MOST_RUNS, sentence)
