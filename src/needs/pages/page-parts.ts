import { z } from 'zod'

/** Who records needs: the people of the person's team. */
export const needsRoles = ['practitioner', 'team_manager'] as const

/** The person of an address. */
export const ofPerson = z.object({ personId: z.uuid() })
/** The person and one assessment of an address. */
export const ofAssessment = ofPerson.extend({ assessmentId: z.uuid() })

/** Options of a form from a record of codes with words. */
export function options<Code extends string>(words: Readonly<Record<Code, string>>): { value: Code; text: string }[] {
  return (Object.entries(words) as [Code, string][]).map(([value, text]) => ({ value, text }))
}
