import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { listCookie } from '../list-cookie.ts'
import { savedIn } from '../saved-list.ts'
import { type SearchCriteria, searchAddress, searchCriteria } from '../search-criteria.ts'
import { directoryAnswer, directoryTowns, recordWish, searchIndexFor } from '../store.ts'
import type { TravelPolicyOn } from '../travel-policy.ts'
import { wishOf } from '../wish.ts'
import { directoryView } from './directory.view.ts'

const policy = { roles: 'public', about: 'Find things to do' } as const
const ONE_WISH_MS = 3_600_000
const MOST_REMEMBERED = 10_000

/** The list of things to do. Anybody may search. What a search does not find is kept as a wish, without a word about who asked. */
export const directoryPages =
  (travelPolicyOn: TravelPolicyOn, assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    const isNew = wishesOnceAnHour()
    app.get('/directory', { config: { policy } }, async (request, reply) => {
      const criteria = readAddress(searchCriteria, request.query)
      const saved = savedIn(request.cookies[listCookie])
      const index = await searchIndexFor(app.db, request.who.role)
      const view = await request.tx(async (tx) => {
        const travel = travelPolicyOn(tx.today)
        const old = oldBefore(assurancePolicyOn(tx.today), tx.today)
        const answer = await directoryAnswer(tx, index, criteria, old, travel)
        const kept = {
          words: index.knownWords(criteria.what).join(' '),
          localArea: answer.place.area ?? null,
          sent: false,
        }
        const wish = answer.total === 0 && answer.meant === null ? wishOf(criteria, kept) : undefined
        if (wish !== undefined && isNew(criteria, tx.now)) await recordWish(tx, wish)
        return directoryView(answer, await directoryTowns(tx), old, travel, saved)
      })
      const estimate = app.routeTable.some((route) => route.method === 'GET' && route.url === '/estimate')
      return reply.page('directory/pages/directory.njk', { ...view, estimate })
    })
  }

/** The same search that finds nothing again within the hour is the same wish: a page loaded twice, or somebody who tries again. */
function wishesOnceAnHour(): (criteria: SearchCriteria, now: Date) => boolean {
  const since = new Map<string, number>()
  return (criteria, now) => {
    const key = searchAddress({ ...criteria, page: 1 })
    const before = since.get(key)
    if (since.size >= MOST_REMEMBERED) since.clear()
    since.set(key, now.getTime())
    return before === undefined || now.getTime() - before > ONE_WISH_MS
  }
}
