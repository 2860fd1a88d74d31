import { shortDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Progress, Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { unmarkedDays } from './register.ts'

/** Days whose register is not complete: for the provider that must mark them, and for finance, which cannot pay before. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  const { role, providerId } = tx.who
  if (role !== 'provider' && role !== 'finance') return []
  const days = await unmarkedDays(tx, role === 'provider' ? providerId : undefined)
  return days.map(({ on, provider, unmarked, providerId: whose }) => ({
    what: role === 'provider' ? `Register of ${shortDate(on)}` : `Register of ${provider}, ${shortDate(on)}`,
    kind: 'Register to mark',
    why: unmarked === 1 ? '1 person is not marked' : `${unmarked} people are not marked`,
    dueOn: on,
    href: paths.register(on, role === 'provider' ? undefined : whose),
    act: 'Mark',
  }))
}

/** Where the person stands: how many dates have been marked, and when the last was. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const { marked, last, ahead } = await tx.one<{ marked: number; last: Waiting['dueOn'] | null; ahead: number }>(sql`
    select count(*) filter (where mark_id is not null)::int as marked, max(on_date) filter (where mark_id is not null) as last,
           count(*) filter (where on_date >= ${tx.today})::int as ahead
      from delivery.published_occasion where person_id = ${personId}`)
  if (marked > 0) {
    const words = marked === 1 ? '1 session marked' : `${marked} sessions marked`
    return { state: ahead > 0 ? 'now' : 'done', words, ...(last ? { on: last } : {}) }
  }
  return ahead > 0 ? { state: 'now', words: 'First session ahead' } : { state: 'next', words: 'No dates yet' }
}
