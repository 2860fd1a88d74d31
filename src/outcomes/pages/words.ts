import { type EventOutcome, eventOutcomes } from '../../needs/index.ts'
import type { Voice as Speaks } from '../../people/index.ts'
import type { Voice } from '../met.ts'

/** How a review was held, as the form asks it. */
export const reviewMethods: Readonly<Record<string, string>> = {
  face_to_face: 'Face to face',
  video: 'By video',
  phone: 'By phone',
  without_the_person: 'Without the person',
}

const voiceWords: Readonly<Record<Voice, string>> = {
  person: 'The person says',
  carer: 'Who acts for them says',
  practitioner: 'The social worker says',
  provider: 'The provider says',
}

/** Who speaks, as staff read it; with the voice of a person's own page, as the person or who acts for them reads it. */
export function voiceWordsFor(v: Speaks | undefined): Readonly<Record<Voice, string>> {
  if (v === undefined) return voiceWords
  return {
    ...voiceWords,
    person: `${v.I} say${v.s}`,
    practitioner: v.says('My social worker says'),
    carer: v.says('Who acts for me says'),
  }
}

/** What came of a review, in plain words. */
export function eventWords(code: string): string {
  return code in eventOutcomes ? eventOutcomes[code as EventOutcome].plain : code
}
