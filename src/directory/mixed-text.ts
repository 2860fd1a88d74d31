/** The letters of the bytes from 128 in Windows-1252, written out: the decoder of Node 20 gives control signs for the first 32. */
const letters = `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${String.fromCharCode(...Array.from({ length: 96 }, (_, at) => 160 + at))}`
const run =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g

/** Which byte each letter of Windows-1252 outside ASCII is. */
const byteOf = new Map([...letters].map((letter, at) => [letter, 128 + at]))
const after = `[${[...byteOf].flatMap(([letter, byte]) => (byte < 192 ? letter : [])).join('')}]`
/** What UTF-8 that was read as Windows-1252 and written anew looks like: accents, pounds, quotation marks and pictures. No English word holds these. */
const writtenTwice = new RegExp(`[ÂÃ]${after}|â€${after}|ðŸ${after}{2}`, 'gu')

/** The text as it was meant where “Â£5 at the cafÃ©” says £5 at the café; any other text as it is. */
export function unmangled(text: string): string {
  return text.replace(writtenTwice, (found) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(
        Uint8Array.from(found, (letter) => byteOf.get(letter) ?? 0),
      )
    } catch {
      return found
    }
  })
}

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
      return found.length === 1
        ? (letters[found.charCodeAt(0) - 128] ?? found)
        : Buffer.from(found, 'latin1').toString('utf8')
    })
    return { text: text.replace(/^\ufeff/, ''), mixed: true }
  }
}
