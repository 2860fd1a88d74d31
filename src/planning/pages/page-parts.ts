import { z } from 'zod'
import { planningSentences } from '../sentences.ts'

/** Who plans with a person: the practitioners and managers of their team. */
export const planners = ['practitioner', 'team_manager'] as const

export const ofPerson = z.object({ personId: z.uuid() })
export const ofTerm = ofPerson.extend({ termId: z.uuid() })
export const ofVersion = ofPerson.extend({ versionId: z.uuid() })

/** Options of a form from a record of codes with words. */
export function options<Code extends string>(words: Readonly<Record<Code, string>>): { value: Code; text: string }[] {
  return (Object.entries(words) as [Code, string][]).map(([value, text]) => ({ value, text }))
}

/** "13:30", "1.30pm", "9am" → minutes of the day. Undefined when it is no time. */
export function minuteOf(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text.trim())
  if (!found) return undefined
  const [, hours = '', minutes = '0', half] = found
  const hour = Number(hours)
  if (Number(minutes) > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return undefined
  const of24 = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return of24 * 60 + Number(minutes)
}

/** The sentence for a refusal of planning. */
export function sentenceFor(code: string | undefined): string {
  return planningSentences[code ?? ''] ?? 'This cannot be done as the records stand now. Look at the page again'
}
