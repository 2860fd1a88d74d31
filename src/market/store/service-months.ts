import type { CalendarDate } from '../../core/calendar-date.ts'
import { sum } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { IncomeLine, ServiceMonth, UnitUse } from '../service-use.ts'

/** A month of one service: what a provider sold in a lot. */
export interface MonthOfService extends ServiceMonth {
  readonly providerId: string
  readonly lotId: string
}

/** What a month holds, as one text: two months are the same when these are. */
const contents = ({ people, use, income }: ServiceMonth) =>
  JSON.stringify([
    people,
    [...use]
      .sort((one, other) => one.unit.localeCompare(other.unit))
      .map((one) => [one.unit, one.booked, one.attended, one.bookedMinutes, one.attendedMinutes]),
    [...income].sort((one, other) => one.payer.localeCompare(other.payer)).map(({ payer, amount }) => [payer, amount]),
  ])
const keyOf = (one: MonthOfService) => `${one.providerId} ${one.lotId} ${one.month}`

/**
 * Records whole months of services as finance worked them out: the first time, or in place of what stood when anything has
 * changed. A month that stood and is no longer among them becomes one of nothing. Gives how many were recorded. Safe to repeat.
 */
export async function recordServiceMonths(
  tx: Tx,
  span: { readonly from: CalendarDate; readonly until: CalendarDate },
  months: readonly MonthOfService[],
): Promise<number> {
  const standing = await monthsStanding(tx, span)
  const before = new Map(standing.map((one) => [keyOf(one), one]))
  const now = new Map(months.map((one) => [keyOf(one), one]))
  const gone = standing.filter((one) => !now.has(keyOf(one))).map((one) => ({ ...one, people: 0, use: [], income: [] }))
  const rows = [...months, ...gone].flatMap((one) => {
    const was = before.get(keyOf(one))
    return was !== undefined && contents(was) === contents(one)
      ? []
      : [{ ...one, id: newId(), replaces: was?.id ?? null }]
  })
  if (rows.length === 0) return 0
  await tx.query(sql`
    insert into market.service_month (id, provider_id, lot_id, month, people, total_pence, replaces)
    select m.id, m."providerId", m."lotId", m.month, m.people, m.total, m.replaces
      from jsonb_to_recordset(${JSON.stringify(rows.map((one) => ({ ...one, total: sum(one.income.map(({ amount }) => amount)) })))}::jsonb)
        as m(id uuid, "providerId" uuid, "lotId" uuid, month date, people integer, total bigint, replaces uuid)`)
  await tx.query(sql`
    insert into market.service_use (service_month_id, unit, booked, attended, booked_minutes, attended_minutes)
    select u.id, u.unit, u.booked, u.attended, u."bookedMinutes", u."attendedMinutes"
      from jsonb_to_recordset(${JSON.stringify(rows.flatMap(({ id, use }) => use.map((one) => ({ ...one, id }))))}::jsonb)
        as u(id uuid, unit text, booked integer, attended integer, "bookedMinutes" bigint, "attendedMinutes" bigint)`)
  await tx.query(sql`
    insert into market.service_income (service_month_id, payer, amount_pence)
    select i.id, i.payer, i.amount
      from jsonb_to_recordset(${JSON.stringify(rows.flatMap(({ id, income }) => income.map((one) => ({ ...one, id }))))}::jsonb) as i(id uuid, payer text, amount bigint) where i.amount > 0`)
  return rows.length
}

type Standing = MonthOfService & { readonly id: string }

/**
 * The months as they stand, of all services the asker may see or of one provider, the earliest first. A provider sees what
 * people pay through the council as the council's. Both sums are worked out once: joined otherwise, a database may work them
 * out again for every month.
 */
export async function monthsStanding(
  tx: Tx,
  { from, until }: { readonly from: CalendarDate; readonly until: CalendarDate },
  providerId?: string,
): Promise<Standing[]> {
  const income = tx.who.role === 'provider' ? sql`market.my_service_income` : sql`market.service_income`
  return tx.query<Standing & { use: readonly UnitUse[]; income: readonly IncomeLine[] }>(sql`
    with u as materialized (
           select service_month_id, jsonb_agg(jsonb_build_object('unit', unit, 'booked', booked, 'attended', attended, 'bookedMinutes', booked_minutes, 'attendedMinutes', attended_minutes) order by unit) as use
             from market.service_use group by 1),
         i as materialized (
           select service_month_id, jsonb_agg(jsonb_build_object('payer', payer, 'amount', amount_pence) order by payer) as income from ${income} group by 1)
    select m.id, m.provider_id as "providerId", m.lot_id as "lotId", m.month, m.people, coalesce(u.use, '[]') as use, coalesce(i.income, '[]') as income
      from market.service_month m
      left join u on u.service_month_id = m.id left join i on i.service_month_id = m.id
     where m.month between ${from} and ${until} and (${providerId ?? null}::uuid is null or m.provider_id = ${providerId ?? null}::uuid)
       and not exists (select from market.service_month later where later.replaces = m.id)
     order by m.month, m.provider_id, m.lot_id`)
}
