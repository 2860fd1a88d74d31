import { type CalendarDate, clockTime, shortDate } from '../../core/calendar-date.ts'
import { financialYearSpan, financialYearWords } from '../../core/financial-year.ts'
import { countWords, type ListPage } from '../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { inPence } from '../../core/money.ts'
import { type CostCentre, costCentres } from '../cost-centre.ts'
import { paths } from '../paths.ts'
import type { BlockNotTakenUp } from '../store/block-not-taken-up.ts'
import type { AfterCloseSum } from '../store/closed-year.ts'
import type { LaterPosition } from '../store/held-by-year.ts'
import type { InstalmentRow } from '../store/instalments.ts'
import type { PeriodRow } from '../store/periods.ts'
import type { UnpaidMark } from '../store/unpaid-marks.ts'
import type { BookFault, Hold, PaidBack, PositionRow, RunRow } from '../store.ts'
import { workWaitingWords } from '../worked-out.ts'
import { afterCloseTable, chargedWords } from './after-close.view.ts'
import { instalmentsTable } from './block-money.view.ts'
import { blockRows } from './block-not-taken-up.view.ts'
import { type LastYear, lastYearView } from './last-year.view.ts'
import { holdRow, holdsHead, periodRow, periodsHead, runRow, runsHead, unpaidHead, unpaidRow } from './lists.view.ts'
import { paidBackRows } from './paid-back.view.ts'

export interface HomeRows {
  readonly today: CalendarDate
  /** What background jobs have not followed yet. */
  readonly work: { readonly waiting: number; readonly since: Date | null }
  readonly year: number
  readonly position: readonly PositionRow[]
  /** What block contracts cost this year so far, and what no date took up of it. */
  readonly block: readonly BlockNotTakenUp[]
  readonly lastYear: LastYear
  /** What is held for dates of the next year, and after it. */
  readonly next: readonly LaterPosition[]
  readonly after: number
  readonly reckonedAt: Date | undefined
  readonly runs: ListPage<RunRow>
  readonly holds: ListPage<Hold>
  /** Instalments of block contracts of the last three months and the next. */
  readonly instalments: readonly InstalmentRow[]
  /** The last that providers paid back. */
  readonly paidBacks: ListPage<PaidBack>
  readonly unpaid: ListPage<UnpaidMark>
  readonly open: { readonly dates: number; readonly due: number; readonly back: number; readonly again: number }
  /** What went back to the budget this year, for dates that did not or will not happen. */
  readonly givenBack: number
  /** What proving the books found; null when nobody asked. */
  readonly books: { readonly faults: readonly BookFault[]; readonly found: number; readonly transfers: number } | null
  readonly charges: readonly { readonly weekStart: CalendarDate; readonly people: number; readonly charge: number }[]
  /** What people were charged for dates of this year, by the books. */
  readonly charged: number
  /** What counts in this year for dates of years that are closed. */
  readonly afterClose: readonly AfterCloseSum[]
  readonly periods: ListPage<PeriodRow>
}

/** Finance's home: what is open to pay, whether the books are right, then the year, the runs, what is held and why. */
export function homeView(rows: HomeRows) {
  const { books } = rows
  return {
    title: 'Money',
    soon: workWaitingWords(rows.work),
    lede: `The year ${financialYearWords(rows.year)}, as it stands on ${shortDate(rows.today)}.`,
    counts: countsOf(rows),
    position: positionTable(rows),
    block: blockRows(rows.block),
    lastYear: lastYearView(rows.lastYear),
    lastYearOpen: rows.lastYear.closedAt === null,
    yearWords: yearSpanWords(rows.year),
    nextYear: nextYearTable(rows),
    nextWords: yearSpanWords(rows.year + 1),
    reckoned: reckonedWords(rows.reckonedAt),
    after: rows.after > 0 ? `${inPence(rows.after)} more is held for dates after ${longYearEnd(rows.year + 1)}.` : '',
    givenBack: rows.givenBack > 0 ? inPence(rows.givenBack) : '',
    heads: { runs: runsHead, holds: holdsHead, unpaid: unpaidHead, periods: periodsHead },
    runs: rows.runs.rows.map(runRow),
    moreRuns: others(rows.runs, paths.runs(), 'pay runs'),
    instalments: instalmentsTable(rows.instalments, rows.today),
    paidBacks: paidBackRows(rows.paidBacks.rows),
    morePaidBacks: others(rows.paidBacks, paths.paidBacks(), 'records'),
    charged: chargedWords(yearSpanWords(rows.year), rows.charged, rows.afterClose),
    afterClose: afterCloseTable(rows.afterClose),
    afterCloseFile: paths.afterCloseCsv(),
    charges: rows.charges.map((one) => ({
      cells: [
        { text: shortDate(one.weekStart) },
        { text: String(one.people), numeric: true },
        { text: inPence(one.charge), numeric: true },
      ],
    })),
    holds: rows.holds.rows.map(holdRow),
    moreHolds: others(rows.holds, paths.held(), 'payments held'),
    unpaid: rows.unpaid.rows.map(unpaidRow),
    moreUnpaid: others(rows.unpaid, paths.unpaid(), 'marks without pay'),
    proved: books !== null,
    prove: `${paths.home()}?prove=yes#books`,
    faults: (books?.faults ?? []).map(({ rule, detail }) => ({ cells: [{ text: rule }, { text: detail }] })),
    faultsMore: faultsMore(rows.books),
    periods: rows.periods.rows.map(periodRow),
    morePeriods: others(rows.periods, paths.periods(), 'accounting periods'),
  }
}

function reckonedWords(at: Date | undefined): string {
  if (at === undefined) return ''
  return `What is held for dates of next year was last worked out on ${shortDate(dayInEngland(at))} at ${clockTime(minuteInEngland(at))}.`
}

function countsOf({ open, books, holds, unpaid }: HomeRows) {
  return [
    {
      number: inPence(open.due - open.back + open.again),
      text: 'Open to pay',
      href: paths.draft(),
      note: `${countWords(open.dates, 'date', 'dates')} on no run yet${open.again > 0 ? `; ${inPence(open.again)} came back` : ''}`,
      tone: '',
    },
    {
      number: holds.all.toLocaleString('en-GB'),
      text: 'Payments held',
      href: '#holds',
      note: 'see who must act',
      tone: holds.all > 0 ? 'warn' : 'good',
    },
    {
      number: unpaid.all.toLocaleString('en-GB'),
      text: 'Marks without pay',
      href: '#unpaid',
      note: 'a rule, a note or a payee is missing',
      tone: unpaid.all > 0 ? 'bad' : 'good',
    },
    ...(books === null
      ? []
      : [
          {
            number: String(books.faults.length),
            text: 'Faults in the books',
            href: '#books',
            note: `${books.transfers.toLocaleString('en-GB')} transfers checked now`,
            tone: books.faults.length > 0 ? 'bad' : 'good',
          },
        ]),
  ]
}

const longYearEnd = (year: number) => shortDate(financialYearSpan(year).until)
const yearSpanWords = (year: number) => `${shortDate(financialYearSpan(year).from)} to ${longYearEnd(year)}`

/** What is held for dates of the next year, by cost centre; empty while nothing is. */
function nextYearTable({ next }: Pick<HomeRows, 'next'>) {
  if (next.every(({ agreed, committed }) => agreed === 0 && committed === 0)) return []
  const cell = (pence: number | null, none: string) => ({ text: pence === null ? none : inPence(pence), numeric: true })
  const sum = (pick: (row: LaterPosition) => number) => next.reduce((all, row) => all + pick(row), 0)
  const unset = next.some(({ budget }) => budget === null)
  const line = (name: string, row: Omit<LaterPosition, 'costCentre'>) => [
    { text: name },
    cell(row.budget, 'Not set'),
    cell(row.agreed, ''),
    cell(row.committed, ''),
    cell(row.budget === null ? null : row.budget - row.committed, '–'),
  ]
  const total = {
    budget: unset ? null : (sum(({ budget }) => budget ?? 0) as LaterPosition['budget']),
    agreed: sum(({ agreed }) => agreed) as LaterPosition['agreed'],
    committed: sum(({ committed }) => committed) as LaterPosition['committed'],
  }
  return [
    ...next.map((row) => ({ cells: line(costCentres[row.costCentre as CostCentre], row) })),
    { total: true, cells: line('All day opportunities', total) },
  ]
}

/**
 * The year by cost centre: what is left is the budget less what was delivered and what is committed, and less what block contracts
 * cost for places that no date took up, which has a line of its own.
 */
export function positionTable({ position, block }: Pick<HomeRows, 'position' | 'block'>) {
  const money = (pence: number) => ({ text: inPence(pence), numeric: true })
  const sum = (pick: (row: PositionRow) => number) => position.reduce((all, row) => all + pick(row), 0)
  const unused = block.reduce((all, { left }) => all + left, 0)
  const leftOf = (row: PositionRow) => (row.budget ?? 0) - row.delivered - row.committed
  const left = (row: PositionRow) => (row.budget === null ? { text: '–', numeric: true } : money(leftOf(row)))
  const line = (row: PositionRow) => ({
    cells: [
      { text: costCentres[row.costCentre as CostCentre] },
      row.budget === null ? { text: 'Not set', numeric: true } : money(row.budget),
      money(row.agreed),
      money(row.committed),
      money(row.delivered),
      left(row),
    ],
  })
  const total = {
    total: true,
    cells: [
      { text: 'All day opportunities' },
      position.some(({ budget }) => budget === null)
        ? { text: '–', numeric: true }
        : money(sum(({ budget }) => budget ?? 0)),
      money(sum(({ agreed }) => agreed)),
      money(sum(({ committed }) => committed)),
      money(sum(({ delivered }) => delivered) + unused),
      {
        text: position.some(({ budget }) => budget === null) ? '–' : inPence(sum(leftOf) - unused),
        numeric: true,
      },
    ],
  }
  const places = [{ text: 'Block contracts: places that no date took up' }, ...['', '', ''].map((text) => ({ text }))]
  const unusedLine = { cells: [...places, money(unused), money(-unused)] }
  return [...position.map(line), ...(block.length > 0 ? [unusedLine] : []), total]
}

const faultsMore = (books: HomeRows['books']) =>
  books !== null && books.found > books.faults.length
    ? `${books.faults.length} of ${books.found.toLocaleString('en-GB')} are shown. Put these right, then prove the books again.`
    : ''

/** The way to what is not shown here: a page with all of them. */
const others = ({ rows, all }: ListPage<unknown>, href: string, words: string) =>
  all > rows.length
    ? {
        text: `${rows.length} of ${all.toLocaleString('en-GB')} are shown.`,
        act: `All ${all.toLocaleString('en-GB')} ${words}`,
        href,
      }
    : null
