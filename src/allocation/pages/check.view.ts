import { longDate } from '../../core/calendar-date.ts'
import { inPence, type Pence, pence } from '../../core/money.ts'
import { itemWords } from '../../needs/index.ts'
import { standsNow } from '../agreed-amount.ts'
import type { Budget, RecordedCheck } from '../store.ts'

const bandWords = (band: string) => (band === 'none' ? 'no extra support' : `support ${band}`)

/** What counts less a sum. A sum that leaves sessions out is too low: it can show that the budget is short, never that it is enough. */
function difference(counts: Pence, cost: Pence, everySessionPriced: boolean) {
  const spare = counts - cost
  if (spare < 0) return { tag: 'Short', colour: 'red', text: inPence(pence(-spare)) }
  return everySessionPriced
    ? { tag: 'Enough', colour: 'green', text: inPence(pence(spare)) }
    : { tag: 'Not known', colour: 'grey', text: 'Not every session has a price' }
}

/** "Is it enough here, now?" as a table: every item priced at places that can be booked, the sum, and the difference. */
export function checkView(
  recorded: RecordedCheck,
  budget: Pick<Budget, 'weeklyPence'>,
  counts: Pence = budget.weeklyPence,
) {
  const { check } = recorded
  const rows: { cells: object[]; total?: boolean }[] = check.items.map((item) => ({
    cells: [
      { text: itemWords[item.item].name },
      { text: `${item.sessions} ${item.sessions === 1 ? 'session' : 'sessions'}, ${bandWords(item.band)}` },
      { text: String(item.fits) },
      item.missing > 0
        ? { tag: `${item.missing} not found`, colour: 'red', text: inPence(item.foundPence) }
        : { text: inPence(item.foundPence) },
      { text: item.middlePence === undefined ? '–' : inPence(item.middlePence) },
    ],
  }))
  if (check.addOnsPence > 0)
    rows.push({
      cells: [
        { text: 'Add-ons of the budget' },
        { text: 'At their published price' },
        { text: '' },
        { text: inPence(check.addOnsPence) },
        { text: inPence(check.addOnsPence) },
      ],
    })
  rows.push({
    total: true,
    cells: [
      { text: 'All of it' },
      { text: '' },
      { text: '' },
      { text: inPence(check.bookablePence) },
      { text: inPence(check.middlePence) },
    ],
  })
  rows.push({
    cells: [
      { text: counts > budget.weeklyPence ? 'What counts, less cost' : 'Budget less cost' },
      { text: '' },
      { text: '' },
      difference(counts, check.bookablePence, check.missingSessions === 0),
      difference(
        counts,
        check.middlePence,
        check.items.every(({ middlePence }) => middlePence !== undefined),
      ),
    ],
  })
  const found = check.items.flatMap((item) => item.found).map((id) => recorded.names[id] ?? 'a session')
  const where = recorded.localArea === null ? 'in the whole borough' : `in ${recorded.localArea}`
  return {
    enough: standsNow(check, counts).enough,
    rows,
    found:
      found.length === 0
        ? ''
        : `${check.missingSessions > 0 ? 'What can be booked' : 'The week that can be booked'}: ${timesOver(found).join(', ')}.`,
    note: `Checked ${longDate(recorded.checkedOn)} ${where}: sessions with a published price and a place free on every date of the next four weeks. A week to book takes the cheapest that are left, no session twice, none at the same time. What the person has is held against the dearer of the two sums. Whether one suits is decided in the plan.`,
    nothing: check.items.length === 0,
  }
}

/** "Out in pairs, 3 times a week": each name once, with how often it stands in the week. */
function timesOver(names: readonly string[]): string[] {
  const often = (name: string) => names.filter((one) => one === name).length
  return [...new Set(names)].map((name) => (often(name) === 1 ? name : `${name} (${often(name)} times a week)`))
}
