import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { bookedOn } from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { dayWithinReach, typedOf } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import {
  awayOn,
  daysAround,
  type MarkSent,
  marksOf,
  moreExpectedThan,
  openDates,
  payRulesInForce,
  providerNamed,
  reasons,
  recordMark,
  registerLines,
  registersOfDay,
} from '../store.ts'
import { type RegisterFault, readRegister } from './register.form.ts'
import { type RegisterRows, registerView, shownName } from './register.view.ts'
import { registersView } from './registers.view.ts'

const read: Policy = {
  roles: ['provider', 'broker', 'practitioner', 'team_manager', 'finance'],
  about: 'A provider sees who is expected of its own people; staff see the people they may see',
}
const write: Policy = {
  roles: ['provider', 'broker', 'practitioner', 'team_manager'],
  about: 'Whoever ran the session says who came',
}
const query = z.object({
  on: z.string().max(20).optional(),
  provider: z.uuid().optional(),
  q: wordsField,
  page: pageField,
})
type Query = z.infer<typeof query>

/** More people than this stand on no one register: staff choose whose they open. */
const MOST_ON_A_PAGE = 100

/** The registers of the day to choose from, where whoever asks sees the people of many providers and named none. */
async function toChoose(tx: Tx, { on: asked, provider, q: words, page }: Query) {
  const on = dayWithinReach(asked) ?? tx.today
  if (provider !== undefined || tx.who.role === 'provider') return undefined
  if (!(await moreExpectedThan(tx, { on, most: MOST_ON_A_PAGE }))) return undefined
  const found = await registersOfDay(tx, { on, words, page })
  return registersView({ on, today: tx.today, words, page, perPage: ROWS_A_PAGE, ...found })
}

async function load(
  tx: Tx,
  { on: asked, provider }: Pick<Query, 'on' | 'provider'>,
): Promise<Omit<RegisterRows, 'typed' | 'at' | 'met' | 'mayMark'>> {
  const on = dayWithinReach(asked) ?? tx.today
  const lines = await registerLines(tx, { on, providerId: provider })
  const occasionIds = lines.map(({ occasionId }) => occasionId)
  return {
    on,
    today: tx.today,
    lines,
    around: lines.every(({ off }) => off)
      ? await daysAround(tx, { on, providerId: provider })
      : { before: null, after: null },
    booked: tx.who.role === 'provider' ? await bookedOn(tx, on) : [],
    open: tx.who.role === 'provider' ? (await openDates(tx, on)).map((one) => ({ ...one, newCountId: newId() })) : [],
    away: await awayOn(tx, { on, providerId: provider }),
    marks: await marksOf(tx, occasionIds),
    reasons: await reasons(tx),
    rules: await payRulesInForce(tx, on),
    markIds: Object.fromEntries(occasionIds.map((id) => [id, newId()])),
    providerId: provider,
    staff: tx.who.role !== 'provider',
    whose: provider === undefined ? '' : await providerNamed(tx, provider),
  }
}

const refusal = ({ refusals }: { refusals: readonly string[] }) =>
  sentences[refusals[0] ?? ''] ?? 'This could not be saved. Open the register again.'

/** Writes what was chosen. Whoever was marked by somebody else meanwhile keeps that mark, and is given back. */
async function writeMarks(
  tx: Tx,
  marks: readonly Omit<MarkSent, 'markedAt'>[],
): Promise<{ saved: number; met: string[] }> {
  const standing = await marksOf(
    tx,
    marks.map(({ occasionId }) => occasionId),
  )
  const taken = new Map(standing.map((mark) => [mark.occasionId, mark]))
  const mine = marks.filter((mark) => (taken.get(mark.occasionId)?.id ?? mark.id) === mark.id)
  for (const mark of mine) await recordMark(tx, { ...mark, markedAt: tx.now })
  return { saved: mine.length, met: marks.filter((mark) => !mine.includes(mark)).map(({ occasionId }) => occasionId) }
}

async function save(request: FastifyRequest<{ Querystring: Query }>, reply: FastifyReply) {
  const typed = typedOf(request.body)
  const rows = await request.tx((tx) => load(tx, request.query))
  const sent = readRegister(typed, rows)
  if (sent.faults.length > 0) return again(reply, rows, typed, sent.faults)
  const write = () => request.attempt((tx) => writeMarks(tx, sent.marks))
  const first = await write()
  const done = !first.ok && first.refusals[0] === 'one_first_mark' ? await write() : first
  if (!done.ok) return again(reply, rows, typed, [{ field: `here-${sent.marks[0]?.occasionId}`, text: refusal(done) }])
  const { saved, met } = done.value
  if (met.length > 0) {
    const now = await request.tx((tx) => load(tx, request.query))
    const names = now.lines.filter(({ occasionId }) => met.includes(occasionId)).map(shownName)
    return reply.page(
      'delivery/pages/register.njk',
      registerView({ ...now, mayMark: true, typed: {}, at: {}, met: names }),
      409,
    )
  }
  const words =
    saved === 0
      ? 'Nothing was chosen, so nothing was saved'
      : saved === 1
        ? '1 person marked'
        : `${saved} people marked`
  return reply.done(paths.register(request.query.on, request.query.provider), words)
}

function again(
  reply: FastifyReply,
  rows: Awaited<ReturnType<typeof load>>,
  typed: Record<string, string>,
  faults: readonly RegisterFault[],
) {
  const at = Object.fromEntries(faults.map(({ field, text }) => [field, text]))
  const markIds = { ...rows.markIds }
  for (const { occasionId } of rows.lines)
    markIds[occasionId] = typed[`mark-${occasionId}`] ?? markIds[occasionId] ?? ''
  const view = registerView({ ...rows, markIds, mayMark: true, typed, at, met: [] })
  const errors = faults.map(({ field, text }) => ({ text, href: `#${field}` }))
  return reply.page('delivery/pages/register.njk', { ...view, errors }, 400)
}

/** The register of a day: who is expected, one tap each, what each reason brings with it, saved by one form. */
export const registerPages: StepPages = async (app) => {
  app.get(
    '/delivery/register',
    { config: { policy: read }, schema: { querystring: query } },
    async (request, reply) => {
      const { on } = request.query
      const wrongDay =
        on === undefined || on === '' || dayWithinReach(on) !== undefined
          ? ''
          : `“${on}” is not a day of the calendar, so this is the register of today. Write a day like 2026-11-28, or choose one below.`
      const choice = await request.tx((tx) => toChoose(tx, request.query))
      if (choice !== undefined) return reply.page('delivery/pages/registers.njk', { ...choice, wrongDay })
      const rows = await request.tx((tx) => load(tx, request.query))
      const mayMark = request.who.role !== 'finance'
      const view = registerView({ ...rows, mayMark, typed: {}, at: {}, met: [] })
      return reply.page('delivery/pages/register.njk', { ...view, wrongDay })
    },
  )
  app.post('/delivery/register', { config: { policy: write }, schema: { querystring: query } }, save)
}
