import { z } from 'zod'
import { csvLines } from '../../platform/csv-lines.ts'
import type { StepApi } from '../../platform/http.ts'
import { WrongFields } from '../../platform/refused.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import { notKnown } from '../not-known.ts'
import { endProjection, loadProjection, ownPopulation, ownRates, projectionFiles } from '../store.ts'
import { needsAnalysis } from './needs-analysis.ts'
import { projectionKinds } from './projection-file.ts'
import { projectionIn } from './read-text.ts'

const tags = ['strategy']
const fault = z.object({ line: z.int(), column: z.string(), value: z.string(), reason: z.string() })

/** Needs by cohort as data, and the council's own projections in. */
export const needsApi =
  (boroughPolicyOn: BoroughPolicyOn): StepApi =>
  async (app) => {
    const policy = {
      roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
      about: 'Needs by cohort: population by share',
    } as const
    const loads = { roles: ['commissioner'], about: 'Load or end the council’s own projections' } as const
    app.get(
      '/api/strategy/needs',
      {
        config: { policy },
        schema: {
          tags,
          summary: 'Needs by cohort: what is printed, and population by share; "verified" false is an assumption',
          querystring: z.object({ area: z.string().max(200).default('') }),
          response: { 200: z.looseObject({}) },
        },
      },
      async (request) => {
        const areas = [...boroughPolicyOn(app.db.clock.today()).residents.byArea.keys()]
        const faults = notKnown('area', 'area', request.query.area, areas)
        if (faults.length > 0) throw new WrongFields(faults)
        return request.tx(async (tx) => ({
          files: await projectionFiles(tx),
          ...needsAnalysis({
            ...{ council: boroughPolicyOn(tx.today).council, area: request.query.area },
            ...{ ownPopulation: await ownPopulation(tx), ownRates: await ownRates(tx) },
          }),
        }))
      },
    )
    app.post(
      '/api/strategy/needs/files',
      {
        config: { policy: loads },
        schema: {
          tags,
          summary: 'Take a whole CSV of population or prevalence in; the same numbers again change nothing',
          body: z.object({
            kind: z.enum(projectionKinds),
            fileName: z.string().trim().min(1).max(200),
            csv: z.string().max(2_000_000),
          }),
          response: {
            200: z.object({ fileId: z.uuid(), added: z.boolean(), rows: z.int() }),
            422: z.object({ faults: z.array(fault) }),
          },
        },
      },
      async (request, reply) => {
        const { kind, fileName, csv } = request.body
        const areas = [...boroughPolicyOn(app.db.clock.today()).residents.byArea.keys()]
        const read = projectionIn(kind, csvLines(csv), areas)
        if (!read.ok) return reply.code(422).send({ faults: [...read.faults] })
        return reply.code(200).send(await request.tx((tx) => loadProjection(tx, read.file, fileName)))
      },
    )
    app.post(
      '/api/strategy/needs/files/:fileId/end',
      {
        config: { policy: loads },
        schema: {
          tags,
          summary: 'End a file; what is printed stands again',
          params: z.object({ fileId: z.uuid() }),
          body: z.object({ reason: z.string().trim().min(1).max(500) }),
          response: { 200: z.object({ ended: z.literal(true) }) },
        },
      },
      async (request) => {
        await request.tx((tx) => endProjection(tx, request.params.fileId, request.body.reason))
        return { ended: true as const }
      },
    )
  }
