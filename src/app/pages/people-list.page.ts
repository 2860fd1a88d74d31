import { z } from 'zod'
import { codesFor } from '../../people/detail-codes.ts'
import { closestPeople, listPeople, mergedInto, teams } from '../../people/store.ts'
import type { Tx } from '../../platform/db.ts'
import { severalField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { filterField } from '../../platform/list-asked.ts'
import { readAddress } from '../../platform/read-address.ts'
import { numbersOf, standingOf, standingOfAll, type Whereabouts } from '../store/where-they-are.ts'
import { listView } from './people-list.view.ts'
import { fallsInto, type ReviewWindow, reviewWindows, whereabouts } from './where-words.ts'

/** One or more tiers; 0 stands for none decided. */
const several = severalField.pipe(z.array(z.enum(['1', '2', '3', '0']))).catch([])
const query = z.object({
  q: filterField,
  team: z.preprocess((value) => value, z.uuid().optional().catch(undefined)),
  reason: filterField,
  area: filterField,
  step: z
    .enum(Object.keys(whereabouts) as [Whereabouts, ...Whereabouts[]])
    .optional()
    .catch(undefined),
  tier: several,
  review: z
    .enum(Object.keys(reviewWindows) as [ReviewWindow, ...ReviewWindow[]])
    .optional()
    .catch(undefined),
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
    const team = request.who.role === 'practitioner' || request.who.role === 'team_manager'
    const found = await request.tx(async (tx) => {
      const among = team ? await amongWhom(tx, asked) : undefined
      const filter = { text: asked.q, teamId: asked.team, supportReason: asked.reason, area: asked.area, among }
      const list = await listPeople(tx, filter, asked.page)
      const closest =
        list.total === 0 && asked.q !== undefined && among === undefined ? await closestPeople(tx, asked.q) : []
      const ids = [...list.people, ...closest].map(({ person_id }) => person_id)
      const standings = team ? await standingOf(tx, ids) : []
      return {
        ...list,
        closest,
        numbers: await numbersOf(tx, ids),
        merged: await mergedInto(tx, ids),
        standings: new Map(standings.map((one) => [one.person_id, one])),
        teams: await teams(tx),
        today: tx.today,
      }
    })
    return reply.page(
      'app/pages/people-list.njk',
      listView({
        ...found,
        asked,
        team,
        manager: request.who.role === 'team_manager',
        reasons: codesFor('primary_support_reason') ?? [],
      }),
    )
  })
}

/** The people whose step, tier and review are asked for; undefined when none of them is. */
async function amongWhom(tx: Tx, { step, tier, review }: z.infer<typeof query>): Promise<string[] | undefined> {
  if (step === undefined && review === undefined && tier.length === 0) return undefined
  const all = await standingOfAll(tx)
  return all.flatMap((one) => {
    const right =
      (step === undefined || one.step === step) &&
      (tier.length === 0 || tier.includes(String(one.tier ?? 0) as (typeof tier)[number])) &&
      (review === undefined || fallsInto(review, one.review_on, tx.today))
    return right ? [one.person_id] : []
  })
}
