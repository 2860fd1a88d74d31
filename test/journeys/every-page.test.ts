import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, signIn, visitor } from '../support/browser.ts'
import { type Borough, openBorough, password } from './borough.ts'
import { crawl } from './crawl.ts'

let borough: Borough
let browser: Browser

beforeAll(async () => {
  borough = await openBorough()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await borough?.close()
})

const people: readonly [string, string | undefined][] = [
  ['nobody who signed in', undefined],
  ['a practitioner', 'practitioner@demo.daywell'],
  ['a team manager', 'manager@demo.daywell'],
  ['a broker', 'broker@demo.daywell'],
  ['a provider', 'provider@demo.daywell'],
  ['a commissioner', 'commissioner@demo.daywell'],
  ['a finance officer', 'finance@demo.daywell'],
  ['an administrator', 'administrator@demo.daywell'],
  ['a person', 'person@demo.daywell'],
  ['a carer', 'carer@demo.daywell'],
]

test.each(people)('every page that %s can reach by links is sound and accessible', async (_who, username) => {
  const context = await visitor(browser, borough.address())
  const page = await context.newPage()
  if (username !== undefined) await signIn(page, username, password)
  const start = username === undefined ? ['/', '/sign-in', '/api'] : [new URL(page.url()).pathname, '/']
  const began = Date.now()
  const { kinds, faults } = await crawl(
    page,
    start.map((path) => `${borough.address()}${path}`),
  )
  if (process.env['DAYWELL_SAY'] !== undefined)
    console.log(username, kinds.length, Date.now() - began, kinds.sort().join('\n'))
  await context.close()
  expect(faults).toEqual([])
  expect(kinds.length).toBeGreaterThan(3)
})
