import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { firstOrAll } from '../support/full.ts'
import { type Borough, openBorough } from './borough.ts'
import { giveBudget, workOutCharge } from './budget-and-charge.ts'
import { askForHelp, assess, meet } from './first-contact.ts'
import { approve, askAndPlace, plan } from './plan-and-place.ts'
import { visitorsOf } from './visit.ts'
import { markHere, readsSoon, review } from './week-and-review.ts'

// The others with the full counts; shorter stories go without script each time.
const ways = firstOrAll(1, [
  { name: 'desk-script', width: desktop, script: true, givenName: 'Nell' },
  { name: 'phone-plain', width: phone, script: false, givenName: 'Rosa' },
  { name: 'phone-script', width: phone, script: true, givenName: 'Ines' },
  { name: 'desk-plain', width: desktop, script: false, givenName: 'Dora' },
])

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const fridays = {
  provider: 'Green Shoots Farm',
  words: 'Farm',
  weekday: 'Friday',
  session: '2026-11-27',
  dayAfter: '2026-11-28',
  weekOver: '2026-12-01',
}

async function walk(borough: Borough, way: (typeof ways)[number]): Promise<void> {
  const people = visitorsOf(browser, borough.address, way)
  const demo = (role: string) => people.as(`${role}@demo.daywell`)
  const story = { ...way, familyName: 'Ashworth-Vale', carerName: 'Joan', today: '2026-11-22' }
  const worker = await demo('practitioner')
  const personId = await meet(worker, story)
  await askForHelp(worker)
  await assess(worker, story)
  await giveBudget(worker, story.givenName)
  const finance = await demo('finance')
  const contribution = await workOutCharge(finance, personId)
  await finance.leave()
  const week = await plan(worker, personId, fridays)
  await worker.leave()
  const manager = await demo('manager')
  await approve(manager, `${story.givenName} ${story.familyName}`)
  await manager.leave()
  const [broker, provider] = [await demo('broker'), await demo('provider')]
  await askAndPlace({ broker, provider, personId, name: story.familyName })
  await broker.leave()
  await provider.leave()
  const secret = 'three quiet green hills'
  const administrator = await demo('administrator')
  await administrator.open('/admin/accounts/new')
  await administrator.type('User name', `${way.name}@example.org`)
  await administrator.type('Name', `${story.givenName} ${story.familyName}`)
  await administrator.page.locator('input[name="role"][value="person"]').check()
  await administrator.type('Record of the provider or person', personId)
  await administrator.page.locator('#password').fill(secret)
  await administrator.press('Open the account')
  await administrator.leave()

  await borough.laterOn(fridays.dayAfter)
  const register = await demo('provider')
  await markHere(register, { day: fridays.session, shownName: `${story.givenName} A` })
  await register.leave()

  await borough.laterOn(fridays.weekOver)
  const desk = await demo('finance')
  await readsSoon(desk, `/people/${personId}/finance`, 'Most they were told', week.cost, contribution)
  await desk.open('/finance')
  await desk.follow('Draft a pay run')
  await desk.press('Draft the run')
  await desk.reads('The run is drafted', fridays.provider)
  await desk.leave()
  const reviewer = await demo('practitioner')
  await review(reviewer, personId, fridays.weekOver)
  await reviewer.leave()
  const own = await people.as(`${way.name}@example.org`, secret)
  await own.follow('My week')
  await own.reads('My week, my money')
  await own.open('/my-week?week=2026-11-23')
  await own.reads(week.session, week.cost, 'My money this week')
  await own.leave()
}

describe.each(ways)('one person’s whole journey ($name)', (way) => {
  let borough: Borough
  beforeAll(async () => {
    borough = await openBorough()
  })
  afterAll(() => borough?.close())
  test('from the first contact to a paid, charged and reviewed session', () => walk(borough, way))
})
