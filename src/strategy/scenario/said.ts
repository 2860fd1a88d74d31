/** A chance as so many runs in 100; never nought or all of them unless it is. */
export function inHundred(chance: number): string {
  if (chance > 0 && chance < 0.005) return 'fewer than 1'
  if (chance < 1 && chance > 0.995) return 'more than 99'
  return String(Math.round(chance * 100))
}

/** Pence as whole pounds to three figures: £1,040,000 and −£52,000, since draws know no better. */
export function roughPounds(pence: number): string {
  const pounds = Math.abs(pence) / 100
  const unit = pounds < 1000 ? 1 : 10 ** (Math.floor(Math.log10(pounds)) - 2)
  const said = Math.round(pounds / unit) * unit
  return `${pence < 0 && said > 0 ? '−' : ''}£${said.toLocaleString('en-GB')}`
}

/** A number of pounds that has room beside an axis or on a phone: £6.74m. */
export const shortPounds = (pence: number): string =>
  pence >= 100_000_000 ? `£${Number((pence / 100_000_000).toFixed(2))}m` : roughPounds(pence)

/** A count of hours or people, to three figures. */
export function rough(number: number): string {
  const size = Math.abs(number)
  const unit = size < 1000 ? 1 : 10 ** (Math.floor(Math.log10(size)) - 2)
  const said = Math.round(size / unit) * unit
  return `${number < 0 && said > 0 ? '−' : ''}${said.toLocaleString('en-GB')}`
}

/** From one end to the other; where no run differs from another there is no range, and that is said. */
export const spanSaid = (low: string, high: string, isOne: boolean): string =>
  isOne ? `${low} in every run` : `${low} to ${high}`

/** What a row of a drawing says: its number and its range. */
export const circleWords = (circle: string, low: string, high: string, isOne: boolean): string =>
  isOne ? `${circle} in every run` : `${circle} (${low} to ${high})`

/** What a circle without a box or a line means, where a drawing has one. */
export const aloneWords = (rows: readonly { readonly low: number; readonly high: number }[]): string =>
  rows.some(({ low, high }) => low === high) ? 'A circle alone has no range: every run has the same.' : ''
