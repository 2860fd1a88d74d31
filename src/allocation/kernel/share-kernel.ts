import { assessedItems } from '../../needs/index.ts'
import { always, type Code, f32x4, i16x8, i32, i32x4, v128 } from './instructions.ts'
import { layout } from './layout.ts'
import { type Local, repeat, wasmFunction } from './wasm-module.ts'

const LINES = assessedItems.length + 1
const lines = Array.from({ length: LINES }, (_, line) => line)
/** 2^23: added to a whole number below it, the number stands in the lower bits of the sum. */
const SHIFT = 2 ** 23
const wholeOf = (number: Code): Code => i32x4.sub(f32x4.add(number, always.f32(SHIFT)), always.i32(0x4b00_0000))

/** Pairs of places to put in order so that so many numbers are sorted (Batcher's exchange method, Knuth 5.2.2 M). */
export function sortingPairs(count: number): [one: number, other: number][] {
  const pairs: [number, number][] = []
  const top = 2 ** (Math.ceil(Math.log2(count)) - 1)
  for (let part = top; part > 0; part >>= 1) {
    let [rest, distance] = [0, part]
    for (let step = top; ; step >>= 1) {
      for (let one = 0; one + distance < count; one++) if ((one & part) === rest) pairs.push([one, one + distance])
      if (step === part) break
      distance = step - part
      rest = part
    }
  }
  return pairs
}

/** Four of eight people: their pence and points as fractions, and the pennies nobody has yet. */
interface Four {
  readonly pence: Local
  readonly points: Local
  readonly left: Local
  readonly over: Local
  readonly widen: (shorts: Code) => Code
}

/** The whole pennies of a line for four people, and what the division leaves. A product below 2^24 divides exactly when rounded down. */
function shareOfLine(
  { pence, points, left, over, widen }: Four,
  weight: Code,
  [product, quotient, pennies]: readonly [Local, Local, Local],
  store: (pennies: Code) => Code,
): Code {
  return [
    product.set(f32x4.mul(pence.get, f32x4.fromWhole(widen(weight)))),
    quotient.set(f32x4.floor(f32x4.div(product.get, points.get))),
    pennies.set(wholeOf(quotient.get)),
    store(pennies.get),
    left.set(i32x4.sub(left.get, pennies.get)),
    over.set(wholeOf(f32x4.sub(product.get, f32x4.mul(quotient.get, points.get)))),
  ]
}

/** The key of the last line that gets a penny: the keys sorted, the largest first, and of these the one at the number left over. */
function lastKey(keys: readonly Local[], left: Local, [swap, least]: readonly [Local, Local]): Code {
  const pairs = sortingPairs(LINES).map(([one, other]): Code => {
    const [larger, smaller] = [keys[one], keys[other]] as [Local, Local]
    return [
      swap.set(i16x8.max(larger.get, smaller.get)),
      smaller.set(i16x8.min(larger.get, smaller.get)),
      larger.set(swap.get),
    ]
  })
  const unlessNone = v128.and(i16x8.equal(left.get, always.i16(0)), always.i16(0x7fff))
  const at = keys.map((key, place) =>
    least.set(i16x8.max(least.get, v128.and(key.get, i16x8.greater(always.i16(place + 2), left.get)))),
  )
  return [pairs, least.set(unlessNone), at]
}

/**
 * `shareOut` for eight people at a time: each line its share of the pence rounded down, then the pennies left over one each to
 * the largest remainders, the earlier line first. A line's key is its remainder × 16 + how early it stands.
 */
export const share = wasmFunction('share', (rows, base, local) => {
  const [at, short, long] = [local('i32'), local('i32'), local('i32')]
  const working = [local('v128'), local('v128'), local('v128')] as const
  const [weight, left, swap, least] = [local('v128'), local('v128'), local('v128'), local('v128')]
  const fours = [i32x4.fromLow, i32x4.fromHigh].map((widen): Four => {
    return { pence: local('v128'), points: local('v128'), left: local('v128'), over: local('v128'), widen }
  })
  const [low, high] = fours as [Four, Four]
  const keys = lines.map(() => local('v128'))
  const begin = fours.map(
    (four, which): Code => [
      four.left.set(v128.load(long.get, layout.fromPoints + 16 * which)),
      four.pence.set(f32x4.fromWhole(four.left.get)),
      four.points.set(f32x4.fromWhole(i32x4.max(v128.load(long.get, layout.counted + 16 * which), always.i32(1)))),
    ],
  )
  const shared = lines.map(
    (line): Code => [
      weight.set(line === 0 ? i16x8.splat(base.get) : v128.load(short.get, layout.lineCounted(line - 1))),
      fours.map((four, which) =>
        shareOfLine(four, weight.get, working, (pennies) =>
          v128.store(long.get, pennies, layout.linePence(line) + 16 * which),
        ),
      ),
      (keys[line] as Local).set(
        v128.or(i16x8.shl(i16x8.narrow(low.over.get, high.over.get), i32.const(4)), always.i16(LINES - 1 - line)),
      ),
      v128.store(i32.const(0), (keys[line] as Local).get, layout.keys(line)),
    ],
  )
  const pennies = lines.map(
    (line): Code => [
      weight.set(i16x8.greater(v128.load(i32.const(0), layout.keys(line)), least.get)),
      fours.map(({ widen }, which): Code => {
        const place = layout.linePence(line) + 16 * which
        return v128.store(long.get, i32x4.sub(v128.load(long.get, place), widen(weight.get)), place)
      }),
    ],
  )
  return repeat(at, rows.get, 8, [
    short.set(i32.shl(at.get, i32.const(1))),
    long.set(i32.shl(at.get, i32.const(2))),
    begin,
    shared,
    left.set(i16x8.narrow(low.left.get, high.left.get)),
    lastKey(keys, left, [swap, least]),
    least.set(i16x8.sub(least.get, always.i16(1))),
    pennies,
  ])
})
