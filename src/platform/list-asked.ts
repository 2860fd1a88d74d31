import { z } from 'zod'
import type { ListPage } from '../core/list-page.ts'

/** The page of a list that an address asks for: from 1 to 10,000; whatever else stands there means the first. */
export const pageField = z.coerce.number().int().min(1).max(10_000).catch(1)

/** The words to look for in a list, as an address brings them; none when nothing was asked. */
export const wordsField = z
  .string()
  .transform((value) => value.trim().slice(0, 200))
  .catch('')

/** One of a list's filters, as an address brings it; undefined when it is left open. */
export const filterField = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined),
  z.string().optional(),
)

const asked = z.object({ page: pageField })

/** Only the page of a list. */
export const pageAsked = (query: unknown): number => asked.parse(query).page

const wholeSchema = z.object({ all: z.string().catch('') })
/** Which list of a page with several is asked for whole: the word after "?all=". */
export const wholeAsked = (query: unknown): string => wholeSchema.parse(query).all

/** The page that a program asks for: said wrongly, it is refused. */
export const apiPage = z.coerce.number().int().min(1).max(10_000).default(1)

/** Rows of which each says how many there are in all (`count(*) over ()`), as a page of their list. */
export const listPage = <T extends object>(rows: readonly (T & { readonly all: number })[]): ListPage<T> => ({
  rows: rows.map(({ all: _, ...row }) => row as unknown as T),
  all: rows[0]?.all ?? 0,
})

/** What an `ilike` finds anywhere in a text: signs with a meaning of their own stand for themselves. */
export const anywhere = (words: string): string => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
