import type { Posting } from '../../src/finance/postings.ts'

/** What each account holds after some postings: credits less debits, in pence, by code. All of them add up to nothing. */
export function balances(postings: readonly Posting[]): Map<string, number> {
  const held = new Map<string, number>()
  const move = (code: string, by: number) => held.set(code, (held.get(code) ?? 0) + by)
  for (const { debit, credit, amount } of postings) {
    move(debit.code, -amount)
    move(credit.code, amount)
  }
  return held
}
