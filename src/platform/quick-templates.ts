import nunjucks from 'nunjucks'

/** Where a template keeps its variables while it is rendered; the types of Nunjucks leave it out. */
interface Frame {
  readonly variables: Record<string, unknown>
  resolve(name: string, forWrite: boolean): Frame | undefined
  set(name: string, value: unknown, resolveUp?: boolean): void
}

interface Parts {
  readonly lib: { escape(text: string): string }
  readonly runtime: { readonly Frame: { readonly prototype: Frame } }
}

const parts = nunjucks as unknown as Parts

const known = new Map<string, readonly string[]>()
/** A name taken apart at its dots, once: templates have a few hundred names in all. */
function partsOf(name: string): readonly string[] {
  let kept = known.get(name)
  if (kept === undefined) {
    kept = name.split('.')
    known.set(name, kept)
  }
  return kept
}

/**
 * Sets a variable as Nunjucks does. Nunjucks takes each name apart at its dots anew each time, a loop seven names for each
 * of its items: this was a quarter of the rendering of a page.
 */
parts.runtime.Frame.prototype.set = function (this: Frame, name, value, resolveUp) {
  const path = partsOf(name)
  if (resolveUp === true) {
    const owner = this.resolve(path[0] as string, true)
    if (owner) return owner.set(name, value)
  }
  let held = this.variables
  const last = path.length - 1
  for (let at = 0; at < last; at++) {
    const id = path[at] as string
    if (!held[id]) held[id] = {}
    held = held[id] as Record<string, unknown>
  }
  held[path[last] as string] = value
}

const special = /[&"'<>\\]/
const escapeAll = parts.lib.escape
/** Most of what a page shows has nothing to escape, and to see that costs less than to replace nothing. */
parts.lib.escape = (text) => (special.test(text) ? escapeAll(text) : text)
