import { z } from 'zod'
import { shortDate } from '../core/calendar-date.ts'
import { type Command, noSuchPage, pageFlag } from '../platform/command.ts'
import { Refused } from '../platform/refused.ts'
import { parseNhsNumber } from './nhs-number.ts'
import type { AreasOf } from './pages/teams.page.ts'
import { areasAround } from './pages/teams.view.ts'
import { addLocalityTeam, peopleFound, teamsAround } from './store.ts'

const find: Command = {
  step: 'people',
  name: 'find',
  summary: 'Find people by name, number or postcode',
  usage: 'people find "nell ashworth" [--page 2]',
  run: async ({ args, flags, db, who }) => {
    const [text] = args
    if (text === undefined) return { exit: 2, text: 'Say whom to look for: daywell people find "nell ashworth"' }
    const page = pageFlag(flags)
    if (page === undefined) return noSuchPage
    const found = await (await db()).transaction(who, (tx) => peopleFound(tx, text, page))
    const lines = found.people.map(
      (one) =>
        `${one.person_id}  ${one.name}, born ${shortDate(one.born_on)}, ${one.team ?? 'no team'}${one.also_recorded_as.map((also) => `; also recorded as ${also}`).join('')}`,
    )
    return { exit: 0, json: found, text: [...lines, `${found.total} in all`].join('\n') }
  },
}

const nhsNumber: Command = {
  step: 'people',
  name: 'nhs-number',
  summary: 'Check the last digit of an NHS number',
  usage: 'people nhs-number "943 476 5919"',
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

const teamAdd = (areasOf: AreasOf): Command => ({
  step: 'people',
  name: 'team-add',
  summary: 'Sets up a locality team, before people of it are brought in',
  usage: 'people team-add "Crewe" --area "Crewe"',
  run: async ({ args, flags, db, who }) => {
    const name = (args[0] ?? '').trim()
    const area = String(flags['area'] ?? '').trim()
    if (name === '' || area === '' || flags['area'] === true)
      return { exit: 2, text: 'Say the name and the area: daywell people team-add "Crewe" --area "Crewe"' }
    try {
      return await (await db()).transaction(who, async (tx) => {
        const areas = areasAround(areasOf(tx.today), await teamsAround(tx))
        if (!areas.includes(area))
          return {
            exit: 1,
            json: { refused: 'area_not_known', areas },
            text: `The council has no area named ${area}. Name one of: ${areas.join(', ')}`,
          }
        const id = await addLocalityTeam(tx, { name, localArea: area })
        return { exit: 0, json: { id }, text: `The team ${name} is set up.` }
      })
    } catch (error) {
      if (error instanceof Refused)
        return { exit: 1, json: { refused: error.code }, text: `A team named ${name} is set up already.` }
      throw error
    }
  },
})

/** The commands of this step; a team is set up in an area that the council has. */
export const commands = (areasOf: AreasOf): readonly Command[] => [find, nhsNumber, teamAdd(areasOf)]
