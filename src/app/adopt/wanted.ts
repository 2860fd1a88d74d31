import { addDays, type CalendarDate, day, shortDate } from '../../core/calendar-date.ts'
import type { Period } from '../../core/period.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { assumed } from './assumed.ts'
import type { Wanted } from './sort-out.ts'

/** The council's locality teams, each with the area it stands for. */
export function wantedTeams(policy: CouncilPolicy, on: CalendarDate): Wanted<{ name: string; localArea: string }>[] {
  return policy.value('localities.teams', on).map(({ name, areas }) => ({
    name,
    says: `area ${areas[0]}`,
    assumption: assumed(policy, on, 'localities.teams'),
    thing: { name, localArea: areas[0] ?? name },
  }))
}

/** The framework that the lots belong to, from the council's first day. */
export function wantedFramework(policy: CouncilPolicy, on: CalendarDate) {
  const { name, legalRoute } = policy.value('lots.framework', on)
  const one: Wanted<{ name: string; legalRoute: string; from: CalendarDate }> = {
    name,
    says: legalRoute,
    assumption: assumed(policy, on, 'lots.framework'),
    thing: { name, legalRoute, from: policy.card.from },
  }
  return [one]
}

/** The framework's lots, each with its tier and what its price is for. */
export function wantedLots(policy: CouncilPolicy, on: CalendarDate): Wanted<{ name: string; description: string }>[] {
  return policy.value('lots', on).map(({ name, tier, unit }) => {
    const description = `Tier ${tier}, priced for each ${unit.replace('_', ' ')}`
    return { name, says: description, assumption: assumed(policy, on, 'lots'), thing: { name, description } }
  })
}

/** A bank holiday or a school term. */
export interface CalendarDay {
  readonly kind: 'bank_holiday' | 'term'
  readonly from: CalendarDate
  readonly until: CalendarDate
}

const spanWords = ({ from, until }: { from: CalendarDate; until: CalendarDate }) =>
  from === until ? shortDate(from) : `${shortDate(from)} to ${shortDate(until)}`

/** Every bank holiday and school term of every year the council has entered. */
export function wantedCalendar(policy: CouncilPolicy): Wanted<CalendarDay>[] {
  const years = (key: string) => policy.all.filter((one) => one.key === key).flatMap(({ dated }) => dated)
  const entry = (
    kind: CalendarDay['kind'],
    from: CalendarDate,
    until: CalendarDate,
    assumption: string | undefined,
  ) => ({
    name: `${kind === 'term' ? 'term' : 'bank holiday'} from ${from}`,
    says: spanWords({ from, until }),
    assumption,
    thing: { kind, from, until },
  })
  return [
    ...years('calendar.bankHolidays').flatMap(({ value, assumption }) =>
      (value as CalendarDate[]).map((date) => entry('bank_holiday', date, date, assumption)),
    ),
    ...years('calendar.schoolTerms').flatMap(({ value, assumption }) =>
      (value as Period[]).map(({ from, until }) => entry('term', from, until ?? from, assumption)),
    ),
  ]
}

/** What stands in the calendar against each wanted entry: the first period of its kind that shares a day with it. */
export function calendarStanding(
  wanted: readonly Wanted<CalendarDay>[],
  there: readonly CalendarDay[],
): Map<string, string> {
  return new Map(
    wanted.flatMap(({ name, thing }) => {
      const met = there.find(
        ({ kind, from, until }) => kind === thing.kind && from <= thing.until && until >= thing.from,
      )
      return met === undefined ? [] : [[name, spanWords(met)] as const]
    }),
  )
}

/** The months from today's to the end of its financial year, as accounting periods: ordinary bookkeeping, no council's choice. */
export function wantedPeriods(
  today: CalendarDate,
  lastDay: CalendarDate,
): Wanted<{ id: string; from: CalendarDate; until: CalendarDate }>[] {
  const months = []
  for (let from = day(`${today.slice(0, 7)}-01`); from <= lastDay; ) {
    const next = day(`${addDays(from, 31).slice(0, 7)}-01`)
    const thing = { id: from.slice(0, 7), from, until: addDays(next, -1) }
    months.push({ name: thing.id, says: spanWords(thing), assumption: undefined, thing })
    from = next
  }
  return months
}
