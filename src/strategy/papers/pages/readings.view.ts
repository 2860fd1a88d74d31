import { longDate, shortDate } from '../../../core/calendar-date.ts'
import { countWords, pageAddress, pageOf, pagerOf, ROWS_A_PAGE } from '../../../core/list-page.ts'
import { paths } from '../../paths.ts'
import type { ReadingReport } from '../../store.ts'
import { printedWords } from '../check-words.ts'
import { shortNameOf } from '../papers.ts'
import type { PrintedFigure } from '../printed-figure.ts'
import { checksThatChange } from '../readings.ts'

const back = { href: paths.printedFigures(), text: 'Printed figures' }
const whereOf = (figure: PrintedFigure) => `${shortNameOf(figure.id)}, ${figure.paragraph}`

/** The form by which anybody says that a figure was read wrongly. */
export const wrongReadingForm = (figure: PrintedFigure, signedInAs: string | undefined) => ({
  title: 'Say that a figure was read wrongly',
  lede: figure.says,
  back,
  action: paths.wrongReading(figure.id),
  button: 'Send',
  now: `Read here: ${printedWords(figure)} (${whereOf(figure)}).`,
  fields: [
    {
      type: 'text',
      id: 'thought',
      label: 'What does the paper print?',
      hint: 'For example: 556, £1.2 million',
      width: 20,
    },
    { type: 'text', id: 'paragraph', label: 'Where does it stand?', hint: 'The page, paragraph, table or figure' },
    { type: 'long', id: 'words', label: 'Anything that helps to find it (optional)', rows: 3 },
    ...(signedInAs === undefined
      ? [
          {
            type: 'text',
            id: 'who',
            label: 'Your name, or who you are',
            hint: 'Only the council’s commissioners read it',
          },
        ]
      : []),
  ],
})

const decisions = {
  accepted: { tag: 'Read wrongly', colour: 'orange' },
  refused: { tag: 'Found right', colour: 'green' },
} as const

const stateWords = { '': 'All', waits: 'To decide', decided: 'Decided' } as const

/** A page of the reports, those that wait first; by how they stand. */
export function readingsView(
  reports: readonly ReadingReport[],
  figureOf: (id: string) => PrintedFigure | undefined,
  { state, page }: { state: keyof typeof stateWords; page: number },
) {
  const found = reports.filter(({ decision }) => state === '' || (decision === null) === (state === 'waits'))
  const { rows, all } = pageOf(found, { page, perPage: ROWS_A_PAGE })
  return {
    back: paths.papers(),
    list: {
      asked: state !== '' || page > 1,
      find: {
        action: paths.readings(),
        title: 'Readings in doubt',
        selects: [
          {
            id: 'state',
            label: 'Which',
            items: Object.entries(stateWords).map(([value, text]) => ({ value, text, selected: value === state })),
          },
        ],
      },
      count: `${countWords(all, 'report', 'reports')}, ${reports.filter(({ decision }) => decision === null).length} waiting.`,
      table: {
        caption: 'Reports that a figure was read wrongly',
        captionHidden: true,
        stacked: true,
        head: ['Figure', 'Read here', 'They say', 'Sent', 'Decision'].map((text) => ({ text })),
        rows: rows.map((one) => readingRow(one, figureOf(one.figure))),
      },
      pager: pagerOf({ page, all, perPage: ROWS_A_PAGE, href: pageAddress(paths.readings(), { state }) }),
      nothing: {
        title: 'Nobody has doubted a reading.',
        text: 'Anybody can, from the list of printed figures.',
        href: paths.printedFigures(),
        act: 'Printed figures',
      },
    },
  }
}

const readingRow = (one: ReadingReport, figure: PrintedFigure | undefined) => ({
  cells: [
    { text: figure?.says ?? one.figure, href: paths.reading(one.id) },
    { text: figure === undefined ? 'No longer among the figures' : printedWords(figure) },
    { text: one.thought, note: one.paragraph },
    { text: shortDate(one.reportedOn), note: one.who },
    one.decision === null
      ? { tag: 'Waits', colour: 'blue' }
      : { ...decisions[one.decision], note: `${one.decidedBy}: ${one.reason}` },
  ],
})

/** What would change in the checks, in words. */
function changeWords(figure: string, thought: string): string {
  const changed = checksThatChange(figure, thought)
  if (changed === undefined) return 'It is no number, so no check is worked out with it.'
  if (changed.length === 0) return 'With this number every check would come out as now.'
  return `If that is so, these checks would come out otherwise: ${changed
    .map(({ title, now, later }) => `${title} (now “${now}”, then “${later}”)`)
    .join('; ')}.`
}

/** The form by which a commissioner decides a report. */
export const decideReadingView = (report: ReadingReport, figure: PrintedFigure | undefined) => ({
  title: 'Was it read wrongly?',
  lede: figure?.says ?? report.figure,
  back: { href: paths.readings(), text: 'Readings in doubt' },
  action: paths.reading(report.id),
  button: 'Decide',
  now: [
    figure === undefined ? '' : `Read here: ${printedWords(figure)} (${whereOf(figure)}).`,
    `${report.who} wrote on ${longDate(report.reportedOn)}: “${report.thought}” (${report.paragraph}).`,
    report.words === '' ? '' : `“${report.words}”`,
    changeWords(report.figure, report.thought),
    'Look into the paper itself. The figure stays as it is until a new version of Daywell reads it anew; what you decide stands beside it.',
  ]
    .filter((one) => one !== '')
    .join(' '),
  fields: [
    {
      type: 'radios',
      id: 'accepted',
      label: 'What do you decide?',
      options: [
        { value: 'yes', text: 'It was read wrongly: show what they say beside the figure' },
        { value: 'no', text: 'It was read right' },
      ],
    },
    { type: 'long', id: 'reason', label: 'Why?', hint: 'Everybody reads this', rows: 3 },
  ],
})
