import { expect, test } from 'vitest'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { adopt, budget, told } from '../../../test/support/told-budget.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { pence } from '../../core/money.ts'
import { newId } from '../../platform/ids.ts'
import { exampleTable } from '../example-table.ts'
import * as allocation from '../store.ts'

const levels = { g: 3, h: 3, i: 3, x3: 2 } as const

onBothDatabases('comparison and watch', (open) => {
  test('winners and losers are counted by a job, kept without a name, small numbers hidden', async () => {
    const db = await open()
    await adopt(db)
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const one = await aPerson(db, name)
      await told(db, one, await anAssessment(db, one, levels))
    }
    const gus = await aPerson(db, 'G')
    const budgetId = await told(db, gus, await anAssessment(db, gus, levels))
    const { weeklyPence } = await budget(db, gus, budgetId)
    const manager = who('team_manager', { accountId: newId(), teamIds: [gus.teamId] })
    await db.transaction(manager, async (tx) => {
      const [one] = await allocation.exceptionsOf(tx, budgetId)
      if (one === undefined) throw new Error('an exception was asked for')
      const { exceptionId } = one
      const decided = {
        personId: gus.personId,
        budgetId,
        exceptionId,
        decision: 'agreed',
        reason: 'It costs so much',
      } as const
      await allocation.decideException(tx, decided)
    })
    const table = { ...exampleTable, version: 'to-come', base: { ...exampleTable.base, points: 0 } }
    const finance = who('finance')
    const id = await db.transaction(finance, (tx) =>
      allocation.askComparison(tx, { table, years: 2, gainersWait: false }),
    )
    expect(await db.transaction(finance, (tx) => allocation.comparisonById(tx, id))).toMatchObject({ result: null })
    await db.transaction(jobWho(), (tx) => allocation.doComparison(tx, id))
    await db.transaction(jobWho(), (tx) => allocation.doComparison(tx, id))
    const { result } = await db.transaction(finance, (tx) => allocation.comparisonById(tx, id))
    expect(result).toMatchObject({
      people: 7,
      counts: { winners: 0, same: 0, losers: 7 },
      oldPence: 7 * weeklyPence + 5000,
    })
    expect(result?.groups.area).toMatchObject([{ name: 'Crewe', losers: 7 }])
    expect(JSON.stringify(result)).not.toContain('Ashworth')
    const asWorker = db.transaction(who('practitioner'), (tx) => allocation.comparisonById(tx, id))
    await expect(asWorker).rejects.toMatchObject({ message: expect.stringContaining('comparison') })
  })

  test('each budget told counts once, with its first plan, for those who look after tables and nobody else', async () => {
    const db = await open()
    await adopt(db)
    const nell = await aPerson(db)
    const budgetId = await told(db, nell, await anAssessment(db, nell, levels))
    const { weeklyPence } = await budget(db, nell, budgetId)
    for (const cost of [weeklyPence, pence(weeklyPence + 1)])
      await db.transaction(nell.worker, (tx) =>
        allocation.recordEvidencedPlan(tx, {
          planVersionId: newId(),
          indicativeBudgetId: budgetId,
          weeklyPence: cost,
        }),
      )
    const rule = { enoughPerMille: 600, leastPlans: 30, quietPerMille: 990 }
    const look = (as: Parameters<typeof who>[0]) =>
      db.transaction(who(as), async (tx) => {
        const version = await allocation.tableVersion(tx, 'example-1')
        return allocation.watchOf(tx, version, rule)
      })
    const seen = await look('commissioner')
    expect(seen.watch).toMatchObject({ overall: { plans: 1, enough: 1, state: 'too_few' }, alarm: false })
    expect(seen.exceptions.reasons.find(({ reason }) => reason === 'market_gap')).toMatchObject({
      asked: 1,
      waiting: 1,
      evidenced: 1,
    })
    expect((await look('practitioner')).watch.overall.plans).toBe(0)
  })
})
