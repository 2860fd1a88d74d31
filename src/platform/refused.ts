/**
 * An expected "no" that rolls its transaction back: a rule of the database or of a store said so.
 * The code is a constraint's name, a DW code, or a word of the step; the page owns the sentence. It never carries free text about a person.
 */
export class Refused extends Error {
  readonly code: string
  readonly detail: Record<string, unknown>
  constructor(code: string, detail: Record<string, unknown> = {}) {
    super(`refused: ${code}`)
    this.name = 'Refused'
    this.code = code
    this.detail = detail
  }
}

/** What was sent can be read and cannot be: a sentence for each field, found out only once the records are known. */
export class WrongFields extends Error {
  readonly faults: readonly { readonly field: string; readonly sentence: string }[]
  constructor(faults: readonly { readonly field: string; readonly sentence: string }[]) {
    super(`wrong fields: ${faults.map(({ field }) => field).join(', ')}`)
    this.name = 'WrongFields'
    this.faults = faults
  }
}

/** There is no such thing, or the caller may not know that there is. */
export class NotFound extends Error {
  readonly what: string
  constructor(what: string) {
    super(`not found: ${what}`)
    this.name = 'NotFound'
    this.what = what
  }
}

/** The record was merged into another: its pages lead to the one that says so. */
export class MovedOn extends Error {
  readonly to: string
  constructor(to: string) {
    super('the record was merged into another')
    this.name = 'MovedOn'
    this.to = to
  }
}

/** The caller is known and may not do this. */
export class NotAllowed extends Error {
  readonly why: string
  constructor(why: string) {
    super(`not allowed: ${why}`)
    this.name = 'NotAllowed'
    this.why = why
  }
}

/** Something outside the program failed: the database cannot be reached, a file cannot be read. */
export class OutsideFailure extends Error {
  readonly code: string
  constructor(code: string, cause?: unknown) {
    super(code, { cause })
    this.name = 'OutsideFailure'
    this.code = code
  }
}
