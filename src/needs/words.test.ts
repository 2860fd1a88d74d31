import { expect, test } from 'vitest'
import { assessedItems } from './assessed-items.ts'
import { contactRoutes, parseContactRoute } from './contact-route.ts'
import { assessmentOutcomes, contactOutcomes, eventOutcomes, parseEventOutcome } from './event-outcome.ts'
import { itemWords } from './item-words.ts'

test('every item has a name of its own and five different anchors', () => {
  expect(new Set(assessedItems.map((item) => itemWords[item].name)).size).toBe(14)
  for (const item of assessedItems) expect(new Set(itemWords[item].anchors).size).toBe(5)
})

test('reads our codes and the national labels of what happened next', () => {
  expect(parseEventOutcome('assessment')).toBe('assessment')
  expect(parseEventOutcome(' progress to assessment, review or reassessment ')).toBe('assessment')
  expect(parseEventOutcome('nonsense')).toBeUndefined()
  expect(new Set(Object.values(eventOutcomes).map((one) => one.label)).size).toBe(16)
})

test('a contact cannot end support that never began, and an assessment does not lead to itself', () => {
  expect(contactOutcomes).not.toContain('ended_as_planned')
  expect(assessmentOutcomes).not.toContain('assessment')
})

test('reads our codes and the national labels of the route', () => {
  expect(parseContactRoute('Prison')).toBe('prison')
  expect(parseContactRoute('Community / Other route')).toBe('community')
  expect(parseContactRoute('by owl')).toBeUndefined()
  expect(Object.keys(contactRoutes)).toHaveLength(8)
})
