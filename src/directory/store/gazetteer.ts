import type { Point } from '../../core/geography.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { audiencesFor } from '../audiences.ts'
import { foundBy, type GazetteerPlace, namesLike, partsOf, waysToFind } from '../gazetteer.ts'
import type { SearchPlace } from '../search-query.ts'

const BATCH = 5_000
const MOST_NAMES = 20_000

/** Puts a council's places in the place of those there were, all or nothing. */
export async function replaceGazetteer(tx: Tx, places: readonly GazetteerPlace[]): Promise<void> {
  await tx.query(sql`delete from directory.gazetteer_place`)
  for (let from = 0; from < places.length; from += BATCH) {
    const rows = places.slice(from, from + BATCH).map(({ point, ...place }) => ({ ...place, ...point }))
    await tx.query(sql`
      insert into directory.gazetteer_place (name, kind, district, latitude, longitude)
      select g.name, g.kind, g.district, g.latitude, g.longitude
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(name text, kind text, district text, latitude float8, longitude float8)`)
  }
  await audit(tx, {
    action: 'directory/gazetteer-loaded',
    subject: 'gazetteer',
    subjectId: newId(),
    detail: { places: places.length },
  })
}

interface NamedPoint {
  readonly name: string
  readonly kind: string
  readonly district: string | null
  readonly latitude: number
  readonly longitude: number
}

/**
 * Where a place is that somebody typed: in the gazetteer, with a postcode's sector or first part when the whole is not
 * there; else in the middle of the directory's own places of that name; else the one name that a slip makes of it.
 */
export async function searchPlace(tx: Tx, place: string): Promise<SearchPlace> {
  const ways = waysToFind(place)
  if (ways.length === 0) return { known: false, point: null }
  const exact = await tx.query<NamedPoint>(sql`
    select g.name, g.kind, g.district, g.latitude, g.longitude from unnest(${ways}::text[]) with ordinality as w(way, turn)
      join directory.gazetteer_place g on g.found_by = w.way
     where w.turn = (select min(v.turn) from unnest(${ways}::text[]) with ordinality as v(way, turn) join directory.gazetteer_place h on h.found_by = v.way)
     order by g.district nulls first, g.name, g.id limit 6`)
  const [name, district] = partsOf(place)
  const apart = exact.filter((one) => one.district !== null && foundBy(one.district) === foundBy(district))
  if (exact.length > 0) return asPlace(place, apart.length > 0 ? apart : exact)
  const asGiven = await fromOwnSites(tx, place)
  const here = asGiven.known || district === '' ? asGiven : await fromOwnSites(tx, name)
  if (here.known) return here
  const names = await tx.query<NamedPoint>(sql`
    select g.name, g.kind, g.district, g.latitude, g.longitude from directory.gazetteer_place g where g.kind <> 'postcode' order by g.name, g.district limit ${MOST_NAMES}`)
  const like = namesLike(name, names)
  return like.length === 0 ? here : { ...asPlace(place, like), instead: like[0]?.name ?? place }
}

/** The name of a place of the gazetteer that is called exactly so; nothing where none is. */
export async function placeCalled(tx: Tx, name: string): Promise<string | undefined> {
  const rows = await tx.query<{ name: string }>(sql`
    select g.name from directory.gazetteer_place g where g.found_by = any (${waysToFind(name)}::text[]) order by length(g.found_by) desc, g.id limit 1`)
  return rows[0]?.name
}

function asPlace(typed: string, [first, ...others]: readonly NamedPoint[]): SearchPlace {
  if (first === undefined) return { known: false, point: null }
  const also = others.filter(({ district }) => district !== null).map(({ name, district }) => `${name}, ${district}`)
  return {
    known: true,
    point: { latitude: first.latitude, longitude: first.longitude },
    area: first.kind === 'postcode' ? outwardOf(first.name) : first.name,
    ...(also.length === 0 ? {} : { also, taken: first.district === null ? typed : `${first.name}, ${first.district}` }),
  }
}

/** A place by the sites of entries that whoever asks may find: where nothing but a hidden entry is, no place is known. */
async function fromOwnSites(tx: Tx, place: string): Promise<SearchPlace> {
  const outward = outwardOf(place)
  const { sites, point } = await tx.one<{ sites: number; point: Point | null }>(sql`
    select count(*) as sites, case when count(s.latitude) > 0 then jsonb_build_object('latitude', avg(s.latitude), 'longitude', avg(s.longitude)) end as point
      from directory.site s
     where exists (select from directory.opportunity_site l join directory.findable_entry e on e.id = l.opportunity_id
                    where l.site_id = s.id and e.audience = any (${audiencesFor(tx.who.role)}::text[]))
       and (lower(s.town) = lower(${place}) or lower(s.local_area) = lower(${place})
        or (${/^[A-Z]{1,2}\d[A-Z\d]?$/.test(outward)} and upper(replace(s.postcode, ' ', '')) similar to ${`${outward}([0-9][A-Z]{2})?`}))`)
  if (sites === 0) return { known: false, point: null }
  return { known: true, point, area: /\d/.test(place) ? outward : place }
}

/** The first part of a postcode: "CW1" of CW1 2AB and of CW1 2. */
const outwardOf = (postcode: string) =>
  postcode
    .toUpperCase()
    .trim()
    .replace(/\s+\d[A-Z]{0,2}$/, '')
    .replace(/\s+/g, '')
    .replace(/\d[A-Z]{2}$/, '')
