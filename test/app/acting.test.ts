import { expect, test } from 'vitest'
import { day } from '../../src/core/calendar-date.ts'
import { makeOccasions } from '../../src/delivery/store.ts'
import { bookReview } from '../../src/needs/store.ts'
import { holdReview } from '../../src/outcomes/store.ts'
import { addAuthority } from '../../src/people/store.ts'
import { sql } from '../../src/platform/db.ts'
import type { RouteRow } from '../../src/platform/http.ts'
import { type TestApp, testApp, type Visitor } from '../support/app.ts'
import { anAssessment, aPerson } from '../support/assessed-person.ts'
import { placedPerson, toldToPay } from '../support/placed-person.ts'
import { adopt, told } from '../support/told-budget.ts'
import { jobWho } from '../support/who.ts'

/** Pages under a person's record that whoever acts for them may open, from the live route table; letters are files. */
const theirs = ({ method, url, policy }: RouteRow) =>
  method === 'GET' &&
  url.startsWith('/people/:personId') &&
  policy.roles !== 'public' &&
  policy.roles.includes('person') &&
  !/\/(letter|pdf)$/.test(url)

/** What a page says in Daywell's own words: without what somebody said, which stands in quotation marks or in a choice of goals. */
const said = (body: string) =>
  body
    .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<option[\s\S]*?<\/option>/g, ' ')
    .replace(/aria-label="([^"]*)"/g, '>$1<')
    .replace(/<[^>]+>/g, ' ')
    .replace(/‘[^‘]*?’(?!\p{L})/gu, ' ')

const inFirstPerson = (body: string) => said(body).match(/[^.\n]*\b(I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b[^.\n]*/g) ?? []

/** Somebody who may act for all of these people. */
async function carerOf(app: TestApp, people: readonly { personId: string }[]): Promise<Visitor> {
  const holder = await aPerson(app.db, 'Carol')
  await app.db.transaction(jobWho(), async (tx) => {
    for (const { personId } of people)
      await addAuthority(tx, {
        ...{ personId, holderId: holder.personId, ground: 'consent', covers: ['welfare', 'money'], reason: 'asked' },
      })
  })
  return app.as('person', { personId: holder.personId })
}

/** Every page that can be reached from here by links under the records of people. */
async function reach(
  carer: Visitor,
  people: readonly { personId: string }[],
  starts: readonly string[],
): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const waiting = [...starts]
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (pages.has(at)) continue
    const page = await carer.get(at)
    if ([301, 302, 303].includes(page.status)) waiting.push(page.headers['location'] ?? '')
    pages.set(at, page.status === 200 && page.headers['content-type']?.startsWith('text/html') ? page.body : '')
    const links = [...page.body.matchAll(/href="(\/people\/[^"#]*)/g)].map(([, href = '']) => href)
    waiting.push(
      ...links.filter(
        (href) => people.some(({ personId }) => href.includes(personId)) && !/\?|\/(letter|pdf)$/.test(href),
      ),
    )
  }
  return pages
}
const matches = ({ url }: RouteRow, at: string) =>
  new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`).test(at.replace(/\?.*/, ''))

test('whoever acts for somebody reads no page that says “I” of them, on any page they may open', async () => {
  const app = await testApp({ today: '2026-04-22' })
  const ann = await placedPerson(app.db, { personPays: 200 })
  await toldToPay(app.db, ann.personId, 3000)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-20'), until: day('2026-05-03') }))
  const [offer] = await app.db.owner((tx) =>
    tx.query<{ id: string }>(sql`select opportunity_id as id from directory.session where id = ${ann.sessionId}`),
  )
  await app.db.transaction(jobWho(), async (tx) => {
    const on = day('2026-04-22')
    const due = { personId: ann.personId, kind: 'planned', cause: 'Yearly review', dueOn: on } as const
    const findings = (['person', 'practitioner'] as const).map((voice) => ({
      ...{ outcomeId: ann.outcomeId, voice, met: 'fully' as const, words: 'I like my days' },
    }))
    await holdReview(tx, {
      ...{ personId: ann.personId, reviewDueId: await bookReview(tx, due), startedOn: on, completedOn: on, findings },
      ...{ method: 'phone', eventOutcome: 'continues', nextReviewOn: day('2027-04-22') },
    })
  })
  const nell = await aPerson(app.db)
  await adopt(app.db)
  await told(app.db, nell, await anAssessment(app.db, nell, { g: 3, i: 3 }))
  const early = await aPerson(app.db, 'Ed')
  const carer = await carerOf(app, [ann, nell, early])
  const sent = await carer.post(`/people/${ann.personId}/charging/money`, {
    ...{ cause: 'first', 'on-day': '22', 'on-month': '4', 'on-year': '2026', pensionAge: 'no', household: 'single' },
    ...{ 'income-universal_credit': '160.40', disabilityCosts: '' },
  })
  expect(sent.status).toBe(303)
  expect((await carer.post(`/people/${ann.personId}/charging/dispute`, { words: 'I left at noon' })).status).toBe(303)
  const routes: RouteRow[] = app.web.routeTable.filter(theirs)
  const starts = [ann, nell, early].flatMap(({ personId }) =>
    routes.filter(({ url }) => url.split(':').length === 2).map(({ url }) => url.replace(':personId', personId)),
  )
  const pages = await reach(
    carer,
    [ann, nell, early],
    [
      ...starts,
      `/people/${ann.personId}/finance/my-week?week=2026-04-27`,
      `/people/${ann.personId}/directory/${offer?.id}/book`,
    ],
  )
  const faults = [...pages].flatMap(([at, body]) => inFirstPerson(body).map((words) => `${at}: ${words.trim()}`))
  expect(faults).toEqual([])
  const unseen = routes.filter((route) => ![...pages].some(([at, body]) => body !== '' && matches(route, at)))
  expect(unseen.map(({ url }) => url)).toEqual([])
})
