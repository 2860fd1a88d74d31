import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { type SufficiencyCheck, sufficiency } from '../sufficiency.ts'
import { typicalWeek } from '../typical-week.ts'
import { bookableSessions } from './bookable-sessions.ts'
import { budgetById } from './budgets.ts'
import { countingWeekly } from './exceptions.ts'

const RULE_VERSION = '1'

/** A check that was made, with its working as it was then. */
export interface RecordedCheck {
  readonly checkId: string
  readonly checkedOn: CalendarDate
  readonly checkedAt: Date
  readonly shortByPence: Pence
  readonly missingSessions: number
  readonly dataVersion: string
  readonly localArea: string | null
  readonly names: Readonly<Record<string, string>>
  readonly check: SufficiencyCheck
}

/**
 * Checks a budget, or what was agreed beyond it, against places that can be booked today near the person, and records what was found. It is made again
 * whenever somebody asks; the newest counts.
 */
export async function checkSufficiency(tx: Tx, personId: string, budgetId: string): Promise<string> {
  const budget = await budgetById(tx, personId, budgetId)
  const { local_area: localArea } = await tx.one<{ local_area: string | null }>(sql`
    select local_area from people.published_person where person_id = ${personId}`)
  const offers = await bookableSessions(tx, localArea)
  const { table } = budget.adopted
  const counts = await countingWeekly(tx, budget)
  const check = sufficiency(counts, typicalWeek(table, budget.answers), offers, budget.quote.addOnsPence)
  const found = new Set(check.items.flatMap((item) => item.found))
  const names = Object.fromEntries(
    offers.filter((one) => found.has(one.sessionId)).map((one) => [one.sessionId, one.name]),
  )
  const id = newId()
  const dataVersion = `places and prices of ${tx.today}: ${new Set(offers.map((one) => one.sessionId)).size} sessions`
  await tx.query(sql`
    insert into allocation.sufficiency_check (id, indicative_budget_id, checked_on, priced_week_pence, short_by_pence, missing_sessions, data_version, rule_version,
      working, recorded_by, recorded_at)
    values (${id}, ${budgetId}, ${tx.today}, ${check.pricedWeekPence}, ${check.shortByPence}, ${check.missingSessions}, ${dataVersion}, ${RULE_VERSION},
      ${JSON.stringify({ check, localArea, names })}::jsonb, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await audit(tx, {
    action: 'allocation/sufficiency-checked',
    subject: 'indicative_budget',
    subjectId: budgetId,
    personId,
    detail: { shortByPence: check.shortByPence, missingSessions: check.missingSessions },
  })
  return id
}

/** The newest check of a budget. */
export async function newestCheck(tx: Tx, budgetId: string): Promise<RecordedCheck | undefined> {
  const row = await tx.maybe<
    Omit<RecordedCheck, 'check' | 'localArea' | 'names'> & {
      working: Pick<RecordedCheck, 'check' | 'localArea' | 'names'>
    }
  >(sql`
    select c.id as "checkId", c.checked_on as "checkedOn", c.recorded_at as "checkedAt", c.short_by_pence as "shortByPence", c.missing_sessions as "missingSessions",
           c.data_version as "dataVersion", c.working
      from allocation.sufficiency_check c where c.indicative_budget_id = ${budgetId} order by c.recorded_at desc, c.id desc limit 1`)
  if (row === undefined) return undefined
  const { working, ...rest } = row
  return { ...rest, ...working }
}
