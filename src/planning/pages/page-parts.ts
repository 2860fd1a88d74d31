import { z } from 'zod'
import { refusalSentence } from '../../core/outcome.ts'
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

/** The sentence for a refusal of planning. */
export function sentenceFor(code: string | undefined): string {
  return refusalSentence(planningSentences, code)
}
