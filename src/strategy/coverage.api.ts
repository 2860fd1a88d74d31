import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayParts, type TravelPolicyOn, travelModes } from '../directory/index.ts'
import { lots } from '../market/store.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound, WrongFields } from '../platform/refused.ts'
import { cellsAsked } from './coverage/cells-asked.ts'
import { changed } from './coverage/coverage-tables.ts'
import { coverageFigures } from './coverage/figures.ts'
import { wayOf } from './coverage/today.ts'
import { whatIfFields } from './coverage/what-if-input.ts'
import { callFromCoverage, cellNamed, coverageToday, supposedCoverage } from './store.ts'

const tags = ['strategy']
const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'Who lives within reach of a place with room, nobody named',
} as const
const way = z.object({
  by: z.enum(travelModes).default('bus'),
  minutes: z.coerce.number().int().min(1).max(240).optional(),
})
const part = way.extend({
  area: z.string().max(200).optional().describe('One area; all of them where it is left out'),
  need: z.string().max(100).optional().describe('The code of one need, or everyone'),
})
const list = z.string().max(2000).optional()
const supposition = z.object({
  close: list.describe('Ids of sites that close, joined by commas'),
  hub: list.describe('The town or postcode in which a hub opens'),
  days: list.describe('1 for Monday to 7 for Sunday, joined by commas'),
  parts: list.describe('morning, afternoon, evening, joined by commas'),
  places: list.describe('Places at a time'),
  needs: list.describe('Needs it has something for, joined by commas'),
})
const whatIf = way.extend(supposition.shape)
const call = z
  .object({
    area: z.string().max(200),
    day: z.enum(['', '1', '2', '3', '4', '5', '6', '7']).default(''),
    part: z.enum(['', ...dayParts.map(({ code }) => code)]).default(''),
    need: z.string().max(100).default(''),
    by: z.enum(travelModes).default('bus'),
    minutes: z.enum(['', '15', '20', '30', '45', '60', '90']).default(''),
    supposed: supposition.default({}),
    audience: z.enum(['framework', 'small', 'all']),
    lotId: z.uuid().optional(),
  })
  .refine(({ audience, lotId }) => audience !== 'framework' || lotId !== undefined, {
    path: ['lotId'],
    message: 'A call to the framework names its lot',
  })

/** Coverage, what would change it, and a call for what it lacks, for other programs. Small numbers are hidden, all others to the nearest five. */
export const coverageApi =
  (travelPolicyOn: TravelPolicyOn): StepApi =>
  async (app) => {
    const figuresFor = async (request: FastifyRequest, asked: z.output<typeof way>) =>
      request.tx(async (tx) => {
        const today = await coverageToday(tx)
        const there = wayOf(travelPolicyOn(tx.today), { mode: asked.by, minutes: asked.minutes ?? null })
        return { today, there }
      })
    app.get(
      '/api/strategy/coverage',
      {
        config: { policy },
        schema: {
          tags,
          summary:
            'People within reach of a suitable place with room, by area, day, part of the day and need; "hidden" is a number under five',
          querystring: part,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const { today, there } = await figuresFor(request, request.query)
        const figures = coverageFigures(today, there)
        const asked = cellsAsked(figures, request.query)
        if ('faults' in asked) throw new WrongFields(asked.faults)
        return { ...figures, areas: asked.cells }
      },
    )
    app.get(
      '/api/strategy/coverage/what-if',
      {
        config: { policy },
        schema: {
          tags,
          summary: 'What a new hub, or a building that closes, would change; nothing is kept',
          querystring: whatIf,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const { by, minutes, ...rest } = request.query
          const typed = Object.fromEntries(whatIfFields.map((field) => [field, rest[field] ?? '']))
          const there = wayOf(travelPolicyOn(tx.today), { mode: by, minutes: minutes ?? null })
          const found = await supposedCoverage(tx, await coverageToday(tx), typed, there)
          if ('faults' in found) throw new WrongFields(found.faults)
          const { figures } = found
          return { figures: figures && { ...figures, changes: changed(figures.changes) } }
        }),
    )
    app.post(
      '/api/strategy/coverage/call',
      {
        config: { policy: { roles: ['commissioner'], about: 'Turn a gap of the coverage into a draft of a call' } },
        schema: {
          tags,
          summary: 'Draft a call for an area, a day, a part of it and a need, as they are or as supposed',
          body: call,
          response: { 201: z.object({ callId: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const { supposed, audience, lotId, ...asked } = request.body
        const callId = await request.tx(async (tx) => {
          const lot = (await lots(tx)).find(({ id }) => id === lotId)
          if (audience === 'framework' && lot === undefined) throw new NotFound('lot')
          const typed = Object.fromEntries(whatIfFields.map((field) => [field, supposed[field] ?? '']))
          const found = await cellNamed(tx, asked, typed, travelPolicyOn)
          return callFromCoverage(tx, request.who, found, { audience, lotId: lot?.id ?? null })
        })
        return reply.code(201).send({ callId })
      },
    )
  }
