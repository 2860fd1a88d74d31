import { expect, test } from 'vitest'
import { waitingWords } from './waiting-words.ts'

test('since when it waits, and its turn', () => {
  expect(waitingWords({ seconds: 0, before: 0 }, '')).toContain('Asked for just now.')
  expect(waitingWords({ seconds: 1, before: 0 }, 'It takes a moment.')).toBe(
    'Asked for 1 second ago. It is the next to be worked out. It takes a moment.',
  )
  expect(waitingWords({ seconds: 75, before: 2 }, 'It takes a moment.')).toBe(
    'Asked for 1 minute ago. 2 asked for before come first. It takes a moment.',
  )
})

test('after two minutes it says that something may be wrong, and whom to tell', () => {
  expect(waitingWords({ seconds: 120, before: 0 }, '')).not.toContain('administrator')
  expect(waitingWords({ seconds: 300, before: 1 }, '')).toContain('5 minutes ago. 1 asked for before comes first.')
  expect(waitingWords({ seconds: 300, before: 0 }, '')).toContain('Tell your administrator')
})
