import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openReferralValidator, standard, withStandards } from '../../test/support/standards.ts'
import { day } from '../core/calendar-date.ts'
import { derivedId } from './derived-id.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { UUID } from './feed-record.ts'
import { firstDateOf } from './first-date.ts'
import { lastOfEachId, readEntries, readPage } from './read-feed.ts'
import { feedPage, toService, toServiceSummary, toServicesAtLocations } from './to-open-referral.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)

const samples = [
  'real-feeds/well-aware-v1-sample.json',
  'validator-mocks/V3.0-UK-Default/service_full.json',
  'validator-mocks/V3.0-UK-Fail/service_full.json',
]
function entriesOf(file: string): readonly DirectoryEntry[] {
  const page = readPage(standard(`oruk/${file}`))
  return page.ok ? lastOfEachId(readEntries(page.value)).entries : []
}
const published = (entry: DirectoryEntry) => ({ entry, changedAt: '2026-11-22T09:00:00.000Z' })

describe('an entry published as Open Referral UK 3.0', () => {
  withStandards('read from the published samples', () => {
    test.each(samples)('what was read from %s is valid against the schema of the standard', (file) => {
      const entries = entriesOf(file)
      expect(entries.length).toBeGreaterThan(0)
      const faultsOf = openReferralValidator()
      for (const entry of entries.map(published)) {
        expect(faultsOf('service', toService(entry))).toEqual([])
        expect(faultsOf('service', toServiceSummary(entry))).toEqual([])
        for (const at of toServicesAtLocations(entry, true)) expect(faultsOf('service_at_location', at)).toEqual([])
      }
    })
  })

  withStandards('read from the published samples', () => {
    test.each(samples)('nothing from %s is null or empty, and every id is a uuid and stands once', (file) => {
      for (const entry of entriesOf(file).map(published)) {
        const text = JSON.stringify(toService(entry))
        expect(text).not.toMatch(/:(?:null|""|\[\])/)
        const ids = [...text.matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id ?? '')
        expect(ids.every((id) => UUID.test(id))).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
      }
    })
  })
})

test('the first date of a schedule is one of its own days, in one of its own weeks', () => {
  const session = { from: day('2026-11-30'), firstMonday: day('2026-01-05'), weekday: 4, everyWeeks: 1 }
  expect(firstDateOf(session)).toBe('2026-12-03')
  expect(firstDateOf({ ...session, weekday: 1 })).toBe('2026-11-30')
  expect(firstDateOf({ ...session, everyWeeks: 2 })).toBe('2026-12-10')
  expect(firstDateOf({ ...session, firstMonday: day('2027-01-04') })).toBe('2026-12-03')
})

test.each([
  [0, 1, 10, { total_pages: 1, first_page: true, last_page: true, empty: true }],
  [128, 13, 10, { total_pages: 13, first_page: false, last_page: true, page_number: 13 }],
  [128, 1, 10, { total_pages: 13, first_page: true, last_page: false }],
])('of %i items, page %i with %i each says where it stands', (total, page, perPage, expected) => {
  expect(feedPage([], { total, page, perPage })).toMatchObject(expected)
})

test('a derived id is a uuid, always the same, and differs from that of any other part or thing', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.string(), fc.string(), (one, other, part, another) => {
      const id = derivedId(one, part)
      expect(id).toMatch(UUID)
      expect(derivedId(one, part)).toBe(id)
      if (one.slice(0, 13) !== other.slice(0, 13)) expect(derivedId(other, part)).not.toBe(id)
      if (part !== another) expect(derivedId(one, another)).not.toBe(id)
    }),
    { numRuns: RUNS },
  )
})
