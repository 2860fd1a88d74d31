import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { WrongFields } from '../platform/refused.ts'
import type { AreasOf } from './pages/teams.page.ts'
import { areasAround } from './pages/teams.view.ts'
import { addLocalityTeam, endTeam, joinTeam, leaveTeam, renameTeam, teamRecord, teamsAround } from './store.ts'

const tags = ['people']
const administer = { roles: ['administrator'], about: 'Set up teams, and who is in them' } as const
const ofTeam = z.object({ teamId: z.uuid() })
const text = (most: number) => z.string().trim().min(1).max(most)
const naming = { name: text(80), localArea: text(80) }
const made = z.object({ id: z.uuid() })
const done = z.object({ done: z.literal(true) })
const team = z.object({
  teamId: z.uuid(),
  name: z.string(),
  localArea: z.string(),
  practitioners: z.int(),
  managers: z.int(),
  endedOn: z.string().nullable(),
})
const member = z.object({
  membershipId: z.uuid(),
  staffId: z.uuid(),
  name: z.string(),
  role: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  endedWhy: z.string().nullable(),
})

/** The area must be one that the pages offer: the council's own, or one that a team has already. */
async function areaOffered(tx: Tx, areasOf: AreasOf, localArea: string): Promise<void> {
  const areas = areasAround(areasOf(tx.today), await teamsAround(tx))
  if (!areas.includes(localArea))
    throw new WrongFields([{ field: 'localArea', sentence: `Choose one of the areas: ${areas.join(', ')}` }])
}

/** Locality teams and who is in them, with everybody who was. */
export const teamsApi =
  (areasOf: AreasOf): StepApi =>
  async (app) => {
    app.get(
      '/api/people/teams',
      {
        config: { policy: administer },
        schema: { summary: 'Every team, those that have ended last', tags, response: { 200: z.array(team) } },
      },
      async (request) => request.tx((tx) => teamsAround(tx)),
    )
    app.post(
      '/api/people/teams',
      {
        config: { policy: administer },
        schema: { summary: 'Sets up a team', tags, body: z.strictObject(naming), response: { 200: made } },
      },
      async (request) =>
        request.tx(async (tx) => {
          await areaOffered(tx, areasOf, request.body.localArea)
          return { id: await addLocalityTeam(tx, request.body) }
        }),
    )
    app.get(
      '/api/people/teams/:teamId',
      {
        config: { policy: administer },
        schema: {
          summary: 'One team, with who is and was in it',
          tags,
          params: ofTeam,
          response: { 200: team.extend({ endedWhy: z.string().nullable(), members: z.array(member) }) },
        },
      },
      async (request) => {
        const {
          members,
          names: _,
          endedBy: ____,
          ...found
        } = await request.tx((tx) => teamRecord(tx, request.params.teamId))
        return {
          ...found,
          members: members.map(({ recordedBy: __, endedBy: ___, ...one }) => one),
        }
      },
    )
    changing(app, areasOf)
  }

function changing(app: Parameters<StepApi>[0], areasOf: AreasOf) {
  app.post(
    '/api/people/teams/:teamId/name',
    {
      config: { policy: administer },
      schema: {
        summary: 'Gives a team another name or area; what it was called stays readable',
        tags,
        params: ofTeam,
        body: z.strictObject({ ...naming, reason: text(300) }),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx(async (tx) => {
        await areaOffered(tx, areasOf, request.body.localArea)
        await renameTeam(tx, { ...request.params, ...request.body })
      })
      return { done: true as const }
    },
  )
  app.post(
    '/api/people/teams/:teamId/end',
    {
      config: { policy: administer },
      schema: {
        summary: 'Ends a team that looks after nobody and has nobody',
        tags,
        params: ofTeam,
        body: z.strictObject({ reason: text(300) }),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx((tx) => endTeam(tx, { ...request.params, ...request.body }))
      return { done: true as const }
    },
  )
  app.post(
    '/api/people/teams/:teamId/members',
    {
      config: { policy: administer },
      schema: {
        summary: 'Puts a practitioner or team manager into a team from a day on',
        tags,
        params: ofTeam,
        body: z.strictObject({ staffId: z.uuid(), from: apiDay, reason: text(300) }),
        response: { 200: made },
      },
    },
    async (request) => ({ id: await request.tx((tx) => joinTeam(tx, { ...request.params, ...request.body })) }),
  )
  app.post(
    '/api/people/teams/:teamId/members/:membershipId/end',
    {
      config: { policy: administer },
      schema: {
        summary: 'Ends somebody’s time in a team, with its last day',
        tags,
        params: ofTeam.extend({ membershipId: z.uuid() }),
        body: z.strictObject({ on: apiDay, reason: text(300) }),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx((tx) => leaveTeam(tx, { ...request.params, ...request.body }))
      return { done: true as const }
    },
  )
}
