import { describe, expect, test } from 'vitest'
import { anAssessment, aPerson } from '../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { pence } from '../core/money.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { exampleTableInput } from './example-table.ts'
import * as allocation from './store.ts'

const [one, two] = [newId(), newId()]
const refused = (code: string) => expect.objectContaining({ code })
const adopt = (db: Db, change: object = {}, approvers = { approvedBy: one, secondApprover: two }) =>
  db.transaction(jobWho(), (tx) =>
    allocation.adoptTable(tx, { content: { ...exampleTableInput, ...change }, ...approvers, reason: 'for a test' }),
  )

/** A weekly session in Crewe with places, staff and a published price for its dates of the next four weeks. */
async function aSession(
  db: Db,
  given: { weekday: number; pounds: number; places?: number; workers?: number; band?: string },
) {
  const [organisation, opportunity, session] = [newId(), newId(), newId()]
  const { weekday, pounds, places = 8, workers = 2, band = '1:4' } = given
  await db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${organisation}, 'Crewe Together')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, local_area, support_bands) values (${opportunity}, ${organisation}, ${`Day ${weekday}`}, 'Crewe', '{1:4}')`)
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${session}, ${opportunity}, ${weekday}, '2026-01-05', 600, 780, '2026-01-05')`)
    await tx.query(sql`
      insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date)
      values (${opportunity}, ${newId()}, ${band}, 'session', ${pounds * 100}, '2026-04-01')`)
    for (const week of [0, 1, 2, 3]) {
      const occurrence = newId()
      await tx.query(sql`
        insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute)
        values (${occurrence}, ${session}, date '2026-11-23' + ${week * 7 + weekday - 1}::int, 600, 780)`)
      await tx.query(sql`
        insert into directory.stock (occurrence_id, resource, capacity) values (${occurrence}, 'place', ${places}), (${occurrence}, 'staff', ${workers * 5040})`)
    }
  })
  return session
}

onBothDatabases('allocation tables', (open) => {
  test('a table is adopted by two people; the next one ends it; its hash is of its content', async () => {
    const db = await open()
    await adopt(db)
    await adopt(db, { version: 'example-2', from: '2026-12-01' })
    const versions = await db.transaction(who('public'), (tx) => allocation.tableVersions(tx))
    expect(versions.map(({ version, from, until }) => [version, from, until])).toEqual([
      ['example-2', '2026-12-01', null],
      ['example-1', '2025-04-01', '2026-11-30'],
    ])
    expect(versions[1]?.hash).toBe(allocation.tableHash(exampleTableInput))
    expect(await db.transaction(jobWho(), (tx) => allocation.tableOn(tx, tx.today))).toMatchObject({
      version: 'example-1',
    })
  })

  test('refuses one approver twice, a name used before, a table before the latest, and a table that breaks a law', async () => {
    const db = await open()
    await adopt(db)
    await expect(
      adopt(db, { version: 'x1', from: '2026-12-01' }, { approvedBy: one, secondApprover: one }),
    ).rejects.toEqual(refused('two_approvers'))
    await expect(adopt(db, { from: '2026-12-01' })).rejects.toEqual(refused('table_version_pkey'))
    await expect(adopt(db, { version: 'x1', from: '2025-04-01' })).rejects.toEqual(refused('table_not_the_latest'))
    await expect(adopt(db, { version: 'x1', from: '2026-12-01', base: { points: -1 } })).rejects.toEqual(
      refused('table_not_right'),
    )
  })
})

onBothDatabases('indicative budgets', (open) => {
  const levels = { g: 3, h: 3, i: 3, e: 2, x3: 2, x4: 1 } as const

  test('a budget is worked out, checked against real places, and told', async () => {
    const db = await open()
    await adopt(db)
    const nell = await aPerson(db)
    const { personId, worker } = nell
    for (const [weekday, pounds] of [
      [1, 30],
      [2, 38],
      [3, 41],
      [4, 45],
      [5, 52],
      [6, 20],
    ] as const)
      await aSession(db, { weekday, pounds })
    const assessmentId = await anAssessment(db, nell, levels)
    const budgetId = await db.transaction(worker, (tx) =>
      allocation.workOutBudget(tx, { personId, assessmentId, addOns: [{ code: 'shared_taxi_day', units: 2 }] }),
    )
    const budget = await db.transaction(worker, (tx) => allocation.budgetById(tx, personId, budgetId))
    expect(budget).toMatchObject({
      points: 44,
      weeklyPence: 25860,
      tableVersion: 'example-1',
      workedOutOn: '2026-11-22',
    })
    expect(budget.quote.lines.reduce((all, line) => all + line.weeklyPence, 0)).toBe(budget.weeklyPence)
    const issue = () =>
      db.transaction(worker, (tx) => allocation.issueBudget(tx, { personId, budgetId, how: 'letter' }))
    await expect(issue()).rejects.toEqual(refused('issue_without_check'))
    await db.transaction(worker, (tx) => allocation.checkSufficiency(tx, personId, budgetId))
    const check = await db.transaction(worker, (tx) => allocation.newestCheck(tx, budgetId))
    expect(check?.check).toMatchObject({
      bookablePence: 24900,
      middlePence: 26000,
      missingSessions: 0,
      shortByPence: 140,
    })
    await expect(issue()).rejects.toEqual(refused('short_needs_exception'))
    await db.transaction(worker, (tx) =>
      allocation.askException(tx, {
        personId,
        budgetId,
        reason: 'rate',
        words: 'Prices rose.',
        weeklyPence: pence(26000),
      }),
    )
    await issue()
    await expect(issue()).rejects.toEqual(refused('budget_already_issued'))
    expect(await db.transaction(worker, (tx) => allocation.progress(tx, personId))).toMatchObject({ state: 'done' })
  })

  test('full sessions, too little staff and other areas do not count', async () => {
    const db = await open()
    const crewe = await aSession(db, { weekday: 1, pounds: 30 })
    await aSession(db, { weekday: 2, pounds: 30, places: 0 })
    await aSession(db, { weekday: 3, pounds: 30, workers: 0 })
    const found = (area: string | null) => db.transaction(jobWho(), (tx) => allocation.bookableSessions(tx, area))
    expect(await found('Crewe')).toMatchObject([
      { sessionId: crewe, perSessionPence: 3000, freePlaces: 8, band: '1:4' },
    ])
    expect(await found('Macclesfield')).toEqual([])
    expect(await found(null)).toHaveLength(1)
  })

  test('no budget without eligible needs, or without a table in force', async () => {
    const db = await open()
    const nell = await aPerson(db)
    const { personId, worker } = nell
    const assessmentId = await anAssessment(db, nell, levels, false)
    const work = () =>
      db.transaction(worker, (tx) => allocation.workOutBudget(tx, { personId, assessmentId, addOns: [] }))
    await expect(work()).rejects.toEqual(refused('no_table_in_force'))
    await adopt(db)
    await expect(work()).rejects.toEqual(refused('eligibility_was_decided'))
  })

  test('a budget is replaced, not changed; the replaced one is not issued', async () => {
    const db = await open()
    await adopt(db)
    const nell = await aPerson(db)
    const { personId, worker } = nell
    const assessmentId = await anAssessment(db, nell, levels)
    const work = (units: number) =>
      db.transaction(worker, (tx) =>
        allocation.workOutBudget(tx, { personId, assessmentId, addOns: [{ code: 'shared_taxi_day', units }] }),
      )
    const first = await work(1)
    const second = await work(2)
    const before = await db.transaction(worker, (tx) => allocation.budgetBefore(tx, personId, second))
    expect(before).toMatchObject({ budgetId: first, replacedBy: second })
    await db.transaction(worker, (tx) => allocation.checkSufficiency(tx, personId, first))
    await expect(
      db.transaction(worker, (tx) => allocation.issueBudget(tx, { personId, budgetId: first, how: 'letter' })),
    ).rejects.toEqual(refused('budget_replaced'))
  })

  test('an exception is decided once, by somebody else, and never for nothing', async () => {
    const db = await open()
    await adopt(db)
    const nell = await aPerson(db)
    const { personId, worker, teamId } = nell
    const assessmentId = await anAssessment(db, nell, levels)
    const budgetId = await db.transaction(worker, (tx) =>
      allocation.workOutBudget(tx, { personId, assessmentId, addOns: [] }),
    )
    const ask = (weekly: number) =>
      db.transaction(worker, (tx) =>
        allocation.askException(tx, {
          personId,
          budgetId,
          reason: 'market_gap',
          words: 'No local place.',
          weeklyPence: pence(weekly),
        }),
      )
    await expect(ask(0)).rejects.toEqual(refused('exception_above_nothing'))
    const exceptionId = await ask(30000)
    const decide = (whose: typeof worker) =>
      db.transaction(whose, (tx) =>
        allocation.decideException(tx, {
          personId,
          budgetId,
          exceptionId,
          decision: 'agreed',
          reason: 'The plan shows why.',
        }),
      )
    await expect(decide(worker)).rejects.toEqual(refused('exception_decided_by_asker'))
    const manager = who('team_manager', { teamIds: [teamId], accountId: two, staffId: two })
    expect(await db.transaction(manager, (tx) => allocation.waitingFor(tx))).toMatchObject([
      { what: 'Budget' },
      { what: 'Exception' },
    ])
    await decide(manager)
    await expect(decide(manager)).rejects.toEqual(refused('exception_already_decided'))
  })

  test('an exception asks for more than counts now, one at a time, and what is agreed is what counts', async () => {
    const db = await open()
    await adopt(db)
    const nell = await aPerson(db)
    const { personId, worker, teamId } = nell
    const manager = who('team_manager', { teamIds: [teamId], accountId: two, staffId: two })
    const assessmentId = await anAssessment(db, nell, levels)
    const budgetId = await db.transaction(worker, (tx) =>
      allocation.workOutBudget(tx, { personId, assessmentId, addOns: [] }),
    )
    const { weeklyPence } = await db.transaction(worker, (tx) => allocation.budgetById(tx, personId, budgetId))
    const ask = (amount: number, more: { meant?: boolean } = {}) =>
      db.transaction(worker, (tx) =>
        allocation.askException(tx, {
          ...{ personId, budgetId, reason: 'rate', words: 'Prices rose.', weeklyPence: pence(amount) },
          ...more,
        }),
      )
    await expect(ask(weeklyPence)).rejects.toEqual(refused('exception_above_budget'))
    await expect(ask(9_999_999_999_900)).rejects.toEqual(refused('exception_probably_a_slip'))
    const exceptionId = await ask(weeklyPence * 20, { meant: true })
    await expect(ask(weeklyPence + 100)).rejects.toThrow('one_open_exception')
    const decide = (decision: 'agreed' | 'agreed in part' | 'not agreed', partPence?: number) =>
      db.transaction(manager, (tx) =>
        allocation.decideException(tx, {
          ...{ personId, budgetId, exceptionId, decision, reason: 'The plan shows why.' },
          ...(partPence === undefined ? {} : { partPence: pence(partPence) }),
        }),
      )
    await expect(decide('agreed in part')).rejects.toEqual(refused('exception_part_has_sum'))
    await expect(decide('agreed in part', weeklyPence)).rejects.toEqual(refused('exception_agreed_less'))
    await expect(decide('agreed in part', weeklyPence * 20)).rejects.toEqual(refused('exception_agreed_less'))
    await expect(decide('not agreed', weeklyPence + 1)).rejects.toEqual(refused('exception_sum_only_in_part'))
    await decide('agreed in part', weeklyPence + 3000)
    const counts = await db.transaction(worker, async (tx) => ({
      here: await allocation.countingWeekly(tx, { budgetId }),
      plan: await tx.one<{ weekly: number }>(sql`
        select counts_weekly_pence as weekly from allocation.published_indicative where person_id = ${personId}`),
    }))
    expect(counts).toEqual({ here: weeklyPence + 3000, plan: { weekly: weeklyPence + 3000 } })
    await expect(ask(weeklyPence + 3000)).rejects.toEqual(refused('exception_above_budget'))
    await ask(weeklyPence + 3001)
  })
})

describe('hashes', () => {
  test('another order of keys is the same table, another figure is not', () => {
    const { version, ...rest } = exampleTableInput
    expect(allocation.tableHash({ ...rest, version })).toBe(allocation.tableHash(exampleTableInput))
    expect(allocation.tableHash({ ...exampleTableInput, from: '2025-04-02' })).not.toBe(
      allocation.tableHash(exampleTableInput),
    )
  })
})
