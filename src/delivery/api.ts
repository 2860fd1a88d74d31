import { z } from 'zod'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { marksOf, recordMark, registerLines } from './store.ts'

const tags = ['delivery']
const line = z.object({
  occasionId: z.uuid(),
  name: z.string(),
  session: z.string(),
  startMinute: z.int(),
  endMinute: z.int(),
  provider: z.string(),
  mark: z.object({ id: z.uuid(), reason: z.string(), happened: z.string() }).nullable(),
})
/** What a mark needs, the same for a phone, another system and the command line. */
export const markBody = z.strictObject({
  id: z.uuid().describe('Made by whoever marks: the same mark sent twice is one mark'),
  occasionId: z.uuid(),
  reason: z.string().min(1).max(50),
  note: z.string().trim().min(1).max(500).optional(),
  noticedAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When the council or the place was told, before the start'),
  hereFrom: z.int().min(0).max(1440).optional().describe('Minute of the day, for someone who came for a part'),
  hereUntil: z.int().min(0).max(1440).optional(),
  replaces: z.uuid().optional().describe('The mark this one corrects'),
  correctionReason: z.string().trim().min(1).max(300).optional(),
})

/** The register of a day and its marks. */
export const deliveryApi: StepApi = async (app) => {
  const read = {
    roles: ['provider', 'broker', 'practitioner', 'team_manager', 'finance'],
    about: 'Read the register of a day',
  } as const
  app.get(
    '/api/delivery/register',
    {
      config: { policy: read },
      schema: {
        summary: 'Who is expected on a day, with the marks that stand',
        tags,
        querystring: z.object({ on: apiDay, provider: z.uuid().optional() }),
        response: { 200: z.array(line) },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const lines = await registerLines(tx, { on: request.query.on, providerId: request.query.provider })
        const marks = new Map(
          (
            await marksOf(
              tx,
              lines.map(({ occasionId }) => occasionId),
            )
          ).map((mark) => [mark.occasionId, mark]),
        )
        return lines.map((one) => {
          const mark = marks.get(one.occasionId)
          return {
            occasionId: one.occasionId,
            name: `${one.givenName} ${one.familyName.charAt(0)}`.trim(),
            session: one.session,
            startMinute: one.startMinute,
            endMinute: one.endMinute,
            provider: one.provider,
            mark: mark ? { id: mark.id, reason: mark.reason, happened: mark.happened } : null,
          }
        })
      }),
  )
  markRoute(app)
}

function markRoute(app: Parameters<StepApi>[0]) {
  const write = { roles: ['provider', 'broker', 'practitioner', 'team_manager'], about: 'Say who came' } as const
  app.post(
    '/api/delivery/marks',
    {
      config: { policy: write },
      schema: {
        summary: 'Marks a date, or corrects a mark',
        tags,
        body: markBody,
        response: { 200: z.object({ made: z.boolean() }) },
      },
    },
    async (request) => {
      const { noticedAt, ...mark } = request.body
      return request.tx((tx) =>
        recordMark(tx, { ...mark, noticedAt: noticedAt ? new Date(noticedAt) : undefined, markedAt: tx.now }),
      )
    },
  )
}
