import { z } from 'zod'
import { pauseReasons } from '../../brokerage/index.ts'
import { choiceField, dateField, optionalDateField, optionalTextField } from '../../platform/form.ts'
import { isId } from '../../platform/ids.ts'

const id = z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again')
const listOf = (sent: unknown) =>
  (Array.isArray(sent) ? sent : String(sent ?? '').split(',')).filter((one) => one !== '')

/** What both forms send besides: the act, made with the form, and what was read on the page that shows everything before saving. */
const steps = {
  actId: id,
  seen: z.string().max(300).default(''),
  step: z.enum(['check', 'change', 'save']).default('check'),
}

/** Pausing places: which, from when, until when, why. */
export const pauseForm = z
  .object({
    placementIds: z.preprocess(listOf, z.array(id).min(1, 'Select which places are paused').max(50)),
    from: dateField('the first day they do not come'),
    until: optionalDateField('the last day they do not come'),
    reason: choiceField('why they do not come', pauseReasons),
    words: optionalTextField('what else is to know', { most: 300 }),
    newPlaces: choiceField('what becomes of a place that begins meanwhile', ['paused', 'not_paused']),
    ...steps,
  })
  .superRefine(({ from, until, reason, words }, context) => {
    if (until !== undefined && until < from)
      context.addIssue({ code: 'custom', path: ['until'], message: 'The last day must be on or after the first day' })
    if (reason === 'chose_otherwise' && words === undefined)
      context.addIssue({ code: 'custom', path: ['words'], message: 'Say in a few words why they do not come' })
  })
export type PauseSent = z.output<typeof pauseForm>

/** Changing a pause: back sooner, longer, or entered wrongly. */
export const changeForm = z
  .object({
    also: z.preprocess(listOf, z.array(id).max(50)),
    how: choiceField('what has changed', ['back', 'longer', 'wrong']),
    firstDayBack: optionalDateField('the first day they come again'),
    until: optionalDateField('the new last day'),
    ...steps,
  })
  .superRefine(({ how, firstDayBack }, context) => {
    if (how === 'back' && firstDayBack === undefined)
      context.addIssue({ code: 'custom', path: ['firstDayBack'], message: 'Enter the first day they come again' })
  })
export type ChangeSent = z.output<typeof changeForm>
