import { expect, test } from 'vitest'
import { givingWay } from './give-way.ts'

/** A program that is as busy as the list says, one look after the other; the last goes on. */
function program(busy: number[]) {
  let waited = 0
  const give = givingWay({
    busy: () => (busy.length > 1 ? (busy.shift() ?? 0) : (busy[0] ?? 0)),
    wait: async (milliseconds) => {
      waited += milliseconds
    },
  })
  return { give, waited: () => waited }
}

test('a program that nobody asks is not waited for', async () => {
  const { give, waited } = program([0.02])
  await give()
  expect(waited()).toBe(0)
})

test('work waits until those who ask have their pages', async () => {
  const { give, waited } = program([0.9, 0.6, 0.31, 0.1])
  await give()
  expect(waited()).toBe(750)
})

test('on the busiest day it goes on after five seconds', async () => {
  const { give, waited } = program([1])
  await give()
  expect(waited()).toBe(5_000)
})

test('the real program says that it is not busy while it waits', async () => {
  const began = performance.now()
  const give = givingWay()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await give()
  expect(performance.now() - began).toBeLessThan(4_000)
})
