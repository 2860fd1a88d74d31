import { sql, type Tx } from '../../platform/db.ts'
import type { LeftOut, PlanFile } from '../calibration/plan-file.ts'
import type { PlanRow } from '../calibration/plans.ts'
import type { QuoteLine } from '../quote.ts'

interface Row {
  readonly weekly: number
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

/**
 * The evidence recorded in Daywell: agreed plans with the answers behind their budgets, counted when the newest review found the
 * needs met and none left open. What published add-ons pay for is taken off. A job reads it; nobody is named.
 */
export async function recordedEvidence(tx: Tx): Promise<PlanFile> {
  const rows = await tx.query<Row>(sql`
    select e.weekly_pence as weekly, e.groups, f.needs_met as met, f.open_unmet_need as unmet,
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
  for (const { weekly, groups, lines, met, unmet } of rows) {
    const addOns = (lines ?? []).reduce((all, line) => all + (line.kind === 'add-on' ? line.weeklyPence : 0), 0)
    if (unmet === true) leave('open_unmet_need')
    else if (met !== true || lines === null) leave('not_met')
    else if (weekly <= addOns) leave('add_ons_only')
    else used.push({ ...answersIn(lines), weeklyPence: weekly - addOns, groups })
  }
  return { given: rows.length, rows: used, leftOut }
}
