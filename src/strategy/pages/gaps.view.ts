import { type CalendarDate, longDate, weekdayName } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { dayParts } from '../../directory/index.ts'
import type { CallAsk } from '../../market/store.ts'
import { countWords } from '../borough-tables.ts'
import { type Calls, coveringCall } from '../covering-call.ts'
import type { Gap } from '../gaps.ts'
import type { MarketFigures } from '../market-figures.ts'
import { gapWords, sourceOf, thereWords } from '../market-tables.ts'
import { paths } from '../paths.ts'

/** The gaps as a list with filters, each with the call that covers it or the button that makes one. */
export function gapsView(given: {
  readonly figures: MarketFigures
  readonly asked: { readonly area: string; readonly day: string; readonly need: string; readonly page: number }
  readonly perPage: number
  readonly areas: readonly string[]
  readonly calls: Calls
  readonly makes: boolean
}) {
  const { figures, asked, perPage, areas, calls, makes } = given
  const wanted = figures.gaps.filter(
    (gap) =>
      (asked.day === '' || String(gap.weekday ?? '') === asked.day) && (asked.need === '' || gap.need === asked.need),
  )
  const option = (value: string, text: string, now: string) => ({ value, text, selected: value === now })
  const needs = [...new Set(figures.gaps.flatMap(({ need }) => need ?? []))].sort()
  const { page, ...filter } = asked
  const address = (extra: Record<string, string>) => new URLSearchParams({ ...filter, ...extra })
  return {
    asOf: longDate(figures.asOf),
    source: sourceOf('gaps', figures),
    missing: figures.missing,
    total: wanted.length,
    action: paths.gaps(),
    back: paths.marketPosition(),
    csv: paths.marketSpreadsheet('gaps') + (asked.area === '' ? '' : `?${new URLSearchParams({ area: asked.area })}`),
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    days: [
      option('', 'Every day', asked.day),
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => option(String(day), weekdayName(day), asked.day)),
    ],
    needs: [
      option('', 'Every need', asked.need),
      ...needs.map((need) => option(need, gapWords({ area: null, weekday: null, part: null, need }).need, asked.need)),
    ],
    rows: wanted.slice((page - 1) * perPage, page * perPage).map((gap) => {
      const { area, day, part, need } = gapWords(gap)
      return {
        area,
        when: `${day}, ${part.toLowerCase()}`,
        need,
        wishes: countWords(gap.wishes),
        failed: countWords(gap.failed),
        there: thereWords(gap),
        call: coveringCall(calls, gap),
        make: makes
          ? { area: gap.area ?? '', day: String(gap.weekday ?? ''), part: gap.part ?? '', need: gap.need ?? '' }
          : null,
      }
    }),
    make: paths.callFromGap(),
    pager: {
      page,
      pages: pagesOf(wanted.length, perPage),
      href: `${paths.gaps()}?${address({ page: '' })}`,
    },
  }
}

/** What a call for a gap asks at first: its place, its time and its need, in words and in fields. */
export function askFromGap(
  gap: Gap,
  given: { readonly areas: readonly string[]; readonly closesOn: CalendarDate; readonly deciderId: string },
): { ask: CallAsk; words: string } {
  const { area, day, part, need } = gapWords(gap)
  const known = gap.area !== null && given.areas.includes(gap.area)
  const hours = dayParts.find(({ code }) => code === gap.part)
  const hoursAsked = hours === undefined ? null : { start: Math.max(hours.from, 540), end: Math.min(hours.until, 1260) }
  const band = gap.need?.startsWith('support ') ? gap.need.slice('support '.length) : null
  const where = gap.area === null ? 'the borough' : area
  const when = [gap.weekday === null ? '' : `on ${day}s`, gap.part === null ? '' : `in the ${gap.part}`]
    .filter((one) => one !== '')
    .join(' ')
  const special = gap.need === null ? '' : ` (${need.toLowerCase()})`
  return {
    ask: {
      title: `Something to do in ${where}${when === '' ? '' : ` ${when}`}${special}`.slice(0, 120),
      words: `People have looked for something to do in ${where}${when === '' ? '' : ` ${when}`}${special} and have not found it.`,
      area: known ? gap.area : null,
      weekdays: gap.weekday === null ? [] : [gap.weekday],
      startMinute: hoursAsked?.start ?? null,
      endMinute: hoursAsked?.end ?? null,
      kind: null,
      needs: gap.need === null || band !== null ? [] : [gap.need],
      supportBand: band,
      wanted: null,
      wantedUnit: null,
      audience: 'all',
      lotId: null,
      priceBasis: 'own',
      closesOn: given.closesOn,
      deciderId: given.deciderId,
    },
    words: `${area}, ${day}, ${part}, ${need}: ${countWords(gap.wishes)} wishes that nothing met, ${countWords(gap.failed)} failed matches, sessions there: ${thereWords(gap)}`,
  }
}
