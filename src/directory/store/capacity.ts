import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'

/** What dates of a session will have of one resource from a day on: places, staff shares (5,040 a worker), hoists. */
export interface CapacityWanted {
  readonly sessionId: string
  readonly resource: string
  readonly amount: number
  readonly from: CalendarDate
  readonly reason: string
  /** True where whoever runs it says that it is full: no date takes anybody new, until it takes people again. */
  readonly full?: boolean
}

/**
 * Changes what dates of sessions can hold: the amount in force ends the day before, the new one begins, and dates already
 * made are changed with it. Below what is taken on any of them the database refuses (`stock_not_oversold`), and nothing changes.
 */
export async function setCapacity(tx: Tx, wanted: readonly CapacityWanted[]): Promise<void> {
  for (const one of wanted) {
    await tx.query(sql`
      update directory.capacity set ended_on = ${addDays(one.from, -1)}
       where session_id = ${one.sessionId} and resource = ${one.resource} and ended_on is null and (until_date is null or until_date >= ${one.from}::date)`)
    await tx.query(sql`
      insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason, full_until_said)
      values (${one.sessionId}, ${one.resource}, ${one.amount}, ${one.from}, ${actor(tx)}, ${one.reason}, ${one.full ?? false})`)
    await tx.query(sql`
      update directory.stock s set capacity = ${one.amount} from directory.occurrence o
       where o.id = s.occurrence_id and o.session_id = ${one.sessionId} and o.on_date >= ${one.from}::date and s.resource = ${one.resource}`)
    await tx.query(sql`
      insert into directory.stock (occurrence_id, resource, capacity)
      select o.id, ${one.resource}, ${one.amount} from directory.occurrence o
       where o.session_id = ${one.sessionId} and o.on_date >= ${one.from}::date and o.cancelled_at is null
      on conflict (occurrence_id, resource) do nothing`)
  }
  if (wanted.some(({ full }) => full)) await closeFullDates(tx)
}

/** Leaves no single date open of sessions that are full: a date holds as many as are booked. Dates that are made later are closed by the daily job. */
export async function closeFullDates(tx: Tx): Promise<void> {
  await tx.query(sql`
    update directory.stock s set capacity = s.taken from directory.occurrence o join directory.capacity c on c.session_id = o.session_id and c.full_until_said and c.in_force @> o.on_date
     where o.id = s.occurrence_id and c.resource = s.resource and o.on_date >= ${tx.today}::date and s.capacity > s.taken`)
}

/** Sessions that run today or later and in which nobody has a regular seat any more. */
export async function sessionsWithoutSeats(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select s.id from directory.session s where s.in_force && daterange(${tx.today}::date, null)
       and not exists (select from directory.standing_place p where p.session_id = s.id and p.in_force && daterange(${tx.today}::date, null))
     order by s.id`)
  return rows.map(({ id }) => id)
}
