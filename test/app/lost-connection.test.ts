import { afterEach, expect, test } from 'vitest'
import { day } from '../../src/core/calendar-date.ts'
import { makeOccasions } from '../../src/delivery/store.ts'
import { stoppedClock } from '../../src/platform/clock.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { appendFact } from '../../src/platform/facts.ts'
import { newId } from '../../src/platform/ids.ts'
import { type Answer, testApp } from '../support/app.ts'
import { freshServer } from '../support/databases.ts'
import { placedPerson } from '../support/placed-person.ts'
import { jobWho } from '../support/who.ts'

const opened: Db[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

async function server(): Promise<Db> {
  const { db } = await freshServer()
  opened.push(db)
  return db
}

test('a connection lost in the middle of writing leaves nothing half-written, and the next work goes on', async () => {
  const db = await server()
  const write = db.transaction(jobWho(), async (tx) => {
    await appendFact(tx, 'test/written', newId(), day('2026-11-22'))
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await db.owner((other) => other.query(sql`select pg_terminate_backend(${pid})`))
    await tx.query(sql`select 1 as one`)
  })
  await expect(write).rejects.toMatchObject({ name: 'OutsideFailure', code: 'database_unreachable' })
  const { n } = await db.transaction(jobWho(), (tx) =>
    tx.one<{ n: number }>(sql`select count(*) as n from platform.fact`),
  )
  expect(n).toBe(0)
})

test('somebody who reads a page is told to wait and try again', async () => {
  const db = await server()
  const app = await testApp({ db })
  const admin = await app.as('administrator')
  const cut = async () => {
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
  }
  const whole = db.transaction
  Object.assign(db, {
    transaction: (...given: Parameters<Db['transaction']>) =>
      given[0].role === 'administrator' ? whole(given[0], cut) : whole(...given),
  })
  const page = await admin.get('/admin')
  expect([page.status, page.body]).toEqual([503, expect.stringContaining('We cannot reach our records just now')])
  expect(page.body).toContain('Wait a minute, then try again.')
})

/** Rows of every table, by its name; a session's own row only moves in time. */
const rowsEverywhere = (db: Db) =>
  db.owner((tx) =>
    tx.query<{ name: string; n: number }>(sql`
      select t.table_schema || '.' || t.table_name as name,
             (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', t.table_schema, t.table_name), false, true, '')))[1]::text::int as n
        from information_schema.tables t
       where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema') order by name`),
  )

/** The app on a PostgreSQL that can be told to cut the connection of whoever writes next, just before their commit. */
async function cuttable() {
  const { db } = await freshServer(stoppedClock(day('2026-04-07')))
  opened.push(db)
  const app = await testApp({ db })
  const whole = db.transaction
  let armed = false
  Object.assign(db, {
    transaction: ((asker, work, options) =>
      whole(
        asker,
        async (tx) => {
          const answer = await work(tx)
          const { wrote, pid } = await tx.one<{ wrote: boolean; pid: number }>(sql`
            select pg_current_xact_id_if_assigned() is not null as wrote, pg_backend_pid() as pid`)
          if (armed && wrote && asker.role !== 'job') {
            armed = false
            await db.owner((other) => other.query(sql`select pg_terminate_backend(${pid})`))
          }
          return answer
        },
        options,
      )) as Db['transaction'],
  })
  return {
    app,
    db,
    cutNext: () => {
      armed = true
    },
    isCut: () => !armed,
  }
}

test('five forms and two changes by programs: cut off just before the end, nothing of them is there, and sent again they are', async () => {
  const { app, db, cutNext, isCut } = await cuttable()
  const ann = await placedPerson(db)
  await db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const admin = await app.as('administrator')
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const provider = await app.as('provider', { providerId: ann.providerId })
  const [, occasion = '', markId = ''] =
    /name="mark-([^"]+)" value="([^"]+)"/.exec((await provider.get('/delivery/register')).body) ?? []
  const root = `/people/${ann.personId}`
  const born = { 'bornOn-day': '14', 'bornOn-month': '3', 'bornOn-year': '1994' }
  const received = { 'receivedOn-day': '2', 'receivedOn-month': '4', 'receivedOn-year': '2026' }
  const account = { username: 'new', displayName: 'New', role: 'finance', belongsTo: '', password: 'twelve letters' }
  const contact = { route: 'community', askedBy: 'her sister', whatWasAsked: 'Something on Saturdays' }
  const [contactKey, personKey] = [newId(), newId()]
  const asked = { receivedOn: '2026-04-02', route: 'community', askedBy: 'her sister', whatWasAsked: 'Saturdays' }
  const nell = { given_name: 'Nora', family_name: 'Quayle', born_on: '1990-01-01', team_id: ann.teamId }
  const posts: [string, () => Promise<Answer>][] = [
    ['an account', () => admin.post('/admin/accounts/new', account)],
    [
      'a record',
      () => worker.post('/people/new', { givenName: 'Nell', familyName: 'Ashworth', ...born, teamId: ann.teamId }),
    ],
    ['a contact', () => worker.post(`${root}/needs/contacts/new`, { ...received, ...contact })],
    [
      'how to talk',
      () => worker.post(`${root}/people/talk`, { need: 'Easy Read', howToMeetIt: '18 point', mayBeShared: 'yes' }),
    ],
    [
      'a mark',
      () => provider.post('/delivery/register', { [`mark-${occasion}`]: markId, [`here-${occasion}`]: 'here' }),
    ],
    ['a contact by a program', () => worker.api('POST', `/api/needs${root}/contacts`, asked, contactKey)],
    ['a record by a program', () => worker.api('POST', '/api/people', nell, personKey)],
  ]
  for (const [what, post] of posts) {
    const before = await rowsEverywhere(db)
    cutNext()
    const lost = await post()
    expect([what, isCut(), lost.status]).toEqual([what, true, 503])
    expect(lost.body).toContain('We lost touch with our records before we could say that this is saved')
    const says = what.endsWith('program') ? 'the same Idempotency-Key' : 'it is saved whole or not at all'
    expect(lost.body).toContain(says)
    const kept = /<form action="([^"]+)"[\s\S]*?<input type="hidden" name="whatWasAsked" value="([^"]+)"/.exec(
      lost.body,
    )
    if (what === 'a contact')
      expect([...(kept ?? [])].slice(1)).toEqual([`${root}/needs/contacts/new`, 'Something on Saturdays'])
    expect(lost.body).not.toContain('twelve letters')
    expect([what, await rowsEverywhere(db)]).toEqual([what, before])
    expect([what, Math.floor((await post()).status / 100)]).not.toEqual([what, 4])
    expect([what, await rowsEverywhere(db)]).not.toEqual([what, before])
  }
}, 120_000)
