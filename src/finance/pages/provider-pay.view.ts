import { longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pagerOf } from '../../core/list-page.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, type Pence, pence, sum } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { PaidBack, PaidDate, ProviderPayment } from '../store.ts'

const dates = (n: number) => (n === 1 ? '1 date' : `${n} dates`)
const span = ({ from, until }: ProviderPayment) => {
  if (from === null || until === null) return 'No new date'
  return from === until ? shortDate(from) : `${shortDate(from)} to ${shortDate(until)}`
}
const total = (some: readonly PaidDate[]) => sum(some.map(({ amount }) => amount))

/** That a payment came back from the bank, and what became of it; nothing where it arrived. */
function cameBackWords({ returnedOn, returnReason, againOn, againReference }: ProviderPayment): string {
  if (returnedOn === null) return ''
  const back = `The bank sent it back on ${shortDate(returnedOn)}: ${returnReason}.`
  if (againOn === null) return `${back} It is still owed to you, and is paid again.`
  return `${back} It was paid again on ${shortDate(againOn)}${againReference === null ? '' : `, reference ${againReference}`}.`
}
const againWords = ({ again }: ProviderPayment) =>
  again === 0 ? '' : `${inPence(again)} of it is an earlier payment that the bank had sent back.`

/** What is still to come, in lines that add up: what will be paid, what is kept back of it, and what finance looks at first. */
function toCome(open: readonly PaidDate[], sentBack: Pence) {
  const due = open.filter(({ held, amount }) => !held && amount > 0)
  const back = open.filter(({ held, amount }) => !held && amount < 0)
  const held = open.filter((one) => one.held)
  return [
    {
      key: 'Still to be paid',
      value: due.length === 0 ? 'Nothing' : `${inPence(total(due))} for ${dates(due.length)}`,
    },
    ...(sentBack === 0
      ? []
      : [
          {
            key: 'To be paid again',
            value: `${inPence(sentBack)} that the bank sent back. Tell the council if your bank account has changed`,
          },
        ]),
    ...(back.length === 0
      ? []
      : [
          {
            key: 'To be kept back',
            value: `${inPence(pence(-total(back)))} for ${dates(back.length)} that ${back.length === 1 ? 'was' : 'were'} paid before and put right since`,
          },
        ]),
    ...(held.length === 0
      ? []
      : [
          {
            key: 'Not paid yet',
            value: `${inPence(total(held))} for ${dates(held.length)}: finance looks at ${held.length === 1 ? 'it' : 'them'} first`,
          },
        ]),
  ]
}

/** What a provider is paid: what is still to come, and each payment it had. */
export function providerPayView(given: {
  readonly inHouse: boolean
  readonly open: readonly PaidDate[]
  readonly payments: ListPage<ProviderPayment>
  readonly back: ListPage<PaidBack>
  /** What came back from the bank and is not paid again yet. */
  readonly sentBack: Pence
  readonly asked: { readonly page: number; readonly back: number; readonly perPage: number }
}) {
  const { inHouse, open, payments, back, sentBack, asked } = given
  return {
    inHouse,
    summary: toCome(open, sentBack),
    dates: open.length === 0 ? null : { href: paths.myPayToCome(), text: `See ${dates(open.length)} to come` },
    caption: `${countWords(payments.all, 'payment', 'payments')}, the latest first`,
    pager: pagerOf({ ...asked, all: payments.all, href: `${paths.myPay()}?page=` }),
    backCaption: `What you paid back, ${countWords(back.all, 'record', 'records')}, the latest first`,
    backPager: pagerOf({ page: asked.back, perPage: asked.perPage, all: back.all, href: `${paths.myPay()}?back=` }),
    rows: payments.rows.map((one) => ({
      cells: [
        {
          text: `Paid on ${shortDate(one.paidOn)}`,
          href: paths.myPayment(one.runId),
          note: [cameBackWords(one), againWords(one)].filter((words) => words !== '').join(' '),
        },
        { text: span(one) },
        { text: String(one.dates) },
        { text: one.netted === 0 ? 'Nothing' : inPence(one.netted) },
        { text: inPence(one.paid) },
      ],
    })),
    back: back.rows.map((one) => ({
      cells: [
        { text: shortDate(one.on) },
        { text: one.reference, note: one.reason },
        { text: one.dates === 0 ? 'No date named' : dates(one.dates) },
        {
          text: inPence(one.amount),
          note:
            one.takenBackAt === null
              ? ''
              : `Does not count: taken back by the council on ${shortDate(dayInEngland(one.takenBackAt))}. ${one.takenBackWhy}`,
        },
      ],
    })),
  }
}

/** The dates of one payment, or those to come, with their sum. */
export function paidDatesView(found: readonly PaidDate[], payment: ProviderPayment | undefined) {
  const head = {
    back: paths.myPay(),
    rows: [
      ...found.map((one) => ({
        cells: [
          { text: shortDate(one.on) },
          { text: one.who, note: [`${one.mark}, ${one.session}`, ...noteOf(one)].join('. ') },
          { text: inPence(one.amount) },
        ],
      })),
      { total: true, cells: [{ text: 'Together' }, { text: dates(found.length) }, { text: inPence(total(found)) }] },
    ],
  }
  return payment === undefined
    ? {
        ...head,
        arrived: false,
        title: 'Still to be paid',
        lede: 'As the register stands now. A mark that is corrected changes it.',
      }
    : {
        ...head,
        arrived: true,
        title: `Paid on ${longDate(payment.paidOn)}: ${inPence(payment.paid)}`,
        lede: [
          `For ${dates(payment.dates)}.`,
          payment.netted === 0
            ? ''
            : `${inPence(payment.netted)} was kept back for dates that were paid before and put right since.`,
          againWords(payment),
          cameBackWords(payment),
        ]
          .filter((words) => words !== '')
          .join(' '),
      }
}

const noteOf = ({ held, corrected, amount }: PaidDate): string[] => {
  if (held) return ['Finance looks at it first']
  if (!corrected) return []
  return [amount < 0 ? 'Put right: paid too much before' : 'Put right: paid too little before']
}
