import { expect, test } from 'vitest'
import councilTable from '../../../councils/cheshire-east/allocation.json' with { type: 'json' }
import { testApp, type Visitor } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { adoptCalibrated, calibratedFrom } from '../../../test/support/calibrated-table.ts'
import { jobWho } from '../../../test/support/who.ts'
import { adoptTable } from '../../allocation/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const content = councilTable.values['allocation.table'].dated[0]?.value

async function borough({ table = true, demo = false } = {}) {
  const app = await testApp({ demo })
  if (table)
    await app.db.transaction(jobWho(), (tx) =>
      adoptTable(tx, { content, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
    )
  return { app, you: app.stranger() }
}

/** Needs company and help to get out, Jo does a quarter; State Pension, Attendance Allowance and £16,000 saved. */
const answers = {
  help: ['g', 'i'],
  'level-g': '3',
  'carer-g': '1',
  'level-i': '2',
  'carer-i': '0',
  'addon-shared_transport_day': '2',
  age: '67',
  pensionAge: 'yes',
  household: 'single',
  income: ['state_pension', 'attendance_allowance_lower'],
  'income-state_pension': '241.30',
  'income-attendance_allowance_lower': '76.70',
  savings: '16,000',
  councilTax: '18.40',
  disabilityCosts: 'Alarm 5.20\nWashing 4.10\nExtra heating 6.35',
}
const press = (you: Visitor, typed: Record<string, string | string[]>, at: string, go: string, more = {}) =>
  you.post('/estimate', { ...typed, at, go, ...more })
const headingOf = (body: string) =>
  (/<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1] ?? '').replace(/<span.*?<\/span>/s, '').trim()
const hidden = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>

test('the conversation runs question after question without script, carries every answer, and ends with the estimate', async () => {
  const { you } = await borough()
  expect((await you.get('/estimate')).body).toContain('Start now')
  let page = (await press(you, {}, 'start', 'start')).body
  const seen: string[] = []
  for (let turn = 0; turn < 20 && headingOf(page) !== 'Check your answers'; turn++) {
    seen.push(headingOf(page))
    const { at = '', ...carried } = hidden(page)
    const here = new Set([...page.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name))
    const typed = Object.fromEntries(Object.entries(answers).filter(([name]) => here.has(name)))
    page = (await press(you, { ...carried, ...typed }, at, 'next')).body
    expect(page).not.toContain('There is a problem')
  }
  expect(seen).toEqual([
    'What do you need help with?',
    'Friends, family and relationships',
    'Using places and transport near home',
    'Getting there, and other extras',
    'How old are you?',
    'Who do you live with?',
    'What money comes in?',
    'How much is it, each week?',
    'What savings do you have?',
    'What does your home cost, each week?',
    'What does your illness or disability make you pay?',
  ])
  expect(page).toContain('£16,000')
  const result = (await press(you, hidden(page), 'check', 'result')).body
  expect(headingOf(result)).toBe('Your estimate')
})

test('the estimate gives the charge of the design’s example to the penny, and every line of both sums with its rule', async () => {
  const { you } = await borough()
  const page = (await press(you, answers, 'check', 'result')).body
  // 8 points less a quarter is 6, and 5 points: 11 points at £5.00, and two days of transport at £10.58.
  for (const words of ['£55.00', '£21.16', '£76.16', 'About £76 a week', 'You may pay up to £49.50 of it'])
    expect(page).toContain(words)
  for (const words of [
    '£7.00',
    '−£241.45',
    '−£18.40',
    '£325.00',
    '£1,750',
    'Regulation 7(2)(c)',
    'Schedule 1, paragraph 4',
  ])
    expect(page).toContain(words)
  for (const words of ['not a limit and not a decision', 'Table demo-prior, points', 'we claim nothing', 'An advocate'])
    expect(page).toContain(words)
})

test('who told of no disability benefit reads that costs of a disability then lower nothing', async () => {
  const { you } = await borough()
  const only = 'They lower what you pay only where a disability benefit counts'
  const costs = async (income: string[]) => (await press(you, { ...answers, income }, 'home', 'next')).body
  expect(await costs(['state_pension'])).toContain(only)
  const counted = await costs(['state_pension', 'attendance_allowance_lower'])
  expect(headingOf(counted)).toBe('What does your illness or disability make you pay?')
  expect(counted).not.toContain(only)
})

test('under a calibrated table the estimate says how often a budget like this was enough; made-up plans are named first', async () => {
  const resultUnder = async (madeUp: boolean) => {
    const app = await testApp({ today: calibratedFrom, demo: madeUp })
    await aPerson(app.db)
    await adoptCalibrated(app.db, { madeUp })
    const { 'addon-shared_transport_day': _none, ...told } = answers
    return (await press(app.stranger(), told, 'check', 'result')).body
  }
  const real = await resultUnder(false)
  expect(real).toMatch(/enough for \d+ in 100 people with needs like yours. We saw this in \d+ agreed plans/)
  expect(real).not.toContain('we claim nothing')
  expect(real).not.toContain('plans are made up')
  expect(await resultUnder(true)).toMatch(/plans are made up[^<]*in 100 people/)
})

test('nothing is kept: the estimate writes to no table', async () => {
  const { app, you } = await borough()
  const rows = () =>
    app.db.owner((tx) =>
      tx.query<{ all: number }>(sql`
        select sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', schemaname, tablename), false, true, '')))[1]::text::int) as all
          from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`),
    )
  const before = await rows()
  await press(you, answers, 'check', 'result')
  expect(await rows()).toEqual(before)
})

test('a question left open or answered wrongly is named, and the answer stays', async () => {
  const { you } = await borough()
  const none = await press(you, {}, 'help', 'next')
  expect(none.status).toBe(400)
  expect(none.body).toContain('Tick at least one thing you need help with')
  const odd = await press(you, { ...answers, savings: 'a lot' }, 'savings', 'next')
  expect(odd.body).toContain('Your own savings must be an amount of money, like 52 or 52.50')
  expect(odd.body).toContain('value="a lot"')
  expect((await press(you, { ...answers, age: '40' }, 'age', 'next')).body).toContain('look up your Pension Credit age')
  expect((await press(you, { ...answers, 'addon-shared_transport_day': '9' }, 'extras', 'next')).body).toContain(
    'must be a whole number from 0 to 7',
  )
  const { 'level-i': _left, ...open } = answers
  expect(headingOf((await press(you, open, 'check', 'result')).body)).toBe('Using places and transport near home')
})

test('back and change keep the answers; a thing newly ticked is asked about before the list comes again', async () => {
  const { you } = await borough()
  const changed = (await press(you, answers, 'check', 'change:help')).body
  expect(headingOf(changed)).toBe('What do you need help with?')
  expect(hidden(changed)['toCheck']).toBe('yes')
  const more = { ...answers, help: ['g', 'i', 'j'] }
  const next = (await press(you, more, 'help', 'next', { toCheck: 'yes' })).body
  expect(headingOf(next)).toBe('Caring for a child')
  const back = (await press(you, answers, 'savings', 'back')).body
  expect(headingOf(back)).toBe('How much is it, each week?')
  expect(hidden(back)['savings']).toBe('16,000')
})

test('a figure set by law that nobody has seen is named, not guessed; a demonstration shows it and marks the line', async () => {
  const couple = { ...answers, household: 'couple', partnerPensionAge: 'yes' }
  const real = (await press((await borough()).you, couple, 'check', 'result')).body
  expect(real).toContain('We cannot work this out yet')
  expect(real).toContain('one of a couple must keep, pension age')
  expect(real).toContain('About £76 a week')
  const demo = (await press((await borough({ demo: true })).you, couple, 'check', 'result')).body
  expect(demo).toContain('Some amounts are examples and are marked *.')
  expect(demo).toContain('Money the law says you must keep *')
})

test('where no table is in force only the charge is estimated, and the page says so', async () => {
  const { you } = await borough({ table: false })
  expect(headingOf((await press(you, {}, 'start', 'start')).body)).toBe('How old are you?')
  const page = (await press(you, answers, 'check', 'result')).body
  expect(page).toContain('has not published its table for budgets yet')
  expect(page).toContain('Up to £49.50')
})

test('the old address leads to the new one, and the first page and the directory link to it', async () => {
  const { you } = await borough()
  expect((await you.get('/charging/estimate')).headers['location']).toBe('/estimate')
  for (const url of ['/', '/directory']) expect((await you.get(url)).body).toContain('href="/estimate"')
})
