import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { putBack } from './needed.view.ts'

test('a value that was found is put into its field of the scenario; in a mix, or where none was found, nothing is', () => {
  const kept = { id: 'one', content: startingScenario() }
  const found = { found: 'value', value: 988, chance: 0.8, atLeast: false } as const
  expect(putBack(kept, 'price.tier2Hour', found)).toBe('/strategy/scenarios/try?from=one&price.tier2Hour=9.88')
  expect(putBack(kept, 'fixed.share', { ...found, value: 0.534 })).toContain('fixed.share=53.4')
  expect(putBack(kept, 'mix.medium.tier3', { ...found, value: 0.9 })).toBeNull()
  expect(putBack(kept, 'death.18_to_24', { ...found, value: 0.9 })).toBeNull()
  expect(putBack(kept, 'fixed.share', { found: 'already', chance: 1 })).toBeNull()
})
