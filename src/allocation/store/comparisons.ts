import { addMonths, ageOn, type CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { listPage } from '../../platform/list-asked.ts'
import { enqueue } from '../../platform/queue.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type AllocationTable, type AllocationTableInput, allocationTable } from '../allocation-table.ts'
import type { QuoteLine } from '../quote.ts'
import { ageBand, broadGroup } from '../rollout/bands.ts'
import { type ComparedPerson, compareTables } from '../rollout/comparison.ts'
import { hideSmall, type ShownComparison } from '../rollout/hide-small.ts'
import { answersFrom } from './budgets.ts'
import { countedPence } from './exceptions.ts'
import { tableHash, tableOn } from './tables.ts'

/** A comparison that was asked for: what was compared, and what came of it once it is done. */
export interface AskedComparison {
  readonly comparisonId: string
  readonly table: AllocationTable
  readonly hash: string
  readonly years: number
  readonly gainersWait: boolean
  readonly askedOn: CalendarDate
  readonly askedBy: string | null
  readonly result: ShownComparison | null
}

/** The hash of what a table gives: its name, first day and description apart. */
const hashOfSums = (table: AllocationTable) => tableHash({ ...table, version: '', from: '', about: '' })

/** Whether a table gives what everybody has already: it is the one in force, and nobody was told a budget under another. */
async function givesTheSame(tx: Tx, table: AllocationTable): Promise<boolean> {
  const now = await tableOn(tx, tx.today)
  if (now === undefined || hashOfSums(now.table) !== hashOfSums(table)) return false
  const { others } = await tx.one<{ others: boolean }>(sql`
    select exists (select from allocation.told_under where table_version <> ${now.version}) as others`)
  return !others
}

/**
 * Asks for a comparison of everybody's budget with a table that need not be adopted; it is done once this stands. Refused where
 * the table gives what everybody has already (comparison_of_the_same).
 */
export async function askComparison(
  tx: Tx,
  { table, years, gainersWait }: { table: AllocationTable; years: number; gainersWait: boolean },
): Promise<string> {
  if (await givesTheSame(tx, table)) throw new Refused('comparison_of_the_same')
  const id = newId()
  await tx.query(sql`
    insert into allocation.table_comparison (id, new_content, new_hash, years, gainers_wait, asked_by, asked_on)
    values (${id}, ${JSON.stringify(table)}::jsonb, ${tableHash(table)}, ${years}, ${gainersWait}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'allocation/comparison-asked',
    subject: 'table_comparison',
    subjectId: id,
    detail: { version: table.version, hash: tableHash(table), years },
  })
  await enqueue(tx, 'allocation/compare', { comparisonId: id })
  return id
}

const columns = sql`
  c.id as "comparisonId", c.new_content as content, c.new_hash as hash, c.years, c.gainers_wait as "gainersWait", c.asked_on as "askedOn", s.name as "askedBy", c.result`
type Row = Omit<AskedComparison, 'table'> & { content: AllocationTableInput }
const comparisonOf = ({ content, ...row }: Row): AskedComparison => ({ ...row, table: allocationTable.parse(content) })

/** One comparison. */
export async function comparisonById(tx: Tx, comparisonId: string): Promise<AskedComparison> {
  const row = await tx.maybe<Row>(sql`
    select ${columns} from allocation.table_comparison c left join platform.published_staff s on s.staff_id = c.asked_by where c.id = ${comparisonId}`)
  if (row === undefined) throw new NotFound('comparison')
  return comparisonOf(row)
}

export const COMPARISONS_A_PAGE = 20

/** A page of the comparisons, the newest first. */
export async function comparisons(tx: Tx, page: number): Promise<ListPage<AskedComparison>> {
  const { rows, all } = listPage<Row>(
    await tx.query(sql`
    select ${columns}, count(*) over ()::int as "all" from allocation.table_comparison c left join platform.published_staff s on s.staff_id = c.asked_by
     order by c.recorded_at desc, c.id desc limit ${COMPARISONS_A_PAGE} offset ${(page - 1) * COMPARISONS_A_PAGE}`),
  )
  return { rows: rows.map(comparisonOf), all }
}

/** The comparisons of one table, known by the hash of its content, the newest first. */
export async function comparisonsOfTable(tx: Tx, hash: string): Promise<AskedComparison[]> {
  const rows = await tx.query<Row>(sql`
    select ${columns} from allocation.table_comparison c left join platform.published_staff s on s.staff_id = c.asked_by
     where c.new_hash = ${hash} order by c.recorded_at desc, c.id desc`)
  return rows.map(comparisonOf)
}

interface PersonRow {
  readonly lines: QuoteLine[]
  readonly weeklyPence: Pence
  readonly planPence: Pence | null
  readonly reviewOn: CalendarDate | null
  readonly area: string | null
  readonly reason: string | null
  readonly bornOn: CalendarDate
  readonly ethnicity: string | null
}

/** The first yearly review from a day on, when the next is booked for another: reviews come round once a year (guidance 13.32). */
function reviewFrom(booked: CalendarDate, from: CalendarDate): CalendarDate {
  let years = 0
  while (addMonths(booked, 12 * years) < from) years++
  return addMonths(booked, 12 * years)
}

/** Everybody who is alive and was told a budget, as a comparison needs them: only a job sees them all. */
async function everybody(tx: Tx, from: CalendarDate): Promise<ComparedPerson[]> {
  const rows = await tx.query<PersonRow>(sql`
    select (select jsonb_agg(l.working) from allocation.indicative_line l where l.indicative_budget_id = t.budget_id) as lines, t.counted as "weeklyPence",
           (select e.weekly_pence from allocation.evidenced_plan e where e.indicative_budget_id = t.budget_id order by e.recorded_at desc, e.id desc limit 1) as "planPence",
           (select min(r.due_on) from needs.published_review_due r where r.person_id = t.person_id and r.settled_on is null) as "reviewOn",
           p.local_area as area, p.support_reason as reason, p.born_on as "bornOn",
           (select d.value from people.client_detail d where d.person_id = t.person_id and d.kind = 'ethnicity' and d.in_force @> ${tx.today}::date) as ethnicity
      from (select distinct on (i.person_id) i.person_id, b.id as budget_id, ${countedPence(tx.today)} as counted
              from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
             order by i.person_id, i.issued_on desc, i.recorded_at desc, b.id desc) t
      join people.published_person p on p.person_id = t.person_id
     where p.died_on is null order by t.person_id`)
  return rows.map((row) => ({
    answers: answersFrom(row.lines),
    oldPence: row.weeklyPence,
    sufficientPence: row.planPence ?? (0 as Pence),
    movesOn: row.reviewOn === null ? undefined : reviewFrom(row.reviewOn, from),
    area: row.area ?? 'Not known',
    reason: broadGroup(row.reason),
    ageBand: ageBand(ageOn({ born: row.bornOn, on: tx.today })),
    ethnicity: broadGroup(row.ethnicity),
  }))
}

/** Does a comparison that was asked for and keeps what may be shown. Done already: nothing. */
export async function doComparison(tx: Tx, comparisonId: string): Promise<void> {
  const asked = await comparisonById(tx, comparisonId)
  if (asked.result !== null) return
  const found = compareTables(asked.table, await everybody(tx, asked.table.from), asked)
  await tx.query(sql`
    update allocation.table_comparison set done_at = ${tx.now.toISOString()}::timestamptz, result = ${JSON.stringify(hideSmall(found))}::jsonb
     where id = ${comparisonId} and result is null`)
}
