import { longDate } from '../../core/calendar-date.ts'
import type { Voice as Speaks } from '../../people/index.ts'
import { metOfWords, metWords, ownMetWords, voices, voicesDiffer } from '../met.ts'
import { paths } from '../paths.ts'
import type { HeldReview } from '../store.ts'
import { eventWords, reviewMethods, voiceWordsFor } from './words.ts'

interface Given {
  readonly review: HeldReview
  readonly personId: string
  readonly name: string
  /** The person, or who acts for them, looks: the words are theirs. */
  readonly own: boolean
}

/** One review as it was held: when, how, by whom, what each said of each outcome, what came of it. */
export function heldView({ review, personId, name, own }: Given, v: Speaks) {
  const held = longDate(review.completedOn)
  const who = voiceWordsFor(own ? v : undefined)
  const mets = own ? ownMetWords : metWords
  const words = (kept: string) => {
    const met = metOfWords(kept)
    return met === undefined ? kept : mets[met]
  }
  const began = review.startedOn === review.completedOn ? '' : `It began on ${longDate(review.startedOn)}. `
  return {
    own,
    title: own ? `${v.My} review of ${held}` : `Review of ${held}: ${name}`,
    lede: `${began}${own ? v.says('What was said of each of my goals.') : 'What each said of each outcome.'}`,
    back: paths.outcomes(personId),
    facts: [
      ['Held by', review.heldBy ?? 'Not recorded'],
      ['How', review.method === null ? 'Not recorded' : (reviewMethods[review.method] ?? review.method)],
      ...(own ? [] : [['Outcomes, for the national return', review.outcomesAchieved]]),
      ['What came of it', eventWords(review.eventOutcome)],
      ...(review.summary === null || review.summary === '' ? [] : [['In words', review.summary]]),
    ],
    outcomes: [...new Set(review.findings.map(({ outcomeId }) => outcomeId))].map((outcomeId) => {
      const said = review.findings.filter((one) => one.outcomeId === outcomeId)
      return {
        outcomeId,
        words: said[0]?.outcome ?? '',
        differ: voicesDiffer(said),
        columns: voices.flatMap((voice) =>
          said
            .filter((one) => one.voice === voice)
            .map((one) => ({
              who: who[voice],
              text: one.words === null || one.words === '' ? words(one.met) : `${words(one.met)}. ‘${one.words}’`,
            })),
        ),
      }
    }),
  }
}
