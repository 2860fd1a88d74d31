import { sql, type Tx } from '../../platform/db.ts'

/** The names of the local areas in which something is on offer. */
export async function localAreas(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ area: string }>(sql`
    select distinct a.area from (select s.local_area as area from directory.site s union all select o.local_area from directory.opportunity o where o.withdrawn_on is null) a
     where btrim(a.area) <> '' order by a.area`)
  return rows.map(({ area }) => area)
}
