import { exampleTableInput } from '../../src/allocation/example-table.ts'
import * as allocation from '../../src/allocation/store.ts'
import { pence } from '../../src/core/money.ts'
import type { Db } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestPerson } from './assessed-person.ts'
import { jobWho } from './who.ts'

/** Adopts a table, by two people who are nobody. */
export const adopt = (db: Db, content: object = exampleTableInput) =>
  db.transaction(jobWho(), (tx) =>
    allocation.adoptTable(tx, { content, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )

/** Works a budget out and tells it, by the person's own worker. */
export async function told(db: Db, { personId, worker }: TestPerson, assessmentId: string): Promise<string> {
  const budgetId = await db.transaction(worker, (tx) =>
    allocation.workOutBudget(tx, { personId, assessmentId, addOns: [] }),
  )
  await db.transaction(worker, async (tx) => {
    await allocation.checkSufficiency(tx, personId, budgetId)
    const { weeklyPence } = await allocation.budgetById(tx, personId, budgetId)
    await allocation.askException(tx, {
      personId,
      budgetId,
      reason: 'market_gap',
      words: 'No place yet',
      weeklyPence: pence(weeklyPence + 5000),
      meant: true,
    })
    await allocation.issueBudget(tx, { personId, budgetId, how: 'letter' })
  })
  return budgetId
}

/** A budget, read by the person's own worker. */
export const budget = (db: Db, { personId, worker }: TestPerson, budgetId: string) =>
  db.transaction(worker, (tx) => allocation.budgetById(tx, personId, budgetId))
