import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { paths } from '../paths.ts'

const date = (field: string, [d, m, y]: [string, string, string]) => ({
  [`${field}-day`]: d,
  [`${field}-month`]: m,
  [`${field}-year`]: y,
})
const told = {
  cause: 'first',
  ...date('on', ['22', '11', '2026']),
  pensionAge: 'no',
  household: 'single',
  'income-universal_credit': '160.40',
  disabilityCosts: '',
}

async function atWork() {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const herself = await app.as('person', { personId })
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  return { app, personId, herself, worker }
}

test('the person tells it, an officer sees it and works it out; a change shows every line that differs', async () => {
  const { personId, herself, worker } = await atWork()
  expect((await herself.get(paths.charge(personId))).body).toContain('Tell them about my money')
  const far = await herself.post(paths.money(personId), { ...told, ...date('on', ['22', '12', '2027']) })
  expect([far.status, far.body]).toEqual([409, expect.stringContaining('Check the year, or tell it again')])
  expect(far.body).toContain('id="on-error"')
  const sent = await herself.post(paths.money(personId), told)
  const at = sent.headers['location'] ?? ''
  expect(at, sent.body.slice(0, 2000)).toMatch(/submissions/)
  expect((await herself.get(at)).body).toContain('One thing still has to be shown to us')

  const early = await worker.post(`${at}/assess`, { reason: 'too early' })
  expect(early.status).toBe(409)
  expect(early.body).toContain('still missing')
  const seen = { item: 'income:universal_credit', how: 'seen', document: 'award letter' }
  const noDay = await worker.post(`${at}/evidence`, seen)
  expect(noDay.status).toBe(400)
  expect(noDay.body).toContain('Enter the day you saw it')
  expect((await worker.post(`${at}/evidence`, { ...seen, ...date('seenOn', ['20', '11', '2026']) })).status).toBe(303)
  const again = await worker.post(`${at}/evidence`, { ...seen, ...date('seenOn', ['20', '11', '2026']) })
  expect(again.body).toContain('Somebody has recorded this already')
  expect((await worker.get(at)).body).toContain('award letter')
  const worked = await worker.post(`${at}/assess`, { reason: 'as sent' })
  const assessment = worked.headers['location'] ?? ''
  expect((await worker.get(assessment)).body).toContain('£40')
  await worker.post(assessment, { ...date('from', ['23', '11', '2026']), reason: 'first' })
  expect((await herself.get(paths.charge(personId))).body).toContain('Worked out')

  const form = (await worker.get(paths.money(personId))).body
  expect(form).toContain('value="160.40"')
  const change = { ...told, cause: 'change', 'income-universal_credit': '150', ...date('on', ['23', '11', '2026']) }
  const changed = (await worker.post(paths.money(personId), change)).headers['location'] ?? ''
  const accepted = { item: 'income:universal_credit', how: 'accepted', because: 'the benefit office told us' }
  await worker.post(`${changed}/evidence`, accepted)
  const second = (await worker.post(`${changed}/assess`, { reason: 'changed' })).headers['location'] ?? ''
  const compared = (await worker.get(second)).body
  expect(compared).toContain('What changes, line by line')
  expect(compared).toContain('−£10.40')
  expect((await worker.get(changed)).body).toContain('£150 a week')
})

test('faults keep what was typed; a partner who has not agreed stops it, and it may be taken back', async () => {
  const { personId, herself, worker } = await atWork()
  const bad = await herself.post(paths.money(personId), { ...told, household: '', 'income-universal_credit': '-3' })
  expect(bad.status).toBe(400)
  expect(bad.body).toContain('value="-3"')
  const shared = { ...told, household: 'couple', jointSavings: '9000' }
  const refused = await herself.post(paths.money(personId), shared)
  expect(refused.status).toBe(409)
  expect(refused.body).toContain('has not agreed')
  expect((await herself.get(paths.charge(personId))).body).toContain('I have told nothing here yet')
  const at = (await herself.post(paths.money(personId), { ...shared, partnerConsent: 'yes' })).headers['location'] ?? ''
  expect((await herself.post(`${at}/withdraw`, {})).status).toBe(400)
  expect((await herself.post(`${at}/withdraw`, { why: 'a slip' })).status).toBe(303)
  expect((await worker.get(at)).body).toContain('Taken back on Sunday 22 November 2026')
})

test('two payments of a kind are two lines, each to be seen; another row comes without script, and nothing typed is lost', async () => {
  const { personId, herself, worker } = await atWork()
  const two = {
    ...told,
    'other-1-kind': 'universal_credit',
    'other-1-words': 'Backdated part',
    'other-1-weekly': '12.30',
  }
  const more = await herself.post(paths.money(personId), { ...two, household: '', more: 'yes' })
  expect(more.status).toBe(200)
  expect(more.body).toContain('value="Backdated part"')
  expect(more.body).toContain('name="other-2-kind"')
  expect(more.body).not.toContain('There is a problem')
  const at = (await herself.post(paths.money(personId), two)).headers['location'] ?? ''
  const shown = (await worker.get(at)).body
  expect(shown).toContain('Universal Credit: Backdated part')
  expect(shown).toContain('£160.40 a week')
  expect(shown).toContain('£12.30 a week')
  expect((await herself.get(paths.money(personId))).body).toContain('value="12.30"')
  const half = await herself.post(paths.money(personId), { ...two, 'other-1-kind': '' })
  expect(half.status).toBe(400)
  expect(half.body).toContain('Select which payment this is')
})

test('what is sent while something is open takes its place, and the person reads so', async () => {
  const { personId, herself, worker } = await atWork()
  const first = (await herself.post(paths.money(personId), told)).headers['location'] ?? ''
  expect((await herself.get(paths.money(personId))).body).toContain('is not worked out yet. The form begins with it')
  const changed = { ...told, cause: 'change', 'income-universal_credit': '150' }
  const second = (await worker.post(paths.money(personId), changed)).headers['location'] ?? ''
  expect(second).not.toBe(first)
  expect((await herself.get(first)).body).toContain('took its place')
  expect((await herself.get(paths.charge(personId))).body).toContain('Replaced on ')
  expect((await worker.post(`${first}/withdraw`, { why: 'old' })).body).toContain(
    'Something sent later took the place of this',
  )
})

test('the answers of an estimate open the form with them, and nothing is kept until it is sent', async () => {
  const { personId, herself } = await atWork()
  const { cause: _, ...answers } = told
  const handed = await herself.post(paths.money(personId), { ...answers, handed: 'yes' })
  expect(handed.status).toBe(200)
  expect(handed.body).toContain('value="160.40"')
  expect((await herself.get(paths.charge(personId))).body).toContain('I have told nothing here yet')
})

test('an estimate is handed over by the person alone, over what was told last; a stranger is asked to sign in and nothing is sent on', async () => {
  const { app, personId, herself, worker } = await atWork()
  const before = { ...told, livingCosts: 'Lunch 12', savings: '900' }
  expect((await herself.post(paths.money(personId), before)).status).toBe(303)
  const estimate = {
    age: '32',
    pensionAge: 'no',
    household: 'single',
    income: 'universal_credit',
    'income-universal_credit': '155.10',
    'income-state_pension': '99',
    premiums: 'disability,carer',
    at: 'result',
    handed: 'yes',
  }
  const sent = await herself.post(paths.handOver(), estimate)
  expect(sent.status).toBe(307)
  expect(sent.headers['location']).toBe(paths.money(personId))
  const form = (await herself.post(paths.money(personId), estimate)).body
  expect(form).toContain('value="155.10"')
  expect(form).toContain('Lunch 12</textarea>')
  expect(form).not.toContain('value="99"')
  expect(form).not.toContain('value="900"')
  expect(form.match(/name="premiums"[^>]*checked/g)).toHaveLength(2)
  const stranger = await app.stranger().post(paths.handOver(), estimate)
  expect(stranger.status).toBe(200)
  for (const words of ['You are not signed in yet', 'Sign in (opens in a new tab)', 'value="155.10"'])
    expect(stranger.body).toContain(words)
  const own = (await herself.post(paths.estimate(), { ...estimate, at: 'check', go: 'result' })).body
  expect(own).toContain('nothing is kept until you send that form')
  expect((await worker.post(paths.estimate(), { ...estimate, at: 'check', go: 'result' })).body).not.toContain(
    'Open my form',
  )
  expect((await herself.get(paths.charge(personId))).body.match(/\/submissions\//g)).toHaveLength(1)
})

test('another person, a broker and a stranger are kept out', async () => {
  const { app, personId, herself } = await atWork()
  const at = (await herself.post(paths.money(personId), told)).headers['location'] ?? ''
  const other = await aPerson(app.db, 'Sam')
  expect((await (await app.as('person', { personId: other.personId })).get(at)).status).toBe(404)
  expect((await (await app.as('broker')).get(at)).status).toBe(403)
  expect((await app.stranger().get(at)).status).toBe(303)
  const evidence = { item: 'income:universal_credit', how: 'accepted', because: 'I say so' }
  expect((await herself.post(`${at}/evidence`, evidence)).status).toBe(403)
})

test('once a year is over since the day it was told for, the form begins with that; before, with a change', async () => {
  const { personId, herself } = await atWork()
  const begins = async () =>
    /name="cause" type="radio" value="(\w+)" checked/.exec((await herself.get(paths.money(personId))).body)?.[1]
  expect(await begins()).toBe('first')
  await herself.post(paths.money(personId), { ...told, ...date('on', ['23', '11', '2025']) })
  expect(await begins()).toBe('change')
  await herself.post(paths.money(personId), { ...told, ...date('on', ['22', '11', '2025']) })
  expect(await begins()).toBe('yearly')
})
