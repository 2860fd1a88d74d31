import { collided, translated } from './database-faults.ts'
import { sql, type Tx } from './db.ts'
import { NotFound, Refused } from './refused.ts'

/**
 * Does the work or leaves nothing of it, within the caller's transaction: what is refused on the way is undone and given
 * back, and the transaction goes on. Anything else that fails is thrown. Attempts may stand within one another.
 */
export async function attempt(tx: Tx, work: () => Promise<void>): Promise<Refused | NotFound | undefined> {
  await tx.query(sql`savepoint attempt`)
  try {
    await work()
    await tx.query(sql`set constraints all immediate`)
    await tx.query(sql`set constraints all deferred`)
  } catch (error) {
    const refused = collided(error) ? error : translated(error)
    if (!(refused instanceof Refused || refused instanceof NotFound)) throw error
    await tx.query(sql`rollback to savepoint attempt`)
    await tx.query(sql`release savepoint attempt`)
    return refused
  }
  await tx.query(sql`release savepoint attempt`)
  return undefined
}
