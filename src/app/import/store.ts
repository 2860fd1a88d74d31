import type { ListPage } from '../../core/list-page.ts'
import type { CsvFault } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { listPage } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import type { BroughtIn } from './bring-in.ts'

export interface FileImport {
  readonly id: string
  readonly kind: string
  readonly file_name: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly rejected: number
  readonly columns_not_used: readonly string[]
  readonly brought_in_at: Date
}

/** Keeps what became of a file, in the transaction that brought it in. */
export async function recordImport(
  tx: Tx,
  { fileName, by, done }: { fileName: string; by: string; done: BroughtIn },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into platform.file_import (id, kind, file_name, rows, added, changed, unchanged, rejected, columns_not_used, faults, columns_given, rejected_rows,
      brought_in_by, brought_in_at)
    values (${id}, ${done.kind}, ${fileName}, ${done.rows}, ${done.added}, ${done.changed}, ${done.unchanged}, ${done.rejected},
      ${[...done.columnsNotUsed]}::text[], ${JSON.stringify(done.faults)}::jsonb, ${[...done.columnsGiven]}::text[], ${JSON.stringify(done.rejectedRows)}::jsonb, ${by}, ${tx.now.toISOString()}::timestamptz)`)
  return id
}

export const IMPORTS_A_PAGE = 20

/** A page of the files of whoever asks, newest first. */
export async function importsOf(tx: Tx, page: number): Promise<ListPage<FileImport>> {
  const rows = await tx.query<FileImport & { all: number }>(sql`
    select id, kind, file_name, rows, added, changed, unchanged, rejected, columns_not_used, brought_in_at, count(*) over ()::int as "all" from platform.file_import
     where brought_in_by = ${tx.who.accountId ?? null}::uuid order by brought_in_at desc, id desc limit ${IMPORTS_A_PAGE} offset ${(page - 1) * IMPORTS_A_PAGE}`)
  return listPage(rows)
}

type Rejects = FileImport & { faults: readonly CsvFault[] } & Pick<BroughtIn, 'columnsGiven' | 'rejectedRows'>

/** One file and every fault in it. Not found for whoever did not bring it in. */
export async function importById(tx: Tx, importId: string): Promise<Rejects> {
  const found = await tx.maybe<Rejects>(sql`
    select id, kind, file_name, rows, added, changed, unchanged, rejected, columns_not_used, faults, brought_in_at,
           columns_given as "columnsGiven", rejected_rows as "rejectedRows" from platform.file_import where id = ${importId} order by id`)
  if (found === undefined) throw new NotFound('file')
  return found
}
