import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { clashes } from './clashes.ts'
import { costOn, grossYearlyCost } from './gross-yearly-cost.ts'
import { type PlanMeasures, planMeasures } from './plan-measures.ts'
import type { WeekSession } from './week-session.ts'
import { weeklyCost } from './weekly-cost.ts'
import type { Calendar } from './weekly-pattern.ts'

/** What a set of planned sessions costs and gives, from its first day. */
export interface PlanFigures {
  readonly weekly: Pence
  readonly grossYearly: Pence
  readonly councilYearly: Pence
  /** Real dates and yearly cost of each session, by term. */
  readonly byTerm: ReadonlyMap<string, { dates: number; yearly: Pence; perSession: Pence }>
  readonly clashes: readonly [WeekSession, WeekSession][]
  readonly measures: PlanMeasures
}

/** Works out every figure of a plan's week from its first day: the usual week, the year on real dates, clashes, measures. */
export function planFigures(sessions: readonly WeekSession[], calendar: Calendar, from: CalendarDate): PlanFigures {
  const costed = sessions.map((session) => ({ ...session, key: session.termId, perSession: priceOf(session, from) }))
  const gross = grossYearlyCost(costed, calendar, from)
  const council = grossYearlyCost(
    costed.map((session) => ({
      ...session,
      lines: session.lines.map(({ councilShare, period }) => ({ perSession: councilShare, period })),
    })),
    calendar,
    from,
  )
  return {
    weekly: weeklyCost(costed.map(({ pattern, perSession }) => ({ ...pattern, perSession }))),
    grossYearly: gross.yearly,
    councilYearly: council.yearly,
    byTerm: new Map(
      gross.sessions.map(({ key, dates, yearly }) => [
        key,
        { dates, yearly, perSession: costed.find(({ termId }) => termId === key)?.perSession ?? pence(0) },
      ]),
    ),
    clashes: clashes(costed),
    measures: planMeasures(
      costed.map((session) => ({
        ...session,
        fundedTransport: session.lines.some(({ component }) => component === 'transport'),
      })),
      from,
    ),
  }
}

/** What one session costs on its first day in the plan: the sum of its lines in force then. */
export function priceOf(session: WeekSession, planFrom: CalendarDate): Pence {
  const first = session.pattern.from > planFrom ? session.pattern.from : planFrom
  return costOn(session.lines, first)
}

/** What one session costs on a day, as it is paid by a route that is no cost to anyone, or with no price yet. */
export function isPriced(session: WeekSession): boolean {
  return session.lines.some(
    ({ component, route, perSession }) => component === 'support' && (perSession > 0 || route === 'no_cost'),
  )
}

/** Money of a usual week by route, for the bar that shows how it is paid. */
export function weeklyByRoute(
  sessions: readonly WeekSession[],
  from: CalendarDate,
): { label: string; weekly: Pence }[] {
  const kinds = new Map<string, WeekSession['lines'][number][]>()
  const all = sessions.flatMap((session) => session.lines.map((line) => ({ line, session })))
  for (const { line } of all) {
    const label = routeLabel(line)
    kinds.set(label, [...(kinds.get(label) ?? []), line])
  }
  return [...kinds.keys()].sort().map((label) => ({
    label,
    weekly: weeklyCost(
      all
        .filter(({ line }) => routeLabel(line) === label)
        .map(({ line, session }) => ({
          ...session.pattern,
          perSession: sum([costOn([line], session.pattern.from > from ? session.pattern.from : from)]),
        })),
    ),
  }))
}

function routeLabel({ component, route, inHouse }: WeekSession['lines'][number]): string {
  if (component === 'transport') return 'Transport'
  if (inHouse === true) return 'Council’s own'
  return {
    council_managed: 'Council-managed',
    provider_managed: 'Provider-managed',
    direct_payment: 'Direct payment',
    prepaid_card: 'Prepaid card',
    no_cost: 'No cost',
  }[route]
}
