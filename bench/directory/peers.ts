import { distanceMetres } from '../../src/core/geography.ts'
import { isEmptyWord, stemOf, wordsOf } from '../../src/directory/search/words.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import type { MadeUpSearch } from '../../test/support/brute-search.ts'
import type { MadeUpEntry } from '../../test/support/made-up-entries.ts'

/** Another way to answer the same questions: the first twenty, as a list would show them, and all that fit. */
export interface Peer {
  readonly name: string
  first(question: MadeUpSearch): Promise<readonly string[]>
  all(question: MadeUpSearch): Promise<readonly string[]>
}

/** Plain full text search of PostgreSQL: one flat table with an index of the text, filters beside it. */
export async function postgresPeer(db: Db): Promise<Peer> {
  await db.script(`
    create table directory.peer as
      select o.id, o.search, s.latitude, s.longitude, o.access_features as access, o.setting = 'online' as online,
             (select array_agg(distinct se.weekday) from directory.session se where se.opportunity_id = o.id) as days
        from directory.opportunity o join directory.site s on s.id = o.id;
    create index on directory.peer using gin (search);
    create index on directory.peer (latitude);
    analyze directory.peer`)
  await db.script('vacuum analyze directory.peer')
  const fitting = ({ what, from, metres, weekdays, needs }: MadeUpSearch) => {
    const { latitude, longitude } = from ?? { latitude: 0, longitude: 0 }
    return sql`
      from directory.peer p cross join websearch_to_tsquery('english', ${what}) q
     where p.search @@ q and p.days && ${weekdays}::smallint[] and p.access @> ${needs}::text[] and (p.online or
        round(6371000 * 2 * asin(least(1, sqrt(power(sin(radians(p.latitude - ${latitude}::float8) / 2), 2)
          + cos(radians(${latitude}::float8)) * cos(radians(p.latitude)) * power(sin(radians(p.longitude - ${longitude}::float8) / 2), 2))))) <= ${metres}::float8)`
  }
  const ask = async (statement: ReturnType<typeof sql>) =>
    (await db.statement<{ id: string }>(statement.text, statement.values, 'owner')).map(({ id }) => id)
  return {
    name: 'PostgreSQL full text',
    first: (question) =>
      ask(
        sql`select p.id, count(*) over () as total ${fitting(question)} order by ts_rank(p.search, q) desc, p.id limit 20`,
      ),
    all: (question) => ask(sql`select p.id ${fitting(question)}`),
  }
}

interface MiniSearchLibrary {
  readonly default: new (
    options: object,
  ) => {
    add(entry: object): void
    search(what: string, options: object): { readonly id: number }[]
  }
}
const LIBRARY = 'minisearch'

/** MiniSearch over the same entries with the same words and stems, its filter doing the rest; undefined where it is not installed. */
export async function miniSearchPeer(entries: readonly MadeUpEntry[]): Promise<Peer | undefined> {
  const library = (await import(LIBRARY).catch(() => undefined)) as MiniSearchLibrary | undefined
  if (library === undefined) return undefined
  const stems = new Map<string, string>()
  const stem = (word: string) => {
    const known = stems.get(word) ?? (isEmptyWord(word) ? '' : stemOf(word))
    stems.set(word, known)
    return known === '' ? null : known
  }
  const index = new library.default({
    fields: ['name', 'summary', 'whatHappens'],
    tokenize: wordsOf,
    processTerm: stem,
    searchOptions: { boost: { name: 4, summary: 2 }, combineWith: 'AND' },
  })
  const access = entries.map((entry) => new Set(entry.access))
  entries.forEach((entry, id) => {
    index.add({ ...entry, id })
  })
  const all = ({ what, from, metres, weekdays, needs }: MadeUpSearch) =>
    index
      .search(what, {
        filter: ({ id }: { id: number }) => {
          const entry = entries[id]
          return (
            entry?.sessions.some(({ weekday }) => weekdays.includes(weekday)) &&
            needs.every((need) => access[id]?.has(need)) &&
            (entry.online || (from !== null && distanceMetres({ from, to: entry }) <= (metres ?? 0)))
          )
        },
      })
      .map(({ id }) => entries[id]?.id ?? '')
  return {
    name: 'MiniSearch',
    first: async (question) => all(question).slice(0, 20),
    all: async (question) => all(question),
  }
}
