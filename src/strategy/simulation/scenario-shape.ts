import { z } from 'zod'
import { ageBandNames, causes, needs, phasings, reasons, sexes } from './words.ts'

const words = z.string().trim().min(1)
const amount = z.number()

/**
 * One assumption: the least, the most likely and the most it may be. Each draw takes a value between `low` and `high` (triangular
 * distribution with its top at `middle`); equal numbers leave no doubt. Either `source` (paper and paragraph) or `assumption` (why).
 */
export const assumption = z
  .strictObject({ low: amount, middle: amount, high: amount, source: words.optional(), assumption: words.optional() })
  .meta({ description: 'low ≤ middle ≤ high, and either source or assumption (why)' })

const path = z
  .array(z.strictObject({ year: z.int(), value: amount, source: words.optional(), assumption: words.optional() }))
  .meta({ description: 'One value for each financial year (2026 is April 2026 to March 2027), none left out' })

const peopleGroup = z.strictObject({
  ageBand: z.enum(ageBandNames),
  sex: z.enum(sexes),
  reason: z.enum(reasons),
  area: words,
  ethnicGroup: words,
  service: z.enum(['in_house', 'outside']),
  /** Where it is known; else it is drawn from the shares `need.*`. */
  need: z.enum(needs).optional(),
  people: z.int(),
})

const arrival = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'Use small letters, numbers and hyphens'),
  cause: z.enum(causes),
  reason: z.enum(reasons),
  ageBand: z.enum(ageBandNames),
  /** Which path of growth its number follows; absent: the same number every year. */
  grows: z.enum(['younger', 'older']).optional(),
  peopleYearly: assumption,
})

const target = z.strictObject({ name: words, fromYear: z.int(), untilYear: z.int(), pence: z.int().positive() })

/** A scenario's shape; what each field must be by itself. */
export const scenarioShape = z.strictObject({
  format: z.literal(1),
  name: words,
  about: words,
  /** The financial year of the first month: 2026 begins on 1 April 2026. */
  startYear: z.int().min(2000).max(2100),
  years: z.int().min(1).max(25),
  areas: z.array(words).min(1),
  ethnicGroups: z.array(words).min(1),
  people: z.array(peopleGroup),
  arrivals: z.array(arrival),
  assumptions: z.record(z.string(), assumption),
  paths: z.strictObject({
    /** How much wages and other prices rise in a year; from the year after `priceYear` on. */
    wages: path,
    inflation: path,
    /** Part of the cost of empty places in own services that has left the budget by that year, 0 to 1. */
    freed: path,
    /** What both ways of working cost at once, in pence of the year. */
    doubleRunningPence: path,
    /** Arrivals of that year, times those of the first. */
    younger: path,
    older: path,
  }),
  /** The financial year at whose level prices are given. */
  priceYear: z.int(),
  weeksPerYear: z.int().min(1).max(52),
  enablementMonths: z.int().min(1).max(12),
  reliefMonths: z.int().min(0).max(60),
  phasing: z.strictObject({
    existing: z.enum(phasings),
    /** Months from the start until the first person moves. */
    startsMonth: z.int().min(0),
    /** The same for areas that start at another time; an area that is not named starts with `startsMonth`. */
    areaStarts: z.record(z.string(), z.int().min(0)).optional(),
    /** With `at_review`: reviews are spread over so many years. */
    overYears: z.int().min(1).max(10),
  }),
  targets: z.array(target),
})

export type Assumption = z.output<typeof assumption>
export type PeopleGroup = z.output<typeof peopleGroup>
export type Arrival = z.output<typeof arrival>
export type Path = z.output<typeof path>
export type Scenario = z.output<typeof scenarioShape>
