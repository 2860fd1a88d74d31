import { expect, test } from 'vitest'
import { standard, withStandards } from '../../test/support/standards.ts'
import { readCqcFile, readCqcLocation } from './cqc-location.ts'

withStandards('the Commission’s own sample', () => {
  test('is read with its registration, activities and ratings, and without the name of anybody', () => {
    const text = standard('cqc/cqc_location_sample.REDACTED.json')
    const read = readCqcLocation(JSON.parse(text))
    expect(read).toMatchObject({
      ok: true,
      value: {
        locationId: '1-125856395',
        name: 'Lucerne House',
        registered: true,
        registeredOn: '2011-02-15',
        services: ['Nursing homes'],
        overall: 'Outstanding',
        reportedOn: '2019-10-31',
        inspectedOn: '2019-09-18',
      },
    })
    expect(read.ok && read.value.questions[0]).toEqual({ question: 'Safe', rating: 'Good' })
    expect(JSON.stringify(read)).not.toMatch(/REDACTED|personGivenName|contacts/)
  })
})

test('what is missing, empty or of a wrong type is not said; without a number nothing is read', () => {
  const odd = {
    locationId: '1-1',
    name: ' ',
    registrationDate: '31/02/2020',
    regulatedActivities: 'none',
    currentRatings: { overall: 5 },
  }
  expect(readCqcLocation(odd)).toMatchObject({
    ok: true,
    value: { name: '1-1', registeredOn: null, activities: [], overall: null, questions: [], inspectedOn: null },
  })
  expect(readCqcLocation({ locationId: '1-1', registrationStatus: 'Deregistered' })).toMatchObject({
    value: { registered: false },
  })
  for (const value of [null, 5, [], {}, { locationId: '../../admin' }, { locationId: 7 }])
    expect(readCqcLocation(value).ok).toBe(false)
})

test('of a file the good part arrives, and the rest has its row and reason', () => {
  const one = { locationId: '1-1', name: 'One' }
  for (const [text, kept, rejected] of [
    [JSON.stringify(one), 1, []],
    [JSON.stringify([one, { name: 'No number' }, null]), 1, [2, 3]],
    [JSON.stringify({ locations: [one] }), 1, []],
    ['[]', 0, []],
  ] as const) {
    const read = readCqcFile(text)
    expect(read.ok && [read.value.locations.length, read.value.rejected.map(({ row }) => row)]).toEqual([
      kept,
      rejected,
    ])
  }
  expect(readCqcFile('<html>')).toMatchObject({ ok: false })
})
