import { needs } from '../simulation/words.ts'

/** How a field is typed: pounds of money, so many in a hundred, a number as it is, or one of a few choices. */
export type FieldUnit = 'pounds' | 'inHundred' | 'number' | 'whole' | 'choice'

/** One field of the scenario page. `key` is an assumption, an arrival (`arrival.ID`), a year of a path (`path.NAME.YEAR`) or part of the phasing. */
export interface MainField {
  readonly key: string
  readonly group: string
  readonly label: string
  readonly unit: FieldUnit
  readonly hint?: string
  readonly choices?: readonly { readonly value: string; readonly text: string }[]
}

const field = (group: string, key: string, label: string, unit: FieldUnit, hint?: string): MainField => ({
  key,
  group,
  label,
  unit,
  ...(hint === undefined ? {} : { hint }),
})

const mix = needs.flatMap((need) =>
  [1, 2, 3].map((tier) =>
    field(
      `People with ${need} needs: % in each tier`,
      `mix.${need}.tier${tier}`,
      ['', 'Tier 1, specialist', 'Tier 2, personal and community', 'Tier 3, enablement'][tier] as string,
      'inHundred',
    ),
  ),
)

const prices = [
  ...needs.map((need) => field('Prices', `price.tier1.${need}`, `Tier 1, a day, ${need} needs`, 'pounds')),
  field('Prices', 'price.tier2Hour', 'Tier 2, an hour with one worker to oneself', 'pounds'),
  field('Prices', 'price.card', 'Tier 3, the most on a card in a year', 'pounds'),
  field('Prices', 'price.transport', 'Transport of one attendance, there and back', 'pounds'),
]

const use = [
  field(
    'Attendance and sharing',
    'attendanceTimes.tier1',
    'Tier 1 days, times the days now',
    'number',
    '1 is as many as now',
  ),
  field(
    'Attendance and sharing',
    'attendanceTimes.tier2',
    'Tier 2 sessions, times the days now',
    'number',
    '1 is one session for each day now',
  ),
  field('Attendance and sharing', 'sharing.share', 'Of tier 2: sessions shared', 'inHundred'),
  field('Attendance and sharing', 'sharing.people', 'People to one worker where they share', 'number'),
]

const work = [
  field('Paid work', 'job.scenario', 'People under 65 who find work in a year', 'inHundred'),
  field('Paid work', 'job.savingPence', 'Saved each year that somebody is in work', 'pounds'),
  field('Paid work', 'job.helpPence', 'Help into work, for each job found', 'pounds'),
]

const pace: readonly MainField[] = [
  {
    ...field('Pace and cost of change', 'phasing.existing', 'Who moves', 'choice'),
    choices: [
      { value: 'at_review', text: 'Everybody, at their review' },
      { value: 'year_one', text: 'Everybody in the first year' },
      { value: 'new_only', text: 'New people only' },
    ],
  },
  field(
    'Pace and cost of change',
    'phasing.overYears',
    'Years until all reviews are done',
    'whole',
    'Whole years, 1 to 10',
  ),
  field('Pace and cost of change', 'reliefMonths', 'Months of transitional relief', 'whole', 'Whole months, 0 to 60'),
  field('Pace and cost of change', 'fixed.share', 'Of an empty own place: cost that stays', 'inHundred'),
]

/** The fields of the page in their order; double running and arrivals follow from the scenario itself. */
export const mainFields: readonly MainField[] = [...mix, ...prices, ...use, ...work, ...pace]

/** All fields for a scenario: the main ones, the cost of both ways at once in its first three years, when each area starts, and who arrives. */
export function fieldsOf(scenario: {
  readonly startYear: number
  readonly years: number
  readonly areas: readonly string[]
  readonly arrivals: readonly {
    readonly id: string
    readonly cause: string
    readonly reason: string
    readonly ageBand: string
  }[]
}): readonly MainField[] {
  const running = Array.from({ length: Math.min(3, scenario.years) }, (_, at) => scenario.startYear + at).map((year) =>
    field(
      'Pace and cost of change',
      `path.doubleRunningPence.${year}`,
      `Both ways at once, ${yearWords(year)}`,
      'pounds',
    ),
  )
  const arriving = scenario.arrivals.map(({ id, cause, reason, ageBand }) =>
    field(
      'People who begin each year',
      `arrival.${id}`,
      `${causeWords[cause] ?? cause}: ${reason.replaceAll('_', ' ')}, ${ageBand}`,
      'number',
    ),
  )
  const areas = scenario.areas.map((area, at) =>
    field(
      'When each area starts',
      `phasing.area.${at}`,
      `${area}: months until the first person moves`,
      'whole',
      'Whole months from the first day',
    ),
  )
  return [...mainFields, ...running, ...areas, ...arriving]
}

const causeWords: Readonly<Record<string, string>> = {
  ageing: 'Grow older',
  transition: 'Come from school or college',
  diagnosis: 'Diagnosis',
  carer_breakdown: 'A carer can no longer care',
}

/** A financial year in words: 2026 is 2026/27. */
export const yearWords = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`

/** The keys of one row of the mix, in order; they add to one. */
export const mixRows: readonly (readonly string[])[] = needs.map((need) =>
  [1, 2, 3].map((tier) => `mix.${need}.tier${tier}`),
)
