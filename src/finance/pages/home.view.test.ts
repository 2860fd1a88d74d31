import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionTable } from './home.view.ts'

test('what is left takes off what is committed as well as what was delivered, and may be below nil', () => {
  const row = { costCentre: 'day', budget: 471_000_000, agreed: 0, committed: 241_346_600, delivered: 315_672_600 }
  const [line, total] = positionTable({ position: [row], block: [] } as unknown as Parameters<typeof positionTable>[0])
  for (const one of [line, total]) expect(one?.cells.at(-1)?.text).toMatch(/^[-−]£860,192\.00$/)
})

const poundsOf = (text: string) => Math.round(Number(text.replace('−', '-').replace(/[£,]/g, '')) * 100)

test('law: a reader who adds up the lines of a column has the total that is shown, to the penny', () => {
  const money = fc.integer({ min: 0, max: 900_000_000 })
  const centres = ['own-services', 'outside-providers', 'direct-payments']
  const row = fc.record({ budget: money, agreed: money, committed: money, delivered: money })
  fc.assert(
    fc.property(fc.tuple(row, row, row), fc.array(fc.record({ left: money }), { maxLength: 3 }), (rows, block) => {
      const position = rows.map((one, at) => ({ ...one, costCentre: centres[at] }))
      const shown = positionTable({ position, block } as unknown as Parameters<typeof positionTable>[0])
      const cells = shown.map((line) => line.cells.slice(1).map(({ text }) => poundsOf(text)))
      const total = cells.at(-1) ?? []
      total.forEach((amount, column) => {
        expect(cells.slice(0, -1).reduce((sum, line) => sum + (line[column] ?? 0), 0)).toBe(amount)
      })
    }),
  )
})
