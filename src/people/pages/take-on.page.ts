import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choiceField, type FormErrors, faultAt, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import { needToTakeOn, takeOnTalk } from '../store.ts'
import { wordOptions } from './part.page.ts'

const policy = {
  roles: ['practitioner', 'team_manager'],
  about: 'Take on what a merged record says of how to talk with a person',
} as const
const params = z.object({ personId: z.uuid(), needId: z.uuid() })
const MOST = 2000
const already = ['changed_meanwhile', 'talk_settled_once', 'one_communication_need']

const taking = z
  .object({
    holds: choiceField('whether it still helps', ['yes', 'no']),
    howToMeetIt: optionalTextField('what exactly we do', { most: MOST }),
    mayBeShared: choiceField('whether we may tell others', ['yes', 'no']),
  })
  .refine(({ holds, howToMeetIt }) => holds === 'no' || howToMeetIt !== undefined, {
    path: ['howToMeetIt'],
    message: 'Enter what exactly we do',
  })

async function show(request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) {
  const { personId, needId } = params.parse(request.params)
  const said = await request.tx((tx) => needToTakeOn(tx, personId, needId))
  const typed = { holds: 'yes', howToMeetIt: said.ways.join('\n'), mayBeShared: said.mayBeShared ? 'yes' : 'no' }
  return reply.page(
    'platform/pages/form.njk',
    {
      title: `How to talk: ${said.need}`,
      lede: 'Another record of this person says this. Ask the person whether it still helps.',
      back: { href: paths.details(personId), text: 'Details' },
      action: paths.takeOn(personId, needId),
      button: 'Save',
      warning: '',
      now: said.here === undefined ? '' : `This record says now: ${said.here}`,
      hidden: [],
      fields: [
        { type: 'radios', id: 'holds', label: 'Does it still help?', options: wordOptions({ yes: 'Yes', no: 'No' }) },
        {
          type: 'long',
          id: 'howToMeetIt',
          label: 'What exactly do we do?',
          hint: 'All that the records say stands here. Put it into words that fit',
        },
        {
          type: 'radios',
          id: 'mayBeShared',
          label: 'May we tell those who support the person?',
          options: wordOptions({ yes: 'Yes', no: 'No' }),
        },
      ],
      errors: [],
      at: {},
      typed,
      ...wrong,
    },
    status,
  )
}

/** What a merged record says of how to talk with the person: written on the record that goes on, or set aside. */
export const takeOnPages: StepPages = async (app) => {
  app.get('/people/:personId/people/take-on/:needId', { config: { policy } }, (request, reply) => show(request, reply))
  app.post('/people/:personId/people/take-on/:needId', { config: { policy } }, async (request, reply) => {
    const { personId, needId } = params.parse(request.params)
    const read = readForm(taking, request.body)
    if (!read.ok) return show(request, reply, read, 400)
    const { holds, howToMeetIt, mayBeShared } = read.value
    const words = holds === 'yes' ? (howToMeetIt ?? null) : null
    const done = await request.attempt((tx) =>
      takeOnTalk(tx, { personId, needId, howToMeetIt: words, mayBeShared: mayBeShared === 'yes' }),
    )
    if (done.ok)
      return reply.done(
        paths.details(personId),
        words === null ? 'It is kept that it no longer helps' : 'It is taken on',
      )
    if (already.includes(done.refusals[0] ?? ''))
      return reply.done(paths.details(personId), 'Somebody has done so already. How to talk stands here as it is now')
    return show(
      request,
      reply,
      faultAt(read, 'howToMeetIt', peopleSentences[done.refusals[0] ?? ''] ?? 'Look at the record again'),
      409,
    )
  })
}
