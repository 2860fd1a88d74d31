import { z } from 'zod'
import { weekdayName } from '../core/calendar-date.ts'
import { type AccessFeature, accessFeatures } from './access-features.ts'
import { listed } from './entry-words.ts'
import { dayParts } from './search/search-entry.ts'
import type { TravelMode } from './travel-minutes.ts'

/** The days a person can choose; "weekend" in an address means both its days. */
export const dayChoices = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
  code: String(weekday),
  words: weekdayName(weekday),
}))
export const timeChoices = dayParts.map(({ code, words }) => ({ code, words }))
export const settingChoices = [
  { code: 'any', words: 'Either', asked: '' },
  { code: 'in_person', words: 'In person', asked: 'in person' },
  { code: 'online', words: 'Online or by phone', asked: 'online' },
] as const
/** The tiers of support in words that a person can choose by; what has no tier is open to anybody. */
export const tierChoices = [
  { code: '1', words: 'Specialist support, mostly at a day centre' },
  { code: '2', words: 'Personal support and things in the community' },
  { code: '3', words: 'Help for a short time, to do more for yourself' },
] as const
/** How somebody gets there; for the minutes a journey may take. */
export const byChoices = [
  { code: 'bus', words: 'By bus', asked: 'by bus' },
  { code: 'walk', words: 'On foot', asked: 'on foot' },
  { code: 'wheelchair', words: 'In a wheelchair', asked: 'in a wheelchair' },
  { code: 'car', words: 'By car', asked: 'by car' },
  { code: 'taxi', words: 'By taxi', asked: 'by taxi' },
] as const satisfies readonly { code: TravelMode; words: string; asked: string }[]
export const costChoices = [
  { code: 'any', words: 'Any', asked: '' },
  { code: 'free', words: 'Free', asked: 'free' },
  { code: '5', words: 'Up to £5', asked: 'up to £5' },
  { code: 'budget', words: 'A personal budget can pay', asked: 'a personal budget can pay' },
] as const
export const farChoices = [
  { code: '3', words: 'Up to 3 miles' },
  { code: '5', words: 'Up to 5 miles' },
  { code: '10', words: 'Up to 10 miles' },
  { code: '25', words: 'Up to 25 miles' },
  { code: '15min', words: 'Up to 15 minutes' },
  { code: '30min', words: 'Up to 30 minutes' },
  { code: '60min', words: 'Up to an hour' },
  { code: 'any', words: 'Any distance' },
] as const
const rarelyAsked: readonly AccessFeature[] = ['toilet', 'signing', 'parking', 'minibus']
export const needChoices: readonly { code: AccessFeature | 'staff'; words: string }[] = [
  ...accessFeatures.filter(({ code }) => !rarelyAsked.includes(code)).map(({ code, words }) => ({ code, words })),
  { code: 'staff', words: 'Staff there to help me' },
]

/** What somebody looks for. Empty lists and 'any' mean: it does not matter. */
export interface SearchCriteria {
  readonly what: string
  readonly place: string
  readonly far: (typeof farChoices)[number]['code']
  readonly by: (typeof byChoices)[number]['code']
  readonly days: readonly string[]
  readonly times: readonly string[]
  readonly cost: (typeof costChoices)[number]['code']
  readonly needs: readonly string[]
  /** Whole years; none when it does not matter. */
  readonly age: number | null
  readonly setting: (typeof settingChoices)[number]['code']
  readonly tiers: readonly string[]
  readonly page: number
}

const line = z.preprocess((value) => (Array.isArray(value) ? value[0] : (value ?? '')), z.coerce.string())
const many = (codes: readonly string[]) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : String(value).split(',')),
    z.array(z.coerce.string()).transform((given) => codes.filter((code) => given.includes(code))),
  )
const one = <const Code extends string>(codes: readonly Code[], otherwise: NoInfer<Code>) =>
  line.transform((value): Code => codes.find((code) => code === value) ?? otherwise)
const words = (most: number) =>
  line.transform((value) =>
    value
      .replace(/[\p{Cc}\p{Surrogate}]/gu, ' ')
      .trim()
      .slice(0, most),
  )

/** Reads an address line as what somebody looks for; what makes no sense is left out, so that a search never fails. */
export const searchCriteria: z.ZodType<SearchCriteria> = z.object({
  what: words(100),
  place: words(60).transform((place) => place.replace(/^(?:in|near|around)\s+/i, '')),
  far: one(
    farChoices.map(({ code }) => code),
    '10',
  ),
  by: one(
    byChoices.map(({ code }) => code),
    'bus',
  ),
  days: z.preprocess(
    (value) => (value === undefined ? value : [value].flat().join(',').replaceAll('weekend', '6,7')),
    many(dayChoices.map(({ code }) => code)),
  ),
  times: many(timeChoices.map(({ code }) => code)),
  cost: one(
    costChoices.map(({ code }) => code),
    'any',
  ),
  needs: many(needChoices.map(({ code }) => code)),
  age: line.transform((value) => (/^\d{1,3}$/.test(value.trim()) && Number(value) <= 120 ? Number(value) : null)),
  setting: one(
    settingChoices.map(({ code }) => code),
    'any',
  ),
  tiers: many(tierChoices.map(({ code }) => code)),
  page: line.transform((value) => Math.min(Math.max(Math.trunc(Number(value)) || 1, 1), 10_000)),
}) as z.ZodType<SearchCriteria>

/** The weekdays that were asked for. */
export const weekdaysAsked = (criteria: Pick<SearchCriteria, 'days'>): number[] => criteria.days.map(Number)

/** What was asked, in words: "up to 10 miles from Crewe, Monday or Tuesday, step-free". Empty when nothing was. */
export function askedWords(criteria: SearchCriteria): string {
  const named = (choices: readonly { code: string; words: string }[], codes: readonly string[]) =>
    choices.filter(({ code }) => codes.includes(code)).map((choice) => choice.words)
  const far = farChoices.find(({ code }) => code === criteria.far)
  return [
    criteria.what === '' ? '' : `“${criteria.what}”`,
    criteria.place === '' || far === undefined || far.code === 'any'
      ? ''
      : `${lower(far.words)}${minutesAsked(criteria) === undefined ? '' : ` ${byWords(criteria.by)}`} from ${criteria.place}`,
    listed(named(dayChoices, criteria.days), 'or'),
    lower(listed(named(timeChoices, criteria.times), 'or')),
    costChoices.find(({ code }) => code === criteria.cost)?.asked ?? '',
    ...named(needChoices, criteria.needs).map(lower),
    criteria.age === null ? '' : `for somebody aged ${criteria.age}`,
    settingChoices.find(({ code }) => code === criteria.setting)?.asked ?? '',
    ...named(tierChoices, criteria.tiers).map(lower),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** The address of a search; what does not matter is left out, so that addresses stay short and can be shared. */
export function searchAddress(criteria: Partial<SearchCriteria>, path = '/directory'): string {
  const query = new URLSearchParams()
  if (criteria.what) query.set('what', criteria.what)
  if (criteria.place) query.set('place', criteria.place)
  if (criteria.far && criteria.far !== '10') query.set('far', criteria.far)
  if (criteria.by && criteria.by !== 'bus') query.set('by', criteria.by)
  for (const day of criteria.days ?? []) query.append('days', day)
  for (const time of criteria.times ?? []) query.append('times', time)
  if (criteria.cost && criteria.cost !== 'any') query.set('cost', criteria.cost)
  for (const need of criteria.needs ?? []) query.append('needs', need)
  if (criteria.age != null) query.set('age', String(criteria.age))
  if (criteria.setting && criteria.setting !== 'any') query.set('setting', criteria.setting)
  for (const tier of criteria.tiers ?? []) query.append('tiers', tier)
  if (criteria.page && criteria.page > 1) query.set('page', String(criteria.page))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The minutes a journey may take, where it is minutes that were asked for. */
export function minutesAsked({ far }: Pick<SearchCriteria, 'far'>): number | undefined {
  return far.endsWith('min') ? Number.parseInt(far, 10) : undefined
}

/** "by bus", "on foot": how somebody gets there, in the middle of a sentence. */
export const byWords = (by: SearchCriteria['by']): string => byChoices.find(({ code }) => code === by)?.asked ?? ''

export interface WiderSearch {
  readonly words: string
  readonly criteria: SearchCriteria
}

const farther: Partial<Record<SearchCriteria['far'], SearchCriteria['far']>> = {
  '3': '5',
  '5': '10',
  '10': '25',
  '25': 'any',
  '15min': '30min',
  '30min': '60min',
  '60min': 'any',
}

/** Each way to ask for a little less, one at a time: the nearest wider choices when nothing fits. */
export function widerSearches(criteria: SearchCriteria): WiderSearch[] {
  const wider: WiderSearch[] = []
  const first = { ...criteria, page: 1 }
  const next = farChoices.find(({ code }) => code === farther[criteria.far])
  if (criteria.place !== '' && next !== undefined)
    wider.push({ words: `${lower(next.words)} instead`, criteria: { ...first, far: next.code } })
  if (criteria.days.length > 0) wider.push({ words: 'on any day', criteria: { ...first, days: [] } })
  if (criteria.times.length > 0) wider.push({ words: 'at any time of day', criteria: { ...first, times: [] } })
  if (criteria.setting !== 'any') wider.push({ words: 'online or in person', criteria: { ...first, setting: 'any' } })
  if (criteria.tiers.length > 0) wider.push({ words: 'with any kind of support', criteria: { ...first, tiers: [] } })
  if (criteria.age !== null) wider.push({ words: 'for any age', criteria: { ...first, age: null } })
  if (criteria.cost !== 'any') wider.push({ words: 'at any cost', criteria: { ...first, cost: 'any' } })
  for (const need of criteria.needs) {
    const said = needChoices.find(({ code }) => code === need)?.words ?? need
    wider.push({
      words: `without “${lower(said)}”`,
      criteria: { ...first, needs: criteria.needs.filter((code) => code !== need) },
    })
  }
  if (criteria.what !== '' && (criteria.place !== '' || wider.length > 0))
    wider.push({ words: 'whatever it is', criteria: { ...first, what: '' } })
  if (criteria.place !== '') wider.push({ words: 'anywhere', criteria: { ...first, place: '', far: '10' } })
  return wider
}

/** Each way to ask for less of two things at once, for when giving up one finds nothing. */
export function muchWiderSearches(criteria: SearchCriteria): WiderSearch[] {
  const found = new Map<string, WiderSearch>()
  for (const one of widerSearches(criteria))
    for (const other of widerSearches(one.criteria)) {
      const address = searchAddress(other.criteria)
      if (!found.has(address)) found.set(address, { words: `${one.words}, ${other.words}`, criteria: other.criteria })
    }
  return [...found.values()]
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
