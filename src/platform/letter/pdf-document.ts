import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A part of the structure that a screen reader follows. */
export interface Structure {
  add(child: Structure): Structure
  end(): void
}

interface TextOptions {
  readonly width?: number
  readonly align?: 'left' | 'right'
  readonly continued?: boolean
  readonly lineGap?: number
  readonly lineBreak?: boolean
  readonly baseline?: 'alphabetic'
}

/** What is used of the library that writes PDF. */
export interface PdfDocument {
  x: number
  y: number
  readonly page: { readonly width: number; readonly height: number; margins: { top: number; bottom: number } }
  on(event: 'data', hear: (part: Buffer) => void): void
  on(event: 'end', hear: () => void): void
  on(event: 'error', hear: (error: Error) => void): void
  registerFont(name: string, path: string): PdfDocument
  font(name: string): PdfDocument
  fontSize(size: number): PdfDocument
  fillColor(colour: string): PdfDocument
  strokeColor(colour: string): PdfDocument
  text(words: string, x?: number, y?: number, options?: TextOptions): PdfDocument
  widthOfString(words: string): number
  heightOfString(words: string, options?: TextOptions): number
  struct(type: string, options?: object | (() => void), content?: () => void): Structure
  addStructure(root: Structure): PdfDocument
  markContent(tag: string, options?: object): PdfDocument
  endMarkedContent(): PdfDocument
  addPage(): PdfDocument
  bufferedPageRange(): { start: number; count: number }
  switchToPage(page: number): void
  save(): PdfDocument
  restore(): PdfDocument
  translate(x: number, y: number): PdfDocument
  scale(by: number): PdfDocument
  lineWidth(width: number): PdfDocument
  lineCap(kind: 'round'): PdfDocument
  lineJoin(kind: 'round'): PdfDocument
  path(drawing: string): PdfDocument
  moveTo(x: number, y: number): PdfDocument
  lineTo(x: number, y: number): PdfDocument
  stroke(colour?: string): PdfDocument
  fill(colour: string): PdfDocument
  fillAndStroke(fill: string, stroke: string): PdfDocument
  end(): void
}

/** Room at the sides, top and bottom of a page, in points. */
export const MARGIN = 60

const need = createRequire(import.meta.url)
const fontFile = (set: 'latin' | 'latin-ext', weight: 400 | 700) =>
  join(
    dirname(need.resolve('@fontsource/atkinson-hyperlegible-next/package.json')),
    `files/atkinson-hyperlegible-next-${set}-${weight}-normal.woff`,
  )

/** An empty A4 document with its title, language and typeface. The library is loaded when the first letter is asked for. */
export async function openPdf({
  title,
  author,
  made,
}: {
  title: string
  author: string
  made: Date
}): Promise<PdfDocument> {
  // @ts-expect-error the library brings no types: what is used of it stands above
  const { default: Pdf } = (await import('pdfkit')) as { default: new (options: object) => PdfDocument }
  const document = new Pdf({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: null,
    info: { Title: title, Author: author, CreationDate: made },
  })
  for (const [name, weight] of [
    ['body', 400],
    ['bold', 700],
  ] as const)
    document.registerFont(name, fontFile('latin', weight)).registerFont(`${name}-ext`, fontFile('latin-ext', weight))
  return document.font('body')
}

/** Letters such as Ł, ő and ș, which the typeface keeps in a file of their own. */
const extended = /([\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1eff]+)/

/** Letters that the typeface lacks, by what says the same: CO₂ is written CO2. */
const written = (words: string) => words.replaceAll('₂', '2')

/** Writes words at a place, each letter from the file of the typeface that has it. */
export function write(
  document: PdfDocument,
  words: string,
  at: { font: 'body' | 'bold'; size: number; x: number; y: number },
  options: TextOptions = {},
): void {
  const runs = written(words)
    .split(extended)
    .filter((run) => run !== '')
  for (const [turn, run] of runs.entries()) {
    document.font(extended.test(run) ? `${at.font}-ext` : at.font).fontSize(at.size)
    const more = { ...options, continued: turn < runs.length - 1 }
    if (turn === 0) document.text(run, at.x, at.y, more)
    else document.text(run, undefined, undefined, more)
  }
}
