import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type LikenessFacts, type LikenessReason, likeness } from '../likeness.ts'

interface Facts extends LikenessFacts {
  readonly id: string
}

/** A thing that many entries share, such as the number of a town hall, makes no pairs of them all. */
const MOST_WITH_ONE_KEY = 60

const facts = sql`
  select o.id, o.name, g.name as organisation, array_remove(array[o.phone, g.phone], null) as phones,
         (select r.feed from directory.source_record r where r.opportunity_id = o.id and r.entity = 'service' order by r.first_seen_at, r.feed limit 1) as source,
         coalesce((select array_agg(distinct s.postcode) from directory.opportunity_site os join directory.site s on s.id = os.site_id
                    where os.opportunity_id = o.id and s.postcode is not null), '{}') as postcodes,
         coalesce((select array_agg(distinct lower(r.external_id)) from directory.source_record r where r.opportunity_id = o.id and r.entity = 'service'
                      and length(r.external_id) > 8), '{}') as "sourceIds"
    from directory.opportunity o join directory.organisation g on g.id = o.organisation_id where o.withdrawn_on is null and o.audience = 'public'`

/** Looks for entries that may be one, among those that share a postcode, a phone, an organisation or an id. Gives how many pairs are new. */
export async function findAlike(tx: Tx): Promise<number> {
  const all = await tx.query<Facts>(sql`${facts} order by o.id`)
  const groups = new Map<string, Facts[]>()
  for (const entry of all)
    for (const key of new Set(keysOf(entry))) groups.set(key, [...(groups.get(key) ?? []), entry])
  const found = new Map<string, { one: string; other: string; reasons: LikenessReason[] }>()
  for (const group of groups.values())
    if (group.length <= MOST_WITH_ONE_KEY)
      for (const [at, one] of group.entries())
        for (const other of group.slice(at + 1)) {
          const reasons = found.has(`${one.id} ${other.id}`) ? [] : likeness(one, other)
          if (reasons.length > 0) found.set(`${one.id} ${other.id}`, { one: one.id, other: other.id, reasons })
        }
  const added = await tx.query(sql`
    insert into directory.alike (one_id, other_id, reasons, found_at)
    select g.one, g.other, g.reasons, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify([...found.values()])}::jsonb) as g(one uuid, other uuid, reasons text[])
    on conflict (one_id, other_id) do nothing returning one_id`)
  return added.length
}

const keysOf = ({ organisation, postcodes, phones, sourceIds }: Facts) => [
  `o ${organisation.toLowerCase()}`,
  ...postcodes.map((postcode) => `p ${postcode.replace(/\s/g, '').toUpperCase()}`),
  ...phones.map((phone) => `t ${phone.replace(/\D/g, '').slice(-10)}`),
  ...sourceIds.map((id) => `i ${id}`),
]

export interface AlikeEntry {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly source: string | null
  readonly postcode: string | null
  readonly phone: string | null
  readonly sessions: number
}

export interface AlikePair {
  readonly one: AlikeEntry
  readonly other: AlikeEntry
  readonly reasons: readonly LikenessReason[]
}

/** Pairs that wait for a human, the most alike first. */
export async function alikePairs(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<{ total: number; pairs: AlikePair[] }> {
  const side = (id: ReturnType<typeof sql>) => sql`(
    select jsonb_build_object('id', o.id, 'name', o.name, 'organisation', g.name, 'phone', coalesce(o.phone, g.phone),
             'source', (select r.feed from directory.source_record r where r.opportunity_id = o.id and r.entity = 'service' order by r.first_seen_at limit 1),
             'postcode', (select min(s.postcode) from directory.opportunity_site os join directory.site s on s.id = os.site_id where os.opportunity_id = o.id),
             'sessions', (select count(*) from directory.session s where s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)))
      from directory.opportunity o join directory.organisation g on g.id = o.organisation_id where o.id = ${id})`
  const rows = await tx.query<AlikePair & { total: number }>(sql`
    select ${side(sql`a.one_id`)} as one, ${side(sql`a.other_id`)} as other, a.reasons, count(*) over () as total
      from directory.alike a join directory.opportunity x on x.id = a.one_id join directory.opportunity y on y.id = a.other_id
     where a.decision is null and x.withdrawn_on is null and y.withdrawn_on is null
     order by cardinality(a.reasons) desc, a.found_at, a.one_id, a.other_id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, pairs: rows }
}

/** Says of two entries that they are not the same; they are not asked about again. */
export async function keepApart(tx: Tx, pair: { oneId: string; otherId: string }): Promise<void> {
  await decide(tx, pair, 'not the same', null)
}

/**
 * Makes one entry of two: one is kept, and the address of the other leads to it from now on. The other's places and words
 * to find it by come along. One that has sessions must be the one that is kept, since places may be booked in them.
 */
export async function mergeEntries(tx: Tx, { keptId, otherId }: { keptId: string; otherId: string }): Promise<void> {
  const [oneId, laterId] = keptId < otherId ? [keptId, otherId] : [otherId, keptId]
  const running = await tx.maybe(
    sql`select id from directory.session where opportunity_id = ${otherId} and in_force && daterange(${tx.today}::date, null) limit 1`,
  )
  if (running !== undefined) throw new Refused('merged_entry_has_sessions')
  await decide(tx, { oneId, otherId: laterId }, 'merged', keptId)
  await tx.query(sql`
    insert into directory.opportunity_site (opportunity_id, site_id)
    select ${keptId}::uuid, s.site_id from directory.opportunity_site s where s.opportunity_id = ${otherId}
       and not exists (select from directory.opportunity_site k where k.opportunity_id = ${keptId}) on conflict do nothing`)
  await tx.query(sql`
    insert into directory.opportunity_term (opportunity_id, term_id)
    select ${keptId}::uuid, t.term_id from directory.opportunity_term t where t.opportunity_id = ${otherId} on conflict do nothing`)
  await tx.query(sql`
    update directory.opportunity set merged_into = ${keptId}, withdrawn_on = coalesce(withdrawn_on, ${tx.today}), changed_at = ${tx.now.toISOString()},
           version = version + 1 where id = ${otherId}`)
  await tx.query(sql`update directory.opportunity set changed_at = ${tx.now.toISOString()} where id = ${keptId}`)
}

async function decide(
  tx: Tx,
  pair: { oneId: string; otherId: string },
  decision: string,
  keptId: string | null,
): Promise<void> {
  const decided = await tx.query(sql`
    update directory.alike a set decision = ${decision}, kept_id = ${keptId}, decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}
     where a.one_id = ${pair.oneId} and a.other_id = ${pair.otherId} and a.decision is null
       and not exists (select from directory.opportunity o where o.id in (a.one_id, a.other_id) and o.withdrawn_on is not null) returning a.one_id`)
  if (decided.length === 0) throw new Refused('alike_decided_already')
  await audit(tx, {
    action: 'directory/alike-decided',
    subject: 'opportunity',
    subjectId: keptId ?? pair.oneId,
    detail: { ...pair, decision },
  })
}

/** Where an entry went that was made one with another; none where it was not. */
export async function mergedInto(tx: Tx, opportunityId: string): Promise<string | undefined> {
  const { id } = await tx.one<{ id: string | null }>(sql`select directory.merged_into(${opportunityId}::uuid) as id`)
  return id ?? undefined
}
