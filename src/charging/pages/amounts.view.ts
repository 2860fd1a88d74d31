import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { amountList, type ListedAmount } from '../amount-list.ts'
import { nationalAmount, nationalAmounts } from '../national-amounts.ts'
import { paths } from '../paths.ts'
import type { EnteredAmount } from '../store.ts'

/** The page of figures set by law on a day: what counts, what does not and why, and what the council entered itself. */
export function amountsView(on: CalendarDate, entered: readonly EnteredAmount[], actorId: string, mayEnter: boolean) {
  const council = entered
    .filter(({ checkedByName }) => checkedByName !== null)
    .map(({ until, ...one }) => ({ ...one, ...(until === null ? {} : { until }) }))
  const amounts = amountList(on, council)
  const without = amounts.filter(({ counts }) => !counts).length
  return {
    on: longDate(on),
    onValue: on,
    lede:
      without === 0
        ? 'Every figure counts on this day.'
        : `${without} of ${amounts.length} figures decide nothing on this day: nobody has seen them in the law, or in an account of it.`,
    rows: amounts.map(amountRow),
    entered: entered.map((one) => ({
      words: `${capital(nationalAmount(one.key).words)}: ${inPence(one.amount)} from ${shortDate(one.from)}${one.until === null ? '' : ` to ${shortDate(one.until)}`}`,
      citation: one.citation,
      by: one.recordedByName,
      checkedBy: one.checkedByName ?? '',
      own: one.recordedBy === actorId,
      check: `${paths.checkAmount(one.amountId)}?on=${on}`,
      withdraw: `${paths.withdrawAmount(one.amountId)}?on=${on}`,
    })),
    mayEnter,
    options: nationalAmounts.map(({ key, words, citation }) => ({
      value: key,
      text: `${capital(words)} (${citation})`,
    })),
    action: paths.amounts(),
    enter: paths.amounts(on),
  }
}

function amountRow(one: ListedAmount) {
  const seen = one.seenIn.map(({ title }) => title).join('; ')
  return {
    cells: [
      { text: capital(one.words), note: one.citation },
      { text: one.amount === null ? 'Not known' : inPence(one.amount) },
      { text: one.from === null ? '–' : shortDate(one.from) },
      one.counts
        ? {
            text: 'Counts',
            note:
              one.mark ??
              (one.evidence === 'council' ? 'checked by the council' : seen === '' ? '' : `seen in ${seen}`),
          }
        : { text: 'Decides nothing', note: one.mark ?? 'no value is known for this day' },
    ],
  }
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
