import { z } from 'zod'
import { type CalendarDate, clockTime, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import { type PlacementRow, placementsOf, type ToPlace, termToPlace, toPlace, waitingTerms } from '../store.ts'
import { brokers, instantWords, ofPerson } from './page-parts.ts'

const asked = z.object({
  q: z.string().trim().max(100).default(''),
  state: z.enum(['all', 'untouched', 'offered', 'held']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).catch(1).default(1),
})
const stateNames = { all: 'All', untouched: 'Nothing done yet', offered: 'Offer sent', held: 'Place held' } as const

/** The brokers' queue, and a person's places. */
export const queuePages: StepPages = async (app) => {
  const policy = { roles: brokers, about: 'Find places for planned sessions' } as const

  app.get('/brokerage', { config: { policy } }, async (request, reply) => {
    const wanted = readAddress(asked, request.query)
    const { sessions, found } = await request.tx((tx) =>
      toPlace(tx, { search: wanted.q, state: wanted.state, page: wanted.page }),
    )
    return reply.page('brokerage/pages/queue.njk', {
      title: 'Sessions to place',
      lede: found === 0 ? '' : `${found} ${found === 1 ? 'session waits' : 'sessions wait'}, the longest first.`,
      action: paths.queue(),
      asked: wanted,
      filtered: wanted.q !== '' || wanted.state !== 'all',
      states: Object.entries(stateNames).map(([value, text]) => ({ value, text, selected: value === wanted.state })),
      pager: {
        page: wanted.page,
        pages: Math.ceil(found / ROWS_A_PAGE),
        href: `${paths.queue()}?q=${encodeURIComponent(wanted.q)}&state=${wanted.state}&page=`,
      },
      table: {
        caption: 'Sessions to place',
        captionHidden: true,
        head: queueHead,
        stacked: true,
        rows: sessions.map((session) => ({ cells: queueRow(session) })),
      },
    })
  })

  const seen = { roles: ['broker', 'practitioner', 'team_manager'], about: 'See where a person is placed' } as const
  app.get('/people/:personId/brokerage', { config: { policy: seen } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const { placed, waiting, today } = await request.tx(async (tx) => {
      const terms: ToPlace[] = []
      for (const termId of await waitingTerms(tx, personId)) {
        const term = await termToPlace(tx, termId)
        if (term !== undefined) terms.push(term)
      }
      return { placed: await placementsOf(tx, personId), waiting: terms, today: tx.today }
    })
    const broker = request.who.role === 'broker'
    return reply.page('brokerage/pages/places.njk', {
      title: 'Places',
      placed: {
        caption: 'Where the person is placed',
        head: ['Session', 'When', 'With', 'Since', 'State'].map((text) => ({ text })),
        stacked: true,
        rows: placed.map((row) => ({
          cells: [
            { text: row.title },
            { text: `${weekdayName(row.weekday)} ${clockTime(row.startMinute)} to ${clockTime(row.endMinute)}` },
            { text: row.provider },
            { text: shortDate(row.fromDate) },
            stateOfPlace(row, today),
          ],
        })),
      },
      waiting: {
        caption: 'Still to place',
        head: queueHead.slice(1),
        stacked: true,
        rows: waiting.map((term) => ({ cells: queueRow(term, broker).slice(1) })),
      },
    })
  })
}

/** Whether a place stands, is paused today or will be, or has ended. */
function stateOfPlace({ endedOn, endReason, pause }: PlacementRow, today: CalendarDate) {
  if (endedOn !== null) return { text: '', tag: `Ends ${shortDate(endedOn)}`, colour: 'grey', note: endReason ?? '' }
  if (pause === null) return { text: '', tag: 'Placed', colour: 'green' }
  const until = pause.until === null ? 'no last day yet' : `until ${shortDate(pause.until)}`
  return pause.from > today
    ? { text: '', tag: 'Placed', colour: 'green', note: `Paused from ${shortDate(pause.from)}, ${until}` }
    : { text: '', tag: 'Paused', colour: 'orange', note: `Since ${shortDate(pause.from)}, ${until}` }
}

const queueHead = [
  { text: 'Person' },
  { text: 'Session' },
  { text: 'When' },
  { text: 'Support' },
  { text: 'Price', numeric: true },
  { text: 'Waiting since' },
  { text: 'State' },
  { text: 'Do' },
]

function queueRow(term: ToPlace, broker = true) {
  return [
    { text: term.personName, note: term.localArea ?? '' },
    { text: term.title, note: term.organisation ?? 'Own arrangement' },
    {
      text: `${weekdayName(term.weekday)} ${clockTime(term.startMinute)} to ${clockTime(term.endMinute)}`,
      note: `from ${longDate(term.fromDate)}`,
    },
    { text: term.supportBand === 'none' ? '–' : term.supportBand },
    { text: term.pricePence === null ? '–' : formatMoney(pence(term.pricePence)) },
    { text: shortDate(term.waitingSince) },
    state(term),
    broker
      ? { text: 'Find a place', href: paths.match(term.personId, term.termId), hidden: `for ${term.title}` }
      : { text: 'With the brokers' },
  ]
}

function state(term: ToPlace) {
  if (term.heldUntil !== null) return { text: '', tag: `Held until ${instantWords(term.heldUntil)}`, colour: 'orange' }
  if (term.offersAccepted > 0) return { text: '', tag: 'Offer accepted', colour: 'green' }
  if (term.offersOut > 0) return { text: '', tag: 'Offer sent', colour: 'blue' }
  return term.agreed
    ? { text: '', tag: 'To place', colour: 'orange' }
    : { text: '', tag: 'Cost not approved yet', colour: 'grey' }
}
