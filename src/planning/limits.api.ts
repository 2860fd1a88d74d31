import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { approvers, giveLimit } from './store.ts'

const tags = ['planning']
const policy = { roles: ['administrator'], about: 'Give limits to approve plans' } as const
const limit = z.object({
  limit_id: z.string(),
  yearly_pence: z.int(),
  from: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  given_by: z.string(),
})
const approver = z.object({ staff_id: z.string(), username: z.string(), name: z.string(), limits: z.array(limit) })
const given = z.strictObject({
  staff_id: z.uuid(),
  yearly_pence: z.int().min(0).max(10_000_000_000),
  from: apiDay,
  reason: z.string().trim().min(1).max(300),
})

/** Who may approve plans up to which gross cost a year, and giving somebody a limit. */
export const limitsApi: StepApi = async (app) => {
  app.get(
    '/api/planning/limits',
    {
      config: { policy },
      schema: {
        summary: 'Team managers with every limit they were given',
        tags,
        response: { 200: z.array(approver) },
      },
    },
    async (request) => {
      const all = await request.tx(approvers)
      return all.map(({ staffId, username, name, limits }) => ({
        ...{ staff_id: staffId, username, name },
        limits: limits.map(({ limitId, yearlyPence, givenBy, ...one }) => ({
          ...{ limit_id: limitId, yearly_pence: yearlyPence, given_by: givenBy },
          ...one,
        })),
      }))
    },
  )
  app.post(
    '/api/planning/limits',
    {
      config: { policy },
      schema: {
        summary: 'Gives a team manager a limit from today or a later day; the one before ends the day before',
        tags,
        body: given,
        response: { 200: z.object({ limit_id: z.string() }) },
      },
    },
    async (request) => {
      const { staff_id: staffId, yearly_pence, from, reason } = request.body
      return {
        limit_id: await request.tx((tx) => giveLimit(tx, { staffId, yearlyPence: pence(yearly_pence), from, reason })),
      }
    },
  )
}
