import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const programs = [
  process.env['DAYWELL_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Opens the browser that this computer has. */
export function openBrowser(): Promise<Browser> {
  const executablePath = programs.find((path) => path !== '' && existsSync(path))
  if (executablePath === undefined)
    throw new Error('No Chromium was found: install it, or set DAYWELL_CHROMIUM to the program.')
  return chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 900 }

export interface VisitorOptions {
  readonly width?: { width: number; height: number }
  readonly script?: boolean
}

export function visitor(
  browser: Browser,
  address: string,
  { width = desktop, script = true }: VisitorOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: address,
    viewport: width,
    javaScriptEnabled: script,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
}

/** Signs in as a demo account and stands on its first page. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Your user name').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** The page has no fault that axe finds, does not scroll sideways, and every part that opens has been opened. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
  // No page has a page within it: axe may run in the page itself, and tells what it found wrong alone.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze()
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  expect(faults.join('\n'), page.url()).toBe('')
  const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(sideways, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** Keeps a picture of the whole page when a folder for pictures is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['DAYWELL_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
