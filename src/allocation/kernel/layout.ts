import { assessedItems } from '../../needs/index.ts'

/** People worked out at a time in the kernel's own memory: few enough for the near caches, a multiple of sixteen. */
export const BLOCK = 512
/** The most points a table may give for the kernel: a line's remainder × 16 fits sixteen bits. */
export const MOST_POINTS = 2047

/** The most add-ons that the kernel has room for. */
export const MOST_ADD_ONS = 16

const items = assessedItems.length
let end = 0
const room = (bytes: number): number => {
  const start = end
  end += (bytes + 15) & ~15
  return start
}
/** Room of its own for each item or line, one after another; gives the start of one by its number. */
const rooms = (count: number, bytes: number) => {
  const start = room(count * bytes)
  return (at: number) => start + at * bytes
}
const columns = (count: number, bytes: number) => rooms(count, BLOCK * bytes)

/** Where everything of a block stands in the kernel's memory, in bytes. */
export const layout = {
  levels: columns(items, 1),
  carer: columns(items, 1),
  reason: room(BLOCK),
  piece: room(BLOCK),
  points: room(BLOCK * 4),
  counted: room(BLOCK * 4),
  fromPoints: room(BLOCK * 4),
  addOns: room(BLOCK * 4),
  weekly: room(BLOCK * 4),
  yearly: room(BLOCK * 4),
  withoutCarer: room(BLOCK * 4),
  lineCounted: columns(items, 2),
  linePence: columns(items + 1, 4),
  more: columns(items, 4),
  /** One add-on at a time: its units, and its pence. Over all: whether the units of any are too many. */
  units: room(BLOCK * 2),
  addOnPence: room(BLOCK * 4),
  tooMany: room(BLOCK * 2),
  /** Points that count, points without a carer, and points one level up, 16 bits each. */
  countedShort: room(BLOCK * 2),
  pointsShort: room(BLOCK * 2),
  upShort: room(BLOCK * 2),
  keys: rooms(items + 1, 16),
  /** By level × 5 + quarters: points that count, and points that one level more adds. By level: points. */
  countedAt: rooms(items, 32),
  moreAt: rooms(items, 32),
  pointsAt: rooms(items, 16),
  /** For each add-on, in every lane: pence for a unit, and the most units. */
  perUnit: rooms(MOST_ADD_ONS, 16),
  mostUnits: rooms(MOST_ADD_ONS, 16),
  /** By points: the piece of the line; and pence, twice, the second time each a penny less. */
  pieces: room(MOST_POINTS + 1),
  pounds: room(2 * (MOST_POINTS + 1) * 4),
} as const

export const PAGES = Math.ceil(end / 65_536)
