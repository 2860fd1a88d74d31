import { day, longDate, monthWords } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, typedPounds } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { RemittanceRow, RunRow } from '../store.ts'

const dayOf = (at: Date) => longDate(dayInEngland(at))

/** One pay run: where it stands, what it pays each payee, and the next act for whoever looks. */
export function runView(run: RunRow, rows: readonly RemittanceRow[], staffId: string) {
  const own = run.draftedBy === staffId
  const actions = run.paidAt
    ? []
    : run.approvedAt
      ? [{ text: 'Pay this run', href: paths.pay(run.runId) }]
      : own
        ? []
        : [{ text: 'Approve this run', href: paths.approve(run.runId) }]
  return {
    title: `Pay run of ${inPence(run.paid)}`,
    lede: stateOf(run, own),
    actions,
    back: paths.home(),
    file: run.approvedAt ? paths.runCsv(run.runId) : '',
    facts: [
      { label: 'Paid out', value: inPence(run.paid), note: `${run.payees} ${run.payees === 1 ? 'payee' : 'payees'}` },
      { label: 'Kept back', value: inPence(run.netted), note: 'owed back from earlier runs' },
      { label: 'Period', value: monthWords(day(`${run.period}-01`)), note: '' },
    ],
    rows: [
      ...rows.map((row) => ({
        cells: [
          { text: row.payee, ...paymentOfRow(run, row) },
          { text: row.payeeKind === 'provider' ? 'Provider' : 'Direct payment' },
          { text: String(row.lines), numeric: true },
          { text: inPence(row.netted), numeric: true },
          { text: inPence(row.paid), numeric: true },
        ],
      })),
      {
        total: true,
        cells: [
          { text: 'In all' },
          { text: '' },
          { text: rows.reduce((all, { lines }) => all + lines, 0).toLocaleString('en-GB'), numeric: true },
          { text: inPence(run.netted), numeric: true },
          { text: inPence(run.paid), numeric: true },
        ],
      },
    ],
  }
}

/** The way to a payment that went out, and what is to be known of it. */
function paymentOfRow(run: RunRow, row: RemittanceRow) {
  const again = row.again > 0 ? `${inPence(row.again)} of it came back before and goes out again` : ''
  const back =
    row.returnedOn === null
      ? ''
      : `Sent back by the bank on ${longDate(row.returnedOn)}${row.settled ? ', and out again since' : ', to be paid again'}`
  return {
    note: [again, back].filter((words) => words !== '').join('. '),
    ...(run.paidAt && row.paid > 0 ? { href: paths.payment(row.remittanceId) } : {}),
  }
}

/** The payments of a run as a file for whatever pays them: who, how much, and a reference that finds them here again. */
export function runCsv(rows: readonly RemittanceRow[]): (string | number)[][] {
  return [
    ['payee', 'kind', 'payee_id', 'reference', 'dates', 'kept_back_pounds', 'pay_pounds'],
    ...rows
      .filter(({ paid }) => paid > 0)
      .map((row) => [
        row.payee,
        row.payeeKind === 'provider' ? 'Provider' : 'Direct payment',
        row.payeeId,
        row.remittanceId,
        row.lines,
        typedPounds(row.netted),
        typedPounds(row.paid),
      ]),
  ]
}

function stateOf(run: RunRow, own: boolean): string {
  const drafted = `Drafted on ${dayOf(run.draftedAt)}.`
  if (run.paidAt) return `${drafted} Paid on ${dayOf(run.paidAt)}.`
  if (run.approvedAt) return `${drafted} Approved on ${dayOf(run.approvedAt)}. Not paid yet.`
  return own
    ? `${drafted} You drafted it, so a second person must approve it.`
    : `${drafted} It waits for a second person’s approval.`
}

/** The page before a run is drafted: how much is open, and what will be kept back. */
export function draftView(open: { dates: number; due: number; back: number; again: number }) {
  return {
    title: 'Draft a pay run',
    lede: 'It takes up everything that is owed and on no run yet. Nothing is paid before a second person approves it.',
    warning: '',
    facts: [
      ...(open.again === 0
        ? []
        : [
            {
              key: 'Sent back by the bank',
              value: `${inPence(open.again)}, goes out again. Check first that the payees’ bank details are right now`,
            },
          ]),
      { key: 'Dates', value: open.dates.toLocaleString('en-GB') },
      { key: 'Owed', value: inPence(open.due) },
      { key: 'Owed back by payees', value: inPence(open.back) },
    ],
    act: 'Draft the run',
    back: paths.home(),
  }
}

/** The page before a run is approved or paid: it repeats how many, how much, and what cannot be undone. */
export function confirmView(act: 'approve' | 'pay', run: RunRow) {
  return {
    title: act === 'approve' ? 'Approve this pay run' : 'Pay this pay run',
    lede:
      act === 'approve'
        ? 'Once approved it can be paid.'
        : 'Once paid it cannot be taken back. What proves wrong later is kept from a coming run.',
    warning: '',
    facts: [
      { key: 'Payees', value: String(run.payees) },
      { key: 'Kept back', value: inPence(run.netted) },
      { key: 'Paid out', value: inPence(run.paid) },
    ],
    act: act === 'approve' ? `Approve ${inPence(run.paid)}` : `Pay ${inPence(run.paid)}`,
    back: paths.run(run.runId),
  }
}
