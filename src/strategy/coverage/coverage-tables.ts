import { longDate, weekdayName } from '../../core/calendar-date.ts'
import { dayParts } from '../../directory/index.ts'
import { countWords } from '../borough-tables.ts'
import type { TextTable } from '../text-table.ts'
import type { Slot } from './coverage.ts'
import type { CoverageFigures, WhatIfFigures } from './figures.ts'
import type { ShownCell, ShownChange } from './shown-coverage.ts'
import { featureWords } from './today.ts'

/** "Tuesday, morning", "Any day, evening, from 5pm", "At any time of the week". */
export function slotWords({ weekday, part }: Slot): string {
  if (weekday === null && part === null) return 'At any time of the week'
  const day = weekday === null ? 'Any day' : weekdayName(weekday)
  const words = dayParts.find(({ code }) => code === part)?.words.toLowerCase() ?? 'any time'
  return `${day}, ${words}`
}

/** The same within a sentence: "any day, morning", "Tuesday, morning". */
export const slotWithin = (slot: Slot): string =>
  slot.weekday === null ? slotWords(slot).toLowerCase() : slotWords(slot)

/** "75%", "c", "Nobody": how many of those there have a suitable place within reach. */
export function shareWords({ reached, percent, people }: Pick<ShownCell, 'reached' | 'percent' | 'people'>): string {
  if (people === 0) return 'Nobody there'
  if (reached === 0) return 'Nobody'
  return percent === null ? 'c' : `${percent}%`
}

/** Cells of coverage as rows of text, for the spreadsheet. */
export const coverageTable = (cells: readonly ShownCell[]): TextTable => ({
  head: ['Area', 'When', 'Need', 'People', 'Within reach', 'Not within reach', 'Share within reach', 'Gap'],
  rows: cells.map((cell) => [
    cell.area,
    slotWords(cell),
    featureWords(cell.need),
    countWords(cell.people),
    countWords(cell.reached),
    countWords(cell.left),
    shareWords(cell),
    cell.gap ? 'Yes' : 'No',
  ]),
})

/** What becomes of a cell, in words. */
export function changeWords(cell: ShownChange): string {
  if (cell.becomesGap) return 'Becomes a gap'
  return cell.stopsBeingGap ? 'No longer a gap' : cell.gap ? 'Stays a gap' : 'No gap'
}

/** Cells before and after as rows of text, for the spreadsheet. */
export const changeTable = (cells: readonly ShownChange[]): TextTable => ({
  head: [
    'Area',
    'When',
    'Need',
    'People',
    'Within reach today',
    'Within reach then',
    'Gain',
    'Lose',
    'What becomes of it',
  ],
  rows: cells.map((cell) => [
    cell.area,
    slotWords(cell),
    featureWords(cell.need),
    countWords(cell.people),
    countWords(cell.reached),
    countWords(cell.reachedThen),
    countWords(cell.gains),
    countWords(cell.loses),
    changeWords(cell),
  ]),
})

/** Cells in which something changes for somebody. */
export const changed = (cells: readonly ShownChange[]): ShownChange[] =>
  cells.filter(({ gains, loses }) => gains !== 0 || loses !== 0)

const wayWords: Record<CoverageFigures['way']['speed']['mode'], string> = {
  walk: 'on foot',
  wheelchair: 'in a wheelchair',
  bus: 'by bus',
  car: 'by car',
  shared_vehicle: 'by shared transport',
  taxi: 'by taxi',
}

/** "30 minutes by bus, or the longest journey somebody wants to make". */
export const reachWords = ({ way }: Pick<CoverageFigures, 'way'>): string =>
  `${way.limitMinutes} minutes ${wayWords[way.speed.mode]}, or the longest journey that their record says`

/** Where the figures come from. */
export const coverageSource = (figures: CoverageFigures): string =>
  `Source: records and public directory on ${longDate(figures.asOf)}. Within reach is ${reachWords(figures)}. Numbers are rounded to the nearest five; c means hidden, fewer than five or one that would give such a number away.`

/** What is supposed, in a sentence. */
export function supposedWords({ supposed, places }: Pick<WhatIfFigures, 'supposed' | 'places'>): string {
  const closed = supposed.closed.map((id) => places.find((one) => one.id === id)?.name ?? 'a building')
  return [
    ...(supposed.hub === null ? [] : [`A hub opens in ${supposed.hub.name} with ${supposed.hub.places} places`]),
    ...(closed.length === 0 ? [] : [`${closed.join(' and ')} closes`]),
  ].join('; ')
}
