import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** Puts a council's own picture in the place of ours, or of the one before. */
export async function saveSymbol(tx: Tx, symbol: { name: string; png: Buffer; owner: string }): Promise<void> {
  const { name, png, owner } = symbol
  await tx.query(sql`
    insert into directory.symbol (name, png_base64, owner, recorded_by) values (${name}, ${png.toString('base64')}, ${owner}, ${actor(tx)})
    on conflict (name) do update set png_base64 = excluded.png_base64, owner = excluded.owner, recorded_by = excluded.recorded_by, recorded_at = now()`)
  await audit(tx, {
    action: 'directory/symbol-saved',
    subject: 'symbol',
    subjectId: newId(),
    detail: { name, bytes: png.length },
  })
}

/** The names a council has its own pictures for, with whose they are. */
export async function councilSymbols(tx: Tx): Promise<{ name: string; owner: string }[]> {
  return tx.query<{ name: string; owner: string }>(sql`select name, owner from directory.symbol order by name`)
}

/** One picture of the council's own, or none. */
export async function symbolPicture(tx: Tx, name: string): Promise<Buffer | undefined> {
  const row = await tx.maybe<{ png: string }>(sql`select png_base64 as png from directory.symbol where name = ${name}`)
  return row === undefined ? undefined : Buffer.from(row.png, 'base64')
}
