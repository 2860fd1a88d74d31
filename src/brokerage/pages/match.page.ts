import { z } from 'zod'
import { pence } from '../../core/money.ts'
import type { TravelPolicyOn } from '../../directory/index.ts'
import { accessFeatureCodes, travelModes } from '../../directory/index.ts'
import { homeOf, longestJourneyOf } from '../../people/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { match } from '../match.ts'
import { paths } from '../paths.ts'
import { candidatesFor, giveBack, holdPlace, isPlaced, offersFor, termToPlace } from '../store.ts'
import type { Wanted } from '../wanted-place.ts'
import { type MatchShown, matchView } from './match.view.ts'
import { brokers, instantWords, ofTerm, sentenceFor } from './page-parts.ts'

const search = z.object({
  minutes: z.coerce.number().int().min(5).max(240).optional().catch(undefined),
  days: z.enum(['same_day', 'any_day']).catch('same_day').default('same_day'),
  mode: z.enum(travelModes).catch('bus').default('bus'),
  all: z.literal('yes').optional().catch(undefined),
  needs: z
    .preprocess(
      (sent) => [sent ?? []].flat().filter((one) => (accessFeatureCodes as unknown[]).includes(one)),
      z.array(z.string()),
    )
    .default([]),
})

/** The match page of a planned session, with holding a place and giving it back. Takes the council's travel policy. */
export const matchPages =
  (travelOn: TravelPolicyOn): StepPages =>
  async (app) => {
    const policy = { roles: brokers, about: 'Match, hold and give back places' } as const

    app.get('/people/:personId/brokerage/:termId', { config: { policy } }, async (request, reply) => {
      const { personId, termId } = ofTerm.parse(request.params)
      const asked = readAddress(search, request.query)
      const shown = await request.tx((tx) => shownOf(tx, { personId, termId, asked, travelOn }))
      return reply.page('brokerage/pages/match.njk', matchView(shown))
    })

    app.post('/people/:personId/brokerage/:termId/hold', { config: { policy } }, async (request, reply) => {
      const { personId, termId } = ofTerm.parse(request.params)
      const done = await request.attempt((tx) => holdPlace(tx, termId))
      if (done.ok) return reply.done(paths.match(personId, termId), `Held until ${instantWords(done.value.heldUntil)}`)
      const shown = await request.tx((tx) => shownOf(tx, { personId, termId, asked: search.parse({}), travelOn }))
      const errors = [{ text: sentenceFor(done.refusals[0]), href: '#main-content' }]
      return reply.page('brokerage/pages/match.njk', { ...matchView(shown), errors }, 409)
    })

    app.post('/people/:personId/brokerage/:termId/give-back', { config: { policy } }, async (request, reply) => {
      const { personId, termId } = ofTerm.parse(request.params)
      const done = await request.attempt((tx) => giveBack(tx, termId))
      return reply.done(
        paths.match(personId, termId),
        done.ok ? 'The place is given back' : sentenceFor(done.refusals[0]),
      )
    })
  }

interface Asked {
  readonly personId: string
  readonly termId: string
  readonly asked: z.output<typeof search>
  readonly travelOn: TravelPolicyOn
}

async function shownOf(tx: Tx, { personId, termId, asked, travelOn }: Asked): Promise<MatchShown> {
  const term = await termToPlace(tx, termId)
  if (term === undefined || term.personId !== personId) throw new NotFound('planned session')
  const travel = travelOn(tx.today)
  const own = await longestJourneyOf(tx, personId)
  const minutes = asked.minutes ?? own ?? travel.limitMinutes
  const wanted: Wanted = {
    ...term,
    from: term.fromDate,
    accessNeeds: asked.needs,
    home: await homeOf(tx, personId),
    speed: {
      mode: asked.mode,
      kilometresPerHour: travel.kilometresPerHour[asked.mode],
      detourPercent: travel.detourPercent,
    },
    mostMinutes: minutes,
    plannedPrice: term.pricePence === null ? undefined : pence(term.pricePence),
    days: asked.days,
  }
  const candidates = await candidatesFor(tx, term, { anyDay: asked.days === 'any_day' })
  return {
    term,
    matches: match(wanted, candidates),
    offers: await offersFor(tx, termId),
    travel,
    ownMinutes: own,
    asked: { ...asked, minutes },
    all: asked.all === 'yes',
    query: [
      ['minutes', String(minutes)],
      ['mode', asked.mode],
      ['days', asked.days],
      ...asked.needs.map((need): [string, string] => ['needs', need]),
    ],
    placed: await isPlaced(tx, termId),
    now: tx.now,
  }
}
