import { sharesOfAWorker } from '../directory/index.ts'

export interface Room {
  readonly id: string
  readonly name: string
  readonly places: number
  /** Places when people keep apart, where somebody has measured it. */
  readonly distancedPlaces: number | null
  readonly hoists: number
  readonly changingPlaces: number
  readonly wheelchairSpaces: number
}

/** What a date of a session can hold, by resource, as the directory counts it: places, shares of workers, hoists. */
export type Amounts = Readonly<Record<string, number>>

/** What a session has: its rooms and rota where they are recorded, and what is on sale today. */
export interface SessionSupply {
  readonly rooms: readonly Room[]
  readonly workers: number | null
  readonly largestGroup: number | null
  readonly onSale: Amounts
}

/** Less than usual: keeping apart, rooms or the whole building shut, workers away. */
export interface Scenario {
  /** Of 100 places, how many are left where no room says how many people fit when they keep apart. */
  readonly distancingPercent?: number | undefined
  readonly closedRooms?: readonly string[] | undefined
  readonly closed?: boolean | undefined
  readonly workersAway?: number | undefined
}

const things = [
  ['hoist', 'hoists'],
  ['changing_place', 'changingPlaces'],
  ['wheelchair_space', 'wheelchairSpaces'],
] as const

/**
 * What a session can hold: the places of its open rooms, but not more than its workers may have in their groups; the time of
 * its workers; the hoists and other things of its open rooms. Where no rooms or no rota are recorded, what is on sale stands
 * for them. Never below nothing, and never more with less.
 */
export function sessionCapacity(supply: SessionSupply, scenario: Scenario = {}): Amounts {
  const { rooms, workers, largestGroup, onSale } = supply
  const { distancingPercent, closedRooms = [], closed = false, workersAway = 0 } = scenario
  const apart = (places: number, measured: number | null) =>
    distancingPercent === undefined
      ? places
      : Math.min(places, measured ?? Math.floor((places * distancingPercent) / 100))
  const open = rooms.filter(({ id }) => !closedRooms.includes(id))
  const known = rooms.length > 0
  const inRooms = known
    ? open.reduce((all, room) => all + apart(room.places, room.distancedPlaces), 0)
    : apart(onSale['place'] ?? 0, null)
  const usualStaff = workers === null ? onSale['staff'] : workers * sharesOfAWorker
  const staff = usualStaff === undefined ? undefined : Math.max(0, usualStaff - workersAway * sharesOfAWorker)
  const groups = largestGroup === null || workers === null ? inRooms : Math.max(0, workers - workersAway) * largestGroup
  const counted = things.flatMap(([resource, from]) => {
    const inOpen = known ? open.reduce((all, room) => all + room[from], 0) : (onSale[resource] ?? 0)
    return inOpen > 0 || resource in onSale ? [[resource, inOpen] as const] : []
  })
  const amounts = {
    place: Math.min(inRooms, groups),
    ...(staff === undefined ? {} : { staff }),
    ...Object.fromEntries(counted),
  }
  return closed ? Object.fromEntries(Object.keys(amounts).map((resource) => [resource, 0])) : amounts
}

/** How many people at one support band a session can hold at once, all of whom need a thing or none. */
export function peopleAt(amounts: Amounts, staffShares: number, thing?: string): number {
  const byStaff = staffShares === 0 ? Number.POSITIVE_INFINITY : Math.floor((amounts['staff'] ?? 0) / staffShares)
  const byThing = thing === undefined ? Number.POSITIVE_INFINITY : (amounts[thing] ?? 0)
  return Math.max(0, Math.min(amounts['place'] ?? 0, byStaff, byThing))
}

/** By how much what is taken goes over what is left, resource by resource; nothing where it fits. */
export function overBy(taken: Amounts, left: Amounts): Amounts {
  const over = Object.entries(taken).flatMap(([resource, amount]) => {
    const more = amount - (left[resource] ?? (resource in left ? 0 : amount))
    return more > 0 ? [[resource, more] as const] : []
  })
  return Object.fromEntries(over)
}
