import { expect, test } from 'vitest'
import { assetAddress, assetHeaders, ownedStyles, readAssetFiles } from './asset-files.ts'

const files = readAssetFiles()
const text = (name: string) => files.get(name)?.body.toString('utf8') ?? ''

test('no stylesheet names the GOV.UK typeface, its files or the crest', () => {
  for (const name of files.keys()) {
    if (!name.endsWith('.css')) continue
    expect(
      text(name).match(/GDS|light-[0-9a-f]+-v2|bold-[0-9a-f]+-v2|url\([^)]*(crest|crown)[^)]*\)|sourceMappingURL/g),
      name,
    ).toBeNull()
  }
})

test('the typeface of another project is taken out of a stylesheet, other faces stay', () => {
  const css =
    '@font-face{font-family:GDS Transport;src:url(/x)}a{font-family:"GDS Transport",arial}@font-face{font-family:Own}'
  expect(ownedStyles(css)).toBe('a{font-family:"Atkinson Hyperlegible Next",arial}@font-face{font-family:Own}')
})

test('every address in a stylesheet is a file we send, with the mark of its content', () => {
  const addresses = [...files.keys()]
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => [...text(name).matchAll(/url\("?(\/assets[^)"]+)"?\)/g)].map((found) => found[1]))
  expect(addresses.length).toBeGreaterThan(4)
  const sent = new Set([...files.values()].map(assetAddress))
  for (const address of addresses) expect(sent).toContain(address)
})

test('a file may be kept for a year only under the mark of its content', () => {
  const [file] = files.values()
  if (file === undefined) throw new Error('no asset was read')
  expect(assetHeaders(file, file.version)['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(assetHeaders(file, undefined)['cache-control']).toBe('no-cache')
  expect(assetHeaders(file, 'old')['cache-control']).toBe('no-cache')
})
