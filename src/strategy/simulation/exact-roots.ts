/**
 * Roots and powers made of the four rules and the square root only. These are rounded alike by every computer; `Math.pow` and `Math.exp`
 * are not, and one bit would be enough to give another browser another answer.
 */
function cubeRoot(number: number): number {
  if (number <= 0) return 0
  let root = 1
  for (let step = 0; step < 200; step++) {
    const next = (2 * root + number / (root * root)) / 3
    if (next === root || (step > 100 && Math.abs(next - root) < 1e-15)) return next
    root = next
  }
  return root
}

/** A yearly chance as the chance in each of twelve months that leaves the same number of people after a year. */
export const monthlyOf = (yearly: number): number => 1 - Math.sqrt(Math.sqrt(cubeRoot(1 - yearly)))

/** e to the power of −x, for x from 0 to 20. */
export function expOfMinus(x: number): number {
  const small = x / 1024
  let [term, sum] = [1, 1]
  for (let n = 1; n <= 12; n++) {
    term *= -small / n
    sum += term
  }
  for (let n = 0; n < 10; n++) sum *= sum
  return sum
}
