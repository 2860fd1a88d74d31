import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'

/** A person's name as pages say it: "Nell Ashworth", and "Nell" for sentences. */
export async function personName(tx: Tx, personId: string): Promise<{ name: string; given: string }> {
  const row = await tx.maybe<{ name: string; given: string | null }>(sql`
    select name, given_name as given from people.published_person where person_id = ${personId}`)
  if (row === undefined) throw new NotFound('person')
  return { name: row.name, given: row.given ?? row.name }
}
