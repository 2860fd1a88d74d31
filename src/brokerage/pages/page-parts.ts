import { z } from 'zod'
import { brokerageSentences } from '../sentences.ts'

export const brokers = ['broker'] as const
export const ofPerson = z.object({ personId: z.uuid() })
export const ofTerm = ofPerson.extend({ termId: z.uuid() })
export const ofOffer = ofTerm.extend({ offerId: z.uuid() })

/** The sentence for a refusal of brokerage. */
export function sentenceFor(code: string | undefined): string {
  return brokerageSentences[code ?? ''] ?? 'This cannot be done as the records stand now. Look at the page again'
}

const instant = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Europe/London',
})

/** "Wed 26 Nov, 12:00" in local time. */
export function instantWords(at: Date): string {
  return instant.format(at)
}
