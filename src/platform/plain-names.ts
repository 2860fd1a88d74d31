import nunjucks from 'nunjucks'

/** Where a template keeps its variables while it is rendered; its types leave it out. */
interface Frame {
  readonly variables: Record<string, unknown>
  set(name: string, value: unknown, resolveUp?: boolean): void
}

/**
 * Nunjucks takes each name of a variable apart at its dots, each time it is set: a name without a dot is now set as it
 * stands. This was a thirteenth of the program's work for a page.
 */
function setPlainNames(frame: Frame): void {
  const take = frame.set
  frame.set = function (this: Frame, name, value, resolveUp) {
    if (resolveUp === true || name.includes('.')) take.call(this, name, value, resolveUp)
    else this.variables[name] = value
  }
}

setPlainNames((nunjucks as unknown as { runtime: { Frame: { prototype: Frame } } }).runtime.Frame.prototype)
