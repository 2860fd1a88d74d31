import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { shortened } from '../../strategy/scenario/change-scenario.ts'
import { simulate } from '../../strategy/simulation/simulate.ts'
import { remembering } from './remember.ts'
import { simulateAside } from './simulate-aside.ts'

const small = { ...shortened(startingScenario(), 2), people: startingScenario().people.slice(0, 10) }

test('aside or here, the answer is the same; what was asked together comes back to whoever asked', async () => {
  const [one, two] = await Promise.all([simulateAside(small, 7, 20), simulateAside(small, 8, 20)])
  expect(one).toEqual(simulate(small, 7, 20))
  expect(two).toEqual(simulate(small, 8, 20))
})

test('an answer is kept, a failure is not, and the oldest goes', async () => {
  let asked = 0
  const kept = remembering(async (scenario, seed, draws) => {
    asked += 1
    if (seed === 13) throw new Error('unlucky')
    return simulate(scenario, seed, draws)
  }, 2)
  await kept(small, 1, 2)
  await kept(small, 1, 2)
  expect(asked).toBe(1)
  await expect(kept(small, 13, 2)).rejects.toThrow('unlucky')
  await expect(kept(small, 13, 2)).rejects.toThrow('unlucky')
  expect(asked).toBe(3)
  await kept(small, 2, 2)
  await kept(small, 3, 2)
  await kept(small, 1, 2)
  expect(asked).toBe(6)
})
