import { shortDate } from '../../core/calendar-date.ts'
import type { WeekSession } from '../week-session.ts'

/** How a line stands, in one or two words. */
export function stateWords(session: WeekSession): string {
  if (session.dropsAfter !== null) return `Leaves after ${shortDate(session.dropsAfter)}`
  if (!session.agreed) return session.seat?.heldUntil ? 'Draft, held' : 'Draft'
  if (session.sessionId === null) return 'Agreed'
  return session.seat === null ? 'To place' : session.seat.heldUntil !== null ? 'Held' : 'Placed'
}
