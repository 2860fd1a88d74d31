import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { endLapsedOccasions, makeOccasions, marksOf, recordMark } from '../delivery/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { followMark, lineMoneyOf, linesToSetRight, setCommitmentsRight, verifyBooks } from './store.ts'

const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(jobWho(), (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))

/** Ann has a place on Tuesdays at £48.00, with dates made to 4 October; her money is bound by the first mark, on the 7th. */
async function ann(db: Db) {
  const placed = await placedPerson(db)
  await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  await mark(db, placed.personId, '2026-04-07', 'attended')
  return placed
}
async function mark(db: Db, personId: string, on: string, reason: string) {
  await onDay(db, on, async (tx) => {
    const { id } = await tx.one<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
    )
    const standing = (await marksOf(tx, [id])).at(-1)
    const again = standing ? { replaces: standing.id, correctionReason: 'wrong person ticked' } : {}
    await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
    await followMark(tx, id)
  })
}
const setRight = (db: Db, today: string) => onDay(db, today, setCommitmentsRight)
const money = async (db: Db, personId: string) => onDay(db, '2026-04-20', (tx) => lineMoneyOf(tx, personId))
const owner = (db: Db, ...statements: ReturnType<typeof sql>[]) =>
  db.owner(async (tx) => {
    for (const statement of statements) await tx.query(statement)
  })
const faults = async (db: Db) => (await onDay(db, '2026-06-01', verifyBooks)).faults
const year = 52 * 4800

onBothDatabases('money that will not be spent', (open) => {
  test('a missed session gives back what it did not take, once; corrected to attended, it is bound and spent', async () => {
    const db = await open()
    const { personId } = await ann(db)
    await mark(db, personId, '2026-04-14', 'unwell')
    expect(await money(db, personId)).toEqual({ bound: year, setAside: year - 9600, spent: 7200, givenBack: 2400 })
    expect(await setRight(db, '2026-04-14')).toBe(0)
    await mark(db, personId, '2026-04-14', 'chose_otherwise')
    expect(await money(db, personId)).toEqual({ bound: year, setAside: year - 9600, spent: 4800, givenBack: 4800 })
    await mark(db, personId, '2026-04-14', 'attended')
    expect(await money(db, personId)).toEqual({ bound: year, setAside: year - 9600, spent: 9600, givenBack: 0 })
    expect(await faults(db)).toEqual([])
  })
  test('a place that ends gives back its later dates; a new place binds them again', async () => {
    const db = await open()
    const { personId, termId, providerId } = await ann(db)
    await owner(
      db,
      sql`update brokerage.placement set ended_on = '2026-04-21', end_reason = 'asked to move' where term_id = ${termId}`,
      sql`update directory.standing_place set ended_on = '2026-04-21' where person_id = ${personId}`,
      sql`update directory.place_claim set released_at = now(), release_reason = 'moved' where person_id = ${personId} and on_date > '2026-04-21'`,
    )
    await onDay(db, '2026-04-20', endLapsedOccasions)
    expect(await setRight(db, '2026-04-20')).toBe(1)
    expect(await setRight(db, '2026-04-20')).toBe(0)
    expect(await money(db, personId)).toEqual({ bound: year, setAside: 2 * 4800, spent: 4800, givenBack: 49 * 4800 })
    await owner(
      db,
      sql`insert into brokerage.placement (term_id, person_id, provider_id, from_date, recorded_by) values (${termId}, ${personId}, ${providerId}, '2026-10-06', gen_random_uuid())`,
    )
    expect(await setRight(db, '2026-04-20')).toBe(1)
    const after = await money(db, personId)
    expect(after.setAside).toBe(2 * 4800 + 26 * 4800)
    expect(after.setAside + after.spent + after.givenBack).toBe(after.bound)
    expect(await faults(db)).toEqual([])
  })
  test('a line that ends gives back the rest, and a closed month gives back its days', async () => {
    const db = await open()
    const { personId, termId, sessionId } = await ann(db)
    await owner(
      db,
      sql`insert into directory.closure (session_id, from_date, until_date, reason, decided_by) values (${sessionId}, '2026-11-01', '2026-11-30', 'new floor', gen_random_uuid())`,
    )
    expect(await setRight(db, '2026-04-20')).toBe(1)
    expect(await money(db, personId)).toEqual({ bound: year, setAside: 47 * 4800, spent: 4800, givenBack: 4 * 4800 })
    await owner(db, sql`update planning.session_term set ended_on = '2026-04-27' where id = ${termId}`)
    await onDay(db, '2026-04-20', endLapsedOccasions)
    await setRight(db, '2026-04-20')
    expect(await money(db, personId)).toEqual({ bound: year, setAside: 2 * 4800, spent: 4800, givenBack: 49 * 4800 })
    expect(await faults(db)).toEqual([])
  })
  test('after a death nothing stays bound but dates that still have no mark', async () => {
    const db = await open()
    const { personId } = await ann(db)
    await owner(
      db,
      sql`update people.person set died_on = '2026-04-15' where id = ${personId}`,
      sql`update delivery.occasion set ended_at = now(), end_reason = 'died', ended_by = gen_random_uuid() where on_date > '2026-04-15'`,
    )
    await onDay(db, '2026-04-20', (tx) => setCommitmentsRight(tx, { personId }))
    expect(await money(db, personId)).toEqual({ bound: year, setAside: 4800, spent: 4800, givenBack: 50 * 4800 })
  })
  test('the database refuses a second adjustment from the same state, one without its row in the books, and one never given back', async () => {
    const db = await open()
    const { personId, budgetLineId, sessionId } = await ann(db)
    await owner(
      db,
      sql`insert into directory.closure (session_id, from_date, until_date, reason, decided_by) values (${sessionId}, '2026-11-01', '2026-11-30', 'new floor', gen_random_uuid())`,
    )
    expect(await onDay(db, '2026-04-20', linesToSetRight)).toEqual([budgetLineId])
    await setRight(db, '2026-04-20')
    const add = (values: ReturnType<typeof sql>) =>
      db.owner((tx) =>
        tx.query(sql`
        insert into finance.commitment_adjustment (id, budget_line_id, person_id, part, pence, on_date, recorded_by, kind, cause, follows)
        select gen_random_uuid(), ${budgetLineId}::uuid, ${personId}::uuid, 'committed', 100, '2026-04-20', gen_random_uuid(), ${values}`),
      )
    await expect(add(sql`'release', 'line_ended', null`)).rejects.toMatchObject({ code: 'first_adjustment' })
    await expect(
      add(sql`'release', 'line_ended', (select id from finance.commitment_adjustment)`),
    ).rejects.toMatchObject({ code: 'adjustment_posted' })
    await expect(add(sql`'commit_more', 'dates_came_back', null`)).rejects.toMatchObject({
      code: 'only_what_was_given_back_comes_back',
    })
    await expect(
      db.owner((tx) =>
        tx.query(
          sql`update finance.account set debits_pence = credits_pence + 1 where code = ${`committed:${budgetLineId}`}`,
        ),
      ),
    ).rejects.toMatchObject({ code: 'not_overdrawn' })
  })
})
