import { longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, sum, typedPounds } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { PaidBack, PaidBackPart, PaidProvider, ToPayBack } from '../store.ts'

const dates = (count: number) => (count === 1 ? '1 date' : `${count.toLocaleString('en-GB')} dates`)
const forWhat = (one: PaidBack) => (one.dates === 0 ? 'No date named' : dates(one.dates))
const stateOf = (one: PaidBack) =>
  one.takenBackAt !== null
    ? { tag: 'Taken back', colour: 'grey' }
    : one.tooMuch > 0
      ? { tag: 'To be put right', colour: 'red' }
      : { tag: 'Booked', colour: 'green' }

/** Rows of records for finance, each with its way to the record. */
export const paidBackRows = (found: readonly PaidBack[]) =>
  found.map((one) => ({
    cells: [
      { text: shortDate(one.on) },
      { text: one.provider, href: paths.paidBack(one.paidBackId), hidden: `${shortDate(one.on)}, ${one.reference}` },
      { text: one.reference },
      { text: forWhat(one) },
      stateOf(one),
      { text: inPence(one.amount), numeric: true },
    ],
  }))

/** Money that providers paid back, and of whom more can be recorded. */
export function paidBacksView(
  { rows, all }: ListPage<PaidBack>,
  providers: readonly PaidProvider[],
  { words, page, perPage }: { words: string; page: number; perPage: number },
) {
  return {
    title: 'Money paid back by providers',
    lede: 'What reached the bank, from whom and what for. It is recorded once, from the bank statement.',
    csv: all === 0 ? '' : paths.paidBacksCsv(),
    list: {
      asked: words !== '' || page > 1,
      find: { action: paths.paidBacks(), title: 'Paid back', label: 'Provider, reference, or what for', value: words },
      count: countWords(all, 'record', 'records'),
      table: {
        caption: 'Paid back, the newest first',
        stacked: true,
        head: [
          ...['Came back', 'Provider', 'Reference', 'For', 'State'].map((text) => ({ text })),
          { text: 'Amount', numeric: true },
        ],
        rows: paidBackRows(rows),
      },
      pager: pagerOf({ page, all, perPage, href: pageAddress(paths.paidBacks(), { words }) }),
      nothing: { title: 'Nothing was paid back yet', text: 'Each payment stands here once it is recorded.' },
    },
    providers: providers.map((one) => ({
      cells: [
        { text: one.provider, href: paths.recordPaidBack(one.providerId), hidden: 'record money paid back' },
        { text: inPence(one.paid), numeric: true },
        { text: one.back === 0 ? '–' : inPence(one.back), numeric: true },
      ],
    })),
    back: paths.home(),
  }
}

/** All records as rows of a file. */
export const paidBackCsv = (found: readonly PaidBack[]) => [
  [
    'Provider',
    'Came back on',
    'Reference',
    'Why',
    'Dates',
    'Pounds',
    'Recorded by',
    'Recorded on',
    'Taken back on',
    'Taken back by',
    'Why taken back',
  ],
  ...found.map((one) => [
    one.provider,
    one.on,
    one.reference,
    one.reason,
    one.dates,
    typedPounds(one.amount),
    one.recordedByName,
    dayInEngland(one.recordedAt),
    one.takenBackAt === null ? '' : dayInEngland(one.takenBackAt),
    one.takenBackByName ?? '',
    one.takenBackWhy ?? '',
  ]),
]

/** So many dates can be ticked on one page, the earliest. */
const tickedAtMost = 100
/** What a ticked date is sent as. A date may be owed back for a mark put right, or for a block contract that pays for it too: the contract stands behind it. */
export const dateKey = ({ payLineId, contractId }: ToPayBack) =>
  contractId === null ? payLineId : `${payLineId}:${contractId}`

/** The form that records what a provider paid back: which dates it is for, how much, when, and by what the bank names it. */
export function recordPaidBackView(
  provider: PaidProvider,
  open: readonly ToPayBack[],
  { id, contractId }: { id: string; contractId: string | undefined },
) {
  const contract = contractId === undefined ? undefined : open.find((one) => one.contractId === contractId)?.contract
  const shown = open.slice(0, tickedAtMost)
  return {
    title: 'Record money paid back',
    caption: provider.provider,
    facts: [
      { key: 'Paid by pay runs', value: inPence(provider.paid) },
      { key: 'Paid back so far', value: provider.back === 0 ? 'Nothing' : inPence(provider.back) },
      ...(open.length === 0
        ? []
        : [
            { key: 'To be paid back', value: `${inPence(sum(open.map((one) => one.open)))} for ${dates(open.length)}` },
          ]),
    ],
    only: contract ? `Dates that contract ${contract} pays for too.` : '',
    all: contractId === undefined ? '' : paths.recordPaidBack(provider.providerId),
    more:
      open.length > shown.length
        ? `The first ${shown.length} are shown one by one. The others follow once these are recorded.`
        : '',
    dates:
      shown.length === 0
        ? []
        : [
            ...(open.length < 2
              ? []
              : [
                  {
                    value: 'all',
                    text: `All ${dates(open.length)}: ${inPence(sum(open.map((one) => one.open)))}`,
                    behaviour: 'exclusive',
                  },
                ]),
            ...shown.map((one) => ({
              value: dateKey(one),
              text: `${shortDate(one.on)}, ${one.personName}: ${inPence(one.open)}`,
              hint: {
                text:
                  contractId !== undefined
                    ? one.session
                    : `${one.session}. ${one.contract === null ? 'The register was put right after it was paid' : `Contract ${one.contract} pays for it too`}`,
              },
            })),
            { divider: 'or' },
            {
              value: 'none',
              text: 'None of these',
              behaviour: 'exclusive',
              hint: { text: 'The register does not say what it is for' },
            },
          ],
    typed: { id },
    action: paths.recordPaidBack(provider.providerId, contractId),
    back: paths.paidBacks(),
  }
}

/** One record: what came back and what for, and how to take it back. */
export function paidBackView(one: PaidBack, parts: readonly PaidBackPart[]) {
  return {
    title: `${inPence(one.amount)} paid back by ${one.provider}`,
    lede:
      one.takenBackAt === null
        ? `It came back on ${longDate(one.on)}.`
        : `Taken back on ${longDate(dayInEngland(one.takenBackAt))} by ${one.takenBackByName}: ${one.takenBackWhy}`,
    tooMuch:
      one.tooMuch === 0
        ? ''
        : `A mark was put right after this money came, and its dates now owe ${inPence(one.tooMuch)} less. No pay run takes these dates up until that is put right: take this record back, then record what each date owes now.`,
    facts: [
      { key: 'Came back on', value: longDate(one.on) },
      { key: 'Reference', value: one.reference },
      { key: 'Why', value: one.reason },
      { key: 'Recorded', value: `${one.recordedByName}, ${longDate(dayInEngland(one.recordedAt))}` },
    ],
    rows: parts.map((part) => ({
      cells: [
        { text: part.on === null ? 'No date named' : shortDate(part.on) },
        { text: part.personName ?? '–' },
        { text: part.session ?? '–' },
        {
          text:
            part.on === null
              ? 'Kept with what the provider owes back'
              : part.contract === null
                ? 'The register was put right'
                : `Contract ${part.contract} pays for it`,
        },
        { text: inPence(part.amount) },
      ],
    })),
    mayUndo: one.takenBackAt === null,
    undo: paths.undoPaidBack(one.paidBackId),
    again: one.takenBackAt === null ? '' : paths.recordPaidBack(one.providerId),
    back: paths.paidBacks(),
  }
}
