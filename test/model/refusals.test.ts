import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { onAgreeing, onBudgetAndCharge, onDraft, onNeeds, onPeopleAndSupply } from './refusals-first.ts'
import { onAgreedPlan, onMoney, onPlaces } from './refusals-later.ts'
import * as story from './story-a.ts'
import { type Case, refusalOf, walk } from './walk.ts'

const stages: [text: string, cases: Case[]][] = [
  [story.peopleAndSupply, onPeopleAndSupply],
  [story.needsAndBudget, onNeeds],
  [story.assessedAndIssued, onBudgetAndCharge],
  [story.contributionAndDraft, onDraft],
  [story.approved, onAgreeing],
  [story.agreed, onAgreedPlan],
  [story.placed, onPlaces],
  [story.attended, onMoney],
]

onBothDatabases('what the database itself refuses', (open) => {
  test('each by its own name, whoever asks', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      const found: string[] = []
      const wanted: string[] = []
      for (const [text, cases] of stages) {
        await walk(tx, text)
        for (const { rule, what, text: attempt } of cases) {
          found.push(`${what}: ${await refusalOf(tx, attempt)}`)
          wanted.push(`${what}: ${rule}`)
        }
      }
      expect(wanted.length).toBeGreaterThan(100)
      expect(found).toEqual(wanted)
    })
  })
})
