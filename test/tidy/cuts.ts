import type { SourceFile } from './house.ts'

/**
 * Where a list is cut on purpose, and where its reader is told of what is left out. Every other list stands in pages
 * (`limit … offset …`, with how many there are in all), or whole. Whoever cuts one says here where that is said.
 */
export const knownCuts: Readonly<Record<string, string>> = {
  'allocation/store/people-due.ts: mostBooked':
    'books so many reviews at one go; the page says how many are left, to go on with',
  'app/import/pages/import.view.ts: slice SHOWN':
    'the page says how many more, and the file of rejected rows holds all',
  'app/store.ts: mostFound': 'the page that finds a record for an account says to enter more',
  'delivery/store/registers.ts: most + 1': 'no list: whether more are expected than stand on one page',
  'directory/pages/book.page.ts: slice worker': 'the page says that there are more of this name',
  'directory/pages/opportunity.view.ts: slice 3': 'the others are named under “Also at”',
  'directory/store/booking-queue.ts: Math.max(0, date.free)': 'no list: as many as there are places free',
  'directory/store/gazetteer.ts: 6': 'no list: whether a name means one place or several',
  'directory/store/gazetteer.ts: MOST_NAMES': 'no list: the names among which a slip is looked for',
  'directory/store/search-rows.ts: limit': 'a part of all entries, taken one after the other until none is left',
  'directory/store/search.ts: 12': 'the towns offered to choose from are the largest; any other can be typed',
  'directory/store/site-proposals.ts: 10': 'places that may be the same as the one asked for, the likeliest',
  'finance/pages/paid-beside-block.view.ts: slice shownAtMost': 'the page says so, and the file holds all',
  'finance/store/charges.ts: most': 'background work, done in rounds until nothing is left',
  'finance/store/commitments.ts: most': 'background work, done in rounds until nothing is left',
  'finance/store/home.ts: 13': 'the weeks of the last three months, as the page says',
  'finance/store/pay-lines.ts: most': 'background work, done in rounds until nothing is left',
  'finance/store/week-asked.ts: 3': 'what comes next, named so on the page',
  'finance/store/year-end.ts: most': 'background work, done in rounds until nothing is left',
  'market/pages/own-sessions.view.ts: slice 5': 'the sentence says how many more dates',
  'people/store/list.ts: 20000': 'no list: the names among which a slip is looked for',
  'platform/jobs.ts: 500': 'background work, done in rounds until nothing is left',
  'strategy/coverage/new-gaps.ts: slice MOST': 'the next sentence says that more stand in the list below',
  'strategy/needs-analysis/pages/needs.view.ts: slice MOST_FAULTS': 'the page says so',
  'strategy/pages/drivers.view.ts: slice IN_WORDS': 'three sentences; the table beside them holds every driver',
  'strategy/pages/market.view.ts: slice 25': 'the page says how many of how many, and leads to all gaps',
  'strategy/rates/pages/rates.view.ts: slice MOST_FAULTS': 'the page says how many of how many',
  'strategy/report/coverage-section.ts: slice at': 'no cut: the gaps before this one',
  'strategy/report/risks-section.ts: slice most': 'the first page of a report; its section holds every risk',
  'strategy/report/services-section.ts: slice 1': 'no list: what cannot be told is said once',
}

/** What waits on a first page: looked up to one number, and the page says “there may be more” when it is reached. */
const ofFirstPages = 'mostWaiting'

const named = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The cuts of a file: queries for the first so many rows without further pages, and rows of a page of which the first so many are shown. */
export function cutsOf({ path, text }: SourceFile): string[] {
  if (path.startsWith('app/demo/') || path.endsWith('.test.ts') || !path.endsWith('.ts')) return []
  const bare = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const queries = (bare.includes('sql`') ? [...bare.matchAll(/\blimit\s+(\$\{[^}]+\}|\d+\b)(?!\s+offset\b)/gi)] : [])
    .map(([, most = '']) => most.replace(/^\$\{|\}$/g, ''))
    .filter((most) => most !== '1' && most !== ofFirstPages)
  const rows = [...bare.matchAll(/\.slice\(0, ([\w.]+)[^)]*\)\s*(?:\n\s*)?\.(?:map|flatMap|filter)\(/g)].map(
    ([, most = '']) => `slice ${most}`,
  )
  const shown = /(page|view|section|gaps)\.ts$/.test(path) ? rows : []
  return [...new Set([...queries, ...shown].map((most) => `${path}: ${named(most)}`))]
}
