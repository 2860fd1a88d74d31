import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence, sum, typedPounds } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import { type BlockTerms, fallingAway, type Instalment } from '../block-contract.ts'
import { paths } from '../paths.ts'
import type { BlockContract } from '../store.ts'

/** A block contract in a list: what it costs, until when, and what fell away if it ended earlier. */
export function contractRow(contract: BlockContract, today: CalendarDate) {
  const { until = contract.agreedUntil } = contract
  const gone = new Set(fallingAway(contract.instalments, until).map(({ dueOn }) => dueOn))
  return {
    id: contract.id,
    provider: contract.provider,
    href: paths.provider(contract.providerId),
    reference: contract.reference,
    when: `${shortDate(contract.from)} to ${shortDate(until)}`,
    stands: includes(contract, today),
    ended:
      contract.endReason === null ? '' : `Ended earlier than ${shortDate(contract.agreedUntil)}: ${contract.endReason}`,
    places: contract.places === null ? 'Not said' : String(contract.places),
    total: formatMoney(contract.total),
    paid: formatMoney(contract.paidUntilToday),
    instalments: contract.instalments.map(
      ({ dueOn, amount }) => `${shortDate(dueOn)}: ${formatMoney(amount)}${gone.has(dueOn) ? ' (falls away)' : ''}`,
    ),
    why: contract.citation === null ? contract.reason : `${contract.reason} (${contract.citation})`,
    end: contract.endReason === null && until > today ? paths.endContract(contract.id) : null,
  }
}

type Framework = { readonly name: string; readonly from: CalendarDate; readonly until: CalendarDate | null }

/** The day from which no block contract could begin: of the framework that stood first among those that stand, or the latest. */
export function blockRule(frameworks: readonly Framework[], today: CalendarDate): string | null {
  const standing = frameworks.filter(({ from, until }) => from <= today && (until === null || until >= today))
  const framework = standing.at(-1) ?? frameworks[0]
  return framework === undefined
    ? null
    : `${framework.name} began on ${shortDate(framework.from)}. No block contract can begin on or after that day.`
}

/** The block contracts that stand until they end, and the day from which none could be entered. */
export function contractsView(
  contracts: readonly BlockContract[],
  {
    frameworks,
    today,
    records,
    money = null,
  }: {
    frameworks: readonly Framework[]
    today: CalendarDate
    records: boolean
    /** The page of a contract’s money, where a later step has one for the reader. */
    money?: string | null
  },
) {
  return {
    head: [
      { text: 'Contract' },
      { text: 'Provider' },
      { text: 'When' },
      { text: 'Places', numeric: true },
      { text: 'In all', numeric: true },
      { text: 'Due until today', numeric: true },
      { text: 'Instalments' },
      ...(records || money ? [{ text: 'What to do' }] : []),
    ],
    rows: contracts
      .map((one) => contractRow(one, today))
      .map((row) => ({
        cells: [
          { text: row.reference, note: row.why },
          { text: row.provider, href: row.href },
          { text: row.stands ? row.when : `${row.when}. Ended`, note: row.ended },
          { text: row.places },
          { text: row.total },
          { text: row.paid },
          { text: row.instalments.join('; ') },
          ...(records
            ? [row.end ? { text: 'End it earlier', href: row.end, hidden: row.reference } : { text: 'Nothing' }]
            : []),
          ...(money
            ? [{ text: 'See its money', href: money.replace(':contractId', row.id), hidden: row.reference }]
            : []),
        ],
      })),
    rule: blockRule(frameworks, today),
    csv: contracts.length === 0 ? null : paths.contractsCsv(),
    record: records ? paths.newContract() : null,
    back: paths.providers(),
  }
}

/** The same contracts as rows of a file: one a row, its instalments in one cell. */
export const contractsRows = (contracts: readonly BlockContract[]) => [
  [
    ...['Reference', 'Provider', 'First day', 'Last day', 'Agreed last day', 'Places', 'In all in pounds'],
    ...['Due until today in pounds', 'Instalments', 'Why it stands', 'Where it is kept', 'Why it ended earlier'],
  ],
  ...contracts.map((one) => [
    one.reference,
    one.provider,
    one.from,
    one.until ?? one.agreedUntil,
    one.agreedUntil,
    one.places ?? '',
    typedPounds(one.total),
    typedPounds(one.paidUntilToday),
    one.instalments.map(({ dueOn, amount }) => `${dueOn} ${typedPounds(amount)}`).join('; '),
    one.reason,
    one.citation ?? '',
    one.endReason ?? '',
  ]),
]

const instalmentRows = (instalments: readonly Instalment[], total: Pence) => [
  ...[...instalments]
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
    .map(({ dueOn, amount }) => ({ cells: [{ text: longDate(dueOn) }, { text: formatMoney(amount) }] })),
  { cells: [{ text: 'In all' }, { text: formatMoney(total) }], total: true },
]

/** What is about to be written down, to be looked at once more; `lotsSold` are those the provider sells in today. */
export function recordCheck(
  terms: BlockTerms,
  {
    provider,
    lot,
    lotsSold,
    today,
  }: { provider: string; lot: string; lotsSold: ReadonlySet<string>; today: CalendarDate },
) {
  return {
    title: 'Check the block contract',
    caption: terms.reference,
    rows: [
      { key: 'Provider', value: provider },
      { key: 'Lot', value: terms.lotId === undefined ? 'No lot is named' : lot },
      {
        key: 'Places at one time',
        value: terms.places === undefined ? 'Not said: everybody who comes' : String(terms.places),
      },
      { key: 'First day', value: longDate(terms.from) },
      { key: 'Last day', value: longDate(terms.until) },
      { key: 'Why', value: terms.reason },
      { key: 'Where it is kept', value: terms.citation ?? 'Not said' },
    ],
    tableCaption: 'Instalments',
    instalments: instalmentRows(terms.instalments, terms.total),
    notes: [
      ...(terms.lotId === undefined && lotsSold.size !== 1
        ? [
            `No lot is named, and the provider sells in ${lotsSold.size === 0 ? 'no lot' : `${lotsSold.size} lots`} today. No date is paid by this contract while that is so. Name the lot if it is for one.`,
          ]
        : []),
      ...(terms.lotId !== undefined && !lotsSold.has(terms.lotId)
        ? ['The provider sells nothing in this lot today. Dates fall under this contract only where it does.']
        : []),
      ...(terms.until < today ? ['It is over. It pays only for dates until its last day that have no pay yet.'] : []),
      'From now on its instalments pay for the dates in its places. Its cost is fixed until it ends: an empty place saves nothing.',
      'Dates that no pay run has taken up are worked over within minutes: they are owed to nobody. Dates that were paid before stay as they are: finance finds them at the contract, and settles with the provider what was paid twice.',
    ],
    warning: 'It cannot be changed afterwards. It can be ended earlier.',
    button: 'Write it down',
  }
}

/** What ending a contract earlier takes away, to be looked at once more. */
export function endCheck(contract: BlockContract, { lastDay, reason }: { lastDay: CalendarDate; reason: string }) {
  const gone = fallingAway(contract.instalments, lastDay)
  return {
    title: 'Check the earlier end',
    caption: contract.reference,
    rows: [
      { key: 'Provider', value: contract.provider },
      { key: 'Agreed last day', value: longDate(contract.agreedUntil) },
      { key: 'Ends on', value: longDate(lastDay) },
      { key: 'Why', value: reason },
    ],
    tableCaption: 'Instalments that fall away',
    instalments: gone.length === 0 ? [] : instalmentRows(gone, sum(gone.map(({ amount }) => amount))),
    notes: [
      ...(gone.length === 0 ? ['Every instalment is due until that day, so none falls away.'] : []),
      'Dates after that day are owed to the provider at its own prices.',
    ],
    warning: 'This cannot be undone.',
    button: 'End it on that day',
  }
}
