import { weekdayName } from '../../core/calendar-date.ts'
import { dayParts, listed } from '../../directory/index.ts'
import type { ShownChange } from './shown-coverage.ts'
import { featureWords } from './today.ts'

type Cell = Pick<ShownChange, 'area' | 'weekday' | 'part' | 'need' | 'becomesGap'>

/** So many sentences are read; the list has all. */
const MOST = 4

/** "Monday and Tuesday, morning and afternoon; Friday morning": the parts of the week; days with the same parts stand together. */
export function weekWords(cells: readonly Pick<Cell, 'weekday' | 'part'>[]): string {
  const days = [...new Set(cells.map(({ weekday }) => weekday ?? 0))].sort((one, other) => one - other)
  const partsOf = (day: number) =>
    dayParts
      .filter(({ code }) => cells.some(({ weekday, part }) => weekday === day && part === code))
      .map(({ words }) => (words.split(',')[0] ?? '').toLowerCase())
  return grouped(days, (day) => listed(partsOf(day)))
    .map((same) => `${listed(same.map(weekdayName))}${same.length > 1 ? ',' : ''} ${listed(partsOf(same[0] ?? 0))}`)
    .join('; ')
}

function grouped<One, Key>(cells: readonly One[], keyOf: (cell: One) => Key): One[][] {
  const groups = new Map<Key, One[]>()
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell])
  return [...groups.values()]
}

/** New gaps as sentences, the most first: needs of an area that lose the same parts of the week stand together. */
export function newGapSentences(changes: readonly Cell[]): string[] {
  const gaps = changes.filter(({ becomesGap, weekday, part }) => becomesGap && weekday !== null && part !== null)
  const needs = grouped(gaps, ({ area, need }) => `${area} ${need}`)
  const weekOf = new Map(needs.flatMap((cells) => cells.map((cell) => [cell, weekWords(cells)] as const)))
  const groups = grouped(gaps, (cell) => `${cell.area}: ${weekOf.get(cell)}`).sort(
    (one, other) => other.length - one.length,
  )
  const said = groups.slice(0, MOST).map((cells) => {
    const words = [...new Set(cells.map(({ need }) => featureWords(need)))]
    const [first] = cells
    return `New gaps in ${first?.area} for ${listed(words.map((one) => one.charAt(0).toLowerCase() + one.slice(1)))}: ${weekWords(cells)}.`
  })
  return groups.length > MOST ? [...said, 'More new gaps stand in the list below.'] : said
}
