import { shortDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, sum, typedPounds } from '../../core/money.ts'
import type { BlockContract } from '../../market/store.ts'
import { paths } from '../paths.ts'
import type { PaidBeside } from '../store/paid-beside-block.ts'

/** At most so many dates stand on the page; the file holds all. */
const shownAtMost = 100

const runWords = ({ paidAt, draftedAt }: PaidBeside) =>
  paidAt === null
    ? `Drafted ${shortDate(dayInEngland(draftedAt))}, not paid yet`
    : `Paid ${shortDate(dayInEngland(paidAt))}`

/** What a coming run does by itself, where a mark was put right after a run took the date up. */
const stillToCome = ({ amount, inRun }: PaidBeside) =>
  amount === inRun
    ? ''
    : amount < inRun
      ? `A run paid ${inPence(inRun)}: the next one keeps ${inPence(inRun - amount)} back by itself`
      : `A run paid ${inPence(inRun)}: the next one pays ${inPence(amount - inRun)} more`

const dates = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'date' : 'dates'}`

/** The dates that runs paid at their own price and that a contract’s instalments pay for too. */
export function paidBesideView(contract: BlockContract, found: readonly PaidBeside[]) {
  const paid = sum(found.map(({ amount }) => amount))
  const back = sum(found.map((one) => one.back))
  const all = found.length === 1
  return {
    title: 'Dates paid twice',
    caption: `${contract.reference}, ${contract.provider}`,
    lede:
      found.length === 0
        ? 'No date was paid at its own price before this contract was written down.'
        : `${dates(found.length)}: ${inPence(paid)} in all. Pay runs paid ${all ? 'it' : 'them'} at the provider’s own prices before this contract was written down. The contract’s instalments pay for ${all ? 'it' : 'them'} too.`,
    facts: [
      { label: 'Paid twice', value: inPence(paid), note: '' },
      { label: 'Paid back', value: inPence(back), note: '' },
      { label: 'Still to be paid back', value: inPence(Math.max(0, paid - back)), note: '' },
    ],
    record:
      paid > back && found.some(({ paidAt }) => paidAt !== null)
        ? paths.recordPaidBack(contract.providerId, contract.id)
        : '',
    csv: found.length === 0 ? null : paths.paidBesideCsv(contract.id),
    more: found.length > shownAtMost ? `The first ${shownAtMost} are shown. The file holds all of them.` : '',
    head: [
      { text: 'Person' },
      { text: 'Date' },
      { text: 'Session' },
      { text: 'Pay run' },
      { text: 'Paid', numeric: true },
      { text: 'Paid back', numeric: true },
      { text: 'Open', numeric: true },
    ],
    rows: found.slice(0, shownAtMost).map((one) => ({
      cells: [
        { text: one.personName },
        { text: shortDate(one.on) },
        { text: one.session },
        { text: runWords(one), href: paths.run(one.runId), hidden: `${one.personName}, ${shortDate(one.on)}` },
        { text: inPence(one.amount), note: stillToCome(one) },
        { text: one.back === 0 ? '–' : inPence(one.back) },
        { text: inPence(Math.max(0, one.amount - one.back)) },
      ],
    })),
    notHere: [
      'It asks nobody for money. Write to the provider yourself.',
      'It changes no payment, and the next pay run keeps nothing of it back.',
      'It does not see your bank. Record what comes back once it is there.',
      'The list is worked out each time from marks, pay and contracts as they stand. A mark that is put right, or a date that comes under the contract later, can change it.',
    ],
    back: paths.blockMoney(contract.id),
  }
}

/** The same as rows of a file. */
export const paidBesideRows = (contract: BlockContract, found: readonly PaidBeside[]) => [
  [
    'Contract',
    'Provider',
    'Person',
    'Date',
    'Session',
    'Paid in pounds',
    'In a run in pounds',
    'Paid back in pounds',
    'Open in pounds',
    'Run drafted',
    'Run paid',
  ],
  ...found.map((one) => [
    contract.reference,
    contract.provider,
    one.personName,
    one.on,
    one.session,
    typedPounds(one.amount),
    typedPounds(one.inRun),
    typedPounds(one.back),
    typedPounds(one.amount - one.back),
    dayInEngland(one.draftedAt),
    one.paidAt === null ? '' : dayInEngland(one.paidAt),
  ]),
]
