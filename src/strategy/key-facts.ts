import { type Pence, pence } from '../core/money.ts'
import { type Shown, shownTotal, suppress } from '../core/small-numbers.ts'

interface Kind {
  readonly support_reason: string | null
  readonly local_area: string
  readonly age_group: string
}
export interface PeopleCounted extends Kind {
  readonly age_band: string
  readonly ethnic_group: string
  readonly in_house: boolean
  readonly outside: boolean
  readonly people: number
}
export interface SpendCounted extends Kind {
  readonly in_house: boolean
  readonly pence: number
  readonly people: number
}

/** The groups of support reasons that the public knows; each national reason belongs to one. */
const groups: readonly (readonly [string, RegExp])[] = [
  ['Learning disability', /^Learning disability/],
  ['Memory and cognition', /^Support with memory/],
  ['Physical', /^Physical support/],
  ['Mental health', /^Mental health/],
  ['Social', /^Social support/],
  ['Sensory', /^Sensory support/],
]
/** The group of each reason once it was asked for: there are a dozen reasons, and they are asked for once a cell. */
const groupOfReason = new Map<string, string>()
function reasonGroup(reason: string | null): string {
  if (reason === null) return 'Not recorded'
  const known = groupOfReason.get(reason)
  if (known !== undefined) return known
  const found = groups.find(([, matches]) => matches.test(reason))?.[0] ?? 'Not recorded'
  if (groupOfReason.size < 100) groupOfReason.set(reason, found)
  return found
}

const ageBands = [
  '18 to 24',
  '25 to 34',
  '35 to 44',
  '45 to 54',
  '55 to 64',
  '65 to 74',
  '75 to 84',
  '85 and over',
] as const

/** The groups that the strategy paper splits its cost by (Figure 12); sensory support counts with older people from 65. */
export const costGroups = ['Learning disability', 'Physical and sensory', 'Older people', 'Mental health'] as const
function costGroupOf({ support_reason, age_group }: Kind): string {
  const group = reasonGroup(support_reason)
  if (group === 'Learning disability' || group === 'Mental health') return group
  if (group === 'Physical' || (group === 'Sensory' && age_group === '18 to 64')) return 'Physical and sensory'
  return group === 'Not recorded' ? group : 'Older people'
}

const ethnicGroups = ['White groups', 'Other groups', 'Not recorded']

/** A table of counts with what may be shown of it. Totals stand beside the rows, hidden where they are small. */
export interface CountTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly shown: readonly (readonly Shown[])[]
  readonly totals: readonly Shown[]
}

export interface MoneyRow {
  readonly name: string
  /** Hidden where fewer than five people are behind the amount. */
  readonly amounts: readonly (Pence | 'hidden')[]
}

export interface KeyFacts {
  readonly people: Shown
  /** Somebody who uses the council's own and an outside service counts twice. */
  readonly uses: Shown
  readonly own: Shown
  readonly outside: Shown
  readonly spend: Pence
  readonly ownSpend: Pence
  readonly kinds: CountTable
  readonly areas: CountTable
  readonly ages: CountTable
  readonly reasons: CountTable
  readonly ethnicity: CountTable
  /** Areas down, groups of support reasons across. */
  readonly areaReasons: CountTable
  readonly spendByReason: readonly MoneyRow[]
  /** The same spend by the groups of Figure 12, one amount each. */
  readonly spendByGroup: readonly MoneyRow[]
}

function count(cells: readonly PeopleCounted[], of: (cell: PeopleCounted) => boolean): number {
  return cells.filter(of).reduce((all, cell) => all + cell.people, 0)
}

function tableOf(
  rows: readonly string[],
  columns: readonly string[],
  at: (row: string, column: string) => number,
): CountTable {
  const counts = rows.map((row) => columns.map((column) => at(row, column)))
  return { rows, columns, shown: suppress(counts), totals: counts.map(shownTotal) }
}

const bySize = (names: readonly string[], size: (name: string) => number) =>
  [...names].sort((one, other) => size(other) - size(one) || one.localeCompare(other))

/** Works the borough's key facts out of counted cells. Every count under five, and what would give it away, is hidden. */
export function keyFacts(people: readonly PeopleCounted[], spend: readonly SpendCounted[]): KeyFacts {
  const all = count(people, () => true)
  const own = count(people, (cell) => cell.in_house)
  const outside = count(people, (cell) => cell.outside)
  const both = count(people, (cell) => cell.in_house && cell.outside)
  const areaNames = bySize([...new Set(people.map((cell) => cell.local_area))], (name) =>
    count(people, (cell) => cell.local_area === name),
  )
  const reasonNames = bySize([...new Set(people.map((cell) => reasonGroup(cell.support_reason)))], (name) =>
    count(people, (cell) => reasonGroup(cell.support_reason) === name),
  )
  const kinds = ['Council’s own only', 'Both', 'Outside only']
  const pounds = (of: (cell: SpendCounted) => boolean) =>
    pence(spend.filter(of).reduce((total, cell) => total + cell.pence, 0))
  return {
    people: shownTotal([all]),
    uses: shownTotal([own + outside]),
    own: shownTotal([own]),
    outside: shownTotal([outside]),
    spend: pounds(() => true),
    ownSpend: pounds((cell) => cell.in_house),
    kinds: tableOf(['People'], kinds, (_, kind) =>
      kind === 'Both' ? both : kind === 'Outside only' ? outside - both : own - both,
    ),
    areas: tableOf(['People'], areaNames, (_, area) => count(people, (cell) => cell.local_area === area)),
    ages: tableOf(['People'], ageBands, (_, band) => count(people, (cell) => cell.age_band === band)),
    reasons: tableOf(reasonNames, ['18 to 64', '65 and over'], (reason, age) =>
      count(people, (cell) => reasonGroup(cell.support_reason) === reason && cell.age_group === age),
    ),
    ethnicity: tableOf(['People'], ethnicGroups, (_, group) => count(people, (cell) => cell.ethnic_group === group)),
    areaReasons: tableOf(areaNames, reasonNames, (area, reason) =>
      count(people, (cell) => cell.local_area === area && reasonGroup(cell.support_reason) === reason),
    ),
    spendByReason: spendRows(spend),
    spendByGroup: groupRows(spend),
  }
}

function groupRows(spend: readonly SpendCounted[]): MoneyRow[] {
  const unrecorded = spend.some((cell) => costGroupOf(cell) === 'Not recorded')
  const names: readonly string[] = unrecorded ? [...costGroups, 'Not recorded'] : costGroups
  const sum = (name: string, of: 'people' | 'pence') =>
    spend.filter((cell) => costGroupOf(cell) === name).reduce((all, cell) => all + cell[of], 0)
  const [heads = []] = suppress([names.map((name) => sum(name, 'people'))])
  return names.map((name, at) => ({ name, amounts: [heads[at] === 'hidden' ? 'hidden' : pence(sum(name, 'pence'))] }))
}

function spendRows(spend: readonly SpendCounted[]): MoneyRow[] {
  const total = (name: string) =>
    spend.filter((cell) => reasonGroup(cell.support_reason) === name).reduce((all, cell) => all + cell.pence, 0)
  const names = bySize([...new Set(spend.map((cell) => reasonGroup(cell.support_reason)))], total)
  const cellsOf = (name: string, own: boolean) =>
    spend.filter((cell) => reasonGroup(cell.support_reason) === name && cell.in_house === own)
  const heads = suppress(
    names.map((name) => [true, false].map((own) => cellsOf(name, own).reduce((all, cell) => all + cell.people, 0))),
  )
  return names.map((name, row) => ({
    name,
    amounts: [true, false].map((own, column) =>
      heads[row]?.[column] === 'hidden'
        ? 'hidden'
        : pence(cellsOf(name, own).reduce((all, cell) => all + cell.pence, 0)),
    ),
  }))
}
