import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectFolder } from './project-folder.ts'

/** One file that the server gives out under `/assets/`: its address, its type, its bytes and the mark of its content. */
export interface AssetFile {
  name: string
  type: string
  body: Buffer
  version: string
}

const our = (path: string) => join(projectFolder, 'src/platform/assets', path)
const need = createRequire(import.meta.url)
const inPackage = (name: string, path: string) => join(dirname(need.resolve(`${name}/package.json`)), path)
const moj = (path: string) => inPackage('@ministryofjustice/frontend', `moj/${path}`)
const font = (path: string) => inPackage('@fontsource-variable/atkinson-hyperlegible-next', `files/${path}`)

const mojImages = [
  'icon-close-cross-black.svg',
  'icon-document.svg',
  'icon-progress-tick.svg',
  'icon-tag-remove-cross-white.svg',
  'icon-tag-remove-cross.svg',
  'icon-toggle-plus-minus.svg',
]
const fonts = ['latin', 'latin-ext'].map((set) => `atkinson-hyperlegible-next-${set}-wght-normal.woff2`)

/** Address below `/assets/` → the file it is read from. Images and fonts come before the styles that name them. */
const assetPaths: Record<string, string> = {
  ...Object.fromEntries(fonts.map((name) => [`fonts/${name}`, font(name)])),
  ...Object.fromEntries(mojImages.map((name) => [`images/${name}`, moj(`assets/images/${name}`)])),
  'daywell-icon.svg': our('daywell-icon.svg'),
  'symbols.svg': our('symbols.svg'),
  'govuk-frontend.min.css': inPackage('govuk-frontend', 'dist/govuk/govuk-frontend.min.css'),
  'moj-frontend.min.css': moj('moj-frontend.min.css'),
  'tokens.css': our('tokens.css'),
  'daywell.css': our('daywell.css'),
  'staff.css': our('staff.css'),
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/**
 * A stylesheet of another project as we may send it: without the GOV.UK typeface, crest and source map. The licence of
 * the typeface and the crest does not cover Daywell; a rule that would ask for them is taken out, not overridden.
 */
export function ownedStyles(css: string): string {
  return css
    .replace(/@font-face\s*\{[^}]*GDS Transport[^}]*\}/g, '')
    .replace(/(["']?)GDS Transport\1/g, '"Atkinson Hyperlegible Next"')
    .replace(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=[^*]*\*\//g, '')
}

/** Read all files once, at start. An address inside a style gets the content mark of the file it names; a missing file stops the start. */
export function readAssetFiles(): Map<string, AssetFile> {
  const files = new Map<string, AssetFile>()
  for (const [name, path] of Object.entries(assetPaths)) {
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    if (type === undefined) throw new Error(`No content type is known for the asset ${name}`)
    const read = readFileSync(path)
    const body = name.endsWith('.css') ? Buffer.from(markAddresses(ownedStyles(read.toString('utf8')), files)) : read
    const version = createHash('sha256').update(body).digest('hex').slice(0, 12)
    files.set(name, { name, type, body, version })
  }
  return files
}

function markAddresses(css: string, files: Map<string, AssetFile>): string {
  return css.replace(/url\((["']?)\/assets\/([^"')]+)\1\)/g, (whole, _quote, name: string) => {
    const file = files.get(name)
    return file ? `url("${assetAddress(file)}")` : unusedImage(name, whole)
  })
}

/** MoJ Frontend's rich text editor is not used: its icons are not carried, so its rules must not ask for them. */
function unusedImage(name: string, whole: string): string {
  if (name.startsWith('images/icon-wysiwyg-')) return 'none'
  throw new Error(`A style asks for ${whole}, which is not in the list of assets`)
}

/** The address of a file with the mark of its content: it may be kept for a year, since another content has another address. */
export function assetAddress(file: AssetFile): string {
  return `/assets/${file.name}?v=${file.version}`
}

/** The response headers: a year when the mark in the address is right, otherwise ask again each time. */
export function assetHeaders(file: AssetFile, askedVersion: string | undefined): Record<string, string> {
  const kept = askedVersion === file.version ? 'public, max-age=31536000, immutable' : 'no-cache'
  return { 'content-type': file.type, 'cache-control': kept, etag: `"${file.version}"` }
}
