import { longDate } from '../../core/calendar-date.ts'
import type { PublishedReading } from '../store.ts'
import type { Checked } from './check.ts'
import { verdictWords } from './check-words.ts'
import { checkPapers } from './checked-papers.ts'
import { type PrintedFigure, withValue } from './printed-figure.ts'
import { figuresByName } from './printed-figures.ts'
import type { Figures } from './sum.ts'

/** A number as somebody types it: "£1,234", "56.5%"; none where it is words. */
function numberThought(thought: string): number | undefined {
  const plain = thought.trim().replace(/^£/, '').replace(/\s*%$/, '').replaceAll(',', '')
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

/** Why what somebody thinks is printed says nothing: no number, or the one that stands there already. */
export function readingFault(
  { value, printed }: Pick<PrintedFigure, 'value' | 'printed'>,
  thought: string,
): string | undefined {
  if (!/\d/.test(thought)) return 'Give the number or the year that the paper prints, like 512 or £1,234'
  const number = numberThought(thought)
  return thought.trim() === printed || (number !== undefined && number === value)
    ? 'This is what stands here already. Say what the paper prints instead'
    : undefined
}

/** Which checks would come out otherwise if a figure were another number: none known where no number is meant. */
export function checksThatChange(
  figure: string,
  thought: string,
  figures: Figures = figuresByName,
): readonly { readonly title: string; readonly now: string; readonly later: string }[] | undefined {
  const [printed, value] = [figures.get(figure), numberThought(thought)]
  if (printed === undefined || printed.value === null || value === undefined) return undefined
  const then = new Map(
    checkPapers(new Map(figures).set(figure, withValue(printed, value))).map((one) => [one.id, one.verdict]),
  )
  return checkPapers(figures).flatMap(({ id, title, verdict }) => {
    const other = then.get(id)
    return other === undefined || other === verdict
      ? []
      : [{ title, now: verdictWords[verdict].name, later: verdictWords[other].name }]
  })
}

/** What is said beside a figure of reports about how it was read: one sentence each, the latest first. */
export function readingWords(figure: string, readings: readonly PublishedReading[]): readonly string[] {
  const own = readings.filter((one) => one.figure === figure)
  const waiting = own.filter(({ decision }) => decision === null)
  const [first] = waiting
  return [
    ...(first === undefined ? [] : [`In doubt since ${longDate(first.reportedOn)}: the council is looking`]),
    ...own.flatMap(({ decision, decidedOn, reason, thought, paragraph }) => {
      if (decision === null || decidedOn === null) return []
      return decision === 'accepted'
        ? [`Read wrongly, the council said on ${longDate(decidedOn)}: ${thought} is printed (${paragraph}). ${reason}`]
        : [`Doubted; the council found it right on ${longDate(decidedOn)}: ${reason}`]
    }),
  ]
}

/** The figures of a check about which something was said. */
export const doubtedIn = (one: Checked, readings: readonly PublishedReading[]): readonly string[] => {
  const figures = [one.one, one.other, ...one.also].flatMap((side) => side?.from ?? [])
  const open = new Set(readings.filter(({ decision }) => decision !== 'refused').map(({ figure }) => figure))
  return [...new Set(figures.filter(({ id }) => open.has(id)).map(({ says }) => says))]
}
