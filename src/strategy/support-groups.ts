/** One kind of people in the counted cells of the borough. */
export interface Kind {
  readonly support_reason: string | null
  readonly local_area: string
  readonly age_group: string
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
/** The group of a national reason for support. */
export function reasonGroup(reason: string | null): string {
  if (reason === null) return 'Not recorded'
  const known = groupOfReason.get(reason)
  if (known !== undefined) return known
  const found = groups.find(([, matches]) => matches.test(reason))?.[0] ?? 'Not recorded'
  if (groupOfReason.size < 100) groupOfReason.set(reason, found)
  return found
}

/** The groups that the strategy paper splits its cost by (Figure 12); sensory support counts with older people from 65. */
export const costGroups = ['Learning disability', 'Physical and sensory', 'Older people', 'Mental health'] as const
/** The group of Figure 12 in which people of a kind are counted. */
export function costGroupOf({ support_reason, age_group }: Kind): string {
  const group = reasonGroup(support_reason)
  if (group === 'Learning disability' || group === 'Mental health') return group
  if (group === 'Physical' || (group === 'Sensory' && age_group === '18 to 64')) return 'Physical and sensory'
  return group === 'Not recorded' ? group : 'Older people'
}
