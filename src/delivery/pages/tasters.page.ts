import { z } from 'zod'
import { paths as brokerage } from '../../brokerage/paths.ts'
import {
  type CalendarDate,
  clockTime,
  daysBetween,
  longDate,
  shortDate,
  weekdayName,
} from '../../core/calendar-date.ts'
import { countWords, pageAddress, pagerOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { type Taster, tastersNow } from '../store.ts'
import { shownName } from './register.view.ts'

const asked = z.object({ words: wordsField, page: pageField })
const policy = {
  roles: ['broker', 'provider', 'practitioner', 'team_manager'],
  about: 'Who tries something out before they decide, and until when',
} as const

/** "Until 12 Dec 2026" with what to do: ask before the last day, ask now that it is over, or agree a last day. */
export function untilWords(until: CalendarDate | null, today: CalendarDate): { text: string; note: string } {
  if (until === null) return { text: 'No last day', note: 'Agree by when they decide' }
  const left = daysBetween(today, until)
  if (left < 0) return { text: `Ended on ${shortDate(until)}`, note: 'Ask how it was, and whether they want to stay' }
  return { text: `Until ${shortDate(until)}`, note: left <= 14 ? 'Ask now whether they want to stay' : '' }
}

const cameWords = ({ came, marked }: Taster) =>
  marked === 0 ? 'Has not begun' : `Came on ${came} of ${marked} ${marked === 1 ? 'date' : 'dates'}`

/** One row for each taster. A provider reads the first name and an initial; the council's people open the person's places. */
function tasterRows(tasters: readonly Taster[], today: CalendarDate, provider: boolean) {
  return tasters.map((one) => ({
    cells: [
      provider
        ? { text: shownName(one) }
        : { text: `${one.givenName} ${one.familyName}`.trim(), href: brokerage.places(one.personId) },
      { text: one.session, note: `${weekdayName(one.weekday)}, ${clockTime(one.startMinute)}` },
      { text: cameWords(one), note: one.next === null ? 'No date to come' : `Next: ${longDate(one.next)}` },
      untilWords(one.until, today),
    ],
  }))
}

/** Who tries something out: for a broker and the team of each person, and for whoever provides it. */
export const tastersPages: StepPages = async (app) => {
  app.get('/delivery/tasters', { config: { policy } }, async (request, reply) => {
    const { words, page } = asked.parse(request.query)
    const { rows, all } = await request.tx(async (tx) => {
      const found = await tastersNow(tx, { words, page })
      return { ...found, rows: tasterRows(found.rows, tx.today, request.who.role === 'provider') }
    })
    const head = [{ text: 'Who' }, { text: 'What' }, { text: 'How it goes' }, { text: 'Until when' }]
    const table = { caption: 'Tasters', captionHidden: true, stacked: true, head, rows }
    const list = {
      asked: words !== '' || page > 1,
      find: { action: '/delivery/tasters', title: 'Tasters', label: 'Name, or session', value: words },
      count: countWords(all, 'taster', 'tasters'),
      table,
      pager: pagerOf({ page, all, perPage: ROWS_A_PAGE, href: pageAddress('/delivery/tasters', { words }) }),
      nothing: {
        title: 'Nobody tries anything out now',
        text: 'A taster is a planned session whose purpose is “a taster”. It stands here from its first day until some weeks after its last.',
      },
    }
    return reply.page('delivery/pages/tasters.njk', { list })
  })
}
