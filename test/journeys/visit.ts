import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { expectAccessible, picture, signIn, type VisitorOptions, visitor } from '../support/browser.ts'
import { full } from '../support/full.ts'
import { password } from './borough.ts'
import { kindOf, listen } from './crawl.ts'

/** Somebody at a screen: what they read, type, choose and press, as the words on the page name it. */
export interface Visit {
  readonly page: Page
  type(label: string, words: string): Promise<void>
  typeDay(legend: string, day: string): Promise<void>
  pick(label: string, option: string): Promise<void>
  choose(question: string, answer: string): Promise<void>
  tick(label: string): Promise<void>
  press(button: string): Promise<void>
  follow(link: string): Promise<void>
  open(path: string): Promise<void>
  reads(...words: string[]): Promise<void>
  leave(): Promise<void>
}

export interface Visitors {
  /** Signs in as a demo account, or as another with its own password. */
  as(username: string, secret?: string): Promise<Visit>
  /** Somebody who has not signed in, at an address. */
  stranger(path: string): Promise<Visit>
}

const starting = (words: string) => new RegExp(`^\\s*${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** Whether no story of this run has tried such a page yet; with FULL=1 each story tries its own. Stories are processes. */
function firstToTry(kind: string): boolean {
  if (full) return true
  const mark = join(inject('triedFolder'), createHash('sha256').update(kind).digest('hex'))
  if (existsSync(mark)) return false
  writeFileSync(mark, kind)
  return true
}

/**
 * Visitors of one kind: the same width, with or without script. With script, each kind of page is tried with axe once at
 * each width, by whichever story comes to it first.
 */
export function visitorsOf(
  browser: Browser,
  address: () => string,
  options: VisitorOptions & { name: string },
): Visitors {
  const tried = new Set<string>()
  const sound = async (page: Page) => {
    const kind = `${kindOf(page.url())} ${await page.title()}`
    if (options.script === false || tried.has(kind)) return
    tried.add(kind)
    if (firstToTry(`${options.width?.width} ${kind}`)) await expectAccessible(page)
    await picture(page, `${options.name}-${String(tried.size).padStart(2, '0')}`)
  }
  return {
    as: async (username, secret = password) => {
      const context = await visitor(browser, address(), options)
      context.setDefaultTimeout(120_000)
      const page = await context.newPage()
      await signIn(page, username, secret)
      await sound(page)
      return visitOf(page, context, sound)
    },
    stranger: async (path) => {
      const context = await visitor(browser, address(), options)
      context.setDefaultTimeout(120_000)
      const visit = visitOf(await context.newPage(), context, sound)
      await visit.open(path)
      return visit
    },
  }
}

function visitOf(page: Page, context: BrowserContext, sound: (page: Page) => Promise<void>): Visit {
  const complaints = listen(page)
  const field = (label: string) => page.getByLabel(starting(label)).first()
  const go = async (way: Locator) => {
    await way.waitFor()
    await Promise.all([page.waitForEvent('load'), way.click()])
    expect(complaints.heard(), page.url()).toEqual([])
    await sound(page)
  }
  return {
    page,
    type: (label, words) => field(label).fill(words),
    typeDay: async (legend, day) => {
      const group = page.getByRole('group', { name: starting(legend) })
      const [year = '', month = '', date = ''] = day.split('-')
      await group.getByLabel('Day').fill(String(Number(date)))
      await group.getByLabel('Month').fill(String(Number(month)))
      await group.getByLabel('Year').fill(year)
    },
    pick: async (label, option) => void (await field(label).selectOption({ label: option })),
    choose: (question, answer) =>
      page
        .getByRole('group', { name: starting(question) })
        .getByLabel(starting(answer))
        .first()
        .check(),
    tick: (label) => page.getByLabel(starting(label)).first().check(),
    press: (button) => go(page.getByRole('button', { name: starting(button) }).first()),
    follow: (link) => {
      const name = starting(link)
      return go(
        page
          .getByRole('link', { name })
          .or(page.locator('a[role="button"]').filter({ hasText: name }))
          .first(),
      )
    },
    open: async (path) => {
      await page.goto(path)
      expect(complaints.heard(), page.url()).toEqual([])
      await sound(page)
    },
    reads: async (...words) => {
      const text = ((await page.locator('body').textContent()) ?? '').replaceAll(/\s+/g, ' ')
      for (const one of words) expect(text, page.url()).toContain(one)
    },
    leave: () => context.close(),
  }
}
