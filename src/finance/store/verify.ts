import { sql, type Tx } from '../../platform/db.ts'

/** Something in the books that is not as it must be. */
export interface BookFault {
  readonly rule: string
  readonly subject: string | null
  readonly detail: string
}

/** The rules the books are proven by, in the words of the report. */
export const bookRules = [
  'the books sum to zero',
  'guarded totals equal their transfers',
  'every pay line follows the mark that stands',
  'no date is paid twice',
  'what is owed for a date is what its pay line says',
  'what a person is charged is what their charges say',
  'a date gives back no more than it did not take',
  'what a line gave back is what its adjustments say',
  'what was paid out to a person is what its pay-out says',
  'what came back of a pay-out is what its return says',
  'every mark without pay stands in its list',
  'what a block contract was paid is what its instalments say',
  'what a provider paid back is what its record says',
  'a week over 31 March is earned in the years of its dates',
] as const

/** Proves the books: an empty list means every rule holds over every row. */
export async function verifyBooks(tx: Tx): Promise<{ faults: BookFault[]; transfers: number; payLines: number }> {
  const faults = await tx.query<BookFault>(
    sql`select rule, subject, detail from finance.faults() order by rule, subject limit 1000`,
  )
  const counts = await tx.one<{ transfers: number; payLines: number }>(sql`
    select (select count(*) from finance.transfer) as transfers, (select count(*) from finance.pay_line) as "payLines"`)
  return { faults, ...counts }
}
