import { join, sql, type Tx } from '../../platform/db.ts'
import { publicOnly } from './published.ts'
import { conditions, type FeedQuery } from './published-conditions.ts'

/** Where one entry takes place: the two ids that make a service at a location. */
export interface EntryAtSite {
  readonly opportunityId: string
  readonly siteId: string
}

/** The places of public entries in a lasting order, a page at a time, and how many there are in all. */
export async function entriesAtSites(
  tx: Tx,
  query: FeedQuery,
  page: { limit: number; offset: number },
): Promise<{ total: number; places: EntryAtSite[] }> {
  const wanted = [publicOnly, ...(await conditions(tx, query))]
  const rows = await tx.query<{ opportunityId: string | null; siteId: string; total: number }>(sql`
    with fitting as (
      select o.id as opportunity_id, s.id as site_id, s.name from directory.opportunity o
        join directory.opportunity_site os on os.opportunity_id = o.id join directory.site s on s.id = os.site_id
       where ${join(wanted, ' and ')})
    select f.opportunity_id as "opportunityId", f.site_id as "siteId", t.total from (select count(*) as total from fitting) t
      left join lateral (select * from fitting order by opportunity_id, name, site_id limit ${page.limit} offset ${page.offset}) f on true
     order by f.opportunity_id, f.name, f.site_id`)
  const places = rows.flatMap(({ opportunityId, siteId }) => (opportunityId === null ? [] : { opportunityId, siteId }))
  return { total: rows[0]?.total ?? 0, places }
}

/** Public entries with places whose id a derived id may have come from: the middle digits of both are the same. */
export async function entriesOfDerivedId(tx: Tx, derived: string): Promise<string[]> {
  const [, second = '', third = '', fourth = '', fifth = ''] = derived.split('-')
  const alike = `________-${second}-_${third.slice(1)}-${fourth}-${fifth.slice(0, 4)}________`
  const rows = await tx.query<{ id: string }>(sql`
    select o.id from directory.opportunity o where o.id::text like ${alike} and ${publicOnly}
       and exists (select from directory.opportunity_site s where s.opportunity_id = o.id) order by o.id`)
  return rows.map(({ id }) => id)
}
