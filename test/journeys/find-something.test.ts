import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { firstOrAll } from '../support/full.ts'
import { type Borough, openBorough } from './borough.ts'
import { visitorsOf } from './visit.ts'

const ways = firstOrAll(2, [
  { name: 'find-phone-script', width: phone, script: true },
  { name: 'find-phone-plain', width: phone, script: false },
  { name: 'find-desk-script', width: desktop, script: true },
])

let browser: Browser
let borough: Borough
beforeAll(async () => {
  browser = await openBrowser()
  borough = await openBorough()
})
afterAll(async () => {
  await borough?.close()
  await browser?.close()
})

describe.each(ways)('something to do ($name)', (way) => {
  test('somebody without an account finds something on a Saturday near home that costs nothing, and keeps it', async () => {
    const me = await visitorsOf(browser, () => borough.address(), way).stranger('/')
    await me.type('What do you like?', 'waking')
    await me.type('Where?', 'Bolington')
    await me.press('Search')
    await me.reads('Showing results for “walking”', 'Showing places near Bollington')
    const shut = me.page.locator('details.dw-filters:not([open]) > summary')
    if (way.width === phone && (await shut.count()) > 0) await shut.click()
    await me.tick('Saturday')
    await me.choose('Cost to you', 'Free')
    await me.press('Show results')
    await me.reads('Walking group, Bollington', 'Why it fits:', 'On Saturday.', 'It is free.', 'Sketch map')

    await me.press('Save to my list')
    await me.reads('It is on your list', 'Your list: 1 thing')
    await me.follow('Your list')
    await me.reads('Walking group, Bollington', 'Saturday 10am to 11:30am', 'Free', 'Copy this address into a message')
    await me.follow('Large print')
    await me.follow('Easy Read with pictures')
    await me.reads('It starts at 10am.', 'It is free.')
    await me.follow('Standard')
    const [dates] = await Promise.all([
      me.page.waitForEvent('download'),
      me.page.getByRole('link', { name: 'Add the dates to my calendar' }).click(),
    ])
    expect(dates.suggestedFilename()).toBe('sessions.ics')
    await me.follow('Walking group, Bollington')
    await me.reads('How to join', 'On your list.', 'places left')
    await me.leave()
  })

  test('somebody who finds nothing is shown what is nearest, and can say what is missing', async () => {
    const me = await visitorsOf(browser, () => borough.address(), way).stranger(
      '/directory?what=falconry&place=Crewe&days=6',
    )
    await me.reads('0 things to do', 'The nearest we can find:', 'ask us')
    await me.follow('tell us what is missing')
    await me.press('Send')
    await me.reads('Thank you. The council will see that this is missing')
    await me.leave()
  })
})
