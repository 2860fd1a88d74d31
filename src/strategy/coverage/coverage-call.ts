import { type CalendarDate, weekdayName } from '../../core/calendar-date.ts'
import { dayParts } from '../../directory/index.ts'
import type { CallAsk } from '../../market/store.ts'
import { countWords } from '../borough-tables.ts'
import type { Slot } from './coverage.ts'
import { slotWords } from './coverage-tables.ts'
import type { ShownCell } from './shown-coverage.ts'
import { featureWords } from './today.ts'

/** Whom a call asks, and for which lot of the framework. */
export interface CallTo {
  readonly audience: CallAsk['audience']
  readonly lotId: string | null
}

/** What a call for a cell asks at first: its area, day, part of the day and need, in words and in fields. Hours before nine and after nine at night are left out. */
export function askFromCoverage(
  cell: Pick<ShownCell, 'area' | 'need'> & Slot,
  given: CallTo & { readonly areas: readonly string[]; readonly closesOn: CalendarDate; readonly deciderId: string },
): CallAsk {
  const hours = dayParts.find(({ code }) => code === cell.part)
  const when = [
    cell.weekday === null ? '' : ` on ${weekdayName(cell.weekday)}s`,
    hours === undefined ? '' : ` in the ${hours.code}`,
  ].join('')
  const special = cell.need === null ? '' : ` (${featureWords(cell.need).toLowerCase()})`
  return {
    title: `Something to do in ${cell.area}${when}${special}`.slice(0, 120),
    words: `Too few people in ${cell.area} have a suitable place with room that they can get to${when}${special}. Tell us what you could offer there.`,
    area: given.areas.includes(cell.area) ? cell.area : null,
    weekdays: cell.weekday === null ? [] : [cell.weekday],
    startMinute: hours === undefined ? null : Math.max(hours.from, 540),
    endMinute: hours === undefined ? null : Math.min(hours.until, 1260),
    kind: null,
    needs: cell.need === null ? [] : [cell.need],
    supportBand: null,
    wanted: null,
    wantedUnit: null,
    audience: given.audience,
    lotId: given.audience === 'framework' ? given.lotId : null,
    priceBasis: 'own',
    closesOn: given.closesOn,
    deciderId: given.deciderId,
  }
}

/** The cell as it was counted, kept with the call. */
export const cellWords = (
  cell: Pick<ShownCell, 'area' | 'need' | 'people' | 'reached'> & Slot,
  reach: string,
  supposed: string,
): string =>
  `${cell.area}, ${slotWords(cell)}, ${featureWords(cell.need)}: ${countWords(cell.people)} people, ${countWords(cell.reached)} with a suitable place with room within ${reach}${supposed === '' ? '' : `, if ${supposed.replace(/^A hub/, 'a hub')}`}`
