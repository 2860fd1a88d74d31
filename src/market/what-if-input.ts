import { parseMoney } from '../core/money.ts'
import { nothingSupposed, type Supposition } from './viability-what-if.ts'

/** What may be typed for a supposition, on a page, in an address or in a command; each may be left out. */
export const whatIfFields = ['leave', 'join', 'rate', 'pay', 'cost'] as const
export type WhatIfTyped = Readonly<Partial<Record<(typeof whatIfFields)[number], string>>>

export interface WhatIfFault {
  readonly field: (typeof whatIfFields)[number]
  readonly sentence: string
}

const people = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)
/** "4" or "-2.5" per cent, at most two decimals, from 50 down to 100 up, as hundredths of a per cent. */
const percent = (text: string) => {
  const points = /^[-−]?\d{1,3}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text.replace('−', '-')) * 100) : Number.NaN
  return points >= -5_000 && points <= 10_000 ? points : undefined
}
const pay = (text: string) => {
  const amount = parseMoney(text)
  return amount !== undefined && amount >= 1 && amount <= 100_000 ? amount : undefined
}

/** Reads what was typed: the supposition, or a sentence for each field that cannot be read. Empty is nothing supposed. */
export function readWhatIf(typed: WhatIfTyped): Supposition | { readonly faults: readonly WhatIfFault[] } {
  const faults: WhatIfFault[] = []
  const read = <T>(
    field: WhatIfFault['field'],
    reads: (text: string) => T | undefined,
    none: T,
    sentence: string,
  ): T => {
    const text = (typed[field] ?? '').trim().replace(/\s*%$/, '')
    if (text === '') return none
    const value = reads(text)
    if (value === undefined) faults.push({ field, sentence })
    return value ?? none
  }
  const leave = read('leave', people, 0, 'People who leave must be a whole number, like 3')
  const join = read('join', people, 0, 'People who join must be a whole number, like 3')
  const rate = read('rate', percent, 0, 'The rise of prices must be per cent from -50 to 100, like 4 or 2.5')
  const lowestPay = read('pay', pay, null, 'The lowest pay must be pounds an hour, like 13.20')
  const cost = read('cost', percent, 0, 'The rise of costs must be per cent from -50 to 100, like 4 or 2.5')
  if (faults.length > 0) return { faults }
  return { ...nothingSupposed, people: join - leave, rateBasisPoints: rate, lowestPay, costBasisPoints: cost }
}

/** At which field a supposition that cannot be is told. */
export const fieldOfRefusal: Readonly<Record<string, WhatIfFault['field']>> = {
  more_leave_than_come: 'leave',
  more_than_it_holds: 'join',
  nobody_comes_yet: 'join',
  pay_not_stated: 'pay',
}
