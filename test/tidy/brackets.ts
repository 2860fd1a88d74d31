/** Where the bracket that opens at a place closes; the end of the text where it does not. */
export function closingOf(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) depth++
    else if (')]}'.includes(text[at] ?? '') && --depth === 0) return at
  }
  return text.length
}
