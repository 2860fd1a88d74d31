import { type CalendarDate, daysBetween, longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import type { ReviewDue } from '../store.ts'

interface Found {
  readonly reviews: readonly ReviewDue[]
  readonly found: number
  readonly late: number
  readonly today: CalendarDate
}

const spans = { late: 'Late', two_weeks: 'Due in 2 weeks', six_weeks: 'Due in 6 weeks', all: 'All that are open' }

/** The list of reviews due, the latest overdue first. */
export function reviewListView(
  { reviews, found, late, today }: Found,
  asked: { q: string; due: string; page: number },
) {
  const query = new URLSearchParams({ q: asked.q, due: asked.due })
  const count = found === 1 ? '1 review' : `${found.toLocaleString('en-GB')} reviews`
  return {
    lede: late === 0 ? `${count}, none late.` : `${count}, ${late} late.`,
    q: asked.q,
    narrowed: asked.q !== '' || asked.due !== 'six_weeks',
    spans: Object.entries(spans).map(([value, text]) => ({ value, text, selected: value === asked.due })),
    rows: reviews.map((review) => {
      const days = daysBetween(review.dueOn, today)
      return {
        cells: [
          { text: review.personName, href: paths.needs(review.personId) },
          { text: shortDate(review.dueOn) },
          days > 0
            ? { tag: `${days} ${days === 1 ? 'day' : 'days'} late`, colour: 'red' }
            : { text: days === 0 ? 'Today' : -days === 1 ? 'In 1 day' : `In ${-days} days` },
          { text: review.kind === 'planned' ? 'Planned' : 'Unplanned' },
          { text: review.cause },
        ],
      }
    }),
    pager: {
      page: asked.page,
      pages: pagesOf(found),
      href: `${paths.reviews()}?${query}&page=`,
    },
  }
}

/** The form that books a review; one that stands already is named. */
export function newReviewView(
  personId: string,
  { person, planned }: { person: { name: string }; planned: ReviewDue | undefined },
) {
  return {
    title: 'Book a review',
    lede: `For ${person.name}.`,
    back: { href: paths.needs(personId), text: 'Needs' },
    action: paths.newReview(personId),
    button: 'Book the review',
    warning: '',
    now:
      planned === undefined
        ? ''
        : `A planned review stands already: ${longDate(planned.dueOn)}, ${planned.cause}. Book another only when it is held apart from that one.`,
    hidden: [],
    fields: [
      {
        type: 'radios',
        id: 'kind',
        label: 'Which kind?',
        options: [
          { value: 'planned', text: 'Planned' },
          { value: 'unplanned', text: 'Unplanned: something changed, or somebody asked' },
        ],
      },
      { type: 'text', id: 'cause', label: 'Why is it due?' },
      { type: 'date', id: 'dueOn', label: 'When is it due?' },
    ],
  }
}

/** The form that settles a review which will not be held as booked. */
export function settleReviewView(review: ReviewDue) {
  return {
    title: 'Settle a review',
    lede: `The ${review.kind} review of ${review.personName}, due ${longDate(review.dueOn)}: ${review.cause}.`,
    back: { href: paths.needs(review.personId), text: 'Needs' },
    action: paths.settleReview(review.personId, review.reviewDueId),
    button: 'Settle the review',
    warning: '',
    now:
      review.settledOn === null
        ? 'A review that was held is recorded under “Is it helping?”, and settles itself. Use this page when it will not be held.'
        : `It was settled on ${longDate(review.settledOn)}: ${review.settlement ?? ''}.`,
    hidden: [],
    fields: [
      { type: 'date', id: 'settledOn', label: 'On what day?' },
      {
        type: 'long',
        id: 'settlement',
        label: 'How was it settled?',
        hint: 'For example: held together with the review of 3 March; moved to another council',
      },
    ],
  }
}
