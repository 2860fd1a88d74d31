import type { CalendarDate } from '../../core/calendar-date.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'

/** Why values of a day are only assumed, in one text; none when every one of them is cited. */
export function assumed(policy: CouncilPolicy, on: CalendarDate, ...keys: string[]): string | undefined {
  const whys = keys.flatMap((key) => {
    const source = policy.source(key, on)
    return source.kind === 'assumed' ? [source.why] : []
  })
  return whys.length === 0 ? undefined : whys.join(' ')
}
