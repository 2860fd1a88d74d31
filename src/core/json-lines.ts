const BLANK = /[\s,:]/
/** Fields within more fields than this stand where the outermost of them does. */
const DEEPEST = 60

/**
 * On which line each field of a JSON text stands, by its name as faults give it: `people[0].ageBand`. The text must be JSON; a field that is
 * written twice stands where the last one is, which is the one that counts.
 */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  let at = 0
  let line = 1
  const step = () => {
    if (text[at] === '\n') line++
    at++
  }
  const skip = () => {
    while (at < text.length && BLANK.test(text[at] as string)) step()
  }
  const word = (): string => {
    const from = at
    at++
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at++
    return text.slice(from, at)
  }
  const past = () => {
    let open = 0
    do {
      if (text[at] === '"') word()
      else {
        if (text[at] === '{' || text[at] === '[') open++
        if (text[at] === '}' || text[at] === ']') open--
        step()
      }
    } while (open > 0 && at < text.length)
  }
  const value = (name: string, depth: number): void => {
    skip()
    lines.set(name, lines.get(name) ?? line)
    const open = text[at]
    if (open === '"') word()
    else if (open !== '{' && open !== '[') while (at < text.length && !/[\s,\]}]/.test(text[at] as string)) at++
    else if (depth === DEEPEST) past()
    else {
      step()
      for (let nth = 0; ; nth++) {
        skip()
        if (at >= text.length || text[at] === '}' || text[at] === ']') break
        const key = open === '[' ? `${name}[${nth}]` : under(name, JSON.parse(word()) as string)
        lines.set(key, line)
        value(key, depth + 1)
      }
      step()
    }
  }
  value('', 0)
  return lines
}

const under = (name: string, key: string) => (name === '' ? key : `${name}.${key}`)

/** The line of a field, or of what it would stand in where it is missing. */
export function lineOfField(lines: ReadonlyMap<string, number>, field: string): number {
  for (let name = field; name !== ''; name = name.slice(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('['), 0))) {
    const found = lines.get(name)
    if (found !== undefined) return found
  }
  return lines.get('') ?? 1
}

/**
 * The line on which a text stops being JSON: up to there it could still become JSON. For a text that only ends too soon, its last line.
 */
export function lineThatBreaks(text: string): number {
  let [good, bad] = [0, text.length]
  // What a reader says of a beginning is that it ends too soon, as long as nothing in it is wrong.
  const couldGoOn = (until: number) => {
    try {
      JSON.parse(text.slice(0, until))
      return true
    } catch (error) {
      const at = /at position (\d+)/.exec(String(error))?.[1]
      return at === undefined ? /end of JSON/.test(String(error)) : Number(at) >= until
    }
  }
  if (!couldGoOn(bad))
    while (bad - good > 1) {
      const between = Math.floor((good + bad) / 2)
      if (couldGoOn(between)) good = between
      else bad = between
    }
  return text.slice(0, bad).trimEnd().split('\n').length
}
