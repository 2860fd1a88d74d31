import { weekdayName } from '../core/calendar-date.ts'
import { accessAnswer, accessFeatures } from './access-features.ts'
import { listed, milesWords } from './entry-words.ts'
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
}

/** Why a result fits what was asked, or the one thing that does not; nothing when nothing was asked but words. */
export function whyItFits(facts: FitFacts, criteria: SearchCriteria): { nearly: boolean; text: string } | undefined {
  const asked = weekdaysAsked(criteria)
  const days = facts.weekdays.filter((weekday) => asked.length === 0 || asked.includes(weekday))
  const reasons: string[] = []
  if (asked.length > 0 && days.length > 0) reasons.push(`On ${listed(days.map(weekdayName))}.`)
  if (facts.metres !== null && !facts.tooFar) reasons.push(`${capital(milesWords(facts.metres))}.`)
  if (criteria.needs.includes('staff') && facts.supportBands.length > 0) reasons.push('Staff are there to help.')
  for (const { code, words } of accessFeatures)
    if (criteria.needs.includes(code) && accessAnswer(code, facts.access) === 'yes') reasons.push(`${words}.`)
  if (facts.free && criteria.cost !== 'any') reasons.push('It is free.')
  if (criteria.cost === 'budget' && facts.hasPublishedPrice) reasons.push('A personal budget can pay.')
  if (facts.tooFar && facts.metres !== null) {
    const rest = reasons.length > 0 ? ` ${reasons.join(' ')}` : ''
    return { nearly: true, text: `${capital(milesWords(facts.metres))}, further than you asked.${rest}` }
  }
  return reasons.length === 0 ? undefined : { nearly: false, text: reasons.join(' ') }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
