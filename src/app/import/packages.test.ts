import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { takenOver } from '../../planning/store.ts'
import { auditFaults } from '../../platform/audit.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { type Db, sql } from '../../platform/db.ts'
import { openJobs } from '../../platform/jobs.ts'
import { builtSteps } from '../steps.ts'
import { type BroughtIn, bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'

const first = 'person,session,support,route,price,every_weeks,from,until,review_on,taken_from'
const counts = ({ added, changed, unchanged, rejected }: BroughtIn) => [added, changed, unchanged, rejected]
const faults = (done: BroughtIn) => done.faults.map(({ line, column }) => [line, column])

async function bring(db: Db, name: string, rows: readonly string[]): Promise<BroughtIn> {
  const what = bringableNamed(name)
  if (what === undefined) throw new Error(`${name} cannot be brought in`)
  return db.transaction(jobWho(), (tx) => bringIn(tx, what, Readable.from([Buffer.from(rows.join('\n'))])))
}
const packages = (db: Db, rows: readonly string[]) => bring(db, 'packages', [first, ...rows])

/** Three people, a provider and the council itself; S1 on Tuesdays for two, S2 at the same time, S3 on Thursdays, S4 of the council. */
async function oldSystem(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into people.team (name, local_area) values ('Crewe', 'Crewe')`)
    await tx.query(sql`insert into market.lot (name) values ('Community')`)
    await tx.query(sql`
      insert into delivery.pay_rule (lot_id, reason, paid_per_mille, charged, note_needed, from_date)
      select l.id, 'attended', 1000, true, false, '2026-04-01'::date from market.lot l union all select null, 'attended', 1000, true, false, '2026-04-01'`)
  })
  const people = ['P1,Ann,Lee', 'P2,Ben,Ash', 'P3,Cat,Day'].map((one, at) => `${one},199${at}-03-14,Crewe`)
  const opportunities = ['O1,Woodwork,Oak House', 'O2,Garden,The council', 'O3,Choir,Friends of song']
  const sessions = [
    'S1,O1,Tuesday,10:00,14:00,2026-01-05,2,2',
    'S2,O1,Tuesday,13:00,15:00,2026-01-05,9,2',
    'S3,O1,Thursday,10:00,12:00,2026-01-05,9,2',
    'S4,O2,Monday,10:00,12:00,2026-01-05,9,2',
    'S5,O3,Friday,10:00,12:00,2026-01-05,9,0',
  ]
  const providers = ['PR1,Oak House,framework,Community,2026-04-01', 'PR2,The council,in_house,,']
  for (const [name, rows] of [
    ['people', ['number,given_name,family_name,born_on,team', ...people]],
    ['providers', ['number,name,kind,lots,admitted_from', ...providers]],
    ['opportunities', ['number,name,organisation', ...opportunities]],
    ['sessions', ['number,opportunity,weekday,start,end,from,places,workers', ...sessions]],
  ] as const)
    expect((await bring(db, name, rows)).faults, name).toEqual([])
}

const row = (person: string, session: string, rest = '1:2,council_managed,41.20,,,,2027-02-01,Old system') =>
  [person, session, rest].join(',')

onBothDatabases('a file of running weeks', (open) => {
  test('a week runs on at its old price: agreed, placed, with its review, and on the list of what was taken over', async () => {
    const db = await open()
    await oldSystem(db)
    const rows = [
      row('P1', 'S1'),
      row('P1', 'S3', '1:2,direct_payment,30,2,2026-12-01,2027-01-31,2027-01-15,Old system'),
    ]
    const done = await packages(db, rows)
    expect([counts(done), done.faults]).toEqual([[2, 0, 0, 0], []])
    expect(counts(await packages(db, rows))).toEqual([0, 0, 2, 0])
    await db.transaction(jobWho(), async (tx) => {
      expect(
        await tx.query(
          sql`select number, provenance, from_date as "from", agreed_at is not null as agreed from planning.plan_version`,
        ),
      ).toEqual([{ number: 1, provenance: 'migrated', from: '2026-11-22', agreed: true }])
      const lines = await tx.query(sql`
        select t.weekday, t.every_weeks as weeks, t.provenance, t.outcome_id as outcome, t.from_date as "from", t.until_date as until, b.route, b.per_session_pence as price,
               b.council_share_pence as council, pl.provenance as placed, sp.session_id = t.session_id as seat, d.due_on as review
          from planning.session_term t join planning.budget_line b on b.term_id = t.id join brokerage.placement pl on pl.term_id = t.id
          join directory.standing_place sp on sp.id = pl.standing_place_id join needs.review_due d on d.id = t.review_due_id order by t.weekday`)
      const both = { provenance: 'migrated', placed: 'migrated', outcome: null, seat: true, review: '2027-01-15' }
      expect(lines).toEqual([
        {
          ...both,
          weekday: 2,
          weeks: 1,
          from: '2026-11-22',
          until: null,
          route: 'council_managed',
          price: 4120,
          council: 4120,
        },
        {
          ...both,
          weekday: 4,
          weeks: 2,
          from: '2026-12-01',
          until: '2027-01-31',
          route: 'direct_payment',
          price: 3000,
          council: 3000,
        },
      ])
      expect(await takenOver(tx, 1)).toMatchObject({
        found: 1,
        people: [{ personName: 'Ann Lee', sessions: 2, withoutOutcome: 2, reviewOn: '2027-01-15' }],
      })
      expect(await auditFaults(tx)).toEqual([])
      expect(
        await tx.query(
          sql`select action, count(*)::int as often from platform.audit_entry where action like '%/taken-over' group by 1 order by 1`,
        ),
      ).toEqual([
        { action: 'brokerage/taken-over', often: 2 },
        { action: 'planning/taken-over', often: 1 },
      ])
    })
  })

  test('the last place is not sold twice, nor the workers; what does not fit is rejected alone, and arrives once it is mended', async () => {
    const db = await open()
    await oldSystem(db)
    const done = await packages(db, [row('P1', 'S1'), row('P2', 'S1'), row('P3', 'S1'), row('P3', 'S3')])
    expect(counts(done)).toEqual([3, 0, 0, 1])
    expect(done.faults).toMatchObject([{ line: 4, column: 'session', value: 'S1' }])
    expect(done.faults[0]?.reason).toMatch(/no place left/)
    const workers = await packages(db, [
      row('P3', 'S2', '2:1,council_managed,80,,,,2027-02-01,Old'),
      row('P2', 'S3', '2:1,council_managed,80,,,,2027-02-01,Old'),
    ])
    expect([counts(workers), faults(workers)]).toEqual([[1, 0, 0, 1], [[3, 'session']]])
    await bring(db, 'sessions', [
      'number,opportunity,weekday,start,end,from,places,workers',
      'S3,O1,Thursday,10:00,12:00,2026-01-05,9,4',
    ])
    expect(counts(await packages(db, [row('P2', 'S3', '2:1,council_managed,80,,,,2027-02-01,Old')]))).toEqual([
      1, 0, 0, 0,
    ])
    const versions = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`
        select i.value as person, v.number, (select count(*)::int from planning.plan_version_term x where x.plan_version_id = v.id) as lines
          from planning.plan_version v join people.identifier i on i.person_id = v.person_id order by 1, 2`),
    )
    expect(versions).toEqual([
      { person: 'P1', number: 1, lines: 1 },
      { person: 'P2', number: 1, lines: 1 },
      { person: 'P2', number: 2, lines: 2 },
      { person: 'P3', number: 1, lines: 1 },
      { person: 'P3', number: 2, lines: 2 },
    ])
  })

  test('each row that cannot be taken over says its column and why, and leaves nothing', async () => {
    const db = await open()
    await oldSystem(db)
    await db.owner((tx) =>
      tx.query(
        sql`update people.person set died_on = '2026-11-01' where id = (select person_id from people.identifier where value = 'P3')`,
      ),
    )
    const done = await packages(db, [
      row('P9', 'S1'),
      row('P1', 'S9', '1:2,council_managed,0,,,,2027-02-01,Old'),
      row('P3', 'S1'),
      row('P1', 'S1', '1:7,council_managed,41,,,,2027-02-01,Old'),
      row('P1', 'S2', '1:2,council_managed,41,,2026-11-21,,2027-02-01,Old'),
      row('P1', 'S3', '1:2,council_managed,41,,,,2026-11-22,Old'),
      row('P1', 'S4', '1:2,direct_payment,41,,,,2027-02-01,Old'),
      row('P1', 'S5', 'none,no_cost,0,,,,2027-02-01,Old'),
    ])
    expect(counts(done)).toEqual([0, 0, 0, 8])
    expect(faults(done)).toEqual([
      [2, 'person'],
      [3, 'price'],
      [3, 'session'],
      [4, 'person'],
      [5, 'support'],
      [6, 'from'],
      [7, 'review_on'],
      [8, 'route'],
      [9, 'session'],
    ])
    expect(done.faults.every(({ reason }) => reason.length > 20 && !reason.includes('('))).toBe(true)
    const left = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`
        select (select count(*)::int from planning.plan) + (select count(*)::int from needs.review_due) + (select count(*)::int from directory.standing_place)
             + (select count(*)::int from platform.fact) as left`),
    )
    expect(left).toEqual([{ left: 0 }])
  })

  test('its dates are made, its money is bound, and a date that is marked is paid at the old price', async () => {
    const clock = { ...stoppedClock(day('2026-11-22')) }
    const db = await open(clock)
    await oldSystem(db)
    expect(
      counts(await packages(db, [row('P1', 'S1', '1:2,council_managed,41.20,,,2026-12-20,2027-02-01,Old')])),
    ).toEqual([1, 0, 0, 0])
    const jobs = await openJobs(db, {
      jobs: [],
      subscriptions: builtSteps().flatMap((step) => step.subscriptions ?? []),
      failed: (_, error) => {
        throw error
      },
    })
    await jobs.drain()
    const read = <Row extends object>(
      statement: Parameters<typeof db.transaction>[1] extends never ? never : ReturnType<typeof sql>,
    ) => db.transaction(jobWho(), (tx) => tx.query<Row>(statement))
    expect(await read(sql`select on_date as "on" from delivery.occasion where ended_at is null order by 1`)).toEqual(
      ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'].map((on) => ({ on })),
    )
    expect(
      await read(sql`select credits_pence - debits_pence as bound from finance.account where code like 'committed:%'`),
    ).toEqual([{ bound: 4 * 4120 }])
    Object.assign(clock, stoppedClock(day('2026-11-30')))
    const attended = await bring(db, 'attendance', [
      'person,session,on_date,what_happened',
      'P1,S1,2026-11-24,attended',
    ])
    expect(counts(attended)).toEqual([1, 0, 0, 0])
    await jobs.drain()
    expect(
      await read(sql`select on_date as "on", amount_pence as amount, payee_kind as payee from finance.pay_line`),
    ).toEqual([{ on: '2026-11-24', amount: 4120, payee: 'provider' }])
    expect(
      counts(await packages(db, [row('P1', 'S1', '1:2,council_managed,41.20,,,2026-12-20,2027-02-01,Old')])),
    ).toEqual([0, 0, 1, 0])
  })
})
