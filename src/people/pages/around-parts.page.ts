import { z } from 'zod'
import { choiceField, optionalDateField, textField } from '../../platform/form.ts'
import {
  addAuthority,
  addCareRelation,
  addTie,
  type Covers,
  coverings,
  type Ground,
  grounds,
  recordConsent,
} from '../store.ts'
import { type Field, type Part, part, wordOptions } from './part.page.ts'

const otherId = z.uuid('Find the person and choose them')
const person = (label: string): Field => ({
  type: 'person',
  id: 'other',
  label,
  hint: 'Type the name, then choose. Only people with a record can be chosen',
})
const reason: Field = { type: 'text', id: 'reason', label: 'Why, in a few words' }
const reasonField = textField('why', { most: 200 })

const tie = (kind: 'friend' | 'keep_apart'): Part =>
  part({
    slug: kind === 'friend' ? 'friend' : 'keep-apart',
    title: kind === 'friend' ? 'Somebody the person likes to be with' : 'Somebody to be kept apart',
    lede:
      kind === 'friend'
        ? 'Places are looked for where friends can be together. Both must be happy to be named.'
        : 'The two are never placed in the same session. The reason is not shown when a place is refused.',
    button: 'Save',
    done: kind === 'friend' ? 'The friendship is saved.' : 'They will be kept apart.',
    fields: () => [person('Who?'), reason],
    schema: () => z.object({ otherId, reason: reasonField }),
    now: () => ({ words: '', typed: {} }),
    save: (tx, personId, read) => addTie(tx, { personId, otherId: read.otherId, kind, reason: read.reason }),
  })

const carer = part({
  slug: 'carer',
  title: 'Somebody who cares for the person, unpaid',
  lede: 'The carer has rights of their own: offer them an assessment too.',
  button: 'Save',
  done: 'The carer is saved.',
  fields: () => [
    person('Who is the carer?'),
    {
      type: 'text',
      id: 'relation',
      label: 'What are they to the person?',
      hint: 'For example: mother, neighbour',
      width: 20,
    },
    {
      type: 'radios',
      id: 'livesWith',
      label: 'Do they live together?',
      options: wordOptions({ yes: 'Yes', no: 'No' }),
    },
  ],
  schema: () =>
    z.object({
      otherId,
      relation: textField('what they are to the person', { most: 100 }),
      livesWith: choiceField('whether they live together', ['yes', 'no']),
    }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) =>
    addCareRelation(tx, {
      carerId: read.otherId,
      caredForId: personId,
      relation: read.relation,
      livesWith: read.livesWith === 'yes',
    }),
})

const authority = part({
  slug: 'authority',
  title: 'Somebody who may act for the person',
  lede: 'Only when you have seen the paper, or the person told you so themselves. They can then see the person’s week and money.',
  button: 'Save',
  done: 'The authority is saved.',
  fields: () => [
    person('Who?'),
    { type: 'radios', id: 'ground', label: 'On what ground?', options: wordOptions(grounds) },
    { type: 'several', id: 'covers', label: 'For what?', options: wordOptions(coverings) },
    { type: 'date', id: 'until', label: 'Until when? (leave empty if it has no end)' },
    { type: 'text', id: 'reason', label: 'What did you see or hear?' },
  ],
  schema: () =>
    z.object({
      otherId,
      ground: choiceField('the ground', Object.keys(grounds) as Ground[]),
      covers: z.preprocess(
        (value) => [value ?? []].flat(),
        z.array(z.enum(Object.keys(coverings) as Covers[])).min(1, 'Select what it is for'),
      ),
      until: optionalDateField('the last day'),
      reason: textField('what you saw or heard', { most: 200 }),
    }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) =>
    addAuthority(tx, {
      personId,
      holderId: read.otherId,
      ground: read.ground,
      covers: read.covers,
      until: read.until,
      reason: read.reason,
    }),
})

export const consentPurposes = {
  share_with_providers: 'Share what is needed with those who support me',
  share_with_health: 'Share with my doctor and nurses',
  friends_named: 'Name me to my friends in their plans',
  carer_told: 'Tell my carer about my plan and money',
} as const

const consent = part({
  slug: 'consent',
  title: 'What the person agreed to',
  lede: 'Yes and no are both answers. A new answer ends the one before it.',
  button: 'Save the answer',
  done: 'The answer is saved.',
  fields: () => [
    { type: 'choice', id: 'purpose', label: 'What were they asked?', options: wordOptions(consentPurposes) },
    { type: 'radios', id: 'given', label: 'Their answer', options: wordOptions({ yes: 'Yes', no: 'No' }) },
    {
      type: 'text',
      id: 'how',
      label: 'How did they say it?',
      hint: 'For example: in words at home; with the picture cards',
    },
    reason,
  ],
  schema: () =>
    z.object({
      purpose: choiceField('what they were asked', Object.keys(consentPurposes)),
      given: choiceField('their answer', ['yes', 'no']),
      how: textField('how they said it', { most: 200 }),
      reason: reasonField,
    }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) =>
    recordConsent(tx, {
      personId,
      purpose: read.purpose,
      given: read.given === 'yes',
      how: read.how,
      reason: read.reason,
    }),
})

/** What is recorded between the person and somebody else. */
export const aroundParts: readonly Part[] = [tie('friend'), tie('keep_apart'), carer, authority, consent]
