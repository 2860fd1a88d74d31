import type { Pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { IncomeCode } from './income-kinds.ts'

/** How many payments beside the first of each kind a form holds: more than anybody has been found to have. */
export const MOST_OTHER_PAYMENTS = 20
const numbers = Array.from({ length: MOST_OTHER_PAYMENTS }, (_, at) => at + 1)

/** A further payment as its boxes hold it: which kind, who pays it, how much a week, and whether it is for a couple. */
export type OtherPayments = {
  readonly [id in `other-${number}-kind`]?: IncomeCode | undefined
} & { readonly [id in `other-${number}-words`]?: string | undefined } & {
  readonly [id in `other-${number}-weekly`]?: Pence | undefined
} & { readonly [id in `other-${number}-joint`]?: boolean | undefined }

/** The payments beside the first of each kind, each a line of its own. */
export function otherPayments(read: OtherPayments): Circumstances['income'] {
  return numbers.flatMap((n) => {
    const [kind, weekly, words] = [read[`other-${n}-kind`], read[`other-${n}-weekly`], read[`other-${n}-words`]]
    if (kind === undefined || !weekly) return []
    return [{ kind, weekly, share: read[`other-${n}-joint`] ? 'half' : 'own', ...(words ? { words } : {}) } as const]
  })
}

/** What is half told of a further payment: the box to fill, and what to say. */
export function halfTold(read: OtherPayments): { id: string; message: string }[] {
  return numbers.flatMap((n) => {
    const [kind, weekly, words] = [read[`other-${n}-kind`], read[`other-${n}-weekly`], read[`other-${n}-words`]]
    if (kind === undefined && (weekly !== undefined || words !== undefined))
      return [{ id: `other-${n}-kind`, message: 'Select which payment this is' }]
    if (kind !== undefined && weekly === undefined)
      return [{ id: `other-${n}-weekly`, message: 'Enter how much it is a week' }]
    return []
  })
}

/** The numbers of the further payments that a form shows: those filled, and an empty one. */
export function otherPaymentsShown(typed: Readonly<Record<string, string>>): number[] {
  const filled = numbers.filter((n) =>
    ['kind', 'words', 'weekly'].some((box) => (typed[`other-${n}-${box}`] ?? '').trim() !== ''),
  )
  return numbers.slice(0, (filled.at(-1) ?? 0) + 1)
}
