import { inflateRawSync } from 'node:zlib'
import { cellWords } from '../../src/strategy/report/typed-cell.ts'

/** The files of a ZIP archive, by name, as text. */
function filesIn(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, nameSize] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ]
    const from = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize)
    const start = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    const content = bytes.subarray(start, start + size)
    files.set(name, (method === 0 ? content : inflateRawSync(content)).toString('utf8'))
    at += 46 + nameSize + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** The sheets of an XLSX file: each cell as a spreadsheet shows it, numbers by their format. */
export async function readXlsx(bytes: Buffer): Promise<{ name: string; rows: string[][] }[]> {
  const files = filesIn(bytes)
  const file = (name: string) => files.get(name) ?? ''
  const strings = [...file('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, item = '']) =>
    unescaped([...item.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => text).join('')),
  )
  const formats = new Map(
    [...file('xl/styles.xml').matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [
      attribute(tag, 'numFmtId'),
      attribute(tag, 'formatCode'),
    ]),
  )
  const styles = [
    ...(/<cellXfs[\s\S]*?<\/cellXfs>/.exec(file('xl/styles.xml'))?.[0] ?? '').matchAll(/<xf [^>]*>/g),
  ].map(([tag]) => formats.get(attribute(tag, 'numFmtId')) ?? '')
  const cell = (tag: string, value: string) => {
    if (attribute(tag, 't') === 's') return strings[Number(value)] ?? ''
    const format = styles[Number(attribute(tag, 's'))] ?? ''
    return format.includes('mmmm')
      ? new Date(Date.UTC(1899, 11, 30) + Number(value) * 86_400_000).toISOString().slice(0, 10)
      : cellWords({ is: 'number', value: Number(value), format })
  }
  return [...file('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([tag], at) => ({
    name: attribute(tag, 'name'),
    rows: [...file(`xl/worksheets/sheet${at + 1}.xml`).matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) =>
      [...row.matchAll(/(<c [^>]*>)(?:<v>([^<]*)<\/v>)?/g)].map(([, start = '', value = '']) => cell(start, value)),
    ),
  }))
}
