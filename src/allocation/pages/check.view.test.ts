import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import type { Budget, RecordedCheck } from '../store.ts'
import { type BookableSession, sufficiency } from '../sufficiency.ts'
import { checkView } from './check.view.ts'

const offer: BookableSession = {
  ...{ sessionId: 's', name: 'Cooking', weekday: 2, startMinute: 600, endMinute: 720, band: '1:4' },
  ...{ perSessionPence: pence(48_00), freePlaces: 3 },
}
const wanted = (sessions: number) => [{ item: 'g' as const, sessions, band: '1:4' as const }]

/** What the line "Budget less cost" says under both sums. */
function differences(budgetPence: number, sessions: number, offers: readonly BookableSession[]) {
  const check = sufficiency(pence(budgetPence), wanted(sessions), offers, pence(0))
  const recorded = { check, checkedOn: day('2026-11-22'), localArea: null, names: {} } as unknown as RecordedCheck
  const { rows } = checkView(recorded, { weeklyPence: pence(budgetPence) } as Budget)
  return (rows.at(-1)?.cells ?? []).slice(3).map((cell) => (cell as { tag?: string }).tag)
}

test('a budget is enough, or short, where every session has a price', () => {
  expect(differences(100_00, 1, [offer])).toEqual(['Enough', 'Enough'])
  expect(differences(40_00, 1, [offer])).toEqual(['Short', 'Short'])
})

test('where sessions were not found nobody says that it is enough; short is short already', () => {
  expect(differences(100_00, 1, [])).toEqual(['Not known', 'Not known'])
  expect(differences(100_00, 2, [offer])[0]).toBe('Not known')
  expect(differences(40_00, 2, [offer])).toEqual(['Short', 'Short'])
})
