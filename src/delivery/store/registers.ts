import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { anywhere } from '../../platform/list-asked.ts'

/** The register of one provider on a day: how many are expected, and how many of them nobody has marked. */
export interface RegisterOfProvider {
  readonly providerId: string
  readonly provider: string
  readonly expected: number
  readonly unmarked: number
}

/** Of a day: each date that takes place, of the people the caller may see, with whom it is and whether it is marked. */
const datesOf = (on: CalendarDate) => sql`
  select p.provider_id, o.mark_id from delivery.published_occasion o
    join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
   where o.on_date = ${on}::date and o.happened is distinct from 'closed' and o.happened is distinct from 'cancelled_by_provider'`

/** Whether more people are expected on a day than one page holds: no more are read than tell it. */
export async function moreExpectedThan(tx: Tx, { on, most }: { on: CalendarDate; most: number }): Promise<boolean> {
  const { found } = await tx.one<{ found: number }>(
    sql`select count(*)::int as found from (${datesOf(on)} limit ${most + 1}) d`,
  )
  return found > most
}

/** The name of a provider whose register is open, also on a day on which it expects nobody; empty where none is known. */
export const providerNamed = async (tx: Tx, providerId: string): Promise<string> =>
  (
    await tx.maybe<{ name: string }>(
      sql`select p.name from market.published_provider p where p.provider_id = ${providerId}`,
    )
  )?.name ?? ''

/** The registers of a day, one for each provider who expects somebody, by the provider's name: fifty a page, and the sums of all that were found. */
export async function registersOfDay(
  tx: Tx,
  { on, words, page }: { on: CalendarDate; words: string; page: number },
): Promise<{ registers: RegisterOfProvider[]; found: number; expected: number; unmarked: number }> {
  const like = anywhere(words)
  const named = sql`
    with counted as materialized (
      select d.provider_id, count(*)::int as expected, count(*) filter (where d.mark_id is null)::int as unmarked from (${datesOf(on)}) d group by d.provider_id
    ), named as materialized (
      select c.provider_id, pr.name, c.expected, c.unmarked from counted c join market.published_provider pr on pr.provider_id = c.provider_id where pr.name ilike ${like}
    )`
  const [sums] = await tx.query<{
    found: number
    expected: number
    unmarked: number
    registers: RegisterOfProvider[]
  }>(sql`
    ${named} select count(*)::int as found, coalesce(sum(expected), 0)::int as expected, coalesce(sum(unmarked), 0)::int as unmarked,
      (select coalesce(json_agg(json_build_object('providerId', s.provider_id, 'provider', s.name, 'expected', s.expected, 'unmarked', s.unmarked) order by s.name, s.provider_id), '[]'::json)
         from (select * from named order by name, provider_id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}) s) as registers
      from named`)
  return sums ?? { registers: [], found: 0, expected: 0, unmarked: 0 }
}
