type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** The same column with room for more rows; at least twice as many, so that growing costs little for each row. */
export function grown<C extends Column>(column: C, rows: number): C {
  const more = new (column.constructor as new (rows: number) => C)(Math.max(rows, column.length * 2))
  more.set(column as never)
  return more
}

/** A list of whole numbers that grows at its end. */
export class NumberList {
  values = new Uint32Array(2)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, this.length + 1)
    this.values[this.length++] = value
  }

  /** Gives back the room that is not used; for after many were added. */
  trim(): void {
    if (this.values.length > this.length + 1) this.values = this.values.slice(0, this.length + 1)
  }
}
