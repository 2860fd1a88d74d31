import { z } from 'zod'
import { suppress } from '../core/small-numbers.ts'
import type { StepApi } from '../platform/http.ts'
import { NotFound, Refused } from '../platform/refused.ts'
import { shownWatch } from './drift/shown-watch.ts'
import { type ExceptionReason, exceptionReasons } from './exception-reason.ts'
import type { RolloutPolicyOn } from './rollout/policy.ts'
import { tableVersions, watchOf } from './store.ts'

const shown = z.union([z.int(), z.literal('hidden')])
const line = z.object({
  name: z.string(),
  plans: shown,
  enough: shown.describe('In how many of the plans the budget was enough'),
  least: shown.describe('Fewer than this is outside the limits'),
  most: shown.describe('More than this is outside the limits'),
  state: z.enum(['too_few', 'inside', 'below', 'above']),
})

/** Whether a table is still enough, as data; small numbers are hidden as on the page. */
export const watchApi =
  (policyOn: RolloutPolicyOn): StepApi =>
  async (app) => {
    const policy = {
      roles: ['team_manager', 'finance', 'commissioner'],
      about: 'Read the watch over a table as data',
    } as const
    app.get(
      '/api/allocation/watch',
      {
        config: { policy },
        schema: {
          summary: 'How often budgets of a table were enough, beside what would be usual',
          tags: ['allocation'],
          querystring: z.object({
            table: z.string().max(40).optional().describe('A version that has begun; the newest where none is given'),
          }),
          response: {
            200: z.object({
              tableVersion: z.string(),
              madeUp: z.boolean().describe('The borough is made up, so this says nothing of a real table'),
              enoughPerMille: z.int().describe('The wish: in so many of a thousand plans the budget should be enough'),
              leastPlans: z.int(),
              alarm: z.boolean(),
              overall: line,
              bands: z.array(line),
              months: z.array(line),
              exceptions: z.array(
                z.object({ reason: z.enum(Object.keys(exceptionReasons) as ExceptionReason[]), asked: shown }),
              ),
            }),
          },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const begun = (await tableVersions(tx)).filter((one) => one.from <= tx.today)
          const { table } = request.query
          const chosen = table === undefined ? begun[0] : begun.find((one) => one.version === table)
          if (chosen === undefined) throw table === undefined ? new Refused('no_table_in_force') : new NotFound('table')
          const rule = policyOn(tx.today).watch
          const { watch, exceptions } = await watchOf(tx, chosen, rule)
          const counts = suppress(exceptions.reasons.map(({ asked }) => [asked]))
          return {
            tableVersion: chosen.version,
            madeUp: app.demo,
            enoughPerMille: rule.enoughPerMille,
            leastPlans: rule.leastPlans,
            ...shownWatch(watch),
            exceptions: exceptions.reasons.map(({ reason }, at) => ({ reason, asked: counts[at]?.[0] ?? 'hidden' })),
          }
        }),
    )
  }
