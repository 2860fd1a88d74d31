import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { noticeHours } from './notice-hours.ts'
import { type PayRefusal, payFor } from './pay-for.ts'
import { type Happened, type PayRule, ruleFor } from './pay-rule.ts'

/** One line of money of a date: what the council pays for it when the person comes. */
export interface LineOfDate {
  readonly budgetLineId: string
  readonly component: string
  readonly route: string
  readonly lotId: string | undefined
  readonly agreed: Pence
}

/** A date of a place that is to be paused, as the records hold it. */
export interface DateInPause {
  readonly occasionId: string
  readonly plannedSessionId: string
  readonly on: CalendarDate
  readonly startsAt: Date
  /** What was said of it before: it stays so. */
  readonly marked: { readonly happened: Happened; readonly words: string } | undefined
  /** Absences of the same line earlier in the same quarter. */
  readonly absencesBefore: number
  readonly lines: readonly LineOfDate[]
}

/**
 * What becomes of a date in a pause. It was said before what happened on it; it has begun, so the register says; it falls away; or it is
 * told too late, so that the pay rule pays for it: then it is marked as missed.
 */
export type Fate = 'marked before' | 'has begun' | 'falls away' | 'told too late'

export interface FateOfDate {
  readonly date: DateInPause
  readonly fate: Fate
  /** What the council pays for it although nobody comes. */
  readonly paid: Pence
  /** What was set aside for it and goes back to the budget. */
  readonly back: Pence
  /** What is missing to know what is paid: then nothing is paused, and whoever asks reads what to do. */
  readonly missing: PayRefusal | undefined
}

interface Told {
  readonly reason: string
  readonly words: string | undefined
  /** When the pause is recorded: nobody is told before. */
  readonly now: Date
}

/**
 * What becomes of each date of paused places, by the pay rules for the reason and the notice given now. A date is paid exactly what a
 * single absence told now would be paid; where that is nothing, the date falls away. Dates that fall away are no absences: they use up
 * none of the paid ones of the quarter. Dates of a line in the order of their days.
 */
export function fatesOf(dates: readonly DateInPause[], rules: readonly PayRule[], told: Told): FateOfDate[] {
  const missed = new Map<string, number>()
  return [...dates]
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
    .map((date) => {
      const quarter = `${date.plannedSessionId} ${quarterOf(date.on)}`
      const before = missed.get(quarter) ?? 0
      const fate = fateOf(date, rules, { ...told, before })
      if (fate.fate === 'told too late') missed.set(quarter, before + 1)
      return fate
    })
}

const quarterOf = (on: CalendarDate) => `${on.slice(0, 4)}-${Math.floor((Number(on.slice(5, 7)) - 1) / 3)}`

function fateOf(date: DateInPause, rules: readonly PayRule[], told: Told & { before: number }): FateOfDate {
  const nothing = { date, paid: pence(0), back: pence(0), missing: undefined } as const
  if (date.marked !== undefined) return { ...nothing, fate: 'marked before' }
  if (date.startsAt <= told.now) return { ...nothing, fate: 'has begun' }
  const agreed = sum(date.lines.map((line) => line.agreed))
  const notice = noticeHours({ noticedAt: told.now, startsAt: date.startsAt })
  const pays = date.lines.map((line) =>
    payFor(
      { budgetLineId: line.budgetLineId, agreed: line.agreed },
      { happened: 'absent', reason: told.reason, note: told.words },
      ruleFor(rules, { lotId: line.lotId, reason: told.reason, on: date.on, noticeHours: notice }),
      date.absencesBefore + told.before,
    ),
  )
  const missing = pays.flatMap((pay) => (pay.ok ? [] : pay.refusals))[0]
  const paid = sum(pays.map((pay) => (pay.ok ? pay.value.amount : pence(0))))
  return { date, fate: paid > 0 ? 'told too late' : 'falls away', paid, back: pence(agreed - paid), missing }
}

/** What a pause comes to: how many dates end how, what is still paid and what goes back. */
export function pauseSum(fates: readonly FateOfDate[]) {
  const count = (fate: Fate) => fates.filter((one) => one.fate === fate).length
  return {
    fallAway: count('falls away'),
    late: count('told too late'),
    marked: count('marked before'),
    begun: count('has begun'),
    paid: sum(fates.map(({ paid }) => paid)),
    back: sum(fates.map(({ back }) => back)),
  }
}
