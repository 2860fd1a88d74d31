import type { Point } from '../../core/geography.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { tierTerm, tierWithId } from '../tier-terms.ts'
import { taxonomyId } from '../to-open-referral.ts'

/** What a reader of the feed may ask for. */
export interface FeedQuery {
  readonly search?: string | undefined
  readonly organisationId?: string | undefined
  readonly termId?: string | undefined
  readonly changedAfter?: string | undefined
  readonly weekday?: number | undefined
  /** The list that a term of the service stands in. */
  readonly vocabularyId?: string | undefined
  /** Years: the youngest it is for is this or older; the oldest it is for is this or younger. What says no age is left out. */
  readonly youngestFrom?: number | undefined
  readonly oldestTo?: number | undefined
  /** Minutes of the day: a time of it begins then or later, and ends then or earlier. */
  readonly startsFrom?: number | undefined
  readonly endsBy?: number | undefined
  /** Within so many metres of a point in a straight line; asked of a place called s. */
  readonly near?: { readonly point: Point; readonly metres: number } | undefined
}

/** What a reader asked for, of an opportunity called o. */
export async function conditions(tx: Tx, query: FeedQuery): Promise<Sql[]> {
  const wanted: Sql[] = []
  if (query.search) wanted.push(sql`o.search @@ websearch_to_tsquery('english', ${query.search})`)
  if (query.organisationId) wanted.push(sql`o.organisation_id = ${query.organisationId}::uuid`)
  if (query.termId) wanted.push(hasTerm(query.termId))
  if (query.vocabularyId) wanted.push(await hasTermOf(tx, query.vocabularyId))
  if (query.changedAfter) wanted.push(sql`o.changed_at >= ${query.changedAfter}::timestamptz`)
  if (query.youngestFrom !== undefined) wanted.push(sql`o.youngest_age >= ${query.youngestFrom}::numeric`)
  if (query.oldestTo !== undefined) wanted.push(sql`o.oldest_age <= ${query.oldestTo}::numeric`)
  if (query.startsFrom !== undefined || query.endsBy !== undefined) wanted.push(hasTime(tx, query))
  else if (query.weekday) wanted.push(onWeekday(tx, query.weekday))
  if (query.near) {
    const { point, metres } = query.near
    wanted.push(sql`
      6371000 * 2 * asin(least(1, sqrt(power(sin(radians(s.latitude - ${point.latitude}::float8) / 2), 2)
        + cos(radians(${point.latitude}::float8)) * cos(radians(s.latitude)) * power(sin(radians(s.longitude - ${point.longitude}::float8) / 2), 2)))) <= ${metres}::float8`)
  }
  return wanted
}

function hasTerm(termId: string): Sql {
  const tier = tierWithId(termId)
  return tier === undefined
    ? sql`exists (select from directory.opportunity_term t where t.opportunity_id = o.id and t.term_id = ${termId}::uuid)`
    : sql`o.tier = ${tier}`
}

/** A term of the list with this id: the id of a list follows from its name. */
async function hasTermOf(tx: Tx, vocabularyId: string): Promise<Sql> {
  const wanted = vocabularyId.toLowerCase()
  if (taxonomyId(tierTerm(1).vocabulary) === wanted) return sql`o.tier is not null`
  const known = await tx.query<{ vocabulary: string }>(
    sql`select distinct t.vocabulary from directory.taxonomy_term t order by t.vocabulary`,
  )
  const names = known.map(({ vocabulary }) => vocabulary).filter((name) => taxonomyId(name) === wanted)
  return sql`exists (select from directory.opportunity_term ot join directory.taxonomy_term t on t.id = ot.term_id
    where ot.opportunity_id = o.id and t.vocabulary = any (${names}::text[]))`
}

const onWeekday = (tx: Tx, weekday: number): Sql =>
  sql`(${weekday}::smallint = any (o.said_weekdays) or exists (select from directory.session s where s.opportunity_id = o.id and s.weekday = ${weekday} and s.in_force && daterange(${tx.today}::date, null)))`

/** One time that is on the day, begins and ends as asked: a session that runs, or where there is none, a time that its feed says. */
function hasTime(
  tx: Tx,
  { weekday = null, startsFrom = 0, endsBy = 1440 }: { [Key in keyof FeedQuery]: FeedQuery[Key] | null },
): Sql {
  const runs = sql`s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)`
  return sql`(exists (select from directory.session s where ${runs} and (${weekday}::smallint is null or s.weekday = ${weekday}::smallint)
        and s.start_minute >= ${startsFrom}::int and s.end_minute <= ${endsBy}::int)
    or not exists (select from directory.session s where ${runs}) and exists (
      select from directory.source_record r, jsonb_array_elements(r.content -> 'times') said
       where r.opportunity_id = o.id and r.entity = 'service' and (${weekday}::int is null or said -> 'weekdays' @> to_jsonb(${weekday}::int))
         and (said ->> 'startMinute')::int >= ${startsFrom}::int and (said ->> 'endMinute')::int <= ${endsBy}::int))`
}
