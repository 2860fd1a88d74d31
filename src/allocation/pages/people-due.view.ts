import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { formatMoney } from '../../core/money.ts'
import { paths } from '../paths.ts'
import { mostBooked } from '../rollout/phases.ts'
import type { PersonDue, TableVersion } from '../store.ts'

interface Found {
  readonly people: readonly PersonDue[]
  readonly found: number
  readonly due: number
  readonly noReview: number
  readonly areas: readonly string[]
  readonly version: string
  readonly today: CalendarDate
  readonly mayBook: boolean
}
interface Asked {
  readonly q: string
  readonly area?: string | undefined
  readonly state: string
  readonly page: number
}

const states = { all: 'All', no_review: 'No review booked', booked: 'Review booked', late: 'Review late' }
const people = (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`)

function reviewCell(one: PersonDue, today: CalendarDate) {
  if (one.reviewOn === null) return { tag: 'No review booked', colour: 'orange' }
  const kind = one.reviewKind === 'planned' ? 'planned' : 'unplanned'
  if (one.reviewOn < today) return { tag: 'Late', colour: 'red', text: `${shortDate(one.reviewOn)}, ${kind}` }
  return { text: `${shortDate(one.reviewOn)}, ${kind}` }
}

/** People who come to a table at their review. */
export function peopleDueView(found: Found, asked: Asked) {
  const query = new URLSearchParams({ q: asked.q, area: asked.area ?? '', state: asked.state })
  const area = asked.area === undefined ? '' : `?${new URLSearchParams({ area: asked.area })}`
  return {
    lede: `${people(found.due)} of my teams ${found.due === 1 ? 'has a budget' : 'have budgets'} of another table than ${found.version}; ${found.noReview.toLocaleString('en-GB')} with no review booked. What they have stays until their review.`,
    actions:
      found.mayBook && found.noReview > 0
        ? [{ text: 'Book reviews for those without one', href: `${paths.bookReviews()}${area}` }]
        : [],
    q: asked.q,
    narrowed: asked.q !== '' || asked.area !== undefined || asked.state !== 'all',
    areas: [
      { value: '', text: 'Any area', selected: asked.area === undefined },
      ...found.areas.map((value) => ({ value, text: value, selected: value === asked.area })),
    ],
    states: Object.entries(states).map(([value, text]) => ({ value, text, selected: value === asked.state })),
    caption: people(found.found),
    rows: found.people.map((one) => ({
      cells: [
        { text: one.personName, href: paths.budget(one.personId, one.budgetId) },
        { text: one.localArea ?? 'Not known' },
        { text: `${formatMoney(one.weeklyPence)} a week`, note: `table ${one.ownTable}` },
        reviewCell(one, found.today),
      ],
    })),
    pager: {
      page: asked.page,
      pages: pagesOf(found.found),
      href: `${paths.peopleDue()}?${query}&page=`,
    },
  }
}

/** The form that books reviews, with what it will do before it is done. */
export function bookFormView(
  { newest, found, from, until }: { newest: TableVersion; found: number; from: CalendarDate; until: CalendarDate },
  area: string | undefined,
) {
  const now = Math.min(found, mostBooked)
  const rest = found > mostBooked ? ` ${found - mostBooked} more stay for the next time.` : ''
  return {
    title: 'Book reviews',
    lede: `For ${people(found)}${area === undefined ? '' : ` in ${area}`} with a budget of another table than ${newest.version}, and no review booked.`,
    back: { href: paths.peopleDue(), text: 'People who are due' },
    action: paths.bookReviews(),
    button: `Book ${now === 1 ? '1 review' : `${now} reviews`}`,
    warning: '',
    now: `This books ${now === 1 ? 'one planned review' : `${now} planned reviews`}, spread over the working days you give.${rest} No budget and no plan changes. By the phases, reviews run from ${longDate(from)} to ${longDate(until)}.`,
    hidden: [{ name: 'area', value: area ?? '' }],
    fields: [
      { type: 'date', id: 'from', label: 'The first review is due on' },
      { type: 'date', id: 'until', label: 'The last review is due on' },
    ],
  }
}
