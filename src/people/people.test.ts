import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { howToTalk } from './communication-needs.ts'
import { peopleCsv } from './csv-rows.ts'
import { codesFor, detailKinds, detailWords } from './detail-codes.ts'
import { checkDigit, formatNhsNumber, parseNhsNumber } from './nhs-number.ts'
import { birthDay, isPhoneNumber, postcode } from './person-fields.ts'
import { samePerson } from './same-person.ts'
import { accents, isCloseTo, lettersApart, searchKey } from './search-key.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const nine = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'))

describe('an NHS number', () => {
  test.each(['9434765919', '943 476 5919', '943-476-5919', '401 023 2137'])('%s is one', (text) => {
    expect(parseNhsNumber(text)).toBe(text.replace(/\D/g, ''))
  })
  test.each(['9434765918', '943476591', '94347659190', '943476591x', '', '987 654 4321'])('“%s” is none', (text) => {
    expect(parseNhsNumber(text)).toBeUndefined()
  })
  test('law: one wrong digit, or two neighbours swapped, is always found', () => {
    fc.assert(
      fc.property(nine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        if (checkDigit(digits) === 10) return
        const whole = `${digits}${checkDigit(digits)}`
        expect(parseNhsNumber(formatNhsNumber(whole))).toBe(whole)
        const wrong = [...whole]
        wrong[at] = String((Number(wrong[at]) + by) % 10)
        expect(parseNhsNumber(wrong.join(''))).toBeUndefined()
        const swapped = [...whole]
        ;[swapped[at], swapped[(at + 1) % 10]] = [swapped[(at + 1) % 10] ?? '', swapped[at] ?? '']
        if (at < 9 && swapped.join('') !== whole) expect(parseNhsNumber(swapped.join(''))).toBeUndefined()
      }),
      { numRuns: RUNS },
    )
  })
})

describe('finding a name', () => {
  test.each([
    ['Zoë', 'zoe'],
    ['O’Brien-Łukasz', 'obrien lukasz'],
    ["D'Souza", 'dsouza'],
    ['ŠÖRENSEN', 'sorensen'],
  ])('%s is found under %s', (name, key) => expect(searchKey(name)).toBe(key))
  test('each accented letter has its plain one', () => expect(accents.from).toHaveLength(accents.to.length))
  test('the start of any part of the name finds it, and so does a slip of one letter', () => {
    expect(isCloseTo('ash nel', 'Nell Ashworth')).toBe(true)
    expect(isCloseTo('Nell Ashwroth', 'Nell Ashworth')).toBe(true)
    expect(isCloseTo('Nell Ashford', 'Nell Ashworth')).toBe(false)
    expect(isCloseTo('Bob', 'Rob Smith')).toBe(false)
  })
  test('law: letters apart is a distance', () => {
    const word = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(lettersApart(a, b)).toBe(lettersApart(b, a))
        expect(lettersApart(a, b) === 0).toBe(a === b)
        expect(lettersApart(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the same person twice', () => {
  const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-04') }
  test.each([
    [{ ...nell }, 'same name and date of birth'],
    [{ ...nell, familyName: 'Ashwroth' }, 'same date of birth and a close name'],
    [{ ...nell, bornOn: day('1994-04-03') }, 'same name, date of birth written otherwise'],
    [{ ...nell, bornOn: day('1984-03-04') }, 'same name, date of birth written otherwise'],
    [{ ...nell, givenName: 'Joan' }, undefined],
    [{ ...nell, bornOn: day('1960-12-31') }, undefined],
  ] as const)('%o: %s', (other, reason) => expect(samePerson(nell, other)).toBe(reason))
  test('one NHS number is one person, whatever else differs', () => {
    const one = { ...nell, nhsNumber: '9434765919' }
    expect(samePerson(one, { ...one, givenName: 'X', familyName: 'Y', bornOn: day('1950-01-01') })).toBe(
      'same NHS number',
    )
  })
})

test('a date of birth is real, not after today and not before 120 years ago', () => {
  const schema = birthDay(day('2026-11-22'))
  expect(schema.safeParse('1994-02-29').success).toBe(false)
  expect(schema.safeParse('2026-11-23').success).toBe(false)
  expect(schema.safeParse('1906-11-21').success).toBe(false)
  expect(schema.safeParse('1906-11-22').success).toBe(true)
  expect(schema.safeParse('2026-11-22').success).toBe(true)
})

test.each([
  ['cw12ab', 'CW1 2AB'],
  ['SK10 1AA', 'SK10 1AA'],
  ['ec1a1bb', 'EC1A 1BB'],
])('the postcode %s is written %s', (text, shown) => expect(postcode.parse(text)).toBe(shown))

test('a row with part of an address is refused with what to do, not taken without it', () => {
  const row = peopleCsv.row(day('2026-11-22'))
  const nell = { number: '1', given_name: 'Nell', family_name: 'Ash', born_on: '1994-03-14', team: 'Crewe' }
  expect(row.safeParse(nell).success).toBe(true)
  expect(row.safeParse({ ...nell, address_line_1: '1 High Street', postcode: 'CW1 2AB' }).success).toBe(true)
  const part = row.safeParse({ ...nell, postcode: 'CW1 2AB' })
  expect(part.error?.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'address_line_1: Is empty, but more of the address is given. Enter it, or empty the rest of the address',
  ])
})

test('a detail takes only a value of its national list; one without a list takes words', () => {
  expect(detailKinds).toHaveLength(18)
  expect(codesFor('longest_journey')).toContain('45 minutes')
  expect(codesFor('primary_support_reason')).toContain('Learning disability support')
  expect(codesFor('language')).toBeUndefined()
  const row = peopleCsv.row(day('2026-11-22'))
  const nell = { number: '1', given_name: 'Nell', family_name: 'Ash', born_on: '1994-03-14', team: 'Crewe' }
  const takes = (cells: Record<string, string>) => row.safeParse({ ...nell, ...cells }).success
  expect(takes({ primary_support_reason: 'Learning disability support', language: 'Polish' })).toBe(true)
  expect(takes({ primary_support_reason: 'LD' })).toBe(false)
  expect(takes({ language: 'x'.repeat(101) })).toBe(false)
})

test('the identity bar says how to talk with somebody in a few words', () => {
  expect(howToTalk([])).toBeUndefined()
  expect(howToTalk([{ need: 'Easy Read', how_to_meet_it: '18 point' }])).toBe('Easy Read')
  expect(howToTalk([1, 2, 3].map((n) => ({ need: `Need ${n}`, how_to_meet_it: '' })))).toBe('Need 1, and 2 more')
})

test('the national word for who is supported is kept for the returns, and pages say another', () => {
  expect(codesFor('client_type')).toContain('Service user')
  expect([detailWords('Service user'), detailWords('Unpaid carer')]).toEqual(['Needs care and support', 'Unpaid carer'])
})

test.each([
  ['01270 123456 (ask for Jo)', true],
  ['+44 7700 900123', true],
  ['ask her sister', false],
  ['12345', false],
])('“%s” can be a phone number: %s', (text, can) => expect(isPhoneNumber(text)).toBe(can))
