import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwordHash } from '../../src/platform/accounts.ts'
import { sql } from '../../src/platform/db.ts'
import { testApp } from '../support/app.ts'
import { desktop, expectAccessible, openBrowser, phone, picture, signIn, visitor } from '../support/browser.ts'
import { smallScenario } from '../support/scenarios.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const secret = 'three quiet green hills'
const small = smallScenario()

async function served() {
  const app = await testApp()
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  const hash = await passwordHash(secret)
  await app.db.owner((tx) =>
    tx.query(sql`update platform.account set username = 'dana', password_hash = ${hash} where id = ${dana.accountId}`),
  )
  const kept = await dana.api('POST', '/api/strategy/scenarios', small)
  const { scenarioId } = kept.json() as { scenarioId: string }
  await app.jobs.drain()
  return { app, scenarioId, address: await app.web.listen({ port: 0, host: '127.0.0.1' }) }
}

test('what it takes is asked, answered in the page, saved, worked out to the same, compared and solved', {
  timeout: 300_000,
}, async () => {
  const { app, scenarioId, address } = await served()
  const context = await visitor(browser, address, { width: desktop, script: true })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await signIn(page, 'dana', secret)
  await page.goto(`/strategy/scenarios/try?from=${scenarioId}`)
  await expectAccessible(page)
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  const sessions = page.getByRole('textbox', { name: 'Tier 2 sessions, times the days now' })
  // A hand that drags: each question overtakes the one before it, and only the last is answered to the end.
  const slider = page.getByRole('slider', { name: 'Tier 2 sessions' })
  for (const value of ['0.9', '0.3', '1.1', '0.7', '0.4']) await slider.fill(value)
  expect(await sessions.inputValue()).toBe('0.4')
  await sessions.fill('0.5')
  expect(await slider.inputValue()).toBe('0.5')
  await page.locator('html[data-runs="1000"]').waitFor()
  expect(await page.locator('[data-fan-title]').textContent()).toContain('B beside no change')
  expect(await page.locator('[data-chart="fan-tried"] polyline').count()).toBe(2)
  expect(sent.filter((url) => !url.includes('/assets/') && !url.startsWith('blob:'))).toEqual([])
  const rows = async () =>
    (await page.locator('[data-answer="targets"] tbody tr').allTextContents()).map((row) => row.trim())
  const inThePage = (await rows()).filter((row) => row.includes(', B'))
  expect(inThePage).toHaveLength(4)
  expect(await page.locator('[data-sentences]').textContent()).toContain('On average B')
  await expectAccessible(page)
  await picture(page, 'scenario-tried')
  await sessions.fill('a lot')
  await page.locator('[data-fault]').getByText('must be a number, like 50 or 52.50').waitFor()
  expect(await page.locator('[data-progress]').textContent()).toBe('Not worked out')
  await sessions.fill('0.5')
  await page.getByLabel('What it is about').fill('Asked by the scrutiny panel')
  await page.getByLabel('Name').fill('Fewer sessions')
  await page.getByLabel('Name').press('Enter')
  await page.getByText('being worked out').waitFor()
  await app.jobs.drain()
  await page.reload()
  // What the page worked out is what the server works out with as many runs.
  expect((await rows()).map((row) => row.replace(', A', ', B'))).toEqual(inThePage)
  await page.getByLabel('Compare with').selectOption({ label: 'Small' })
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByText('B: Small').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'What would have to be true' }).click()
  await page.getByLabel('By changing only').selectOption('attendanceTimes.tier2')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await page.getByText('Everything else is as the scenario has it').waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})

test('on a phone and without script the same form gives the same kind of answer', async () => {
  const { scenarioId, address } = await served()
  const context = await visitor(browser, address, { width: phone, script: false })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await signIn(page, 'dana', secret)
  await page.goto(`/strategy/scenarios/try?from=${scenarioId}`)
  await page.getByLabel('Tier 2 sessions, times the days now').fill('0.5')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await page.getByText('B is A with your changes.').waitFor()
  expect(await page.locator('[data-answer="targets"] tbody tr').count()).toBe(8)
  // What was typed since is saved with it: the number on the page, not the one that was worked out last.
  await page.getByLabel('Tier 2 sessions, times the days now').fill('0.4')
  await page.getByLabel('Name').fill('Fewer still')
  await page.getByLabel('What it is about').fill('Asked by the scrutiny panel')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('being worked out').waitFor()
  await page.getByRole('link', { name: 'All assumptions and their sources' }).click()
  expect(await page.locator('tr', { hasText: 'Changed from' }).textContent()).toContain('0.4')
  await context.close()
})

test('on a phone the short answer stays in sight, numbers of a mix follow each other, and one sentence is read aloud', {
  timeout: 300_000,
}, async () => {
  const { scenarioId, address } = await served()
  const context = await visitor(browser, address, { width: phone, script: true })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await signIn(page, 'dana', secret)
  await page.goto(`/strategy/scenarios/try?from=${scenarioId}`)
  await page.evaluate(`
    window.said = []
    const place = document.querySelector('[data-status]')
    new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true, characterData: true, subtree: true })
  `)
  const short = page.locator('.dw-short')
  const before = await short.textContent()
  const slider = page.getByRole('slider', { name: 'Of tier 2: sessions shared' })
  await slider.focus()
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  expect(await slider.getAttribute('aria-valuetext')).toBe('58%')
  await short.getByText('B: ').waitFor()
  const [bar, hand] = [await short.boundingBox(), await slider.boundingBox()]
  expect(bar?.y).toBeGreaterThanOrEqual(0)
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThan(hand?.y ?? 0)
  expect(await short.textContent()).not.toBe(before)
  await page.locator('html[data-runs="1000"]').waitFor()
  await page.locator('[data-status]:not(:empty)').waitFor({ state: 'attached' })
  expect(await page.evaluate('window.said')).toEqual([expect.stringMatching(/^B: .*, carers \d+ hours a week more\.$/)])
  expect(await page.locator('[data-demand="demand-B"]').isVisible()).toBe(true)

  await page.getByText('People with lower needs: % in each tier').first().click()
  const [tier1, tier2, tier3] = [1, 2, 3].map((tier) => page.locator(`[name="mix.lower.tier${tier}"]`))
  const mix = async () => Promise.all([tier1, tier2, tier3].map(async (one) => Number(await one?.inputValue())))
  await tier1?.fill('40')
  await tier2?.fill('45')
  expect(await mix()).toEqual([40, 45, 15])
  const tier2Slider = page.getByRole('slider', { name: 'Tier 2, personal and community' }).first()
  await tier2Slider.fill('100')
  await tier2Slider.fill('50')
  expect(await mix()).toEqual([40, 50, 10])
  await expectAccessible(page)
  await context.close()
})
