import { drawDrawing, sizeOfDrawing } from './letter-drawing.ts'
import type { LetterItem, LetterPart } from './letter-parts.ts'
import { drawTable } from './letter-table.ts'
import { MARGIN, openPdf, type PdfDocument, type Structure, write } from './pdf-document.ts'
import { symbolShapes } from './symbol-shapes.ts'

/** Whose letter it is, and when it was made. */
export interface LetterHead {
  readonly title: string
  readonly council: { readonly name: string; readonly phone: string }
  readonly date: string
  readonly made: Date
  /** Larger type, and a drawing beside each line. */
  readonly easyRead: boolean
  /** Said at the foot of every page when the records are made up. */
  readonly demo: boolean
}

const INK = '#172b2d'
const HEADINGS = { 1: 26, 2: 17, 3: 14 } as const

interface Sizes {
  readonly body: number
  readonly symbol: number
}
const sizesFor = (easyRead: boolean): Sizes => (easyRead ? { body: 16, symbol: 44 } : { body: 12, symbol: 28 })

/** Begins a new page when less than this is left, so that a heading never stands alone. */
function keep(document: PdfDocument, height: number): void {
  if (document.y + height <= document.page.height - MARGIN) return
  document.addPage()
  document.y = MARGIN
}

interface Said {
  /** The tag in the structure that a screen reader follows: P, H1, H2, H3. */
  readonly tag: string
  readonly text: string
  readonly font: 'body' | 'bold'
  readonly size: number
}

function say(document: PdfDocument, root: Structure, { tag, text, font, size }: Said): void {
  const width = document.page.width - 2 * MARGIN
  keep(document, tag.startsWith('H') ? size * 5 : size * 3)
  root.add(
    document.struct(tag, {}, () => {
      document.fillColor(INK)
      write(document, text, { font, size, x: MARGIN, y: document.y }, { width, lineGap: size * 0.2 })
    }),
  )
  document.y += size * 0.6
}

function drawSymbol(document: PdfDocument, id: string, y: number, size: number): void {
  document.markContent('Artifact', { type: 'Layout' })
  document
    .save()
    .translate(MARGIN, y)
    .scale(size / 64)
    .lineWidth(3)
    .lineCap('round')
    .lineJoin('round')
  for (const { path, fill } of symbolShapes(id)) {
    document.path(path)
    if (fill === '') document.stroke(INK)
    else document.fillAndStroke(fill, INK)
  }
  document.restore()
  document.endMarkedContent()
}

function drawItem(
  document: PdfDocument,
  list: Structure,
  item: LetterItem,
  mark: string,
  { body, symbol }: Sizes,
): void {
  const indent = item.symbol === '' ? body * 1.6 : symbol + 14
  const width = document.page.width - 2 * MARGIN - indent
  const stop = /[.!?:]$/.test(item.lead) ? '' : '.'
  const text = item.lead === '' ? item.text : `${item.lead}${stop} ${item.text}`
  const height = document.font('body').fontSize(body).heightOfString(text, { width })
  const tall = item.symbol === '' ? height : Math.max(height, symbol)
  keep(document, tall + body)
  const top = document.y
  if (item.symbol !== '') drawSymbol(document, item.symbol, top, symbol)
  const li = document.struct('LI')
  list.add(li)
  if (item.symbol === '')
    li.add(
      document.struct(
        'Lbl',
        {},
        () => void document.font('body').fontSize(body).text(mark, MARGIN, top, { lineBreak: false }),
      ),
    )
  li.add(
    document.struct('LBody', {}, () => {
      const at = item.symbol === '' ? top : top + (tall - height) / 2
      write(document, text, { font: 'body', size: body, x: MARGIN + indent, y: at }, { width })
    }),
  )
  li.end()
  document.y = top + tall + body * 0.6
  document.x = MARGIN
}

function drawList(
  document: PdfDocument,
  root: Structure,
  part: Extract<LetterPart, { is: 'list' }>,
  sizes: Sizes,
): void {
  const list = document.struct('L')
  root.add(list)
  for (const [at, item] of part.items.entries())
    drawItem(document, list, item, part.ordered ? `${at + 1}.` : '•', sizes)
  list.end()
  document.y += sizes.body * 0.4
}

/** The parts with headings that step down by one at most, as PDF/UA asks: a page may leave a level out, a screen reader may not. */
function headingsInOrder(parts: readonly LetterPart[]): LetterPart[] {
  let before = 0
  return parts.map((part) => {
    if (part.is !== 'heading') return part
    before = Math.min(part.level, before + 1)
    return { ...part, level: before as 1 | 2 | 3 }
  })
}

/** What must fit below a heading for it to stay with what it is about: a whole drawing, the first rows of a table, or some lines. */
function roomAfter(document: PdfDocument, next: LetterPart | undefined, afterNext: LetterPart | undefined): number {
  if (next === undefined) return 0
  if (next.is === 'drawing') return sizeOfDrawing(document, next.drawing).tall
  // What a drawing shows is said in a sentence over it: the heading, the sentence and the drawing stay together.
  if (next.is === 'paragraph' && afterNext?.is === 'drawing')
    return 50 + sizeOfDrawing(document, afterNext.drawing).tall
  return next.is === 'table' ? 130 : 50
}

/** Begins a new page when headings and what they are about would be parted; not where both are too high for one page. */
function keepTogether(document: PdfDocument, parts: readonly LetterPart[], at: number): void {
  if (parts[at]?.is !== 'heading' || parts[at - 1]?.is === 'heading') return
  const after = parts.findIndex((part, nth) => nth > at && part.is !== 'heading')
  const headings = parts.slice(at, after === -1 ? undefined : after)
  const width = document.page.width - 2 * MARGIN
  const tall = headings.map((part) => {
    const size = part.is === 'heading' ? HEADINGS[part.level] : 0
    const text = part.is === 'heading' ? part.text : ''
    return (
      document
        .font('bold')
        .fontSize(size)
        .heightOfString(text, { width, lineGap: size * 0.2 }) +
      size * 1.2
    )
  })
  const height = tall.reduce((all, one) => all + one, 0) + roomAfter(document, parts[after], parts[after + 1])
  if (height <= document.page.height - 2 * MARGIN) keep(document, height)
}

function drawPart(document: PdfDocument, root: Structure, part: LetterPart, sizes: Sizes): void {
  if (part.is === 'table') drawTable(document, root, part)
  else if (part.is === 'drawing') drawDrawing(document, root, part.drawing)
  else if (part.is === 'list') drawList(document, root, part, sizes)
  else if (part.is === 'heading') {
    document.y += part.level === 1 ? 0 : sizes.body * 0.6
    say(document, root, { tag: `H${part.level}`, text: part.text, font: 'bold', size: HEADINGS[part.level] })
  } else if (part.is === 'sum') say(document, root, { tag: 'P', text: part.text, font: 'bold', size: 22 })
  else
    say(document, root, {
      tag: 'P',
      text: part.text,
      font: 'body',
      size: part.is === 'large' ? sizes.body + 2 : sizes.body,
    })
}

function drawFeet(document: PdfDocument, { council, date, demo }: LetterHead): void {
  const { start, count } = document.bufferedPageRange()
  const made = demo ? '. Synthetic demonstration data' : ''
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page)
    document.page.margins.bottom = 0
    document.markContent('Artifact', { type: 'Pagination' })
    document
      .font('body')
      .fontSize(9)
      .text(
        `${council.name}${made}. ${date}. Page ${page + 1} of ${count}`,
        MARGIN,
        document.page.height - MARGIN / 2 - 9,
        {
          width: document.page.width - 2 * MARGIN,
          lineBreak: false,
        },
      )
    document.endMarkedContent()
  }
}

/**
 * A letter as PDF: A4, with title, language, headings, lists and tables named for a screen reader, our own typeface embedded.
 * Whatever stands on the page stands in the letter, in the same order and the same words.
 */
export async function letterPdf(parts: readonly LetterPart[], head: LetterHead): Promise<Buffer> {
  const { title, council, date, made, easyRead } = head
  const document = await openPdf({ title, author: council.name, made })
  const bytes: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (part) => void bytes.push(part))
    document.on('end', () => resolve(Buffer.concat(bytes)))
    document.on('error', reject)
  })
  const sizes = sizesFor(easyRead)
  const root = document.struct('Document')
  document.addStructure(root)
  say(document, root, { tag: 'P', text: council.name, font: 'bold', size: 12 })
  say(document, root, { tag: 'P', text: date, font: 'body', size: 12 })
  document.y += 12
  const inOrder = headingsInOrder(parts)
  for (const [at, part] of inOrder.entries()) {
    keepTogether(document, inOrder, at)
    drawPart(document, root, part, sizes)
  }
  if (council.phone !== '')
    say(document, root, {
      tag: 'P',
      text: `Questions? Phone ${council.name} on ${council.phone}. Text or Relay UK: 18001 then the number. You can ask for this in large print, Easy Read, audio or another language.`,
      font: 'body',
      size: sizes.body,
    })
  root.end()
  drawFeet(document, head)
  document.end()
  return done
}
