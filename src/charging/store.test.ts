import { expect, test } from 'vitest'
import { anAssessment, aPerson } from '../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { recordDeath } from '../people/store.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import type { Who } from '../platform/who.ts'
import { type CircumstancesSent, circumstances } from './circumstances.ts'
import { switchesOfCouncil } from './council-switches.ts'
import { subscriptions } from './jobs.ts'
import * as charging from './store.ts'

const today = day('2026-11-22')
const refused = (code: string) => expect.objectContaining({ code })

/** Single, 32, on Universal Credit of so much: 120.40 must be kept in 2026/27. */
const onUniversalCredit = (weekly: number, more: Partial<CircumstancesSent> = {}) =>
  circumstances.parse({
    on: '2026-11-22',
    born: '1994-03-14',
    reachedPensionCreditAge: false,
    household: 'single',
    income: [{ kind: 'universal_credit', weekly }],
    ...more,
  })

async function assess(db: Db, worker: Who, personId: string, weekly: number, more: Partial<CircumstancesSent> = {}) {
  const facts = onUniversalCredit(weekly, more)
  const made = await db.transaction(worker, (tx) =>
    charging.recordAssessment(tx, { personId, facts, demo: false, reason: 'letters seen' }),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  return made.value.assessmentId
}
const decide = (db: Db, worker: Who, personId: string, assessmentId: string, from: string) =>
  db.transaction(worker, (tx) =>
    charging.decideContribution(tx, { personId, assessmentId, from: day(from), reason: 'as worked out' }),
  )
const on = (db: Db, worker: Who, personId: string, date: string) =>
  db.transaction(worker, (tx) => charging.contributionOn(tx, personId, day(date)))

onBothDatabases('charging', (open) => {
  test('an assessment is kept with every line, decided by a named person, told, and then may be charged', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const assessmentId = await assess(db, worker, personId, 160_40)
    const kept = await db.transaction(worker, (tx) => charging.assessmentOf(tx, personId, assessmentId))
    expect(kept).toMatchObject({ weekly: 40_00, basis: 'assessed', usedDerivedAmount: false, decided: false })
    const base = kept.lines.find(({ words }) => words === 'Money the law says you must keep')
    expect(base).toMatchObject({ amount: 120_40, sign: '-', citation: 'SI 2014/2672, reg 7(2)(b)' })
    expect(base?.mark).toContain('not in the instrument')
    const contributionId = await decide(db, worker, personId, assessmentId, '2026-11-23')
    const told = { contributionId, toldOn: today, firstDayCharged: day('2026-11-30'), how: 'letter' } as const
    await db.transaction(worker, (tx) => charging.recordNotice(tx, told))
    expect(await db.transaction(worker, (tx) => charging.noticeFor(tx, personId, day('2026-11-30')))).toMatchObject({
      weekly: 40_00,
      upTo: false,
    })
    expect(await db.transaction(worker, (tx) => charging.noticeFor(tx, personId, day('2026-11-29')))).toBeUndefined()
    expect(await db.transaction(worker, (tx) => charging.progress(tx, personId))).toMatchObject({ state: 'done' })
  })

  test('a day with a figure nobody has seen is refused until the council enters it and a second person checks it', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const facts = onUniversalCredit(200_00, { premiums: { disability: true } })
    const record = (demo: boolean) =>
      db.transaction(worker, (tx) => charging.recordAssessment(tx, { personId, facts, demo, reason: 'letters seen' }))
    expect(await record(false)).toMatchObject({ ok: false, refusals: [{ amount: 'premium.disability.single' }] })
    expect(await record(true)).toMatchObject({ ok: true, value: { weekly: 200_00 - 120_40 - 51_55 } })
    const [one, other] = ['aaaaaaaa-1111-7111-8111-111111111111', 'bbbbbbbb-1111-7111-8111-111111111111']
    const finance = (accountId: string) => who('finance', { accountId })
    const entry = {
      key: 'premium.disability.single',
      from: day('2026-04-06'),
      amount: pence(51_60),
      citation: 'the 2026 circular',
    } as const
    const amountId = await db.transaction(finance(one), (tx) => charging.enterAmount(tx, entry))
    expect(await record(false)).toMatchObject({ ok: false })
    const check = (accountId: string) => db.transaction(finance(accountId), (tx) => charging.checkAmount(tx, amountId))
    await expect(check(one)).rejects.toEqual(refused('amount_checked_by_another'))
    expect(await db.transaction(finance(other), (tx) => charging.waitingFor(tx))).toContainEqual(
      expect.objectContaining({ what: 'Amounts set by law', act: 'Check' }),
    )
    await check(other)
    expect(await record(false)).toMatchObject({ ok: true, value: { weekly: 200_00 - 120_40 - 51_60 } })
    await expect(check(other)).rejects.toEqual(refused('amount_already_checked'))
    const enter = (change: object) =>
      db.transaction(finance(one), (tx) => charging.enterAmount(tx, { ...entry, ...change }))
    await expect(enter({})).rejects.toEqual(refused('one_amount_at_a_time'))
    await expect(enter({ from: day('1999-04-06'), until: day('1999-12-31') })).rejects.toEqual(
      refused('amount_under_the_regulations'),
    )
    const later = await enter({ from: day('2027-04-06'), amount: pence(53_00) })
    const heldOn = async (on: string) =>
      (await db.transaction(worker, (tx) => charging.councilAmountsOn(tx, day(on)))).map(({ amount }) => amount)
    expect(await heldOn('2027-04-06')).toEqual([51_60])
    await expect(enter({ from: day('2027-05-01') })).rejects.toEqual(refused('one_amount_at_a_time'))
    await db.transaction(finance(other), (tx) => charging.checkAmount(tx, later))
    expect([await heldOn('2027-04-05'), await heldOn('2027-04-06')]).toEqual([[51_60], [53_00]])
    expect(await db.transaction(worker, (tx) => charging.enteredAmounts(tx))).toMatchObject([
      { from: '2027-04-06', until: null },
      { from: '2026-04-06', until: '2027-04-05' },
    ])
  })

  test('a provisional “up to” settles downward from its first day', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const from = day('2026-11-23')
    await db.transaction(worker, async (tx) => {
      const contributionId = await charging.decideProvisional(tx, {
        personId,
        upTo: pence(60_00),
        from,
        reason: 'bank letter to come',
      })
      await tx.query(sql`
        insert into charging.notice (contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how, up_to)
        values (${contributionId}, ${personId}, ${today}, ${from}, 6000, ${worker.staffId ?? ''}, 'letter', true)`)
    })
    const decidedFrom = await decide(db, worker, personId, await assess(db, worker, personId, 160_40), '2026-11-23')
    expect(await on(db, worker, personId, '2026-11-23')).toMatchObject({ contributionId: decidedFrom, weekly: 40_00 })
    const before = (tx: Tx) => charging.contributionFrom(tx, personId, day('2026-10-26'))
    expect(await db.transaction(worker, before)).toMatchObject({ from: '2026-11-23', weekly: 40_00 })
  })

  test('a provisional “up to” never settles upward: a higher sum begins after the decision', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const upTo = { personId, upTo: pence(30_00), from: today, reason: 'bank letter to come' }
    const say = (from = today) => db.transaction(worker, (tx) => charging.decideProvisional(tx, { ...upTo, from }))
    await expect(say(addDays(today, -1))).rejects.toEqual(refused('up_to_in_the_past'))
    await say()
    await expect(say()).rejects.toEqual(refused('contribution_stands'))
    await decide(db, worker, personId, await assess(db, worker, personId, 160_40), '2026-11-22')
    expect(await on(db, worker, personId, '2026-11-22')).toMatchObject({ weekly: 30_00, basis: 'provisional' })
    expect(await on(db, worker, personId, '2026-11-23')).toMatchObject({ weekly: 40_00, basis: 'assessed' })
  })

  test('a later assessment ends the one before, and never raises days already begun', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const first = await assess(db, worker, personId, 160_40, { on: '2026-05-04' })
    await decide(db, worker, personId, first, '2026-11-02')
    const dueOn = async () =>
      (await db.transaction(worker, (tx) => charging.chargeReviews(tx, { words: '', page: 1 }))).reviews[0]?.dueOn
    expect(await dueOn()).toBe('2027-04-06')
    const more = await assess(db, worker, personId, 180_40)
    await expect(decide(db, worker, personId, more, '2026-11-22')).rejects.toEqual(refused('higher_only_from_tomorrow'))
    await decide(db, worker, personId, more, '2026-12-07')
    const { reviews } = await db.transaction(worker, (tx) => charging.chargeReviews(tx, { words: '', page: 1 }))
    expect(reviews).toMatchObject([{ personId, weekly: 40_00, assessedFor: '2026-11-22', dueOn: '2027-04-06' }])
    expect(await on(db, worker, personId, '2026-12-06')).toMatchObject({ weekly: 40_00 })
    expect(await on(db, worker, personId, '2026-12-07')).toMatchObject({ weekly: 60_00 })
    await expect(decide(db, worker, personId, more, '2026-12-14')).rejects.toEqual(
      refused('assessment_already_decided'),
    )
    const less = await assess(db, worker, personId, 130_40)
    await expect(decide(db, worker, personId, less, '2026-11-16')).rejects.toEqual(refused('contribution_later_stands'))
  })

  test('two people deciding at once: one decision stands, the other is refused', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const assessmentId = await assess(db, worker, personId, 160_40)
    const both = await Promise.allSettled([1, 2].map(() => decide(db, worker, personId, assessmentId, '2026-11-23')))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a notice after its first day, or for a day before the contribution, is refused', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const contributionId = await decide(db, worker, personId, await assess(db, worker, personId, 160_40), '2026-11-02')
    const tell = (toldOn: string, firstDayCharged: string) =>
      db.transaction(worker, (tx) =>
        charging.recordNotice(tx, {
          contributionId,
          toldOn: day(toldOn),
          firstDayCharged: day(firstDayCharged),
          how: 'phone',
        }),
      )
    await expect(tell('2026-11-22', '2026-11-21')).rejects.toEqual(refused('told_after_first_day'))
    await expect(tell('2026-10-01', '2026-11-01')).rejects.toEqual(refused('before_the_contribution'))
    await expect(tell('2026-11-23', '2026-11-24')).rejects.toEqual(refused('told_in_the_future'))
  })

  test('a full cost with no price is not recorded; with one it is', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const rich = { savings: [{ kind: 'savings' as const, amount: 30_000_00 }] }
    const record = (more: Partial<CircumstancesSent>) =>
      db.transaction(worker, (tx) =>
        charging.recordAssessment(tx, {
          personId,
          facts: onUniversalCredit(0, more),
          demo: false,
          reason: 'statement seen',
        }),
      )
    expect(await record(rich)).toMatchObject({ ok: false, refusals: [{ code: 'cost_needed' }] })
    expect(await record({ ...rich, chargeableCost: 96_00 })).toMatchObject({ ok: true, value: { weekly: 96_00 } })
  })

  test('free days are kept with their ground, and a death ends the contribution, twice told or once', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const free = {
      personId,
      ground: 'reablement',
      from: today,
      until: addDays(today, 41),
      reason: 'reablement after hospital',
    } as const
    await db.transaction(worker, (tx) => charging.openFreePeriod(tx, free))
    expect(await db.transaction(worker, (tx) => charging.freePeriodsOf(tx, personId))).toMatchObject([
      { ground: 'reablement' },
    ])
    await decide(db, worker, personId, await assess(db, worker, personId, 160_40), '2026-11-02')
    const diedOn = day('2026-11-20')
    await db.transaction(worker, (tx) => recordDeath(tx, { personId, diedOn, how: 'family' }))
    for (const _ of [1, 2])
      await db.transaction(
        jobWho(),
        (tx) => subscriptions[0]?.handle(tx, { subjectId: personId, onDate: diedOn }) ?? Promise.resolve(),
      )
    expect(await on(db, worker, personId, '2026-11-20')).toMatchObject({ until: '2026-11-20' })
    expect(await on(db, worker, personId, '2026-11-21')).toBeUndefined()
  })

  test('a charge taken over from the system before stands at its old figure, told or not', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const old = { personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'taken over' }
    await db.transaction(jobWho(), (tx) => charging.takeOverContributions(tx, [old]))
    expect(await on(db, worker, personId, '2026-11-03')).toMatchObject({ weekly: 23_15, basis: 'migrated' })
    expect(await db.transaction(worker, (tx) => charging.noticeFor(tx, personId, day('2026-11-03')))).toMatchObject({
      ...{ toldOn: null, weekly: 23_15, upTo: false },
    })
  })

  test('the council’s switches hold from the database, kept in step with its data', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    const value = (percent: number) =>
      switchesOfCouncil([
        {
          key: 'charging.percentOfAvailableIncome',
          from: day('2021-04-01'),
          value: percent,
          citation: 'assumption: made for a test',
        },
        { key: 'charging.chargeUnattended', from: day('2021-04-01'), value: false, citation: 'assumption: not of it' },
      ])
    for (const percent of [97, 97, 90])
      await db.transaction(jobWho(), (tx) => charging.keepPolicySwitches(tx, value(percent)))
    const policy = await db.transaction(worker, (tx) => charging.policyFor(tx, today))
    expect(policy).toEqual({ percentTaken: { value: 90, citation: 'assumption: made for a test' } })
    const assessmentId = await assess(db, worker, personId, 160_40)
    expect(await db.transaction(worker, (tx) => charging.assessmentOf(tx, personId, assessmentId))).toMatchObject({
      weekly: 36_00,
    })
  })

  test('only their own workers, finance and the person see a charge; a broker sees nothing of it', async () => {
    const db = await open()
    const { personId, worker } = await aPerson(db)
    await decide(db, worker, personId, await assess(db, worker, personId, 160_40), '2026-11-02')
    const seen = async (asker: Who) => (await on(db, asker, personId, '2026-11-22')) !== undefined
    expect(await seen(who('finance'))).toBe(true)
    expect(await seen(who('person', { personIds: [personId] }))).toBe(true)
    expect(await seen(who('person'))).toBe(false)
    expect(await seen(who('practitioner', { teamIds: ['22222222-2222-7222-8222-222222222222'] }))).toBe(false)
    expect(await seen(who('broker'))).toBe(false)
    expect(await seen(who('commissioner'))).toBe(false)
  })

  test('work waits where it should: assess, decide, tell', async () => {
    const db = await open()
    const person = await aPerson(db)
    const { personId, worker } = person
    const waiting = async () => (await db.transaction(worker, (tx) => charging.waitingFor(tx))).map(({ act }) => act)
    await anAssessment(db, person, { g: 3, i: 3 })
    expect(await waiting()).toEqual(['Assess'])
    const assessmentId = await assess(db, worker, personId, 160_40)
    expect(await waiting()).toEqual(['Decide'])
    const contributionId = await decide(db, worker, personId, assessmentId, '2026-11-23')
    expect(await waiting()).toEqual(['Tell'])
    await db.transaction(worker, (tx) =>
      charging.recordNotice(tx, { contributionId, toldOn: today, firstDayCharged: day('2026-11-23'), how: 'letter' }),
    )
    expect(await waiting()).toEqual([])
    await decide(db, worker, personId, await assess(db, worker, personId, 150_40), '2026-11-30')
    expect((await db.transaction(worker, charging.waitingFor))[0]?.why).toContain('They know an older sum')
  })
})
