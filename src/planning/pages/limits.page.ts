import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalSentence } from '../../core/outcome.ts'
import {
  dateField,
  dateTyped,
  type FormErrors,
  faultAt,
  idField,
  moneyField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { planningSentences } from '../sentences.ts'
import { approvers, giveLimit } from '../store.ts'
import { limitsView } from './limits.view.ts'

const policy: Policy = { roles: ['administrator'], about: 'Give limits to approve plans' }
const form = z.object({
  staffId: idField('Select who may approve'),
  limit: moneyField('the limit'),
  from: dateField('the first day'),
  reason: textField('why', { most: 300 }),
})
const fieldOf: Readonly<Record<string, string>> = { approves_no_plans: 'staffId', limit_is_the_same: 'limit' }

/** Limits to approve: who has which, who had which, and a new one with its day and reason. */
export const limitPages: StepPages = async (app) => {
  const show = async (request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) => {
    const view = await request.tx(async (tx) => limitsView(await approvers(tx), tx.today))
    const { staffId = '' } = request.query as { staffId?: string }
    const typed = { staffId, ...dateTyped('from', app.db.clock.today()), ...wrong?.typed }
    return reply.page('planning/pages/limits.njk', { ...view, errors: [], at: {}, ...wrong, typed }, status)
  }
  app.get(paths.limits(), { config: { policy } }, (request, reply) => show(request, reply))
  app.post(paths.limits(), { config: { policy } }, async (request, reply) => {
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read, 400)
    const { limit: yearlyPence, ...given } = read.value
    const done = await request.attempt((tx) => giveLimit(tx, { ...given, yearlyPence }))
    if (done.ok) return reply.done(paths.limits(), 'The limit is given. The one before it ends the day before')
    const code = done.refusals[0] ?? ''
    const sentence = refusalSentence(planningSentences, code)
    return show(request, reply, faultAt(read, fieldOf[code] ?? 'from', sentence), 409)
  })
}
