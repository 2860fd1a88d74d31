import type { Account } from './account.ts'
import type { Posting } from './postings.ts'

/** Accounts that are kept for one financial year each: "cost:outside-providers:2025". */
const yearly = /^((?:available|delivered|cost|client income):[^:]+):([0-9]{4})$/

/** The financial year an account is kept for; nothing where it is kept for good. */
export function yearOfAccount({ code }: Account): number | undefined {
  const year = yearly.exec(code)?.[2]
  return year === undefined ? undefined : Number(year)
}

const inYear = (one: Account, year: number): Account => ({ ...one, code: one.code.replace(yearly, `$1:${year}`) })

/**
 * The row that moves a posting out of years that are closed, to the same account of the year that is open: the closed year keeps
 * what it had, and the day the posting is about stays. Nothing where no closed year is touched.
 */
export function movedToOpenYear(
  rowId: string,
  { debit, credit, amount, effectiveOn, about }: Posting,
  years: { readonly closed: ReadonlySet<number>; readonly open: number },
): Posting[] {
  const shut = (one: Account) => years.closed.has(yearOfAccount(one) ?? Number.NaN)
  const row = { kind: 'after_close' as const, sourceId: rowId, amount, effectiveOn, about }
  if (shut(debit) && shut(credit)) return [{ ...row, debit: credit, credit: debit }]
  if (shut(debit)) return [{ ...row, debit: inYear(debit, years.open), credit: debit }]
  return shut(credit) ? [{ ...row, debit: credit, credit: inYear(credit, years.open) }] : []
}
