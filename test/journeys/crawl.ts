import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { desktop, expectAccessible, phone } from '../support/browser.ts'

/** Both widths of every page with FULL=1; one after the other, page by page, without. */
const full = process.env['FULL'] === '1'
const mostOfOneKind = full ? 2 : 1
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The kind of page behind an address: its path with every id and day taken out. */
export function kindOf(address: string): string {
  const { pathname, search } = new URL(address)
  const path = pathname.replaceAll(ids, ':id').replaceAll(/\d{4}-\d{2}-\d{2}/g, ':day')
  return search === '' ? path : `${path}?`
}

/** What the browser complained of while a page was open: faults of script, refused content, files not found. */
export function listen(page: Page): { heard(): string[] } {
  let complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return {
    heard: () => {
      const heard = complaints
      complaints = []
      return heard
    },
  }
}

async function linksOn(page: Page): Promise<string[]> {
  const found = (await page.evaluate(
    '[...document.querySelectorAll("main a[href], nav a[href]")].map((link) => link.href)',
  )) as string[]
  const origin = new URL(page.url()).origin
  return found
    .filter((address) => address.startsWith(origin))
    .map((address) => address.replace(/#.*$/, ''))
    .filter((address) => !/\.(csv|json|ya?ml)$|\/template$|\/rejects$|^\/api\/.*spec/.test(new URL(address).pathname))
}

/** Goes from link to link, to each kind of page, and says what is wrong with any. */
export async function crawl(page: Page, starts: readonly string[]): Promise<{ kinds: string[]; faults: string[] }> {
  const browser = listen(page)
  const waiting = [...starts]
  const seen = new Map<string, number>()
  const asked = new Set(starts)
  const faults: string[] = []
  let visits = 0
  const look = async (address: string, width: typeof phone) => {
    await page.setViewportSize(width)
    const answer = await page.goto(address)
    const status = answer?.status() ?? 0
    if (status >= 400) faults.push(`${address} answers ${status}`)
    else
      await expectAccessible(page).catch((fault: Error) =>
        faults.push(`${width.width} wide, ${address}: ${fault.message}`),
      )
    faults.push(...browser.heard())
  }
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address)
    const times = seen.get(kind) ?? 0
    if (times >= mostOfOneKind) continue
    seen.set(kind, times + 1)
    visits += 1
    await look(address, visits % 2 === 0 ? phone : desktop)
    for (const next of await linksOn(page))
      if (!asked.has(next)) {
        asked.add(next)
        waiting.push(next)
      }
    if (full) await look(address, visits % 2 === 0 ? desktop : phone)
  }
  expect(visits).toBeGreaterThan(0)
  return { kinds: [...seen.keys()], faults }
}
