import { z } from 'zod'
import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { type DatesOfSession, datesSince } from '../../delivery/store.ts'
import { type EventOutcome, eventOutcomes } from '../../needs/index.ts'
import { reviewsOf } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  type FormErrors,
  faultAt,
  optionalDateField,
  optionalTextField,
  readForm,
  typedOf,
} from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { endsSupport, latestNextReview } from '../complete-review.ts'
import { type Finding, type Met, metWords } from '../met.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { completedReviews, holdReview, liveOutcomes, type OutcomeRow } from '../store.ts'
import { wentView } from './went.view.ts'
import { reviewMethods } from './words.ts'

const policy: Policy = { roles: ['practitioner', 'team_manager'], about: 'The person’s team holds a review' }
const params = z.object({ personId: z.uuid(), reviewDueId: z.uuid() })
const after: readonly EventOutcome[] = [
  'continues',
  'planning',
  'assessment',
  'reablement',
  'nhs',
  'ended_as_planned',
  'ended_otherwise',
  'declined',
  'moved',
  'died',
]
const voices = ['person', 'practitioner', 'provider'] as const
const mets = Object.keys(metWords) as Met[]
const form = z.object({
  startedOn: dateField('the day the review began'),
  completedOn: dateField('the day the review ended'),
  method: choiceField('how the review was held', Object.keys(reviewMethods)),
  eventOutcome: choiceField('what comes of the review', after),
  nextReviewOn: dateField('the day of the next review'),
  notHeardBecause: optionalTextField('why the person was not asked', { most: 300 }),
  lastDay: optionalDateField('the last day of support'),
  whyItEnds: optionalTextField('why support ends', { most: 300 }),
})

interface Loaded {
  readonly due: {
    readonly reviewDueId: string
    readonly cause: string
    readonly personName: string
    readonly settledOn: CalendarDate | null
  }
  readonly outcomes: readonly OutcomeRow[]
  readonly dates: readonly DatesOfSession[]
  readonly lastHeldOn: CalendarDate | null
}

async function load(tx: Tx, { personId, reviewDueId }: z.infer<typeof params>): Promise<Loaded> {
  const due = (await reviewsOf(tx, personId)).find((one) => one.reviewDueId === reviewDueId)
  if (!due) throw new NotFound('review')
  const lastHeldOn = (await completedReviews(tx, personId))[0]?.completedOn ?? null
  const dates = await datesSince(tx, personId, lastHeldOn)
  return { due, outcomes: await liveOutcomes(tx, personId), dates, lastHeldOn }
}

/** What each voice said of each outcome, from the form's fields `met-OUTCOME-VOICE` and `words-OUTCOME-VOICE`. */
function findingsOf(typed: Record<string, string>, outcomes: readonly OutcomeRow[]): Finding[] {
  return outcomes.flatMap(({ outcomeId }) =>
    voices.flatMap((voice) => {
      const met = mets.find((one) => one === typed[`met-${outcomeId}-${voice}`])
      const words = (typed[`words-${outcomeId}-${voice}`] ?? '').trim().slice(0, 300)
      return met ? [{ outcomeId, voice, met, ...(words === '' ? {} : { words }) }] : []
    }),
  )
}

const asked: Record<(typeof voices)[number], string> = {
  person: 'What the person says',
  practitioner: 'What you find',
  provider: 'What the provider says',
}

function view(
  { due, outcomes, dates, lastHeldOn }: Loaded,
  personId: string,
  today: string,
  typed: Record<string, string>,
) {
  const dated = (field: string, on: string) => ({
    year: typed[`${field}-year`] ?? on.slice(0, 4),
    month: typed[`${field}-month`] ?? String(Number(on.slice(5, 7))),
    day: typed[`${field}-day`] ?? String(Number(on.slice(8))),
  })
  const next = latestNextReview(today as Parameters<typeof latestNextReview>[0])
  return {
    title: `Review with ${due.personName}`,
    lede: `${due.cause}. Ask the person first. Their words stand before yours.`,
    back: paths.outcomes(personId),
    went: wentView(dates, lastHeldOn),
    dates: {
      startedOn: dated('startedOn', today),
      completedOn: dated('completedOn', today),
      nextReviewOn: dated('nextReviewOn', next),
      lastDay: {
        year: typed['lastDay-year'] ?? '',
        month: typed['lastDay-month'] ?? '',
        day: typed['lastDay-day'] ?? '',
      },
    },
    latest: longDate(next),
    methods: Object.entries(reviewMethods).map(([value, text]) => ({
      value,
      text,
      checked: typed['method'] === value,
    })),
    after: after.map((value) => ({
      value,
      text: eventOutcomes[value].plain,
      checked: typed['eventOutcome'] === value,
    })),
    outcomes: outcomes.map(({ outcomeId, words }) => ({
      outcomeId,
      words,
      voices: voices.map((voice) => ({
        field: `${outcomeId}-${voice}`,
        asked: asked[voice],
        inWords: voice === 'practitioner' ? 'In your words' : 'In their words',
        words: typed[`words-${outcomeId}-${voice}`] ?? '',
        choices: mets.map((met) => ({
          value: met,
          text: metWords[met],
          checked: typed[`met-${outcomeId}-${voice}`] === met,
        })),
      })),
    })),
    typed: { notHeardBecause: '', whyItEnds: '', ...typed },
  }
}

/** Which field a refusal belongs to. */
const fieldOf: Record<string, string> = {
  outcome_not_looked_at: 'outcomes',
  person_not_heard: 'notHeardBecause',
  ends_before_it_starts: 'completedOn-day',
  not_yet: 'completedOn-day',
  next_review_too_late: 'nextReviewOn-day',
  next_review_not_ahead: 'nextReviewOn-day',
  last_day_missing: 'lastDay-day',
  last_day_past: 'lastDay-day',
  end_without_reason: 'whyItEnds',
}

/** What whoever held the review reads: the next one is booked, or until when support goes on. */
function doneWords({ eventOutcome, lastDay }: z.infer<typeof form>): string {
  if (!endsSupport(eventOutcome)) return 'The review is kept and the next one is booked'
  if (eventOutcome === 'died' || lastDay === undefined)
    return 'The review is kept. Record the death on the record: it ends every session'
  return `The review is kept. Support ends after ${longDate(lastDay)}`
}

/** Holding a review: outcome by outcome in three voices; it settles the review that was due and books the next. */
export const reviewPages: StepPages = async (app) => {
  const url = '/people/:personId/outcomes/reviews/:reviewDueId'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { loaded, today } = await request.tx(async (tx) => ({
      loaded: await load(tx, request.params),
      today: tx.today,
    }))
    if (loaded.due.settledOn !== null) return reply.redirect(paths.outcomes(request.params.personId), 303)
    return reply.page('outcomes/pages/review.njk', view(loaded, request.params.personId, today, {}))
  })
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { personId, reviewDueId } = request.params
    const typed = typedOf(request.body)
    const { loaded, today } = await request.tx(async (tx) => ({
      loaded: await load(tx, request.params),
      today: tx.today,
    }))
    const again = ({ errors, at }: FormErrors, status: number) =>
      reply.page('outcomes/pages/review.njk', { ...view(loaded, personId, today, typed), errors, at }, status)
    const read = readForm(form, request.body)
    if (loaded.due.settledOn !== null)
      return again(faultAt(read, 'outcomes', sentences['review_already_settled'] ?? ''), 409)
    if (!read.ok) return again(read, 400)
    const findings = findingsOf(typed, loaded.outcomes)
    const done = await request.attempt((tx) => holdReview(tx, { ...read.value, reviewDueId, personId, findings }))
    if (done.ok) return reply.done(paths.outcomes(personId), doneWords(read.value))
    const code = done.refusals[0] ?? ''
    return again(
      faultAt(read, fieldOf[code] ?? 'outcomes', sentences[code] ?? 'This could not be saved. Try again.'),
      409,
    )
  })
}
