import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { aPerson } from '../../test/support/assessed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { recordDeath } from '../people/store.ts'
import type { CommandContext } from '../platform/command.ts'
import { assessedItems } from './assessed-items.ts'
import { commands } from './cli.ts'
import { jobs } from './jobs.ts'
import { bookReview, reviewsOf } from './store.ts'

const everyLevel = Object.fromEntries(assessedItems.map((item) => [item, 2]))

test('an assessment is walked through the API, each refusal with its code', async () => {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const root = `/api/needs/people/${personId}`
  const asked = await worker.api('POST', `${root}/contacts`, {
    receivedOn: '2026-11-20',
    route: 'community',
    whatWasAsked: 'Saturdays',
  })
  const { id: contactId } = asked.json() as { id: string }
  expect(
    (
      await worker.api('POST', `${root}/contacts/${contactId}/answer`, {
        closedOn: '2026-11-21',
        outcome: 'assessment',
      })
    ).status,
  ).toBe(204)
  expect((await worker.api('GET', `${root}/contacts`)).json()).toMatchObject([{ contactId, outcome: 'assessment' }])
  const started = await worker.api('POST', `${root}/assessments`, { kind: 'long_term', startedOn: '2026-11-22' })
  const { id } = started.json() as { id: string }
  const one = `${root}/assessments/${id}`
  const done = { completedOn: '2026-11-22', method: 'phone', whatMatters: 'x', strengths: 'y' }
  expect((await worker.api('POST', `${one}/completion`, { ...done, seen: '-'.repeat(14) })).json()).toMatchObject({
    code: 'need-not-recorded',
  })
  expect((await worker.api('PUT', `${one}/levels`, { levels: everyLevel, seen: '1'.repeat(14) })).json()).toMatchObject(
    { code: 'levels_changed_meanwhile' },
  )
  expect((await worker.api('PUT', `${one}/levels`, { levels: everyLevel, seen: '-'.repeat(14) })).status).toBe(204)
  const shown = (await worker.api('GET', one)).json() as { seen: string }
  expect(shown).toMatchObject({ levels: everyLevel, seen: '2'.repeat(14) })
  expect((await worker.api('POST', `${one}/completion`, { ...done, seen: shown.seen })).status).toBe(204)
  const findings = { fromImpairment: true, unable: { g: 'help', i: 'slow' }, wellbeing: true, reason: 'As agreed.' }
  expect((await worker.api('POST', `${one}/eligibility`, findings)).json()).toEqual({ eligible: true })
  expect((await worker.api('POST', `${one}/eligibility`, findings)).json()).toMatchObject({
    code: 'one_eligibility_decision',
  })
})

test('bad dates, codes and other teams are refused with no fault of ours', async () => {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const other = await aPerson(app.db, 'Owen')
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const root = `/api/needs/people/${personId}`
  const bad = await worker.api('POST', `${root}/contacts`, {
    receivedOn: '2026-02-30',
    route: 'community',
    whatWasAsked: 'x',
  })
  expect(bad.status).toBe(400)
  expect(
    (
      await worker.api('POST', `${root}/urgent-care`, {
        weeklyCeilingPence: 1.5,
        assessBy: '2026-12-01',
        untilDate: '2026-12-02',
        reason: 'x',
      })
    ).status,
  ).toBe(400)
  expect((await worker.api('GET', `/api/needs/people/${other.personId}/contacts`)).status).toBe(404)
  expect((await app.stranger().api('GET', `${root}/contacts`)).status).toBe(401)
})

test('an unplanned review is asked for once, and a death settles what is due', async () => {
  const app = await testApp()
  const { personId } = await aPerson(app.db)
  const [review] = jobs
  await app.db.transaction(jobWho(), async (tx) => {
    await review?.handle(tx, { personId })
    await review?.handle(tx, { personId })
    await bookReview(tx, { personId, kind: 'planned', cause: 'yearly', dueOn: day('2027-03-01') })
    expect(await reviewsOf(tx, personId)).toMatchObject([
      { kind: 'unplanned', dueOn: '2026-12-06' },
      { kind: 'planned' },
    ])
    await recordDeath(tx, { personId, diedOn: day('2026-11-20'), how: 'her sister phoned' })
  })
  await app.jobs.drain()
  const reviews = await app.db.transaction(jobWho(), (tx) => reviewsOf(tx, personId))
  expect(reviews.map((one) => one.settledOn)).toEqual(['2026-11-20', '2026-11-20'])
})

const [eligibility] = commands
const run = (text: string | undefined) =>
  eligibility?.run({
    args: text === undefined ? [] : ['-'],
    flags: {},
    readText: async () => text ?? '',
  } as unknown as CommandContext)

test('the command draws the conclusion from findings', async () => {
  const findings = { fromImpairment: true, unable: { g: 'help' }, wellbeing: true, reason: 'One only.' }
  expect(await run(JSON.stringify(findings))).toMatchObject({ exit: 0, json: { eligible: false } })
  expect(await run(JSON.stringify({ ...findings, reason: '' }))).toMatchObject({
    exit: 1,
    json: { refused: ['reason-missing'] },
  })
  expect(await run('{')).toMatchObject({ exit: 1 })
  expect((await run('{"unable":{"x1":"help"}}'))?.text).toContain('unable')
  expect(await run(undefined)).toMatchObject({ exit: 2 })
})
