/** The letters of a word as bits, so that words too unlike are told apart without comparing them: a–z, and one bit for all others. */
export function letterBits(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at) - 97
    bits |= letter >= 0 && letter < 26 ? 1 << letter : 1 << 26
  }
  return bits
}

/** True when one slip makes one word the other: a letter too many, too few, wrong, or two neighbours swapped. */
export function isOneSlip(one: string, other: string): boolean {
  const longer = one.length >= other.length ? one : other
  const shorter = longer === one ? other : one
  if (longer.length - shorter.length > 1 || longer === shorter) return false
  let at = 0
  while (at < shorter.length && shorter.charCodeAt(at) === longer.charCodeAt(at)) at++
  if (longer.length > shorter.length) return shorter.slice(at) === longer.slice(at + 1)
  if (shorter.slice(at + 1) === longer.slice(at + 1)) return true
  return (
    shorter.charCodeAt(at) === longer.charCodeAt(at + 1) &&
    shorter.charCodeAt(at + 1) === longer.charCodeAt(at) &&
    shorter.slice(at + 2) === longer.slice(at + 2)
  )
}
