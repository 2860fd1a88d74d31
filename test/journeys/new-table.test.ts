import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, openBrowser } from '../support/browser.ts'
import { openBorough } from './borough.ts'
import { type Visit, visitorsOf } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const wordsOf = async ({ page }: Visit) => ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

/** Loads the page again until a job has done its work. */
async function awaited(visit: Visit, words: string): Promise<void> {
  const waiting = async () => (await wordsOf(visit)).includes(words)
  for (let times = 0; times < 60 && (await waiting()); times++) {
    await visit.page.waitForTimeout(500)
    await visit.page.reload()
  }
  expect(await waiting(), `${visit.page.url()} still says ${words}`).toBe(false)
}

/** The budget of the first person on the list of due people, as their practitioner reads it. */
async function someBudget(worker: Visit): Promise<{ path: string; words: string }> {
  await worker.open('/people')
  await worker.page.locator('main table a[href^="/people/"]').first().click()
  await worker.follow('Budget')
  const words = await wordsOf(worker)
  expect(words).toMatch(/£[\d,.]+/)
  return { path: new URL(worker.page.url()).pathname, words }
}

test('a table is calibrated, approved by two people, compared, adopted and phased in, and nobody’s budget has moved', async () => {
  const borough = await openBorough()
  try {
    const people = visitorsOf(browser, borough.address, { name: 'new-table', width: desktop, script: true })
    const worker = await people.as('practitioner@demo.daywell')
    const before = await someBudget(worker)
    const commissioner = await people.as('commissioner@demo.daywell')
    await commissioner.open('/allocation/calibrations')
    await commissioner.follow('Start a calibration')
    await commissioner.type('Name of the new table', '2027-1')
    await commissioner.typeDay('First day it would count', '2027-04-01')
    await commissioner.press('Start it')
    await awaited(commissioner, 'Being worked out')
    await commissioner.reads('priced again at the rates in force on Thursday 1 April 2027', 'Two different people')
    expect(await wordsOf(commissioner)).not.toContain('Not passed')
    const calibration = new URL(commissioner.page.url()).pathname
    const manager = await people.as('manager@demo.daywell')
    await manager.open(calibration)
    await manager.press('Approve this table')
    await manager.reads('You have approved it', 'One more person must approve it')
    await manager.leave()
    expect(await commissioner.page.getByRole('button', { name: 'Adopt' }).count()).toBe(0)
    const finance = await people.as('finance@demo.daywell')
    await finance.reads('One person has approved it')
    await finance.open(calibration)
    await finance.press('Approve this table')
    await finance.reads('Two people have approved it')
    await finance.leave()
    await commissioner.open(calibration)
    await commissioner.follow('Compare everybody’s budget with this table')
    await commissioner.press('Compare')
    await awaited(commissioner, 'is being worked out')
    await commissioner.reads('Would have more', 'Would have less', 'What easing the falls would cost')
    await commissioner.open(calibration)
    await commissioner.press('Adopt this table')
    await commissioner.reads('It cannot be undone', 'Winners and losers were compared on')
    await commissioner.press('Adopt and publish')
    await commissioner.reads('Nothing of it changes any more')
    await commissioner.open('/allocation/rollout/phases')
    await commissioner.press('Set the phases')
    await commissioner.reads('Nobody’s budget has changed', 'People whose review comes unplanned')
    await commissioner.open('/allocation/watch')
    await commissioner.reads('how often was the budget enough', 'Over all and by need')
    await commissioner.leave()
    await worker.open(before.path)
    expect(await wordsOf(worker)).toBe(before.words)
    await worker.leave()
  } finally {
    await borough.close()
  }
})
