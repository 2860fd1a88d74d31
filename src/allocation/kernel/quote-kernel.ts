import { assessedItems } from '../../needs/index.ts'
import { budgetReasons } from '../answer-columns.ts'
import { always, type Code, f64x2, i8x16, i16x8, i32, i32x4, v128 } from './instructions.ts'
import { layout, PAGES } from './layout.ts'
import { share } from './share-kernel.ts'
import { type Local, repeat, wasmFunction, wasmModule } from './wasm-module.ts'

const items = assessedItems.map((_, item) => item)
const times = (at: Local, bits: number) => i32.shl(at.get, i32.const(bits))

/** What a table of 25 bytes gives for sixteen answers: its first sixteen bytes, or its others. */
const answered = (table: number, answer: Local, beyond: Local): Code =>
  v128.or(
    i8x16.pick(v128.load(i32.const(0), table), answer.get),
    i8x16.pick(v128.load(i32.const(0), table + 16), beyond.get),
  )

/** Level × 5 + quarters of sixteen people into `answer`, and sixteen less into `beyond`. */
function answersOf(
  at: Local,
  item: number,
  [level, double, answer, beyond]: readonly [Local, Local, Local, Local],
): Code {
  return [
    level.set(v128.load(at.get, layout.levels(item))),
    double.set(i8x16.add(level.get, level.get)),
    answer.set(
      i8x16.add(i8x16.add(double.get, double.get), i8x16.add(level.get, v128.load(at.get, layout.carer(item)))),
    ),
    beyond.set(i8x16.sub(answer.get, always.i8(16))),
  ]
}

/** Points of every item for sixteen people at a time: what counts by item, the sum of it, and the sum without a carer. */
const count = wasmFunction('count', (rows, base, local) => {
  const [at, short] = [local('i32'), local('i32')]
  const answer = [local('v128'), local('v128'), local('v128'), local('v128')] as const
  const [bytes, wide] = [local('v128'), local('v128')]
  const halves = [i16x8.fromLowBytes, i16x8.fromHighBytes].map((half) => ({
    half,
    counts: local('v128'),
    all: local('v128'),
  }))
  return repeat(at, rows.get, 16, [
    short.set(times(at, 1)),
    halves.map(({ counts, all }): Code => [counts, all].map((sum) => sum.set(i16x8.splat(base.get)))),
    items.map(
      (item): Code => [
        answersOf(at, item, answer),
        bytes.set(answered(layout.countedAt(item), answer[2], answer[3])),
        halves.map(
          ({ half, counts }, which): Code => [
            wide.set(half(bytes.get)),
            v128.store(short.get, wide.get, layout.lineCounted(item) + 16 * which),
            counts.set(i16x8.add(counts.get, wide.get)),
          ],
        ),
        bytes.set(i8x16.pick(v128.load(i32.const(0), layout.pointsAt(item)), answer[0].get)),
        halves.map(({ half, all }) => all.set(i16x8.add(all.get, half(bytes.get)))),
      ],
    ),
    halves.map(
      ({ counts, all }, which): Code => [
        v128.store(short.get, counts.get, layout.countedShort + 16 * which),
        v128.store(short.get, all.get, layout.pointsShort + 16 * which),
      ],
    ),
  ])
})

/** One add-on at its published price for eight people; `which` is its number × 16. */
const addOn = wasmFunction('addOn', (rows, which, local) => {
  const [at, short, long] = [local('i32'), local('i32'), local('i32')]
  const [units, pence] = [local('v128'), local('v128')]
  const widened = [i32x4.fromLowUnsigned, i32x4.fromHighUnsigned]
  return repeat(at, rows.get, 8, [
    short.set(times(at, 1)),
    long.set(times(at, 2)),
    units.set(v128.load(short.get, layout.units)),
    v128.store(
      short.get,
      v128.or(
        v128.load(short.get, layout.tooMany),
        i16x8.greaterUnsigned(units.get, v128.load(which.get, layout.mostUnits(0))),
      ),
      layout.tooMany,
    ),
    widened.map(
      (widen, half): Code => [
        pence.set(i32x4.mul(widen(units.get), v128.load(which.get, layout.perUnit(0)))),
        v128.store(long.get, pence.get, layout.addOnPence + 16 * half),
        v128.store(
          long.get,
          i32x4.add(v128.load(long.get, layout.addOns + 16 * half), pence.get),
          layout.addOns + 16 * half,
        ),
      ],
    ),
  ])
})

/** The reason of sixteen people: one for points at all, one more where some count, one more above the line; too many units refuse. */
function reasons(at: Local, short: Local, last: Local): Code {
  const half = (which: number): Code => {
    const counted = v128.load(short.get, layout.countedShort + 16 * which)
    const points = v128.load(short.get, layout.pointsShort + 16 * which)
    const masks = i16x8.add(
      i16x8.add(i16x8.greater(points, always.i16(0)), i16x8.greater(counted, always.i16(0))),
      i16x8.greater(counted, i16x8.splat(last.get)),
    )
    return i16x8.sub(always.i16(0), masks)
  }
  const tooMany = (which: number) => v128.load(short.get, layout.tooMany + 16 * which)
  return v128.store(
    at.get,
    v128.select(
      always.i8(budgetReasons.indexOf('add-on-units')),
      i8x16.narrow(half(0), half(1)),
      i8x16.narrowMask(tooMany(0), tooMany(1)),
    ),
    layout.reason,
  )
}

/** Pence by points for four people whose points stand from `short` on. */
const pounds = (short: Local, points: number, from: number): Code =>
  [1, 2, 3].reduce<Code>(
    (got, lane) =>
      v128.load32Lane(i32.shl(i32.load16(short.get, points + from + 2 * lane), i32.const(2)), got, lane, layout.pounds),
    v128.load32(i32.shl(i32.load16(short.get, points + from), i32.const(2)), layout.pounds),
  )

/** A year of four weekly sums: × 730, and 7, ÷ 14, rounded down. */
function yearOf(weekly: Local): Code {
  const two = (numbers: Code) =>
    f64x2.toWhole(
      f64x2.div(f64x2.add(f64x2.mul(f64x2.fromLowWhole(numbers), always.f64(730)), always.f64(7)), always.f64(14)),
    )
  return v128.lowHalves(two(weekly.get), two(v128.highHalves(weekly.get, weekly.get)))
}

/** The published line, the week, the year and the week without a carer. */
const money = wasmFunction('money', (rows, last, local) => {
  const [at, short, long] = [local('i32'), local('i32'), local('i32')]
  const [pence, addOns] = [local('v128'), local('v128')]
  const four = (from: number): Code => [
    v128.store(long.get, v128.load16x4(short.get, layout.countedShort + 2 * from), layout.counted + 4 * from),
    v128.store(long.get, v128.load16x4(short.get, layout.pointsShort + 2 * from), layout.points + 4 * from),
    addOns.set(v128.load(long.get, layout.addOns + 4 * from)),
    pence.set(pounds(short, layout.countedShort, 2 * from)),
    v128.store(long.get, pence.get, layout.fromPoints + 4 * from),
    pence.set(i32x4.add(pence.get, addOns.get)),
    v128.store(long.get, pence.get, layout.weekly + 4 * from),
    v128.store(long.get, yearOf(pence), layout.yearly + 4 * from),
    v128.store(
      long.get,
      i32x4.add(pounds(short, layout.pointsShort, 2 * from), addOns.get),
      layout.withoutCarer + 4 * from,
    ),
  ]
  const piece = (of: number): Code =>
    i32.store8(at.get, i32.load8(i32.load16(short.get, layout.countedShort + 2 * of), layout.pieces), layout.piece + of)
  return repeat(at, rows.get, 16, [
    short.set(times(at, 1)),
    long.set(times(at, 2)),
    reasons(at, short, last),
    [0, 4, 8, 12].map(four),
    Array.from({ length: 16 }, (_, of) => piece(of)),
  ])
})

/** What one level more of each item would add: the line once more, further up; at level 4 its copy a penny lower. */
const more = wasmFunction('more', (rows, none, local) => {
  const [at, short, long] = [local('i32'), local('i32'), local('i32')]
  const answer = [local('v128'), local('v128'), local('v128'), local('v128')] as const
  const [bytes, highest] = [local('v128'), local('v128')]
  const adds = [i16x8.fromLowBytes, i16x8.fromHighBytes] as const
  const masks = [i16x8.fromLowMask, i16x8.fromHighMask] as const
  const up = (which: 0 | 1): Code =>
    v128.store(
      short.get,
      i16x8.add(
        i16x8.add(v128.load(short.get, layout.countedShort + 16 * which), adds[which](bytes.get)),
        v128.and(masks[which](highest.get), i16x8.splat(none.get)),
      ),
      layout.upShort + 16 * which,
    )
  const one = (item: number, of: number): Code =>
    i32.store(
      long.get,
      i32.sub(
        i32.load(i32.shl(i32.load16(short.get, layout.upShort + 2 * of), i32.const(2)), layout.pounds),
        i32.load(long.get, layout.fromPoints + 4 * of),
      ),
      layout.more(item) + 4 * of,
    )
  return repeat(at, rows.get, 16, [
    short.set(times(at, 1)),
    long.set(times(at, 2)),
    items.map(
      (item): Code => [
        answersOf(at, item, answer),
        bytes.set(answered(layout.moreAt(item), answer[2], answer[3])),
        highest.set(i8x16.equal(answer[0].get, always.i8(4))),
        up(0),
        up(1),
        Array.from({ length: 16 }, (_, of) => one(item, of)),
      ],
    ),
  ])
})

/** The bytes of the module that works out a block of budgets: `addOn` for each add-on, then `count`, `money`, `share`, `more`. */
export const quoteKernel = (): Uint8Array => wasmModule(PAGES, [addOn, count, money, share, more])
