import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { type Borough, openBorough } from './borough.ts'
import { type Visitors, visitorsOf } from './visit.ts'

let browser: Browser
let borough: Borough
/** Each kind of page is tried with axe once at each width, whoever opens it. */
let onPhone: Visitors
let atDesk: Visitors
beforeAll(async () => {
  browser = await openBrowser()
  borough = await openBorough()
  const visitors = (name: string, width: typeof phone) =>
    visitorsOf(browser, () => borough.address(), { name, width, script: true })
  onPhone = visitors('portal-phone', phone)
  atDesk = visitors('portal-desk', desktop)
})
afterAll(async () => {
  await browser?.close()
  await borough?.close()
})
const idIn = (url: string) => /[0-9a-f-]{36}/.exec(url)?.[0] ?? ''

test('a provider on a phone changes its entry, which is public once approved, answers a message and sends a paper', async () => {
  const grace = await onPhone.as('provider@demo.daywell')
  await grace.follow('Your page: Day at Green Shoots Farm')
  const entry = idIn(grace.page.url())
  await grace.reads('A change waits for the council')
  await grace.follow('Change what you propose')
  await grace.type('E-mail', 'nobody')
  await grace.press('Send to the council')
  await grace.reads('The e-mail address must be like name@example.org')
  await grace.type('E-mail', 'hello@example.org')
  await grace.type('In one or two sentences', 'Gardening together, and a hot lunch.')
  await grace.press('Send to the council')
  await grace.reads('Your change is sent', 'Gardening together, and a hot lunch.')

  await grace.open('/brokerage/messages')
  await grace.reads('Could you take one more person on Thursdays')
  await grace.type('Your message', 'Yes, from the second week of January.')
  await grace.press('Send')
  await grace.reads('Your message is sent')

  await grace.open('/market/my-service/documents/new')
  await grace.choose('What is it?', 'Insurance')
  await grace.type('What does it say?', 'Public liability, 5 million, Example Mutual')
  await grace.typeDay('When does it run out?', '2027-12-01')
  const photo = { name: 'insurance.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a paper') }
  await grace.page.getByLabel('A file or photo').setInputFiles(photo)
  await grace.press('Send it')
  await grace.reads('The council has it and looks at it', 'insurance.pdf')
  await grace.leave()

  const anybody = await onPhone.stranger(`/directory/${entry}`)
  await anybody.reads('Growing, animals and outdoor work on a small farm.')
  const leah = await atDesk.as('commissioner@demo.daywell')
  await leah.open('/directory/proposals')
  await leah.follow('Day at Green Shoots Farm')
  await leah.reads('They propose', 'Gardening together, and a hot lunch.')
  await leah.choose('What do you decide?', 'Approve')
  await leah.press('Record the decision')
  await leah.reads('The change is public')
  await leah.leave()
  await anybody.open(`/directory/${entry}`)
  await anybody.reads('Gardening together, and a hot lunch.')
  await anybody.leave()
})

test('a service that makes a loss is seen on the first page, and what would help is tried', async () => {
  const leah = await atDesk.as('commissioner@demo.daywell')
  await leah.follow('See its figures')
  await leah.reads('In loss', 'How it is worked out')
  await leah.type('People who leave', '3')
  await leah.type('Prices rise by', '4')
  await leah.press('Show what follows')
  await leah.reads('If 3 people leave, prices rise by 4 per cent', '3 people would need something else to do')
  await leah.leave()
})

test('a gap becomes a call, a provider replies from its portal, nobody reads the offer before its day, and then it is decided', async () => {
  const leah = await atDesk.as('commissioner@demo.daywell')
  await leah.open('/strategy/gaps')
  await leah.press('Make a call')
  await leah.reads('From a gap on', 'Once it is published it stands as it is')
  const call = idIn(leah.page.url())
  await leah.follow('Change it')
  await leah.typeDay('Closing day', '2026-12-06')
  await leah.press('Save the draft')
  await leah.press('Publish it')
  await leah.reads('The call is published')
  await leah.leave()

  const grace = await onPhone.as('provider@demo.daywell')
  await grace.open(`/market/calls/${call}`)
  await grace.follow('Reply')
  await grace.type('What can you offer?', 'A walk along the canal, with two leaders.')
  await grace.tick('Sunday')
  await grace.typeDay('From when?', '2020-01-01')
  await grace.type('Your price', '14.50')
  await grace.choose('What is it for?', 'For a session')
  await grace.press('Send my reply')
  await grace.reads('The first day must be today or later')
  await grace.typeDay('From when?', '2027-02-07')
  await grace.press('Send my reply')
  await grace.reads('Your reply is sent', '£14.50 a session')
  await grace.leave()

  const decider = await atDesk.as('commissioner@demo.daywell')
  await decider.open(`/market/calls/${call}/work`)
  await decider.reads('Green Shoots Farm', 'What they offer can be read after Sunday 6 December 2026')
  await decider.leave()

  await borough.laterOn('2026-12-07')
  const then = await onPhone.as('commissioner@demo.daywell')
  await then.reads('1 reply to decide')
  await then.open(`/market/calls/${call}/work`)
  await then.reads('Being decided', 'A walk along the canal, with two leaders', '£14.50 a session')
  await then.follow('Decide')
  await then.choose('Does it fit?', 'Yes, accept it')
  await then.press('Decide')
  await then.reads('Enter the reasons', 'Select that you have no connection')
  await then.type('Reasons', 'Two leaders, and a way without steps.')
  await then.tick('I have no connection')
  await then.press('Decide')
  await then.reads('Decided. They are told when the call is closed')
  await then.follow('Close it and tell everybody')
  await then.choose('How does it end?', 'Closed')
  await then.type('Reason', 'The one reply is accepted.')
  await then.press('End it')
  await then.reads('The call has ended', 'Two leaders, and a way without steps.')
  await then.leave()
  const told = await onPhone.as('provider@demo.daywell')
  await told.reads('The call is decided')
  await told.open(`/market/calls/${call}/mine`)
  await told.reads('Your reply is accepted', 'Two leaders, and a way without steps.')
  await told.leave()
  const anybody = await onPhone.stranger(`/market/calls/${call}`)
  await anybody.reads('Closed', 'Accepted: Green Shoots Farm. No hours or money are promised.')
  await anybody.leave()
})
