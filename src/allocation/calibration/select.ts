/** The k-th smallest (from 0) of the first `count` numbers; moves them about (Hoare's selection). */
export function smallest(numbers: Float64Array, count: number, k: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = numbers[(low + high) >> 1]!
    let up = low
    let down = high
    while (up <= down) {
      while (numbers[up]! < pivot) up++
      while (numbers[down]! > pivot) down--
      if (up > down) break
      const kept = numbers[up]!
      numbers[up++] = numbers[down]!
      numbers[down--] = kept
    }
    if (k <= down) high = down
    else if (k >= up) low = up
    else return numbers[k]!
  }
  return numbers[k]!
}
