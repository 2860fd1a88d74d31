import { parseDocument } from 'htmlparser2'
import { drawingOf, type LetterDrawing } from './letter-drawing.ts'

/** A row of a table: the words of each cell, and in small type under the first one where they come from. */
export interface LetterRow {
  readonly cells: readonly string[]
  readonly small: string
  readonly total: boolean
}

/** One line of a list, with a drawing beside it where the page has one. */
export interface LetterItem {
  readonly lead: string
  readonly text: string
  readonly symbol: string
}

/** A part of a letter, in reading order. */
export type LetterPart =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph' | 'large' | 'sum' | 'small'; readonly text: string }
  | { readonly is: 'drawing'; readonly drawing: LetterDrawing }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly LetterItem[] }
  | {
      readonly is: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly numeric: readonly boolean[]
      readonly rows: readonly LetterRow[]
    }

type Parsed = ReturnType<typeof parseDocument>['children'][number]
type Tag = Extract<Parsed, { attribs: object }>

const isTag = (node: Parsed): node is Tag => 'attribs' in node
const classes = (tag: Tag) => (tag.attribs['class'] ?? '').split(/\s+/)
const has = (tag: Tag, name: string) => classes(tag).includes(name)
/** What belongs to the screen and not to a letter: navigation, forms, scripts, words for screen readers only. */
const leftOut = (tag: Tag) =>
  ['nav', 'form', 'button', 'script', 'template', 'style'].includes(tag.name) ||
  has(tag, 'dw-tools') ||
  has(tag, 'dw-screen') ||
  tag.attribs['role'] === 'button' ||
  has(tag, 'govuk-visually-hidden')

/** A paragraph that is only a link is something to press: on paper it would promise what paper cannot do. */
const onlyLink = (tag: Tag) => {
  const said = tag.children.filter((child) => words(child).trim() !== '')
  return said.length === 1 && said.every((child) => isTag(child) && child.name === 'a')
}

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function words(node: Parsed, except: (tag: Tag) => boolean = () => false): string {
  if (!isTag(node)) return 'data' in node && node.type === 'text' ? node.data : ''
  if (leftOut(node) || node.name === 'svg' || except(node)) return ''
  return node.children.map((child) => words(child, except)).join('')
}

function find(node: Parsed, wanted: (tag: Tag) => boolean): Tag[] {
  if (!isTag(node) || leftOut(node)) return []
  return [...(wanted(node) ? [node] : []), ...node.children.flatMap((child) => find(child, wanted))]
}
const named = (node: Parsed, ...names: string[]) => find(node, (tag) => names.includes(tag.name))

function itemOf(item: Tag): LetterItem {
  const [use] = named(item, 'use')
  const strong = item.children.find((child): child is Tag => isTag(child) && child.name === 'strong')
  return {
    lead: strong === undefined ? '' : tidy(words(strong)),
    text: tidy(words(item, (tag) => tag === strong)),
    symbol: /#s-([a-z]+)/.exec(use?.attribs['href'] ?? '')?.[1] ?? '',
  }
}

function tableOf(table: Tag): LetterPart {
  const [caption] = named(table, 'caption')
  const heads = named(table, 'thead').flatMap((head) => named(head, 'th'))
  const rows = named(table, 'tbody').flatMap((body) => named(body, 'tr'))
  const small = (tag: Tag) => has(tag, 'dw-cite')
  return {
    is: 'table',
    caption: caption === undefined ? '' : tidy(words(caption)),
    head: heads.map((head) => tidy(words(head))),
    numeric: heads.map((head) => has(head, 'govuk-table__header--numeric')),
    rows: rows.map((row) => ({
      cells: named(row, 'th', 'td').map((cell) => tidy(words(cell, small))),
      small: tidy(
        find(row, small)
          .map((cite) => words(cite))
          .join(' '),
      ),
      total: has(row, 'dw-row--total'),
    })),
  }
}

/** What is marked to be drawn on paper too: its drawings with their key, and the words below them. */
function drawnParts(node: Tag): LetterPart[] {
  const key = find(node, (tag) => tag.name === 'ul' && has(tag, 'dw-key'))
    .flatMap((list) => named(list, 'li'))
    .map((item) => ({ colour: named(item, 'rect')[0]?.attribs['fill'] ?? '', text: tidy(words(item)) }))
  const captions = named(node, 'figcaption').map((caption) => tidy(words(caption)))
  return [
    ...find(node, (tag) => tag.name === 'svg' && tag.attribs['role'] === 'img').flatMap((svg): LetterPart[] => {
      const drawing = drawingOf(svg, key)
      return drawing === undefined ? [] : [{ is: 'drawing', drawing }]
    }),
    ...captions.map((text) => ({ is: 'paragraph' as const, text })),
  ]
}

function partsOf(node: Parsed): LetterPart[] {
  if (!isTag(node) || leftOut(node)) return []
  const text = () => tidy(words(node))
  switch (node.name) {
    case 'h1':
    case 'h2':
    case 'h3': {
      const caption = (tag: Tag) => has(tag, 'govuk-caption-xl')
      const [over] = find(node, caption)
      const heading = {
        is: 'heading',
        level: Number(node.name[1]) as 1 | 2 | 3,
        text: tidy(words(node, caption)),
      } as const
      return over === undefined ? [heading] : [heading, { is: 'small', text: tidy(words(over)) }]
    }
    case 'p':
      if (text() === '' || onlyLink(node)) return []
      if (has(node, 'dw-answer__sum')) return [{ is: 'sum', text: text() }]
      return [{ is: has(node, 'govuk-body-l') ? 'large' : 'paragraph', text: text() }]
    case 'ul':
    case 'ol':
      return [{ is: 'list', ordered: node.name === 'ol', items: named(node, 'li').map(itemOf) }]
    case 'table':
      return [tableOf(node)]
    default: {
      if (has(node, 'dw-on-paper')) return drawnParts(node)
      const inset = has(node, 'govuk-inset-text')
      return inset ? [{ is: 'large', text: text() }] : node.children.flatMap(partsOf)
    }
  }
}

/** What a page says, as the parts of a letter: the content of its `main`, without what belongs to the screen. */
export function letterParts(html: string): LetterPart[] {
  const [main] = parseDocument(html).children.flatMap((node) => named(node, 'main'))
  return main === undefined ? [] : main.children.flatMap(partsOf)
}
