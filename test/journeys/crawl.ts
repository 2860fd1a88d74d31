import type { Page } from 'playwright-core'
import { desktop, expectAccessible, phone } from '../support/browser.ts'
import { full } from '../support/full.ts'

/** Two of each kind of page at both widths with FULL=1; one at each width, whoever sees it, without. */
const mostOfOneKind = full ? 2 : 1
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The kind of page behind an address: its path with every id and day taken out. */
export function kindOf(address: string): string {
  const { pathname, search } = new URL(address)
  const path = pathname.replaceAll(ids, ':id').replaceAll(/\d{4}-\d{2}-\d{2}/g, ':day')
  return search === '' ? path : `${path}?`
}

/**
 * What the browser complained of while a page was open: faults of script, refused content, files not found.
 * A form sent and shown again with its faults answers 400 or 409, and is no complaint.
 */
export function listen(page: Page): { heard(): string[] } {
  let complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    const shownAgain = response.request().method() === 'POST' && [400, 409].includes(response.status())
    if (response.status() >= 400 && !shownAgain) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return {
    heard: () => {
      const heard = complaints
      complaints = []
      return heard
    },
  }
}

/** What a browser saves instead of showing. */
const isFile = /[./](csv|ics|json|pdf|xlsx|ya?ml)$/

async function linksOn(page: Page): Promise<string[]> {
  const found = (await page.evaluate(
    '[...document.querySelectorAll("main a[href], nav a[href]")].map((link) => link.href)',
  )) as string[]
  const origin = new URL(page.url()).origin
  return found
    .filter((address) => address.startsWith(origin))
    .map((address) => address.replace(/#.*$/, ''))
    .filter((address) => !/\/template$|\/rejects$|\/letter$|^\/api\/.*spec/.test(new URL(address).pathname))
}

/** The widths at which each kind of page has been tried, by whomever. */
const tried = new Map<string, Set<number>>()

/** The widths still to try for a kind: with FULL=1 both, each time; else one at a time, until each was tried once. */
function widthsFor(kind: string): (typeof phone)[] {
  if (full) return [phone, desktop]
  const widths = tried.get(kind) ?? new Set<number>()
  tried.set(kind, widths)
  const next = (tried.size % 2 === 0 ? [phone, desktop] : [desktop, phone]).find(({ width }) => !widths.has(width))
  if (next !== undefined) widths.add(next.width)
  return next === undefined ? [] : [next]
}

/** Goes from link to link, to each kind of page, and says what is wrong with any. */
export async function crawl(page: Page, starts: readonly string[]): Promise<{ kinds: string[]; faults: string[] }> {
  const browser = listen(page)
  const waiting = [...starts]
  const seen = new Map<string, number>()
  const asked = new Set(starts)
  const faults: string[] = []
  const look = async (address: string, kind: string) => {
    if (isFile.test(new URL(address).pathname)) {
      const file = await page.request.get(address)
      if (!file.ok()) faults.push(`${address} answers ${file.status()}`)
      return
    }
    const answer = await page.goto(address)
    const status = answer?.status() ?? 0
    if (status >= 400) faults.push(`${address} answers ${status}`)
    else if (answer?.headers()['content-type']?.startsWith('text/html'))
      for (const width of widthsFor(kind)) {
        await page.setViewportSize(width)
        await expectAccessible(page).catch((fault: Error) =>
          faults.push(`${width.width} wide, ${address}: ${fault.message}`),
        )
      }
    faults.push(...browser.heard())
  }
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address)
    const times = seen.get(kind) ?? 0
    if (times >= mostOfOneKind) continue
    seen.set(kind, times + 1)
    await look(address, kind)
    for (const next of await linksOn(page)) {
      if (asked.has(next)) continue
      asked.add(next)
      waiting.push(next)
    }
  }
  return { kinds: [...seen.keys()], faults }
}
