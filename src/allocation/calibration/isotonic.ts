/**
 * The never-falling values nearest to the given ones, by weighted least squares: neighbours that fall are put together
 * at their weighted mean until none falls (pool adjacent violators; Ayer and others 1955).
 */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { value: number; weight: number; size: number }[] = []
  values.forEach((value, at) => {
    let pool = { value, weight: weights[at] ?? 1, size: 1 }
    for (let before = pools.at(-1); before !== undefined && before.value > pool.value; before = pools.at(-1)) {
      const weight = before.weight + pool.weight
      const mean = (before.value * before.weight + pool.value * pool.weight) / weight
      pool = { value: mean, weight, size: before.size + pool.size }
      pools.pop()
    }
    pools.push(pool)
  })
  return pools.flatMap(({ value, size }) => Array.from({ length: size }, () => value))
}
