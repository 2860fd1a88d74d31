import { expect, test } from 'vitest'
import { givingWay } from './give-way.ts'

/** A program in a time of its own that is as busy as it is told, from 0 to 1. */
function program() {
  let [at, worked, waited] = [0, 0, 0]
  const pass = (milliseconds: number, busy: number) => {
    at += milliseconds
    worked += milliseconds * busy
  }
  let busy = (_at: number) => 0
  const give = givingWay({
    look: () => ({ at, worked }),
    wait: async (milliseconds) => {
      waited += milliseconds
      pass(milliseconds, busy(at))
    },
  })
  return { give, pass, waited: () => waited, isBusy: (how: (at: number) => number) => (busy = how) }
}

test('a program that nobody asks is not waited for, also when two look at the same time', async () => {
  const idle = program()
  idle.pass(1_000, 0.02)
  await Promise.all([idle.give(), idle.give()])
  idle.pass(1, 1)
  await idle.give()
  expect(idle.waited()).toBe(0)
})

test('work waits until those who ask have their pages', async () => {
  const asked = program()
  asked.pass(500, 0.9)
  asked.isBusy((at) => (at < 1_000 ? 0.6 : 0.1))
  await asked.give()
  expect(asked.waited()).toBe(750)
})

test('on the busiest day it goes on after five seconds', async () => {
  const asked = program()
  asked.pass(500, 1)
  asked.isBusy(() => 1)
  await asked.give()
  expect(asked.waited()).toBe(5_000)
})

test('a quiet hour says nothing of now: one look again, and then it is known', async () => {
  const quiet = program()
  quiet.pass(3_600_000, 0)
  quiet.isBusy((at) => (at < 3_600_500 ? 1 : 0))
  await quiet.give()
  expect(quiet.waited()).toBe(750)
})

test('the real program is not waited for while it does nothing', async () => {
  const give = givingWay()
  await new Promise((resolve) => setTimeout(resolve, 300))
  const began = performance.now()
  await Promise.all([give(), give()])
  expect(performance.now() - began).toBeLessThan(2_000)
})
