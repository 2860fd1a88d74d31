import type { Random } from '../../core/random.ts'

/** The standard normal quantile (Acklam's rational approximation, public domain; relative error below 2e-9). */
export function normalQuantile(part: number): number {
  if (part < 0.02425) return lowTail(part)
  if (part > 1 - 0.02425) return -lowTail(1 - part)
  const q = part - 0.5
  const r = q * q
  const over =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q
  const under =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1
  return over / under
}

function lowTail(part: number): number {
  const t = Math.sqrt(-2 * Math.log(part))
  const over =
    ((((-7.784894002430293e-3 * t - 3.223964580411365e-1) * t - 2.400758277161838) * t - 2.549732539343734) * t +
      4.374664141464968) *
      t +
    2.938163982698783
  const under =
    (((7.784695709041462e-3 * t + 3.224671290700398e-1) * t + 2.445134137142996) * t + 3.754408661907416) * t + 1
  return over / under
}

/** A normal number by chance that can be repeated (Box and Muller). */
export function normalDraw(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
}
