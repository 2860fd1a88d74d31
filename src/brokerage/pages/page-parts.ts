import { z } from 'zod'
import { clockTime, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { brokerageSentences } from '../sentences.ts'

export const brokers = ['broker'] as const
export const ofPerson = z.object({ personId: z.uuid() })
export const ofTerm = ofPerson.extend({ termId: z.uuid() })
export const ofOffer = ofTerm.extend({ offerId: z.uuid() })

/** The sentence for a refusal of brokerage. */
export function sentenceFor(code: string | undefined): string {
  return refusalSentence(brokerageSentences, code)
}

/** "26 Nov 2026, 12pm" as clocks in England show it. */
export function instantWords(at: Date): string {
  return `${shortDate(dayInEngland(at))}, ${clockTime(minuteInEngland(at))}`
}
