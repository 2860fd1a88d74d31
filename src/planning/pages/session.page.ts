import { z } from 'zod'
import { addDays, mondayOf } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { countRunning, type SessionFacts, sessionFacts, sessionsRunning } from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { dateTyped, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { addSession, assistants, namesOf, outcomesOf, scheduledPrices } from '../store.ts'
import { ofPerson, planners } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'
import { ownPage, placedPage, whenWords } from './session.view.ts'
import { otherPayersOf, ownForm, placedForm } from './session-form.page.ts'

const find = z.object({
  q: z.string().trim().max(100).default(''),
  day: z.coerce.number().int().min(0).max(7).catch(0).default(0),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
const chosen = z.object({ session: z.uuid(), replaces: z.uuid().optional() })
const fieldOf = {
  no_price_in_force: 'supportBand',
  session_runs_less_often: 'everyWeeks',
  session_has_ended: 'from-day',
  shares_above_the_price: 'otherShare',
  no_direct_payment_for_own_service: 'route',
  free_means_no_cost: 'route',
  term_in_order: 'until-day',
  term_minutes: 'ends',
  DW019: 'until-day',
}

/** Sessions put into a person's week: found in the directory, or an own arrangement. */
export const sessionPages: StepPages = async (app) => {
  const policy = { roles: planners, about: 'Put sessions into a person’s week' } as const

  app.get('/people/:personId/planning/sessions', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const asked = readAddress(find, request.query)
    const view = await request.tx(async (tx) => {
      const { q, day } = asked
      const wanted = { on: tx.today, weekday: day === 0 ? undefined : day, words: q === '' ? undefined : q }
      const found = await countRunning(tx, wanted)
      const pages = pagesOf(found)
      const page = Math.min(asked.page, pages)
      const sessions = await sessionsRunning(tx, { ...wanted, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE })
      const named = await namesOf(tx, personId)
      return findView(personId, asked, { named, sessions, from: await pricesFrom(tx, sessions), found, page, pages })
    })
    return reply.page('planning/pages/find-session.njk', view)
  })

  app.get('/people/:personId/planning/sessions/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const { session, replaces } = readAddress(chosen, request.query)
    const page = await request.tx((tx) => placed(tx, personId, session, replaces))
    return reply.page('platform/pages/form.njk', { ...page.form, typed: page.typed })
  })
  app.post('/people/:personId/planning/sessions/new', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const { session, replaces } = readAddress(chosen, request.query)
    const read = readForm(placedForm, request.body)
    const done = read.ok
      ? await request.attempt((tx) =>
          addSession(tx, {
            ...read.value,
            personId,
            sessionId: session,
            otherPayers: otherPayersOf(read.value),
            replacesTermId: replaces,
          }),
        )
      : undefined
    if (done?.ok)
      return reply.done(
        paths.transport(personId, done.value.termId),
        'Added to the week. How does the person get there?',
      )
    const page = await request.tx((tx) => placed(tx, personId, session, replaces))
    return reply.page('platform/pages/form.njk', { ...page.form, ...refusalAt(read, done, 'reason', fieldOf) }, 400)
  })

  app.get('/people/:personId/planning/sessions/own', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const page = await request.tx((tx) => own(tx, personId))
    return reply.page('platform/pages/form.njk', { ...page.form, typed: page.typed })
  })
  app.post('/people/:personId/planning/sessions/own', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const read = readForm(ownForm, request.body)
    const done = read.ok ? await request.attempt((tx) => addSession(tx, ownWanted(personId, read.value))) : undefined
    if (done?.ok)
      return reply.done(
        paths.transport(personId, done.value.termId),
        'Added to the week. How does the person get there?',
      )
    const page = await request.tx((tx) => own(tx, personId))
    return reply.page('platform/pages/form.njk', { ...page.form, ...refusalAt(read, done, 'words', fieldOf) }, 400)
  })
}

function ownWanted(personId: string, form: z.output<typeof ownForm>) {
  const { words, weekday, starts, ends, season, price, providerId, ...rest } = form
  return {
    ...rest,
    personId,
    otherPayers: otherPayersOf(form),
    own: { words, weekday, startMinute: starts, endMinute: ends, season },
    ownPrice: { perSession: price ?? pence(0), providerId },
    route: (price ?? 0) === 0 ? ('no_cost' as const) : form.route,
  }
}

async function placed(tx: Tx, personId: string, sessionId: string, replaces: string | undefined) {
  const [session] = await sessionFacts(tx, [sessionId])
  if (session === undefined) throw new NotFound('session')
  const named = await namesOf(tx, personId)
  const from = addDays(mondayOf(tx.today), 7)
  const bands = ['1:1', '1:2', '1:3', '1:4', '1:8'] as const
  const minutes = session.endMinute - session.startMinute
  const prices: string[] = []
  for (const supportBand of bands) {
    const price = (await scheduledPrices(tx, { sessions: [{ ...session, minutes }], supportBand, on: from })).get(
      sessionId,
    )
    if (price !== undefined) prices.push(`${supportBand} ${formatMoney(price.perSession)}`)
  }
  const words =
    prices.length === 0
      ? 'No published price: only free places can be added here.'
      : `Published prices of one session: ${prices.join(', ')}.`
  const typed = {
    supportBand: prices[0]?.split(' ')[0] ?? 'none',
    everyWeeks: String(session.everyWeeks),
    route: prices.length === 0 ? 'no_cost' : 'council_managed',
    purpose: 'support',
    ...dateTyped('from', from),
  }
  return {
    form: placedPage({ personId, named, outcomes: await outcomesOf(tx, personId), replaces }, session, words),
    typed,
  }
}

async function own(tx: Tx, personId: string) {
  const ground = { personId, named: await namesOf(tx, personId), outcomes: await outcomesOf(tx, personId) }
  const typed = {
    season: 'all',
    everyWeeks: '1',
    supportBand: '1:1',
    route: 'direct_payment',
    purpose: 'support',
    ...dateTyped('from', addDays(mondayOf(tx.today), 7)),
  }
  return { form: ownPage(ground, await assistants(tx)), typed }
}

/** The least published price of each session at 1:4 or, failing that, at 1:2 or 1:1: "from £36". */
async function pricesFrom(tx: Tx, sessions: readonly SessionFacts[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const supportBand of ['1:4', '1:3', '1:2', '1:1']) {
    const prices = await scheduledPrices(tx, {
      sessions: sessions.map((session) => ({ ...session, minutes: session.endMinute - session.startMinute })),
      supportBand,
      on: tx.today,
    })
    for (const [sessionId, { perSession }] of prices)
      found.set(sessionId, Math.min(perSession, found.get(sessionId) ?? perSession))
  }
  return found
}

function findView(
  personId: string,
  asked: { q: string; day: number },
  found: {
    named: { given: string }
    sessions: readonly SessionFacts[]
    from: Map<string, number>
    found: number
    page: number
    pages: number
  },
) {
  return {
    title: `Find a session for ${found.named.given}’s week`,
    back: paths.plan(personId),
    action: paths.addSession(personId),
    own: `${paths.addSession(personId)}/own`,
    asked,
    days: ['Any day', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
      (text, value) => ({ value: String(value), text, selected: value === asked.day }),
    ),
    pager: {
      page: found.page,
      pages: found.pages,
      href: `${paths.addSession(personId)}?q=${encodeURIComponent(asked.q)}&day=${asked.day}&page=`,
    },
    table: {
      caption: `${found.found} ${found.found === 1 ? 'session' : 'sessions'}`,
      head: ['Session', 'When', 'Where', 'Price', 'Add'].map((text) => ({ text })),
      stacked: true,
      rows: found.sessions.map((session) => {
        const price = found.from.get(session.sessionId)
        return {
          cells: [
            { text: session.name, note: session.organisation },
            { text: whenWords(session) },
            { text: [session.site, session.town].filter((part) => part !== null).join(', ') || 'No fixed place' },
            {
              text:
                price === undefined
                  ? session.free
                    ? 'Free'
                    : 'No published price'
                  : `from ${formatMoney(pence(price))}`,
            },
            {
              text: 'Add this',
              href: `${paths.addSession(personId)}/new?session=${session.sessionId}`,
              hidden: `: ${session.name}, ${whenWords(session)}`,
            },
          ],
        }
      }),
    },
  }
}
