import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/charging/paths.ts'
import { keepPolicySwitches } from '../../src/charging/store.ts'
import { day } from '../../src/core/calendar-date.ts'
import { openAccount } from '../../src/platform/accounts.ts'
import { testApp } from '../support/app.ts'
import { aPerson } from '../support/assessed-person.ts'
import { desktop, expectAccessible, openBrowser, phone, picture, signIn, visitor } from '../support/browser.ts'
import { firstOrAll } from '../support/full.ts'
import { jobWho } from '../support/who.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const password = 'three quiet green hills'
const citation = 'charging policy 2026, paragraph 4'

async function served() {
  const app = await testApp({ demo: true })
  const { personId } = await aPerson(app.db)
  const from = { from: day('2026-04-06'), until: undefined, citation }
  const fee = { feePence: 90_00, costPence: 90_00, each: 'once' }
  await app.db.transaction(jobWho(), (tx) =>
    keepPolicySwitches(tx, [
      { ...from, name: 'couplesThreshold', value: 330_00 },
      { ...from, name: 'transportJourney', value: 7_00 },
      { ...from, name: 'arrangementFee', value: fee },
    ]),
  )
  await app.db.owner(async (tx) => {
    await openAccount(tx, { username: 'nell', displayName: 'Nell', role: 'person', password, personId })
    await openAccount(tx, { username: 'asha', displayName: 'Asha', role: 'finance', password })
  })
  return { personId, address: await app.web.listen({ port: 0, host: '127.0.0.1' }) }
}

/** Fills the questions about the support and the partner. */
async function tell(page: Page): Promise<void> {
  await page.locator('[name="pensionAge"][value="no"]').check()
  await page.getByLabel('Living as a couple').check()
  await page.getByLabel('Universal Credit', { exact: true }).first().fill('190')
  await page.locator('#partnerIncome').fill('165.20')
  await page.locator('#partnerHousing').fill('2.40')
  await page.getByLabel('The partner agrees that we are told of it').check()
  await page.locator('#livingCosts').fill('Lunch at the farm 12')
  await page.getByLabel('Journeys a week that the council arranges').fill('200')
  await page.locator('[name="asksToArrange"]').check()
  await page.locator('#chargeableCost').fill('200')
  await page.getByLabel('For the first time').check()
}

const widths = firstOrAll(1, [
  ['on a phone', phone],
  ['on a wide screen', desktop],
] as const)

test.each(widths)(
  'both forms ask it, keep it on a fault, and show it: every page passes axe %s',
  async (_name, width) => {
    const { personId, address } = await served()
    const open = async (username: string) => {
      const context = await visitor(browser, address, { width })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      await signIn(page, username, password)
      return page
    }
    const look = async (page: Page, name: string) => {
      await expectAccessible(page)
      await picture(page, `money-${width.width}-${name}`)
    }
    const nell = await open('nell')
    await nell.goto(paths.money(personId))
    await look(nell, 'tell')
    await tell(nell)
    await nell.getByRole('button', { name: 'Send', exact: true }).click()
    await nell.getByRole('alert').getByText('must be a whole number from 0 to 100').waitFor()
    await look(nell, 'fault')
    expect(await nell.locator('#partnerIncome').inputValue()).toBe('165.20')
    await nell.locator('#journeysAWeek').fill('4')
    await nell.getByRole('button', { name: 'Send', exact: true }).click()
    await nell.getByText('We have what you told us.').waitFor()
    await look(nell, 'told')

    const asha = await open('asha')
    await asha.goto(paths.assess(personId))
    await look(asha, 'assessment')
    expect(await asha.locator('#journeysAWeek').inputValue()).toBe('4')
    await asha.getByLabel('The partner agrees that we are told of it').check()
    await asha.getByLabel('What did you see, and who told you?').fill('letters of both')
    await asha.getByRole('button', { name: 'Work it out' }).click()
    await asha.getByText('More so that both of you can live').waitFor()
    await look(asha, 'working')
    await Promise.all([nell.context().close(), asha.context().close()])
  },
)
