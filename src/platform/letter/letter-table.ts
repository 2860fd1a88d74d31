import type { LetterPart } from './letter-parts.ts'
import { MARGIN, type PdfDocument, type Structure, write } from './pdf-document.ts'

type Table = Extract<LetterPart, { is: 'table' }>

const SIZE = 11
const SMALL = 9
const GAP = 10
const NUMERIC_WIDTH = 90
/** Of the width, what columns of numbers may take together, so that the words beside them can be read. */
const NUMERIC_SHARE = 0.78

/** A table of many columns is written smaller: up to five in the usual size. */
const sizeFor = (columns: number) => (columns <= 5 ? SIZE : columns <= 7 ? 9 : columns <= 9 ? 8 : 7)
const gapFor = (columns: number) => (columns <= 5 ? GAP : columns <= 7 ? 7 : 5)

function columnsOf(document: PdfDocument, { numeric }: Table) {
  const whole = document.page.width - 2 * MARGIN
  const numbers = numeric.filter((one) => one).length
  const wide =
    numbers === 0 ? 0 : Math.min(NUMERIC_WIDTH, (whole * (numbers === numeric.length ? 1 : NUMERIC_SHARE)) / numbers)
  const rest = (whole - numbers * wide) / Math.max(1, numeric.length - numbers)
  const gap = gapFor(numeric.length)
  let x = MARGIN
  return numeric.map((isNumber) => {
    const column = {
      x,
      width: (isNumber ? wide : rest) - gap,
      align: isNumber ? ('right' as const) : ('left' as const),
      size: sizeFor(numeric.length),
    }
    x += isNumber ? wide : rest
    return column
  })
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

function heightOf(document: PdfDocument, row: Row, columns: ReturnType<typeof columnsOf>): number {
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

function drawRow(document: PdfDocument, table: Structure, row: Row, columns: ReturnType<typeof columnsOf>): void {
  const height = heightOf(document, row, columns)
  if (document.y + height + GAP > document.page.height - MARGIN) {
    document.addPage()
    document.y = MARGIN
  }
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

/** A table with its caption, its heads and every row, each cell named for who listens to it; no row is split over two pages. */
export function drawTable(document: PdfDocument, root: Structure, table: Table): void {
  const columns = columnsOf(document, table)
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
  drawRow(document, structure, { cells: table.head, small: '', bold: true, head: true }, columns)
  for (const { cells, small, total } of table.rows)
    drawRow(document, structure, { cells, small, bold: total, head: false }, columns)
  structure.end()
  document.y += GAP
}
