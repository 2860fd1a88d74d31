import { longDate, shortDate } from '../../../core/calendar-date.ts'
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

/** Every report, those that wait first. */
export const readingsView = (
  reports: readonly ReadingReport[],
  figureOf: (id: string) => PrintedFigure | undefined,
) => ({
  back: paths.papers(),
  waiting: reports.filter(({ decision }) => decision === null).length,
  table: {
    caption: 'Reports that a figure was read wrongly',
    captionHidden: true,
    stacked: true,
    head: [{ text: 'Figure' }, { text: 'Read here' }, { text: 'They say' }, { text: 'Sent' }, { text: 'Decision' }],
    rows: reports.map((one) => {
      const figure = figureOf(one.figure)
      return {
        cells: [
          { text: figure?.says ?? one.figure, href: paths.reading(one.id) },
          { text: figure === undefined ? 'No longer among the figures' : printedWords(figure) },
          { text: one.thought, note: one.paragraph },
          { text: shortDate(one.reportedOn), note: one.who },
          one.decision === null
            ? { tag: 'Waits', colour: 'blue' }
            : { ...decisions[one.decision], note: `${one.decidedBy}: ${one.reason}` },
        ],
      }
    }),
  },
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
