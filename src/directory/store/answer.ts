import type { CalendarDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import type { Tx } from '../../platform/db.ts'
import { choicesInWords, type PlaceInWords, placesInWords } from '../choices-in-words.ts'
import { isPostcode } from '../feed-record.ts'
import type { SearchIndex } from '../search/search-index.ts'
import {
  askedWords,
  muchWiderSearches,
  type SearchCriteria,
  searchAddress,
  type WiderSearch,
  weekdaysAsked,
  widerSearches,
} from '../search-criteria.ts'
import { nowhere, type SearchPlace, searchBeyond, searchQuery } from '../search-query.ts'
import type { TravelPolicy } from '../travel-policy.ts'
import { placeCalled, searchPlace } from './gazetteer.ts'
import { type FoundOpportunity, foundOpportunities } from './search.ts'

/** A whole answer to a search: the page asked for, what lies just beyond, and wider choices when nothing fits. */
export interface DirectoryAnswer {
  readonly criteria: SearchCriteria
  readonly asked: string
  readonly place: SearchPlace
  readonly total: number
  readonly pages: number
  /** How the words were taken, and the words searched for in place of those typed. */
  readonly how: 'as asked' | 'slip' | 'some'
  readonly instead: string
  readonly results: readonly FoundOpportunity[]
  readonly beyond: readonly FoundOpportunity[]
  readonly wider: readonly FoundSearch[]
  /** The search that the words may have meant: "free" and "saturday" are choices, a town is a place. */
  readonly meant: FoundSearch | null
}

interface FoundSearch {
  readonly words: string
  readonly href: string
  readonly total: number
}

const resultsPerPage = 20
const mostBeyond = 3
const mostMuchWider = 3
const NONE = { limit: 0, offset: 0 }

/**
 * Answers a search for a page, the API and the command line alike. The index is the one of whoever asks; what was last checked
 * before `oldBefore` comes after what fits as well.
 */
export async function directoryAnswer(
  tx: Tx,
  index: SearchIndex,
  criteria: SearchCriteria,
  oldBefore: CalendarDate,
  travel?: TravelPolicy,
): Promise<DirectoryAnswer> {
  const place = criteria.place === '' ? nowhere : await searchPlace(tx, criteria.place)
  const words = index.understand(criteria.what)
  const query = searchQuery(criteria, place, words, oldBefore, travel)
  const offset = (criteria.page - 1) * resultsPerPage
  const { total, ids } = index.find(query, { limit: resultsPerPage, offset })
  const pages = pagesOf(total, resultsPerPage)
  if (criteria.page > pages) return directoryAnswer(tx, index, { ...criteria, page: pages }, oldBefore, travel)
  const outside = criteria.page === pages ? searchBeyond(query) : undefined
  const beyondIds = outside === undefined ? [] : index.find(outside, { limit: mostBeyond, offset: 0 }).ids
  const shown = await foundOpportunities(tx, [...ids, ...beyondIds], place, weekdaysAsked(criteria))
  const beyond = new Set(beyondIds)
  return {
    criteria,
    // Where the place is not known, or how far things are from it, the distance was not asked of anything.
    asked: askedWords(place.point === null ? { ...criteria, place: '' } : criteria),
    place,
    total,
    pages,
    how: words.how,
    instead: words.instead,
    results: shown.filter(({ id }) => !beyond.has(id)),
    beyond: shown.filter(({ id }) => beyond.has(id)),
    wider: total === 0 ? widerChoices(index, criteria, place, oldBefore, travel) : [],
    meant: await meantSearch(tx, criteria, {
      loose: total === 0 || words.how === 'some',
      find: (less, from) => index.find(searchQuery(less, from, index.understand(less.what), oldBefore, travel), NONE),
    }),
  }
}

/** The first of the places that the gazetteer knows, or that is a postcode. */
async function firstKnown(tx: Tx, named: readonly PlaceInWords[]): Promise<PlaceInWords | undefined> {
  for (const { place: typed, rest } of named) {
    const place = isPostcode(typed) ? typed : await placeCalled(tx, typed)
    if (place !== undefined) return { place, rest }
  }
  return undefined
}

/**
 * The search with what its words choose chosen, and with the place they name, or without it where nothing is there; nothing where that finds nothing. A place without "in" or
 * "near" is looked for only where not all words are found together (`loose`): many names of things end in their town.
 */
async function meantSearch(
  tx: Tx,
  criteria: SearchCriteria,
  {
    loose,
    find,
  }: {
    readonly loose: boolean
    readonly find: (criteria: SearchCriteria, from: SearchPlace) => { readonly total: number }
  },
): Promise<FoundSearch | null> {
  const named = criteria.place === '' ? await firstKnown(tx, placesInWords(criteria.what, { loose })) : undefined
  const there = named && { ...criteria, page: 1, place: named.place, what: named.rest }
  for (const meant of [there && (choicesInWords(there) ?? there), choicesInWords(criteria)]) {
    if (meant === undefined) continue
    const from = meant.place === '' ? nowhere : await searchPlace(tx, meant.place)
    const total = meant.place === criteria.place || from.known ? find(meant, from).total : 0
    if (total > 0) return { words: askedWords(meant), href: searchAddress(meant), total }
  }
  return null
}

/** The ways to ask for a little less under which something is found, with how much; for less of two things where one is not enough. */
function widerChoices(
  index: SearchIndex,
  criteria: SearchCriteria,
  place: SearchPlace,
  oldBefore: CalendarDate,
  travel: TravelPolicy | undefined,
) {
  const finding = (searches: readonly WiderSearch[]) =>
    searches.flatMap(({ words, criteria: less }) => {
      const from = less.place === '' ? nowhere : place
      const { total } = index.find(searchQuery(less, from, index.understand(less.what), oldBefore, travel), NONE)
      return total === 0 ? [] : [{ words, href: searchAddress(less), total }]
    })
  const wider = finding(widerSearches(criteria))
  return wider.length > 0 ? wider : finding(muchWiderSearches(criteria)).slice(0, mostMuchWider)
}
