import nunjucks from 'nunjucks'

type Done = (error: unknown, macros?: object) => void

/** What Nunjucks does when a template imports another; its types leave it out. */
interface Importable {
  getExported(...given: unknown[]): void
  kept?: object
}

/**
 * The macros of a template that is imported without context are the same on every page, so each template makes them once
 * and keeps them as long as it is kept itself. Making them again for every page was more than half of the rendering.
 * An import with context is not touched.
 */
function keepMacros(template: Importable): void {
  const make = template.getExported
  template.getExported = function (this: Importable, ...given: unknown[]) {
    const [first] = given
    if (typeof first !== 'function') return make.apply(this, given)
    const done = first as Done
    if (this.kept !== undefined) return done(null, this.kept)
    make.call(this, (error: unknown, macros?: object) => {
      if (!error && macros !== undefined) this.kept = macros
      done(error, macros)
    })
  }
}

keepMacros(nunjucks.Template.prototype as unknown as Importable)
