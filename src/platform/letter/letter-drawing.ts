import type { parseDocument } from 'htmlparser2'
import { MARGIN, type PdfDocument, type Structure, write } from './pdf-document.ts'

type Parsed = ReturnType<typeof parseDocument>['children'][number]
type Tag = Extract<Parsed, { attribs: object }>

/** A shape of a drawing in its own units, as a path or as words at a place. */
type Shape =
  | {
      readonly is: 'path'
      readonly path: string
      readonly fill: string
      readonly stroke: string
      readonly wide: number
    }
  | {
      readonly is: 'words'
      readonly words: string
      readonly x: number
      readonly y: number
      readonly size: number
      readonly bold: boolean
      readonly anchor: string
      readonly fill: string
    }

/** A drawing of a page, with what it says for whoever cannot see it, and its key. */
export interface LetterDrawing {
  readonly said: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  readonly key: readonly { readonly colour: string; readonly text: string }[]
}

const isTag = (node: Parsed): node is Tag => 'attribs' in node
const textOf = (node: Parsed): string =>
  isTag(node) ? node.children.map(textOf).join('') : 'data' in node && node.type === 'text' ? node.data : ''
const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

interface Inherited {
  readonly fill: string
  readonly size: number
  readonly bold: boolean
}

function pathOf({ name, attribs }: Tag): string {
  const at = (key: string) => Number(attribs[key] ?? '0')
  if (name === 'path') return attribs['d'] ?? ''
  if (name === 'line') return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`
  if (name === 'circle') {
    const [x, y, r] = [at('cx'), at('cy'), at('r')]
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
  }
  return `M${at('x')} ${at('y')}h${at('width')}v${at('height')}h${-at('width')}z`
}

function shapesOf(node: Parsed, from: Inherited): Shape[] {
  if (!isTag(node) || ['title', 'desc'].includes(node.name)) return []
  const { attribs } = node
  const own: Inherited = {
    fill: attribs['fill'] ?? from.fill,
    size: Number(attribs['font-size'] ?? from.size),
    bold: attribs['font-weight'] === undefined ? from.bold : Number(attribs['font-weight']) >= 600,
  }
  if (node.name === 'text') {
    const inner = node.children.find((child): child is Tag => isTag(child) && child.name === 'tspan')
    const size = Number(inner?.attribs['font-size'] ?? own.size)
    const bold = own.bold || inner?.attribs['font-weight'] === '700'
    const place = {
      x: Number(attribs['x'] ?? 0),
      y: Number(attribs['y'] ?? 0),
      anchor: attribs['text-anchor'] ?? 'start',
    }
    return [{ is: 'words', words: tidy(textOf(node)), ...place, size, bold, fill: inner?.attribs['fill'] ?? own.fill }]
  }
  if (['rect', 'line', 'circle', 'path'].includes(node.name)) {
    const fill = node.name === 'line' ? 'none' : own.fill
    return [
      {
        is: 'path',
        path: pathOf(node),
        fill,
        stroke: attribs['stroke'] ?? 'none',
        wide: Number(attribs['stroke-width'] ?? 1),
      },
    ]
  }
  return node.children.flatMap((child) => shapesOf(child, own))
}

/** A drawing out of the SVG of a page; nothing where it has no size. */
export function drawingOf(svg: Tag, key: LetterDrawing['key']): LetterDrawing | undefined {
  const [, , width = 0, height = 0] = (svg.attribs['viewbox'] ?? '').split(' ').map(Number)
  if (!(width > 0) || !(height > 0)) return undefined
  const said = svg.children.filter((child) => isTag(child) && ['title', 'desc'].includes(child.name)).map(textOf)
  const from = { fill: '#172b2d', size: 16, bold: false }
  return { said: tidy(said.join('. ')), width, height, shapes: shapesOf(svg, from), key }
}

const KEY_SIZE = 10

function drawShape(document: PdfDocument, shape: Shape): void {
  if (shape.is === 'words') {
    const font = shape.bold ? 'bold' : 'body'
    const long = document.font(font).fontSize(shape.size).widthOfString(shape.words)
    const back = shape.anchor === 'middle' ? long / 2 : shape.anchor === 'end' ? long : 0
    document.fillColor(shape.fill)
    write(
      document,
      shape.words,
      { font, size: shape.size, x: shape.x - back, y: shape.y },
      { lineBreak: false, baseline: 'alphabetic' },
    )
    return
  }
  document.lineWidth(shape.wide).path(shape.path)
  if (shape.fill !== 'none' && shape.stroke !== 'none') document.fillAndStroke(shape.fill, shape.stroke)
  else if (shape.fill !== 'none') document.fill(shape.fill)
  else if (shape.stroke !== 'none') document.stroke(shape.stroke)
}

/** How large a drawing is drawn, and how much of the page it takes with its key. */
export function sizeOfDrawing(document: PdfDocument, { width, height, key }: LetterDrawing) {
  const below = key.length * KEY_SIZE * 1.6 + 12
  // With room for the heading above it, and for the lines that end the part before.
  const room = (document.page.height - 2 * MARGIN) * 0.9 - below - 60
  const by = Math.min(1, ((document.page.width - 2 * MARGIN) * 0.8) / width, room / height)
  return { by, tall: height * by + below }
}

/** Draws a drawing as it stands on the page, no wider than the page is and no higher than fits on it, with its key below. */
export function drawDrawing(document: PdfDocument, root: Structure, drawing: LetterDrawing): void {
  const { by, tall } = sizeOfDrawing(document, drawing)
  if (document.y + tall > document.page.height - MARGIN) {
    document.addPage()
    document.y = MARGIN
  }
  const top = document.y
  const alt = [drawing.said, ...drawing.key.map(({ text }) => text)].filter((said) => said !== '').join('. ')
  const draw = () => {
    document.save().translate(MARGIN, top).scale(by)
    for (const shape of drawing.shapes) drawShape(document, shape)
    document.restore()
    for (const [at, { colour, text }] of drawing.key.entries()) {
      const y = top + drawing.height * by + 6 + at * KEY_SIZE * 1.6
      document.path(`M${MARGIN} ${y}h18v${KEY_SIZE}h-18z`).fill(colour)
      document.fillColor('#172b2d')
      write(document, text, { font: 'body', size: KEY_SIZE, x: MARGIN + 24, y }, { lineBreak: false })
    }
  }
  if (alt === '') {
    document.markContent('Artifact', { type: 'Layout' })
    draw()
    document.endMarkedContent()
  } else root.add(document.struct('Figure', { alt }, draw))
  document.fillColor('#172b2d')
  document.x = MARGIN
  document.y = top + tall + 4
}
