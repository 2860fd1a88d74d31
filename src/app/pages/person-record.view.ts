import { type CalendarDate, daysBetween, longDate } from '../../core/calendar-date.ts'
import { countWords } from '../../core/list-page.ts'
import type { StepName } from '../../journey.ts'
import { paths as needsPaths } from '../../needs/index.ts'
import { paths as outcomesPaths } from '../../outcomes/paths.ts'
import type { PersonBar } from '../../platform/http.ts'
import type { Progress } from '../../platform/waiting.ts'
import { type Around, aroundView } from './person-around.view.ts'

const stepWords: Partial<Record<StepName, string>> = {
  people: 'Who I am',
  needs: 'Needs',
  allocation: 'Budget',
  charging: 'Charge',
  planning: 'Plan',
  brokerage: 'Places',
  delivery: 'The week',
  outcomes: 'Review',
  finance: 'Money',
}

/** Where the person stands in one step. */
export interface Along {
  readonly step: StepName
  readonly progress: Progress
}

/** A step of which the reader may not read where the person stands. */
export interface Hidden {
  readonly step: StepName
  readonly progress: null
}

interface Given {
  readonly along: readonly Along[]
  /** The steps that the reader may not read. */
  readonly hidden: readonly StepName[]
  readonly personId: string
  readonly bar: PersonBar | null
  readonly around: Around | null
}

/** The journey bar with the one thing that is next. */
export function personRecordView(given: Given) {
  const tabs = given.bar?.tabs ?? []
  const steps = given.along.map(({ step, progress }) => {
    const link = tabs.find(({ href }) => href.startsWith(`/people/${given.personId}/${step}`))
    return {
      name: stepWords[step] ?? step,
      href: link?.href ?? '',
      state: progress.state,
      words: progress.words.replace(/\.$/, ''),
      on: progress.on ?? '',
      by: progress.by ?? '',
    }
  })
  return {
    pageTitle: given.bar?.name ?? 'Record',
    steps,
    around: given.around === null ? null : aroundView(given.personId, given.around),
    hidden: hiddenWords(given.hidden),
    next: nextOf(given, steps),
  }
}

/** Which steps are not shown to the reader, so that nobody takes them for steps that have not begun. */
function hiddenWords(hidden: readonly StepName[]): string {
  const names = hidden.map((step) => stepWords[step] ?? step)
  const last = names.pop()
  if (last === undefined) return ''
  const listed = names.length === 0 ? last : `${names.join(', ')} and ${last}`
  return `Not shown to you: ${listed}. The person’s team sees ${names.length === 0 ? 'it' : 'them'}.`
}

/** The steps in which life goes on: nothing of them is next to do. */
const goesOn: readonly StepName[] = ['delivery', 'finance']

/** The first step that is not done. Once the week is lived, the team reads when the next review is, or that none is booked; others read of nothing to do. */
function nextOf({ along, around, personId }: Given, steps: readonly { name: string; words: string; href: string }[]) {
  const first = along.findIndex(({ progress }) => progress.state === 'now')
  const at = first === -1 ? along.findIndex(({ progress }) => progress.state === 'next') : first
  const now = steps[at]
  const step = along[at]?.step
  if (now === undefined || step === undefined) return null
  if (!goesOn.includes(step)) return { text: `${now.name}: ${now.words}`, href: now.href }
  if (around === null) return null
  const [review] = around.review
  return review === undefined
    ? { text: 'Book a review: none is booked', href: needsPaths.newReview(personId) }
    : { text: reviewWords(review.on, around.today), href: outcomesPaths.outcomes(personId) }
}

function reviewWords(due: CalendarDate, today: CalendarDate): string {
  const late = daysBetween(due, today)
  return late > 0
    ? `Review, ${countWords(late, 'day', 'days')} late: it was due on ${longDate(due)}`
    : `Review, due on ${longDate(due)}`
}
