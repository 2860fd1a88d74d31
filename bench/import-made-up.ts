import { Readable } from 'node:stream'
import { bringIn } from '../src/app/import/bring-in.ts'
import { bringableNamed } from '../src/app/import/kinds.ts'
import { assert } from '../src/core/assert.ts'
import { addDays, type CalendarDate, mondayOf } from '../src/core/calendar-date.ts'
import { random } from '../src/core/random.ts'
import { assessedItems } from '../src/needs/index.ts'
import { type Db, sql } from '../src/platform/db.ts'
import { job } from '../src/platform/who.ts'

/** A kind of file as a bench brings it in: what must be there before, and its rows one by one, so that it takes no memory. */
export interface FileBench {
  readonly kind: string
  prepare(db: Db, rows: number): Promise<unknown>
  file(rows: number, today: CalendarDate): Iterable<string>
}

const two = (number: number) => String(number).padStart(2, '0')
const team = (db: Db) =>
  db.transaction(job('bench'), (tx) =>
    tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`),
  )

const people: FileBench = {
  kind: 'people',
  prepare: team,
  *file(rows) {
    const chance = random(1)
    yield 'number,given_name,family_name,born_on,team,address_line_1,town,postcode,phone,gender,primary_support_reason\n'
    for (let at = 0; at < rows; at++) {
      const name = `Given${chance.whole(1, 400)},Family${chance.whole(1, 4_000)}`
      const born = `${chance.whole(1930, 2005)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`
      yield `P${at},${name},${born},Crewe,${at} High Street,Crewe,CW1 2AB,01270 ${at},Female,Learning disability support\n`
    }
  },
}

/** So many people with nothing but a number, laid by the owner of the tables. */
const numbered = (db: Db, count: number) =>
  db.owner(async (tx) => {
    await tx.query(sql`
      insert into people.person (id, born_on, recorded_by)
      select md5('person ' || n)::uuid, date '1980-01-01', md5('staff')::uuid from generate_series(0, ${count - 1}::int) n`)
    await tx.query(sql`
      insert into people.identifier (person_id, kind, value, recorded_by)
      select md5('person ' || n)::uuid, 'local_id', 'P' || n, md5('staff')::uuid from generate_series(0, ${count - 1}::int) n`)
  })

const needs: FileBench = {
  kind: 'needs',
  prepare: numbered,
  *file(rows) {
    const chance = random(2)
    yield `person,started_on,completed_on,${assessedItems.join(',')},eligible,eligible_items,decided_on,reason\n`
    for (let at = 0; at < rows; at++) {
      const levels = assessedItems.map(() => chance.whole(0, 4)).join(',')
      yield `P${at},2026-03-02,2026-03-${two(chance.whole(10, 20))},${levels},yes,g;i,2026-03-28,Cannot see friends or go out alone\n`
    }
  },
}

const providers: FileBench = {
  kind: 'providers',
  prepare: (db) =>
    db.transaction(job('bench'), (tx) =>
      tx.query(sql`insert into market.lot (name) values ('Support in the community'), ('Buildings')`),
    ),
  *file(rows) {
    yield 'number,name,kind,cqc_id,lots,admitted_from\n'
    for (let at = 0; at < rows; at++)
      yield `PRO-${at},Provider ${at},framework,1-${100_000 + at},Support in the community;Buildings,2026-04-06\n`
  },
}

const opportunities: FileBench = {
  kind: 'opportunities',
  prepare: async () => {},
  *file(rows) {
    const chance = random(3)
    yield 'number,name,organisation,summary,kind,site,address_line_1,town,postcode,latitude,longitude,access,support_bands,price_from,how_to_join\n'
    for (let at = 0; at < rows; at++)
      yield `OPP-${at},Group ${at},Organisation ${chance.whole(1, 5_000)},Cook a meal together.,cooking,Hall ${at},${at} Main Street,Crewe,CW1 2AB,53.${chance.whole(10, 99)},-2.${chance.whole(10, 99)},step_free; no:hoist,1:2; 1:4,3.50,Ring us\n`
  },
}

const OPPORTUNITIES = 2_000
const sessions: FileBench = {
  kind: 'sessions',
  prepare: async (db) => {
    const what = bringableNamed('opportunities')
    assert(what !== undefined, 'opportunities can be brought in')
    await db.transaction(job('bench'), (tx) =>
      bringIn(tx, what, Readable.from(opportunities.file(OPPORTUNITIES, tx.today))),
    )
  },
  *file(rows) {
    const chance = random(4)
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
    yield 'number,opportunity,weekday,start,end,from,places,workers\n'
    for (let at = 0; at < rows; at++)
      yield `SES-${at},OPP-${at % OPPORTUNITIES},${days[at % 5]},${two(chance.whole(8, 12))}:30,${two(chance.whole(13, 18))}:00,2026-04-06,${chance.whole(4, 20)},3\n`
  },
}

const WEEKS = 50
const SESSIONS = 200

/** One line a week for each of so many people at one of a few sessions, with its dates of the last weeks, not yet marked. */
const expected = async (db: Db, rows: number) => {
  const count = Math.ceil(rows / WEEKS)
  await numbered(db, count)
  await db.owner(async (tx) => {
    const from = addDays(mondayOf(tx.today), -7 * WEEKS)
    await tx.query(sql`insert into directory.organisation (id, name) values (md5('o')::uuid, 'Oak House')`)
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name) values (md5('o')::uuid, md5('o')::uuid, 'Woodwork')`,
    )
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date)
      select md5('session ' || n)::uuid, md5('o')::uuid, 1, ${from}::date, 600, 900, ${from}::date from generate_series(0, ${SESSIONS - 1}::int) n`)
    await tx.query(sql`
      insert into directory.source_record (feed, entity, external_id, content_hash, content)
      select 'csv', 'schedule', 'SES-' || n, '', jsonb_build_object('sessionId', md5('session ' || n)::uuid) from generate_series(0, ${SESSIONS - 1}::int) n`)
    const of = sql`select n, md5('person ' || n)::uuid as person, md5('plan ' || n)::uuid as plan, md5('session ' || n % ${SESSIONS}::int)::uuid as session from generate_series(0, ${count - 1}::int) n`
    await tx.query(sql`
      insert into planning.outcome (id, person_id, words, care_act_item, agreed_on) select g.plan, g.person, 'I want to make things', 'g', ${from}::date from (${of}) g`)
    await tx.query(sql`insert into planning.plan (id, person_id) select g.plan, g.person from (${of}) g`)
    await tx.query(sql`
      insert into planning.planned_session (id, person_id, plan_id, purpose) select g.plan, g.person, g.plan, 'support' from (${of}) g`)
    await tx.query(sql`
      insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason, agreed_at)
      select g.plan, g.plan, g.person, g.plan, g.session, 1, ${from}::date, 600, 900, '1:2', ${from}::date, md5('staff')::uuid, 'first plan', now() from (${of}) g`)
    await tx.query(sql`
      insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, recorded_by)
      select g.plan, g.plan, g.person, ${from}::date + 7 * w, 600, 900, md5('staff')::uuid from (${of}) g cross join generate_series(0, ${WEEKS - 1}::int) w`)
  })
}

const attendance: FileBench = {
  kind: 'attendance',
  prepare: expected,
  *file(rows, today) {
    const chance = random(5)
    const from = addDays(mondayOf(today), -7 * WEEKS)
    const count = Math.ceil(rows / WEEKS)
    yield 'person,session,on_date,what_happened\n'
    for (let at = 0; at < rows; at++) {
      const person = at % count
      const happened = chance.pick(['attended', 'attended', 'attended', 'unwell', 'holiday'])
      yield `P${person},SES-${person % SESSIONS},${addDays(from, 7 * Math.floor(at / count))},${happened}\n`
    }
  },
}

/** People with a name and a number: a charge is taken over for whoever is on record. */
const named = async (db: Db, count: number) => {
  await numbered(db, count)
  await db.owner((tx) =>
    tx.query(sql`
      insert into people.person_name (person_id, given_name, family_name, kind, from_date, recorded_by)
      select md5('person ' || n)::uuid, 'Given', 'Family ' || n, 'legal', date '1980-01-01', md5('staff')::uuid from generate_series(0, ${count - 1}::int) n`),
  )
}

const charges: FileBench = {
  kind: 'charges',
  prepare: named,
  *file(rows, today) {
    const chance = random(6)
    yield 'person,weekly,from,told_on,reason\n'
    for (let at = 0; at < rows; at++)
      yield `P${at},${chance.whole(0, 120)}.${two(chance.whole(0, 99))},${mondayOf(today)},2026-04-01,Old system\n`
  },
}

/** In the order in which the files need one another. */
export const fileBenches: readonly FileBench[] = [
  people,
  needs,
  providers,
  opportunities,
  sessions,
  charges,
  attendance,
]
