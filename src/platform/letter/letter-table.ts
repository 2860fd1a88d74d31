import type { LetterPart } from './letter-parts.ts'
import { MARGIN, type PdfDocument, type Structure, write } from './pdf-document.ts'

type Table = Extract<LetterPart, { is: 'table' }>

const SIZE = 11
const SMALL = 9
const GAP = 10
const NUMERIC_WIDTH = 90
/** Room for a caption, the heads and a row: a caption never stands alone. */
const WITH_CAPTION = 90
/** A table of more columns than this is written smaller, each column as wide as its words need. */
const FEW_COLUMNS = 5
const sizesOfMany = [9, 8, 7, 6] as const
const GAP_OF_MANY = 6

interface Column {
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'right'
  readonly size: number
}

function placed(widths: readonly number[], gap: number, { numeric }: Table, size: number): Column[] {
  let x = MARGIN
  return widths.map((wide, at) => {
    const column = { x, width: wide - gap, align: numeric[at] ? ('right' as const) : ('left' as const), size }
    x += wide
    return column
  })
}

function columnsOf(document: PdfDocument, table: Table): Column[] {
  const { numeric } = table
  const whole = document.page.width - 2 * MARGIN
  if (numeric.length > FEW_COLUMNS) return columnsOfMany(document, table, whole)
  const numbers = numeric.filter((one) => one).length
  const rest = (whole - numbers * NUMERIC_WIDTH) / Math.max(1, numeric.length - numbers)
  return placed(
    numeric.map((isNumber) => (isNumber ? NUMERIC_WIDTH : rest)),
    GAP,
    table,
    SIZE,
  )
}

/** Room for the longest word of each column, and the rest by how long its longest line is; smaller type where that is too much. */
function columnsOfMany(document: PdfDocument, table: Table, whole: number): Column[] {
  const { head, rows, numeric } = table
  const cellsOf = (at: number) => [head[at] ?? '', ...rows.map(({ cells }) => cells[at] ?? '')]
  const widest = (size: number, of: (text: string) => readonly string[]) =>
    numeric.map((_, at) => {
      document.font('bold').fontSize(size)
      return (
        Math.max(0, ...cellsOf(at).flatMap((text) => of(text).map((part) => document.widthOfString(part)))) +
        GAP_OF_MANY +
        1
      )
    })
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
  const words = (text: string) => text.split(' ')
  const size = sizesOfMany.find((one) => sum(widest(one, words)) <= whole) ?? 6
  const least = widest(size, words)
  const most = widest(size, (text) => [text]).map((wide) => Math.min(wide, whole / 2))
  const wants = most.map((wide, at) => Math.max(0, wide - (least[at] ?? 0)))
  const left = whole - sum(least)
  const wanted = sum(wants)
  const widths = least.map((wide, at) =>
    wanted > 0 ? wide + ((wants[at] ?? 0) * left) / wanted : wide + left / least.length,
  )
  return placed(widths, GAP_OF_MANY, table, size)
}

function line(document: PdfDocument, y: number, bold: boolean): void {
  document.markContent('Artifact', { type: 'Layout' })
  document
    .lineWidth(bold ? 1.2 : 0.5)
    .moveTo(MARGIN, y)
    .lineTo(document.page.width - MARGIN, y)
    .stroke('#74695a')
  document.endMarkedContent()
}

interface Row {
  readonly cells: readonly string[]
  readonly small: string
  readonly bold: boolean
  readonly head: boolean
}

function heightOf(document: PdfDocument, row: Row, columns: readonly Column[]): number {
  document.font(row.bold ? 'bold' : 'body').fontSize(columns[0]?.size ?? SIZE)
  const tallest = Math.max(...columns.map(({ width }, at) => document.heightOfString(row.cells[at] ?? '', { width })))
  const small =
    row.small === ''
      ? 0
      : document
          .font('body')
          .fontSize(SMALL)
          .heightOfString(row.small, { width: columns[0]?.width ?? 0 }) + 2
  return tallest + small
}

/** Goes on on a new page under the heads of the table again: for the eye only, since a screen reader has them with each cell. */
function goOn(document: PdfDocument, head: readonly string[], columns: readonly Column[]): void {
  document.addPage()
  document.y = MARGIN
  const again: Row = { cells: head, small: '', bold: true, head: true }
  const height = heightOf(document, again, columns)
  document.markContent('Artifact', { type: 'Pagination' })
  for (const [at, { x, width, align, size }] of columns.entries())
    write(document, head[at] ?? '', { font: 'bold', size, x, y: MARGIN }, { width, align })
  document.endMarkedContent()
  document.y = MARGIN + height + GAP / 2
  line(document, document.y, true)
  document.y += GAP / 2
  document.x = MARGIN
}

interface Drawn {
  readonly structure: Structure
  readonly columns: readonly Column[]
  readonly head: readonly string[]
}

function drawRow(document: PdfDocument, { structure: table, columns, head }: Drawn, row: Row): void {
  const height = heightOf(document, row, columns)
  if (document.y + height + GAP > document.page.height - MARGIN) goOn(document, head, columns)
  const top = document.y
  const tr = document.struct('TR')
  table.add(tr)
  for (const [at, { x, width, align, size }] of columns.entries()) {
    const header = row.head || at === 0
    tr.add(
      document.struct(header ? 'TH' : 'TD', header ? { scope: row.head ? 'Column' : 'Row' } : {}, () => {
        const small = at === 0 && row.small !== ''
        const text = `${row.cells[at] ?? ''}${small ? ' ' : ''}`
        write(document, text, { font: row.bold ? 'bold' : 'body', size, x, y: top }, { width, align })
        if (small) write(document, row.small, { font: 'body', size: SMALL, x, y: document.y + 2 }, { width })
      }),
    )
  }
  tr.end()
  document.y = top + height + GAP / 2
  line(document, document.y, row.bold)
  document.y += GAP / 2
  document.x = MARGIN
}

/** A table with its caption, its heads and every row, each cell named for who listens to it; no row is split over two pages, and the heads stand at the top of each. */
export function drawTable(document: PdfDocument, root: Structure, table: Table): void {
  const columns = columnsOf(document, table)
  if (document.y + WITH_CAPTION > document.page.height - MARGIN) {
    document.addPage()
    document.y = MARGIN
  }
  const structure = document.struct('Table')
  root.add(structure)
  if (table.caption !== '') {
    structure.add(
      document.struct('Caption', {}, () => {
        write(document, table.caption, { font: 'bold', size: SIZE + 1, x: MARGIN, y: document.y })
      }),
    )
    document.y += GAP / 2
  }
  const drawn = { structure, columns, head: table.head }
  drawRow(document, drawn, { cells: table.head, small: '', bold: true, head: true })
  for (const { cells, small, total } of table.rows) drawRow(document, drawn, { cells, small, bold: total, head: false })
  structure.end()
  document.y += GAP
}
