import { z } from 'zod'
import { pageOf, ROWS_A_PAGE } from '../core/list-page.ts'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import {
  alikeRecords,
  alikeTo,
  mergedInto,
  mergeOf,
  mergeRecords,
  standsOn,
  takeMergeBack,
  tellApart,
  whyNotMerged,
  withdrawApart,
} from './store.ts'

const tags = ['people']
const reads = { roles: ['practitioner', 'team_manager'], about: 'See whether one person has two records' } as const
const decides = {
  roles: ['team_manager'],
  about: 'Merge two records of one person, take it back, or say that they are two people',
} as const
const ofPerson = z.object({ personId: z.uuid() })
const reason = z.string().trim().min(1).max(500)
const done = z.object({ done: z.literal(true) })

const side = z.object({ person_id: z.uuid(), name: z.string(), born_on: z.string(), team: z.string().nullable() })
const merged = z.object({
  merged_id: z.uuid(),
  goes_on_as: z.uuid(),
  name: z.string(),
  numbers: z.array(z.string()),
  on: z.string(),
  by: z.string(),
  reason: z.string(),
})

/** Two records of one person: who may have them, what must end first, merging, taking back. */
export const mergeApi: StepApi = async (app) => {
  listing(app)
  reading(app)
  changing(app)
  apart(app)
}

function listing(app: Parameters<StepApi>[0]) {
  app.get(
    '/api/people/alike',
    {
      config: { policy: decides },
      schema: {
        summary: 'Records that may be one person, of which one is in your teams; fifty a page, the likeliest first',
        tags,
        querystring: z.object({ page: apiPage }),
        response: {
          200: z.object({
            total: z.int(),
            page: z.int(),
            pairs: z.array(z.object({ one: side, other: side, may_open_both: z.boolean(), why: z.string() })),
          }),
        },
      },
    },
    async (request) => {
      const { page } = request.query
      const { rows, all } = pageOf(await request.tx(alikeRecords), { page, perPage: ROWS_A_PAGE })
      const of = (one: (typeof rows)[number]['one']) => ({
        person_id: one.personId,
        name: one.name,
        born_on: one.bornOn,
        team: one.team,
      })
      return {
        total: all,
        page,
        pairs: rows.map((pair) => ({
          one: of(pair.one),
          other: of(pair.other),
          may_open_both: pair.mayOpen,
          why: pair.why,
        })),
      }
    },
  )
}

function reading(app: Parameters<StepApi>[0]) {
  app.get(
    '/api/people/:personId/same',
    {
      config: { policy: reads },
      schema: {
        summary:
          'Other records that may be this person, those that were merged into it, and where it went if it was merged',
        tags,
        params: ofPerson,
        response: {
          200: z.object({
            alike: z.array(side.extend({ may_open: z.boolean(), why: z.string() })),
            merged_into_this: z.array(merged),
            merged_into: merged.nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { personId } = request.params
      return request.tx(async (tx) => {
        const into = await mergeOf(tx, personId)
        return {
          alike: into === undefined ? await alikeTo(tx, personId) : [],
          merged_into_this: (await mergedInto(tx, [personId])).map(row),
          merged_into: into === undefined ? null : row(into),
        }
      })
    },
  )
  app.get(
    '/api/people/:personId/merge/:survivorId',
    {
      config: { policy: reads },
      schema: {
        summary: 'What stands on a record that would be merged into another, and what must be ended first',
        tags,
        params: ofPerson.extend({ survivorId: z.uuid() }),
        response: {
          200: z.object({
            may_be_merged: z.boolean(),
            why_not: z.string().nullable().describe('The code with which it would be refused'),
            stands: z.array(
              z.object({
                what: z.string(),
                ended_at_person: z.uuid(),
                running: z.int().describe('Must be ended first'),
                ends: z.int().describe('Ends with the merge'),
                whole: z.int(),
                since: z.string().nullable(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { personId, survivorId } = request.params
      const { stands, why } = await request.tx(async (tx) => ({
        stands: await standsOn(tx, personId, survivorId),
        why: await whyNotMerged(tx, personId, survivorId),
      }))
      return {
        may_be_merged: why === undefined,
        why_not: why ?? null,
        stands: stands.map(({ at_person, ...one }) => ({ ...one, ended_at_person: at_person })),
      }
    },
  )
}

const row = (one: NonNullable<Awaited<ReturnType<typeof mergeOf>>>) => ({
  merged_id: one.mergedId,
  goes_on_as: one.survivorId,
  name: one.name,
  numbers: [...one.numbers],
  on: one.on,
  by: one.by,
  reason: one.reason,
})

function changing(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/people/:personId/merge',
    {
      config: { policy: decides },
      schema: {
        summary:
          'Merges this record into the one that goes on: DW157 while something runs on it, DW159 with two NHS numbers, DW160 while it stands that they are two people',
        tags,
        params: ofPerson,
        body: z.strictObject({
          survivor_id: z.uuid(),
          reason,
          born_on_two_days: z
            .boolean()
            .default(false)
            .describe(
              'True when the dates of birth differ and that was looked at; that of the record that goes on stands',
            ),
        }),
        response: { 200: done },
      },
    },
    async (request) => {
      const { survivor_id: survivorId, reason: why, born_on_two_days: bornOnTwoDays } = request.body
      const { personId: mergedId } = request.params
      await request.tx((tx) => mergeRecords(tx, { mergedId, survivorId, reason: why, bornOnTwoDays }))
      return { done: true as const }
    },
  )
  app.post(
    '/api/people/:personId/merge/take-back',
    {
      config: { policy: decides, ofMerged: true },
      schema: {
        summary: 'Takes a merge back: this record opens again as it was, and it is kept that they are two people',
        tags,
        params: ofPerson,
        body: z.strictObject({ reason }),
        response: { 200: done },
      },
    },
    async (request) => {
      await request.tx((tx) => takeMergeBack(tx, { mergedId: request.params.personId, reason: request.body.reason }))
      return { done: true as const }
    },
  )
}

function apart(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/people/:personId/told-apart',
    {
      config: { policy: decides },
      schema: {
        summary: 'Keeps that two records that look alike are of two people',
        tags,
        params: ofPerson,
        body: z.strictObject({ other_id: z.uuid(), reason }),
        response: { 200: done },
      },
    },
    async (request) => {
      const { other_id: otherId, reason: why } = request.body
      await request.tx((tx) => tellApart(tx, { personId: request.params.personId, otherId, reason: why }))
      return { done: true as const }
    },
  )
  app.post(
    '/api/people/:personId/told-apart/withdraw',
    {
      config: { policy: decides },
      schema: {
        summary: 'Withdraws that two records are of two people; who had said so stays',
        tags,
        params: ofPerson,
        body: z.strictObject({ other_id: z.uuid(), reason }),
        response: { 200: done },
      },
    },
    async (request) => {
      const { other_id: otherId, reason: why } = request.body
      await request.tx((tx) => withdrawApart(tx, { personId: request.params.personId, otherId, reason: why }))
      return { done: true as const }
    },
  )
}
