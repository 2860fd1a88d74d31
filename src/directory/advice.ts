import type { CalendarDate } from '../core/calendar-date.ts'
import { type SearchCriteria, searchCriteria } from './search-criteria.ts'

/** Whom the council names to help people without assessed needs, and a sentence where that is an assumption. */
export type AdvicePolicyOn = (on: CalendarDate) => { readonly service: string; readonly source: string }

/** What matters most, with the words a search has for it. */
export const matters = {
  people: { words: 'Being with people', search: 'friends or social or club or meet or chat or lunch' },
  moving: { words: 'Moving and feeling well', search: 'walk or swim or sport or dance or exercise or bowls' },
  making: { words: 'Making or learning something', search: 'art or craft or music or cooking or learn or singing' },
  useful: { words: 'Being useful: helping others, or work', search: 'volunteer or job or work or help' },
  out: { words: 'Getting out of the house', search: 'garden or nature or coffee or library or animals' },
  rest: { words: 'A rest from looking after somebody', search: 'carer or break or respite' },
} as const
export type Matters = keyof typeof matters

export const times = {
  any: { words: 'Any time', days: [], times: [] },
  weekdays: { words: 'In the week, in the day', days: ['1', '2', '3', '4', '5'], times: ['morning', 'afternoon'] },
  evenings: { words: 'In the evening', days: [], times: ['evening'] },
  weekend: { words: 'At the weekend', days: ['6', '7'], times: [] },
} as const
export type Times = keyof typeof times

export const easier = {
  free: 'It must cost nothing',
  step_free: 'No steps',
  quiet: 'A quiet place to go if it is too much',
  staff: 'Staff there to help me',
} as const
export type Easier = keyof typeof easier

export const situations = {
  ideas: 'I manage well. I only want ideas',
  harder: 'Some things are getting hard, like washing, meals, getting about or keeping in touch',
  carer: 'I look after somebody',
} as const
export type Situation = keyof typeof situations

/** The questions, in order: one a page. */
export const questions = ['matters', 'place', 'time', 'easier', 'situation'] as const
export type AdviceQuestion = (typeof questions)[number]

export interface AdviceAnswers {
  readonly matters?: Matters | undefined
  readonly place: string
  readonly time?: Times | undefined
  readonly easier: readonly Easier[]
  readonly situation?: Situation | undefined
}

const oneOf = <Code extends string>(choices: Readonly<Record<Code, unknown>>, given: unknown): Code | undefined =>
  (Object.keys(choices) as Code[]).find((code) => code === given)

/** Reads answers from an address or a form; what makes no sense is left out, so that its question is asked. Nothing is kept. */
export function readAnswers(given: Readonly<Record<string, unknown>>): AdviceAnswers {
  const several = [given['easier'] ?? []].flat().map(String)
  return {
    matters: oneOf(matters, given['matters']),
    place: searchCriteria.parse({ place: given['place'] }).place,
    time: oneOf(times, given['time']),
    easier: (Object.keys(easier) as Easier[]).filter((code) => several.includes(code)),
    situation: oneOf(situations, given['situation']),
  }
}

/** The answers so far as an address, so that going back and changing one needs no cookie and no account. */
export function answersAddress(answers: AdviceAnswers, path: string): string {
  const query = new URLSearchParams()
  for (const name of ['matters', 'place', 'time', 'situation'] as const)
    if (answers[name]) query.set(name, answers[name])
  for (const code of answers.easier) query.append('easier', code)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The first question of those that must be answered that is not: nothing when all are. A place and wishes may be left empty. */
export const unanswered = (answers: AdviceAnswers): AdviceQuestion | undefined =>
  (['matters', 'time', 'situation'] as const).find((name) => answers[name] === undefined)

export interface AdviceSearch {
  readonly criteria: SearchCriteria
  /** What was let go to find it, in words; empty when it is what was asked. */
  readonly less: string
}

export const mostOptions = 5
export const leastOptions = 3

/**
 * The searches that find options, the whole wish first and then with one thing less each time. What somebody needs there, and that
 * it must be free, is never let go: an option that fails there is none.
 */
export function adviceSearches(answers: AdviceAnswers): AdviceSearch[] {
  const time = times[answers.time ?? 'any']
  const asked = searchCriteria.parse({
    what: matters[answers.matters ?? 'people'].search,
    place: answers.place,
    far: '5',
    days: [...time.days],
    times: [...time.times],
    cost: answers.easier.includes('free') ? 'free' : 'any',
    needs: answers.easier.filter((code) => code !== 'free'),
  })
  const anyTime: SearchCriteria = { ...asked, days: [], times: [] }
  const somewhere = answers.place !== ''
  return [
    { criteria: asked, less: '' },
    ...(time.days.length + time.times.length > 0
      ? [{ criteria: anyTime, less: 'It is at another time than you said.' }]
      : []),
    ...(somewhere
      ? [{ criteria: { ...anyTime, far: '10' as const }, less: 'It is farther away, or at another time.' }]
      : []),
    { criteria: { ...anyTime, what: '' }, less: 'It is something else that fits what you need.' },
    ...(somewhere ? [{ criteria: { ...anyTime, far: '25' as const }, less: 'It is a long way away.' }] : []),
  ]
}
