/** So many rows of a list stand on one page, unless a list has its reason for another size. */
export const ROWS_A_PAGE = 50

/** One page of a longer list: what stands on it, and how many there are in all. */
export interface ListPage<T> {
  readonly rows: readonly T[]
  readonly all: number
}

/** One page out of rows that came whole. */
export const pageOf = <T>(rows: readonly T[], { page, perPage }: { page: number; perPage: number }): ListPage<T> => ({
  rows: rows.slice((page - 1) * perPage, page * perPage),
  all: rows.length,
})

/** How many pages a list has: at least one, which then says that nothing is there. */
export const pagesOf = (all: number, perPage: number = ROWS_A_PAGE): number => Math.max(1, Math.ceil(all / perPage))

/** What the pager of a list needs; `href` is the address up to and with "page=". */
export const pagerOf = (given: { page: number; all: number; perPage: number; href: string }) => ({
  page: given.page,
  pages: pagesOf(given.all, given.perPage),
  href: given.href,
})

/** An address with what was asked and room for the page: "/market/uplifts?lot=…&page=". What is empty is left out. */
export function pageAddress(path: string, asked: Readonly<Record<string, string>>): string {
  const filled = Object.entries(asked).filter(([, value]) => value !== '')
  return `${path}?${new URLSearchParams([...filled, ['page', '']])}`
}

/** Names in one line; where there are many, the first ones and how many others. */
export const namesInLine = (names: readonly string[], most = 8): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} others`

/** "1 concern", "1,200 concerns". */
export const countWords = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/**
 * The first rows of a list that stands on a page among others. Where there are more, `more` says how many are shown of
 * how many, and leads to the same page with all of them: a list is never cut in silence.
 */
export function firstOf<T>(
  rows: readonly T[],
  given: { readonly most: number; readonly all: boolean; readonly href: string; readonly words: string },
): {
  readonly rows: readonly T[]
  readonly more: { readonly text: string; readonly act: string; readonly href: string } | null
} {
  if (given.all || rows.length <= given.most) return { rows, more: null }
  const inAll = rows.length.toLocaleString('en-GB')
  return {
    rows: rows.slice(0, given.most),
    more: { text: `${given.most} of ${inAll} are shown.`, act: `Show all ${inAll} ${given.words}`, href: given.href },
  }
}
