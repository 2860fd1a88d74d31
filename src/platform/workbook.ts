import { withGuard } from './csv.ts'

/** A cell as a spreadsheet keeps it: text that is never run, a number with the way it is written, or a day. */
export type SheetCell =
  | { readonly is: 'text'; readonly text: string; readonly bold?: boolean; readonly wrap?: boolean }
  | { readonly is: 'number'; readonly value: number; readonly format: string }
  | { readonly is: 'day'; readonly day: string }

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly SheetCell[])[]
  /** In letters; the first columns. */
  readonly widths: readonly number[]
}

/** What a name of a sheet may not hold, and how long it may be, as Excel has it. */
const notInNames = /[\\/*[\]:?]/g
const LONGEST_NAME = 31
/** Letters that may not stand in the file itself. */
const controls = /(?![\t\n\r])\p{Cc}|\ufffe|\uffff/gu

const dayFormat = 'd mmmm yyyy'

function cellOf(cell: SheetCell) {
  if (cell.is === 'number')
    return { value: cell.value, type: Number, format: cell.format, alignVertical: 'top' as const }
  if (cell.is === 'day')
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: dayFormat, alignVertical: 'top' as const }
  return {
    value: withGuard(cell.text.replaceAll(controls, '')),
    type: String,
    wrap: cell.wrap === true,
    alignVertical: 'top' as const,
    ...(cell.bold === true ? { fontWeight: 'bold' as const } : {}),
  }
}

/** Names that a spreadsheet takes: cut, and told apart where two would be the same. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain =
      name
        .replaceAll(notInNames, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, LONGEST_NAME) || 'Sheet'
    let free = plain
    for (let nth = 2; taken.has(free.toLowerCase()); nth++) free = `${plain.slice(0, LONGEST_NAME - 4)} ${nth}`
    taken.add(free.toLowerCase())
    return free
  })
}

/** Sheets as an XLSX file. Text that begins like a formula gets an apostrophe in front, as in CSV. The library is loaded when the first is asked for. */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const names = sheetNames(sheets.map(({ name }) => name))
  return write(
    sheets.map(({ rows, widths }, at) => ({
      data: rows.map((row) => row.map(cellOf)),
      sheet: names[at] ?? '',
      columns: widths.map((width) => ({ width })),
    })),
  ).toBuffer()
}
