import { inflateSync } from 'node:zlib'

/**
 * What of PDF/UA-1 (ISO 14289-1) a letter lacks, of what can be read from its own bytes; nothing where nothing was found. It
 * is no validator: whether words and drawings say the right thing, a person must judge.
 */
export function pdfAccessFaults(bytes: Buffer): string[] {
  const whole = bytes.toString('latin1')
  const objects = new Map(
    [...whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body] as const),
  )
  const bodies = [...objects.values()]
  const of = (type: string) => bodies.filter((body) => new RegExp(`/Type /${type}\\b`).test(body))
  const stream = (body: string) => {
    const at = body.indexOf('stream\n') + 'stream\n'.length
    const data = Buffer.from(body.slice(at, body.lastIndexOf('\nendstream')), 'latin1')
    return (body.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1')
  }
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => void (holds || faults.push(fault))

  const catalog = of('Catalog')[0] ?? ''
  must(/\/Lang \(en-GB\)/.test(catalog), 'the catalogue names no language')
  must(/\/Marked true/.test(whole), 'the file is not marked as tagged')
  must(/\/DisplayDocTitle true/.test(whole), 'the window does not show the title')
  must(/\/StructTreeRoot \d+ 0 R/.test(catalog), 'the catalogue has no tree of structure')
  const metadata = of('Metadata').map(stream).join('')
  must(/pdfuaid:part>1</.test(metadata), 'the metadata does not say PDF/UA-1')
  must(/<dc:title>[\s\S]*?<rdf:li[^>]*>[^<]+</.test(metadata), 'the metadata has no title')

  for (const page of of('Page').filter((body) => !/\/Type \/Pages/.test(body))) {
    must(/\/StructParents \d+/.test(page), 'a page is not tied to the structure')
    const content = stream(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
    must(paintsOutside(content) === 0, 'something is drawn that is neither content nor an artifact')
  }
  for (const font of of('FontDescriptor')) must(/\/FontFile[23]? \d+ 0 R/.test(font), 'a typeface is not embedded')
  for (const font of bodies.filter((body) => /\/Subtype \/Type0/.test(body)))
    must(/\/ToUnicode \d+ 0 R/.test(font), 'a typeface does not say its characters')

  const elements = bodies.filter(
    (body) => /\/Type \/StructElem/.test(body) || /^<<[\s\S]*\/S \/\w+[\s\S]*\/P \d+ 0 R/.test(body),
  )
  const kind = (body: string) => /\/S \/(\w+)/.exec(body)?.[1] ?? ''
  must(elements.length > 0, 'there is no structure')
  for (const one of elements) {
    if (kind(one) === 'Figure') must(/\/Alt (\([^)]|<)/.test(one), 'a drawing says nothing to who cannot see it')
    if (kind(one) === 'TH')
      must(/\/Scope \/(Row|Column)/.test(withAttributes(one, objects)), 'a head of a table does not say of what')
  }
  let before = 0
  for (const one of elements.filter((body) => /^H\d$/.test(kind(body)))) {
    const level = Number(kind(one)[1])
    must(level <= before + 1, `a heading of level ${level} stands below one of level ${before}`)
    before = level
  }
  return [...new Set(faults)]
}

/** An element with the attributes that stand in objects of their own. */
const withAttributes = (body: string, objects: ReadonlyMap<string, string>) =>
  `${body} ${[...body.matchAll(/\/A (?:\[)?(\d+) 0 R/g)].map(([, id = '']) => objects.get(id) ?? '').join(' ')}`

/** How often a page paints outside marked content. */
function paintsOutside(content: string): number {
  let depth = 0
  let outside = 0
  for (const [operator] of content.matchAll(/\b(BDC|BMC|EMC|TJ|Tj|S|s|f|F|B|b|Do)\b(?=\s|$)/g)) {
    if (operator === 'BDC' || operator === 'BMC') depth++
    else if (operator === 'EMC') depth--
    else if (depth <= 0) outside++
  }
  return outside
}
