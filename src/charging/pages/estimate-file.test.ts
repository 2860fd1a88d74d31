import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { exampleEstimate } from '../../../test/support/example-estimate.ts'
import { sendFile } from '../../../test/support/send-file.ts'
import { openSession } from '../../platform/accounts.ts'
import { estimateFile } from '../estimate/estimate-file.ts'
import { paths } from '../paths.ts'

const { settings, typed } = exampleEstimate()

async function atWork() {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const session = { daywell_session: await openSession(app.db, worker.accountId) }
  /** Chooses a file on the page and sends it, as a browser does. */
  const send = async (name: string, content: string) =>
    (await sendFile(app.web, { page: paths.fromFile(personId), cookies: session, name, content })).answer
  return { worker, personId, send }
}

test('the file a person brought is shown whole, then fills the assessment; another file is refused by a sentence', async () => {
  const { worker, personId, send } = await atWork()
  expect((await worker.get(paths.assess(personId))).body).toContain('Fill it from the estimate they brought')
  const read = await send('my-estimate.json', estimateFile(typed, settings))
  expect(read.statusCode).toBe(200)
  for (const words of ['Sunday 22 November 2026', '£16,000', '£241.30', 'Alarm 5.20', 'It names nobody'])
    expect(read.body).toContain(words)
  const hidden = Object.fromEntries(
    [...read.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>
  const { _csrf, ...answers } = hidden
  const form = (await worker.post(paths.filled(personId), answers)).body
  for (const words of ['value="16,000"', 'value="241.30"', 'value="76.70"', 'value="18.40"', 'Extra heating 6.35'])
    expect(form).toContain(words)
  expect(form).toMatch(/name="household" type="radio" value="single" checked/)

  for (const [name, text, words] of [
    ['letter.txt', 'Dear council', 'This is not a file of an estimate'],
    ['big.json', 'x'.repeat(200_000), 'too large to be an estimate'],
    ['', '', 'Choose a file first'],
  ] as const) {
    const refused = await send(name, text)
    expect(refused.statusCode, name).toBe(400)
    expect(refused.body).toContain(words)
  }
})
