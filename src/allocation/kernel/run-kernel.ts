import { assert } from '../../core/assert.ts'
import { assessedItems } from '../../needs/index.ts'
import type { AnswerColumns, BudgetColumns } from '../answer-columns.ts'
import type { QuoteLookups } from '../quote-lookups.ts'
import { BLOCK, layout, MOST_ADD_ONS, MOST_POINTS } from './layout.ts'
import { quoteKernel } from './quote-kernel.ts'

/** The part of WebAssembly that is used here; Node's types do not name it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}
type Pass = (rows: number, other: number) => void
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly addOn: Pass
  readonly count: Pass
  readonly money: Pass
  readonly share: Pass
  readonly more: Pass
}

let made: Kernel | undefined
/** The kernel of this thread, made when it is first asked for. */
function kernel(): Kernel {
  made ??= new WebAssembly.Instance(new WebAssembly.Module(quoteKernel())).exports as Kernel
  return made
}

const FRACTION = 2 ** 24

/**
 * Whether the kernel can do it: points in a byte an item, sums and remainders in sixteen bits, exact divisions, and add-ons that are
 * all known and named once.
 */
export function kernelFits(
  { basePoints, heaviest, mostPoints, pounds, addOns }: QuoteLookups,
  chosen: AnswerColumns['addOns'],
): boolean {
  const dearest = pounds[mostPoints] as number
  const codes = new Set(chosen.map(({ code }) => code))
  return (
    codes.size === chosen.length &&
    chosen.length <= MOST_ADD_ONS &&
    [...codes].every((code) => addOns.has(code)) &&
    mostPoints <= MOST_POINTS &&
    heaviest <= 255 &&
    dearest * Math.max(1, heaviest, basePoints) < FRACTION &&
    dearest < FRACTION / 2
  )
}

/** Puts a table's look-ups into the kernel's memory. */
function putTable(
  { memory }: Kernel,
  { counted, more, pounds, piece, mostPoints, addOns }: QuoteLookups,
  chosen: AnswerColumns['addOns'],
): void {
  for (const [at, { code }] of chosen.entries()) {
    new Int32Array(memory.buffer, layout.perUnit(at), 4).fill(addOns.get(code)?.perUnitPence ?? 0)
    new Uint16Array(memory.buffer, layout.mostUnits(at), 8).fill(addOns.get(code)?.mostUnits ?? 0)
  }
  const bytes = new Uint8Array(memory.buffer)
  for (let item = 0; item < assessedItems.length; item++)
    for (let level = 0; level < 5; level++)
      for (let quarters = 0; quarters < 5; quarters++) {
        const both = counted[item]?.[(level << 3) | quarters] as number
        bytes[layout.countedAt(item) + level * 5 + quarters] = both & 0xffff
        bytes[layout.pointsAt(item) + level] = both >>> 16
        bytes[layout.moreAt(item) + level * 5 + quarters] =
          level === 4 ? 0 : (more[item]?.[(level << 3) | quarters] as number)
      }
  assert(pounds.length === 2 * (mostPoints + 1), 'pounds stand twice')
  new Int32Array(memory.buffer, layout.pounds, pounds.length).set(pounds)
  bytes.set(piece, layout.pieces)
}

type Column = Uint8Array | Uint16Array | Int16Array | Int32Array

/** A column, and the room of a block of it in the kernel's memory. */
type Pair = readonly [column: Column, room: Column]
function pair(buffer: ArrayBuffer, column: Column, start: number): Pair {
  const kind = column.constructor as new (memory: ArrayBuffer, start: number, length: number) => Column
  return [column, new kind(buffer, start, BLOCK)]
}

/**
 * Works blocks of at most `BLOCK` rows out in the kernel: answers go in, every number of a budget comes out. It must fit (`kernelFits`).
 * Refused rows hold their reason and numbers that mean nothing.
 */
export function blocksInKernel(lookups: QuoteLookups, answers: AnswerColumns, budgets: BudgetColumns) {
  const own = kernel()
  const { buffer } = own.memory
  putTable(own, lookups, answers.addOns)
  const toKernel = [
    ...answers.levels.map((column, item) => pair(buffer, column, layout.levels(item))),
    ...answers.carer.map((column, item) => pair(buffer, column, layout.carer(item))),
  ]
  const addOns = answers.addOns.map(({ units }, at) => ({
    units: pair(buffer, units, layout.units),
    pence: pair(buffer, budgets.addOnPence[at] as Int32Array, layout.addOnPence),
  }))
  const sums = [new Int32Array(buffer, layout.addOns, BLOCK), new Int16Array(buffer, layout.tooMany, BLOCK)]
  const enter = ([column, room]: Pair, from: number, to: number) => room.set(column.subarray(from, to))
  const leave = ([column, room]: Pair, from: number, to: number) =>
    column.set(to - from === BLOCK ? room : room.subarray(0, to - from), from)
  const back = [
    pair(buffer, budgets.reason, layout.reason),
    pair(buffer, budgets.piece, layout.piece),
    pair(buffer, budgets.points, layout.points),
    pair(buffer, budgets.counted, layout.counted),
    pair(buffer, budgets.fromPointsPence, layout.fromPoints),
    pair(buffer, budgets.addOnsPence, layout.addOns),
    pair(buffer, budgets.weeklyPence, layout.weekly),
    pair(buffer, budgets.yearlyPence, layout.yearly),
    pair(buffer, budgets.withoutCarerPence, layout.withoutCarer),
    ...budgets.lineCounted.map((column, item) => pair(buffer, column, layout.lineCounted(item))),
    ...budgets.linePence.map((column, line) => pair(buffer, column, layout.linePence(line))),
    ...budgets.oneLevelMorePence.map((column, item) => pair(buffer, column, layout.more(item))),
  ]
  return (from: number, to: number): void => {
    for (const sum of sums) sum.fill(0)
    for (const [at, { units, pence }] of addOns.entries()) {
      enter(units, from, to)
      own.addOn(to - from, at * 16)
      leave(pence, from, to)
    }
    for (const one of toKernel) enter(one, from, to)
    own.count(to - from, lookups.basePoints)
    own.money(to - from, lookups.lastPoint)
    own.share(to - from, lookups.basePoints)
    own.more(to - from, lookups.mostPoints + 1)
    for (const one of back) leave(one, from, to)
  }
}
