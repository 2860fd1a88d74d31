import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { type Borough, openBorough } from './borough.ts'
import { type Visitors, visitorsOf } from './visit.ts'

let browser: Browser
let borough: Borough
let onPhone: Visitors
let atDesk: Visitors
beforeAll(async () => {
  browser = await openBrowser()
  borough = await openBorough()
  const visitors = (name: string, width: typeof phone) =>
    visitorsOf(browser, () => borough.address(), { name, width, script: true })
  onPhone = visitors('pause-phone', phone)
  atDesk = visitors('pause-desk', desktop)
})
afterAll(async () => {
  await browser?.close()
  await borough?.close()
})

test('a person goes away for some weeks: their worker reads what follows and pauses their places, they read it in their week, and they are back sooner', async () => {
  const person = await onPhone.as('person@demo.daywell')
  await person.open('/my-week')
  const personId = /\/people\/([0-9a-f-]{36})\/finance/.exec(await person.page.content())?.[1] ?? ''
  const worker = await atDesk.as('practitioner@demo.daywell')
  await worker.open(`/people/${personId}/delivery/pauses`)
  await worker.reads('No place is paused')
  await worker.follow('Pause places')
  await worker.press('See what follows')
  await worker.reads('Enter the first day they do not come', 'Select why they do not come')
  await worker.typeDay('First day they do not come', '2026-11-22')
  await worker.choose('Why do they not come?', 'On holiday, or staying somewhere else')
  await worker.choose('What of a place that begins while they are away?', 'It is paused too')
  await worker.press('See what follows')
  await worker.reads(
    'Check before you pause',
    'All their support is paused',
    'Nothing is saved yet',
    'Each place is kept',
    'A review is booked',
  )
  await worker.press('Pause')
  await worker.reads('with no last day yet', 'No last day', 'The place is kept')

  await person.open('/my-week?week=2026-12-07')
  await person.reads('Paused for now', 'is paused from Sunday 22 November 2026', 'My places are kept for me')
  await person.follow('Easy Read')
  await person.reads('The last day is not known yet.', 'I do not go.')

  const manager = await onPhone.as('manager@demo.daywell')
  await manager.open('/delivery/paused')
  await manager.reads('Away for a while', 'No last day: ask when they come again')

  await worker.follow('End, make longer or take back')
  await worker.choose('What has changed?', 'They come again, or the last day is known now')
  const others = worker.page.getByRole('checkbox')
  for (const box of await others.all()) await box.uncheck()
  await worker.typeDay('First day they come again', '2026-12-14')
  await worker.press('See what follows')
  await worker.reads('Check before the pause ends', 'on the seat that was kept')
  await worker.press('Change something')
  for (const box of await others.all()) expect(await box.isChecked()).toBe(false)
  await worker.press('See what follows')
  await worker.press('End the pause')
  await worker.reads('The pause is ended', 'until Sunday 13 December 2026')
  await worker.leave()
  await person.leave()
  await manager.leave()
})
