import type { LetterPart } from './letter-parts.ts'
import { MARGIN, type PdfDocument, type Structure, write } from './pdf-document.ts'

type Table = Extract<LetterPart, { is: 'table' }>

const SIZE = 11
const SMALL = 9
const GAP = 10
const NUMERIC_WIDTH = 90
/** Room for a caption, the heads and a row: a caption never stands alone. */
const WITH_CAPTION = 90
/** The room left for a row may be this small type at most; a table that needs more stands in parts below each other. */
const sizesOfMany = [9, 8] as const
const GAP_OF_MANY = 6
/** A table of more columns than this is written smaller, each column as wide as its words need. */
const FEW_COLUMNS = 5

interface Column {
  /** Which cell of a row stands in it. */
  readonly cell: number
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'right'
  readonly size: number
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)

function placed(cells: readonly number[], widths: readonly number[], { numeric }: Table, size: number): Column[] {
  const gap = size === SIZE ? GAP : GAP_OF_MANY
  let x = MARGIN
  return cells.map((cell, at) => {
    const wide = widths[at] ?? 0
    const column = { cell, x, width: wide - gap, align: numeric[cell] ? ('right' as const) : ('left' as const), size }
    x += wide
    return column
  })
}

/** What a column needs in a type: the least keeps each word of text and each figure in one piece, the most each cell on one line. */
interface Needed {
  readonly least: number
  readonly most: number
}

function neededOf(document: PdfDocument, { head, rows, numeric }: Table, size: number, whole: number): Needed[] {
  document.font('bold').fontSize(size)
  const gap = size === SIZE ? GAP : GAP_OF_MANY
  const wide = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => document.widthOfString(text))) + gap + 1
  return numeric.map((isNumber, at) => {
    const cells = rows.map(({ cells: of }) => of[at] ?? '')
    const all = [head[at] ?? '', ...cells]
    const words = wide(all.flatMap((text) => text.split(' ')))
    const figures = isNumber ? Math.min(wide(cells), whole / 3) : 0
    const least = Math.max(words, figures)
    return { least, most: Math.max(least, Math.min(wide(all), whole / 2)) }
  })
}

/** Room for what each column needs at the least, and the rest by how much more it would take. */
function shared(needed: readonly Needed[], whole: number): number[] {
  const left = whole - sum(needed.map(({ least }) => least))
  const wanted = sum(needed.map(({ least, most }) => most - least))
  return needed.map(({ least, most }) =>
    wanted > 0 ? least + ((most - least) * left) / wanted : least + left / needed.length,
  )
}

/**
 * The cells of a row that stand beside each other, the first in each part: in as few parts as it takes for no figure to be broken, each
 * about as wide. A column with a name that others have too is read with the one before it and begins no part.
 */
function partsOf(needed: readonly Needed[], head: readonly string[], whole: number): number[][] {
  const [first = 0, ...others] = needed.map(({ least }) => least)
  const room = whole - first
  const enough = Math.min(room, sum(others) / Math.ceil(sum(others) / room))
  const parts: number[][] = []
  let taken = 0
  for (const [at, least] of others.entries()) {
    const isTold = head.indexOf(head[at + 1] ?? '') === head.lastIndexOf(head[at + 1] ?? '')
    const part = parts.at(-1)
    if (part !== undefined && taken + least <= room && (taken + least / 2 <= enough || !isTold)) {
      part.push(at + 1)
      taken += least
    } else {
      parts.push([0, at + 1])
      taken = least
    }
  }
  return parts.length === 0 ? [[0]] : parts
}

/** The columns of a table of few, as wide as each other; nothing where a word or a figure would be broken by it. */
function columnsOfFew(document: PdfDocument, table: Table, whole: number): Column[] | undefined {
  const { numeric } = table
  if (numeric.length > FEW_COLUMNS) return undefined
  const numbers = numeric.filter((one) => one).length
  const rest = (whole - numbers * NUMERIC_WIDTH) / Math.max(1, numeric.length - numbers)
  const widths = numeric.map((isNumber) => (isNumber ? NUMERIC_WIDTH : rest))
  const needed = neededOf(document, table, SIZE, whole)
  if (needed.some(({ least }, at) => least > (widths[at] ?? 0) + 1)) return undefined
  return placed([...numeric.keys()], widths, table, SIZE)
}

/** The columns of each part of a table, in the largest type in which they all stand beside each other, or in parts. */
function columnsOf(document: PdfDocument, table: Table): Column[][] {
  const whole = document.page.width - 2 * MARGIN
  const few = columnsOfFew(document, table, whole)
  if (few !== undefined) return [few]
  const sizes = table.numeric.length > FEW_COLUMNS ? sizesOfMany : [SIZE, ...sizesOfMany]
  const fits = (size: number) => sum(neededOf(document, table, size, whole).map(({ least }) => least)) <= whole
  const size = sizes.find(fits) ?? sizes.at(-1) ?? SMALL
  const needed = neededOf(document, table, size, whole)
  const parts = fits(size) ? [[...needed.keys()]] : partsOf(needed, table.head, whole)
  return parts.map((cells) =>
    placed(
      cells,
      shared(
        cells.map((cell) => needed[cell] ?? { least: 0, most: 0 }),
        whole,
      ),
      table,
      size,
    ),
  )
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
  const tallest = Math.max(
    ...columns.map(({ cell, width }) => document.heightOfString(row.cells[cell] ?? '', { width })),
  )
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
  for (const { cell, x, width, align, size } of columns)
    write(document, head[cell] ?? '', { font: 'bold', size, x, y: MARGIN }, { width, align })
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
  for (const { cell, x, width, align, size } of columns) {
    const header = row.head || cell === 0
    tr.add(
      document.struct(header ? 'TH' : 'TD', header ? { scope: row.head ? 'Column' : 'Row' } : {}, () => {
        const small = cell === 0 && row.small !== ''
        const text = `${row.cells[cell] ?? ''}${small ? ' ' : ''}`
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

function drawPart(document: PdfDocument, root: Structure, table: Table, columns: readonly Column[]): void {
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

/**
 * A table with its caption, its heads and every row, each cell named for who listens to it; no row is split over two pages, and the heads
 * stand at the top of each. Where its columns are too many for the paper it goes on below, under its first column again.
 */
export function drawTable(document: PdfDocument, root: Structure, table: Table): void {
  const parts = columnsOf(document, table)
  for (const [at, columns] of parts.entries()) {
    const caption = at === 0 || table.caption === '' ? table.caption : `${table.caption} (continued)`
    drawPart(document, root, { ...table, caption }, columns)
  }
}
