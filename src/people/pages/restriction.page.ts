import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { dateField, dateTyped, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { roleWords } from '../../platform/role-words.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import { changeNamed, liftRestriction, namedVersion, restrict, restrictionOf, staffToName } from '../store.ts'

const policy = { roles: ['team_manager'], about: 'Restrict a record to named staff, and lift it' } as const
const params = z.object({ personId: z.uuid() })
const several = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.uuid()).min(1, 'Tick who may see the record'),
)
const sure = (words: string) => z.preprocess((value) => value ?? '', z.literal('yes', words))
const named = z.object({
  reason: textField('why', { most: 500 }),
  staffIds: several,
  sure: sure('Tick the box to say that you are sure'),
  version: z.string().max(2000).default(''),
})
const first = named.extend({ from: dateField('the first day') })

async function show(request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) {
  const { personId } = params.parse(request.params)
  const { now, staff } = await request.tx(async (tx) => ({
    now: await restrictionOf(tx, personId),
    staff: await staffToName(tx, personId),
  }))
  const mine = request.who.staffId ?? ''
  const chosen = now === undefined ? [mine] : now.named.map(({ staffId }) => staffId)
  return reply.page(
    'people/pages/restriction.njk',
    {
      errors: [],
      at: {},
      ...wrong,
      typed: wrong?.typed ?? { staffIds: chosen.join(','), ...dateTyped('from', request.server.db.clock.today()) },
      now:
        now === undefined
          ? null
          : { from: longDate(now.from), reason: now.reason, names: now.named.map((one) => one.name) },
      version: now === undefined ? '' : namedVersion(now),
      staff: staff.map((one) => ({
        value: one.staffId,
        text: one.staffId === mine ? `${one.name} (you)` : one.name,
        hint: { text: roleWords(one.role) },
      })),
      action: paths.restriction(personId),
      lift: paths.liftRestriction(personId),
      back: paths.details(personId),
    },
    status,
  )
}

async function save(request: FastifyRequest, reply: FastifyReply) {
  const { personId } = params.parse(request.params)
  const begins = (request.body as Record<string, unknown> | undefined)?.['version'] === ''
  const begun = begins ? readForm(first, request.body) : undefined
  const reading = begun ?? readForm(named, request.body)
  if (!reading.ok) return show(request, reply, reading, 400)
  const saved = await request.attempt((tx) =>
    begun?.ok ? restrict(tx, { ...begun.value, personId }) : changeNamed(tx, { ...reading.value, personId }),
  )
  if (!saved.ok) {
    const code = saved.refusals[0] ?? ''
    const field = code === 'restriction_before_today' ? 'from' : 'staffIds'
    return show(request, reply, faultAt(reading, field, peopleSentences[code] ?? 'Look at it again'), 409)
  }
  const stays = reading.value.staffIds.includes(request.who.staffId ?? '')
  return reply.done(
    stays ? paths.details(personId) : paths.list(),
    begins ? 'The record is restricted to the staff you named' : 'Who may see the record is changed, from now on',
  )
}

/** Who may see a restricted record: begun, changed and lifted by a manager of the person's team. */
export const restrictionPages: StepPages = async (app) => {
  app.get('/people/:personId/people/restriction', { config: { policy } }, (request, reply) => show(request, reply))
  app.post('/people/:personId/people/restriction', { config: { policy } }, save)
  app.post('/people/:personId/people/restriction/lift', { config: { policy } }, async (request, reply) => {
    const { personId } = params.parse(request.params)
    const reading = readForm(
      z.object({ liftSure: sure('Tick the box to say that the record may be opened to the team again') }),
      request.body,
    )
    if (!reading.ok) return show(request, reply, reading, 400)
    const lifted = await request.attempt((tx) => liftRestriction(tx, personId))
    return reply.done(
      paths.details(personId),
      lifted.ok ? 'The restriction is lifted. The team sees the record again' : 'It had been lifted already',
    )
  })
}
