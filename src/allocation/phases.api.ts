import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { Tx } from '../platform/db.ts'
import type { StepApi } from '../platform/http.ts'
import { Refused } from '../platform/refused.ts'
import { occasions, phasesFrom } from './rollout/phases.ts'
import type { RolloutPolicyOn } from './rollout/policy.ts'
import { bookReviewsDue, phasesOf, setPhases, tableVersions } from './store.ts'

const tags = ['allocation']
const phases = z.object({
  tableVersion: z.string(),
  phases: z.array(
    z.object({
      localArea: z.string().nullable().describe('null: the whole borough'),
      moves: z.enum(Object.keys(occasions) as (keyof typeof occasions)[]),
      from: z.string(),
      until: z.string().nullable(),
      basis: z.string(),
    }),
  ),
})

/** The table that comes in, or came in last. */
async function newest(tx: Tx) {
  const [table] = await tableVersions(tx)
  if (table === undefined) throw new Refused('no_table_in_force')
  return table
}

/** How the newest table comes in, as data: its phases, and the reviews at which people come to it. Nobody's budget changes. */
export const phasesApi =
  (policyOn: RolloutPolicyOn): StepApi =>
  async (app) => {
    const read = {
      roles: ['practitioner', 'team_manager', 'finance', 'commissioner'],
      about: 'Read how a new allocation table comes in, as data',
    } as const
    const set = { roles: ['commissioner'], about: 'Set the phases in which a table comes in' } as const
    const book = { roles: ['team_manager'], about: 'Book the reviews at which people come to a new table' } as const
    const shown = async (tx: Tx) => {
      const { version } = await newest(tx)
      return { tableVersion: version, phases: await phasesOf(tx, version) }
    }

    app.get(
      '/api/allocation/phases',
      {
        config: { policy: read },
        schema: {
          summary: 'The phases in which the newest table comes in; none: everybody from its first day',
          tags,
          response: { 200: phases },
        },
      },
      async (request) => request.tx(shown),
    )
    app.post(
      '/api/allocation/phases',
      {
        config: { policy: set },
        schema: {
          summary: 'Set the phases anew: by the council’s own steps from a day, or everybody at once',
          tags,
          body: z.strictObject({ way: z.enum(['steps', 'at_once']), from: apiDay }),
          response: { 200: phases },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const { way, from } = request.body
          const table = await newest(tx)
          if (from < table.from) throw new Refused('phase_before_table')
          const { steps, stepsFrom } = policyOn(tx.today)
          const wanted = way === 'steps' ? phasesFrom(steps, from) : []
          await setPhases(tx, { version: table.version, phases: wanted, basis: stepsFrom })
          return shown(tx)
        }),
    )
    app.post(
      '/api/allocation/people-due/reviews',
      {
        config: { policy: book },
        schema: {
          summary: 'Book a planned review for people of your teams who are due and have none, spread over working days',
          tags,
          body: z.strictObject({ from: apiDay, until: apiDay, area: z.string().trim().min(1).max(200).optional() }),
          response: { 200: z.object({ booked: z.int() }) },
        },
      },
      async (request) =>
        request.tx(async (tx) => {
          const { version } = await newest(tx)
          return { booked: await bookReviewsDue(tx, { version, ...request.body }) }
        }),
    )
  }
