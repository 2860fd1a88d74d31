import { expect, test } from 'vitest'
import { assessedItems } from './assessed-items.ts'
import { contactRoutes } from './contact-route.ts'
import { contactOutcomes, eventOutcomes } from './event-outcome.ts'
import { itemWords } from './item-words.ts'

test('every item has a name of its own and five different anchors', () => {
  expect(new Set(assessedItems.map((item) => itemWords[item].name)).size).toBe(14)
  for (const item of assessedItems) expect(new Set(itemWords[item].anchors).size).toBe(5)
})

test('what happened next and the way of access have the national labels, each once', () => {
  expect(new Set(Object.values(eventOutcomes).map((one) => one.label)).size).toBe(16)
  expect(new Set(Object.values(contactRoutes).map((one) => one.label)).size).toBe(8)
})

test('a contact cannot end support that never began', () => {
  expect(contactOutcomes).not.toContain('ended_as_planned')
  expect(contactOutcomes).toContain('assessment')
})
