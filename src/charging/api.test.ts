import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { aPerson } from '../../test/support/assessed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { switchesOfCouncil } from './council-switches.ts'
import type { Parameters } from './parameters.ts'
import { checkAmount, enterAmount, enteredAmounts, keepPolicySwitches } from './store.ts'

const facts = {
  on: '2026-11-22',
  born: '1994-03-14',
  reachedPensionCreditAge: false,
  household: 'single',
  income: [{ kind: 'universal_credit', weekly: 160_40 }],
}

test('the calculator answers anybody and keeps nothing', async () => {
  const anybody = (await testApp()).stranger()
  const worked = await anybody.api('POST', '/api/charging/assess', facts)
  expect(worked.json()).toMatchObject({ ok: true, weekly: 40_00, guarantee: 120_40, usedDerivedAmount: false })
  const missing = await anybody.api('POST', '/api/charging/assess', { ...facts, premiums: { carer: true } })
  expect(missing.json()).toMatchObject({
    ok: false,
    refusals: [{ code: 'amount_not_enacted', amount: 'premium.carer' }],
  })
})

test.each([
  ['half a penny', { ...facts, incomeTax: 0.5 }],
  ['a day that does not exist', { ...facts, on: '2026-02-30' }],
  ['nothing at all', {}],
  ['a field nobody asked for', { ...facts, colour: 'red' }],
])('%s is a bad request with the field named', async (_, body) => {
  const sent = await (await testApp()).stranger().api('POST', '/api/charging/assess', body)
  expect(sent.status).toBe(400)
  expect(sent.headers['content-type']).toContain('problem+json')
})

test('records: assess, decide, tell, read; a repeated request is the same record', async () => {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const url = `/api/charging/people/${personId}`
  const key = '0198a000-0000-7000-8000-000000000001'
  const body = { circumstances: facts, reason: 'letter seen' }
  const first = (await worker.api('POST', `${url}/assessments`, body, key)).json() as { assessmentId: string }
  const again = (await worker.api('POST', `${url}/assessments`, body, key)).json()
  expect(again).toEqual(first)
  const refused = await worker.api('POST', `${url}/assessments`, { ...body, circumstances: { ...facts, children: 1 } })
  expect(refused.status).toBe(409)
  expect(refused.json()).toMatchObject({ refusals: [{ amount: 'guarantee.child' }] })
  const decision = { assessmentId: first.assessmentId, from: '2026-11-23', reason: 'as worked out' }
  const { id } = (await worker.api('POST', `${url}/contributions`, decision)).json() as { id: string }
  const notice = { contributionId: id, toldOn: '2026-11-22', firstDayCharged: '2026-11-30', how: 'letter' }
  expect(
    (await worker.api('POST', `${url}/notices`, { ...notice, firstDayCharged: '2026-11-01' })).json(),
  ).toMatchObject({
    code: 'told_after_first_day',
  })
  expect((await worker.api('POST', `${url}/notices`, notice)).status).toBe(200)
  const other = await aPerson(app.db, 'Sam')
  const elsewhere = await app.as('practitioner', { teamIds: [teamId, other.teamId] })
  expect((await elsewhere.api('POST', `/api/charging/people/${other.personId}/notices`, notice)).status).toBe(404)
  expect((await worker.api('GET', url)).json()).toMatchObject({
    contributions: [{ weekly: 40_00, basis: 'assessed' }],
    notices: [{ firstDayCharged: '2026-11-30' }],
  })
  expect((await (await app.as('broker')).api('GET', url)).status).toBe(403)
})

test('all parameters are public: figures with their days, the council’s switches, and no name of anybody', async () => {
  const app = await testApp()
  const citation = 'the 2026 circular, annex A'
  const clerk = (accountId: string) => who('finance', { accountId })
  const [one, other] = [clerk('aaaaaaaa-1111-7111-8111-111111111111'), clerk('bbbbbbbb-1111-7111-8111-111111111111')]
  await app.db.transaction(one, (tx) =>
    enterAmount(tx, { key: 'premium.carer', from: day('2026-04-06'), amount: pence(55_25), citation }),
  )
  const read = async () => (await app.stranger().api('GET', '/api/parameters')).json() as Parameters
  const carer = async () => (await read()).amounts.find(({ key }) => key === 'premium.carer')
  expect((await carer())?.council).toEqual([])
  expect((await carer())?.values.at(-1)).toMatchObject({ pence: 55_25, evidence: 'derived', counts: false })
  const [entered] = await app.db.transaction(one, (tx) => enteredAmounts(tx))
  await app.db.transaction(other, (tx) => checkAmount(tx, entered?.amountId ?? ''))
  expect((await carer())?.council).toEqual([{ from: '2026-04-06', until: null, pence: 55_25, citation }])
  const switches = switchesOfCouncil([
    { key: 'charging.percentOfAvailableIncome', from: day('2021-04-01'), value: 97, citation: 'assumption: a test' },
  ])
  await app.db.transaction(jobWho(), (tx) => keepPolicySwitches(tx, switches))
  const percent = (await read()).switches.find(({ name }) => name === 'percentTaken')
  expect(percent?.values).toMatchObject([{ from: '2021-04-01', value: 97, evidence: 'assumption' }])
})

test('told by the person, seen and worked out by an officer, and refused in words until it was seen', async () => {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const herself = await app.as('person', { personId })
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const url = `/api/charging/people/${personId}/submissions`
  const told = { circumstances: facts, cause: 'first' }
  const minor = await herself.api('POST', url, { ...told, circumstances: { ...facts, born: '2015-01-01' } })
  expect(minor.json()).toMatchObject({ refusals: [{ code: 'not_an_adult' }] })
  const half = { ...facts, household: 'couple', income: [{ kind: 'universal_credit', weekly: 160_40, share: 'half' }] }
  const shared = await herself.api('POST', url, { ...told, circumstances: half })
  expect(shared.json()).toMatchObject({ refusals: [{ code: 'partner_without_consent' }] })
  expect((await herself.api('POST', url, { ...told, circumstances: { ...facts, incomeTax: -1 } })).status).toBe(400)
  const { submissionId } = (await herself.api('POST', url, told)).json() as { submissionId: string }
  const at = `${url}/${submissionId}`
  const assess = () => worker.api('POST', `${at}/assess`, { reason: 'as sent' })
  expect((await assess()).json()).toMatchObject({ code: 'evidence_missing' })
  const seen = { item: 'income:universal_credit', document: 'award letter', seenOn: '2026-11-20' }
  expect((await herself.api('POST', `${at}/evidence`, seen)).status).toBe(403)
  expect((await worker.api('POST', `${at}/evidence`, seen)).status).toBe(200)
  expect((await assess()).json()).toMatchObject({ weekly: 40_00 })
  expect((await herself.api('POST', `${at}/withdraw`, { why: 'a slip' })).json()).toMatchObject({
    code: 'submission_assessed_once',
  })
  expect((await herself.api('GET', url)).json()).toMatchObject({
    submissions: [{ submissionId, byPerson: true, evidence: [{ document: 'award letter', seenOn: '2026-11-20' }] }],
  })
})

test('the figures of a day are public, with what counts and what does not', async () => {
  const sent = (await (await testApp()).stranger().api('GET', '/api/charging/amounts?on=2026-11-22')).json() as {
    amounts: { key: string; counts: boolean }[]
  }
  const counts = new Map(sent.amounts.map(({ key, counts: one }) => [key, one]))
  expect(counts.get('guarantee.single.25-plus')).toBe(true)
  expect(counts.get('premium.carer')).toBe(false)
})
