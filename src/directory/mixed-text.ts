const windows1252 = new TextDecoder('windows-1252')
const run =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g

/**
 * Reads bytes that claim to be UTF-8 and are not all: what is right is taken as it is, and each byte that fits nowhere as
 * Windows-1252, the usual stranger in a file that was put together from several. UTF-16 with its mark is read as such.
 */
export function mixedText(bytes: Uint8Array): { readonly text: string; readonly mixed: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), mixed: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), mixed: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), mixed: false }
  } catch {
    const raw = Buffer.from(bytes).toString('latin1')
    const text = raw.replace(run, (found) => {
      const part = Buffer.from(found, 'latin1')
      return found.length === 1 ? windows1252.decode(part) : part.toString('utf8')
    })
    return { text: text.replace(/^\ufeff/, ''), mixed: true }
  }
}
