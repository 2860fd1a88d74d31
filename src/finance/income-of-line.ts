import { type Pence, pence, shareOut } from '../core/money.ts'
import type { IncomeLine, IncomePayer } from '../market/index.ts'
import type { PayerShare } from './line-share.ts'

/** One date that was paid for, as whoever delivered it counts it. */
export interface PaidDate {
  readonly route: string
  readonly payers: readonly PayerShare[]
  /** What was paid out for it. */
  readonly amount: Pence
  /** What the person was charged of it by the council. */
  readonly charged: Pence
  readonly attended: boolean
  /** A block contract that stands pays for its place: its instalments are the income, and the date's own price is none. */
  readonly underBlock?: boolean | undefined
}

const known: Readonly<Record<string, IncomePayer>> = { nhs: 'nhs', education: 'education', other: 'other' }

/**
 * Who bore what a date brought a provider: named payers in proportion to their shares, to the penny; the council's own part
 * less what the person was charged of it; all of the council's part as a direct payment where the person holds the money; and
 * what the person hands over on a day they come. The lines add up to what was paid out and what was handed over. Under a block
 * contract only what is handed over is left: the contract's instalments are what the rest brings, and money in is never counted twice.
 */
export function incomeOfDate(date: PaidDate): IncomeLine[] {
  const { route, payers, attended, underBlock = false } = date
  const amount = underBlock ? pence(0) : date.amount
  const charged = underBlock ? pence(0) : date.charged
  const others = payers.filter(({ payer }) => payer !== 'person')
  const shares = shareOut(
    amount,
    others.length === 0 || others.every(({ share }) => share === 0) ? [1] : others.map(({ share }) => share),
  )
  const own: IncomePayer = route === 'direct_payment' || route === 'prepaid_card' ? 'direct_payment' : 'council'
  const paid = shares.map((share, at) => ({ payer: known[others[at]?.payer ?? 'council'] ?? own, amount: share }))
  let left = charged
  const lines = paid.map(({ payer, amount: share }) => {
    const off = payer === own ? Math.min(left, share) : 0
    left = pence(left - off)
    return { payer, amount: pence(share - off) }
  })
  const onTheDay = attended
    ? payers.filter(({ payer }) => payer === 'person').reduce((all, { share }) => all + share, 0)
    : 0
  return [
    ...lines,
    { payer: 'contribution' as const, amount: pence(charged - left) },
    { payer: 'on_the_day' as const, amount: pence(onTheDay) },
  ].filter((line) => line.amount > 0)
}
