import { kinds } from './kinds.ts'

/** The pictures of Easy Read pages that a council can put its own in the place of, by name; kinds of things to do among them. */
export const symbolNames: readonly string[] = [
  ...new Set([
    ...kinds.map(({ symbol }) => symbol),
    'calendar',
    'clock',
    'pin',
    'pound',
    'wheelchair',
    'friends',
    'phone',
    'star',
  ]),
].sort()

const MOST_BYTES = 100_000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Why a picture cannot be taken, as a sentence; nothing when it can. */
export function symbolFault(name: string, bytes: Uint8Array): string | undefined {
  if (!symbolNames.includes(name)) return `There is no picture “${name}”. Give one of: ${symbolNames.join(', ')}.`
  if (!PNG.every((byte, at) => bytes[at] === byte)) return 'The file is no PNG picture. Save it as PNG and try again.'
  return bytes.length > MOST_BYTES
    ? `The picture has ${bytes.length} bytes; ${MOST_BYTES} is the most. Make it 300 by 300 points or smaller.`
    : undefined
}
