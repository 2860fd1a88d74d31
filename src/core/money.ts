import { assert } from './assert.ts'

/** Whole pence. £12.34 is 1234. Never a fraction, never pounds, and nothing is 0, never minus nothing. */
export type Pence = number & { readonly __unit: 'pence' }

/** Marks a whole number as pence. Anything else is a mistake of the program and stops it. */
export function pence(amount: number): Pence {
  assert(Number.isSafeInteger(amount), `${amount} is not whole pence`)
  return (amount + 0) as Pence
}

/** What some amounts come to; nothing for none. */
export function sum(amounts: readonly Pence[]): Pence {
  return pence(amounts.reduce((total, amount) => total + amount, 0))
}

/** `amount × numerator ÷ denominator`; the caller must say which way a part-penny goes, and cite why. */
export function scale(
  amount: Pence,
  numerator: number,
  denominator: number,
  rounding: 'down' | 'up' | 'half-up',
): Pence {
  assert(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator), 'scale takes whole numbers')
  assert(denominator > 0, 'the denominator is above zero')
  const product = BigInt(amount) * BigInt(numerator)
  const by = BigInt(denominator)
  const floor = product / by - (product % by < 0n ? 1n : 0n)
  const remainder = product - floor * by
  const up = rounding === 'up' ? remainder > 0n : rounding === 'half-up' ? remainder * 2n >= by : false
  return pence(Number(floor + (up ? 1n : 0n)))
}

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** "£1,234.50"; whole pounds lose the ".00", as the GOV.UK style guide asks. */
export function formatMoney(amount: Pence): string {
  return pounds.format(amount / 100).replace(/\.00$/, '')
}

/** "£1,234.50", "£44.00", "−£3.10" for whole pence: what stands in a sum or a column keeps its pence, and a minus stands before the pound sign. */
export function inPence(amount: number): string {
  return pounds.format((amount + 0) / 100).replace('-', '−')
}

/** "1234.50" for whole pence: pounds and pence as a box of a form or a cell of a file takes them, without sign or comma. */
export function typedPounds(amount: number): string {
  return (amount / 100).toFixed(2)
}

/** "£1,200.5", "1200.50" → 120050. Undefined when it is not an amount of pounds and pence. */
export function parseMoney(text: string): Pence | undefined {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,11})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  return pence(Number((match[1] ?? '').replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0')))
}

/**
 * Shares a whole among parts in proportion, to the penny: each gets its share rounded down, and the pennies left over
 * go one each to the largest remainders (the earlier part first when equal). The shares always add up to the whole.
 */
export function shareOut(whole: Pence, weights: readonly number[]): Pence[] {
  assert(whole >= 0, 'only an amount of nothing or more can be shared out')
  assert(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are whole numbers, none below zero',
  )
  const total = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (total === 0n) {
    assert(whole === 0, 'an amount cannot be shared out among parts that weigh nothing')
    return weights.map(() => pence(0))
  }
  const parts = weights.map((weight, at) => {
    const product = BigInt(whole) * BigInt(weight)
    return { at, floor: Number(product / total), remainder: product % total }
  })
  const left = whole - parts.reduce((all, part) => all + part.floor, 0)
  const first = [...parts].sort((one, other) =>
    one.remainder === other.remainder ? one.at - other.at : one.remainder > other.remainder ? -1 : 1,
  )
  for (const part of first.slice(0, left)) part.floor += 1
  return parts.map((part) => pence(part.floor))
}
