import { createHash } from 'node:crypto'
import {
  amountsOfDay,
  type Circumstances,
  circumstances,
  type DatedSwitch,
  policyOn,
  type WeeklyContribution,
  weeklyContribution,
} from '../../charging/index.ts'
import { assert } from '../../core/assert.ts'
import { addDays, ageOn, type CalendarDate, day, weekdayOf } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import type { Making } from './planning.ts'
import type { Resident } from './residents.ts'
import { type DemoSettings, historyFrom, put } from './settings.ts'
import type { DemoLine } from './weeks.ts'

const notChecked = 'derived, not yet checked against the circular'

/** What somebody lives on, the same in every year but for the rates. */
interface Means {
  readonly savings: number
  readonly kinds: readonly (readonly [string, number])[]
  readonly rent: number
}

/** Benefits change on the first Monday from 6 April; so does what people are asked to pay. */
function benefitYearStart(year: number): CalendarDate {
  const sixth = day(`${year}-04-06`)
  return addDays(sixth, (8 - weekdayOf(sixth)) % 7)
}

/** The days on which a new contribution begins, from the benefit year the history starts in. */
function startsOf(planFrom: CalendarDate, settings: DemoSettings): CalendarDate[] {
  const windowFrom = historyFrom(settings)
  const year = Number(windowFrom.slice(0, 4))
  const years = [year - 1, year, year + 1, year + 2].map(benefitYearStart).filter((start) => start <= settings.today)
  const first = years.findLast((start) => start <= windowFrom) ?? windowFrom
  const later = years.filter((start) => start > first)
  return planFrom > first ? [planFrom, ...later.filter((start) => start > planFrom)] : [first, ...later]
}

function meansOf(resident: Resident, random: Random): Means {
  const chance = random.next()
  const savings =
    chance < 0.03 ? random.whole(24_000, 60_000) : chance < 0.2 ? random.whole(14_300, 23_000) : random.whole(0, 9_000)
  if (resident.older)
    return {
      savings: savings * 100,
      kinds: [
        ['state_pension', random.whole(135_00, 230_00)],
        [random.next() < 0.5 ? 'attendance_allowance_higher' : 'attendance_allowance_lower', 0],
        ['private_pension', random.next() < 0.3 ? random.whole(10_00, 90_00) : 0],
      ],
      rent: random.next() < 0.5 ? random.whole(5_00, 30_00) : 0,
    }
  return {
    savings: savings * 100,
    kinds: [
      [random.next() < 0.6 ? 'universal_credit' : 'employment_and_support_allowance', random.whole(85_00, 165_00)],
      [random.next() < 0.6 ? 'pip_daily_living_enhanced' : 'pip_daily_living_standard', 0],
      ['mobility', random.next() < 0.5 ? 29_20 : 0],
    ],
    rent: random.next() < 0.25 ? random.whole(4_00, 22_00) : 0,
  }
}

/** Disability benefits are paid at the year's published rate: these are the rates from April 2025 and 2026. */
const rates: Record<string, readonly [number, number]> = {
  attendance_allowance_higher: [110_40, 114_60],
  attendance_allowance_lower: [73_90, 76_70],
  pip_daily_living_enhanced: [110_40, 114_60],
  pip_daily_living_standard: [73_90, 76_70],
}

function factsOn(resident: Resident, means: Means, on: CalendarDate, weeklyPence: number): Circumstances {
  const pensioner = ageOn({ born: resident.bornOn, on }) >= 66
  return circumstances.parse({
    on,
    born: resident.bornOn,
    reachedPensionCreditAge: pensioner,
    household: 'single',
    premiums: pensioner
      ? {}
      : { disability: true, enhancedDisability: means.kinds.some(([kind]) => kind === 'pip_daily_living_enhanced') },
    income: means.kinds.flatMap(([kind, weekly]) => {
      const paid = weekly === 0 ? (rates[kind]?.[on < '2026-04-01' ? 0 : 1] ?? 0) : weekly
      return paid === 0 ? [] : [{ kind, weekly: paid }]
    }),
    savings: [{ kind: 'savings', amount: means.savings }],
    housing: means.rent === 0 ? [] : [{ kind: 'service_charges', weekly: means.rent }],
    disabilityCosts: means.rent % 3 === 0 ? [{ words: 'Extra laundry', weekly: 6_50 }] : [],
    chargeableCost: weeklyPence,
  })
}

interface Worked {
  readonly facts: Circumstances
  readonly worked: WeeklyContribution
}

/** What the real calculator makes of a day; nothing while an amount of that day is not known, or before 18. */
function workedOn(
  resident: Resident,
  means: Means,
  on: CalendarDate,
  weeklyPence: number,
  switches: readonly DatedSwitch[],
): Worked | undefined {
  if (ageOn({ born: resident.bornOn, on }) < 18) return undefined
  const facts = factsOn(resident, means, on, weeklyPence)
  const worked = weeklyContribution(facts, amountsOfDay(on, { demo: true }), policyOn(switches, on))
  if (worked.ok) return { facts, worked: worked.value }
  const expected = worked.refusals.every(({ code }) => code === 'amount_not_enacted')
  assert(expected, `no contribution can be worked out for ${on}: ${JSON.stringify(worked.refusals)}`)
  return undefined
}

/** The same by the first day of the last benefit year whose amounts are known; nothing for who was not 18 then. */
function workedByKnownYear(from: CalendarDate, work: (on: CalendarDate) => Worked | undefined): Worked | undefined {
  const year = Number(from.slice(0, 4))
  const yearStarts = Array.from({ length: 20 }, (_, back) => benefitYearStart(year - back))
  for (const on of yearStarts) {
    const found = on < from ? work(on) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Someone's contributions over the history: assessed by the real calculator with the amounts of each year, told two weeks
 * before. Amounts nobody has checked yet may be used here, since this is a demo borough; every line that used one says so.
 * For a year whose amounts are not known nobody is assessed again: what was told goes on, and who begins in it is
 * assessed by the last year that is known.
 */
export function chargingRows(
  making: Making,
  resident: Resident,
  lines: readonly DemoLine[],
  switches: readonly DatedSwitch[],
): void {
  const { settings, staff, random } = making
  const by = staff.finance.id
  const weeklyPence = lines.reduce((all, line) => all + line.pence, 0)
  const means = meansOf(resident, random)
  const work = (on: CalendarDate) => workedOn(resident, means, on, weeklyPence, switches)
  const decided = startsOf(lines[0]?.from ?? settings.today, settings).flatMap((from, at) => {
    const known = work(from) ?? (at === 0 ? workedByKnownYear(from, work) : undefined)
    return known === undefined ? [] : [{ ...known, from }]
  })
  decided.forEach((one, at) => {
    const next = decided[at + 1]?.from
    contribution(making, { resident, ...one, until: next === undefined ? null : addDays(next, -1), by })
  })
}

function contribution(
  { tables, random }: Making,
  of: {
    resident: Resident
    facts: Circumstances
    worked: WeeklyContribution
    from: CalendarDate
    until: CalendarDate | null
    by: string
  },
): void {
  const { resident, facts, worked, from, until, by } = of
  const weekly = worked.weekly ?? facts.chargeableCost ?? 0
  const assessmentId = random.uuid()
  const contributionId = random.uuid()
  const answers = JSON.stringify(facts)
  put(tables, 'charging.financial_assessment', {
    id: assessmentId,
    person_id: resident.id,
    for_day: facts.on,
    household: 'single',
    basis: worked.basis,
    answers: facts,
    answers_hash: createHash('sha256').update(answers).digest('hex'),
    weekly_pence: weekly,
    rule_version: worked.rules,
    used_derived_amount: worked.usedDerivedAmount,
    recorded_by: by,
    recorded_at: `${addDays(from, -20)}T10:00:00Z`,
  })
  worked.lines.forEach((line, at) => {
    put(tables, 'charging.working_line', {
      financial_assessment_id: assessmentId,
      number: at + 1,
      part: line.part,
      sign: line.sign,
      label: line.words,
      amount_pence: line.amount,
      working: line.why,
      citation: line.citation,
      mark: line.mark ?? null,
      derived: line.mark === notChecked,
    })
  })
  put(tables, 'charging.contribution', {
    id: contributionId,
    person_id: resident.id,
    basis: worked.basis,
    financial_assessment_id: assessmentId,
    weekly_pence: weekly,
    rule_version: worked.rules,
    decided_by: by,
    recorded_at: `${addDays(from, -18)}T10:00:00Z`,
    from_date: from,
    until_date: until,
  })
  put(tables, 'charging.notice', {
    id: random.uuid(),
    contribution_id: contributionId,
    person_id: resident.id,
    told_on: addDays(from, -14),
    first_day_charged: from,
    weekly_pence: weekly,
    told_by: by,
    how: 'letter',
  })
}
