import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { type Borough, openBorough } from './borough.ts'
import { loadedOn } from './global-set-up.ts'
import { visitorsOf } from './visit.ts'

let browser: Browser
let borough: Borough
beforeAll(async () => {
  browser = await openBrowser()
  borough = await openBorough()
})
afterAll(async () => {
  await browser?.close()
  await borough?.close()
})
const onPhone = () => visitorsOf(browser, borough.address, { name: 'market-phone', width: phone, script: false })
const atDesk = () => visitorsOf(browser, borough.address, { name: 'market-desk', width: desktop, script: true })

test('a micro-provider joins and publishes from a phone, without script or account', { timeout: 300_000 }, async () => {
  const sam = await onPhone().stranger('/market/join')
  await sam.choose('Who are you?', 'Micro-provider')
  await sam.press('Start')
  await sam.type('The name people', 'Cooking with Sam')
  await sam.type('Your own name', 'Sam Example')
  await sam.type('Phone', '01632 960001')
  await sam.press('Save')
  await sam.tick('Community activity')
  await sam.press('Save')
  await sam.type('What is it called', 'Cooking with Sam')
  await sam.pick('What kind of thing', 'Cooking')
  await sam.type('What happens', 'Four people cook a meal and eat it together.')
  await sam.type('Town', 'Crewe')
  await sam.press('Save')
  await sam.pick('Day of the week', 'Saturday')
  await sam.type('Starts at', '10:30')
  await sam.type('Ends at', '9')
  await sam.type('How many people', '4')
  await sam.press('Save')
  await sam.reads('It must end after it starts')
  await sam.type('Ends at', '13:00')
  await sam.press('Save')
  await sam.type('Price', '16')
  await sam.choose('What is it for?', 'For an hour')
  await sam.pick('Workers to people', '1 to 4')
  await sam.type('The least you can take on', '2')
  await sam.press('Save')
  await sam.type('Who insures you', 'Example Mutual, 12345')
  await sam.typeDay('When does it run out?', '2027-06-30')
  await sam.press('Save')
  await sam.type('Any training', 'A day in May; I would tell the council')
  await sam.press('Save')
  await sam.type('Whose check', 'My own, enhanced, 001')
  await sam.press('Save')
  await sam.choose('Does any of this', 'No, nothing')
  await sam.press('Save')
  await sam.reads('£16 an hour', 'Saturday 10:30am to 1pm')
  await sam.press('Send my application')
  await sam.reads('Your application is with us')
  const own = sam.page.url()

  const commissioner = await atDesk().as('commissioner@demo.daywell')
  await commissioner.open('/market/applications')
  await commissioner.follow('Cooking with Sam')
  const application = new URL(commissioner.page.url()).pathname
  for (const check of ['Insurance', 'Keeping people safe', 'Staff checks', 'Grounds for exclusion']) {
    await commissioner.open(`${application}/check`)
    await commissioner.pick('What did you look at?', check)
    await commissioner.choose('Is it met?', 'Yes')
    await commissioner.type('What did you see?', 'Seen in a video call')
    if (check === 'Insurance') await commissioner.typeDay('When does it run out?', '2027-06-30')
    await commissioner.press('Record the check')
  }
  await commissioner.follow('Decide')
  await commissioner.tick('Community activity')
  await commissioner.page.getByLabel('Under which notice?').selectOption({ index: 1 })
  await commissioner.type('Reasons', 'Everything was seen. Welcome.')
  await commissioner.tick('I have no connection')
  await commissioner.press('Decide')
  await commissioner.reads('Community activity: admitted')
  await commissioner.leave()

  await sam.open(new URL(own).pathname)
  await sam.reads('You are in', 'Everything was seen. Welcome.')
  await sam.press('Publish my page')
  await sam.reads('Cooking with Sam', 'Four people cook a meal', '£16')
  await sam.open('/directory?what=cooking+with+sam')
  await sam.reads('Cooking with Sam')
  await sam.leave()
})

test('a commissioner sees a price with no reason, asks, and gets one', { timeout: 300_000 }, async () => {
  const commissioner = await atDesk().as('commissioner@demo.daywell')
  await commissioner.open('/market/prices')
  await commissioner.reads('No reason has been asked for yet')
  await commissioner.press('Ask for the reason')
  await commissioner.reads('The reason is asked for')
  await commissioner.page
    .getByRole('link', { name: /^Give the reason/ })
    .last()
    .click()
  await commissioner.type('The reason', 'Two workers who are trained nurses')
  await commissioner.press('Publish the reason')
  const anybody = await onPhone().stranger('/market/prices')
  await anybody.reads('Two workers who are trained nurses')
  await anybody.follow('How it is worked out')
  await anybody.reads('Full cost in a year', 'the part-penny up')
  await anybody.leave()
  await commissioner.leave()
})

test('a price above the middle says so before it is decided; its provider is asked on a phone and gives the reason', {
  timeout: 300_000,
}, async () => {
  const leah = await atDesk().as('commissioner@demo.daywell')
  await leah.open('/market/providers')
  await leah.follow('Green Shoots Farm')
  await leah.follow('Decide a rate')
  await leah.pick('Lot', 'Building-based day service')
  await leah.pick('Workers to people', '1 to 4')
  await leah.choose('What is the price for?', 'For a day')
  await leah.type('Price', '72.40')
  await leah.typeDay('First day', loadedOn)
  await leah.type('Why?', 'Agreed with the farm')
  await leah.press('Continue')
  await leah.reads('the middle of 6 other prices like it on that day', 'Why is it above the middle?')
  await leah.press('Decide and publish')
  await leah.open('/market/prices?words=green+shoots')
  await leah.reads('£72.40 a day', 'No reason has been asked for yet')
  await leah.press('Ask for the reason')

  const grace = await onPhone().as('provider@demo.daywell')
  await grace.reads('It is above the middle of prices like it')
  await grace.follow('Give the reason')
  await grace.press('Publish the reason')
  await grace.reads('Enter the reason')
  await grace.type('The reason', 'Feed for the animals costs more, and two workers came.')
  await grace.press('Publish the reason')
  await grace.leave()

  const anybody = await onPhone().stranger('/market/prices?words=green+shoots')
  await anybody.reads('Why: Feed for the animals costs more')
  await anybody.leave()
  await leah.open('/home?what=Reason+given')
  await leah.reads(
    'Green Shoots Farm: Building-based day service',
    'It said on 22 Nov 2026 why its price is above the middle',
  )
  await leah.page.locator('tr', { hasText: 'Green Shoots Farm' }).getByRole('link', { name: 'Read it' }).first().click()
  await leah.reads('Why it is above the middle: Feed for the animals costs more')
  await leah.type('What did you look at?', 'The bills for feed')
  await leah.press('The price stands')
  await leah.leave()
})

test('a building closes, and everybody affected is on the list, once', { timeout: 300_000 }, async () => {
  const broker = await atDesk().as('broker@demo.daywell')
  await broker.open('/market/sites')
  await broker.page.locator('tr', { hasText: 'Cheshire East Days' }).getByRole('link').first().click()
  await broker.tick('The whole building is closed')
  await broker.press('Show who is affected')
  const text = (await broker.page.locator('main').textContent()) ?? ''
  const people = Number(/(\d+) people have a place there/.exec(text)?.[1])
  const names = await broker.page
    .getByRole('table', { name: 'People with a place there' })
    .getByRole('rowheader')
    .allTextContents()
  expect(people).toBeGreaterThan(5)
  expect(names).toHaveLength(people)
  await broker.leave()
})
