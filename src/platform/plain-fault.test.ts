import { expect, test } from 'vitest'
import { z } from 'zod'
import { plainFault } from './plain-fault.ts'

const shape = z.strictObject({
  on: z.string(),
  household: z.enum(['single', 'couple']),
  level: z.union([z.literal(0), z.literal(1)]),
  units: z.int().min(1).max(7),
  lines: z.array(z.string()).min(1),
  carer: z.partialRecord(z.enum(['a', 'b']), z.number()).optional(),
  told: z.boolean('Say true or false'),
})
const whole = { on: '2026-04-06', household: 'single', level: 1, units: 3, lines: ['one'], told: true }

function faultsOf(sent: unknown): string[] {
  const read = shape.safeParse(sent, { error: plainFault })
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('nothing is said of what is whole', () => {
  expect(faultsOf(whole)).toEqual([])
})

test('what is missing is named, with what to give', () => {
  const { on, lines, ...rest } = whole
  expect(faultsOf(rest)).toEqual([
    'on: Is missing. Give text in quotation marks',
    'lines: Is missing. Give a list in square brackets',
  ])
})

test('a wrong value is told which values there are', () => {
  expect(faultsOf({ ...whole, household: 'widow', level: 7 })).toEqual([
    'household: Must be one of: single, couple',
    'level: Must be one of: 0, 1',
  ])
})

test('a number or a list outside its bounds is told the bound', () => {
  expect(faultsOf({ ...whole, units: 9, lines: [] })).toEqual([
    'units: Must be at most 7',
    'lines: Must hold at least 1',
  ])
})

test('a bound that is itself too much or too little is said so', () => {
  const read = z.int().positive().safeParse(0, { error: plainFault })
  expect(read.error?.issues[0]?.message).toBe('Must be more than 0')
})

test('a name that is not known is named', () => {
  expect(faultsOf({ ...whole, colour: 'red' })).toEqual([': Take out what is not known here: colour'])
  expect(faultsOf({ ...whole, carer: { zz: 1 } })).toEqual(['carer: Take out what is not known here: zz'])
})

test('a shape’s own sentence stands', () => {
  expect(faultsOf({ ...whole, told: 'yes' })).toEqual(['told: Say true or false'])
})

test('where one of several shapes is wanted, the faults of the nearest are told', () => {
  const either = z.union([
    z.strictObject({ name: z.string(), expected: z.string() }),
    z.strictObject({ couple: z.string(), expected: z.string() }),
  ])
  const read = either.safeParse({ name: 'Ann' }, { error: plainFault })
  expect(read.error?.issues.map(({ message }) => message)).toEqual([
    'expected: Is missing. Give text in quotation marks',
  ])
})
