import { addDays, type CalendarDate, day, mondayOf } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'
import { answerAdvocacy } from '../../src/people/store.ts'
import {
  addOutcome,
  addSession,
  decide,
  decideTransport,
  meetOtherwise,
  sendForApproval,
  setLimit,
} from '../../src/planning/store.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Who } from '../../src/platform/who.ts'
import { anAssessment, aPerson, type TestPerson } from './assessed-person.ts'
import { who } from './who.ts'

export interface TestSession {
  readonly sessionId: string
  readonly providerId: string
  readonly lotId: string
  readonly organisationId: string
}

/** A session of a provider with a rate at 1:2, on a Tuesday from 1pm to 4pm unless said otherwise, from the Monday of the test's day. */
export async function aSession(
  db: Db,
  given: {
    name?: string
    weekday?: number
    places?: number
    workers?: number
    pricePence?: number
    inHouse?: boolean
    hoists?: number
    startMinute?: number
    endMinute?: number
  } = {},
): Promise<TestSession> {
  const [organisationId, opportunityId, siteId, sessionId, providerId, lotId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const staff = newId()
  const name = given.name ?? 'Woodwork'
  await db.owner(async (tx) => {
    const from = mondayOf(tx.today)
    await tx.query(sql`insert into directory.organisation (id, name) values (${organisationId}, ${`${name} CIC`})`)
    await tx.query(sql`insert into directory.site (id, organisation_id, name, town, local_area, latitude, longitude, access_features)
      values (${siteId}, ${organisationId}, ${`${name} hall`}, 'Crewe', 'Crewe', 53.1, -2.44, '{step_free}')`)
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name, local_area) values (${opportunityId}, ${organisationId}, ${name}, 'Crewe')`,
    )
    await tx.query(sql`insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${sessionId}, ${opportunityId}, ${siteId}, ${given.weekday ?? 2}, ${from}, ${given.startMinute ?? 780}, ${given.endMinute ?? 960}, ${from})`)
    const amounts = {
      place: given.places ?? 8,
      staff: (given.workers ?? 2) * 5040,
      ...(given.hoists === undefined ? {} : { hoist: given.hoists }),
    }
    for (const [resource, amount] of Object.entries(amounts))
      await tx.query(
        sql`insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (${sessionId}, ${resource}, ${amount}, ${from}, ${staff}, 'roster')`,
      )
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${providerId}, ${organisationId}, ${given.inHouse ?? false}, ${given.inHouse ? 'in_house' : 'framework'})`,
    )
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, ${`Community ${lotId.slice(-6)}`})`)
    await tx.query(sql`insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason)
      values (${providerId}, ${lotId}, '1:2', 'session', ${given.pricePence ?? 48_00}, '2026-04-01', ${staff}, 'schedule 2026')`)
  })
  return { sessionId, providerId, lotId, organisationId }
}

export interface ReadyPerson extends TestPerson {
  readonly outcomeId: string
  readonly manager: Who
  readonly budgetId: string
}

/** A person with eligible needs, an issued budget of £90 a week, an outcome, an answer about advocacy, and a manager with a limit. */
export async function aReadyPerson(
  db: Db,
  { name = 'Nell', limitPence = 10_000_00 }: { name?: string; limitPence?: number } = {},
): Promise<ReadyPerson> {
  const person = await aPerson(db, name)
  const assessmentId = await anAssessment(db, person, { g: 3, i: 3 })
  const budgetId = newId()
  await db.owner(async (tx) => {
    const [staff, checkId] = [newId(), newId()]
    await tx.query(sql`insert into allocation.table_version (version, from_date, content, approved_by, second_approver)
      values ('2026.1', '2026-04-01', '{}', ${staff}, ${newId()}) on conflict do nothing`)
    await tx.query(sql`insert into allocation.indicative_budget (id, assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by)
      values (${budgetId}, ${assessmentId}, ${person.personId}, '2026.1', 9000, 469286, 'h', ${staff})`)
    await tx.query(
      sql`insert into allocation.indicative_line (indicative_budget_id, item, points, weekly_pence) values (${budgetId}, 'g', 30, 4000), (${budgetId}, 'i', 40, 5000)`,
    )
    await tx.query(sql`insert into allocation.sufficiency_check (id, indicative_budget_id, checked_on, priced_week_pence, short_by_pence, data_version, working)
      values (${checkId}, ${budgetId}, ${tx.today}, 4800, 0, 'v1', '{}')`)
    await tx.query(
      sql`insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, issued_by, issued_on) values (${budgetId}, ${person.personId}, ${checkId}, 0, ${staff}, ${tx.today})`,
    )
  })
  const outcomeId = await db.transaction(person.worker, async (tx) => {
    await answerAdvocacy(tx, {
      personId: person.personId,
      owed: false,
      substantialDifficulty: false,
      reason: 'Her sister helps her, as she wishes',
    })
    await meetOtherwise(tx, {
      personId: person.personId,
      careActItem: 'i',
      how: 'community',
      words: 'She goes to the library with her sister',
      agreedOn: tx.today,
    })
    return addOutcome(tx, {
      personId: person.personId,
      words: 'I want to make things with my friends',
      iStatement: 'see-people-i-want',
      careActItem: 'g',
      agreedOn: tx.today,
    })
  })
  const manager = who('team_manager', { teamIds: [person.teamId], accountId: newId() })
  const staffId = manager.staffId ?? ''
  await db.transaction(who('administrator'), (tx) =>
    setLimit(tx, { staffId, yearlyPence: pence(limitPence), from: day('2026-01-01'), reason: 'scheme of delegation' }),
  )
  return { ...person, outcomeId, manager, budgetId }
}

/** The Monday of next week, on the day of the test. */
export const nextMonday = (today: string) => addDays(mondayOf(day(today)), 7)

/** A planned session of this person at this place from next Monday, sent, approved and agreed. */
export async function anAgreedTerm(
  db: Db,
  person: ReadyPerson,
  session: TestSession,
): Promise<{ termId: string; versionId: string; from: CalendarDate }> {
  const drafted = await db.transaction(person.worker, async (tx) => {
    const from = nextMonday(tx.today)
    const { personId, outcomeId } = person
    const { termId } = await addSession(tx, {
      ...{
        personId,
        outcomeId,
        from,
        purpose: 'support',
        sessionId: session.sessionId,
        everyWeeks: 1,
        supportBand: '1:2',
      },
      ...{ characteristics: [], route: 'council_managed', otherPayers: [], reason: 'first plan' },
    })
    await decideTransport(tx, {
      personId,
      termId,
      chosen: 'walk',
      tried: [],
      assessedNeed: false,
      reason: 'It is near',
    })
    return { termId, from, versionId: await sendForApproval(tx, { personId, from, reason: 'first plan' }) }
  })
  for (const about of ['contents', 'cost'] as const)
    await db.transaction(person.manager, (tx) =>
      decide(tx, { versionId: drafted.versionId, about, approved: true, comment: 'A good week' }),
    )
  return drafted
}
