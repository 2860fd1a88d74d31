import { addDays, type CalendarDate, latestDay } from '../../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../../core/financial-year.ts'
import { type Pence, pence } from '../../core/money.ts'
import { includes, type Period } from '../../core/period.ts'
import { calendarFor, closuresOf } from '../../directory/store.ts'
import { occurrencesBetween, type WeeklyPattern, yearlySpan } from '../../planning/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type CostCentre, costCentreOf, costCentres } from '../cost-centre.ts'
import { heldByYear, type MadeDate, standingOn } from '../held-by-year.ts'
import { budgetPosition, type PositionRow } from './budget-position.ts'
import { budgetsOfYear } from './setting-up.ts'

/** What is held for dates of one financial year in one part of the budget: set aside, or bound to a place. */
export interface HeldInYear {
  readonly costCentre: CostCentre
  readonly year: number
  readonly part: 'agreed' | 'committed'
  readonly pence: number
}

/** A part of the budget in a year after this one: nothing is delivered in it yet. */
export type LaterPosition = Omit<PositionRow, 'delivered'>

/** The parts of the budget in a year, and in the next; and what is held for dates after that, as it was reckoned last. */
export interface PositionByYear {
  readonly position: readonly PositionRow[]
  readonly next: readonly LaterPosition[]
  readonly after: Pence
  /** When what later years hold was reckoned; nothing where it was reckoned just now. */
  readonly reckonedAt: Date | undefined
}

/** What is set aside or bound stands in the year in which its dates fall: later years as kept, this year the rest of what is held now. */
export async function positionByYear(tx: Tx, year: number): Promise<PositionByYear> {
  const all = await budgetPosition(tx, year)
  const { held, reckonedAt } = await laterYears(tx)
  const budgets = await budgetsOfYear(tx, year + 1)
  const of = (centre: string, part: HeldInYear['part'], which: (year: number) => boolean) =>
    held
      .filter((one) => one.costCentre === centre && one.part === part && which(one.year))
      .reduce((sum, one) => sum + one.pence, 0)
  const rest = (row: PositionRow, part: HeldInYear['part']) =>
    pence(Math.max(0, row[part] - of(row.costCentre, part, (one) => one > year)))
  return {
    position: all.map((row) => ({ ...row, agreed: rest(row, 'agreed'), committed: rest(row, 'committed') })),
    next: all.map(({ costCentre }) => ({
      costCentre,
      agreed: pence(of(costCentre, 'agreed', (one) => one === year + 1)),
      committed: pence(of(costCentre, 'committed', (one) => one === year + 1)),
      budget: budgets.find((one) => one.costCentre === costCentre)?.pence ?? null,
    })),
    after: pence(held.filter((one) => one.year > year + 1).reduce((sum, one) => sum + one.pence, 0)),
    reckonedAt,
  }
}

/** What later years hold, as kept; reckoned now where nothing is kept yet. */
async function laterYears(tx: Tx): Promise<{ held: readonly HeldInYear[]; reckonedAt: Date | undefined }> {
  const kept = await tx.query<HeldInYear & { reckonedAt: Date }>(sql`
    select cost_centre as "costCentre", financial_year as year, part, pence, reckoned_at as "reckonedAt" from finance.held_for_later_year`)
  return kept.length > 0
    ? { held: kept, reckonedAt: kept[0]?.reckonedAt }
    : { held: await heldInYears(tx), reckonedAt: undefined }
}

/** Reckons what later years hold, and keeps it in the place of what was kept: next year always, also where it holds nothing. */
export async function keepLaterYears(tx: Tx): Promise<void> {
  const next = financialYear(tx.today) + 1
  const held = (await heldInYears(tx)).filter(({ year }) => year >= next)
  const empty = (Object.keys(costCentres) as CostCentre[]).flatMap((costCentre) =>
    (['agreed', 'committed'] as const).map((part) => ({ costCentre, year: next, part, pence: 0 })),
  )
  const missing = empty.filter(
    (one) =>
      !held.some((other) => other.costCentre === one.costCentre && other.part === one.part && other.year === next),
  )
  await tx.query(sql`delete from finance.held_for_later_year`)
  await tx.query(sql`
    insert into finance.held_for_later_year (cost_centre, financial_year, part, pence, reckoned_at)
    select g."costCentre", g.year, g.part, g.pence, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify([...held, ...missing])}::jsonb) as g("costCentre" text, year integer, part text, pence bigint)`)
}

interface HoldingLine extends Omit<WeeklyPattern, 'until'> {
  readonly budgetLineId: string
  readonly termId: string
  readonly route: string
  readonly inHouse: boolean | null
  readonly price: Pence
  readonly sessionId: string | null
  readonly until: CalendarDate | null
  readonly agreed: Pence
  readonly committed: Pence
}

/** What lines of people's weeks hold today, by the financial year in which their dates fall. Together it is all that is agreed or committed. */
async function heldInYears(tx: Tx): Promise<HeldInYear[]> {
  const thisYear = financialYear(tx.today)
  const { until: lastDay } = financialYearSpan(thisYear)
  const lines = await holdingLines(tx)
  const reaching = lines.filter(
    (line) => yearlySpan(line.from).until > lastDay && (line.until === null || line.until > lastDay),
  )
  const calendar = await calendarFor(tx)
  const closures = await closuresOf(tx, [...new Set(reaching.flatMap(({ sessionId }) => sessionId ?? []))])
  const [made, places, pauses] = [
    await madeAfter(tx, addDays(tx.today, -1)),
    await placesOf(tx, lastDay),
    await pausesOf(tx, lastDay),
  ]
  /** Days after this year in the line's first year for which no date has been made yet. */
  const notMade = (line: HoldingLine): CalendarDate[] => {
    const shut = closures.filter(({ sessionId }) => sessionId === line.sessionId).map(({ closure }) => closure)
    const gone = new Set((made.get(line.termId) ?? []).map(({ on }) => on))
    const placed = (on: CalendarDate) => (places.get(line.termId) ?? []).some((one) => includes(one, on))
    return occurrencesBetween(
      { ...line, until: line.until ?? undefined },
      { ...calendar, closures: [...shut, ...(pauses.get(line.termId) ?? [])] },
      { from: latestDay(line.from, addDays(lastDay, 1)), until: yearlySpan(line.from).until },
    ).filter((on) => !gone.has(on) && (line.committed === 0 || line.sessionId === null || placed(on)))
  }
  const later = new Map(reaching.map((line) => [line.budgetLineId, notMade(line)] as const))
  const all = new Map<string, HeldInYear>()
  for (const line of lines) {
    const costCentre = costCentreOf(line)
    const standing = standingOn(line, made.get(line.termId) ?? [])
    const toCome = [...standing, ...(later.get(line.budgetLineId) ?? [])]
    for (const part of ['agreed', 'committed'] as const)
      for (const [year, amount] of heldByYear(line[part], line.price, toCome, thisYear)) {
        const key = `${costCentre} ${year} ${part}`
        all.set(key, { costCentre, year, part, pence: amount + (all.get(key)?.pence ?? 0) })
      }
  }
  return [...all.values()]
}

const holdingLines = (tx: Tx) =>
  tx.query<HoldingLine>(sql`
    with holding as materialized (
      select a.owner_id as id, coalesce(sum(a.credits_pence - a.debits_pence) filter (where a.code like 'agreed:%'), 0)::bigint as agreed,
             coalesce(sum(a.credits_pence - a.debits_pence) filter (where a.code like 'committed:%'), 0)::bigint as committed
        from finance.account a where a.book = 'commitment' and a.guard = 'debits_within_credits' and a.credits_pence <> a.debits_pence and (a.code like 'agreed:%' or a.code like 'committed:%') group by 1),
    handed as materialized (select s.budget_line_id as id, sum(s.share_pence)::bigint as pence from planning.payer_share s where s.payer = 'person' group by 1)
    select b.id as "budgetLineId", b.term_id as "termId", b.route, b.in_house as "inHouse", b.per_session_pence - coalesce(p.pence, 0) as price, t.session_id as "sessionId",
           t.weekday, t.every_weeks as "everyWeeks", t.first_monday as "firstMonday", t.season, coalesce(lower(b.in_force * t.in_force), b.from_date) as "from",
           case when isempty(b.in_force * t.in_force) then b.from_date when upper_inf(b.in_force * t.in_force) then null else upper(b.in_force * t.in_force) - 1 end as "until",
           h.agreed, h.committed
      from holding h join planning.budget_line b on b.id = h.id join planning.session_term t on t.id = b.term_id left join handed p on p.id = b.id order by b.id`)

/** Dates that were made for days after a day, by the term they are of, and whether each stands without pay. */
async function madeAfter(tx: Tx, last: CalendarDate): Promise<Map<string, MadeDate[]>> {
  const rows = await tx.query<{ termId: string; dates: MadeDate[] }>(sql`
    with paid as materialized (select distinct l.term_id, l.on_date from finance.pay_line l where l.on_date > ${last}),
    made as (select d.term_id, d.on_date, bool_or(not d.withdrawn) as stands from delivery.published_date_made d where d.on_date > ${last} group by 1, 2)
    select m.term_id as "termId", jsonb_agg(jsonb_build_object('on', m.on_date, 'stands', m.stands and p.term_id is null)) as dates
      from made m left join paid p on p.term_id = m.term_id and p.on_date = m.on_date group by 1`)
  return new Map(rows.map(({ termId, dates }) => [termId, dates]))
}

const placesOf = async (tx: Tx, last: CalendarDate) =>
  byTerm(
    await tx.query(sql`
      select p.term_id as "termId", lower(p.in_force) as "from", case when upper_inf(p.in_force) then null else upper(p.in_force) - 1 end as "until"
        from brokerage.published_placement p where not isempty(p.in_force) and not p.in_force << daterange(${last}, null) order by 1, 2`),
  )
const pausesOf = async (tx: Tx, last: CalendarDate) =>
  byTerm(
    await tx.query(sql`
      select q.term_id as "termId", lower(p.in_force) as "from", case when upper_inf(p.in_force) then null else upper(p.in_force) - 1 end as "until"
        from brokerage.published_pause p join brokerage.published_placement q on q.placement_id = p.placement_id
       where not isempty(p.in_force) and not p.in_force << daterange(${last}, null) order by 1, 2`),
  )

function byTerm(
  rows: readonly { termId: string; from: CalendarDate; until: CalendarDate | null }[],
): Map<string, Period[]> {
  const all = new Map<string, Period[]>()
  for (const { termId, from, until } of rows)
    all.set(termId, [...(all.get(termId) ?? []), until === null ? { from } : { from, until }])
  return all
}
