import { type CalendarDate, day, monthWords, shortDate } from '../../core/calendar-date.ts'
import type { Checked, Unit, Verdict, WorkedSide } from './check.ts'
import { papersRead, shortNameOf } from './papers.ts'
import type { PrintedFigure } from './printed-figure.ts'

/** What each verdict means, for a reader who has never seen the page. */
export const verdictWords: Readonly<Record<Verdict, { name: string; means: string; colour: string }>> = {
  contradicts: { name: 'Contradicts', means: 'Two places say different things', colour: 'red' },
  'two dates': { name: 'Two dates', means: 'Each is right for its own day or year', colour: 'grey' },
  rounding: { name: 'Rounding', means: 'They differ by what printing rounded away', colour: 'orange' },
  agrees: { name: 'Agrees', means: 'The figures follow from each other', colour: 'green' },
  derived: { name: 'Derived', means: 'Follows from printed figures; no paper prints it', colour: 'blue' },
  noted: { name: 'Noted', means: 'To know when reading; nothing to work out', colour: 'purple' },
}

const plain = (value: number, most: number) =>
  value.toLocaleString('en-GB', { maximumFractionDigits: most }).replace('-', '−')
const isSmall = (value: number, unit: Unit) => Math.abs(value) < 10 && !Number.isInteger(value) && unit !== '£'

const oneOf: Readonly<Partial<Record<Unit, string>>> = {
  people: 'person',
  uses: 'use',
  jobs: 'job',
  teams: 'team',
  areas: 'area',
  organisations: 'organisation',
}

/** A worked number with its unit; a share under one per cent keeps two digits, millions two, counts of people none. */
export function numberWords(value: number, unit: Unit): string {
  if (unit === '£') return `${value < 0 ? '−' : ''}£${plain(Math.abs(value), 0)}`
  if (unit === '£m') return `${value < 0 ? '−' : ''}£${plain(Math.abs(value), 2)}m`
  if (unit === '%') return `${plain(value, Math.abs(value) < 1 ? 2 : 1)}%`
  return `${plain(value, isSmall(value, unit) ? 1 : 0)} ${Math.abs(value) === 1 ? (oneOf[unit] ?? unit) : unit}`.trim()
}

/** What a side says: its number with its unit; "over" and "under" stay. */
export function sideWords(side: WorkedSide): string {
  if (side.value === null) return textWords(side.text, side.from[0]?.unit ?? '')
  const bound = side.from.find((figure) => figure.bound !== null)?.bound ?? null
  const words = numberWords(side.value, side.unit)
  return bound === null ? words : `${bound} ${words}`
}

/** Where the figures of a side stand: each paper with its paragraphs; of a sum the first place of each figure; an assumption is called so. */
export function placesOf(side: WorkedSide): string {
  const byPaper = new Map<string, Set<string>>()
  for (const { id, paragraph } of side.from) {
    const paper = shortNameOf(id)
    const places = byPaper.get(paper) ?? new Set()
    byPaper.set(paper, places.add(side.sum === '' ? paragraph : (paragraph.split('; ')[0] ?? '')))
  }
  return [...byPaper]
    .map(([paper, places]) => `${paper === '' ? '' : `${paper}, `}${[...places].join('; ')}`)
    .join('. ')
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

const aMonth = /^(\d{4})-(0[1-9]|1[0-2])$/
const monthOf = (month: string) => monthWords(day(`${month}-01`))

/** A month, or from one to another, in words: "March to May 2021" for 2021-03/05. */
export function monthsWords(text: string): string {
  if (aMonth.test(text)) return monthOf(text)
  const [first = '', last = ''] = text.split('/')
  const until = last.length === 2 ? `${first.slice(0, 4)}-${last}` : last
  if (!aMonth.test(first) || !aMonth.test(until)) return text
  const from = monthOf(first)
  return `${first.slice(0, 4) === until.slice(0, 4) ? from.slice(0, -5) : from} to ${monthOf(until)}`
}

/** True of "2021-09" and not of "2009-10", which is a year that ends in the next one. */
const isMonth = (date: string) => aMonth.test(date) && date.slice(5) <= date.slice(2, 4)

function dateWords(date: string): string {
  if (isDay.test(date)) return shortDate(date as CalendarDate)
  return isMonth(date) ? monthsWords(date) : date.replace(/(\d{4}(?:\/\d{2})?)-(\d{4})/g, '$1 to $2')
}

/** The dates of a figure: a day or a month in words, from one year to another with "to", all else as the paper has it. */
export const datesWords = (dates: readonly string[]) => dates.map(dateWords).join(' or ')

/** The dates of a figure in words; those of a month are months. */
export const figureDates = ({ dates, unit }: PrintedFigure) =>
  unit === 'month' ? dates.map(monthsWords).join(' or ') : datesWords(dates)

/** What is printed as text: a month in words, all else as a date is written. */
const textWords = (text: string, unit: string) => (unit === 'month' ? monthsWords(text) : dateWords(text))

/** What a side is, its sum where it is one and not longer than `most` letters, the dates of a figure, and where it stands. */
export function sideNote(side: WorkedSide, most = Number.POSITIVE_INFINITY): string {
  const dates = [...new Set(side.from.map((figure) => (side.sum === '' ? figureDates(figure) : '')))]
  return [
    side.is,
    side.sum.length > most ? '' : side.sum,
    dates.filter((date) => date !== '').join(' or '),
    placesOf(side),
  ]
    .filter((part) => part !== '')
    .join('. ')
}

/** How far apart two sides are: in per cent, in what they count, or how many times. */
export function gapWords({ gap, one }: Checked): string {
  if (gap === null) return '–'
  const size = Math.abs(gap.value)
  if (size < 1e-9) return 'None'
  if (gap.in === 'times') return `× ${plain(gap.value, 1)}`
  const sign = gap.value < 0 ? '−' : '+'
  if (gap.in === 'per cent') return `${sign}${plain(size, 1)}%`
  const unit = one?.unit ?? ''
  const words = unit === '%' ? `${plain(size, size < 1 ? 2 : 1)} points` : numberWords(size, unit)
  return /[1-9]/.test(words) ? `${sign}${words}` : 'None'
}

/** A third place that says something of a checked figure: what it is, and what it says. */
export const alsoWords = (side: WorkedSide) => `${side.is}: ${sideWords(side)}`

/** A printed figure with its unit, as printed. */
export function printedWords({ printed, value, bound, unit }: PrintedFigure): string {
  if (value === null) return textWords(printed, unit)
  const pounds = /^GBP( m)?(.*)$/.exec(unit)
  const number = plain(value, 4)
  const words =
    pounds === null
      ? `${number}${unit === '%' ? '%' : ` ${unit}`}`
      : `£${number}${pounds[1] === undefined ? '' : 'm'}${pounds[2] ?? ''}`
  return bound === null ? words : `${bound} ${words}`
}

/** The title of a paper, or its id where no such paper was read. */
export const titleOf = (paperId: string) => papersRead.find(({ id }) => id === paperId)?.title ?? paperId

/** The rows of a table or spreadsheet of checks: nothing is left out of it that the page shows. */
export function checkRows(checks: readonly Checked[]): {
  head: readonly string[]
  rows: readonly (readonly string[])[]
} {
  const side = (of: WorkedSide | null) => (of === null ? ['', ''] : [sideWords(of), sideNote(of)])
  return {
    head: [
      'Check',
      'What',
      'Verdict',
      'One place says',
      'Where',
      'Another says',
      'Where',
      'Gap',
      'Also',
      'Reading',
      'Used here',
    ],
    rows: checks.map((one) => [
      one.id,
      one.title,
      verdictWords[one.verdict].name,
      ...side(one.one),
      ...side(one.other),
      gapWords(one),
      one.also.map(alsoWords).join('; '),
      one.reading,
      one.used,
    ]),
  }
}
