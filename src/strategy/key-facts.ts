import { type Shown, shownTotal, suppress } from '../core/small-numbers.ts'
import { type MoneyFacts, moneyFacts, type SpendCounted } from './money-facts.ts'
import { type Kind, reasonGroup } from './support-groups.ts'

export interface PeopleCounted extends Kind {
  readonly age_band: string
  readonly ethnic_group: string
  readonly in_house: boolean
  readonly outside: boolean
  readonly people: number
}

const youngerBands = ['18 to 24', '25 to 34', '35 to 44', '45 to 54', '55 to 64']
const olderBands = ['65 to 74', '75 to 84', '85 and over']
const ageGroups = ['18 to 64', '65 and over']
const ethnicGroups = ['White groups', 'Other groups', 'Not recorded']

/** A table of counts with what may be shown of it. Totals stand beside the rows, hidden where they are small or would give a small one away. */
export interface CountTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly shown: readonly (readonly Shown[])[]
  readonly totals: readonly Shown[]
}

export interface KeyFacts extends MoneyFacts {
  readonly people: Shown
  /** Somebody who uses the council's own and an outside service counts twice. Hidden, as own and outside, where a kind of service is. */
  readonly uses: Shown
  readonly own: Shown
  readonly outside: Shown
  readonly kinds: CountTable
  readonly areas: CountTable
  readonly ages: CountTable
  readonly reasons: CountTable
  readonly ethnicity: CountTable
  /** Areas down, groups of support reasons across. */
  readonly areaReasons: CountTable
}

type Counts = (of: (cell: PeopleCounted) => boolean) => number

const bySize = (names: readonly string[], size: (name: string) => number) =>
  [...names].sort((one, other) => size(other) - size(one) || one.localeCompare(other))

function lineOf(columns: readonly string[], counts: readonly number[]): CountTable {
  return { rows: ['People'], columns, shown: suppress([counts]), totals: [shownTotal(counts)] }
}

/** People by the services they use. The uses would give away who uses both, so they are hidden with any of the three. */
function kindsOf(count: Counts): Pick<KeyFacts, 'kinds' | 'uses' | 'own' | 'outside'> {
  const own = count((cell) => cell.in_house)
  const outside = count((cell) => cell.outside)
  const both = count((cell) => cell.in_house && cell.outside)
  const kinds = lineOf(['Council’s own only', 'Both', 'Outside only'], [own - both, both, outside - both])
  const isOpen = !kinds.shown.flat().includes('hidden')
  return {
    kinds,
    uses: isOpen ? own + outside : 'hidden',
    own: isOpen ? own : 'hidden',
    outside: isOpen ? outside : 'hidden',
  }
}

/**
 * People by age, reason and area. These tables share their sums, so a sum that is hidden in one has its parts hidden in the others:
 * they would add up to it.
 */
function crossedOf(
  people: readonly PeopleCounted[],
  count: Counts,
): Pick<KeyFacts, 'areas' | 'ages' | 'reasons' | 'areaReasons'> {
  const reasonOf = (cell: PeopleCounted) => reasonGroup(cell.support_reason)
  const areaNames = bySize([...new Set(people.map((cell) => cell.local_area))], (name) =>
    count((cell) => cell.local_area === name),
  )
  const reasonNames = bySize([...new Set(people.map(reasonOf))], (name) => count((cell) => reasonOf(cell) === name))
  const areas = lineOf(
    areaNames,
    areaNames.map((area) => count((cell) => cell.local_area === area)),
  )
  const [reasonTotals = []] = suppress([reasonNames.map((reason) => count((cell) => reasonOf(cell) === reason))])
  const [groupTotals = []] = suppress([ageGroups.map((group) => count((cell) => cell.age_group === group))])
  const bands = [youngerBands, olderBands].flatMap(
    (names, group) =>
      suppress(
        [names.map((band) => count((cell) => cell.age_band === band))],
        () => groupTotals[group] === 'hidden',
      )[0] ?? [],
  )
  const reasonCounts = reasonNames.map((reason) =>
    ageGroups.map((group) => count((cell) => reasonOf(cell) === reason && cell.age_group === group)),
  )
  const areaCounts = areaNames.map((area) =>
    reasonNames.map((reason) => count((cell) => cell.local_area === area && reasonOf(cell) === reason)),
  )
  return {
    areas,
    ages: {
      rows: ['People'],
      columns: [...youngerBands, ...olderBands],
      shown: [bands],
      totals: [shownTotal([count(() => true)])],
    },
    reasons: {
      rows: reasonNames,
      columns: ageGroups,
      shown: suppress(
        reasonCounts,
        (row, column) => reasonTotals[row] === 'hidden' || groupTotals[column] === 'hidden',
      ),
      totals: reasonTotals,
    },
    areaReasons: {
      rows: areaNames,
      columns: reasonNames,
      shown: suppress(
        areaCounts,
        (row, column) => areas.shown[0]?.[row] === 'hidden' || reasonTotals[column] === 'hidden',
      ),
      totals: areas.shown[0] ?? [],
    },
  }
}

/** Works the borough's key facts out of counted cells. Every count under five, and what would give it away, is hidden. */
export function keyFacts(people: readonly PeopleCounted[], spend: readonly SpendCounted[]): KeyFacts {
  const count: Counts = (of) => people.filter(of).reduce((all, cell) => all + cell.people, 0)
  const all = shownTotal([count(() => true)])
  const money = moneyFacts(spend)
  const isHidden = all === 'hidden'
  return {
    ...money,
    spend: isHidden ? 'hidden' : money.spend,
    ownSpend: isHidden ? 'hidden' : money.ownSpend,
    outsideSpend: isHidden ? 'hidden' : money.outsideSpend,
    people: all,
    ...kindsOf(count),
    ...crossedOf(people, count),
    ethnicity: lineOf(
      ethnicGroups,
      ethnicGroups.map((group) => count((cell) => cell.ethnic_group === group)),
    ),
  }
}
