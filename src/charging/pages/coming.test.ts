import { expect, test } from 'vitest'
import { testApp, type Visitor } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { paths } from '../paths.ts'

const date = (field: string, [d, m]: [number, number]) => ({
  [`${field}-day`]: String(d),
  [`${field}-month`]: String(m),
  [`${field}-year`]: '2026',
})
const contributionIn = (body: string) => /name="contributionId" value="([^"]+)"/.exec(body)?.[1] ?? ''

/** Ann, told £30 a week from 6 April; today is Monday 20 April 2026. */
async function told() {
  const app = await testApp({ today: '2026-04-20' })
  const { personId } = await placedPerson(app.db)
  await toldToPay(app.db, personId, 30_00)
  return { personId, finance: await app.as('finance'), herself: await app.as('person', { personId }) }
}

/** Finance works out so much over what must be kept and decides it from 27 April; gives the page before the decision. */
async function decide(finance: Visitor, personId: string, over: number, from: [number, number] = [27, 4]) {
  const form = { way: 'full', pensionAge: 'no', household: 'single', reason: 'a letter' }
  const income = { 'income-universal_credit': (120.4 + over).toFixed(2) }
  const made = await finance.post(paths.assess(personId), { ...date('on', [20, 4]), ...form, ...income })
  expect(made.status, made.body.slice(0, 2000)).toBe(303)
  const at = made.headers['location'] ?? ''
  const before = (await finance.get(at)).body
  expect((await finance.post(at, { ...date('from', from), reason: 'more money' })).status).toBe(303)
  return before
}
const tell = (finance: Visitor, personId: string, contributionId: string) =>
  finance.post(paths.tell(personId), {
    contributionId,
    how: 'letter',
    ...date('toldOn', [20, 4]),
    ...date('firstDay', [27, 4]),
  })

test('a higher charge that comes is told before it starts, beside the old one, and the old one stands until then', async () => {
  const { personId, finance, herself } = await told()
  const before = await decide(finance, personId, 50)
  expect(before).toContain(
    'Until now: £30 a week, since Monday 6 April 2026, as they were told. It goes up by £20 a week.',
  )
  expect((await herself.get(paths.charge(personId))).body).toContain(
    'The council has decided a new sum: £50 a week from Monday 27 April 2026. It must tell me before I pay it.',
  )
  const page = (await finance.get(paths.tell(personId))).body
  for (const words of [
    'They were told',
    '£30 a week',
    'The new sum',
    'You pay £50 a week for your support, from Monday 27 April 2026.',
    'Before, we told you that you pay £30 a week. It goes up by £20 a week.',
    'Print the letter about the new sum',
    'id="firstDay-day" name="firstDay-day" type="text" value="27"',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('They have been told this already')
  const coming = contributionIn(page)
  expect((await finance.get(paths.noticeLetter(personId, coming))).body).toContain('You pay £50 a week')
  expect((await finance.get(paths.charge(personId))).body).toContain('Decided from Monday 27 April 2026: £50 a week.')
  expect((await tell(finance, personId, coming)).status).toBe(303)
  const staff = (await finance.get(paths.charge(personId))).body
  for (const words of ['Pays £30 a week, and never', 'From Monday 27 April 2026: £50 a week.', 'What comes next'])
    expect(staff).toContain(words)
  expect(staff).not.toContain('has not been told')
  const own = (await herself.get(paths.charge(personId))).body
  expect(own).toContain('£30')
  expect(own).toContain('From Monday 27 April 2026 I pay £50 a week.')
  expect((await herself.get(paths.noticeLetter(personId, coming))).status).toBe(200)
})

test('a told charge that another replaces from the same day stays readable with its letter, and stands until the higher is told', async () => {
  const { personId, finance, herself } = await told()
  await decide(finance, personId, 40)
  const first = contributionIn((await finance.get(paths.tell(personId))).body)
  await tell(finance, personId, first)
  const before = await decide(finance, personId, 90)
  expect(before).toContain('From Monday 27 April 2026: £40 a week.')
  const staff = (await finance.get(paths.charge(personId))).body
  expect(staff).toContain('From 27 Apr 2026: a later decision took its place before it began')
  expect(staff).toContain('Until then they pay no more than they were told before.')
  expect(staff).toContain(paths.noticeLetter(personId, first))
  for (const reader of [finance, herself])
    expect((await reader.get(paths.noticeLetter(personId, first))).body).toContain('You pay £40 a week')
  const page = (await finance.get(paths.tell(personId))).body
  expect(page).toContain('Before, we told you that you pay £40 a week. It goes up by £50 a week.')
  await tell(finance, personId, contributionIn(page))
  expect((await herself.get(paths.charge(personId))).body).toContain('From Monday 27 April 2026 I pay £90 a week.')
  expect((await herself.get(paths.noticeLetter(personId, first))).status).toBe(200)
})

test('a lower charge holds from its own day, in the letter and on the page, before and after it is told', async () => {
  const { personId, finance, herself } = await told()
  await decide(finance, personId, 20, [13, 4])
  const before = (await herself.get(paths.charge(personId))).body
  for (const words of [
    'I pay this from Monday 13 April 2026. It is one sum for the whole week. What I paid too much since then comes back to me.',
    'told me £30 a week, by letter on Friday 20 March 2026. The council still has to write to me about the new sum.',
  ])
    expect(before).toContain(words)
  const page = (await finance.get(paths.tell(personId))).body
  expect(page).toContain('A lower sum holds from its own day, Monday 13 April 2026, whenever it is told.')
  const lower = contributionIn(page)
  const letter = async () => (await finance.get(paths.noticeLetter(personId, lower))).body
  const says = 'You pay £20 a week for your support, from Monday 13 April 2026.'
  for (const words of [page, await letter()]) expect(words).toContain(says)
  expect((await tell(finance, personId, lower)).status).toBe(303)
  expect(await letter()).toContain(says)
  expect((await herself.get(paths.charge(personId))).body).toContain(
    'by letter on Monday 20 April 2026. I pay this from Monday 13 April 2026. It is one sum for the whole week. What I paid too much',
  )
  expect((await herself.get(paths.noticeEasyRead(personId, lower))).body).toContain('I pay this from 13 April 2026.')
})

test('a sum that was worked out again and stays the same is not called new', async () => {
  const { personId, finance, herself } = await told()
  await decide(finance, personId, 30)
  expect((await herself.get(paths.charge(personId))).body).toContain(
    'The council has worked it out again, from Monday 27 April 2026. It stays the same: £30 a week.',
  )
  await tell(finance, personId, contributionIn((await finance.get(paths.tell(personId))).body))
  expect((await herself.get(paths.charge(personId))).body).toContain(
    'From Monday 27 April 2026 I pay £30 a week, the same as now.',
  )
})
