import { inflateSync } from 'node:zlib'

/** What a PDF says, read from its own bytes: the words in the order they were written, and what it says of itself. */
export interface ReadPdf {
  readonly text: string
  readonly pages: number
  readonly title: string
  readonly language: string
  /** The kinds of structure a screen reader meets, in order: "H1", "P", "TH" and so on. */
  readonly structure: readonly string[]
}

const utf16 = (hex: string) =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')

/** The characters of a font by the number of the glyph, from its table of characters. */
function charactersOf(map: string): Map<number, string> {
  const found = new Map<number, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [at, one] of list.trim().split(/\s+/).entries())
      found.set(Number.parseInt(first, 16) + at, utf16(one.replace(/[<>]/g, '')))
  return found
}

/** Reads a PDF that the letters make: compressed streams, embedded fonts with their tables of characters. */
export function readPdf(bytes: Buffer): ReadPdf {
  const whole = bytes.toString('latin1')
  const objects = new Map(
    [...whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body] as const),
  )
  const stream = (id: string) => {
    const body = objects.get(id) ?? ''
    const at = body.indexOf('stream\n') + 'stream\n'.length
    const data = Buffer.from(body.slice(at, body.lastIndexOf('\nendstream')), 'latin1')
    return (body.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1')
  }
  const reference = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? ''
  const fonts = new Map<string, Map<number, string>>()
  for (const [, name = '', id = ''] of whole.matchAll(/\/(F\d+) (\d+) 0 R/g))
    fonts.set(name, charactersOf(stream(reference(objects.get(id) ?? '', 'ToUnicode'))))
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body))
  const said = pages.map((body) => {
    let font = new Map<number, string>()
    const lines: string[] = []
    for (const [, name, glyphs] of stream(reference(body, 'Contents')).matchAll(
      /\/(F\d+) [\d.]+ Tf|(\[[^\]]*\]) TJ/g,
    )) {
      if (name !== undefined) font = fonts.get(name) ?? font
      else
        lines.push(
          [...(glyphs ?? '').matchAll(/<([0-9a-f]+)>/g)]
            .map(([, hex = '']) =>
              (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '?').join(''),
            )
            .join(''),
        )
    }
    return lines.join(' ')
  })
  const title = objects.get(reference(whole, 'Title')) ?? ''
  return {
    text: said.join(' ').replaceAll(/\s+/g, ' '),
    pages: pages.length,
    title: title.replace(/^\(|\)$/g, '').replaceAll('\\', ''),
    language: /\/Lang \(([^)]*)\)/.exec(whole)?.[1] ?? '',
    structure: [...whole.matchAll(/\/Type \/StructElem[\s\S]*?\/S \/(\w+)|\/S \/(\w+)/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  }
}
