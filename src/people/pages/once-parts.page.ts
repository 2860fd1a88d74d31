import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { dateField, textField } from '../../platform/form.ts'
import { nhsNumber } from '../person-fields.ts'
import { addIdentifier, recordDeath } from '../store.ts'
import { part } from './part.page.ts'

/** What is recorded once and never changed: the NHS number. */
export const nhs = part({
  slug: 'nhs-number',
  title: 'NHS number',
  lede: 'Once it is saved it cannot be changed, so check each digit.',
  button: 'Save the number',
  done: 'The NHS number is saved.',
  fields: () => [{ type: 'text', id: 'nhsNumber', label: 'NHS number', width: 10 }],
  schema: () => z.object({ nhsNumber: z.preprocess((value) => value ?? '', nhsNumber) }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) => addIdentifier(tx, personId, 'nhs_number', read.nhsNumber),
})

/** What is recorded once and never changed: a death. */
export const death = part({
  slug: 'death',
  title: 'The person has died',
  lede: 'We are sorry. From the day after, places, plan, charge and direct payments end by themselves, and no letter goes out in the person’s name.',
  warning: 'This cannot be undone.',
  button: 'Record that the person has died',
  done: 'It is recorded. What must end is being ended.',
  fields: () => [
    { type: 'date', id: 'diedOn', label: 'On which day did the person die?' },
    { type: 'text', id: 'how', label: 'Who told us?', hint: 'For example: daughter, by phone; Tell Us Once' },
    {
      type: 'several',
      id: 'sure',
      label: 'Are you sure?',
      options: [{ value: 'yes', text: 'Yes, this is the right person and the right day' }],
    },
  ],
  schema: (today) =>
    z.object({
      diedOn: dateField('the day').refine((died: CalendarDate) => died <= today, 'The day cannot be after today'),
      how: textField('who told us', { most: 200 }),
      sure: z.preprocess((value) => value ?? '', z.literal('yes', 'Tick the box to say that you are sure')),
    }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) => recordDeath(tx, { personId, diedOn: read.diedOn, how: read.how }),
})
