import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../../test/support/planned-week.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { sql } from '../../platform/db.ts'
import { paths } from '../paths.ts'
import { chooseTier, setLimit } from '../store.ts'

const monday = { 'from-day': '23', 'from-month': '11', 'from-year': '2026' }

async function ready() {
  const app = await testApp()
  const person = await aReadyPerson(app.db)
  const session = await aSession(app.db)
  const worker = await app.as('practitioner', { teamIds: [person.teamId] })
  const manager = await app.as('team_manager', { teamIds: [person.teamId] })
  await app.db.transaction(who('administrator'), (tx) =>
    setLimit(tx, {
      staffId: manager.accountId,
      yearlyPence: pence(10_000_00),
      from: day('2026-01-01'),
      reason: 'delegation',
    }),
  )
  return { app, person, session, worker, manager, plan: paths.plan(person.personId) }
}

describe('the plan builder', () => {
  test('a week is planned, sent and approved through its pages', async () => {
    const { person, session, worker, manager, plan } = await ready()
    expect((await worker.get(plan)).body).toContain('I want to make things with my friends')
    const found = await worker.get(`${paths.addSession(person.personId)}?q=wood&day=2`)
    expect(found.body).toContain('Woodwork')
    const add = `${paths.addSession(person.personId)}/new?session=${session.sessionId}`
    expect((await worker.get(add)).body).toContain('1:2 £48')
    const wanted = {
      outcomeId: person.outcomeId,
      supportBand: '1:2',
      characteristics: 'hoist',
      everyWeeks: '1',
      route: 'council_managed',
      purpose: 'support',
      otherPayer: '',
      otherShare: '',
      reason: 'He likes wood',
      ...monday,
    }
    const added = await worker.post(add, wanted)
    expect(added.status).toBe(303)
    const transport = added.headers['location'] ?? ''
    const refused = await worker.post(transport, { chosen: 'taxi', assessed: 'no', price: '', reason: 'rain' })
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('Paid transport needs an assessed need for it')
    expect(
      (await worker.post(transport, { chosen: 'walk', assessed: 'no', price: '', reason: 'It is near' })).status,
    ).toBe(303)
    const builder = (await worker.get(plan)).body
    const otherWay = paths.endOtherWay(person.personId, 'i')
    expect(builder).toContain('She goes to the library with her sister (agreed on Sunday 22 November 2026)')
    expect((await worker.post(otherWay, { reason: '' })).body).toContain('Enter why it ends')
    expect((await worker.post(otherWay, { reason: 'The library closed' })).status).toBe(303)
    expect((await worker.get(plan)).body).toContain('An eligible need is left open')
    const how = paths.meetOtherwise(person.personId, 'i')
    const agreedOn = { 'agreedOn-day': '22', 'agreedOn-month': '11', 'agreedOn-year': '2026' }
    expect((await worker.post(how, { ...agreedOn, words: 'Her dad' })).body).toContain('Select how it is met')
    expect((await worker.post(how, { ...agreedOn, how: 'carer', words: 'Her dad walks with her.' })).status).toBe(303)
    expect((await worker.get(paths.mine(person.personId))).body).not.toContain('Her dad walks with her.')
    expect(builder).toContain('1:2, hoist')
    expect(builder).toContain('£48.00 in a usual week')
    expect(builder).toContain('£42.00 left of £90.00 a week')
    expect((await worker.post(paths.send(person.personId), { ...monday, reason: 'First plan' })).status).toBe(303)
    const queue = await manager.get(paths.approvals())
    expect(queue.body).toContain('Within your limit')
    const decide = /href="(\/people\/[^"]+\/decide)"/.exec(queue.body)?.[1] ?? ''
    expect((await manager.get(decide)).body).toContain('£2,496')
    const done = await manager.post(decide, { about: 'both', approved: 'yes', comment: 'A good week' })
    expect(done.status).toBe(303)
    expect((await worker.get(plan)).body).toContain('To place')
    expect((await worker.get(paths.mine(person.personId))).body).toContain('Her dad walks with her.')
    expect((await manager.get(paths.approvals())).body).toContain('No plan waits for approval')
  })

  test('two sessions at one time are a clash that is said first and stops sending', async () => {
    const { app, person, session, worker, plan } = await ready()
    const choir = await aSession(app.db, { name: 'Choir', startMinute: 900, endMinute: 1000 })
    const wanted = {
      outcomeId: person.outcomeId,
      supportBand: '1:2',
      everyWeeks: '1',
      route: 'council_managed',
      purpose: 'support',
      otherPayer: '',
      otherShare: '',
      reason: 'x',
      ...monday,
    }
    for (const { sessionId } of [session, choir]) {
      const added = await worker.post(`${paths.addSession(person.personId)}/new?session=${sessionId}`, wanted)
      await worker.post(added.headers['location'] ?? '', { chosen: 'bus', assessed: 'no', price: '', reason: 'bus 12' })
    }
    const body = (await worker.get(plan)).body
    expect(body).toContain('Woodwork (Tuesday 1pm to 4pm) overlaps Choir (Tuesday 3pm to 4:40pm)')
    expect(body).not.toContain('>Send for approval<')
    const sent = await worker.post(paths.send(person.personId), { ...monday, reason: 'First plan' })
    expect([sent.status, sent.body.includes('Two sessions are at the same time')]).toEqual([400, true])
  })

  test('an own arrangement keeps what was typed when a time is wrong', async () => {
    const { person, worker } = await ready()
    const url = `${paths.addSession(person.personId)}/own`
    const typed = {
      words: 'Swimming with Maxine',
      weekday: '5',
      starts: 'two',
      ends: '16:00',
      season: 'all',
      price: '44.66',
      providerId: '',
      outcomeId: person.outcomeId,
      supportBand: '1:1',
      everyWeeks: '1',
      route: 'direct_payment',
      purpose: 'support',
      otherPayer: '',
      otherShare: '',
      reason: 'She trusts Maxine',
      ...monday,
    }
    const wrong = await worker.post(url, typed)
    expect(wrong.status).toBe(400)
    expect(wrong.body).toContain('The start must be a time, like 13:30 or 1.30pm')
    expect(wrong.body).toContain('value="Swimming with Maxine"')
    expect((await worker.post(url, { ...typed, starts: '2pm' })).status).toBe(303)
  })

  test('the tier page shows the suggestion with reasons, and a decision books the review of enablement', async () => {
    const { app, person, worker, plan } = await ready()
    const tier = paths.tier(person.personId)
    expect((await worker.get(tier)).body).toContain('Suggested: Tier 2')
    const typed = {
      tier: '3',
      reason: 'She wants to learn the bus',
      ...monday,
      'until-day': '',
      'until-month': '',
      'until-year': '',
      longerReason: '',
      reablement: 'yes',
      reablementReason: 'To regain what she could do',
    }
    expect((await worker.post(tier, typed)).status).toBe(303)
    expect((await worker.get(plan)).body).toContain('Tier 3, enablement until Sunday 14 February 2027')
    const rows = await app.db.owner((tx) =>
      tx.query<{ due: string }>(sql`select due_on as due from needs.review_due order by due_on`),
    )
    expect(rows).toEqual([{ due: '2027-01-31' }])
  })

  test('enablement ends when the length the council set is over', async () => {
    const { app, person } = await ready()
    const stands = await app.db.transaction(jobWho(), async (tx) => {
      await chooseTier(tx, {
        personId: person.personId,
        tier: 3,
        reason: 'To try',
        from: day('2026-11-23'),
        policyWeeks: 8,
      })
      return tx.one<{ until: string; days: number }>(sql`
        select until_date as until, policy_days as days from planning.tier_decision where person_id = ${person.personId} order by recorded_at desc limit 1`)
    })
    expect(stands).toEqual({ until: '2027-01-17', days: 56 })
  })
})

describe('who sees a plan', () => {
  test('the person reads it in plain words; another practitioner finds nothing', async () => {
    const { app, person, session } = await ready()
    await anAgreedTerm(app.db, person, session)
    const me = await app.as('person', { personId: person.personId })
    const mine = await me.get(paths.plan(person.personId))
    expect(mine.status).toBe(200)
    expect(mine.body).toContain('Every Tuesday, 1pm to 4pm')
    expect(mine.body).toContain('It takes £48.00 from my budget each time')
    expect(mine.body).toContain('It starts on Tuesday 24 November 2026')
    const other = await app.as('practitioner', { teamIds: [] })
    expect((await other.get(paths.plan(person.personId))).status).toBe(404)
    expect((await me.post(paths.send(person.personId), {})).status).toBe(403)
  })
})
