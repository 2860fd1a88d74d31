import { addDays } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { contactRows } from './needs-rows.ts'
import { personRows } from './people-rows.ts'
import type { Planning } from './planning.ts'
import type { Resident } from './residents.ts'

/** The last two letters that differ, the other way round: the slip of the pen that makes a second record. */
function slipOf(name: string): string {
  for (let at = name.length - 1; at > 1; at--) {
    const [one = '', other = ''] = [name[at - 1], name[at]]
    if (one !== other) return `${name.slice(0, at - 1)}${other}${one}${name.slice(at + 1)}`
  }
  return `${name}e`
}

/**
 * One of those on the way to support was written down twice: somebody rang again, and the name was misheard. For trying out
 * how two records are merged; it has chance of its own, so that nothing else of the borough moves.
 */
export function secondRecordRows(planning: Planning, twice: Resident): void {
  const own: Planning = { ...planning, random: random(planning.settings.seed + 205) }
  const on = addDays(planning.settings.today, -1)
  const second: Resident = {
    ...twice,
    id: planning.id(`second record of ${twice.id}`),
    number: 950,
    family: slipOf(twice.family),
  }
  personRows(own, second, on)
  contactRows(own, second, on, true)
}
