import { weekdayName } from '../core/calendar-date.ts'
import { accessAnswer, accessFeatures } from './access-features.ts'
import { listed, milesWords } from './entry-words.ts'
import { stemOf, askedWords as wordsIn, wordsOf } from './search/words.ts'
import { type SearchCriteria, weekdaysAsked } from './search-criteria.ts'

/** What is known of one result that says why it fits. */
export interface FitFacts {
  readonly free: boolean
  readonly metres: number | null
  readonly weekdays: readonly number[]
  readonly access: readonly string[]
  readonly supportBands: readonly string[]
  readonly hasPublishedPrice: boolean
  /** Further away than was asked, all else fitting. */
  readonly tooFar: boolean
  readonly online: boolean
  /** An estimate of the journey, as "about 9 minutes by bus". */
  readonly journey: string | undefined
  /** Where the words asked for stand, as a sentence; nothing when none were asked. */
  readonly words: string | undefined
}

/** Why a result fits what was asked, or the one thing that does not; nothing when nothing was asked but words. */
export function whyItFits(facts: FitFacts, criteria: SearchCriteria): { nearly: boolean; text: string } | undefined {
  const asked = weekdaysAsked(criteria)
  const days = facts.weekdays.filter((weekday) => asked.length === 0 || asked.includes(weekday))
  const journey = facts.journey === undefined ? '' : `, ${facts.journey}`
  const away = facts.metres === null ? '' : `${capital(milesWords(facts.metres))}${journey}`
  const reasons: string[] = []
  if (facts.words !== undefined) reasons.push(facts.words)
  if (asked.length > 0 && days.length > 0) reasons.push(`On ${listed(days.map(weekdayName))}.`)
  if (criteria.times.length > 0) reasons.push(`In the ${listed(criteria.times)}.`)
  if (away !== '' && !facts.tooFar) reasons.push(`${away}.`)
  if (facts.online) reasons.push('Online, so you can join from anywhere.')
  if (criteria.needs.includes('staff') && facts.supportBands.length > 0) reasons.push('Staff are there to help.')
  for (const { code, words } of accessFeatures)
    if (criteria.needs.includes(code) && accessAnswer(code, facts.access) === 'yes') reasons.push(`${words}.`)
  if (facts.free && criteria.cost !== 'any') reasons.push('It is free.')
  if (criteria.cost === 'budget' && facts.hasPublishedPrice) reasons.push('A personal budget can pay.')
  if (criteria.age !== null) reasons.push(`Open at age ${criteria.age}.`)
  if (facts.tooFar && away !== '') {
    const rest = reasons.length > 0 ? ` ${reasons.join(' ')}` : ''
    return { nearly: true, text: `${away}, further than you asked.${rest}` }
  }
  return reasons.length === 0 ? undefined : { nearly: false, text: reasons.join(' ') }
}

/** Where the words stand that somebody looked for: in the name, in the sentence under it, or on the page of the entry. */
export function whereWordsStand(
  { name, summary }: { readonly name: string; readonly summary: string | null },
  searched: string,
  all: boolean,
): string | undefined {
  const stems = new Set(wordsIn(searched).flat().map(stemOf))
  if (stems.size === 0) return undefined
  const saidIn = (text: string) =>
    listed([...new Set(wordsOf(text).filter((word) => stems.has(stemOf(word))))].map((word) => `“${word}”`))
  const [named, told] = [saidIn(name), saidIn(summary ?? '')]
  if (named !== '') return `Its name says ${named}.`
  if (told !== '') return `It says ${told}.`
  return all ? 'Its page has your words.' : 'Its page has some of your words.'
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
