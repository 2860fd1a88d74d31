import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adoptTable } from '../../src/allocation/store.ts'
import { estimateOf } from '../../src/charging/estimate/estimate-of.ts'
import { everyPage } from '../../src/charging/estimate/pages.ts'
import { keepPolicySwitches } from '../../src/charging/store.ts'
import { day } from '../../src/core/calendar-date.ts'
import { openAccount } from '../../src/platform/accounts.ts'
import { sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { testApp } from '../support/app.ts'
import { aPerson } from '../support/assessed-person.ts'
import { desktop, expectAccessible, openBrowser, phone, picture, signIn, visitor } from '../support/browser.ts'
import { exampleEstimate } from '../support/example-estimate.ts'
import { firstOrAll } from '../support/full.ts'
import { jobWho } from '../support/who.ts'

const { settings, asking, typed: example } = exampleEstimate()
const typed = { ...example, journeysAWeek: '2' }
/** The widths of a screen: the phone alone, with the full counts both. */
const widths = [
  ['on a phone', phone],
  ['on a wide screen', desktop],
] as const
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function served(): Promise<{
  app: Awaited<ReturnType<typeof testApp>>
  address: string
  you: ReturnType<Awaited<ReturnType<typeof testApp>>['stranger']>
}> {
  const app = await testApp()
  await app.db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content: settings.table, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )
  const from = { from: day('2026-04-06'), until: undefined, citation: 'made by the test' }
  await app.db.transaction(jobWho(), (tx) =>
    keepPolicySwitches(tx, [
      { ...from, name: 'couplesThreshold', value: 330_00 },
      { ...from, name: 'transportJourney', value: 7_00 },
      { ...from, name: 'arrangementFee', value: { feePence: 90_00, costPence: 90_00, each: 'once' } },
    ]),
  )
  return { app, address: await app.web.listen({ port: 0, host: '127.0.0.1' }), you: app.stranger() }
}

/** Answers every question of the screen from the example, as a person does, and goes on. */
async function answer(page: Page): Promise<void> {
  for (const [id, value] of Object.entries(typed)) {
    const fields = page.locator(`#estimate [name="${id}"]:not([type="hidden"])`)
    for (let at = 0; at < (await fields.count()); at++) {
      const field = fields.nth(at)
      const kind = await field.getAttribute('type')
      if (kind !== 'radio' && kind !== 'checkbox') await field.fill(value)
      else if (value.split(',').includes((await field.getAttribute('value')) ?? '')) await field.check()
    }
  }
  await page.getByRole('button', { name: 'Continue' }).click()
}

const heading = async (page: Page) => (await page.locator('#estimate h1').textContent()) ?? ''

/** From the first page to the estimate; each kind of screen is looked at on the way. */
async function walk(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Tick at least one thing')
  await look('fault')
  for (let turn = 0; turn < 15 && (await heading(page)) !== 'Check your answers'; turn++) {
    await answer(page)
    if (turn === 0 || turn === 6) await look(`question-${turn}`)
    if ((await heading(page)).includes('How would you have your support?')) await look('support')
  }
  await look('check')
  await page.getByRole('button', { name: 'See my estimate' }).click()
  expect(await heading(page)).toContain('Your estimate')
  await look('result')
}

/** Every sum and sentence of the estimate, in order. */
const said = (page: Page): Promise<string[]> =>
  page
    .locator('#estimate :is(.dw-answer, .govuk-body-l, .dw-note, .dw-promise, h2, caption, th, td, li, dt, dd)')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()))

/** With script; without; or with a browser that can run script and does not get ours, so that axe can look at the plain page. */
type Script = 'on' | 'off' | 'blocked'

async function opened(address: string, width: typeof phone, script: Script): Promise<[BrowserContext, Page]> {
  const context = await visitor(browser, address, { width, script: script !== 'off' })
  if (script === 'blocked') await context.route('**/assets/estimate.js*', (route) => route.abort())
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto('/estimate')
  return [context, page]
}

describe.each(firstOrAll(1, widths))('%s', (_name, width) => {
  test('the estimate is worked out in the page: no request is sent after it is there, and every screen passes axe', async () => {
    const { address } = await served()
    const [context, page] = await opened(address, width, 'on')
    await page.getByText('Nothing you answer is sent to anybody').waitFor()
    // its typeface and icon, on a busy computer
    await page.waitForLoadState('networkidle')
    const sent: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await walk(page, async (name) => {
      await expectAccessible(page)
      await picture(page, `estimate-script-${width.width}-${name}`)
    })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('my-estimate.json')
    await page.getByRole('button', { name: 'Change Your own savings' }).click()
    expect(await page.locator('#savings').inputValue()).toBe('16,000')
    await page.locator('#savings').fill('9,000')
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(await heading(page)).toBe('Check your answers')
    await page.goBack()
    expect(await heading(page)).toContain('What savings do you have?')
    expect(sent.filter((url) => !url.startsWith('blob:'))).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('without script the same questions lead to the same words and sums', async () => {
    const { address } = await served()
    const way = width === phone ? 'off' : 'blocked'
    const [bare, plain] = await opened(address, width, way)
    await walk(plain, async (name) => {
      if (way === 'blocked') await expectAccessible(plain)
      await picture(plain, `estimate-plain-${width.width}-${name}`)
    })
    const [context, page] = await opened(address, width, 'on')
    await walk(page, async () => {})
    expect(await said(page)).toEqual(await said(plain))
    await bare.close()
    await context.close()
  })
})

test.each(firstOrAll(1, widths))(
  'the answers are handed over only by the button, to the person who signed in, and kept once they send them: %s',
  async (_name, width) => {
    const { app, address } = await served()
    const { personId } = await aPerson(app.db)
    const account = {
      username: 'nell',
      displayName: 'Nell',
      role: 'person',
      password: 'three quiet green hills',
    } as const
    await app.db.owner((tx) => openAccount(tx, { ...account, personId }))
    const told = () =>
      app.db.owner((tx) => tx.one<{ all: number }>(sql`select count(*)::int as all from charging.submission`))
    const [context, page] = await opened(address, width, 'on')
    await page.getByText('Nothing you answer is sent to anybody').waitFor()
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    await walk(page, async () => {})
    expect(sent).toEqual([])
    await page.getByRole('button', { name: 'Open my form with these answers' }).click()
    await page.getByText('You are not signed in yet, so nothing was handed over or kept.').waitFor()
    await expectAccessible(page)
    await picture(page, `hand-over-stranger-${width.width}`)
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in (opens in a new tab)' }).click(),
    ])
    await signIn(tab, account.username, account.password)
    await page.getByRole('button', { name: 'Open my form with these answers' }).click()
    await page.waitForURL(`**/people/${personId}/charging/money`)
    expect(await page.locator('#savings').inputValue()).toBe('16,000')
    await expectAccessible(page)
    await picture(page, `hand-over-${width.width}`)
    expect(await told()).toEqual({ all: 0 })
    // The council knows the birth date: the age of the estimate is not handed over, and this person is young.
    await page.locator('[name="pensionAge"][value="no"]').check()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('We have what you told us.').waitFor()
    expect(await told()).toEqual({ all: 1 })
    await context.close()
  },
)

test('the page may send nothing anywhere, and its script is one file of at most 100 KB', async () => {
  const { you } = await served()
  const page = await you.get('/estimate')
  const policy = page.headers['content-security-policy'] ?? ''
  expect(policy).toContain("connect-src 'none'")
  const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  const scripts = [...page.body.matchAll(/<script[^>]*src="([^"]+)"[^>]*nonce="([^"]+)"/g)]
  expect(scripts.map(([, , mark]) => mark)).toEqual([nonce])
  const script = await you.get(scripts[0]?.[1]?.replace('&amp;', '&') ?? '')
  expect(script.headers['content-type']).toContain('text/javascript')
  expect(script.headers['cache-control']).toContain('immutable')
  expect(Buffer.byteLength(script.body)).toBeLessThanOrEqual(100 * 1024)
  expect(script.body).not.toMatch(/\bfetch\(|XMLHttpRequest|sendBeacon|localStorage|indexedDB|document\.cookie/)
})

test('two hundred answers give the same estimate, line for line and penny for penny, here and in the browser', async () => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: "export { estimateOf } from './src/charging/estimate/estimate-of.ts'",
      resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'daywell',
  })
  const answersOf = fc.record(
    Object.fromEntries(
      everyPage(asking).flatMap(({ fields }) =>
        fields.map((field) => {
          const values = field.options.map(({ value }) => value)
          const amount = fc
            .integer({ min: 0, max: field.id === 'savings' ? 4_000_000 : 40_000 })
            .map((pence) => (pence / 100).toFixed(2))
          const number = fc.integer({ min: field.least, max: Math.max(field.least, field.most) }).map(String)
          const ticks = fc.subarray(values).map((some) => some.join(','))
          const cost = amount.map((sum) => `Alarm ${sum}`)
          return [
            field.id,
            {
              radios: fc.constantFrom(...(values.length > 0 ? values : [''])),
              ticks,
              money: amount,
              number,
              lines: cost,
            }[field.kind],
          ] as const
        }),
      ),
    ),
  )
  const cases = fc.sample(answersOf, { numRuns: 200, seed: 20261122 })
  const page = await browser.newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
  const there = (await page.evaluate(
    `(${JSON.stringify(cases)}).map((one) => JSON.stringify(daywell.estimateOf(one, ${JSON.stringify({ ...asking, demo: true })})))`,
  )) as string[]
  expect(there).toEqual(cases.map((one) => JSON.stringify(estimateOf(one, { ...asking, demo: true }))))
  for (const words of [
    'More so that both of you can live',
    'Journeys, part of what',
    'Fee for arranging the support, once',
  ])
    expect(
      there.some((one) => one.includes(words)),
      words,
    ).toBe(true)
  expect(new Set(there).size).toBeGreaterThan(150)
  await page.close()
})
