import type { SearchCriteria } from './search-criteria.ts'

/** What somebody looked for and nothing here met. It holds no word about who they are. */
export interface Wish {
  readonly words: string | null
  /** A town, or the first part of a postcode; never a whole one. */
  readonly localArea: string | null
  readonly weekdays: readonly number[]
  readonly dayParts: readonly string[]
  readonly needs: readonly string[]
  readonly cost: string | null
  readonly setting: string | null
  readonly tier: number | null
  /** True when somebody pressed the button, false when a search found nothing. */
  readonly sent: boolean
}

/** The wish behind a search. `words` are those that may be kept; undefined when nothing is left to be wished for. */
export function wishOf(
  criteria: SearchCriteria,
  { words, localArea, sent }: Pick<Wish, 'words' | 'localArea' | 'sent'>,
): Wish | undefined {
  const wish: Wish = {
    words: words === '' ? null : words,
    localArea,
    weekdays: criteria.days.map(Number),
    dayParts: criteria.times,
    needs: criteria.needs,
    cost: criteria.cost === 'any' ? null : criteria.cost,
    setting: criteria.setting === 'any' ? null : criteria.setting,
    tier: criteria.tiers.length === 1 ? Number(criteria.tiers[0]) : null,
    sent,
  }
  const { weekdays, dayParts, needs, cost, setting, tier } = wish
  const says = [wish.words, localArea, cost, setting, tier].some((part) => part !== null)
  return says || weekdays.length + dayParts.length + needs.length > 0 ? wish : undefined
}

/** True for words by which somebody could be found: an address of e-mail, a number of five digits or more, a whole postcode. */
export const namesSomebody = (words: string): boolean =>
  /@/.test(words) || /\d([ -]?\d){4}/.test(words) || /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/i.test(words)
