import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLines, lineOfField, lineThatBreaks } from './json-lines.ts'

test('each field has its line; one that is missing has that of what it would stand in', () => {
  const lines = jsonLines('{\n "a": [\n  { "b.c": 1 },\n  { "b.c": "x\\"}\\n" }\n ],\n "d": -1.5e3\n}')
  const at = (field: string) => lineOfField(lines, field)
  expect([at('a'), at('a[0].b.c'), at('a[1].b.c'), at('d'), at('a[1].other'), at('nothing'), at('')]).toEqual([
    2, 3, 4, 6, 4, 1, 1,
  ])
})

test('law: with a line for each value, every field is found, however it is nested', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value, null, 1)
      const rows = text.split('\n')
      const walk = (one: unknown, name: string): void => {
        const row = rows[(jsonLines(text).get(name) ?? 0) - 1]
        expect(row, name).toBeDefined()
        if (Array.isArray(one)) for (const [nth, each] of one.entries()) walk(each, `${name}[${nth}]`)
        else if (typeof one === 'object' && one !== null)
          for (const [key, each] of Object.entries(one)) {
            const under = name === '' ? key : `${name}.${key}`
            if (
              key !== '' &&
              !/[.[\]]/.test(key) &&
              !Array.isArray(each) &&
              (typeof each !== 'object' || each === null)
            )
              expect(rows[(jsonLines(text).get(under) ?? 0) - 1]).toContain(`${JSON.stringify(key)}: `)
            if (key !== '') walk(each, under)
          }
      }
      walk(value, '')
    }),
    { numRuns: 60 },
  )
})

test('fields within very many others are walked past, also their brackets in words', () => {
  const deep = `{"people": ${'[ "]", '.repeat(20_000)}1${']'.repeat(20_000)},\n"years": 3}`
  expect(JSON.parse(deep)).toHaveProperty('years', 3)
  expect(jsonLines(deep).get('years')).toBe(2)
})

test('the line on which a text stops being JSON', () => {
  const lines = (text: string) => lineThatBreaks(text)
  expect(lines('{\n "a": 1,\n "b": x,\n "c": 2\n}')).toBe(3)
  expect(lines('{\n "a": "one\n two"\n}')).toBe(2)
  expect(lines('{\n "a": 1\n "b": 2\n}')).toBe(3)
  expect(lines('{\n "a": [1, 2,\n')).toBe(2)
  expect(lines('{\n "a": 1\n}\n}')).toBe(4)
  expect(lines('')).toBe(1)
})

test('law: a mark put into the lines of a text is found on its line', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 2, maxLength: 30 }), fc.nat(), (numbers, at) => {
      const rows = JSON.stringify(numbers, null, 1).split('\n')
      const place = at % rows.length
      expect(lineThatBreaks(rows.map((row, nth) => (nth === place ? `?${row}` : row)).join('\n'))).toBe(place + 1)
    }),
  )
})
