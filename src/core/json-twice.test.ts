import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsWrittenTwice } from './json-twice.ts'

test('a field that is written twice in one object is named by its path', () => {
  const text = '{"a": {"b": 1, "c": [{"d": "}, \\"d\\": {"}, {"d": 1, "\\u0064": 2}]}, "e": "a", "a": 2}'
  expect(fieldsWrittenTwice(text)).toEqual(['a.c.1.d', 'a'])
})

test('a text that JSON itself wrote has none', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(fieldsWrittenTwice(JSON.stringify(JSON.parse(text), null, 1))).toEqual([])
    }),
  )
})
