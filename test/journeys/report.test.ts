import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, openBrowser, phone } from '../support/browser.ts'
import { readPdf } from '../support/read-pdf.ts'
import { type Borough, openBorough } from './borough.ts'
import { type Visit, visitorsOf } from './visit.ts'

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

/** The page of a saved scenario looks again by itself until 1,000 runs are made. */
const untilWorkedOut = (visit: Visit) =>
  visit.page.getByRole('heading', { name: 'What moves to carers' }).waitFor({ timeout: 240_000 })

/** A scenario changed, and saved under a name. */
async function saveOne(visit: Visit, name: string, changed: string): Promise<void> {
  await visit.open(`/strategy/scenarios/try?from=a${changed}`)
  await visit.reads('What moves to carers', 'Chance of each target')
  await visit.type('Name', name)
  await visit.type('What it is about', 'Members asked what it takes to reach £250,000.')
  await visit.press('Save')
  await untilWorkedOut(visit)
}

const sharing = 'More sharing'
/** The council’s own, which a trial has with its answer. */
const planned = 'The paper’s three tiers'

/** The saved scenario beside the council’s own: the range and what it does to carers. */
async function compare(visit: Visit): Promise<void> {
  await visit.open('/strategy/scenarios?words=sharing')
  await visit.follow(sharing)
  await untilWorkedOut(visit)
  await visit.reads('£250,000', '95 in 100 runs', 'Nothing changes')
  await visit.pick('Compare with', planned)
  await visit.press('Compare')
  await visit.reads('with the same chances for each scenario', 'What moves to carers', 'Who it falls on')
}

/** From an empty draft to a report on paper. */
async function write(leah: Visit, name: string): Promise<void> {
  await leah.open('/strategy/reports')
  await leah.follow('Begin a report')
  await leah.type('Title', `What £250,000 would take, ${name}`)
  await leah.type('Who is it for?', 'Adults and Health Committee')
  await leah.typeDay('Date of the meeting', '2026-12-10')
  await leah.type('What are members asked', 'Whether to spend £250,000 a year less.')
  await leah.press('Begin the draft')
  await leah.follow('Choose what stands in it')
  await leah.tick('People by kind of service')
  await leah.tick(planned)
  await leah.tick(sharing)
  await leah.tick('Who has a place within reach')
  await leah.press('Keep the choice')
  await leah.follow('Add a risk')
  await leah.type('What may go wrong?', 'Carers may not manage.')
  await leah.choose('How likely is it?', 'Likely')
  await leah.choose('How bad would it be?', 'Severe')
  await leah.type('What is done', 'Each is offered an assessment first.')
  await leah.type('Who owns it?', 'Head of commissioning')
  await leah.press('Add the risk')
  await leah.press('Up')
  await leah.reads('The order is changed', 'Write what you recommend')
  await leah.follow('Change the words')
  await leah.type('What do you recommend?', 'That members do not count on £250,000.')
  await leah.press('Keep the words')
  await leah.follow('Preview')
  await leah.reads('Draft. It is not issued', 'Unpaid carers:', 'If nothing changes')
  await leah.follow('Work on the draft')
  await leah.follow('Issue it')
  await leah.type('Your job title', 'Head of Adult Commissioning')
  await leah.press('Issue it')
  await leah.reads('Issued by', 'What you are asked to decide', 'Who is affected', 'High: Carers may not manage.')

  const print = await leah.page
    .getByRole('link', { name: 'Print' })
    .or(leah.page.locator('a[role="button"]', { hasText: 'Print' }))
    .first()
    .getAttribute('href')
  const paper = await leah.page.request.get(print ?? '')
  expect(paper.headers()['content-disposition']).toContain('inline')
  const read = readPdf(await paper.body())
  for (const words of [
    'What you are asked to decide',
    'Unpaid carers:',
    '95 in 100 runs',
    'Where every figure is from',
  ])
    expect(read.text).toContain(words)
  expect(read.structure).toContain('Table')
}

test('a commissioner asks what £250,000 takes, sees the range and the carers, saves, compares, and prints the report for members', {
  timeout: 900_000,
}, async () => {
  const desk = visitorsOf(browser, borough.address, { name: 'report-desk', width: desktop, script: true })
  const leah = await desk.as('commissioner@demo.daywell')
  await saveOne(leah, sharing, '&sharing.share=80')
  await compare(leah)
  await write(leah, 'from a desk')
  await leah.leave()
})

test('from a phone without script the scenarios are compared, and a report is written and printed, in the same way', {
  timeout: 600_000,
}, async () => {
  const onPhone = visitorsOf(browser, borough.address, { name: 'report-phone', width: phone, script: false })
  const leah = await onPhone.as('commissioner@demo.daywell')
  await compare(leah)
  await write(leah, 'from a phone')
  await leah.open('/strategy/reports?words=from+a+desk')
  await leah.reads('Issued', 'from a desk')
  await leah.leave()
})

test('the pages of a report are accessible on a phone too', { timeout: 300_000 }, async () => {
  const narrow = visitorsOf(browser, borough.address, { name: 'report-narrow', width: phone, script: true })
  const leah = await narrow.as('commissioner@demo.daywell')
  await leah.open('/strategy/reports')
  await leah.follow('What £250,000 would take')
  await leah.follow('Make a new version')
  await leah.press('Begin the draft')
  await leah.follow('Change the words')
  await leah.follow('Draft')
  await leah.follow('Choose what stands in it')
  await leah.leave()
})
