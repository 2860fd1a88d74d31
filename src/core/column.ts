/** How a column is made on shared memory: Uint8Array, Int32Array, Float64Array and so on. */
interface ColumnKind<T> {
  readonly BYTES_PER_ELEMENT: number
  new (memory: SharedArrayBuffer): T
}

/**
 * A column: one number for each row, all zero at first. It stands in shared memory, so two workers read and write their own
 * rows of it at once and nothing is copied when it is handed over.
 */
export function column<T>(kind: ColumnKind<T>, rows: number): T {
  return new kind(new SharedArrayBuffer(rows * kind.BYTES_PER_ELEMENT))
}
