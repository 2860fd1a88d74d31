import { z } from 'zod'
import { shortDate } from '../core/calendar-date.ts'
import type { Command } from '../platform/command.ts'
import { parseNhsNumber } from './nhs-number.ts'
import { listPeople } from './store.ts'

const find: Command = {
  step: 'people',
  name: 'find',
  summary: 'Find people by name, number or postcode',
  usage: 'daywell people find "nell ashworth" [--page 2]',
  run: async ({ args, flags, db, who }) => {
    const [text] = args
    if (text === undefined) return { exit: 2, text: 'Say whom to look for: daywell people find "nell ashworth"' }
    const page = Number(flags['page'] ?? 1)
    if (!Number.isInteger(page) || page < 1) return { exit: 2, text: '--page must be a whole number from 1' }
    const found = await (await db()).transaction(who, (tx) => listPeople(tx, { text }, page))
    const lines = found.people.map(
      (one) => `${one.person_id}  ${one.name}, born ${shortDate(one.born_on)}, ${one.team ?? 'no team'}`,
    )
    return { exit: 0, json: found, text: [...lines, `${found.total} in all`].join('\n') }
  },
}

const nhsNumber: Command = {
  step: 'people',
  name: 'nhs-number',
  summary: 'Check the last digit of an NHS number',
  usage: 'daywell people nhs-number "943 476 5919"',
  input: z.object({ number: z.string() }),
  run: async ({ args }) => {
    const digits = parseNhsNumber(args.join(''))
    return digits === undefined
      ? {
          exit: 1,
          json: { valid: false },
          text: 'This is not an NHS number: ten digits are needed, and the last must fit the others.',
        }
      : { exit: 0, json: { valid: true, number: digits }, text: `${digits} is a whole NHS number.` }
  },
}

export const commands: readonly Command[] = [find, nhsNumber]
