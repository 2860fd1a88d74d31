import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Any column. */
export type Column = Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array | Float64Array

/** Every column below a value by its path, such as "income.start" or "levels.3". */
export function columnsIn(value: unknown, path = ''): [path: string, column: Column][] {
  if (ArrayBuffer.isView(value)) return [[path, value as Column]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, held]) => columnsIn(held, path === '' ? name : `${path}.${name}`))
}

/** Writes every column below a value to a file of its own, as it stands in memory. */
export function writeColumns(folder: string, prefix: string, value: unknown): void {
  for (const [path, column] of columnsIn(value))
    writeFileSync(
      join(folder, `${prefix}.${path}`),
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    )
}

/** The columns of a value whose files, written by another program, hold something else. */
export function differingColumns(folder: string, prefix: string, value: unknown): string[] {
  return columnsIn(value).flatMap(([path, column]) => {
    const ours = Buffer.from(column.buffer, column.byteOffset, column.byteLength)
    return ours.equals(readFileSync(join(folder, `${prefix}.${path}`))) ? [] : [`${prefix}.${path}`]
  })
}
