import { expect, test } from 'vitest'
import { wideTable } from './wide-table.ts'

test('a table with five columns or more becomes cards on a phone; a narrower one only scrolls', () => {
  expect(wideTable(['Year', 'A', 'B', 'C'])).toEqual({ scroll: true, stacked: false })
  expect(wideTable(['Year', 'A', 'B', 'C', 'D'])).toEqual({ scroll: true, stacked: true })
})
