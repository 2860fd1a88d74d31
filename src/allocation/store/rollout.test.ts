import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anAssessment, aPerson, type TestPerson } from '../../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { adopt, budget, told } from '../../../test/support/told-budget.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { bookReview, reviewsOf, settleReview } from '../../needs/store.ts'
import { type Clock, stoppedClock } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { exampleTableInput } from '../example-table.ts'
import { amountOn, reliefPath } from '../rollout/relief.ts'
import * as allocation from '../store.ts'

const refused = (code: string) => expect.objectContaining({ code })
const levels = { g: 3, h: 3, i: 3, x3: 2 } as const
/** A table from 1 December 2026 that gives a fifth less. */
const lower = {
  ...exampleTableInput,
  version: 'example-2',
  from: '2026-12-01',
  curve: {
    ...exampleTableInput.curve,
    knots: exampleTableInput.curve.knots.map((knot) => ({ ...knot, weeklyPence: Math.round(knot.weeklyPence * 0.8) })),
  },
}
/** A clock that a test moves on. */
const movedClock = () => {
  let clock = stoppedClock(day('2026-11-22'))
  const moved: Clock & { to(date: string): void } = {
    now: () => clock.now(),
    today: () => clock.today(),
    to: (date) => {
      clock = stoppedClock(day(date))
    },
  }
  return moved
}

onBothDatabases('a new table', (open) => {
  test('changes nobody’s budget; another is worked out under it only at a review, which the budget names', async () => {
    const clock = movedClock()
    const db = await open(clock)
    await adopt(db)
    const nell = await aPerson(db)
    const assessmentId = await anAssessment(db, nell, levels)
    const first = await told(db, nell, assessmentId)
    const before = await budget(db, nell, first)
    await adopt(db, lower)
    clock.to('2026-12-10')
    const { adopted, ...after } = await budget(db, nell, first)
    expect({ ...after, adopted: undefined }).toEqual({ ...before, adopted: undefined })
    expect(adopted.hash).toBe(before.adopted.hash)

    const again = await db.transaction(nell.worker, (tx) =>
      allocation.workOutBudget(tx, { personId: nell.personId, assessmentId, addOns: [] }),
    )
    expect(await budget(db, nell, again)).toMatchObject({
      tableVersion: 'example-1',
      weeklyPence: before.weeklyPence,
      reviewDueId: null,
    })
    const unlawful = db.owner((tx) =>
      tx.query(sql`
        insert into allocation.indicative_budget (assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by, replaces)
        values (${assessmentId}, ${nell.personId}, 'example-2', 0, 0, 'h', ${newId()}, ${again})`),
    )
    await expect(unlawful).rejects.toEqual(refused('DW040'))

    const reviewDueId = await db.transaction(nell.worker, (tx) =>
      bookReview(tx, { personId: nell.personId, kind: 'planned', cause: 'yearly', dueOn: day('2027-01-05') }),
    )
    const moved = await db.transaction(nell.worker, (tx) =>
      allocation.workOutBudget(tx, { personId: nell.personId, assessmentId, addOns: [] }),
    )
    expect(await budget(db, nell, moved)).toMatchObject({ tableVersion: 'example-2', reviewDueId })
    expect(await budget(db, nell, first)).toMatchObject({ weeklyPence: before.weeklyPence })
  })

  test('a review far off, or held before the table, moves nobody; new people take the table of the day', async () => {
    const clock = movedClock()
    const db = await open(clock)
    await adopt(db)
    const nell = await aPerson(db)
    await told(db, nell, await anAssessment(db, nell, levels))
    await adopt(db, lower)
    const book = (on: string) =>
      db.transaction(nell.worker, (tx) =>
        bookReview(tx, { personId: nell.personId, kind: 'planned', cause: 'yearly', dueOn: day(on) }),
      )
    const held = await book('2026-11-25')
    clock.to('2026-11-26')
    await db.transaction(nell.worker, (tx) =>
      settleReview(tx, { reviewDueId: held, settledOn: tx.today, settlement: 'Held' }),
    )
    await book('2027-11-22')
    clock.to('2026-12-10')
    const table = (one: TestPerson) =>
      db.transaction(one.worker, async (tx) => {
        const found = await allocation.tableForPerson(tx, one.personId)
        return [found?.adopted.version, found?.why]
      })
    expect(await table(nell)).toEqual(['example-1', 'own_table'])
    expect(await table(await aPerson(db, 'Ned'))).toEqual(['example-2', 'in_force'])
  })

  test('comes in by its phases: areas in turn, and the ones set before end', async () => {
    const clock = movedClock()
    const db = await open(clock)
    await adopt(db)
    await adopt(db, lower)
    const commissioner = who('commissioner')
    const set = (area: string | null) =>
      db.transaction(commissioner, (tx) =>
        allocation.setPhases(tx, {
          version: 'example-2',
          phases: [{ localArea: area, moves: 'new_person', from: day('2026-12-01'), until: null }],
          basis: 'for a test',
        }),
      )
    const ned = await aPerson(db, 'Ned')
    clock.to('2026-12-10')
    const table = () =>
      db.transaction(ned.worker, async (tx) => {
        const found = await allocation.tableForPerson(tx, ned.personId)
        return [found?.adopted.version, found?.why]
      })
    await set('Wilmslow')
    expect(await table()).toEqual(['example-1', 'not_here_yet'])
    await set('Crewe')
    expect(await table()).toEqual(['example-2', 'in_force'])
    expect(await db.transaction(commissioner, (tx) => allocation.phasesOf(tx, 'example-2'))).toHaveLength(1)
    const asWorker = db.transaction(ned.worker, (tx) =>
      allocation.setPhases(tx, { version: 'example-2', phases: [], basis: 'x' }),
    )
    await asWorker
    expect(await db.transaction(commissioner, (tx) => allocation.phasesOf(tx, 'example-2'))).toHaveLength(1)
  })

  test('people due are listed and their reviews booked, once, spread over working days', async () => {
    const clock = movedClock()
    const db = await open(clock)
    await adopt(db)
    const nell = await aPerson(db)
    await told(db, nell, await anAssessment(db, nell, levels))
    await adopt(db, lower)
    const manager = who('team_manager', { teamIds: [nell.teamId] })
    const due = (state: allocation.DueState) =>
      db.transaction(manager, (tx) => allocation.peopleDue(tx, { version: 'example-2', words: '', state, page: 1 }))
    expect(await due('no_review')).toMatchObject({ found: 1, due: 1, noReview: 1, moved: 0 })
    const book = (from: string, until: string) =>
      db.transaction(manager, (tx) =>
        allocation.bookReviewsDue(tx, { version: 'example-2', from: day(from), until: day(until) }),
      )
    await expect(book('2026-11-22', '2026-12-31')).rejects.toEqual(refused('reviews_from_tomorrow'))
    await expect(book('2026-12-31', '2026-12-01')).rejects.toEqual(refused('reviews_end_before_they_begin'))
    expect(await book('2027-01-04', '2027-01-08')).toBe(1)
    expect(await book('2027-01-04', '2027-01-08')).toBe(0)
    const [review] = await db.transaction(nell.worker, (tx) => reviewsOf(tx, nell.personId))
    expect(review).toMatchObject({ kind: 'planned', cause: 'Budget under table example-2', dueOn: '2027-01-06' })
    expect((await due('booked')).people).toMatchObject([{ ownTable: 'example-1', reviewOn: '2027-01-06' }])
    const elsewhere = who('team_manager', { teamIds: [newId()] })
    const others = await db.transaction(elsewhere, (tx) =>
      allocation.peopleDue(tx, { version: 'example-2', words: '', state: 'all', page: 1 }),
    )
    expect(others).toMatchObject({ found: 0, due: 0 })
  })
})

onBothDatabases('relief', (open) => {
  test('is recorded for a fall at a review, by the rule to the penny, once at a time', async () => {
    const clock = movedClock()
    const db = await open(clock)
    await adopt(db)
    const nell = await aPerson(db)
    const { personId, worker } = nell
    const assessmentId = await anAssessment(db, nell, levels)
    const first = await told(db, nell, assessmentId)
    await adopt(db, lower)
    clock.to('2026-12-10')
    await db.transaction(worker, (tx) =>
      bookReview(tx, { personId, kind: 'unplanned', cause: 'asked', dueOn: tx.today }),
    )
    const moved = await told(db, nell, assessmentId)
    const manager = who('team_manager', { teamIds: [nell.teamId] })
    const decide = (budgetId: string, by = manager) =>
      db.transaction(by, (tx) =>
        allocation.decideRelief(tx, {
          personId,
          budgetId,
          years: 2,
          sufficientPence: pence(0),
          from: day('2028-02-29'),
          reason: 'The fall is large.',
        }),
      )
    await expect(decide(first)).rejects.toEqual(refused('relief_without_review'))
    await decide(moved)
    await expect(decide(moved)).rejects.toEqual(refused('one_relief_at_a_time'))
    const [was, now] = [await budget(db, nell, first), await budget(db, nell, moved)]
    const [relief] = await db.transaction(worker, (tx) => allocation.reliefsOf(tx, personId))
    const move = { oldPence: was.weeklyPence, newPence: now.weeklyPence, sufficientPence: pence(0) }
    expect(relief).toMatchObject({
      weeklyPence: reliefPath(move, { years: 2, gainersWait: false }),
      from: '2028-02-29',
      until: '2030-02-27',
    })
    if (relief === undefined) throw new Error('no relief')
    for (const on of [
      '2026-12-10',
      '2028-02-29',
      '2029-02-27',
      '2029-02-28',
      '2030-02-27',
      '2030-02-28',
      '2040-01-01',
    ]) {
      clock.to(on)
      const counts = await db.transaction(worker, (tx) => allocation.countingWeekly(tx, { budgetId: moved }))
      expect(counts, on).toBe(amountOn(relief, day(on)))
      const published = await db.transaction(worker, (tx) =>
        tx.one<{ weekly: number }>(
          sql`select ${allocation.publishedPence(day(on))} as weekly from allocation.published_indicative where indicative_budget_id = ${moved}`,
        ),
      )
      expect(published.weekly, on).toBe(counts)
    }
    clock.to('2026-12-10')
    const due = await db.transaction(manager, (tx) =>
      allocation.peopleDue(tx, { version: 'example-3', words: '', state: 'all', page: 1 }),
    )
    expect(due.people).toMatchObject([{ weeklyPence: was.weeklyPence }])
    const own = who('person', { personIds: [personId] })
    expect(await db.transaction(own, (tx) => allocation.reliefsOf(tx, personId))).toHaveLength(1)
    const stranger = who('team_manager', { teamIds: [newId()] })
    expect(await db.transaction(stranger, (tx) => allocation.reliefsOf(tx, personId))).toEqual([])
    const again = await told(db, nell, assessmentId)
    await decide(again)
    const left = await db.transaction(worker, (tx) => allocation.reliefsOf(tx, personId))
    expect(left.map(({ budgetId }) => budgetId)).toEqual([again])
  })

  test('law: the database works the amounts out as the code does', async () => {
    const db = await open()
    const weekly = fc.integer({ min: 0, max: 200_000 })
    const cases = fc.sample(fc.tuple(weekly, weekly, weekly, fc.integer({ min: 1, max: 20 })), INVARIANT_RUNS)
    const falls = cases.map(([one, other, sufficient, years]) => ({
      oldPence: pence(Math.max(one, other)),
      newPence: pence(Math.min(one, other)),
      sufficientPence: pence(sufficient),
      years,
    }))
    const rows = await db.owner((tx) =>
      tx.query<{ path: (number | string)[] }>(sql`
        select to_jsonb(allocation.relief_path(x.old, x.new, x.enough, x.years)) as path
          from unnest(${falls.map((one) => one.oldPence)}::bigint[], ${falls.map((one) => one.newPence)}::bigint[],
                      ${falls.map((one) => one.sufficientPence)}::bigint[], ${falls.map((one) => one.years)}::int[]) with ordinality as x(old, new, enough, years, at)
         order by x.at`),
    )
    expect(rows.map(({ path }) => path.map((amount) => Number(amount) as Pence))).toEqual(
      falls.map((one) => reliefPath(one, { years: one.years, gainersWait: false })),
    )
  })
})
