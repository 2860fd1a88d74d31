import { isEmptyWord, isFillerWord, wordsOf } from './search/words.ts'
import type { SearchCriteria } from './search-criteria.ts'

type Choice = Partial<Pick<SearchCriteria, 'days' | 'times' | 'needs' | 'cost' | 'setting'>>

/** What people type that is a choice beside the list and stands on no page as a word. */
const choices: readonly (readonly [pattern: RegExp, choice: Choice])[] = [
  [/\b(?:step[ -]?free|no steps|level access)\b/, { needs: ['step_free'] }],
  [/\bwheel ?chairs?\b/, { needs: ['wheelchair'] }],
  [/\bchanging places?\b/, { needs: ['changing_place'] }],
  [/\bhoists?\b/, { needs: ['hoist'] }],
  [/\bquiet(?: (?:space|place|room))?\b/, { needs: ['quiet'] }],
  [/\bhearing loops?\b/, { needs: ['hearing_loop'] }],
  [/\b(?:bsl|(?:british )?sign language|makaton|signing|communication aids?)\b/, { needs: ['communication'] }],
  [/\bpersonal care\b/, { needs: ['personal_care'] }],
  [/\b(?:carers?|companion)\b/, { needs: ['carer_welcome'] }],
  [/\b(?:free|no cost|costs? nothing)\b/, { cost: 'free' }],
  [/\b(?:online|virtual|zoom)\b/, { setting: 'online' }],
  [/\bmornings?\b/, { times: ['morning'] }],
  [/\bafternoons?\b/, { times: ['afternoon'] }],
  [/\bevenings?\b/, { times: ['evening'] }],
  [/\bweekends?\b/, { days: ['6', '7'] }],
  ...['mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?', 'sundays?'].map(
    (day, at) => [new RegExp(`\\b${day}\\b`), { days: [String(at + 1)] }] as const,
  ),
]

/** The same search with what its words choose chosen, and the other words left; nothing where the words choose nothing. */
export function choicesInWords(criteria: SearchCriteria): SearchCriteria | undefined {
  let rest = criteria.what.toLowerCase()
  if (/\bor\b/.test(rest)) return undefined
  let meant: SearchCriteria = { ...criteria, page: 1 }
  for (const [pattern, choice] of choices) {
    if (!pattern.test(rest)) continue
    rest = rest.replace(pattern, ' ')
    meant = {
      ...meant,
      ...choice,
      days: also(meant.days, choice.days),
      times: also(meant.times, choice.times),
      needs: also(meant.needs, choice.needs),
    }
  }
  return rest === criteria.what.toLowerCase() ? undefined : { ...meant, what: sayingSomething(rest) }
}

const also = (chosen: readonly string[], more: readonly string[] = []) => [...new Set([...chosen, ...more])]

/** The words of a text that say what somebody looks for. */
const sayingSomething = (text: string): string =>
  wordsOf(text)
    .filter((word) => !isEmptyWord(word) && !isFillerWord(word))
    .join(' ')

export interface PlaceInWords {
  readonly place: string
  readonly rest: string
}

/**
 * The places that words may name, the likeliest first: "swimming in Crewe", a place alone, and where `loose` the last two words or the last,
 * "lunch club alderley edge". Each is one only if the gazetteer knows it.
 */
export function placesInWords(what: string, { loose }: { readonly loose: boolean }): PlaceInWords[] {
  const [, before = '', place] = /^(.*?)\b(?:in|near|around)\s+([\p{L}\d' -]+)$/iu.exec(what) ?? []
  if (place !== undefined) return [{ place: place.trim(), rest: sayingSomething(before) }]
  const words = wordsOf(what)
  const alone = words.length > 0 && words.length <= 3 ? [{ place: what, rest: '' }] : []
  if (!loose) return alone
  const ending = [2, 1].flatMap((last) =>
    words.length > last
      ? [{ place: words.slice(-last).join(' '), rest: sayingSomething(words.slice(0, -last).join(' ')) }]
      : [],
  )
  return [...alone, ...ending]
}
