import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { desktop, openBrowser } from '../support/browser.ts'
import { type Borough, openBorough } from './borough.ts'
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

test('a commissioner sees what a closure would leave uncovered, and makes it a call', {
  timeout: 300_000,
}, async () => {
  const width = { name: 'coverage', width: desktop, script: true }
  const commissioner = await visitorsOf(browser, borough.address, width).as('commissioner@demo.daywell')
  await commissioner.open('/strategy/coverage')
  await commissioner.reads('People counted', 'Share within reach', 'Make a call')
  await commissioner.follow('What if a hub opened')
  await commissioner.pick('A building closes', 'Saltworks Centre, Nantwich')
  await commissioner.press('Show what follows')
  await commissioner.reads('Saltworks Centre closes', 'A cross is a building that closes', 'Becomes a gap')
  await commissioner.follow('Make a call for Nantwich')
  await commissioner.reads('As it would be if: Saltworks Centre closes')
  await commissioner.choose('Whom do you ask?', 'Micro-providers')
  await commissioner.press('Make a draft')
  await commissioner.reads('A draft is made from the coverage', 'Something to do in Nantwich')
  await commissioner.press('Publish')
  await commissioner.open('/market/calls')
  await commissioner.reads('Something to do in Nantwich')
  await commissioner.open('/strategy/buildings?move=50')
  await commissioner.reads('who live nearer to another building go there', 'kg CO₂e a week')
  await commissioner.leave()
})
