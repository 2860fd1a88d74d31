import { type CalendarDate, daysBetween, shortDate } from '../../core/calendar-date.ts'
import type { Standing, Whereabouts } from '../store/where-they-are.ts'

interface Step {
  readonly words: string
  /** What is next for the person's worker, and the part of the record where it is done. */
  readonly next?: readonly [act: string, part: string]
}

/** The steps of the journey in their order, as a worker says them. */
export const whereabouts: Readonly<Record<Whereabouts, Step>> = {
  none: { words: 'Nothing begun' },
  contact: { words: 'Contact', next: ['Answer the contact', 'needs'] },
  to_assess: { words: 'To be assessed', next: ['Start the assessment', 'needs'] },
  answered: { words: 'Contact answered' },
  assessment: { words: 'Assessment', next: ['Finish the assessment', 'needs'] },
  no_needs: { words: 'No eligible needs' },
  budget: { words: 'Budget', next: ['Work out and tell the budget', 'allocation'] },
  plan: { words: 'Plan', next: ['Make and agree the plan', 'planning'] },
  places: { words: 'Finding places', next: ['See what is still to be placed', 'brokerage'] },
  week: { words: 'Living the week' },
}

/** What a tier is called, with the colour of its tag. */
export const tiers: Readonly<Record<number, { words: string; colour: string }>> = {
  1: { words: 'Specialist', colour: 'purple' },
  2: { words: 'Personalised and community', colour: 'teal' },
  3: { words: 'Enablement', colour: 'blue' },
}

/** Reviews by when they are due: late, or within so many days. */
export const reviewWindows = { late: 'Late', '14': 'Due in 14 days', '42': 'Due in 6 weeks' } as const
export type ReviewWindow = keyof typeof reviewWindows

/** Whether a review falls into a window: late means before today, the others from today on. */
export function fallsInto(window: ReviewWindow, due: CalendarDate | null, today: CalendarDate): boolean {
  if (due === null) return false
  const days = daysBetween(today, due)
  return window === 'late' ? days < 0 : days >= 0 && days <= Number(window)
}

const inDays = (days: number) => (days === 1 ? '1 day' : `${days} days`)

/** The cells of a person's row that say where they are, their tier, their next review and what is next for the worker. */
export function standingCells(standing: Standing | undefined, personId: string, today: CalendarDate) {
  if (standing === undefined) return [{ text: '–' }, { text: '–' }, { text: '–' }, { text: '–' }]
  const { step, tier, review_on: due } = standing
  const late = due === null ? 0 : daysBetween(due, today)
  const tag = tier === null ? undefined : tiers[tier]
  return [
    { text: whereabouts[step].words },
    tag === undefined ? { tag: 'Not set', colour: 'grey' } : { tag: String(tier), colour: tag.colour, text: tag.words },
    due === null
      ? { text: '–' }
      : { text: shortDate(due), ...(late > 0 ? { tag: `${inDays(late)} late`, colour: 'red' } : {}) },
    next(standing, personId, late),
  ]
}

function next({ step, review_on: due }: Standing, personId: string, late: number) {
  if (due !== null && late >= -14) {
    const act = late > 0 ? 'Hold the review' : late === 0 ? 'Review due today' : `Review due in ${inDays(-late)}`
    return { text: act, href: `/people/${personId}/outcomes` }
  }
  const [act, part] = whereabouts[step].next ?? []
  return act === undefined ? { text: '–' } : { text: act, href: `/people/${personId}/${part}` }
}
