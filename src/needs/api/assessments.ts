import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import {
  assessment,
  assessmentHead,
  codes,
  levelsSent,
  made,
  onDay,
  oneAssessment,
  person,
  policy,
  tags,
} from '../api-shapes.ts'
import { type AssessmentKind, assessmentKinds } from '../assessment-kind.ts'
import { levelsText } from '../levels-text.ts'
import * as store from '../store.ts'

/** Assessments: read, started, and the level of each need. */
export const assessmentRoutes: StepApi = async (app) => {
  const root = '/api/needs/people/:personId/assessments'
  app.get(
    root,
    {
      config: { policy },
      schema: {
        summary: 'A person’s assessments, the newest first',
        tags,
        params: person,
        response: { 200: z.array(assessmentHead) },
      },
    },
    async (request) => request.tx((tx) => store.assessmentsOf(tx, request.params.personId)),
  )
  app.get(
    `${root}/:assessmentId`,
    {
      config: { policy },
      schema: {
        summary: 'One assessment with its levels and carers’ parts',
        tags,
        params: oneAssessment,
        response: { 200: assessment },
      },
    },
    async (request) => {
      const { personId, assessmentId } = request.params
      const found = await request.tx((tx) => store.assessmentById(tx, personId, assessmentId))
      return { ...found, levels: { ...found.levels }, carers: [...found.carers], seen: levelsText(found.levels) }
    },
  )
  app.post(
    root,
    {
      config: { policy },
      schema: {
        summary: 'Start an assessment',
        tags,
        params: person,
        body: z.strictObject({ kind: codes<AssessmentKind>(assessmentKinds), startedOn: onDay }),
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const id = await request.tx((tx) => store.startAssessment(tx, { ...request.params, ...request.body }))
      return reply.code(201).send({ id })
    },
  )
  app.put(
    `${root}/:assessmentId/levels`,
    {
      config: { policy },
      schema: {
        summary: 'Save levels, as if no carer helped',
        tags,
        params: oneAssessment,
        body: z.strictObject({ levels: levelsSent, seen: z.string().length(14) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.tx((tx) => store.saveLevels(tx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}
