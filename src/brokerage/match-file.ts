import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { travelModes } from '../directory/index.ts'
import { match } from './match.ts'

const date = z.string().transform((text, context) => {
  const found = parseCalendarDate(text)
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', message: `"${text}" is not a date like 2026-04-06` })
  return z.NEVER
})
const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
const price = z.int().min(0).max(100_000_00).transform(pence)
const times = {
  weekday: z.int().min(1).max(7),
  startMinute: z.int().min(0).max(1439),
  endMinute: z.int().min(1).max(1440),
  everyWeeks: z.int().min(1).max(6).default(1),
  season: z.enum(['all', 'term', 'holiday']).default('all'),
}

/** A matching question as a file or a request gives it: what is wanted, and the places to judge. */
export const matchQuestion = z.object({
  wanted: z.object({
    ...times,
    from: date,
    supportBand: z.string(),
    characteristics: z.array(z.string()).default([]),
    accessNeeds: z.array(z.string()).default([]),
    home: point.optional(),
    speed: z.object({
      mode: z.enum(travelModes),
      kilometresPerHour: z.number().positive(),
      detourPercent: z.number().min(0),
    }),
    mostMinutes: z.int().min(1).max(600).default(30),
    plannedPrice: price.optional(),
    days: z.enum(['same_day', 'any_day']).default('same_day'),
  }),
  places: z
    .array(
      z.object({
        ...times,
        sessionId: z.string(),
        name: z.string(),
        provider: z.string().default(''),
        inHouse: z.boolean().default(false),
        accessFeatures: z.array(z.string()).default([]),
        at: point.optional(),
        price: price.optional(),
        free: z.boolean().default(false),
        dates: z.int().min(0),
        fitting: z.int().min(0),
        firstFull: date.optional(),
        lacking: z.array(z.string()).default([]),
        friendsThere: z.int().min(0).default(0),
      }),
    )
    .max(5000),
})
export type MatchQuestion = z.output<typeof matchQuestion>

/** The answer: every place with its reasons, those that fit first. */
export function answerOf({ wanted, places }: MatchQuestion) {
  return match(wanted, places).map(({ candidate, fits, score, minutes, reasons, parts }) => ({
    sessionId: candidate.sessionId,
    name: candidate.name,
    fits,
    score,
    minutes: minutes ?? null,
    reasons: reasons.map((reason) => ({ ...reason })),
    parts: parts.map((part) => ({ ...part })),
  }))
}
