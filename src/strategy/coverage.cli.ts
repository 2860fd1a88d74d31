import { type TravelMode, type TravelPolicyOn, travelModes } from '../directory/index.ts'
import type { Command, CommandResult } from '../platform/command.ts'
import { toCsv } from '../platform/csv.ts'
import { cellsAsked } from './coverage/cells-asked.ts'
import { changed, changeTable, coverageSource, coverageTable, supposedWords } from './coverage/coverage-tables.ts'
import { coverageFigures } from './coverage/figures.ts'
import { wayOf } from './coverage/today.ts'
import { whatIfFields } from './coverage/what-if-input.ts'
import { coverageToday, supposedCoverage } from './store.ts'

/** Nobody is taken further to a day opportunity; other programs may ask as much. */
const MOST_MINUTES = 240

type Flags = Readonly<Record<string, string | true>>

const said = (flags: Flags, name: string) => (typeof flags[name] === 'string' ? String(flags[name]) : '')

/** The way and the limit that are asked, or the sentence of what cannot be. */
function wayAsked(flags: Flags): { mode: TravelMode; minutes: number | null } | string {
  const by = said(flags, 'by')
  const mode = by === '' ? 'bus' : travelModes.find((one) => one === by)
  const minutes = said(flags, 'minutes')
  if (mode === undefined) return `--by must be one of: ${travelModes.join(', ')}`
  const bare = ['by', 'minutes', 'area', 'need', ...whatIfFields].find((name) => flags[name] === true)
  if (bare !== undefined) return `--${bare} takes a value`
  if (minutes !== '' && !(/^\d{1,3}$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= MOST_MINUTES))
    return `--minutes must be a whole number from 1 to ${MOST_MINUTES}`
  return { mode, minutes: minutes === '' ? null : Number(minutes) }
}

const wrong = (text: string): CommandResult => ({ exit: 2, json: { faults: [text] }, text })

function faulty(found: readonly { readonly field: string; readonly sentence: string }[]): CommandResult {
  const faults = found.map(({ field, sentence }) => `--${field}: ${sentence}`)
  return { exit: 1, json: { faults }, text: faults.join('\n') }
}

const coverageCommand = (travelPolicyOn: TravelPolicyOn): Command => ({
  step: 'strategy',
  name: 'coverage',
  summary: 'Who lives within reach of a suitable place with room, as CSV; small numbers are hidden',
  usage: 'strategy coverage [--by bus] [--minutes 30] [--area AREA] [--need CODE] [--gaps] [--json]',
  run: async ({ flags, db, who }) => {
    const asked = wayAsked(flags)
    if (typeof asked === 'string') return wrong(asked)
    const figures = await (await db()).transaction(who, async (tx) =>
      coverageFigures(await coverageToday(tx), wayOf(travelPolicyOn(tx.today), asked)),
    )
    const part = cellsAsked(figures, { area: said(flags, 'area'), need: said(flags, 'need') })
    if ('faults' in part) return faulty(part.faults)
    const cells = part.cells.filter(({ gap }) => flags['gaps'] === undefined || gap)
    const { head, rows } = coverageTable(cells)
    const text = [coverageSource(figures), ...figures.missing, toCsv([head, ...rows]).slice(1)].join('\n')
    return { exit: 0, json: { ...figures, areas: cells }, text }
  },
})

const whatIfCommand = (travelPolicyOn: TravelPolicyOn): Command => ({
  step: 'strategy',
  name: 'coverage-what-if',
  summary: 'What a hub that opens, or a building that closes, would change; nothing is kept',
  usage:
    'strategy coverage-what-if [--close SITE_ID] [--hub TOWN --days 1,2 --parts morning --places 12 --needs hoist] [--by bus] [--minutes 30] [--json]',
  run: async ({ flags, db, who }) => {
    const asked = wayAsked(flags)
    if (typeof asked === 'string') return wrong(asked)
    const typed = Object.fromEntries(whatIfFields.map((field) => [field, said(flags, field)]))
    const found = await (await db()).transaction(who, async (tx) =>
      supposedCoverage(tx, await coverageToday(tx), typed, wayOf(travelPolicyOn(tx.today), asked)),
    )
    if ('faults' in found) return faulty(found.faults)
    const { figures } = found
    if (figures === null) return wrong('Suppose something: --close SITE_ID, --hub TOWN, or both')
    const { head, rows } = changeTable(changed(figures.changes))
    return {
      exit: 0,
      json: { ...figures, changes: changed(figures.changes) },
      text: [supposedWords(figures), coverageSource(figures), toCsv([head, ...rows]).slice(1)].join('\n'),
    }
  },
})

/** Who reaches what today, and what a hub that opens or a building that closes would change: both at the council’s speeds of travel. */
export const coverageCommands = (travelPolicyOn: TravelPolicyOn): readonly Command[] => [
  coverageCommand(travelPolicyOn),
  whatIfCommand(travelPolicyOn),
]
