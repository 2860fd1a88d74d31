import { LEAST_SHOWN } from '../core/small-numbers.ts'
import type { AssuranceRule, FindingAnswer } from './assurance.ts'

export const ratings = ['good', 'some_things', 'not_good_enough'] as const
export type Rating = (typeof ratings)[number]
const words: Record<Rating | 'not_visited', string> = {
  good: 'Good',
  some_things: 'Some things to put right',
  not_good_enough: 'Not good enough',
  not_visited: 'Not visited yet',
}
/** A rating in the words the public reads. */
export const ratingWords = (rating: Rating | 'not_visited') => words[rating]

/** The rule's own version: a decision keeps the one it was proposed under. */
export const ratingRule = 'rating-1'

/** What a rating is made of: the last signed visit, and what stands on the day. */
export interface RatingFacts {
  /** The answers of the last signed visit; null when there is none. */
  readonly findings: readonly { readonly essential: boolean; readonly answer: FindingAnswer }[] | null
  readonly openActions: number
  readonly lateEssentialActions: number
  /** Concerns that are being acted on, and those passed on because somebody may not be safe. */
  readonly concernsActedOn: number
  readonly concernsOfSafety: number
  readonly suspended: boolean
  readonly voices: { readonly good: number; readonly soSo: number; readonly bad: number }
}

export interface ProposedRating {
  readonly rating: Rating | 'not_visited'
  /** Why, as sentences that name nobody. */
  readonly reasons: readonly string[]
}

const several = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** How many of the voices are unhappy enough to count: none while fewer than five people spoke. */
function unhappy({ good, soSo, bad }: RatingFacts['voices'], percent: number): boolean {
  const all = good + soSo + bad
  return all >= LEAST_SHOWN && bad * 100 >= all * percent
}

/**
 * The rating that follows from the facts. Not good enough: an essential thing is not met, as many others are not met as the
 * council says, an essential action is late, somebody may not be safe, or the service is suspended. Some things to put right: anything
 * else that is not wholly met, an essential thing that was not looked at, an open action, a concern that is acted on, or many unhappy
 * people. Good: none of these. Without a signed visit there is no rating. One more fault never makes it better.
 */
export function proposedRating(
  facts: RatingFacts,
  rule: Pick<AssuranceRule, 'unmetForNotGoodEnough' | 'unhappyPercent'>,
): ProposedRating {
  if (facts.findings === null) return { rating: 'not_visited', reasons: ['No visit is signed yet'] }
  const count = (wanted: (one: { essential: boolean; answer: FindingAnswer }) => boolean) =>
    facts.findings?.filter(wanted).length ?? 0
  const essentialUnmet = count(({ essential, answer }) => essential && answer === 'not_met')
  const unmet = count(({ answer }) => answer === 'not_met')
  const partly = count(({ answer }) => answer === 'partly')
  const unseen = count(({ essential, answer }) => essential && answer === 'not_looked')
  const grave = [
    ...(essentialUnmet > 0
      ? [`${several(essentialUnmet, 'thing that keeps people safe is', 'things that keep people safe are')} not met`]
      : []),
    ...(unmet >= rule.unmetForNotGoodEnough ? [`${several(unmet, 'thing is', 'things are')} not met`] : []),
    ...(facts.lateEssentialActions > 0
      ? [
          `${several(facts.lateEssentialActions, 'action to keep people safe is', 'actions to keep people safe are')} late`,
        ]
      : []),
    ...(facts.concernsOfSafety > 0 ? ['A concern about people’s safety is being looked into'] : []),
    ...(facts.suspended ? ['Nothing new is bought here: the service is suspended'] : []),
  ]
  if (grave.length > 0) return { rating: 'not_good_enough', reasons: grave }
  const lesser = [
    ...(unmet > 0 ? [`${several(unmet, 'thing is', 'things are')} not met`] : []),
    ...(partly > 0 ? [`${several(partly, 'thing is', 'things are')} met in part`] : []),
    ...(unseen > 0
      ? [`${several(unseen, 'thing that keeps people safe was', 'things that keep people safe were')} not looked at`]
      : []),
    ...(facts.openActions > 0 ? [`${several(facts.openActions, 'action is', 'actions are')} still open`] : []),
    ...(facts.concernsActedOn > 0 ? ['A concern is being acted on'] : []),
    ...(unhappy(facts.voices, rule.unhappyPercent) ? ['Many of the people who told us are unhappy'] : []),
  ]
  if (lesser.length > 0) return { rating: 'some_things', reasons: lesser }
  return { rating: 'good', reasons: ['Everything that was looked at is met, and nothing is open'] }
}

/** What a page showed of a proposal, so that a change in between is noticed. */
export const seenOf = ({ visit, rating }: { visit: { visitId: string } | undefined; rating: string }) =>
  `${visit?.visitId ?? 'none'} ${rating}`
