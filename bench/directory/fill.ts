import { random } from '../../src/core/random.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { type MadeUpEntry, madeUpEntry, madeUpWords, uuidOf, wordPicker } from '../../test/support/made-up-entries.ts'

const BATCH = 10_000
const VOCABULARY = 40_000
const ORGANISATION = uuidOf(0)

/** The made-up entries of a seed, one after another. */
export function* entriesOf(count: number): Generator<MadeUpEntry> {
  const chance = random(20_261_128)
  const word = wordPicker(madeUpWords(chance, VOCABULARY))
  for (let number = 1; number <= count; number++) yield madeUpEntry(chance, number, word)
}

/** Puts entries into the tables of the directory; without the index of texts, which no search reads any more. */
export async function fill(db: Db, entries: Iterable<MadeUpEntry>, say: (done: number) => void): Promise<void> {
  await db.script('drop index directory.opportunity_search')
  await db.owner((tx) =>
    tx.query(sql`insert into directory.organisation (id, name) values (${ORGANISATION}, 'Made up')`),
  )
  let batch: MadeUpEntry[] = []
  let done = 0
  for (const entry of entries) {
    batch.push(entry)
    if (batch.length < BATCH) continue
    await add(db, batch)
    done += batch.length
    say(done)
    batch = []
  }
  if (batch.length > 0) await add(db, batch)
  await db.script('vacuum analyze')
}

/** Adds some entries in one transaction, as an import would. */
export async function add(db: Db, entries: readonly MadeUpEntry[]): Promise<void> {
  const rows = JSON.stringify(entries)
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as e(id uuid, name text, summary text, "whatHappens" text, latitude float8, longitude float8,
    access text[], free boolean, online boolean, tier smallint, youngest smallint, "checkedDaysAgo" int, sessions jsonb)`
  await db.owner(async (tx) => {
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, what_happens, access_features, free, setting, tier, youngest_age, last_checked_on)
      select e.id, ${ORGANISATION}::uuid, e.name, e.summary, e."whatHappens", e.access, e.free, case when e.online then 'online' else 'in_person' end, e.tier, e.youngest,
             ${tx.today}::date - e."checkedDaysAgo" from ${given}`)
    await tx.query(
      sql`insert into directory.site (id, name, town, latitude, longitude) select e.id, 'Hall', 'Town', e.latitude, e.longitude from ${given}`,
    )
    await tx.query(
      sql`insert into directory.opportunity_site (opportunity_id, site_id) select e.id, e.id from ${given}`,
    )
    await tx.query(sql`
      insert into directory.session (opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      select e.id, e.id, (s ->> 'weekday')::smallint, '2026-01-05', (s ->> 'start')::smallint, (s ->> 'end')::smallint, '2026-01-05'
        from ${given} cross join lateral jsonb_array_elements(e.sessions) as s`)
  })
}
