import { expect, test } from 'vitest'
import { positionTable } from './home.view.ts'

test('what is left takes off what is committed as well as what was delivered, and may be below nil', () => {
  const row = { costCentre: 'day', budget: 471_000_000, agreed: 0, committed: 241_346_600, delivered: 315_672_600 }
  const [line, total] = positionTable({ position: [row] } as unknown as Parameters<typeof positionTable>[0])
  for (const one of [line, total]) expect(one?.cells.at(-1)?.text).toMatch(/^[-−]£860,192$/)
})
