import { z } from 'zod'
import { addDays } from '../../core/calendar-date.ts'
import { choiceField, dateField, dateTyped, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { freeGround, REABLEMENT_FREE_DAYS } from '../free-services.ts'
import { paths } from '../paths.ts'
import { type FreePeriodGround, openFreePeriod, personCharged } from '../store.ts'

const grounds = [
  'reablement',
  'intermediate_care',
  'section_117',
  'continuing_healthcare',
  'carer',
  'vcjd',
  'council_choice',
] as const satisfies readonly FreePeriodGround[]
const form = z
  .object({
    ground: choiceField('why the support is free', grounds),
    from: dateField('the first free day'),
    until: dateField('the last free day'),
    reason: textField('who found this and why', { most: 500 }),
  })
  .superRefine(({ from, until }, ctx) => {
    if (until < from)
      ctx.addIssue({
        code: 'custom',
        path: ['until'],
        message: 'The last free day must be the first free day, or later',
      })
  })

/** Days on which support is free, on a named finding. */
export const freePages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance'],
    about: 'Record days on which support is free',
  } as const
  const url = '/people/:personId/charging/free'
  const template = 'charging/pages/free.njk'
  type Params = { Params: { personId: string } }
  const view = (name: string, personId: string) => ({
    title: `Free days for ${name}`,
    options: grounds.map((ground) => ({ value: ground, text: freeGround(ground).words })),
    action: paths.freeDays(personId),
    back: paths.charge(personId),
  })
  app.get<Params>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personCharged(tx, personId))
    const today = app.db.clock.today()
    const typed = { ...dateTyped('from', today), ...dateTyped('until', addDays(today, REABLEMENT_FREE_DAYS - 1)) }
    return reply.page(template, { ...view(person.name, personId), typed })
  })
  app.post<Params>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personCharged(tx, personId))
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page(template, { ...view(person.name, personId), ...read }, 400)
    await request.tx((tx) => openFreePeriod(tx, { personId, ...read.value }))
    return reply.done(paths.charge(personId), 'The free days are recorded')
  })
}
