import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countWords, pageOf, pagerOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageAsked, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import {
  alikeRecords,
  alikeTo,
  grounds,
  listPeople,
  mergedInto,
  mergeOf,
  mergeRecords,
  nameOf,
  personRecord,
  standsOn,
  tellApart,
  toldApartBetween,
  toldApartFrom,
  withdrawApart,
} from '../store.ts'
import { consentPurposes } from './around-parts.page.ts'
import { wayWords } from './own-parts.page.ts'
import { alikeView, besideView, sameView, type WhereEnded } from './same.view.ts'

const reads = { roles: ['practitioner', 'team_manager'], about: 'See whether one person has two records' } as const
const decides = {
  roles: ['team_manager'],
  about: 'Say of two records that they are one person, or that they are not',
} as const
const params = z.object({ personId: z.uuid() })
const words = { ways: wayWords, grounds, purposes: consentPurposes }
const both = params.extend({ otherId: z.uuid() })

const merging = z.object({
  goesOn: z.preprocess((value) => value ?? '', z.uuid('Choose which record goes on')),
  reason: textField('how you know that it is one person', { most: 500 }),
  sure: z.preprocess((value) => value ?? '', z.literal('yes', 'Tick the box to say that you are sure')),
  born: z.preprocess((value) => value ?? '', z.enum(['', 'yes'])),
})
const apart = z.object({ whyApart: textField('how you know that they are two people', { most: 500 }) })
const withdrawing = z.object({ whyWithdrawn: textField('why it is withdrawn', { most: 500 }) })

const fieldOf: Readonly<Record<string, string>> = { told_apart_once: 'whyApart', born_on_two_days: 'born' }

async function showBeside(request: FastifyRequest, reply: FastifyReply, where: WhereEnded, wrong?: FormErrors) {
  const { personId, otherId } = both.parse(request.params)
  if (personId === otherId) throw new NotFound('person')
  const found = await request.tx(async (tx) => {
    const record = await personRecord(tx, otherId)
    if ((await mergeOf(tx, otherId)) !== undefined) return undefined
    const tookIn = await mergedInto(tx, [personId, otherId])
    const side = async (id: string, besideId: string) => ({
      record: id === otherId ? record : await personRecord(tx, id),
      stands: await standsOn(tx, id, besideId),
      tookIn: tookIn.filter(({ survivorId }) => survivorId === id),
    })
    return {
      one: await side(personId, otherId),
      other: await side(otherId, personId),
      told: await toldApartBetween(tx, personId, otherId),
    }
  })
  if (found === undefined) return reply.redirect(paths.merged(otherId), 303)
  return reply.page(
    'people/pages/beside.njk',
    {
      ...wrong,
      ...besideView({ ...found, where, words, manager: request.who.role === 'team_manager' }),
    },
    wrong === undefined
      ? 200
      : wrong.errors.some(({ text }) => Object.values(peopleSentences).includes(text))
        ? 409
        : 400,
  )
}

/** Whether one person has two records: looking for the other, both side by side, and what a manager says of them. */
export const samePages =
  (where: WhereEnded): StepPages =>
  async (app) => {
    app.get('/people/alike', { config: { policy: decides } }, async (request, reply) => {
      const page = pageAsked(request.query)
      const pairs = await request.tx(alikeRecords)
      const shown = pageOf(pairs, { page, perPage: ROWS_A_PAGE })
      return reply.page('people/pages/alike.njk', {
        count: countWords(shown.all, 'pair of records', 'pairs of records'),
        rows: alikeView(shown.rows),
        some: pairs.length > 0,
        pager: pagerOf({ page, all: shown.all, perPage: ROWS_A_PAGE, href: `${paths.alike()}?page=` }),
      })
    })
    app.get('/people/:personId/people/same', { config: { policy: reads } }, async (request, reply) => {
      const { personId } = params.parse(request.params)
      const { q } = z.object({ q: wordsField }).parse(request.query)
      const view = await request.tx(async (tx) => {
        const list = q === '' ? { people: [], total: 0 } : await listPeople(tx, { text: q }, 1)
        const told = await toldApartFrom(tx, personId)
        const named = []
        for (const one of told) named.push({ ...one, name: await nameOf(tx, one.otherId) })
        return sameView({
          personId,
          likely: await alikeTo(tx, personId),
          apart: named,
          found: list.people.filter(({ person_id }) => person_id !== personId),
          total: list.total,
          q,
        })
      })
      return reply.page('people/pages/same.njk', view)
    })
    app.get('/people/:personId/people/same/:otherId', { config: { policy: reads } }, (request, reply) =>
      showBeside(request, reply, where),
    )
    app.post('/people/:personId/people/same/:otherId', { config: { policy: decides } }, async (request, reply) => {
      const { personId, otherId } = both.parse(request.params)
      const read = readForm(merging, request.body)
      if (!read.ok) return showBeside(request, reply, where, read)
      const { goesOn, reason, born } = read.value
      if (goesOn !== personId && goesOn !== otherId)
        return showBeside(request, reply, where, faultAt(read, 'goesOn', 'Choose which record goes on'))
      const mergedId = goesOn === personId ? otherId : personId
      const done = await request.attempt((tx) =>
        mergeRecords(tx, { mergedId, survivorId: goesOn, reason, bornOnTwoDays: born === 'yes' }),
      )
      if (!done.ok) {
        const code = done.refusals[0] ?? ''
        const sentence = peopleSentences[code] ?? 'Look at both records again'
        return showBeside(request, reply, where, faultAt(read, fieldOf[code] ?? 'goesOn', sentence))
      }
      return reply.done(paths.details(goesOn), 'The two records are one now. What stood on the other is its history')
    })
    app.post(
      '/people/:personId/people/same/:otherId/apart',
      { config: { policy: decides } },
      async (request, reply) => {
        const { personId, otherId } = both.parse(request.params)
        const read = readForm(apart, request.body)
        if (!read.ok) return showBeside(request, reply, where, read)
        const done = await request.attempt((tx) => tellApart(tx, { personId, otherId, reason: read.value.whyApart }))
        if (!done.ok) {
          const code = done.refusals[0] ?? ''
          const sentence = peopleSentences[code] ?? 'Look at both records again'
          return showBeside(request, reply, where, faultAt(read, fieldOf[code] ?? 'whyApart', sentence))
        }
        return reply.done(paths.same(personId), 'It is kept that these are two people')
      },
    )
    app.post(
      '/people/:personId/people/same/:otherId/apart/withdraw',
      { config: { policy: decides } },
      async (request, reply) => {
        const { personId, otherId } = both.parse(request.params)
        const read = readForm(withdrawing, request.body)
        if (!read.ok) return showBeside(request, reply, where, read)
        const reason = read.value.whyWithdrawn
        const done = await request.attempt((tx) => withdrawApart(tx, { personId, otherId, reason }))
        if (!done.ok)
          return showBeside(
            request,
            reply,
            where,
            faultAt(read, 'whyWithdrawn', 'Nobody says any more that they are two people'),
          )
        return reply.done(paths.beside(personId, otherId), 'It is withdrawn that these are two people')
      },
    )
  }
