import { mondayOf } from '../../core/calendar-date.ts'
import { placesOfRows, saveSessionRows } from '../../directory/store.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { putInRoom, roomInTheWayOf, roomsOfSites } from './session-rooms.ts'

type SessionLine = Parameters<typeof saveSessionRows>[1][number]
type Rejected = CsvSaved['rejected'][number]

/**
 * Saves rows of sessions, each in the room it names. A row whose room is not at its place, is too small, or is taken at that time by
 * others is rejected as a whole; rows are looked at one after the other, so that two rows of one file do not take the same room.
 */
export async function saveSessionsInRooms(tx: Tx, lines: readonly CsvLine<SessionLine['row']>[]): Promise<CsvSaved> {
  const plain = lines.filter(({ row }) => row.room === undefined)
  const first = await saveSessionRows(tx, plain)
  let { added, changed, unchanged } = first
  const rejected: Rejected[] = [...first.rejected]
  for (const line of lines.filter(({ row }) => row.room !== undefined)) {
    const fault = await roomFault(tx, line)
    if ('reason' in fault) {
      rejected.push({ line: line.line, column: 'room', reason: fault.reason })
      continue
    }
    const saved = await saveSessionRows(tx, [line])
    rejected.push(...saved.rejected)
    added += saved.added
    if (saved.rejected.length > 0) continue
    const { sessionId = null } = (await placesOfRows(tx, [line.row])).get(line.row.number) ?? {}
    const moved =
      sessionId !== null && (await putInRoom(tx, { sessionId, roomId: fault.roomId, places: line.row.places }))
    if (saved.changed > 0 || (saved.unchanged > 0 && moved)) changed++
    else unchanged += saved.unchanged
  }
  return { added, changed, unchanged, rejected }
}

/** The room that a row names, or why the session cannot be in it. A row of an opportunity that is not there is told so by itself. */
async function roomFault(tx: Tx, { row }: SessionLine): Promise<{ roomId: string } | { reason: string }> {
  const { sessionId = null, siteId = null } = (await placesOfRows(tx, [row])).get(row.number) ?? {}
  const name = row.room ?? ''
  const room = (await roomsOfSites(tx, siteId === null ? [] : [siteId])).find(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  )
  if (room === undefined) return { reason: 'There is no room of this name at its place. Record the room first' }
  const pattern = {
    sessionId: sessionId ?? newId(),
    siteId,
    weekday: row.weekday,
    startMinute: row.start,
    endMinute: row.end,
    everyWeeks: row.every_weeks ?? 1,
    firstMonday: mondayOf(row.from),
    season: row.season ?? 'all',
    from: row.from,
    until: row.until ?? null,
    places: row.places,
  }
  const full = await roomInTheWayOf(tx, pattern, room.id)
  if (full === undefined) return { roomId: room.id }
  if (full.others.length === 0) return { reason: `The room has ${room.places} places, fewer than the session` }
  return {
    reason: `With ${full.others.map((one) => one.name).join(' and ')} at the same time it would need ${full.most} places; it has ${full.places}`,
  }
}
