import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { Dates } from './dates.ts'
import { type DemoSettings, historyFrom } from './settings.ts'
import type { Absence, DemoLine } from './weeks.ts'

/** The share of the price, in thousandths, that the council's pay rules give for a reason. */
export type PaidShare = (lot: string | undefined, reason: string, short: boolean) => number

/** Reads the council's pay rules as delivery does: the tightest notice limit the notice falls under. */
export function paidShareOf(policy: CouncilPolicy, today: CalendarDate): PaidShare {
  const rules = policy.value('payRules', today)
  const known = new Map<string, number>()
  for (const rule of rules)
    for (const lot of rule.lots)
      known.set(`${lot}|${rule.reason}|${rule.noticeHoursUnder > 0 ? 'short' : 'long'}`, rule.paidPerMille)
  return (lot, reason, short) =>
    lot === undefined
      ? 0
      : ((short ? known.get(`${lot}|${reason}|short`) : undefined) ?? known.get(`${lot}|${reason}|long`) ?? 0)
}

/** Lays out each line's past dates and who was missing when, and why. Changes the lines it is given. */
export function layOutAttendance(
  policy: CouncilPolicy,
  lines: readonly DemoLine[],
  settings: DemoSettings,
  dates: Dates,
  random: Random,
): void {
  const { today, weeksBack } = settings
  const window = { from: historyFrom(settings), until: addDays(today, -1) }
  const rates = policy.value('attendance.absencePerMille', today)
  const short = policy.value('attendance.shortNoticePerMille', today)
  const stays = hospitalStays(lines, window.from, weeksBack, rates['in_hospital'] ?? 0, random)
  const called = new Map<string, boolean>()
  const cancelled = (line: DemoLine, date: CalendarDate): boolean => {
    const key = `${line.session?.id ?? line.id}|${date}`
    const before = called.get(key)
    if (before !== undefined) return before
    const now = random.next() * 1000 < (rates['provider_cancelled'] ?? 0)
    called.set(key, now)
    return now
  }
  for (const line of lines) {
    const all = dates.between(line.weekday, window.from, window.until)
    line.dates = line.from <= window.from ? all : all.filter((date) => date >= line.from)
    const stay = stays.get(line.resident.id)
    line.absences = line.dates.flatMap((date): Absence[] => {
      if (line.route !== 'no_cost' && cancelled(line, date))
        return [{ date, reason: 'provider_cancelled', short: true }]
      if (stay !== undefined && date >= stay.from && date <= stay.until)
        return [{ date, reason: 'in_hospital', short: date < addDays(stay.from, 3) }]
      return personal(date, rates, short, random)
    })
  }
}

function personal(date: CalendarDate, rates: Record<string, number>, short: number, random: Random): Absence[] {
  let chance = random.next() * 1000
  for (const reason of ['unwell', 'chose_otherwise', 'carer_unavailable', 'transport_failed']) {
    chance -= rates[reason] ?? 0
    if (chance < 0) return [{ date, reason, short: random.next() * 1000 < short }]
  }
  return []
}

/** A stay of one to four weeks for a few people, as many as make the council's assumed share of missed sessions. */
function hospitalStays(
  lines: readonly DemoLine[],
  from: CalendarDate,
  weeks: number,
  perMille: number,
  random: Random,
): Map<string, { from: CalendarDate; until: CalendarDate }> {
  const stays = new Map<string, { from: CalendarDate; until: CalendarDate }>()
  const chance = (perMille / 1000) * (weeks / 2.5)
  for (const id of new Set(lines.map(({ resident }) => resident.id))) {
    if (random.next() >= chance) continue
    const start = addDays(from, random.whole(0, Math.max(0, weeks * 7 - 35)))
    stays.set(id, { from: start, until: addDays(start, random.whole(6, 28)) })
  }
  return stays
}
