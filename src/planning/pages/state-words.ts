import { shortDate } from '../../core/calendar-date.ts'
import { thingWords } from '../../directory/index.ts'
import type { WeekSession } from '../week-session.ts'

/** What support a line has and what must be there: "1:2, hoist". */
export function supportWords({ supportBand, characteristics }: WeekSession): string {
  const needed = [...(supportBand === 'none' ? [] : [supportBand]), ...characteristics.map(thingWords)]
  return needed.length === 0 ? '–' : needed.join(', ')
}

/** How a line stands, in one or two words. */
export function stateWords(session: WeekSession): string {
  if (session.dropsAfter !== null) return `Leaves after ${shortDate(session.dropsAfter)}`
  if (!session.agreed) return session.seat?.heldUntil ? 'Draft, held' : 'Draft'
  if (session.sessionId === null) return 'Agreed'
  return session.seat === null ? 'To place' : session.seat.heldUntil !== null ? 'Held' : 'Placed'
}
