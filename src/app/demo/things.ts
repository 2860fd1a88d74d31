import type { DemoLine } from './weeks.ts'

/** What each date of a session for complex needs has at most; a hoist comes with its changing place. */
const most = { hoist: 2, wheelchair_space: 4 } as const

/** Gives some who go to days for complex needs what they need alone, wherever all their dates have one left. */
export function giveThings(lines: readonly DemoLine[]): void {
  const taken = new Map<string, number>()
  const weeks = new Map<string, DemoLine[]>()
  for (const line of lines)
    if (line.session?.kind === 'own_complex')
      weeks.set(line.resident.id, [...(weeks.get(line.resident.id) ?? []), line])
  for (const week of weeks.values()) {
    const thing = (week[0]?.resident.number ?? 0) % 2 === 0 ? 'hoist' : 'wheelchair_space'
    const key = (line: DemoLine) => `${line.session?.id} ${thing}`
    if (week.some((line) => (taken.get(key(line)) ?? 0) >= most[thing])) continue
    for (const line of week) {
      taken.set(key(line), (taken.get(key(line)) ?? 0) + 1)
      line.things = thing === 'hoist' ? ['changing_place', 'hoist'] : [thing]
    }
  }
}
