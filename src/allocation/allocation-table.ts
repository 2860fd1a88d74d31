import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { assessedItems } from '../needs/index.ts'

/** Where a value comes from: a paper that can be looked up, or a choice that says why it was made. */
const basis = z.union([
  z.strictObject({ source: z.string().trim().min(1) }),
  z.strictObject({ assumption: z.string().trim().min(1) }),
])

const date = z.string().transform((text, ctx) => {
  const parsed = parseCalendarDate(text)
  if (parsed === undefined) ctx.addIssue({ code: 'custom', message: `"${text}" is not a date like 2026-04-01` })
  return parsed ?? z.NEVER
})
const wholePence = z.int().min(0).transform(pence)
const points = z.int().min(0).max(1000)
const perMille = z.int().min(0).max(1000)
const rises = (values: readonly number[]) => values.every((value, at) => at === 0 || (values[at - 1] ?? 0) <= value)
const falls = (values: readonly number[]) => rises([...values].reverse())

/** Points in all at level 0, 1, 2, 3, 4 (not the step from one level to the next). Level 0 is 0; never falls; level 2 counts. */
const pointsByLevel = z
  .tuple([z.literal(0), points, points, points, points])
  .refine(rises, 'points never fall when the level rises')
  .refine((at) => at[2] > 0, 'some help (level 2) counts for at least one point')

/** Sessions a week at level 0, 1, 2, 3, 4. Level 0 is 0; never falls. */
const sessionsByLevel = z
  .tuple([z.literal(0), z.int().min(0).max(14), z.int().min(0).max(14), z.int().min(0).max(14), z.int().min(0).max(14)])
  .refine(rises, 'sessions never fall when the level rises')

/** Staff to people, from least to most support; the codes of the directory's support bands. */
export const supportBands = ['none', '1:10', '1:8', '1:6', '1:5', '1:4', '1:3', '1:2', '1:1', '2:1'] as const
export type SupportBand = (typeof supportBands)[number]
const band = z.enum(supportBands)

/** Each knot lies to the right of the one before and never below it; the first says that no points are no money. */
const knots = z
  .array(z.strictObject({ points: z.int().min(0), weeklyPence: wholePence }))
  .min(2, 'the line needs at least two knots')
  .max(12, 'the line has at most twelve knots')
  .refine((at) => at[0]?.points === 0 && at[0].weeklyPence === 0, 'the line starts at 0 points and 0 pence')
  .refine(
    (at) => at.every((knot, i) => i === 0 || (at[i - 1]?.points ?? 0) < knot.points),
    'each knot has more points than the one before',
  )
  .refine((at) => rises(at.map((knot) => knot.weeklyPence)), 'the line never goes down')

/**
 * A council's published allocation table: everything needed to turn an assessment into an indicative budget, so that
 * anyone can work it out again. It has no maximum: nothing here can stop a needed plan.
 * Refuses a table that would break a law of the formula (points or line that fall, a carer's share that rises).
 */
export const allocationTable = z.strictObject({
  /** Name of this version, for example "demo-prior": small letters, digits, dots and dashes. Never used twice. */
  version: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,39}$/, 'small letters, digits, dots and dashes'),
  /** First day the table counts for budgets worked out then. */
  from: date,
  /** Last day agreed, if any. */
  until: date.optional(),
  /** One sentence for the public: what this table is and how it came about. */
  about: z.string().trim().min(1),
  /** Points everyone with an eligible need starts with. */
  base: z.strictObject({ points, basis }),
  /** Points of every item (ten outcomes and four modifiers) at each level, as totals: [0, level 1, level 2, level 3, level 4]. */
  points: z.strictObject({
    items: z.record(z.enum(assessedItems), pointsByLevel),
    basis,
  }),
  /** What is left to pay for, in parts of a thousand, when a carer does 0, 1, 2, 3, 4 quarters of an item. Linear: 1000, 750, 500, 250, 0. */
  carerShare: z.strictObject({
    paidPerMille: z
      .tuple([z.literal(1000), perMille, perMille, perMille, z.literal(0)])
      .refine(falls, 'a bigger carer’s part never leaves more to pay for'),
    basis,
  }),
  /** Points to pounds a week: straight lines between knots, the last one going on for ever. */
  curve: z.strictObject({ knots, basis }),
  /** Published amounts beside the points, each chosen by number of units: getting there, help at night, costs of employing someone. */
  addOns: z
    .array(
      z.strictObject({
        /** Small letters and underscores, for example "shared_taxi_day". */
        code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'small letters, digits and underscores'),
        /** What it is, as a person would say it. */
        words: z.string().trim().min(1),
        /** What is counted in a week. */
        unit: z.enum(['week', 'day', 'night', 'hour']),
        /** Pence for one unit. */
        perUnitPence: wholePence,
        basis,
      }),
    )
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, 'each add-on has its own code'),
  /** What a usual week would take, to check a budget against places that can be booked. It never sets the budget. */
  typicalWeek: z.strictObject({
    /** Sessions by level, for the items that ask for sessions (usually g, h, i). */
    sessions: z.partialRecord(z.enum(assessedItems), sessionsByLevel),
    /** Support asked for at level 0 to 4 of the higher of x3 (groups) and x4 (health), from less to more. */
    bandByIntensity: z
      .tuple([band, band, band, band, band])
      .refine((at) => rises(at.map((one) => supportBands.indexOf(one))), 'more need never asks for less support'),
    basis,
  }),
})

/** A table after validation: dates and pence checked. */
export type AllocationTable = z.output<typeof allocationTable>
/** A table as written in a council's files or sent to the API. */
export type AllocationTableInput = z.input<typeof allocationTable>
/** Where a value comes from. */
export type Basis = z.output<typeof basis>

/** One kind of line beside the points, with its published price. */
export type AddOn = AllocationTable['addOns'][number]
