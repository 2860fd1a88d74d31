interface Pager {
  readonly page: number
  readonly pages: number
  readonly href: string
}
const isPager = (value: unknown): value is Pager =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Pager).page === 'number' &&
  typeof (value as Pager).pages === 'number' &&
  typeof (value as Pager).href === 'string'

/**
 * Where a page of a list leads that is past its end: to the last page there is. Old addresses ask for one, and lists
 * become shorter while somebody works through them. `view` is what the page is given; its pagers stand in it, or one
 * deeper.
 */
export function pastTheEnd(view: object): string | undefined {
  const values = Object.values(view)
  const deeper = values.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  const pager = [...values, ...deeper].find((value) => isPager(value) && value.page > Math.max(1, value.pages))
  return pager === undefined ? undefined : `${(pager as Pager).href}${Math.max(1, (pager as Pager).pages)}`
}
