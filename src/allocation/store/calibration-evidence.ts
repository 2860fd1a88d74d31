import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { LeftOut, PlanFile } from '../calibration/plan-file.ts'
import type { PlanRow } from '../calibration/plans.ts'
import { type PricedAgain, type RateOnDay, type WeekLine, weekPricedAgain } from '../calibration/priced-again.ts'
import type { QuoteLine } from '../quote.ts'

interface Row {
  readonly weekly: number
  readonly week: readonly WeekLine[] | null
  readonly groups: Record<string, string>
  readonly lines: readonly QuoteLine[] | null
  readonly met: boolean | null
  readonly unmet: boolean | null
}

const answersIn = (lines: readonly QuoteLine[]) => {
  const need = lines.filter((line) => line.kind === 'need')
  const of = (value: (line: QuoteLine) => number) => Object.fromEntries(need.map((line) => [line.item, value(line)]))
  return { levels: of((line) => line.level ?? 0), carer: of((line) => line.quarters ?? 0) } as Pick<
    PlanRow,
    'levels' | 'carer'
  >
}

/** Every rate that a recorded week was priced by, as the same provider's rate for the same lot, ratio and unit stands on a day. */
async function ratesOn(tx: Tx, on: CalendarDate): Promise<Map<string, RateOnDay>> {
  const rows = await tx.query<RateOnDay & { rateId: string }>(sql`
    select r.rate_id as "rateId", n.unit, n.price_pence as "pricePence"
      from market.published_rate r join market.published_rate n on n.provider_id = r.provider_id and n.lot_id = r.lot_id
           and n.support_band = r.support_band and n.unit = r.unit and n.in_force @> ${on}::date
     order by r.rate_id`)
  return new Map(rows.map(({ rateId, ...rate }) => [rateId, rate]))
}

/** The evidence recorded here, and how many of its plans were priced again. */
export interface RecordedEvidence extends PlanFile {
  readonly pricedAgain?: PricedAgain
}

/**
 * The evidence recorded in Daywell: agreed plans with the answers behind their budgets, counted when the newest review found the
 * needs met and none left open. Given a day, each week is priced again at the rates of that day where they are known. What
 * published add-ons pay for is taken off. A job reads it; nobody is named.
 */
export async function recordedEvidence(tx: Tx, pricesOn?: CalendarDate): Promise<RecordedEvidence> {
  const rates = pricesOn === undefined ? undefined : await ratesOn(tx, pricesOn)
  const rows = await tx.query<Row>(sql`
    select e.weekly_pence as weekly, e.week, e.groups, f.needs_met as met, f.open_unmet_need as unmet,
           (select jsonb_agg(l.working order by l.item) from allocation.indicative_line l
             where l.indicative_budget_id = e.indicative_budget_id) as lines
      from allocation.evidenced_plan e
      left join lateral (select g.needs_met, g.open_unmet_need from allocation.plan_finding g
                          where g.plan_version_ref = e.plan_version_ref order by g.found_on desc, g.recorded_at desc, g.id desc limit 1) f on true
     order by e.id`)
  const used: PlanRow[] = []
  const leftOut: Partial<Record<LeftOut, number>> = {}
  const leave = (why: LeftOut) => {
    leftOut[why] = (leftOut[why] ?? 0) + 1
  }
  let pricedAgain = 0
  for (const { weekly: agreed, week, groups, lines, met, unmet } of rows) {
    const again = rates === undefined || week === null ? undefined : weekPricedAgain(week, rates)
    const weekly = again ?? agreed
    const addOns = (lines ?? []).reduce((all, line) => all + (line.kind === 'add-on' ? line.weeklyPence : 0), 0)
    if (unmet === true) leave('open_unmet_need')
    else if (met !== true || lines === null) leave('not_met')
    else if (weekly <= addOns) leave('add_ons_only')
    else {
      if (again !== undefined) pricedAgain++
      used.push({ ...answersIn(lines), weeklyPence: weekly - addOns, groups })
    }
  }
  const found = { given: rows.length, rows: used, leftOut }
  if (pricesOn === undefined) return found
  return { ...found, pricedAgain: { on: pricesOn, plans: pricedAgain, stand: used.length - pricedAgain } }
}
