import { z } from 'zod'
import { readForm, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { countHeads, dateToCancel } from '../store.ts'

const policy = { roles: ['provider'], about: 'Count who came to a date without a place in a plan' } as const
const params = z.object({ occurrenceId: z.uuid() })
const form = z.object({
  id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
  replaces: z.string().max(40).optional(),
  came: wholeNumberField('how many came', { least: 0, most: 500 }),
})

/** How many came to a date without a place in a plan: a number under the register, nobody named. */
export const headCountPages: StepPages = async (app) => {
  app.post(
    '/delivery/dates/:occurrenceId/count',
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { occurrenceId } = request.params
      const { on } = await request.tx((tx) => dateToCancel(tx, occurrenceId))
      const read = readForm(form, request.body)
      if (!read.ok) return reply.done(paths.register(on), `Nothing was counted. ${read.errors[0]?.text ?? ''}`)
      const { id, came, replaces } = read.value
      if (replaces !== undefined && replaces !== '' && !isId(replaces)) throw new NotFound('count')
      const done = await request.attempt((tx) =>
        countHeads(tx, { id, occurrenceId, came, replaces: replaces === '' ? undefined : replaces }),
      )
      return reply.done(
        paths.register(on),
        done.ok
          ? `${came === 1 ? '1 person is' : `${came} people are`} counted`
          : (sentences[done.refusals[0] ?? ''] ?? 'Nothing was counted. Open the register again'),
      )
    },
  )
}
