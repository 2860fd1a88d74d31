import type { Tx } from '../../platform/db.ts'
import { askedWords, type SearchCriteria, searchAddress, weekdaysAsked, widerSearches } from '../search-criteria.ts'
import {
  countOpportunities,
  type FoundOpportunity,
  foundOpportunities,
  justBeyond,
  type SearchPlace,
  searchOpportunities,
  searchPlace,
} from './search.ts'

/** A whole answer to a search: the page asked for, what lies just beyond, and wider choices when nothing fits. */
export interface DirectoryAnswer {
  readonly criteria: SearchCriteria
  readonly asked: string
  readonly place: SearchPlace
  readonly total: number
  readonly pages: number
  readonly alike: boolean
  readonly results: readonly FoundOpportunity[]
  readonly beyond: readonly FoundOpportunity[]
  readonly wider: readonly { readonly words: string; readonly href: string; readonly total: number }[]
}

const resultsPerPage = 20

/** The last page there is now, for whoever kept the address of a page beyond it. */
async function lastPage(
  tx: Tx,
  criteria: SearchCriteria,
  place: Parameters<typeof countOpportunities>[2],
): Promise<number> {
  const total = await countOpportunities(tx, { ...criteria, page: 1 }, place)
  return Math.min(criteria.page - 1, Math.max(1, Math.ceil(total / resultsPerPage)))
}

/** Answers a search for a page, the API and the command line alike. */
export async function directoryAnswer(tx: Tx, criteria: SearchCriteria): Promise<DirectoryAnswer> {
  const place = criteria.place === '' ? { known: false, point: null } : await searchPlace(tx, criteria.place)
  const offset = (criteria.page - 1) * resultsPerPage
  const { total, ids, alike } = await searchOpportunities(tx, criteria, place, { limit: resultsPerPage, offset })
  if (ids.length === 0 && criteria.page > 1)
    return directoryAnswer(tx, { ...criteria, page: await lastPage(tx, criteria, place) })
  const pages = Math.max(1, Math.ceil(total / resultsPerPage))
  const last = criteria.page >= pages
  const beyondIds = last ? await justBeyond(tx, criteria, place, 3) : []
  const weekdays = weekdaysAsked(criteria)
  const wider: DirectoryAnswer['wider'][number][] = []
  if (total === 0)
    for (const { words, criteria: less } of widerSearches(criteria)) {
      const found = await countOpportunities(tx, less, less.place === '' ? { known: false, point: null } : place)
      if (found > 0) wider.push({ words, href: searchAddress(less), total: found })
    }
  return {
    criteria,
    // Where the place is not known, or how far things are from it, the distance was not asked of anything.
    asked: askedWords(place.point === null ? { ...criteria, place: '' } : criteria),
    place,
    total,
    pages,
    alike,
    results: await foundOpportunities(tx, ids, place, weekdays),
    beyond: beyondIds.length === 0 ? [] : await foundOpportunities(tx, beyondIds, place, weekdays),
    wider,
  }
}
