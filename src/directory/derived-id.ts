/**
 * A lasting id for a part of a thing that has an id, such as the second schedule of a service: the thing's own id with
 * its last digits mixed with the part's name. The same thing and part always give the same id (uuid version 8).
 */
export function derivedId(id: string, part: string): string {
  const hex = id.replaceAll('-', '').toLowerCase()
  const mixed = [hex.slice(0, 8), hex.slice(24, 32)].map((digits, at) => {
    const sum = (Number.parseInt(digits, 16) ^ fnv1a(`${at}:${part}`)) >>> 0
    return sum.toString(16).padStart(8, '0')
  })
  return `${mixed[0]}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 24)}${mixed[1]}`
}

/** FNV-1a, 32 bits: a small public hash that spreads short names well. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of new TextEncoder().encode(text)) hash = Math.imul(hash ^ letter, 0x01000193)
  return hash >>> 0
}
