import { expect } from 'vitest'
import type { Visit } from './visit.ts'

const wish = 'I want to grow things with my friends'

/** What she wants, which tier fits, and a week with one real session for it; then it goes for approval. */
export async function plan(
  worker: Visit,
  personId: string,
  session: { words: string; weekday: string },
): Promise<{ session: string; cost: string }> {
  await worker.open(`/people/${personId}/planning`)
  await worker.follow('Agree an outcome')
  await worker.page.locator('#words').fill(wish)
  await worker.pick('It comes nearest to', 'I stay in touch with the people I choose')
  await worker.page.locator('#careActItem').selectOption('g')
  await worker.typeDay('Agreed on', '2026-11-22')
  await worker.press('Agree this outcome')
  await worker.follow('See the suggestion and decide')
  await worker.reads('Suggested: Tier')
  await worker.choose('Tier', 'Tier 2')
  await worker.type('Why?', 'She wants to be out and about, with support')
  await worker.press('Decide this tier')
  await worker.follow('Answer it')
  await worker.choose('Does', 'No')
  await worker.choose('Is an independent advocate owed?', 'No')
  await worker.type('How do you know?', 'Her mother helps her, as she wishes')
  await worker.press('Answer')
  await worker.follow('Add a planned session')
  await worker.type('Part of a name', session.words)
  await worker.pick('Day', session.weekday)
  await worker.press('Find')
  await worker.follow('Add this')
  await worker.reads('Published prices of one session')
  const name = /^Add (.*) to .* week$/.exec(((await worker.page.locator('h1').textContent()) ?? '').trim())?.[1] ?? ''
  await worker.pick('Outcome it serves', wish)
  await worker.page.locator('#reason').fill('She likes to be outdoors')
  await worker.press('Work out the cost and add')
  await worker.choose('How the person gets there', 'Bus or train')
  await worker.page.locator('#assessed-2').check()
  await worker.type('Why?', 'The bus stops at the gate')
  await worker.press('Decide')
  await worker.reads(wish, 'in a usual week')
  const shown = (await worker.page.locator('main').textContent()) ?? ''
  const cost = /(£[\d.]+) in a usual week/.exec(shown)?.[1] ?? ''
  await worker.follow('Say how else it is met')
  await worker.choose('How is it met?', 'Friends, a group or a service open to all')
  await worker.type('Who does what?', 'Her mother goes to the library with her.')
  await worker.press('Record how it is met')
  await worker.follow('Send for approval')
  await worker.page.locator('#reason').fill('First plan')
  await worker.press('Send for approval')
  await worker.reads('Sent for approval')
  expect([name, cost]).not.toContain('')
  return { session: name, cost }
}

/** A manager reads what the week costs and approves both what it holds and what it costs. */
export async function approve(manager: Visit, name: string): Promise<void> {
  await manager.open('/planning/approvals')
  await manager.page.locator('#q').fill(name)
  await manager.press('Search')
  await manager.follow(`Decide on the plan of ${name}`)
  await manager.page.locator('input[name="about"][value="both"]').check()
  await manager.page.locator('input[name="approved"][value="yes"]').check()
  await manager.type('What do you say to it?', 'A good week')
  await manager.press('Decide')
}

/** A broker asks the provider, who says yes without knowing a name; then the place is taken. */
export async function askAndPlace(as: {
  broker: Visit
  provider: Visit
  personId: string
  name: string
}): Promise<void> {
  const { broker, provider, personId, name } = as
  await broker.open(`/people/${personId}/brokerage`)
  await broker.page.locator('main a[href*="/brokerage/"]').first().click()
  await broker.page.waitForLoadState()
  await broker.reads('What is wanted', 'Places that fit, best first')
  const match = broker.page.url()
  await broker.page
    .locator('.dw-opt', { hasText: 'In the plan' })
    .locator('a', { hasText: /^Send offer/ })
    .click()
  await broker.press('Send offer')
  await broker.reads('Offer sent')
  await provider.open('/brokerage/offers')
  await provider.follow('Answer')
  await provider.page.locator('input[name="answer"][value="accepted"]').check()
  const shown = await provider.page.locator('body').textContent()
  if (shown?.includes(name)) throw new Error('the offer names the person before it is accepted')
  await provider.press('Send my answer')
  await provider.reads('Your answer is sent', 'You said yes')
  await broker.open(new URL(match).pathname)
  await broker.reads('Accepted at')
  await broker.page
    .locator('.dw-opt', { hasText: 'In the plan' })
    .locator('a', { hasText: /^Place/ })
    .click()
  await broker.press('Place')
  await broker.reads('Placed on')
}
