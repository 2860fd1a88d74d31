import { addDays } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { bandShares } from '../../directory/store.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import type { SupportBand } from '../allocation-table.ts'
import { type PriceUnit, priceOfSession } from '../price-of-session.ts'
import type { BookableSession } from '../sufficiency.ts'

/** How far ahead a place must be free: every date of the next four weeks. */
const lookAheadDays = 28

interface Row {
  readonly sessionId: string
  readonly name: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly band: SupportBand
  readonly unit: PriceUnit
  readonly pricePence: Pence
  readonly places: number
  readonly staff: number
}

/**
 * Sessions with a published price and places free on every date of the next four weeks, in an area (or everywhere when
 * the person's area is not known). Staff time counts: a 1:1 place needs a whole worker free, a 1:4 place a quarter.
 */
export async function bookableSessions(tx: Tx, localArea: string | null): Promise<BookableSession[]> {
  const rows = await tx.query<Row>(sql`
    with supply as (
      select s.session_id, s.opportunity_id,
             min(s.left_over) filter (where s.resource = 'place') as places, min(s.left_over) filter (where s.resource = 'staff') as staff
        from directory.published_supply s
       where s.on_date between ${tx.today}::date + 1 and ${addDays(tx.today, lookAheadDays)}::date
         ${localArea === null ? empty : sql`and (s.local_area = ${localArea} or s.local_area is null)`}
       group by s.session_id, s.opportunity_id),
    priced as (
      select c.opportunity_id, c.support_band, c.unit, c.price_pence
        from directory.published_cost c where c.in_force @> ${tx.today}::date)
    select n.session_id as "sessionId", n.name, n.weekday, n.start_minute as "startMinute", n.end_minute as "endMinute", p.support_band as band, p.unit,
           p.price_pence as "pricePence", s.places, coalesce(s.staff, 0) as staff
      from supply s join directory.published_session n on n.session_id = s.session_id join priced p on p.opportunity_id = s.opportunity_id
     where s.places > 0 order by n.session_id, p.support_band, p.price_pence`)
  const shares = new Map((await bandShares(tx)).map(({ code, shares }) => [code, shares]))
  return rows.flatMap(({ unit, pricePence, places, staff, ...row }) => {
    const each = shares.get(row.band) ?? 0
    const freePlaces = each === 0 ? places : Math.min(places, Math.trunc(staff / each))
    const perSessionPence = priceOfSession({ unit, pricePence }, row.endMinute - row.startMinute)
    return perSessionPence === undefined || freePlaces < 1 ? [] : [{ ...row, freePlaces, perSessionPence }]
  })
}
