const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/**
 * The fields that a JSON text writes twice in one object, by their path (`values.tiers`). The text must be JSON. A program
 * that reads such a text keeps the last of the two and says nothing of the first.
 */
export function fieldsWrittenTwice(text: string): string[] {
  const twice: string[] = []
  const open: { path: string; seen: Set<string> | undefined; name: string; at: number }[] = []
  let wantsName = false
  for (const [token] of text.matchAll(TOKENS)) {
    const inside = open.at(-1)
    if (token === '{' || token === '[') {
      const part = inside?.seen === undefined ? String(inside?.at ?? '') : inside.name
      const path = [inside?.path ?? '', part].filter((one) => one !== '').join('.')
      open.push({ path, seen: token === '{' ? new Set() : undefined, name: '', at: 0 })
      wantsName = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      wantsName = false
    } else if (token === ',' && inside !== undefined) {
      inside.at++
      wantsName = inside.seen !== undefined
    } else if (wantsName && inside?.seen !== undefined) {
      inside.name = JSON.parse(token) as string
      if (inside.seen.has(inside.name)) twice.push([inside.path, inside.name].filter((one) => one !== '').join('.'))
      inside.seen.add(inside.name)
      wantsName = false
    }
  }
  return twice
}
