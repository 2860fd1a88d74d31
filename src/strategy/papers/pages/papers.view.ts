import { pagesOf, ROWS_A_PAGE } from '../../../core/list-page.ts'
import { paths } from '../../paths.ts'
import type { PublishedReading } from '../../store.ts'
import { type Checked, type Verdict, verdicts, type WorkedSide } from '../check.ts'
import {
  alsoWords,
  figureDates,
  gapWords,
  printedWords,
  sideNote,
  sideWords,
  titleOf,
  verdictWords,
} from '../check-words.ts'
import { verdictCounts } from '../checked-papers.ts'
import { papersRead, shortNameOf } from '../papers.ts'
import { checksAsked, figuresAsked, type PapersAsked } from '../papers-asked.ts'
import type { PrintedFigure } from '../printed-figure.ts'
import { doubtedIn, readingWords } from '../readings.ts'

/** A longer sum is read in the spreadsheet. */
const LONGEST_SUM = 60

const address = (path: string, asked: Record<string, string | undefined>) => {
  const said = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`
}
const pageOf = (path: string, asked: Record<string, string | undefined>) => {
  const whole = address(path, asked)
  return `${whole}${whole.includes('?') ? '&' : '?'}page=`
}

function paged<One>(list: readonly One[], page: number) {
  const pages = pagesOf(list.length)
  const at = Math.min(page, pages)
  return { shown: list.slice((at - 1) * ROWS_A_PAGE, at * ROWS_A_PAGE), page: at, pages }
}

const paperItems = (now: string | undefined) => [
  { value: '', text: 'All papers', selected: now === undefined },
  ...papersRead.map(({ id, title }) => ({ value: id, text: title, selected: id === now })),
]

const sideCell = (side: WorkedSide | null) =>
  side === null ? { text: '–' } : { text: sideWords(side), note: sideNote(side, LONGEST_SUM) }

/** One row of the table of checks: both sides, the gap, the verdict with what else bears on it, and what is used here. */
export function checkCells(one: Checked, readings: readonly PublishedReading[] = []) {
  const words = verdictWords[one.verdict]
  const doubted = doubtedIn(one, readings)
  const also = [
    one.also.length === 0 ? '' : `Also: ${one.also.map(alsoWords).join('; ')}.`,
    doubted.length === 0 ? '' : `Reading in doubt: ${doubted.join('; ')}.`,
  ]
    .filter((words_) => words_ !== '')
    .join(' ')
  return {
    cells: [
      { text: one.title },
      sideCell(one.one),
      sideCell(one.other),
      { text: gapWords(one) },
      { tag: words.name, colour: words.colour, text: one.reading, note: also },
      { text: one.used },
    ],
  }
}

export const checkHead = ['What', 'One place says', 'Another says', 'Gap', 'Reading', 'Used here'].map((text) => ({
  text,
}))

/** The papers, checked: how many came out how, and every check with both its sides. */
export function papersView(
  checked: readonly Checked[],
  asked: PapersAsked,
  readings: readonly PublishedReading[] = [],
) {
  const { paper, verdict } = asked
  const wanted = checksAsked(checked, asked)
  const { shown, page, pages } = paged(wanted, asked.page)
  const ofPaper = verdictCounts(checksAsked(checked, { paper }))
  const total = ofPaper.reduce((all, { checks }) => all + checks, 0)
  const option = (value: Verdict) => ({ value, text: verdictWords[value].name, selected: value === verdict })
  return {
    lede: `${total} figures that follow from others${paper === undefined ? '' : ` in ${titleOf(paper)}`}, worked out again from what is printed. Both sides are always shown; neither is chosen in silence.`,
    papers: paperItems(paper),
    verdicts: [{ value: '', text: 'Every outcome', selected: verdict === undefined }, ...verdicts.map(option)],
    counts: ofPaper.map(({ verdict: one, checks }) => ({
      number: String(checks),
      text: verdictWords[one].name,
      note: verdictWords[one].means,
      href: address(paths.papers(), { paper, verdict: one }),
      tone: one === 'contradicts' && checks > 0 ? 'warn' : '',
    })),
    found: `${wanted.length} of ${checked.length} checks`,
    table: {
      caption: 'Checks, those that do not agree first',
      captionHidden: true,
      stacked: true,
      head: checkHead,
      rows: shown.map((one) => checkCells(one, readings)),
    },
    empty: wanted.length === 0,
    pager: { page, pages, href: pageOf(paths.papers(), { paper, verdict }) },
    csv: address(paths.papersSpreadsheet('checks'), { paper, verdict }),
    figures: address(paths.printedFigures(), { paper }),
    action: paths.papers(),
  }
}

/** Every printed figure with its paragraph, by paper and by words. */
export function figuresView(
  figures: readonly PrintedFigure[],
  asked: PapersAsked,
  readings: readonly PublishedReading[],
) {
  const { paper, words } = asked
  const wanted = figuresAsked(figures, asked)
  const { shown, page, pages } = paged(wanted, asked.page)
  return {
    lede: 'Every number that the papers print, with where it stands. “Over” and “under” are the papers’ own words for a bound.',
    papers: paperItems(paper),
    words: words ?? '',
    found: `${wanted.length} of ${figures.length} figures`,
    empty: wanted.length === 0,
    table: {
      caption: 'Printed figures, by paper in the order of the text',
      captionHidden: true,
      stacked: true,
      head: [{ text: 'What' }, { text: 'Printed' }, { text: 'Date' }, { text: 'Where' }, { text: 'Read wrongly?' }],
      rows: shown.map((one) => ({
        cells: [
          { text: one.says },
          { text: printedWords(one), note: readingWords(one.id, readings).join(' ') },
          { text: figureDates(one) },
          { text: `${shortNameOf(one.id)}, ${one.paragraph}` },
          { text: 'Say so', href: paths.wrongReading(one.id), hidden: `that it was read wrongly: ${one.says}` },
        ],
      })),
    },
    pager: { page, pages, href: pageOf(paths.printedFigures(), { paper, words }) },
    csv: address(paths.papersSpreadsheet('figures'), { paper, words }),
    back: paths.papers(),
    action: paths.printedFigures(),
  }
}
