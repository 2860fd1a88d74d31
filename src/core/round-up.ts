/** The next round number that is not smaller than a number above nought: one of `times`, rising up to 10, of a power of ten. */
export function roundUp(number: number, times: readonly number[] = [1, 2, 5, 10]): number {
  const ten = 10 ** Math.floor(Math.log10(number))
  const found = times.find((one) => one * ten >= number * (1 - 1e-12)) ?? 10
  return Number((found * ten).toPrecision(2))
}
