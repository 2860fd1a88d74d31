/** What was found for one assumption: the value at which the chance is reached, or that no value in its bounds does it. */
export type Needed =
  | { readonly found: 'already'; readonly chance: number }
  | { readonly found: 'value'; readonly value: number; readonly chance: number; readonly atLeast: boolean }
  | { readonly found: 'never'; readonly best: number; readonly bestAt: number }

/** Into so many parts the way between the bounds is cut. */
const TENTHS = 10

/**
 * What would have to be true: the value of one assumption, nearest to today's, at which so many draws in a hundred reach a target, all
 * else unchanged. `chanceAt` gives the chance (0 to 1) for a value, with the same random numbers each time, so that it moves with
 * the value alone. Both bounds are tried and nine values between them, for a chance may rise and fall again; from the nearest that
 * reaches it the way to today's is halved until `step` is reached. What lies between two of the values tried may stay unseen.
 */
export async function neededValue({
  now,
  least,
  most,
  step,
  wanted,
  chanceAt,
}: {
  readonly now: number
  readonly least: number
  readonly most: number
  readonly step: number
  readonly wanted: number
  readonly chanceAt: (value: number) => Promise<number>
}): Promise<Needed> {
  const atNow = await chanceAt(now)
  if (atNow >= wanted) return { found: 'already', chance: atNow }
  const tried: { value: number; chance: number }[] = []
  for (let tenth = 0; tenth <= TENTHS; tenth++) {
    const value = least + ((most - least) * tenth) / TENTHS
    tried.push({ value, chance: await chanceAt(value) })
  }
  const far = ({ value }: { value: number }) => Math.abs(value - now)
  const [nearest] = tried.filter((one) => one.chance >= wanted).sort((one, other) => far(one) - far(other))
  if (nearest === undefined) {
    const [best = { value: now, chance: atNow }] = tried.sort(
      (one, other) => other.chance - one.chance || far(one) - far(other),
    )
    return { found: 'never', best: best.chance, bestAt: best.value }
  }
  let [fails, holds, chance] = [now, nearest.value, nearest.chance]
  while (Math.abs(holds - fails) > step) {
    const between = (fails + holds) / 2
    const there = await chanceAt(between)
    if (there >= wanted) [holds, chance] = [between, there]
    else fails = between
  }
  return { found: 'value', value: holds, chance, atLeast: holds > now }
}
