import fc from 'fast-check'
import { expect, test } from 'vitest'
import { howItWent } from './how-it-went.ts'

test('came for part of the time counts as came; reasons stand by how often, and what is not marked last', () => {
  const row = (
    session: string,
    happened: 'attended' | 'absent' | 'closed' | null,
    reason: string | null,
    dates: number,
  ) => ({ session, happened, reason, dates })
  const went = howItWent([
    row('Kettle', null, null, 5),
    row('Kettle', 'attended', 'Came', 20),
    row('Kettle', 'attended', 'Came for part of the time', 1),
    row('Kettle', 'absent', 'Unwell', 1),
    row('Kettle', 'closed', 'Closed', 2),
    row('Farm', 'attended', 'Came', 3),
  ])
  expect(went).toEqual([
    { session: 'Farm', planned: 3, came: 3, otherwise: [] },
    {
      session: 'Kettle',
      planned: 29,
      came: 21,
      otherwise: [
        { words: 'Closed', dates: 2 },
        { words: 'Unwell', dates: 1 },
        { words: 'Not marked yet', dates: 5 },
      ],
    },
  ])
  expect(howItWent([])).toEqual([])
})

test('law: every date is counted once', () => {
  const row = fc.record({
    session: fc.constantFrom('A', 'B', 'C'),
    happened: fc.constantFrom(
      'attended' as const,
      'absent' as const,
      'closed' as const,
      'cancelled_by_provider' as const,
      null,
    ),
    reason: fc.constantFrom('Came', 'Unwell', null),
    dates: fc.integer({ min: 1, max: 400 }),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const went = howItWent(rows)
      const counted = went.map(({ came, otherwise }) => came + otherwise.reduce((all, { dates }) => all + dates, 0))
      expect(counted).toEqual(went.map(({ planned }) => planned))
      expect(went.reduce((all, { planned }) => all + planned, 0)).toBe(rows.reduce((all, { dates }) => all + dates, 0))
    }),
  )
})
