import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { loadCouncil } from '../store.ts'
import { linesOf, policyView, valueWords } from './policy.view.ts'

test('a value is shown in words: pounds, yes and no, lists', () => {
  expect(valueWords(4800, 'pence a session')).toBe('£48 a session')
  expect(valueWords(12, 'weeks')).toBe('12 weeks')
  expect(valueWords(false, undefined)).toBe('No')
  expect(valueWords({ lot: 'outreach', band: '1:2', pence: 2400 }, 'pence')).toBe('lot outreach, band 1:2, £24')
})

test('a long value has a line for each part; a year is no amount; more entries than anybody reads are counted', () => {
  const path = [{ year: 2026, value: 15_000_000 }]
  const costs = { low: 100, middle: 1600, high: 2050 }
  expect(linesOf({ startYear: 2026, doubleRunningPence: path, pricePence: costs }, undefined)).toEqual([
    'start year: 2026',
    'double running: year 2026, value £150,000',
    'price: low £1, middle £16, high £20.50',
  ])
  expect(linesOf({ people: Array.from({ length: 251 }, () => ({ area: 'Crewe' })) }, undefined)).toEqual([
    'people: 251 entries',
  ])
})

test('every value of a council stands on the page with a source', () => {
  const policy = loadCouncil('nottinghamshire')
  const view = policyView(policy, [])
  const rows = view.topics.flatMap(({ values }) => values)
  expect(rows).toHaveLength(policy.all.reduce((all, { dated }) => all + dated.length, 0))
  for (const row of rows) expect(row.source.length).toBeGreaterThan(0)
})

test('anyone can read the policy, cited and assumed told apart', async () => {
  const app = await testApp({ today: '2026-11-22' })
  const get = (url: string) => app.web.inject({ url })
  const page = await get('/policy')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Policy of Cheshire East Council')
  expect(page.body).toContain('12 weeks')
  expect(page.body).toContain('ce21.tier3.maxWeeks')
  expect(page.body).toContain('Assumption')
  expect((await get('/policy?council=nottinghamshire')).body).toContain('£16,400,000')
  expect((await get('/policy?council=atlantis')).statusCode).toBe(404)
})
