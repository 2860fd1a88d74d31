import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { Approver } from '../store.ts'

const amount = (yearlyPence: number) => (yearlyPence === 0 ? 'Nothing' : `${formatMoney(yearlyPence as never)} a year`)

/** Who approves plans up to which cost a year, what is to come and what was, and the form that gives a limit. */
export function limitsView(everybody: readonly Approver[], today: CalendarDate) {
  const now = everybody.map(({ staffId, name, username, limits }) => {
    const inForce = limits.find(({ from, until }) => from <= today && (until === null || until >= today))
    const next = limits.findLast(({ from }) => from > today)
    return {
      cells: [
        { text: name, note: username, href: `${paths.limits()}?staffId=${staffId}#give` },
        inForce === undefined
          ? { tag: 'No limit', colour: 'orange', text: 'approves no plan' }
          : { text: amount(inForce.yearlyPence) },
        { text: inForce === undefined ? '' : longDate(inForce.from) },
        { text: next === undefined ? 'Nothing' : `${amount(next.yearlyPence)} from ${shortDate(next.from)}` },
      ],
    }
  })
  const before = everybody.flatMap(({ name, limits }) =>
    limits.map(({ yearlyPence, from, until, reason, givenBy }) => ({
      cells: [
        { text: name },
        { text: amount(yearlyPence) },
        { text: `${shortDate(from)}${until === null ? ', goes on' : ` to ${shortDate(until)}`}` },
        { text: `${reason}. Given by ${givenBy}` },
      ],
    })),
  )
  return {
    title: 'Limits to approve',
    lede: 'The most that each team manager may approve for one person, as what a plan costs in a year before anybody pays towards it. Your scheme of delegation says how much.',
    back: '/admin',
    action: paths.limits(),
    options: everybody.map(({ staffId, name }) => ({ value: staffId, text: name })),
    now,
    before,
  }
}
