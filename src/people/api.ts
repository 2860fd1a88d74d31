import { z } from 'zod'
import { ROWS_A_PAGE } from '../core/list-page.ts'
import type { StepApi } from '../platform/http.ts'
import { Refused } from '../platform/refused.ts'
import { birthDay, namePart, nhsNumber } from './person-fields.ts'
import { createPerson, mergeOf, peopleFound, personRecord, possiblySame } from './store.ts'

const line = z.object({
  person_id: z.uuid(),
  name: z.string(),
  born_on: z.string(),
  died_on: z.string().nullable(),
  support_reason: z.string().nullable(),
  team: z.string().nullable(),
  local_area: z.string().nullable(),
  also_recorded_as: z.array(z.string()).describe('Records that were merged into this one: name and numbers'),
})
const record = z.object({
  person_id: z.uuid(),
  born_on: z.string(),
  died_on: z.string().nullable(),
  names: z.array(
    z.object({
      kind: z.string(),
      given_name: z.string(),
      family_name: z.string(),
      from_date: z.string(),
      until: z.string().nullable(),
    }),
  ),
  how_to_talk: z.array(z.object({ need: z.string(), how_to_meet_it: z.string() })),
  details: z.array(z.object({ kind: z.string(), value: z.string(), from_date: z.string() })),
  team: z.string().nullable(),
  merged_into: z
    .uuid()
    .nullable()
    .describe('The record that goes on, when this one was merged into it; nothing is recorded here any more'),
})

/** The people of the reader, one record, and a new one. */
export const peopleApi: StepApi = async (app) => {
  const tags = ['people']
  const find = { roles: ['practitioner', 'team_manager', 'broker', 'finance'], about: 'Find people' } as const
  const keep = { roles: ['practitioner', 'team_manager'], about: 'Read and open people’s records' } as const
  app.get(
    '/api/people',
    {
      config: { policy: find },
      schema: {
        summary: 'People whom you may see, fifty a page',
        tags,
        querystring: z.object({ q: z.string().max(200).optional(), page: z.coerce.number().int().min(1).default(1) }),
        response: {
          200: z.object({
            total: z.number().int(),
            page: z.number().int(),
            a_page: z.number().int(),
            people: z.array(line),
          }),
        },
      },
    },
    async (request) => {
      const { q, page } = request.query
      const { people, total } = await request.tx((tx) => peopleFound(tx, q, page))
      return { total, page, a_page: ROWS_A_PAGE, people: people.map(({ postcode: _, ...person }) => person) }
    },
  )
  app.get(
    '/api/people/:personId',
    {
      config: { policy: keep },
      schema: {
        summary: 'What a record says about one person',
        tags,
        params: z.object({ personId: z.uuid() }),
        response: { 200: record },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { found, merge } = await request.tx(async (tx) => ({
        found: await personRecord(tx, personId),
        merge: await mergeOf(tx, personId),
      }))
      return {
        ...found.person,
        names: found.names,
        how_to_talk: found.talk.map(({ need, how_to_meet_it }) => ({ need, how_to_meet_it })),
        details: found.details,
        team: found.team?.name ?? null,
        merged_into: merge?.survivorId ?? null,
      }
    },
  )
  const opened = z.object({
    given_name: namePart,
    family_name: namePart,
    born_on: z.string(),
    team_id: z.uuid(),
    nhs_number: nhsNumber.optional(),
    local_id: z.string().trim().min(1).max(50).optional(),
    someone_else: z
      .boolean()
      .default(false)
      .describe('True when records that may be the same person were looked at, and this is somebody else'),
  })
  app.post(
    '/api/people',
    {
      config: { policy: keep },
      schema: { summary: 'Open a record', tags, body: opened, response: { 201: z.object({ person_id: z.uuid() }) } },
    },
    async (request, reply) => {
      const { body } = request
      const born = birthDay(app.db.clock.today()).safeParse(body.born_on)
      if (!born.success) throw new Refused('birth_day_wrong')
      const person = {
        givenName: body.given_name,
        familyName: body.family_name,
        bornOn: born.data,
        nhsNumber: body.nhs_number,
      }
      const personId = await request.tx(async (tx) => {
        const same = await possiblySame(tx, person)
        if (same.length > 0 && !body.someone_else) throw new Refused('possibly_same_person', { records: same.length })
        return createPerson(tx, { ...person, teamId: body.team_id, localId: body.local_id })
      })
      return reply.code(201).send({ person_id: personId })
    },
  )
}
