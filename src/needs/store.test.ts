import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { assessedItems, type Level } from './assessed-items.ts'
import * as needs from './store.ts'

const staff = '11111111-1111-7111-8111-111111111111'

/** A person of a team, and a practitioner of that team. */
async function person(db: Db, name: string) {
  const personId = newId()
  const teamId = newId()
  await db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, ${name}, 'Crewe')`)
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) values (${personId}, '1994-03-14', ${staff})`,
    )
    await tx.query(sql`
      insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (${personId}, 'legal', ${name}, 'Ashworth', '1994-03-14', ${staff})`)
    await tx.query(
      sql`insert into people.team_of_person (person_id, team_id, from_date) values (${personId}, ${teamId}, '2020-01-01')`,
    )
  })
  return { personId, worker: who('practitioner', { teamIds: [teamId] }) }
}

const everyLevel = (level: Level) => Object.fromEntries(assessedItems.map((item) => [item, level]))
const blank = '-'.repeat(14)
const refused = (code: string) => expect.objectContaining({ code })
const today = day('2026-11-22')
const done = {
  completedOn: today,
  method: 'face_to_face',
  whatMatters: 'Seeing Dev',
  strengths: 'Cooks with a recipe',
} as const
const findings = {
  fromImpairment: true,
  unable: { g: 'help', i: 'danger' },
  wellbeing: true,
  reason: 'As we agreed.',
} as const

onBothDatabases('needs', (open) => {
  test('a contact is recorded, waits, and is answered once', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const contactId = await db.transaction(worker, (tx) =>
      needs.recordContact(tx, {
        personId,
        receivedOn: day('2026-11-20'),
        route: 'community',
        whatWasAsked: 'Saturdays',
      }),
    )
    const answer = { personId, contactId, closedOn: today, outcome: 'assessment' } as const
    await db.transaction(worker, async (tx) => {
      expect(await needs.contactList(tx, { words: 'ashw', state: 'open', page: 1 })).toMatchObject({ found: 1 })
      expect((await needs.waitingFor(tx)).map((one) => [one.what, one.personName])).toEqual([
        ['Contact', 'Nell Ashworth'],
      ])
      await needs.closeContact(tx, answer)
      expect(await needs.contactList(tx, { words: '', state: 'open', page: 1 })).toMatchObject({ found: 0 })
    })
    await expect(db.transaction(worker, (tx) => needs.closeContact(tx, answer))).rejects.toEqual(
      refused('contact_already_closed'),
    )
    const early = { personId, receivedOn: day('2026-11-23'), route: 'community' } as const
    await expect(db.transaction(worker, (tx) => needs.recordContact(tx, early))).rejects.toEqual(
      refused('contact_in_the_future'),
    )
  })

  test('another team’s worker sees nothing of it', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const other = await person(db, 'Owen')
    await db.transaction(worker, (tx) => needs.recordContact(tx, { personId, receivedOn: today, route: 'prison' }))
    expect(await db.transaction(other.worker, (tx) => needs.contactsOf(tx, personId))).toEqual([])
    expect(await db.transaction(worker, (tx) => needs.contactsOf(tx, personId))).toHaveLength(1)
  })

  test('levels, completion, decision: in that order, each once, and a correction is a new assessment', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const run = <T>(work: Parameters<typeof db.transaction<T>>[1]) => db.transaction(worker, work)
    const start = { personId, kind: 'long_term', startedOn: today } as const
    const assessmentId = await run((tx) => needs.startAssessment(tx, start))
    const ids = { personId, assessmentId }
    await expect(run((tx) => needs.startAssessment(tx, start))).rejects.toEqual(refused('one_open_assessment'))
    await run((tx) => needs.saveLevels(tx, { ...ids, levels: { g: 3 }, seen: blank }))
    const seen = `${'-'.repeat(6)}3${'-'.repeat(7)}`
    await expect(run((tx) => needs.completeAssessment(tx, { ...ids, ...done, seen }))).rejects.toEqual(
      refused('need-not-recorded'),
    )
    await run((tx) => needs.saveLevels(tx, { ...ids, levels: everyLevel(2), seen }))
    await expect(run((tx) => needs.decideEligibility(tx, { ...ids, findings }))).rejects.toEqual(
      refused('assessment_not_completed'),
    )
    await run((tx) => needs.completeAssessment(tx, { ...ids, ...done, seen: '2'.repeat(14) }))
    await expect(
      run((tx) => needs.saveLevels(tx, { ...ids, levels: everyLevel(4), seen: '2'.repeat(14) })),
    ).rejects.toEqual(refused('DW017'))
    expect(await run((tx) => needs.decideEligibility(tx, { ...ids, findings }))).toBe(true)
    await expect(run((tx) => needs.decideEligibility(tx, { ...ids, findings }))).rejects.toEqual(
      refused('one_eligibility_decision'),
    )
    expect(await run((tx) => needs.eligibilityOf(tx, personId, assessmentId))).toMatchObject({
      eligible: true,
      unable: findings.unable,
    })
    expect(await run((tx) => needs.progress(tx, personId))).toMatchObject({ state: 'done', words: 'Eligible needs.' })
    const corrected = await run((tx) => needs.correctAssessment(tx, personId, assessmentId))
    expect(await run((tx) => needs.assessmentById(tx, personId, corrected))).toMatchObject({
      levels: everyLevel(2),
      completedOn: null,
    })
    await expect(run((tx) => needs.correctAssessment(tx, personId, assessmentId))).rejects.toEqual(
      refused('assessment_replaced_once'),
    )
  })

  test('two people saving levels at once: the second is told and nothing is overwritten', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const assessmentId = await db.transaction(worker, (tx) =>
      needs.startAssessment(tx, { personId, kind: 'long_term', startedOn: today }),
    )
    const save = (level: Level) =>
      db.transaction(worker, (tx) =>
        needs.saveLevels(tx, { personId, assessmentId, levels: everyLevel(level), seen: blank }),
      )
    const both = await Promise.allSettled([save(1), save(2)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost?.reason).toEqual(refused('levels_changed_meanwhile'))
    const { levels } = await db.transaction(worker, (tx) => needs.assessmentById(tx, personId, assessmentId))
    expect(new Set(Object.values(levels)).size).toBe(1)
  })

  test('a finding that contradicts the decision cannot be stored, whoever tries', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const contradiction = db.transaction(worker, async (tx) => {
      const assessmentId = await needs.startAssessment(tx, { personId, kind: 'long_term', startedOn: today })
      await needs.saveLevels(tx, { personId, assessmentId, levels: everyLevel(1), seen: blank })
      await needs.completeAssessment(tx, { personId, assessmentId, ...done, seen: '1'.repeat(14) })
      await tx.query(sql`
        insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, eligible_items, from_impairment, wellbeing_impact, ways_unable, decided_by, decided_on, reason)
        values (${assessmentId}, ${personId}, ${today}, true, '{g}', true, true, '{"g":"help"}', ${staff}, ${today}, 'x')`)
    })
    await expect(contradiction).rejects.toEqual(refused('eligible_as_found'))
  })

  test('urgent care is one named decision with a ceiling and a day for the assessment', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const care = {
      weeklyCeilingPence: pence(25000),
      assessBy: day('2026-12-04'),
      untilDate: day('2026-12-18'),
      reason: 'Her mother is in hospital.',
    }
    await db.transaction(worker, (tx) => needs.decideUrgentCare(tx, personId, care))
    const [urgent] = await db.transaction(worker, (tx) => needs.urgentDecisionsOf(tx, personId))
    expect(urgent).toMatchObject({ weeklyCeilingPence: 25000, assessBy: '2026-12-04', decidedOn: '2026-11-22' })
    expect(await db.transaction(worker, (tx) => needs.waitingFor(tx))).toMatchObject([
      { what: 'Urgent care', dueOn: '2026-12-04' },
    ])
    const late = { ...care, untilDate: day('2026-12-03') }
    await expect(db.transaction(worker, (tx) => needs.decideUrgentCare(tx, personId, late))).rejects.toEqual(
      refused('urgent_until_before_assessment'),
    )
  })

  test('reviews are booked, listed by day, late ones counted, and settled once', async () => {
    const db = await open()
    const { personId, worker } = await person(db, 'Nell')
    const reviewDueId = await db.transaction(worker, async (tx) => {
      await needs.bookReview(tx, { personId, kind: 'planned', cause: 'yearly', dueOn: day('2027-03-09') })
      return needs.bookReview(tx, { personId, kind: 'unplanned', cause: 'asked', dueOn: day('2026-11-18') })
    })
    const list = (until?: string) =>
      db.transaction(worker, (tx) =>
        needs.reviewList(tx, { words: '', until: until === undefined ? undefined : day(until), page: 1 }),
      )
    expect(await list()).toMatchObject({
      found: 2,
      late: 1,
      reviews: [{ dueOn: '2026-11-18' }, { dueOn: '2027-03-09' }],
    })
    expect(await list('2026-12-06')).toMatchObject({ found: 1 })
    const settle = () =>
      db.transaction(worker, (tx) => needs.settleReview(tx, { reviewDueId, settledOn: today, settlement: 'held' }))
    await settle()
    await expect(settle()).rejects.toEqual(refused('review_already_settled'))
    expect(await list('2026-11-21')).toMatchObject({ found: 0 })
  })
})
