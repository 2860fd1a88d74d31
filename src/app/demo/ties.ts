import { addDays } from '../../core/calendar-date.ts'
import type { Planning } from './planning.ts'
import { put } from './settings.ts'
import type { DemoLine } from './weeks.ts'

/** Friends: pairs who share a session. A few people who share none are kept apart. */
export function tiesOf({ tables, settings, staff, random }: Planning, lines: readonly DemoLine[]): void {
  const together = new Map<string, DemoLine[]>()
  for (const line of lines)
    if (line.session !== undefined) together.set(line.session.id, [...(together.get(line.session.id) ?? []), line])
  const tied = new Set<string>()
  const tie = (one: DemoLine, other: DemoLine, kind: 'friend' | 'keep_apart', reason: string) => {
    const [first, second] = [one.resident.id, other.resident.id].sort()
    if (first === second || tied.has(`${first} ${second}`)) return
    tied.add(`${first} ${second}`)
    put(tables, 'people.tie', {
      id: random.uuid(),
      one: first,
      other: second,
      kind,
      from_date: addDays(settings.today, -400),
      recorded_by: staff.practitionerOf(one.resident.team).id,
      reason,
    })
  }
  for (const there of together.values())
    if (random.next() < 0.4) {
      const [one, other] = random.shuffle(there)
      if (one !== undefined && other !== undefined) tie(one, other, 'friend', 'They asked to be together')
    }
  const days = new Map<string, Set<string>>()
  for (const line of lines)
    if (line.session !== undefined)
      days.set(line.resident.id, (days.get(line.resident.id) ?? new Set()).add(line.session.id))
  for (let at = 0; at < Math.ceil(lines.length / 250); at++) {
    const [one, other] = [random.pick(lines), random.pick(lines)]
    const shared = [...(days.get(one.resident.id) ?? [])].some((session) => days.get(other.resident.id)?.has(session))
    if (!shared) tie(one, other, 'keep_apart', 'Recorded after a disagreement')
  }
}
