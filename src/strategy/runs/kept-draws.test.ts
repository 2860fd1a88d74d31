import { expect, test } from 'vitest'
import { drawsIn, lineOf } from './kept-draws.ts'

const draw = (value: number) => Float64Array.from([value, value / 3])
const line = (from: number, until: number, run = 'a') =>
  lineOf({ run, from, until, made: Array.from({ length: until - from }, (_, at) => draw(from + at)) })

test('a file gives back what was kept to the last bit, without a half-written line or what follows a gap', () => {
  const two = line(0, 2) + line(2, 3)
  expect(drawsIn('', 'a', 2)).toEqual({ made: [] })
  expect(drawsIn(two, 'a', 2)).toEqual({ made: [draw(0), draw(1), draw(2)] })
  expect(drawsIn(two + line(3, 5).slice(0, 60), 'a', 2)).toEqual({ made: [draw(0), draw(1), draw(2)] })
  expect(drawsIn(line(0, 1) + line(2, 3), 'a', 2)).toEqual({ made: [draw(0)] })
  expect(drawsIn(line(0, 1), 'b', 2)).toMatchObject({ line: 1, fault: expect.stringContaining('another scenario') })
  expect(drawsIn(`${line(0, 1)}a note of mine\n`, 'a', 2)).toMatchObject({ line: 2 })
  expect(drawsIn('a note of mine', 'a', 2)).toMatchObject({ line: 1 })
})
