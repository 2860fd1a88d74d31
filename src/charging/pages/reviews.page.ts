import { z } from 'zod'
import { addDays, type CalendarDate, daysBetween, shortDate } from '../../core/calendar-date.ts'
import { countWords, pagesOf } from '../../core/list-page.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import { type ChargeReview, chargeReviews } from '../store.ts'
import { toldWords } from '../told-before-charged.ts'

const spans = { late: 'Late', six_weeks: 'Due in 6 weeks', all: 'All' } as const
const spanDays = { late: -1, six_weeks: 42, all: undefined }
const query = z.object({
  q: z.string().trim().max(200).catch(''),
  due: z.enum(['late', 'six_weeks', 'all']).catch('six_weeks'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** Charges to look at again, each with the way to send what changed; the list of a year, and of what was never assessed. */
export const chargeReviewPages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance'],
    about: 'See whose charge has to be looked at again',
  } as const
  app.get(paths.reviews(), { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const days = spanDays[asked.due]
    const found = await request.tx(async (tx) => ({
      ...(await chargeReviews(tx, {
        words: asked.q,
        until: days === undefined ? undefined : addDays(tx.today, days),
        page: asked.page,
      })),
      today: tx.today,
    }))
    const count = countWords(found.found, 'charge', 'charges')
    return reply.page('charging/pages/reviews.njk', {
      lede: `${count} to look at again, ${found.late === 0 ? 'none' : found.late} late. A charge is looked at again ${found.months} months after the day it was worked out for, and no later than 6 April, when new figures set by law begin. One taken over from the system before is due from its first day.`,
      q: asked.q,
      action: paths.reviews(),
      narrowed: asked.q !== '' || asked.due !== 'six_weeks',
      spans: Object.entries(spans).map(([value, text]) => ({ value, text, selected: value === asked.due })),
      rows: found.reviews.map((review) => rowOf(review, found.today)),
      pager: {
        page: asked.page,
        pages: pagesOf(found.found),
        href: `${paths.reviews()}?${new URLSearchParams({ q: asked.q, due: asked.due })}&page=`,
      },
    })
  })
}

const why = { provisional: 'Told “up to”, not settled yet', migrated: 'Taken over, never worked out here' } as const

function rowOf(review: ChargeReview, today: CalendarDate) {
  const late = daysBetween(review.dueOn, today)
  const unsettled = review.basis === 'provisional' || review.basis === 'migrated' ? why[review.basis] : undefined
  const last = review.assessedFor === null ? 'No assessment' : `Worked out for ${shortDate(review.assessedFor)}`
  return {
    cells: [
      { text: review.personName, href: paths.charge(review.personId) },
      { text: shortDate(review.dueOn) },
      late > 0
        ? { tag: `${countWords(late, 'day', 'days')} late`, colour: 'red' }
        : { text: late === 0 ? 'Today' : -late === 1 ? 'In 1 day' : `In ${-late} days` },
      { text: unsettled ?? last },
      { text: toldWords({ weekly: review.weekly, provisional: review.basis === 'provisional' }) },
      { text: 'Send what changed', href: paths.money(review.personId), hidden: `for ${review.personName}` },
    ],
  }
}
