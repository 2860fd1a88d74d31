import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { type DecisionClock, decisionClock, decisionTargetDays } from '../decision-clock.ts'
import { exceptionDecisions, exceptionReasons } from '../exception-reason.ts'
import { paths } from '../paths.ts'
import type { ListedException } from '../store.ts'

interface Found {
  readonly exceptions: readonly ListedException[]
  readonly found: number
  readonly waiting: number
  readonly late: number
  readonly holidays: readonly Period[]
  readonly today: CalendarDate
  readonly mayDecide: boolean
}
interface Asked {
  readonly q: string
  readonly state: string
  readonly reason?: string | undefined
  readonly page: number
}

const states = { waiting: 'Not decided', late: 'Late', decided: 'Decided', all: 'All' }
const days = (count: number) => `${count} working ${count === 1 ? 'day' : 'days'}`

/** How long it has waited, or how long it took: late is said in words and in red. */
function clockCell(clock: DecisionClock) {
  if (clock.state === 'late')
    return { tag: 'Late', colour: 'red', text: `${days(clock.workingDays)}, due ${shortDate(clock.dueOn)}` }
  if (clock.state === 'open')
    return { text: `Due ${shortDate(clock.dueOn)}`, note: `${days(clock.workingDays)} so far` }
  if (clock.state === 'decided') return { text: `Took ${days(clock.workingDays)}` }
  return { tag: 'Took longer', colour: 'orange', text: days(clock.workingDays) }
}

function row(one: ListedException, { holidays, today, mayDecide }: Found) {
  const open = one.decision === null
  return {
    cells: [
      {
        text: one.personName,
        href: paths.exception(one.personId, one.budgetId, one.exceptionId),
        note: open && mayDecide ? 'Decide' : '',
      },
      {
        text: `${formatMoney(one.weeklyPence)} a week`,
        note: `${formatMoney(pence(one.weeklyPence - one.budgetPence))} beyond the budget`,
      },
      { text: exceptionReasons[one.reason] },
      { text: shortDate(one.askedOn), note: one.askedBy === null ? '' : `by ${one.askedBy}` },
      clockCell(decisionClock(one, today, holidays)),
      one.decision === null
        ? { tag: 'Not decided', colour: 'orange' }
        : {
            text: exceptionDecisions[one.decision],
            note: [
              ...(one.agreedPence === null ? [] : [`${formatMoney(one.agreedPence)} a week`]),
              ...(one.decidedOn === null ? [] : [shortDate(one.decidedOn)]),
            ].join(', '),
          },
    ],
  }
}

/** The list of exceptions, those that wait first. */
export function exceptionListView(found: Found, asked: Asked) {
  const query = new URLSearchParams({ q: asked.q, state: asked.state, reason: asked.reason ?? '' })
  const reasons = Object.entries(exceptionReasons).map(([value, text]) => ({
    value,
    text,
    selected: value === asked.reason,
  }))
  const wait =
    found.waiting === 0
      ? 'Nothing waits'
      : found.waiting === 1
        ? '1 waits'
        : `${found.waiting.toLocaleString('en-GB')} wait`
  return {
    lede: `${wait} for a decision${found.waiting === 0 ? '' : found.late === 0 ? ', none late' : `, ${found.late.toLocaleString('en-GB')} late`}. The aim is ${days(decisionTargetDays)}. A late decision counts like any other.`,
    q: asked.q,
    narrowed: asked.q !== '' || asked.reason !== undefined || asked.state !== 'waiting',
    states: Object.entries(states).map(([value, text]) => ({ value, text, selected: value === asked.state })),
    reasons: [{ value: '', text: 'Any reason', selected: asked.reason === undefined }, ...reasons],
    caption: `${found.found === 1 ? '1 exception' : `${found.found.toLocaleString('en-GB')} exceptions`}`,
    rows: found.exceptions.map((one) => row(one, found)),
    pager: {
      page: asked.page,
      pages: pagesOf(found.found),
      href: `${paths.exceptions()}?${query}&page=`,
    },
  }
}
