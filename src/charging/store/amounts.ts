import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { AmountKey } from '../amount.ts'
import type { CouncilAmount } from '../amounts-of-day.ts'

/** A figure set by law as somebody of the council entered it; it counts once a second person has checked it. */
export interface EnteredAmount extends Omit<CouncilAmount, 'until'> {
  readonly amountId: string
  /** The last day it holds; null while none is known. */
  readonly until: CalendarDate | null
  readonly recordedBy: string
  readonly recordedByName: string
  readonly checkedByName: string | null
}

/** The council's own checked figures in force on a day. */
export function councilAmountsOn(tx: Tx, on: CalendarDate): Promise<CouncilAmount[]> {
  return tx.query<CouncilAmount>(sql`
    select name as key, from_date as "from", coalesce(least(until_date, ended_on), '2199-12-31') as until, pence as amount, citation
      from charging.amount where checked_by is not null and pence is not null and in_force @> ${on}::date order by name`)
}

/** Every figure the council entered and a second person checked, on whatever days. */
export async function checkedAmounts(tx: Tx): Promise<CouncilAmount[]> {
  const rows = await tx.query<Omit<CouncilAmount, 'until'> & { until: CalendarDate | null }>(sql`
    select name as key, from_date as "from", least(until_date, ended_on) as until, pence as amount, citation
      from charging.amount where checked_by is not null and pence is not null and not isempty(in_force) order by name, from_date`)
  return rows.map(({ until, ...rest }) => (until === null ? rest : { ...rest, until }))
}

/** Every figure the council entered, the ones still to be checked first. */
export function enteredAmounts(tx: Tx): Promise<EnteredAmount[]> {
  return tx.query<EnteredAmount>(sql`
    select a.id as "amountId", a.name as key, a.from_date as "from", least(a.until_date, a.ended_on) as until, a.pence as amount, a.citation, a.recorded_by as "recordedBy",
           coalesce(r.name, 'Daywell') as "recordedByName", c.name as "checkedByName"
      from charging.amount a left join platform.published_staff r on r.staff_id = a.recorded_by left join platform.published_staff c on c.staff_id = a.checked_by
     where not isempty(a.in_force) and a.pence is not null order by a.checked_by is not null, a.from_date desc, a.name, a.id`)
}

/** A checked figure without a last day gives way to one that begins later; any other on the same days does not. */
async function standsAlready(
  tx: Tx,
  { key, from, until }: { key: AmountKey; from: CalendarDate; until?: CalendarDate | undefined },
): Promise<boolean> {
  const found = await tx.query<{ id: string }>(sql`
    select id from charging.amount
     where name = ${key} and in_force && platform.period(${from}::date, ${until ?? null}::date, null)
       and not (checked_by is not null and until_date is null and ended_on is null and from_date < ${from}::date)`)
  return found.length > 0
}

/** Enters a figure found in the law, with where it stands. It decides nothing until a second person has checked it. */
export async function enterAmount(
  tx: Tx,
  entry: { key: AmountKey; from: CalendarDate; until?: CalendarDate | undefined; amount: Pence; citation: string },
): Promise<string> {
  if (await standsAlready(tx, entry)) throw new Refused('one_amount_at_a_time')
  const id = newId()
  await tx.query(sql`
    insert into charging.amount (id, name, pence, citation, recorded_by, from_date, until_date)
    values (${id}, ${entry.key}, ${entry.amount}, ${entry.citation}, ${actor(tx)}, ${entry.from}, ${entry.until ?? null})`)
  await audit(tx, {
    action: 'charging/amount-entered',
    subject: 'amount',
    subjectId: id,
    detail: { name: entry.key, from: entry.from, amount: entry.amount },
  })
  return id
}

/**
 * Confirms that the figure stands so in the law: from its first day it takes the place of one without a last day.
 * Refused (amount_checked_by_another) for whoever entered it.
 */
export async function checkAmount(tx: Tx, amountId: string): Promise<void> {
  const entered = await tx.maybe<{ checkedBy: string | null; recordedBy: string }>(sql`
    select checked_by as "checkedBy", recorded_by as "recordedBy" from charging.amount where id = ${amountId} and not isempty(in_force)`)
  if (entered === undefined) throw new NotFound('amount')
  if (entered.checkedBy !== null) throw new Refused('amount_already_checked')
  if (entered.recordedBy === actor(tx)) throw new Refused('amount_checked_by_another')
  const ended = await tx.query<{ id: string }>(sql`
    update charging.amount earlier set ended_on = later.from_date - 1
      from charging.amount later
     where later.id = ${amountId} and earlier.name = later.name and earlier.checked_by is not null
       and earlier.until_date is null and earlier.ended_on is null and earlier.from_date < later.from_date
    returning earlier.id`)
  await tx.query(sql`
    update charging.amount set checked_by = ${actor(tx)}, checked_at = ${tx.now.toISOString()}::timestamptz where id = ${amountId}`)
  const detail = { takesThePlaceOf: ended.map(({ id }) => id).join(', ') }
  await audit(tx, { action: 'charging/amount-checked', subject: 'amount', subjectId: amountId, detail })
}

/** Takes back a figure that was entered wrongly and not yet checked. Refused once it is taken back (`amount_taken_back_already`) or checked (`amount_already_checked`). */
export async function withdrawAmount(tx: Tx, amountId: string): Promise<void> {
  const gone = await tx.query<{ id: string }>(sql`
    update charging.amount set ended_on = from_date - 1 where id = ${amountId} and ended_on is null and checked_by is null returning id`)
  if (gone.length === 0) {
    const before = await tx.maybe<{ takenBack: boolean }>(
      sql`select a.ended_on is not null and a.checked_by is null as "takenBack" from charging.amount a where a.id = ${amountId}`,
    )
    throw new Refused(before?.takenBack === true ? 'amount_taken_back_already' : 'amount_already_checked')
  }
  await audit(tx, { action: 'charging/amount-withdrawn', subject: 'amount', subjectId: amountId })
}
