import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import {
  beginNextVersion,
  beginReport,
  changeReport,
  discardReport,
  draftFigures,
  issuedReport,
  issueReport,
  type ReportPolicies,
  reportDraft,
  reportStates,
  reports,
  withdrawReport,
} from '../store.ts'
import { draftInput } from './draft.ts'

const tags = ['strategy']
const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Reports for elected members, nobody named',
} as const
const writes = { roles: ['commissioner'], about: 'Write, issue or withdraw a report for elected members' } as const
const params = z.object({ reportId: z.uuid() })
const revision = z.int().min(1).max(1_000_000)
const made = z.object({ reportId: z.uuid() })
const one = '/api/strategy/reports/:reportId'

/** Reading reports, and writing drafts of them. */
const draftsApi =
  (policies: ReportPolicies): StepApi =>
  async (app) => {
    app.get(
      '/api/strategy/reports',
      {
        config: { policy: reads },
        schema: {
          tags,
          summary:
            'Reports for members, the latest first, 25 a page; `words` searches title, audience and name; only commissioners see drafts',
          querystring: z.object({
            words: z.string().max(200).default(''),
            state: z.enum(['', ...reportStates]).default(''),
            page: z.coerce.number().int().min(1).max(10_000).default(1),
          }),
          response: { 200: z.object({ all: z.int(), reports: z.array(z.looseObject({})) }) },
        },
      },
      async (request) => {
        const { list, all } = await request.tx((tx) => reports(tx, request.query))
        return { all, reports: list.map((line) => ({ ...line })) }
      },
    )
    app.get(
      one,
      {
        config: { policy: reads },
        schema: {
          tags,
          summary:
            'A report with its kept figures and their sources; of a draft those of today, and `faults` that keep it from being issued',
          params,
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const issued = await issuedReport(tx, request.params.reportId)
          if (issued !== undefined) return { ...issued }
          const draft = await reportDraft(tx, request.params.reportId)
          if (draft === undefined) throw new NotFound('report')
          return { ...draft, ...(await draftFigures(tx, draft, policies)) }
        }),
    )
    app.post(
      '/api/strategy/reports',
      {
        config: { policy: writes },
        schema: { tags, summary: 'Begin a draft', body: draftInput, response: { 201: made } },
      },
      async (request, reply) =>
        reply.code(201).send({ reportId: await request.tx((tx) => beginReport(tx, request.body)) }),
    )
    app.put(
      one,
      {
        config: { policy: writes },
        schema: {
          tags,
          summary: 'Change a draft whole; `revision` is the one that was read',
          params,
          body: draftInput.extend({ revision }),
          response: { 200: z.object({ revision: z.int() }) },
        },
      },
      async (request) => {
        const { revision: seen, ...draft } = request.body
        await request.tx((tx) => changeReport(tx, { id: request.params.reportId, revision: seen }, draft))
        return { revision: seen + 1 }
      },
    )
  }

/** Issuing, the next version, withdrawing, and throwing a draft away. */
const standingApi =
  (policies: ReportPolicies): StepApi =>
  async (app) => {
    app.post(
      `${one}/issue`,
      {
        config: { policy: writes },
        schema: {
          tags,
          summary: 'Issue a draft in your name, with the figures of today; it then stands as it is',
          params,
          body: z.object({ revision, issuedAs: z.string().trim().min(1).max(200) }),
          response: { 200: z.object({ issued: z.literal(true) }), 422: z.object({ faults: z.array(z.string()) }) },
        },
      },
      async (request, reply) => {
        const faults = await request.tx(async (tx) => {
          const draft = await reportDraft(tx, request.params.reportId)
          if (draft === undefined) throw new NotFound('report')
          if (draft.revision !== request.body.revision) throw new Refused('report_draft_changed')
          const found = await draftFigures(tx, draft, policies)
          if (found.faults.length > 0) return found.faults
          await issueReport(tx, draft, { figures: found.figures, issuedAs: request.body.issuedAs })
          return []
        })
        return faults.length > 0
          ? reply.code(422).send({ faults: [...faults] })
          : reply.code(200).send({ issued: true as const })
      },
    )
    app.post(
      `${one}/new-version`,
      {
        config: { policy: writes },
        schema: { tags, summary: 'Begin a draft of the next version', params, response: { 201: made } },
      },
      async (request, reply) =>
        reply.code(201).send({ reportId: await request.tx((tx) => beginNextVersion(tx, request.params.reportId)) }),
    )
    app.post(
      `${one}/withdraw`,
      {
        config: { policy: writes },
        schema: {
          tags,
          summary: 'Withdraw an issued report, with a reason; it stays to be read',
          params,
          body: z.object({ why: z.string().trim().min(1).max(1000) }),
          response: { 200: z.object({ withdrawn: z.literal(true) }) },
        },
      },
      async (request) => {
        await request.tx((tx) => withdrawReport(tx, request.params.reportId, request.body.why))
        return { withdrawn: true as const }
      },
    )
    app.post(
      `${one}/discard`,
      {
        config: { policy: writes },
        schema: {
          tags,
          summary: 'Throw a draft away',
          params,
          response: { 200: z.object({ discarded: z.literal(true) }) },
        },
      },
      async (request) => {
        await request.tx((tx) => discardReport(tx, request.params.reportId))
        return { discarded: true as const }
      },
    )
  }

/** Reports for members as data for other programs. */
export const reportsApi = (policies: ReportPolicies): readonly StepApi[] => [draftsApi(policies), standingApi(policies)]
