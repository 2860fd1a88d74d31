import { yearWords } from '../scenario/main-assumptions.ts'
import { rough } from '../scenario/said.ts'
import { valueWords } from '../scenario/value-words.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { reasons } from '../simulation/words.ts'
import type { Counted } from './counts.ts'
import type { FittedRate, NotFitted } from './fitted-rates.ts'
import { type LookBack, type LookedBack, lookedBack } from './look-back.ts'

/** What was counted, in words: several of it. */
const countedWords: Readonly<Record<Counted, string>> = {
  starters: 'people who began',
  leavers: 'people who stopped for another reason than death',
  deaths: 'people who died',
  needs_risen: 'people whose needs rose',
  needs_fallen: 'people whose needs fell',
  moves: 'moves from tier to tier',
  attendances: 'days attended',
  work_found: 'people who found paid work',
  work_lost: 'people who lost paid work',
}

const inWords: Readonly<Partial<Record<Counted, (exposure: number) => string>>> = {
  starters: (exposure) => `${exposure} years`,
  deaths: (exposure) => `${Number(exposure.toFixed(1))} were expected`,
}

/** How many events in how much time. Who begins is counted for all causes of a reason together. */
function countedIn({ what, events, counted, exposure }: FittedRate): [counted: string, exposure: string] {
  const said = (inWords[what] ?? ((years: number) => `${rough(years)} people for a year`))(exposure)
  if (what === 'deaths') return [`${rough(counted)}, all ages`, said]
  if (what === 'starters') return [`${rough(counted)}, all causes`, said]
  return what === 'attendances'
    ? [`${rough(counted)} days`, `${rough(events)} people for a year`]
    : [rough(counted), said]
}

export const rateHead = ['Assumption', 'Counted', 'In', 'As assumed before', 'Fitted', '95 in 100 between'] as const

/** Each fitted assumption with its count, its value before and after, and its range. */
export const rateRows = (scenario: Scenario, fitted: readonly FittedRate[]): string[][] =>
  fitted.map((one) => {
    const said = (value: number) => valueWords(scenario, one.key, value)
    const [low, high] = one.interval
    return [
      one.name,
      ...countedIn(one),
      `${said(one.before.middle)}${one.setAside ? ', set aside' : ''}`,
      said(one.after.middle),
      `${said(low)} and ${said(high)}`,
    ]
  })

/** What stays as it was assumed, and why: a sentence for each thing. */
export function notFittedSentences(notFitted: readonly NotFitted[]): string[] {
  const parts = new Map<Counted, { few: string[]; none: string[]; short: string[] }>()
  for (const { what, part, why } of notFitted) {
    const found = parts.get(what) ?? { few: [], none: [], short: [] }
    const list = why === 'fewer than five' ? found.few : why === 'too short' ? found.short : found.none
    list.push(part.replaceAll('_', ' '))
    parts.set(what, found)
  }
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  const said = (list: readonly string[]) =>
    list.length === 1 && list[0]?.startsWith('all') ? '' : ` (${list.join(', ')})`
  return [...parts].flatMap(([what, { few, none, short }]) => [
    ...(short.length === 0
      ? []
      : [
          `${capital(countedWords[what])}${said(short)}: counted of fewer than five people for a year, too few to say anything.`,
        ]),
    ...(none.length === 0 ? [] : [`${capital(countedWords[what])}${said(none)}: not counted.`]),
    ...(few.length === 0
      ? []
      : [
          `${capital(countedWords[what])}${said(few)}: fewer than five were counted, so the number is not used and not shown.`,
        ]),
  ])
}

const lookedWords: Readonly<Record<LookedBack, string>> = {
  starters: 'People who began',
  leavers: 'People who stopped',
  deaths: 'People who died',
}

export const lookBackHead = [
  'What and year',
  'Counted',
  'The model’s middle',
  '95 in 100 runs',
  'In the range',
] as const

/** Each year and thing that was looked back at; a count of one to four is hidden, with what would show it. */
export const lookBackRows = ({ each }: LookBack): string[][] =>
  lookedBack.flatMap((what) =>
    (each[what]?.years ?? []).map(({ year, counted, low, middle, high, within }) => {
      const few = counted > 0 && counted < 5
      const between = `${rough(low)} to ${rough(high)}`
      return [
        `${lookedWords[what]}, ${yearWords(year)}`,
        few ? 'c' : rough(counted),
        rough(middle),
        between,
        few ? 'c' : within ? 'Yes' : 'No',
      ]
    }),
  )

/** What a look back is worth, in sentences. */
export function lookBackSentences({ kind, reasons: of, each, ...back }: LookBack): string[] {
  const { fittedYears, comparedYears, compared, within, draws } = back
  const span = ([first, last]: readonly [number, number]) =>
    first === last ? yearWords(first) : `${yearWords(first)} to ${yearWords(last)}`
  const head = `Rates were set by ${span(fittedYears)} alone, and the model ran ${span(comparedYears)} ${draws} times. ${within} of ${compared} counts lie in the range that 95 in 100 runs stay in.`
  const whom =
    of.length === reasons.length
      ? []
      : [
          `Compared are people with these reasons for support: ${of.join(', ').replaceAll('_', ' ')}. Of the others, beginning and stopping were not both counted.`,
        ]
  const deaths =
    each.deaths === undefined ? ['Deaths are not compared: they were not counted for all ages and all people.'] : []
  if (kind === 'evidence')
    return [
      head,
      ...whom,
      ...deaths,
      'A model that knows what it does not know has about 95 in 100 in its range. Many more outside mean that it should not be trusted for years to come.',
    ]
  return [
    head,
    ...whom,
    ...deaths,
    'These counts are made up. The model finds what was put into them: that is a test of the sums (recovery of planted parameters), and no evidence that it foretells anything.',
  ]
}
