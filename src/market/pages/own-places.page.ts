import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accessFeatureCodes } from '../../directory/index.ts'
import { postcode } from '../../people/index.ts'
import { type FormErrors, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { askForPlace, myPlaces, takeBackPlace } from '../store.ts'
import { newPlacePage, ownPlacesView } from './own-places.view.ts'
import { severalField } from './session-fields.page.ts'

const policy = { roles: ['provider'], about: 'The places I am at, and asking for a new one' } as const
const orNull = (label: string, most: number) => optionalTextField(label, { most }).transform((text) => text ?? null)
const form = z.object({
  id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
  name: textField('the name of the place', { most: 200 }),
  line1: textField('the street and number', { most: 200 }),
  town: textField('the town or village', { most: 100 }),
  postcode: textField('the postcode', { most: 10 }).pipe(postcode),
  openingWords: orNull('when it is open', 500),
  accessYes: severalField.pipe(z.array(z.enum(accessFeatureCodes))),
  accessWords: orNull('access in words', 1000),
  phone: orNull('the phone number', 40).refine(
    (text) => text === null || text.replace(/\D/g, '').length >= 5,
    'The phone number needs its digits, like 01270 123456',
  ),
  email: orNull('the e-mail address', 200).refine(
    (text) => text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    'The e-mail address must be like name@example.org',
  ),
  note: orNull('the note', 1000),
})

/** Where a provider is: its places, and asking for a new one, which the council looks at first. */
export const ownPlacesPages: StepPages = async (app) => {
  app.get('/market/my-service/places', { config: { policy } }, async (request, reply) => {
    return reply.page('market/pages/own-places.njk', ownPlacesView(await request.tx(myPlaces)))
  })
  const url = '/market/my-service/places/new'
  const show = (reply: FastifyReply, id: string, fault?: FormErrors) =>
    reply.page(
      'platform/pages/form.njk',
      { errors: [], at: {}, typed: {}, ...newPlacePage(id), ...fault },
      fault === undefined ? 200 : 400,
    )
  app.get(url, { config: { policy } }, async (request, reply) => {
    await request.tx(myPlaces)
    return show(reply, newId())
  })
  app.post(url, { config: { policy } }, async (request, reply) => {
    const read = readForm(form, request.body)
    if (!read.ok) {
      const sent = read.typed['id'] ?? ''
      return show(reply, isId(sent) ? sent : newId(), read)
    }
    const { accessYes, ...said } = read.value
    const done = await request.attempt((tx) => askForPlace(tx, { ...said, accessFeatures: accessYes }))
    if (done.ok) return reply.done(paths.ownPlaces(), 'The place is sent. You read here what the council decides')
    const words = marketSentences[done.refusals[0] ?? ''] ?? 'This cannot be sent. Look at the page again'
    return show(reply, read.value.id, faultAt(read, 'name', words))
  })
  app.post(
    '/market/my-service/places/:proposalId/take-back',
    { config: { policy }, schema: { params: z.object({ proposalId: z.uuid() }) } },
    async (request: FastifyRequest<{ Params: { proposalId: string } }>, reply) => {
      const done = await request.attempt((tx) => takeBackPlace(tx, request.params.proposalId))
      const words = done.ok ? 'It is taken back' : marketSentences[done.refusals[0] ?? '']
      return reply.done(paths.ownPlaces(), words ?? 'Nothing was changed')
    },
  )
}
