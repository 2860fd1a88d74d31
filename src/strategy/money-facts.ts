import { type Pence, pence } from '../core/money.ts'
import { type Shown, shownTotal, suppress } from '../core/small-numbers.ts'
import { costGroupOf, costGroups, type Kind, reasonGroup } from './support-groups.ts'

export interface SpendCounted extends Kind {
  readonly in_house: boolean
  readonly pence: number
  readonly people: number
}

export interface MoneyRow {
  readonly name: string
  /** Hidden where fewer than five people are behind the amount, or where it would give such an amount away. */
  readonly amounts: readonly (Pence | 'hidden')[]
}

export interface MoneyFacts {
  readonly spend: Pence | 'hidden'
  readonly ownSpend: Pence | 'hidden'
  readonly outsideSpend: Pence | 'hidden'
  readonly spendByReason: readonly MoneyRow[]
  /** The same spend by the groups of Figure 12, one amount each. */
  readonly spendByGroup: readonly MoneyRow[]
}

const sides = [true, false]
const nameOf = ({ support_reason }: Kind) => reasonGroup(support_reason)
const sumOf = (cells: readonly SpendCounted[], of: 'people' | 'pence') => cells.reduce((all, cell) => all + cell[of], 0)
const onSide = (cells: readonly SpendCounted[], own: boolean) => cells.filter(({ in_house }) => in_house === own)
/** People at least behind an amount of both kinds of service: somebody may use both, so they are not added up. */
const leastPeople = (cells: readonly SpendCounted[]) =>
  Math.max(...sides.map((own) => sumOf(onSide(cells, own), 'people')))
const isFew = (people: number) => shownTotal([people]) === 'hidden'
const amountIf = (shown: Shown | undefined, cells: readonly SpendCounted[]) =>
  shown === 'hidden' ? 'hidden' : pence(sumOf(cells, 'pence'))

function groupsOf(spend: readonly SpendCounted[]) {
  const isUnrecorded = spend.some((cell) => costGroupOf(cell) === 'Not recorded')
  const names: readonly string[] = isUnrecorded ? [...costGroups, 'Not recorded'] : costGroups
  const cells = names.map((name) => spend.filter((cell) => costGroupOf(cell) === name))
  const [shown = []] = suppress([cells.map(leastPeople)])
  return names.map((name, at) => ({ name, cells: cells[at] ?? [], shown: shown[at] ?? 'hidden' }))
}
type Group = ReturnType<typeof groupsOf>[number]

interface Reason {
  readonly name: string
  readonly cells: readonly SpendCounted[]
}

/** The reasons of a group alone: sensory support belongs to two, by age. */
const reasonsWithin = (reasons: readonly Reason[], group: Group) =>
  reasons.flatMap(({ cells }, at) =>
    cells.length > 0 && cells.every((cell) => costGroupOf(cell) === group.name) ? [at] : [],
  )

/**
 * A reason to hide as well, because the groups of Figure 12 stand beside the reasons: what a shown group has beyond its shown reasons
 * may be of a few people; and the reasons of a hidden group would add up to it.
 */
function reasonToHide(
  reasons: readonly Reason[],
  groups: readonly Group[],
  shown: readonly (readonly Shown[])[],
  hidden: ReadonlySet<number>,
): number | undefined {
  for (const group of groups) {
    const within = reasonsWithin(reasons, group).filter((at) => !hidden.has(at))
    if (group.shown === 'hidden' && within[0] !== undefined) return within[0]
    const open = within.filter((at) => !shown[at]?.includes('hidden'))
    const names = open.map((at) => reasons[at]?.name)
    const rest = group.cells.filter((cell) => !names.includes(nameOf(cell)))
    const size = (at: number) => leastPeople(reasons[at]?.cells ?? [])
    const [smallest] = [...open].sort((one, other) => size(one) - size(other))
    if (group.shown !== 'hidden' && isFew(leastPeople(rest)) && smallest !== undefined) return smallest
  }
  return undefined
}

function reasonRows(spend: readonly SpendCounted[], groups: readonly Group[]): MoneyRow[] {
  const reasons = [...new Set(spend.map(nameOf))]
    .map((name): Reason => ({ name, cells: spend.filter((cell) => nameOf(cell) === name) }))
    .sort((one, other) => sumOf(other.cells, 'pence') - sumOf(one.cells, 'pence') || one.name.localeCompare(other.name))
  const heads = reasons.map(({ cells }) => sides.map((own) => sumOf(onSide(cells, own), 'people')))
  const hidden = new Set<number>()
  let shown = suppress(heads)
  for (;;) {
    const more = reasonToHide(reasons, groups, shown, hidden)
    if (more === undefined) break
    hidden.add(more)
    shown = suppress(heads, (row) => hidden.has(row))
  }
  return reasons.map(({ name, cells }, row) => ({
    name,
    amounts: sides.map((own, side) => amountIf(shown[row]?.[side], onSide(cells, own))),
  }))
}

/** What was spent, in all and by kind of service, reason and group; an amount of fewer than five people is hidden, and what would give it away. */
export function moneyFacts(spend: readonly SpendCounted[]): MoneyFacts {
  const [bySide = []] = suppress([sides.map((own) => sumOf(onSide(spend, own), 'people'))])
  const groups = groupsOf(spend)
  return {
    spend: amountIf(shownTotal([leastPeople(spend)]), spend),
    ownSpend: amountIf(bySide[0], onSide(spend, true)),
    outsideSpend: amountIf(bySide[1], onSide(spend, false)),
    spendByReason: reasonRows(spend, groups),
    spendByGroup: groups.map(({ name, cells, shown }) => ({ name, amounts: [amountIf(shown, cells)] })),
  }
}
