import { sql, type Tx } from '../../platform/db.ts'
import { listPage } from '../../platform/list-asked.ts'

/** So many faults of each rule are named at one go; how many there are is said. They come from few causes: once those are put right, the proof is run again. */
const mostFaults = 200

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
  'what came back of a payment, and went out again, is what its record says',
  'a week over 31 March is earned in the years of its dates',
] as const

/** Proves the books: an empty list means every rule holds over every row. */
export async function verifyBooks(
  tx: Tx,
): Promise<{ faults: readonly BookFault[]; found: number; transfers: number; payLines: number }> {
  const found = await tx.query<BookFault & { all: number }>(
    sql`select f.rule, f.subject, f.detail, f."all" from (
          select rule, subject, detail, count(*) over ()::int as "all", row_number() over (partition by rule order by subject, detail) as nth from finance.faults()) f
         where f.nth <= ${mostFaults} order by f.rule, f.subject`,
  )
  const { rows: faults, all } = listPage<BookFault>(found)
  const counts = await tx.one<{ transfers: number; payLines: number }>(sql`
    select (select count(*) from finance.transfer) as transfers, (select count(*) from finance.pay_line) as "payLines"`)
  return { faults, found: all, ...counts }
}
