import { includes } from '../../core/period.ts'
import { marksOf, registerLines } from '../../delivery/store.ts'
import { myEntries } from '../../directory/store.ts'
import { callsRepliedTo, mySessions, providerDetails, publishedCalls } from '../../market/store.ts'
import { listPeople } from '../../people/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { job, roles } from '../../platform/who.ts'
import { paths as strategyPaths } from '../../strategy/paths.ts'
import { councilInUse } from '../council-in-use.ts'
import { builtSteps } from '../steps.ts'
import { waitingForNewYear } from '../store/next-year.ts'
import { toSetUp } from '../store/to-set-up.ts'
import { numbersOf, standingOf } from '../store/where-they-are.ts'
import { accountsToOpen, isEmpty } from '../store.ts'
import { waitingOnce } from '../waiting-once.ts'
import { homeView } from './home.view.ts'
import type { LinkGroup } from './link-groups.ts'
import { FIRST_PEOPLE, myPeopleView } from './people-list.view.ts'
import { providerParts } from './provider-home.view.ts'

const signedIn = roles.filter((role) => role !== 'public')

/** The parts of a provider's own service, and what a team manager finds beside its team; nothing for others, and for an account whose provider is not there. */
async function partsFor(tx: Tx): Promise<LinkGroup[]> {
  const { role, providerId } = tx.who
  const provider = role === 'provider' && providerId !== undefined ? await providerDetails(tx, providerId) : undefined
  if (role === 'team_manager') return [beyondTheTeam]
  if (provider === undefined) return []
  const lines = (await registerLines(tx, { on: tx.today, providerId: provider.id })).filter(({ off }) => !off)
  const marks = await marksOf(
    tx,
    lines.map(({ occasionId }) => occasionId),
  )
  const marked = new Set(marks.map(({ occasionId }) => occasionId)).size
  const entries = await myEntries(tx)
  const prices = provider.rates.filter((one) => includes(one, tx.today)).length
  const sessions = await mySessions(tx, 0)
  const { total: openCalls } = await publishedCalls(tx, { state: 'open', area: '', words: '' }, { limit: 1, offset: 0 })
  const replies = (await callsRepliedTo(tx, provider.id)).length
  const paid = !provider.inHouse
  return providerParts({ expected: lines.length, marked, sessions, entries, prices, paid, openCalls, replies })
}

/** What a team manager can open beside their team's work, and the bar has no room for. */
const beyondTheTeam: LinkGroup = {
  title: 'Beyond your team',
  links: [
    { text: 'Market', href: '/market', note: 'Providers, prices, gaps and calls.' },
    { text: 'The borough', href: strategyPaths.strategy(), note: 'Facts, needs, scenarios and reports.' },
  ],
}

/** The people of a social worker: the first of them, and where each is. */
async function myPeople(tx: Tx) {
  const { people, total } = await listPeople(tx, {}, 1)
  const first = people.slice(0, FIRST_PEOPLE)
  const ids = first.map(({ person_id }) => person_id)
  const standings = new Map((await standingOf(tx, ids)).map((one) => [one.person_id, one]))
  return total === 0
    ? null
    : myPeopleView(first, { total, standings, numbers: await numbersOf(tx, ids), today: tx.today })
}

/** The first page of each role: what waits for them, the most urgent first. A provider finds its own service below. */
export const homePages: StepPages = async (app) => {
  app.get('/home', { config: { policy: { roles: signedIn, about: 'What waits for me' } } }, async (request, reply) => {
    if (request.who.role === 'person') return reply.redirect('/my-week', 303)
    const nobodyThere =
      request.who.role === 'administrator' && (await app.db.transaction(job('what comes first'), isEmpty))
    const { what, page } = request.query as { what?: string; page?: string }
    const whole = what === undefined && page === undefined
    const { waiting, parts, people } = await request.tx(async (tx) => {
      const lists = []
      for (const step of builtSteps()) lists.push(...((await step.waitingFor?.(tx, app.demo)) ?? []))
      lists.push(...(await accountsToOpen(tx)), ...(await toSetUp(tx, nobodyThere)))
      lists.push(...(await waitingForNewYear(tx, councilInUse())))
      const people = whole && tx.who.role === 'practitioner' ? await myPeople(tx) : null
      return { waiting: waitingOnce(lists), parts: await partsFor(tx), people }
    })
    const today = app.db.clock.today()
    const view = homeView({ waiting, who: request.who, today, what: what ?? '', page: Number(page) || 1 })
    return reply.page('app/pages/home.njk', { ...view, parts, people })
  })
}
