import { longDate } from '../../core/calendar-date.ts'
import type { IssuedReport } from '../store.ts'
import { numbersOf } from './report-figures.ts'
import type { ReportLine } from './report-shape.ts'
import { standingWords } from './report-view.ts'

/** A report as plain text, in the order of its page: for a screen without pictures, or to be searched. */
export function reportText(issued: IssuedReport): string {
  const { figures } = issued
  const marks = numbersOf(figures)
  const marked = (keys: readonly string[]) =>
    marks(keys)
      .map((number) => ` [${number}]`)
      .join('')
  const lines = (title: string, list: readonly ReportLine[]) =>
    list.length === 0 ? [] : ['', title, ...list.map(({ text, sources }) => `- ${text}${marked(sources)}`)]
  return [
    issued.title,
    `For ${issued.audience}, meeting on ${longDate(issued.meetingOn)}. ${standingWords(issued)}`,
    ...(issued.withdrawnOn === null ? [] : [`Withdrawn on ${longDate(issued.withdrawnOn)}: ${issued.withdrawnWhy}`]),
    ...['', 'What you are asked to decide', issued.asked, '', 'What the officer recommends', issued.recommendation],
    ...(issued.words === '' ? [] : ['', 'What the officer says', issued.words]),
    ...lines('The facts', figures.facts),
    ...lines('What could happen, and how sure we are', figures.future),
    ...lines('Who is affected', figures.affected),
    ...figures.sections.flatMap((section) => [
      ...lines(section.title, section.lines),
      ...section.parts.flatMap(({ table }) => [
        '',
        `${table.caption}${marked(table.sources)}`,
        ...[table.head, ...table.rows].map((row) => row.join(' | ')),
        ...(table.note === '' ? [] : [table.note]),
      ]),
    ]),
    '',
    'Where every figure is from',
    ...figures.sources.map(
      ({ what, version, on, where, href }, at) =>
        `${at + 1}. ${what}. ${version}. ${on}. ${where}${href === '' ? '' : ` (${href})`}`,
    ),
  ].join('\n')
}
