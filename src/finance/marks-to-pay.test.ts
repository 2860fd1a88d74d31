import { expect, test } from 'vitest'
import { freshServer, onBothDatabases } from '../../test/support/databases.ts'
import { type Placed, placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { carryOutClosure, makeOccasions, recordMark } from '../delivery/store.ts'
import { closeSite } from '../directory/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { followMark, marksToFollow, verifyBooks, waitingFor } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const as = <T>(db: Db, work: (tx: Tx) => Promise<T>) => db.transaction(jobWho(), work)

/** How many dates wait for pay by the kept list; the same as are found among all marks, or the test stops. */
async function waiting(db: Db): Promise<number> {
  const kept = await as(db, (tx) => marksToFollow(tx))
  const found = await db.owner((tx) =>
    tx.query(sql`
      select distinct occasion_id as "occasionId", on_date as "on" from finance.mark_found_without_pay order by on_date, occasion_id`),
  )
  expect(kept).toEqual(found)
  const { faults } = await as(db, verifyBooks)
  expect(faults.filter(({ rule }) => rule.includes('in its list'))).toEqual([])
  return kept.length
}

const mark = (db: Db, { personId }: Placed, on: string, reason = 'attended') =>
  as(db, async (tx) => {
    const { id, stands } = await tx.one<{ id: string; stands: string | null }>(
      sql`select occasion_id as id, mark_id as stands from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
    )
    const again = stands === null ? {} : { replaces: stands, correctionReason: 'Wrong box' }
    await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
    return id
  })

/** A line of meals beside the support of a planned session. */
async function addMeals(tx: Tx, { termId, personId }: Placed, from: string) {
  const id = newId()
  await tx.query(sql`
    insert into planning.budget_line (id, term_id, person_id, component, route, per_session_pence, council_share_pence, from_date, recorded_by, reason)
    values (${id}, ${termId}, ${personId}, 'meal', 'council_managed', 500, 500, ${from}, ${personId}, 'lunch')`)
  await tx.query(
    sql`insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence) values (${id}, 'council', 'care_act', 500)`,
  )
}

async function laid(db: Db) {
  const ann = await placedPerson(db)
  const bob = await placedPerson(db, { name: 'Bob', beside: ann })
  await as(db, (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-20') }))
  return { ann, bob }
}

onBothDatabases('marks without pay', (open) => {
  test('are kept as they are found: marked, paid, put right, withdrawn, closed, and when a line is added or ends', async () => {
    const db = await open(clock)
    const { ann, bob } = await laid(db)
    const follow = (id: string) => as(db, (tx) => followMark(tx, id))
    const first = await mark(db, ann, '2026-04-07')
    const second = await mark(db, bob, '2026-04-07', 'no_reason_given')
    expect(await waiting(db)).toBe(2)
    const both = await as(db, (tx) => marksToFollow(tx))
    expect(await as(db, (tx) => marksToFollow(tx, 1, 'latest'))).toEqual(both.slice(1))
    // Ann's is paid; for Bob's no rule says how.
    await follow(first)
    await follow(second)
    expect(await waiting(db)).toBe(1)
    // A mark put right waits again until its pay follows; so does Bob's, with a reason that has a rule.
    await mark(db, ann, '2026-04-07', 'unwell')
    await mark(db, bob, '2026-04-07', 'unwell')
    expect(await waiting(db)).toBe(2)
    await follow(second)
    expect(await waiting(db)).toBe(1)
    await follow(first)
    expect(await waiting(db)).toBe(0)
    // A line that is added over a date that is paid waits beside the pay there is; one that ended before the date does not.
    await db.owner((tx) => addMeals(tx, ann, '2026-04-06'))
    expect(await waiting(db)).toBe(1)
    await db.owner((tx) =>
      tx.query(sql`update planning.budget_line set ended_on = '2026-04-06' where component = 'meal'`),
    )
    expect(await waiting(db)).toBe(0)
    // A date that is withdrawn after its mark is paid by nobody.
    const third = await mark(db, ann, '2026-04-14')
    expect(await waiting(db)).toBe(1)
    await as(db, (tx) =>
      tx.query(
        sql`update delivery.occasion set ended_at = now(), end_reason = 'withdrawn', ended_by = ${ann.personId} where id = ${third}`,
      ),
    )
    expect(await waiting(db)).toBe(0)
    // A building that is closed marks everybody who has a date there.
    const { siteId } = await db.owner((tx) =>
      tx.one<{ siteId: string }>(sql`select site_id as "siteId" from directory.session where id = ${ann.sessionId}`),
    )
    const id = newId()
    await db.transaction(who('commissioner'), (tx) =>
      closeSite(tx, { id, siteId, from: day('2026-05-12'), until: day('2026-05-12'), reason: 'Flood' }),
    )
    await as(db, (tx) => carryOutClosure(tx, id))
    expect(await waiting(db)).toBe(2)
  })

  test('found anew are the same, and one that is missing from the list is a fault in the books', async () => {
    const db = await open(clock)
    const { ann } = await laid(db)
    await mark(db, ann, '2026-04-07')
    await db.owner((tx) => tx.query(sql`delete from finance.mark_to_pay`))
    expect((await as(db, verifyBooks)).faults).toMatchObject([{ rule: 'every mark without pay stands in its list' }])
    await db.owner((tx) => tx.query(sql`select finance.find_marks_to_pay()`))
    expect(await waiting(db)).toBe(1)
    // Finance is told of it a month later still.
    expect(await db.transaction(who('finance'), waitingFor)).toMatchObject([{ what: '1 mark without pay' }])
  })
})

test('a line that is added while a date is being marked finds the mark, whichever comes first', async () => {
  const { db } = await freshServer(clock)
  const { ann, bob } = await laid(db)
  const both = async (one: (tx: Tx) => Promise<unknown>, other: () => Promise<unknown>) => {
    let waits: Promise<unknown> | undefined
    await db.owner(async (tx) => {
      await one(tx)
      waits = other()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await waits
  }
  const [markId, id] = [newId(), (await dates(db, ann))[0] ?? '']
  await both(
    (tx) =>
      tx.query(
        sql`insert into delivery.mark (id, occasion_id, reason, marked_by, marked_at) values (${markId}, ${id}, 'attended', ${ann.personId}, now())`,
      ),
    () => db.owner((tx) => addMeals(tx, ann, '2026-04-06')),
  )
  await both(
    (tx) => addMeals(tx, bob, '2026-04-06'),
    () => mark(db, bob, '2026-04-07'),
  )
  const lines = await db.owner((tx) => tx.query(sql`select count(*)::int as n from finance.mark_to_pay`))
  expect([await waiting(db), lines]).toEqual([2, [{ n: 4 }]])
  await db.close()
})

const dates = async (db: Db, { personId }: Placed) =>
  (
    await as(db, (tx) =>
      tx.query<{ id: string }>(sql`select id from delivery.occasion where person_id = ${personId} order by on_date`),
    )
  ).map(({ id }) => id)
