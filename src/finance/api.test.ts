import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { commands as deliveryCommands } from '../delivery/cli.ts'
import { makeOccasions } from '../delivery/store.ts'
import type { Command, CommandContext } from '../platform/command.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { commands } from './cli.ts'

async function april() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await toldToPay(app.db, ann.personId, 3000)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const { occasionId } = await app.db.transaction(jobWho(), (tx) =>
    tx.one<{ occasionId: string }>(sql`select id as "occasionId" from delivery.occasion where on_date = '2026-04-07'`),
  )
  return { app, ann, occasionId }
}
const refused = () => Promise.reject(new Error('not asked for'))

test('a phone marks by the API, sends again, corrects; pay, charge and week follow', async () => {
  const { app, ann, occasionId } = await april()
  const phone = await app.as('provider', { providerId: ann.providerId })
  const id = newId()
  const mark = { id, occasionId, reason: 'attended' }
  expect((await phone.api('POST', '/api/delivery/marks', mark)).json()).toEqual({ made: true })
  expect((await phone.api('POST', '/api/delivery/marks', mark)).json()).toEqual({ made: false })
  expect((await phone.api('POST', '/api/delivery/marks', { ...mark, reason: 'unwell' })).status).toBe(409)
  expect((await phone.api('POST', '/api/delivery/marks', { ...mark, id: newId() })).status).toBe(409)
  await app.jobs.drain()
  const finance = await app.as('finance')
  const url = `/api/finance/people/${ann.personId}`
  expect((await finance.api('GET', `${url}/pay-lines`)).json()).toMatchObject([
    { amount: 4800, chargeable: 4800, reason: 'attended' },
  ])
  expect((await finance.api('GET', `${url}/charges`)).json()).toMatchObject([{ weekStart: '2026-04-06', charge: 3000 }])
  const me = await app.as('person', { personId: ann.personId })
  expect((await me.api('GET', `${url}/week?on=2026-04-07`)).json()).toMatchObject({
    used: 4800,
    iPay: 3000,
    councilPays: 1800,
  })
  const correction = {
    id: newId(),
    occasionId,
    reason: 'unwell',
    replaces: id,
    correctionReason: 'wrong person ticked',
  }
  expect((await phone.api('POST', '/api/delivery/marks', correction)).json()).toEqual({ made: true })
  await app.jobs.drain()
  expect((await me.api('GET', `${url}/week?on=2026-04-07`)).json()).toMatchObject({
    used: 2400,
    iPay: 0,
    councilPays: 2400,
  })
})
test('runs, receipts and the proof of the books by the API', async () => {
  const { app, ann, occasionId } = await april()
  const phone = await app.as('provider', { providerId: ann.providerId })
  await phone.api('POST', '/api/delivery/marks', { id: newId(), occasionId, reason: 'attended' })
  await app.jobs.drain()
  const [one, two] = [await app.as('finance'), await app.as('finance')]
  const { runId } = (await one.api('POST', '/api/finance/pay-runs')).json() as { runId: string }
  expect((await one.api('POST', `/api/finance/pay-runs/${runId}/approve`)).status).toBe(409)
  expect((await two.api('POST', `/api/finance/pay-runs/${runId}/approve`)).status).toBe(200)
  expect((await one.api('POST', `/api/finance/pay-runs/${runId}/pay`)).status).toBe(200)
  const receipt = { id: newId(), personId: ann.personId, receivedOn: '2026-04-20', amount: 3000, how: 'card' }
  expect((await one.api('POST', '/api/finance/receipts', receipt)).json()).toEqual({ made: true })
  expect((await one.api('POST', '/api/finance/receipts', { ...receipt, id: newId(), amount: -1 })).status).toBe(400)
  expect((await one.api('GET', '/api/finance/verify')).json()).toMatchObject({ faults: [], transfers: 7 })
  expect((await phone.api('GET', '/api/finance/verify')).status).toBe(403)
})
test('the command line marks, follows, shows the week and proves the books', async () => {
  const { app, ann, occasionId } = await april()
  const run = (name: string, args: string[], typed = '') => {
    const command = [...commands, ...deliveryCommands].find((one) => one.name === name) as Command
    const context = {
      args,
      flags: {},
      clock: app.db.clock,
      who: jobWho(),
      db: async () => app.db,
      readText: async () => typed,
      progress: () => {},
    }
    return command.run({
      ...context,
      print: () => {},
      production: false,
      openFile: refused,
      writeFile: refused,
    } as unknown as CommandContext)
  }
  expect((await run('register', ['2026-04-07'])).text).toContain('Ann E\tnot marked')
  expect((await run('register', ['yesterday'])).exit).toBe(2)
  const mark = JSON.stringify({ id: newId(), occasionId, reason: 'attended' })
  expect((await run('mark', ['-'], mark)).text).toBe('Marked.')
  expect((await run('mark', ['-'], JSON.stringify({ id: newId(), occasionId, reason: 'unwell' }))).exit).toBe(1)
  expect((await run('mark', ['-'], '{"id": 1}')).exit).toBe(2)
  expect((await run('follow', [])).json).toEqual({
    committed: 2,
    marks: 1,
    unpaid: 0,
    weeks: 0,
    givenBack: 0,
    months: 0,
  })
  expect((await run('week', [ann.personId, '2026-04-07'])).text).toContain(
    'The person pays £30.00, the council £18.00.',
  )
  expect((await run('statement', [ann.personId])).text).toContain('Charged £30.00, paid £0.00.')
  const proof = await run('verify', [])
  expect(proof.exit).toBe(0)
  expect(proof.text).toContain('right: no date is paid twice')
})
