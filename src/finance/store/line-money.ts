import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** Where the money of a person's plan stands: set aside and spent and given back are all that was ever set aside. */
export interface LineMoney {
  readonly bound: Pence
  /** Set aside, for a place taken or not yet, and not spent. */
  readonly setAside: Pence
  readonly spent: Pence
  readonly givenBack: Pence
}

/** The money of all lines of a person's plans together. */
export async function lineMoneyOf(tx: Tx, personId: string): Promise<LineMoney> {
  return tx.one<LineMoney>(sql`
    select coalesce(sum(m.bound_pence), 0)::bigint as bound, coalesce(sum(m.agreed_pence + m.committed_pence), 0)::bigint as "setAside",
           coalesce(sum(m.spent_pence), 0)::bigint as spent, coalesce(sum(m.released_pence), 0)::bigint as "givenBack"
      from finance.published_line_money m where m.person_id = ${personId}`)
}
