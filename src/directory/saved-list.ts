/** The most things that fit on a list kept in a browser or carried in an address. */
const mostSaved = 30

const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** The ids of a list as a cookie or an address carries it; what is no id is left out, and each stands once. */
export function savedIn(text: string | undefined): string[] {
  const ids = (text ?? '').toLowerCase().split(/[,.]/)
  return [...new Set(ids.filter((id) => ID.test(id)))].slice(0, mostSaved)
}

/** The list with one more at its end, or the same where it is on it already; the first makes way when it is full. */
export const withOneMore = (list: readonly string[], id: string): string[] =>
  list.includes(id) ? [...list] : [...list, id].slice(-mostSaved)

/** A list as text for a cookie or an address. */
export const asText = (list: readonly string[]): string => list.join('.')
