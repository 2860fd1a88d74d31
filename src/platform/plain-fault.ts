import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const needed: Record<string, string> = {
  string: 'text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'named values in curly brackets',
  record: 'named values in curly brackets',
}

const listed = (values: readonly unknown[]) => values.map(String).join(', ')

/** The values that a choice of fixed values lets through; nothing where it is another kind of choice. */
function choices(errors: readonly (readonly { code: string; values?: unknown }[])[]): unknown[] | undefined {
  const values = errors.map(([first]) => (first?.code === 'invalid_value' ? (first.values as unknown[]) : undefined))
  return values.every((one) => one !== undefined) ? values.flat() : undefined
}

/** Where one of several shapes is wanted: what is wrong with the one that comes nearest to what was sent. */
function nearest(
  errors: readonly (readonly { path: readonly PropertyKey[]; message: string }[])[],
): string | undefined {
  const least = Math.min(...errors.map(({ length }) => length))
  const found = errors.find(({ length }) => length === least)
  if (found === undefined || least === 0) return undefined
  return found
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`))
    .join('; ')
}

function ofSize({ code, origin, minimum, maximum, inclusive }: Issue & { code: 'too_small' | 'too_big' }): string {
  const [within, beyond] = code === 'too_small' ? ['at least', 'more than'] : ['at most', 'less than']
  const bound = `${inclusive === false ? beyond : within} ${code === 'too_small' ? minimum : maximum}`
  if (origin === 'string') return `Must have ${bound} letters`
  return origin === 'array' || origin === 'set' ? `Must hold ${bound}` : `Must be ${bound}`
}

/**
 * What is wrong with a value that was sent, said so that somebody who does not program can put it right. It stands where a
 * shape gives no sentence of its own; nothing is said of a fault that has no plain words here, and zod's own words stand.
 */
export const plainFault: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') {
    const kind = needed[issue.expected]
    if (kind === undefined) return undefined
    return issue.input === undefined ? `Is missing. Give ${kind}` : `Must be ${kind}`
  }
  if (issue.code === 'invalid_value') return `Must be one of: ${listed(issue.values)}`
  if (issue.code === 'unrecognized_keys') return `Take out what is not known here: ${listed(issue.keys)}`
  if (issue.code === 'too_small' || issue.code === 'too_big') return ofSize(issue)
  if (issue.code !== 'invalid_union') return undefined
  const values = choices(issue.errors)
  return values === undefined ? nearest(issue.errors) : `Must be one of: ${listed(values)}`
}
