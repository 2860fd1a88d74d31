import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Sheet, SheetCell } from '../../platform/workbook.ts'
import { type SectionKind, sectionNames } from './draft.ts'
import { numbersOf } from './report-figures.ts'
import type { ReportFigures, ReportLine, ReportTable, ReportWords } from './report-shape.ts'
import { typedCell } from './typed-cell.ts'

const bold = (text: string): SheetCell => ({ is: 'text', text, bold: true })
const plain = (text: string): SheetCell => ({ is: 'text', text, wrap: true })
const day = (date: CalendarDate): SheetCell => ({ is: 'day', day: date })
const blank: readonly SheetCell[] = []

interface Given {
  readonly report: ReportWords
  readonly figures: ReportFigures
  /** Whose report it is and how it stands, in a sentence. */
  readonly standing: string
}

function firstSheet({ report, figures, standing }: Given): Sheet {
  const marks = numbersOf(figures)
  const lines = (title: string, list: readonly ReportLine[]): (readonly SheetCell[])[] =>
    list.length === 0
      ? []
      : [blank, [bold(title)], ...list.map(({ text, sources }) => [plain(text), plain(sourceWords(marks(sources)))])]
  return {
    name: 'Report',
    widths: [100, 20],
    rows: [
      [bold(report.title)],
      [plain(standing)],
      [plain(`For: ${report.audience}`)],
      [plain('Meeting on'), day(report.meetingOn)],
      [plain('Figures as of'), day(figures.asOf)],
      blank,
      [bold('What you are asked to decide')],
      [plain(report.asked)],
      blank,
      [bold('What the officer recommends')],
      [plain(report.recommendation)],
      ...(report.words === '' ? [] : [blank, [bold('What the officer says')], [plain(report.words)]]),
      ...lines('The facts', figures.facts),
      ...lines('What could happen, and how sure we are', figures.future),
      ...lines('Who is affected', figures.affected),
    ],
  }
}

const sourceWords = (numbers: readonly number[]) =>
  numbers.length === 0 ? '' : `Source${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`

function tableRows(table: ReportTable, marks: (keys: readonly string[]) => number[]): (readonly SheetCell[])[] {
  return [
    blank,
    [bold(table.caption)],
    table.head.map(bold),
    ...table.rows.map((row) => row.map(typedCell)),
    ...(table.note === '' ? [] : [[plain(table.note)]]),
    ...(table.sources.length === 0 ? [] : [[plain(sourceWords(marks(table.sources)))]]),
  ]
}

/** A report as sheets: the first page, a sheet for each section with its numbers as numbers, and where everything is from. */
export function reportSheets(given: Given): Sheet[] {
  const { figures } = given
  const marks = numbersOf(figures)
  return [
    firstSheet(given),
    ...figures.sections.map(
      ({ kind, title, lines, parts }): Sheet => ({
        name: kind in sectionNames ? sectionNames[kind as SectionKind] : title,
        widths: [44, ...Array.from({ length: 11 }, () => 18)],
        rows: [
          [bold(title)],
          ...lines.map(({ text, sources }) => [plain(text), plain(sourceWords(marks(sources)))]),
          ...parts.flatMap(({ table }) => tableRows(table, marks)),
        ],
      }),
    ),
    {
      name: 'Sources',
      widths: [8, 44, 40, 20, 60, 40],
      rows: [
        ['Number', 'What', 'Version', 'Day', 'Where', 'Page'].map(bold),
        ...figures.sources.map((one, at) => [
          { is: 'number' as const, value: at + 1, format: '0' },
          plain(one.what),
          plain(one.version),
          typedCell(one.on),
          plain(one.where),
          plain(one.href),
        ]),
      ],
    },
  ]
}
