import { z } from 'zod'
import { pauseReasons } from '../brokerage/index.ts'
import { pausesNow, pausesOf, placesToPause } from '../brokerage/store.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { pauseSum } from './pause-date.ts'
import { changePauses, type Pause, type PauseChange, type PausePreview, pausePlaces, previewPause } from './store.ts'

const tags = ['delivery']
const team = {
  roles: ['practitioner', 'team_manager', 'broker'],
  about: 'The team of a person and brokers pause places for a while',
} as const
const everybody = {
  roles: ['practitioner', 'team_manager', 'broker', 'provider', 'finance'],
  about: 'Who is away for a while; a provider and finance read no reason',
} as const
const ofPerson = z.object({ personId: z.uuid() })
const money = z.int().describe('whole pence')
const days = { from: z.string(), until: z.string().nullable().describe('the last day; null while none is known') }
const place = z.object({ placementId: z.uuid(), title: z.string(), provider: z.string(), weekday: z.int(), ...days })
const pause = z.object({
  pauseId: z.uuid(),
  personId: z.uuid(),
  placementId: z.uuid(),
  title: z.string(),
  ...days,
  began: z.string().describe('the first day of the whole time away, where one pause goes on from another'),
  reason: z.string().nullable().describe('null for who may not read it'),
  words: z.string().nullable(),
  ended: z.string().nullable().describe('back, wrong or place_ended; null where it was not ended early'),
})
const shown = ({ pauseId, personId, placementId, title, from, until, began, reason, words, endKind }: Pause) => ({
  pauseId,
  personId,
  placementId,
  title,
  from,
  until,
  began,
  reason,
  words,
  ended: endKind,
})

/** What a pause needs, the same for another system and the command line. */
const pauseFields = {
  placementIds: z.array(z.uuid()).min(1).max(50),
  from: apiDay,
  until: apiDay.optional().describe('The last day; left out while nobody knows it: then a review is booked'),
  reason: z.enum(pauseReasons),
  words: z.string().trim().min(1).max(300).optional().describe('Needed for the reason chose_otherwise'),
  allSupport: z
    .boolean()
    .optional()
    .describe('All support is paused: a place that begins meanwhile is paused too. Left out: only these places'),
}
export const pauseBody = z.strictObject({
  actId: z.uuid().describe('Made by whoever pauses: the same act sent twice is one'),
  ...pauseFields,
})
export const changeBody = z.strictObject({
  actId: z.uuid().describe('Made by whoever changes it'),
  how: z.enum(['back', 'longer', 'wrong']),
  firstDayBack: apiDay.optional().describe('For back: the first day they come again'),
  until: apiDay.optional().describe('For longer: the new last day; left out while nobody knows it'),
})

/** The change as the store knows it. Who comes back without saying when comes back today; longer without a last day has no known end. */
export function asChange({ how, firstDayBack, until }: z.output<typeof changeBody>, today: Pause['from']): PauseChange {
  if (how === 'longer') return { how, until: until ?? null }
  return how === 'wrong' ? { how } : { how, firstDayBack: firstDayBack ?? today }
}

const previewOf = ({ places, reviewOn }: PausePreview) => ({
  reviewOn: reviewOn ?? null,
  places: places.map(({ place: one, days: { from, until }, already, fates }) => {
    const { fallAway, late, marked, begun, paid, back } = pauseSum(fates)
    return {
      placementId: one.placementId,
      from,
      until,
      pausedAlready: already.length > 0,
      fallAway,
      paidAlthoughAway: late,
      markedBefore: marked,
      onTheRegister: begun,
      paid,
      goesBack: back,
      dates: fates.map(({ date, fate, paid: still, back: again, missing }) => ({
        on: date.on,
        fate,
        paid: still,
        goesBack: again,
        missing: missing ?? null,
      })),
    }
  }),
})
const dateShown = z.object({
  on: z.string(),
  fate: z.string(),
  paid: money,
  goesBack: money,
  missing: z.string().nullable(),
})
const previewShown = z.object({
  reviewOn: z.string().nullable(),
  places: z.array(
    z.object({
      placementId: z.uuid(),
      ...days,
      pausedAlready: z.boolean(),
      fallAway: z.int(),
      paidAlthoughAway: z.int(),
      markedBefore: z.int(),
      onTheRegister: z.int(),
      paid: money,
      goesBack: money,
      dates: z.array(dateShown),
    }),
  ),
})

/** Pauses for other programs: what stands, what one would do, pausing places and changing a pause. */
export const pausesApi: StepApi = async (app) => {
  app.get(
    '/api/delivery/paused',
    {
      config: { policy: everybody },
      schema: {
        tags,
        summary: 'Who is away today or will be, of those whom you may see',
        response: { 200: z.array(pause) },
      },
    },
    async (request) => (await request.tx(pausesNow)).map(shown),
  )
  app.get(
    '/api/delivery/people/:personId/pauses',
    {
      config: { policy: team },
      schema: {
        tags,
        summary: 'The places of a person that can be paused, and every pause of theirs, the latest first',
        params: ofPerson,
        response: { 200: z.object({ places: z.array(place), pauses: z.array(pause) }) },
      },
    },
    async (request) =>
      request.tx(async (tx) => ({
        places: (await placesToPause(tx, request.params.personId)).map(
          ({ placementId, title, provider, weekday, from, until }) => ({
            placementId,
            title,
            provider,
            weekday,
            from,
            until,
          }),
        ),
        pauses: (await pausesOf(tx, request.params.personId)).map(shown),
      })),
  )
  pausing(app)
}

function pausing(app: Parameters<StepApi>[0]) {
  const wantedOf = ({ until, ...body }: z.output<typeof pauseBody>, personId: string) => ({
    ...body,
    personId,
    until: until ?? null,
  })
  app.post(
    '/api/delivery/people/:personId/pauses/preview',
    {
      config: { policy: team, pure: true },
      schema: {
        tags,
        summary: 'What a pause would do to each date and its money; nothing is kept',
        params: ofPerson,
        body: z.strictObject(pauseFields),
        response: { 200: previewShown },
      },
    },
    async (request) =>
      previewOf(
        await request.tx((tx) =>
          previewPause(tx, { ...request.body, until: request.body.until ?? null, personId: request.params.personId }),
        ),
      ),
  )
  app.post(
    '/api/delivery/people/:personId/pauses',
    {
      config: { policy: team },
      schema: {
        tags,
        summary: 'Pauses places of a person, all or none; their seats are kept',
        params: ofPerson,
        body: pauseBody,
        response: { 200: z.object({ made: z.boolean(), pauseIds: z.array(z.uuid()) }) },
      },
    },
    async (request) => request.tx((tx) => pausePlaces(tx, wantedOf(request.body, request.params.personId))),
  )
  changing(app)
}

function changing(app: Parameters<StepApi>[0]) {
  app.post(
    '/api/delivery/people/:personId/pauses/:pauseId/change',
    {
      config: { policy: team },
      schema: {
        tags,
        summary: 'Ends a pause sooner, makes it longer, or takes back one that was entered wrongly',
        params: ofPerson.extend({ pauseId: z.uuid() }),
        body: changeBody,
        response: { 200: z.object({ made: z.boolean(), cameBack: z.int().describe('dates that are planned again') }) },
      },
    },
    async (request) =>
      request.tx((tx) =>
        changePauses(tx, {
          personId: request.params.personId,
          pauseIds: [request.params.pauseId],
          actId: request.body.actId,
          change: asChange(request.body, tx.today),
        }),
      ),
  )
}
