import { z } from 'zod'
import { codesFor } from '../../people/detail-codes.ts'
import { closestPeople, listPeople, teams } from '../../people/store.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { listView } from './people-list.view.ts'

const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined),
  z.string().optional(),
)
const query = z.object({
  q: text,
  team: z.preprocess((value) => value, z.uuid().optional().catch(undefined)),
  reason: text,
  area: text,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** The people whom the reader may see: search, filters, pages of fifty. */
export const listPages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'broker', 'finance'],
    about: 'Find a person’s record',
  } as const
  app.get('/people', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const found = await request.tx(async (tx) => {
      const filter = { text: asked.q, teamId: asked.team, supportReason: asked.reason, area: asked.area }
      const list = await listPeople(tx, filter, asked.page)
      const closest = list.total === 0 && asked.q !== undefined ? await closestPeople(tx, asked.q) : []
      return { ...list, closest, teams: await teams(tx), today: tx.today }
    })
    const mayOpen = request.who.role === 'practitioner' || request.who.role === 'team_manager'
    return reply.page(
      'app/pages/people-list.njk',
      listView({ ...found, asked, mayOpen, reasons: codesFor('primary_support_reason') ?? [] }),
    )
  })
}
