import { expect, test } from 'vitest'
import { aPerson } from '../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { type CircumstancesSent, circumstances } from './circumstances.ts'
import { evidenceNeeded } from './evidence-needed.ts'
import * as charging from './store.ts'

const refused = (code: string) => expect.objectContaining({ code })
const told = (more: Partial<CircumstancesSent> = {}) =>
  circumstances.parse({
    on: '2026-11-22',
    born: '1994-03-14',
    reachedPensionCreditAge: false,
    household: 'single',
    income: [
      { kind: 'universal_credit', weekly: 160_40 },
      { kind: 'pip_daily_living_standard', weekly: 76_70 },
    ],
    disabilityCosts: [{ words: 'Alarm', weekly: 5_20 }],
    ...more,
  })
const needed = ['cost:1', 'income:pip_daily_living_standard', 'income:universal_credit']

async function sent(db: Db, more: Partial<CircumstancesSent> = {}, partnerConsent = false) {
  const { personId, worker } = await aPerson(db)
  const herself = who('person', { personIds: [personId] })
  const made = await db.transaction(herself, (tx) =>
    charging.submitCircumstances(tx, { personId, facts: told(more), cause: 'first', words: '', partnerConsent }),
  )
  return { personId, worker, herself, made, submissionId: made.ok ? made.value.submissionId : '' }
}
type Sent = Awaited<ReturnType<typeof sent>>
const see = (db: Db, { personId, worker, submissionId }: Sent, item: string, seenOn = '2026-11-22') =>
  db.transaction(worker, (tx) =>
    charging.recordEvidence(tx, { personId, submissionId, item, document: 'letter', seenOn: day(seenOn) }),
  )
const assess = (db: Db, { personId, worker, submissionId }: Sent) =>
  db.transaction(worker, (tx) =>
    charging.assessSubmission(tx, { personId, submissionId, demo: false, reason: 'as sent' }),
  )

const asOwner = (db: Db, statement: ReturnType<typeof sql>) => db.owner((tx) => tx.query(statement))

test('what has to be seen: every payment, cost and finding once, and nothing for what is not there', () => {
  const facts = told({
    incomeTax: 3_00,
    premiums: { carer: true },
    savings: [{ kind: 'savings', amount: 100_00 }],
    housing: [
      { kind: 'rent', weekly: 90_00 },
      { kind: 'rent', weekly: 5_00 },
    ],
  })
  const items = evidenceNeeded(facts).map(({ item }) => item)
  expect(items).toEqual([
    'income:universal_credit',
    'income:pip_daily_living_standard',
    'tax',
    'savings',
    'home:rent',
    'cost:1',
    'premium:carer',
  ])
  expect(evidenceNeeded(told({ income: [], disabilityCosts: [], housing: [{ kind: 'rent', weekly: 0 }] }))).toEqual([])
})

onBothDatabases('what somebody tells about their money', (open) => {
  test('sent by the person, seen, worked out from exactly that, decided by a named officer', async () => {
    const db = await open()
    const all = await sent(db)
    const { personId, worker, submissionId } = all
    const acts = async () => (await db.transaction(worker, (tx) => charging.waitingFor(tx))).map(({ act }) => act)
    expect(await acts()).toEqual(['See'])
    await expect(assess(db, all)).rejects.toEqual(refused('evidence_missing'))
    for (const item of needed.slice(1)) await see(db, all, item)
    await expect(assess(db, all)).rejects.toEqual(refused('evidence_missing'))
    await db.transaction(worker, (tx) =>
      charging.recordEvidence(tx, {
        personId,
        submissionId,
        item: 'cost:1',
        document: 'none',
        acceptedBecause: 'an ordinary cost, seen at the visit',
      }),
    )
    expect(await acts()).toEqual(['Work out'])
    const worked = await assess(db, all)
    expect(await acts()).toEqual(['Decide'])
    expect(worked).toMatchObject({ ok: true, value: { weekly: 160_40 + 76_70 - 5_20 - 120_40 } })
    const [one] = await db.transaction(worker, (tx) => charging.submissionsOf(tx, personId))
    expect(one).toMatchObject({ byPerson: true, cause: 'first', withdrawnOn: null })
    expect(one?.assessmentId).toBe(worked.ok ? worked.value.assessmentId : '')
    expect(one?.evidence.map(({ by }) => by !== null)).toEqual([true, true, true])
    await expect(assess(db, all)).rejects.toEqual(refused('submission_assessed_once'))
    expect(await db.transaction(worker, (tx) => charging.contributionsOf(tx, personId))).toEqual([])
  })
  test('a thing is seen once, by a day that has come, and only what was asked for', async () => {
    const db = await open()
    const all = await sent(db)
    await see(db, all, 'cost:1')
    await expect(see(db, all, 'cost:1')).rejects.toEqual(refused('evidence_pkey'))
    await expect(see(db, all, 'income:universal_credit', '2026-11-23')).rejects.toEqual(refused('seen_in_the_future'))
    await expect(see(db, all, 'savings')).rejects.toMatchObject({ what: 'thing to be seen' })
    const { evidence } = await db.transaction(all.worker, (tx) =>
      charging.submissionOf(tx, all.personId, all.submissionId),
    )
    expect(evidence.filter(({ by }) => by !== null)).toHaveLength(1)
  })
  test('shared money without the partner’s consent is refused and nothing is kept; with it, it is', async () => {
    const db = await open()
    const shared: Partial<CircumstancesSent> = {
      household: 'couple',
      savings: [{ kind: 'savings', amount: 9_000_00, share: 'half' }],
    }
    const { made, personId, worker } = await sent(db, shared)
    expect(made).toMatchObject({ ok: false, refusals: [{ code: 'partner_without_consent' }] })
    expect(await db.transaction(worker, (tx) => charging.submissionsOf(tx, personId))).toEqual([])
    expect((await sent(db, shared, true)).made.ok).toBe(true)
  })
  test('what was taken back is not worked out; what was worked out is not taken back', async () => {
    const db = await open()
    const all = await sent(db, { income: [], disabilityCosts: [] })
    const { personId, submissionId, herself } = all
    const takeBack = () =>
      db.transaction(herself, (tx) => charging.withdrawSubmission(tx, { personId, submissionId, why: 'a slip' }))
    await takeBack()
    await expect(takeBack()).rejects.toEqual(refused('submission_withdrawn'))
    await expect(assess(db, all)).rejects.toEqual(refused('submission_withdrawn'))
    const again = await sent(db, { income: [], disabilityCosts: [] })
    expect(await assess(db, again)).toMatchObject({ ok: true, value: { weekly: 0 } })
    await expect(
      db.transaction(again.herself, (tx) => charging.withdrawSubmission(tx, { ...again, why: 'too late' })),
    ).rejects.toEqual(refused('submission_assessed_once'))
  })
  test('the database itself holds an assessment to what was sent and to what was seen', async () => {
    const db = await open()
    const { personId, worker, submissionId } = await sent(db)
    const insert = (hash: string) =>
      db.transaction(worker, (tx) =>
        tx.query(sql`
          insert into charging.financial_assessment (id, person_id, for_day, household, basis, answers, answers_hash, weekly_pence, rule_version, recorded_by, reason, submission_id)
          values (${newId()}, ${personId}, '2026-11-22', 'single', 'assessed', '{}'::jsonb, ${hash}, 0, 'test', ${newId()}, 'test', ${submissionId})`),
      )
    await expect(insert('other')).rejects.toEqual(refused('evidence_missing'))
    for (const item of needed) await see(db, { personId, worker, submissionId } as Sent, item)
    await expect(insert('other')).rejects.toEqual(refused('assessed_as_sent'))
  })
  test('one is open at a time: what is sent later takes its place, and the old one is kept and counts for nothing', async () => {
    const db = await open()
    const first = await sent(db)
    const { personId, worker, herself } = first
    await see(db, first, 'income:universal_credit')
    const made = await db.transaction(herself, (tx) =>
      charging.submitCircumstances(tx, {
        personId,
        facts: told({ disabilityCosts: [] }),
        cause: 'change',
        words: '',
        partnerConsent: false,
      }),
    )
    expect(made).toMatchObject({ ok: true, value: { replaced: first.submissionId } })
    const [now, before] = await db.transaction(herself, (tx) => charging.submissionsOf(tx, personId))
    expect([now?.replacedAt, before?.replacedAt === null]).toEqual([null, false])
    expect(before?.answers.disabilityCosts).toHaveLength(1)
    const credit = now?.evidence.find(({ item }) => item === 'income:universal_credit')
    expect(credit).toMatchObject({ by: null, seenBefore: 'letter' })
    await expect(see(db, first, 'cost:1')).rejects.toEqual(refused('submission_replaced'))
    await expect(assess(db, first)).rejects.toEqual(refused('submission_replaced'))
    await expect(
      db.transaction(herself, (tx) =>
        charging.withdrawSubmission(tx, { personId, submissionId: first.submissionId, why: 'old' }),
      ),
    ).rejects.toEqual(refused('submission_replaced'))
    expect((await db.transaction(worker, (tx) => charging.waitingFor(tx))).map(({ act }) => act)).toEqual(['See'])
  })
  test('the database lets one stand, however many are sent at once', async () => {
    const db = await open()
    const { personId, worker } = await sent(db)
    const send = () =>
      db.transaction(worker, (tx) =>
        charging.submitCircumstances(tx, {
          personId,
          facts: told(),
          cause: 'change',
          words: '',
          partnerConsent: false,
        }),
      )
    await Promise.allSettled([send(), send(), send()])
    const standing = () =>
      asOwner(
        db,
        sql`select count(*)::int as open from charging.submission where person_id = ${personId} and closed is null`,
      )
    expect(await standing()).toEqual([{ open: 1 }])
    const second = db.owner((tx) =>
      tx.query(sql`
        insert into charging.submission (person_id, for_day, cause, answers, answers_hash, evidence_needed, tells_of_partner, partner_consent, sent_by, sent_by_person)
        values (${personId}, '2026-11-22', 'first', '{}', 'x', '{}', false, false, ${newId()}, false)`),
    )
    await expect(second).rejects.toEqual(refused('one_open_submission'))
  })
  test('another team, another person and a broker see nothing of it, and a person records no evidence', async () => {
    const db = await open()
    const { personId, submissionId, herself } = await sent(db)
    const seen = async (asker: ReturnType<typeof who>) =>
      (await db.transaction(asker, (tx) => charging.submissionsOf(tx, personId))).length
    expect(await seen(herself)).toBe(1)
    expect(await seen(who('finance'))).toBe(1)
    for (const role of ['broker', 'person', 'provider', 'commissioner'] as const) expect(await seen(who(role))).toBe(0)
    expect(await seen(who('practitioner', { teamIds: [newId()] }))).toBe(0)
    const evidence = { personId, submissionId, item: 'cost:1', document: 'my word', seenOn: day('2026-11-22') }
    await expect(db.transaction(herself, (tx) => charging.recordEvidence(tx, evidence))).rejects.toThrow(/not allowed/)
  })
})
