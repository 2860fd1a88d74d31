import { type CalendarDate, daysBetween, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { formatMoney } from '../../core/money.ts'
import { paths as needsPaths } from '../../needs/paths.ts'
import type { urgentDecisionsNow } from '../../needs/store.ts'
import { paths } from '../paths.ts'
import type { TakenOver } from '../store.ts'

type Urgent = Awaited<ReturnType<typeof urgentDecisionsNow>>

interface Shown {
  readonly urgent: Urgent
  /** The newest version of a plan under each decision. */
  readonly under: ReadonlyMap<string, number>
  readonly over: { readonly people: readonly TakenOver[]; readonly found: number }
  readonly pages: { readonly urgent: number; readonly over: number }
  readonly today: CalendarDate
}

/** Two lists: urgent care with its ceiling and the day of its assessment; and what came over, with the review that puts it right. */
export function outsideStepsView({ urgent, under, over, pages, today }: Shown) {
  const here = paths.outsideSteps()
  return {
    title: 'Urgent and taken over',
    lede: 'Support that stands outside the usual steps, and what brings it back into them.',
    urgent: {
      caption: `${urgent.found} urgent ${urgent.found === 1 ? 'decision' : 'decisions'}, not yet assessed first`,
      head: ['Person', 'Why', 'At most a week', 'Assess by', 'Until', 'Plan', 'Do'].map((text) => ({ text })),
      stacked: true,
      rows: urgent.decisions.map((one) => urgentRow(one, under.get(one.urgentDecisionId), today)),
    },
    urgentPager: { page: pages.urgent, pages: pagesOf(urgent.found), href: `${here}?over=${pages.over}&urgent=` },
    over: {
      caption: `${over.found} ${over.found === 1 ? 'person' : 'people'}, those without a review first`,
      head: ['Person', 'Sessions', 'No outcome yet', 'Charge', 'Put right at the review of', 'Do'].map((text) => ({
        text,
      })),
      stacked: true,
      rows: over.people.map(overRow),
    },
    overPager: { page: pages.over, pages: pagesOf(over.found), href: `${here}?urgent=${pages.urgent}&over=` },
  }
}

function urgentRow(one: Urgent['decisions'][number], version: number | undefined, today: CalendarDate) {
  const late = daysBetween(one.assessBy, today)
  const due =
    one.assessedOn !== null
      ? { tag: `Assessed ${shortDate(one.assessedOn)}`, colour: 'green' }
      : late > 0
        ? { tag: `${shortDate(one.assessBy)}, ${late === 1 ? '1 day' : `${late} days`} late`, colour: 'red' }
        : { text: shortDate(one.assessBy) }
  return {
    cells: [
      { text: one.personName, href: needsPaths.needs(one.personId), hidden: 'needs' },
      { text: one.reason, note: `${one.decidedByName ?? 'A member of staff'}, ${shortDate(one.decidedOn)}` },
      { text: formatMoney(one.weeklyCeilingPence) },
      { text: '', ...due },
      one.untilDate < today
        ? { text: '', tag: `Ended ${shortDate(one.untilDate)}`, colour: 'red' }
        : { text: shortDate(one.untilDate) },
      { text: version === undefined ? 'None under it' : `Version ${version}` },
      one.assessedOn === null
        ? { text: 'Assess', href: needsPaths.newAssessment(one.personId), hidden: one.personName }
        : { text: 'Open the plan', href: paths.plan(one.personId), hidden: `of ${one.personName}` },
    ],
  }
}

function overRow(one: TakenOver) {
  return {
    cells: [
      { text: one.personName, href: paths.plan(one.personId), hidden: 'plan' },
      { text: String(one.sessions) },
      { text: String(one.withoutOutcome) },
      { text: one.chargePence === null ? 'Not taken over' : `${formatMoney(one.chargePence)} a week, old figure` },
      one.reviewOn === null ? { text: '', tag: 'No review booked', colour: 'red' } : { text: shortDate(one.reviewOn) },
      one.reviewOn === null
        ? { text: 'Book a review', href: needsPaths.newReview(one.personId), hidden: `for ${one.personName}` }
        : { text: 'Open the plan', href: paths.plan(one.personId), hidden: `of ${one.personName}` },
    ],
  }
}
