import { expect, test } from 'vitest'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import type { CommandContext } from '../platform/command.ts'
import { commands } from './cli.ts'
import { exampleTableInput } from './example-table.ts'

function quote(sent: unknown) {
  const context = {
    args: ['-'],
    flags: { table: 'table.json' },
    clock: stoppedClock(day('2026-11-22')),
    who: jobWho(),
    production: false,
    readText: async (path: string) => JSON.stringify(path === '-' ? sent : exampleTableInput),
    db: () => Promise.reject(new Error('with a table it needs no database')),
  }
  const command = commands.find(({ name }) => name === 'quote')
  if (command === undefined) throw new Error('there is no command quote')
  return command.run(context as unknown as CommandContext)
}
const nell = { levels: { g: 3, h: 2 }, carer: { g: 1 } }

test('a file of cases gives everybody’s budget, each under its name, and the same as one alone', async () => {
  const one = await quote(nell)
  const many = await quote({ cases: [{ name: 'Nell', ...nell }, { levels: {} }] })
  const list = await quote([nell, { levels: {} }])
  expect([one.exit, many.exit, list.exit]).toEqual([0, 0, 0])
  expect(one.json).toMatchObject({ weeklyPence: expect.any(Number) })
  expect(many.json).toMatchObject({ answers: [{ name: 'Nell', ...(one.json as object) }, { weeklyPence: 1200 }] })
  expect(list.json).toMatchObject({ answers: [one.json, { weeklyPence: 1200 }] })
  expect(many.text).toMatch(/^Nell\n/)
})

test.each([
  ['an impossible level', { levels: { g: 7 } }, [expect.stringMatching(/^levels\.g: /)]],
  [
    'an impossible level of the second',
    [nell, { levels: { g: 7 } }],
    [expect.stringMatching(/^cases\.1\.levels\.g: /)],
  ],
  ['a carer’s part over the whole', { levels: { g: 3 }, carer: { g: 5 } }, [expect.stringMatching(/^carer\.g: /)]],
  ['no levels', {}, [expect.stringMatching(/^levels: /)]],
  ['nobody', [], [expect.stringMatching(/^cases: /)]],
  [
    'an add-on that the table does not have',
    { levels: {}, addOns: [{ code: 'yacht', units: 1 }] },
    [expect.stringMatching(/^The table does not know that add-on.*The table’s add-ons: shared_taxi_day, night_call$/)],
  ],
])('%s is refused by name, and nothing is worked out', async (_what, sent, refused) => {
  expect(await quote(sent)).toMatchObject({ exit: 1, json: { refused } })
})
