import type { CalendarDate } from '../core/calendar-date.ts'

/** The most of one kind of work that is looked up for a first page, which lists it 50 at a time and says when there may be more. */
export const mostWaiting = 1_000

/** One thing that waits for somebody: shown on the home page of the role that can act. */
export interface Waiting {
  readonly what: string
  /** The kind of work, when `what` names one thing: work of one kind is counted together. */
  readonly kind?: string
  /** The record that waits. Where two steps name the same one, only the later step's line is shown: it is the one to act on. */
  readonly recordId?: string
  readonly personId?: string
  readonly personName?: string
  readonly why: string
  /** How many things the line stands for, where they are done in one sitting; one where nothing is said. */
  readonly count?: number
  readonly dueOn?: CalendarDate
  readonly href: string
  /** The verb on the button, for example "Decide". */
  readonly act: string
}

/** One step of a person's journey, as its bar shows it. */
export interface Progress {
  readonly state: 'done' | 'now' | 'next'
  readonly words: string
  readonly on?: CalendarDate
  readonly by?: string
  /** It goes on as in the system before, until its review: nobody decided it here. */
  readonly takenOver?: boolean
}
