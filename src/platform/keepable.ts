/** What was sent without the character numbered zero, which no keyboard types and no database keeps. */
export function keepable(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const kept = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value)
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(kept) : kept(value)]),
  )
}
