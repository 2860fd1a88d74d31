import { sql, type Tx } from '../../platform/db.ts'

/** Whether anybody in the records is made up, as in the example borough: what is worked out from them is then no evidence. */
export async function anybodyMadeUp(tx: Tx): Promise<boolean> {
  const { found } = await tx.one<{ found: boolean }>(
    sql`select exists (select from people.identifier i where i.kind = 'synthetic') as found`,
  )
  return found
}
