import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'htmlparser2'
import { projectFolder } from '../project-folder.ts'

/** One line or shape of a drawing on a grid of 64 by 64, as a path; `fill` is empty for a line only. */
export interface SymbolShape {
  readonly path: string
  readonly fill: string
}

const sprite = join(projectFolder, 'src/platform/assets/symbols.svg')
let known: Map<string, SymbolShape[]> | undefined

/** A circle or an ellipse as two arcs, a box as a rounded path: the drawings hold nothing else beside paths. */
function pathOf(name: string, at: Readonly<Record<string, string>>): string {
  const number = (key: string) => Number(at[key] ?? '0')
  if (name === 'path') return at['d'] ?? ''
  if (name === 'circle' || name === 'ellipse') {
    const [x, y] = [number('cx'), number('cy')]
    const [rx, ry] = name === 'circle' ? [number('r'), number('r')] : [number('rx'), number('ry')]
    return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0z`
  }
  const [x, y, width, height, r] = [number('x'), number('y'), number('width'), number('height'), number('rx')]
  return `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`
}

type Parsed = ReturnType<typeof parseDocument>['children'][number]
const childrenOf = (node: Parsed): Parsed[] => ('children' in node ? (node.children as Parsed[]) : [])

function shapesOf(node: Parsed): SymbolShape[] {
  const own =
    'attribs' in node && ['path', 'circle', 'ellipse', 'rect'].includes(node.name)
      ? [{ path: pathOf(node.name, node.attribs), fill: /#[0-9a-f]+/.exec(node.attribs['fill'] ?? '')?.[0] ?? '' }]
      : []
  return [...own, ...childrenOf(node).flatMap(shapesOf)]
}

/** The shapes of a drawing of the sprite that the pages use; none for a name it does not have. */
export function symbolShapes(id: string): readonly SymbolShape[] {
  if (known === undefined) {
    const drawings = parseDocument(readFileSync(sprite, 'utf8'), { xmlMode: true }).children.flatMap(childrenOf)
    known = new Map(
      drawings.flatMap((drawing) =>
        'attribs' in drawing ? [[(drawing.attribs['id'] ?? '').replace(/^s-/, ''), shapesOf(drawing)] as const] : [],
      ),
    )
  }
  return known.get(id) ?? []
}
