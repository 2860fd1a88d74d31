/** What was found for one assumption: the value at which the chance is reached, or that no value in its bounds does it. */
export type Needed =
  | { readonly found: 'already'; readonly chance: number }
  | { readonly found: 'value'; readonly value: number; readonly chance: number; readonly atLeast: boolean }
  | { readonly found: 'never'; readonly best: number; readonly bestAt: number }

/**
 * What would have to be true: the value of one assumption, nearest to today's, at which so many draws in a hundred reach a target, all
 * else unchanged. `chanceAt` gives the chance (0 to 1) for a value, with the same random numbers each time, so that it moves with
 * the value alone. Both bounds are tried; the better one is gone towards by halving until `step` is reached. A chance that rises and
 * falls again between the bounds may hide a nearer value: the answer is then true, but not the nearest.
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
  const [low, high] = [await chanceAt(least), await chanceAt(most)]
  const [end, reached] = high >= low ? [most, high] : [least, low]
  if (reached < wanted) return { found: 'never', best: reached, bestAt: end }
  let [fails, holds, chance] = [now, end, reached]
  while (Math.abs(holds - fails) > step) {
    const between = (fails + holds) / 2
    const there = await chanceAt(between)
    if (there >= wanted) [holds, chance] = [between, there]
    else fails = between
  }
  return { found: 'value', value: holds, chance, atLeast: holds > now }
}
