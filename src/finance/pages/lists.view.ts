import { monthWords, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { RunState } from '../store/pay-runs.ts'
import type { PeriodRow } from '../store/periods.ts'
import type { UnpaidMark } from '../store/unpaid-marks.ts'
import type { Hold, RunRow } from '../store.ts'

const dayOf = (at: Date | null) => (at === null ? '' : shortDate(dayInEngland(at)))
const texts = (...all: string[]) => all.map((text) => ({ text }))
const amounts = (...all: string[]) => all.map((text) => ({ text, numeric: true }))

/** One pay run in words: where it stands and what to do next. */
export function runRow(run: RunRow) {
  const state = run.paidAt ? `Paid ${dayOf(run.paidAt)}` : run.approvedAt ? 'Approved, not paid' : 'Draft'
  return {
    cells: [
      { text: dayOf(run.draftedAt), href: paths.run(run.runId), hidden: 'pay run' },
      { tag: state, colour: run.paidAt ? 'green' : run.approvedAt ? 'blue' : 'orange' },
      { text: String(run.payees), numeric: true },
      { text: inPence(run.netted), numeric: true },
      { text: inPence(run.paid), numeric: true },
    ],
  }
}

/** Money that cannot be paid until somebody acts, as a row. */
export const holdRow = (hold: Hold) => ({
  cells: [
    { text: hold.personName },
    { text: hold.why },
    { text: hold.whoMustAct },
    { text: inPence(hold.amount), numeric: true },
  ],
})

/** A mark that no payment follows, as a row. */
export const unpaidRow = (one: UnpaidMark) => ({
  cells: [
    { text: shortDate(one.on) },
    { text: one.personName },
    { text: one.session },
    { text: one.provider ?? 'Nobody named' },
    { text: one.reason },
  ],
})

/** A month of the books as a row, with when it was closed. */
export const periodRow = (one: PeriodRow) => ({
  cells: [
    { text: monthWords(one.from) },
    { text: one.transfers.toLocaleString('en-GB'), numeric: true },
    one.closedAt
      ? { text: `Closed ${dayOf(one.closedAt)}` }
      : { text: 'Close', href: paths.closePeriod(one.id), hidden: monthWords(one.from) },
  ],
})

export const runsHead = [...texts('Drafted', 'State'), ...amounts('Payees', 'Kept back', 'Paid out')]
export const holdsHead = [...texts('Person', 'Why', 'Who must act'), ...amounts('Amount')]
export const unpaidHead = texts('Day', 'Person', 'Session', 'Provider', 'Marked')
export const periodsHead = [...texts('Month'), ...amounts('Transfers'), ...texts('State')]

const choices = <Value extends string>(words: Readonly<Record<Value, string>>, chosen: Value) =>
  Object.entries<string>(words).map(([value, text]) => ({ value, text, selected: value === chosen }))

interface Paged {
  readonly page: number
  readonly perPage: number
}

const runStateWords = { '': 'All', drafted: 'Drafts', approved: 'Approved, not paid', paid: 'Paid' } as const

/** Every pay run there was, the newest first, a page at a time; by how it stands. */
export const runsView = ({ rows, all }: ListPage<RunRow>, { page, perPage, state }: Paged & { state: RunState }) => ({
  title: 'Pay runs',
  lede: 'Every pay run, the newest first. Each leads to what it pays whom.',
  back: paths.home(),
  list: {
    asked: state !== '' || page > 1,
    find: {
      action: paths.runs(),
      title: 'Pay runs',
      selects: [{ id: 'state', label: 'State', items: choices(runStateWords, state) }],
    },
    count: countWords(all, 'pay run', 'pay runs'),
    table: { caption: 'Pay runs', captionHidden: true, stacked: true, head: runsHead, rows: rows.map(runRow) },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.runs(), { state }) }),
    nothing: {
      title: 'No pay run yet',
      text: 'Draft one when registers have been marked.',
      href: paths.draft(),
      act: 'Draft a pay run',
    },
  },
})

/** Every payment that is held, the oldest first; by words. */
export const holdsView = ({ rows, all }: ListPage<Hold>, { page, perPage, words }: Paged & { words: string }) => ({
  title: 'Payments held',
  lede: 'What pay runs leave out until somebody acts, the oldest first.',
  back: paths.home(),
  list: {
    asked: words !== '' || page > 1,
    find: { action: paths.held(), title: 'Payments held', label: 'Person, why, or who must act', value: words },
    count: countWords(all, 'payment held', 'payments held'),
    table: { caption: 'Payments held', captionHidden: true, stacked: true, head: holdsHead, rows: rows.map(holdRow) },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.held(), { words }) }),
    nothing: { title: 'Nothing is held', text: 'Every line of pay is open, on a run or paid.' },
  },
})

/** Every mark whose pay could not be worked out, the earliest first; by words. */
export const unpaidView = (
  { rows, all }: ListPage<UnpaidMark>,
  { page, perPage, words }: Paged & { words: string },
) => ({
  title: 'Marks without pay',
  lede: 'Dates with a mark whose pay could not be worked out, the earliest first: a pay rule, a note or a payee is missing.',
  back: paths.home(),
  list: {
    asked: words !== '' || page > 1,
    find: { action: paths.unpaid(), title: 'Marks without pay', label: 'Person, session or provider', value: words },
    count: countWords(all, 'mark without pay', 'marks without pay'),
    table: {
      caption: 'Marks without pay',
      captionHidden: true,
      stacked: true,
      head: unpaidHead,
      rows: rows.map(unpaidRow),
    },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.unpaid(), { words }) }),
    nothing: { title: 'Every mark has its pay', text: 'Nothing is missing.' },
  },
})

const periodStateWords = { '': 'All', open: 'Open', closed: 'Closed' } as const

/** Every accounting period that has begun, the newest first; open or closed. */
export const periodsView = (
  { rows, all }: ListPage<PeriodRow>,
  { page, perPage, state }: Paged & { state: keyof typeof periodStateWords },
) => ({
  title: 'Accounting periods',
  lede: 'Every period that has begun, the newest first. A closed one takes no transfer.',
  back: paths.home(),
  list: {
    asked: state !== '' || page > 1,
    find: {
      action: paths.periods(),
      title: 'Accounting periods',
      selects: [{ id: 'state', label: 'State', items: choices(periodStateWords, state) }],
    },
    count: countWords(all, 'accounting period', 'accounting periods'),
    table: {
      caption: 'Accounting periods',
      captionHidden: true,
      stacked: true,
      head: periodsHead,
      rows: rows.map(periodRow),
    },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.periods(), { state }) }),
    nothing: { title: 'No accounting period has begun', text: 'Each stands here from its first day.' },
  },
})
