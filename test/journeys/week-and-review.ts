import type { Visit } from './visit.ts'

/** The provider marks on the register that the person was there, once the background work has put them on it. */
export async function markHere(provider: Visit, { day, shownName }: { day: string; shownName: string }): Promise<void> {
  await readsSoon(provider, `/delivery/register?on=${day}`, shownName)
  const line = provider.page.locator('li.is-open', { hasText: shownName })
  await line.locator('input[value="here"]').check()
  await provider.press('Save the register')
  const marked = provider.page.locator('.dw-reg li', { hasText: shownName })
  if (!/Here/.test((await marked.textContent()) ?? '')) throw new Error(`${shownName} does not stand as here`)
}

/** Looks again until the background work has brought the words to a page. */
export async function readsSoon(visit: Visit, path: string, ...words: string[]): Promise<void> {
  for (let look = 0; ; look++) {
    await visit.open(path)
    try {
      return await visit.reads(...words)
    } catch (missing) {
      if (look === 60) throw missing
      await visit.page.waitForTimeout(1_000)
    }
  }
}

/** The review asks of each outcome whether it came true, as the person and the worker see it. */
export async function review(worker: Visit, personId: string, today: string): Promise<void> {
  await worker.open(`/people/${personId}/needs/reviews/new`)
  await worker.typeDay('When is it due?', today)
  await worker.press('Book the review')
  await worker.reads('The review is booked')
  await worker.follow('Is it helping?')
  await worker.page
    .getByRole('link', { name: /^Hold the review/ })
    .first()
    .click()
  await worker.page.waitForLoadState()
  await worker.page.locator('input[name$="-person"][value="fully"]').check()
  await worker.page.locator('input[name$="-practitioner"][value="partially"]').check()
  await worker.typeDay('The review began on', today)
  await worker.typeDay('The review ended on', today)
  await worker.page.locator('input[name="method"][value="face_to_face"]').check()
  await worker.page.locator('input[name="eventOutcome"][value="continues"]').check()
  await worker.press('Keep the review')
  await worker.reads('Partially met')
}
