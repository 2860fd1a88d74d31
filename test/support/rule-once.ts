import { type Db, raw, sql, type Tx } from '../../src/platform/db.ts'
import type { Who } from '../../src/platform/who.ts'
import { jobWho, who } from './who.ts'

/** Views that ask their rule once of each row of their own. Left out: words of the public directory, which whoever sees the row is shown. */
const ruleOnce = {
  'allocation.published_indicative': [],
  'charging.published_told': [],
  'finance.published_charge': [],
  'finance.week_date': ['name', 'site', 'town', 'free', 'price_from_pence'],
  'finance.week_price': [],
  'finance.week_pay': [],
  'planning.published_goal': [],
  'outcomes.published_voice': [],
} as const

/** The same views with each of their tables' own rules beside the view's, in a schema of their own; with the columns to compare. */
async function layCopies(db: Db): Promise<Map<string, string>> {
  const columns = new Map<string, string>()
  await db.script('create schema tried; grant usage on schema tried to daywell_app')
  for (const [view, left] of Object.entries(ruleOnce)) {
    const { text } = await db.owner((tx) =>
      tx.one<{ text: string }>(sql`select pg_get_viewdef(${view}::regclass) as text`),
    )
    const name = view.replace('.', '_')
    await db.script(
      `create view tried.${name} with (security_invoker = true) as ${text}; grant select on tried.${name} to daywell_app`,
    )
    const named = await db.owner((tx) =>
      tx.query<{ name: string }>(
        sql`select attname as name from pg_attribute where attrelid = ${view}::regclass and attnum > 0 order by attnum`,
      ),
    )
    const kept = named.filter(({ name: column }) => !(left as readonly string[]).includes(column))
    columns.set(view, kept.map(({ name: column }) => `${column}::text`).join(', '))
  }
  return columns
}

/** Somebody of each role, with a reach of their own: a team, a provider, a person. */
async function askers(db: Db): Promise<{ all: Who[]; people: string[] }> {
  const found = await db.owner((tx) =>
    tx.one<{ teams: string[]; providers: string[]; people: string[] }>(sql`
      select (select array_agg(t.id) from (select id from people.team order by id limit 2) t) as teams,
             (select array_agg(p.provider_id) from (select provider_id from brokerage.placement group by 1 order by count(*) desc, 1 limit 2) p) as providers,
             (select array_agg(p.person_id) from (select distinct on (t.team_id, w) t.person_id from people.team_of_person t, generate_series(0, 7) w
                where get_byte(uuid_send(t.person_id), 15) % 8 = w order by t.team_id, w, t.person_id) p) as people`),
  )
  const { teams, providers, people } = found
  const all = [
    jobWho(),
    ...teams.flatMap((team) => [who('practitioner', { teamIds: [team] }), who('team_manager', { teamIds: [team] })]),
    ...providers.map((providerId) => who('provider', { providerId })),
    ...people.slice(0, 2).map((person) => who('person', { personIds: [person] })),
    ...(['broker', 'commissioner', 'finance', 'administrator', 'public'] as const).map((role) => who(role)),
  ]
  return { all, people }
}

const difference = (tx: Tx, { view, columns, people }: { view: string; columns: string; people: string[] }) =>
  tx.one<{ seen: number; differ: number }>(sql`
    with ours as (select ${raw(columns)} from ${raw(view)} where person_id = any (${people}::uuid[])),
         theirs as (select ${raw(columns)} from tried.${raw(view.replace('.', '_'))} where person_id = any (${people}::uuid[]))
    select (select count(*) from ours)::int as seen,
           (select count(*) from ((select * from ours except all select * from theirs) union all (select * from theirs except all select * from ours)) d)::int as differ`)

/**
 * Where a view that asks its rule once shows another row than the rules of all its tables together would, to somebody of
 * any role; and which views somebody saw rows in, so that nothing is compared with nothing.
 */
export async function ruleOnceFaults(db: Db): Promise<{ faults: string[]; seen: string[] }> {
  const columns = await layCopies(db)
  const { all, people } = await askers(db)
  const faults: string[] = []
  const seen = new Set<string>()
  for (const asker of all)
    for (const [view, listed] of columns) {
      const found = await db.transaction(asker, (tx) => difference(tx, { view, columns: listed, people }))
      if (found.differ > 0) faults.push(`${asker.role}: ${found.differ} rows of ${view} differ`)
      if (found.seen > 0) seen.add(`${asker.role} ${view}`)
    }
  return { faults, seen: [...seen].sort() }
}

/** Who sees some row of each of these views: those whom the rules of the tables let read a person’s record, and finance where it is about money. */
export const whoSeesThem = Object.keys(ruleOnce)
  .flatMap((view) => [
    `job ${view}`,
    `practitioner ${view}`,
    `team_manager ${view}`,
    `person ${view}`,
    ...(/published_(indicative|told|charge)$/.test(view) ? [`finance ${view}`] : []),
  ])
  .sort()
