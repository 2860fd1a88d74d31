import { sql, type Tx } from '../../platform/db.ts'

/** The support bands with the shares of a worker each person takes, the lightest first. */
export async function bandShares(tx: Tx): Promise<{ code: string; shares: number }[]> {
  return tx.query(sql`select code, staff_shares as shares from directory.support_band order by staff_shares, code`)
}
