import { type Db, sql, type Tx } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'

const staff = '22222222-2222-7222-8222-222222222222'

/** The ids of a placed person and what stands around them. */
export interface Placed {
  personId: string
  outcomeId: string
  plannedSessionId: string
  termId: string
  budgetLineId: string
  providerId: string
  lotId: string
  sessionId: string
  standingPlaceId: string
  teamId: string
  rateId: string
}

interface Around {
  name: string
  price: number
  personPays: number
  from: string
  until: string
  weekday: number
  /** Somebody who has a place in a session already: this person comes to the same one, at the same price. */
  beside?: Offer
  /** Somebody who is placed already: this is one more session of their week. */
  also?: Pick<Placed, 'personId' | 'teamId'>
}
type Offer = Pick<Placed, 'sessionId' | 'providerId' | 'lotId'> & { rateId: string }

/**
 * Lays, as the owner of the tables, one person with an agreed line of the week and a place: Tuesdays 13:00 to 16:00 at
 * Oak House, 1:2, council-managed, with a rate and pay rules of its lot. Claims are made by hand over the span.
 */
export async function placedPerson(db: Db, given: Partial<Around> = {}): Promise<Placed> {
  const around: Around = {
    name: 'Ann',
    price: 4800,
    personPays: 0,
    from: '2026-04-06',
    until: '2026-10-04',
    weekday: 2,
    ...given,
  }
  return db.owner(async (tx) => {
    const { sessionId, providerId, lotId, rateId } = around.beside ?? (await lay(tx, around))
    const offer = { sessionId, providerId, lotId, rateId }
    const person = await layPerson(tx, around, offer.sessionId)
    const plan = await layPlan(tx, around, { ...offer, ...person })
    return { ...offer, ...person, ...plan }
  })
}

async function lay(tx: Tx, { price, from, weekday }: Around) {
  const [organisationId, siteId, opportunityId, sessionId, providerId, frameworkId, lotId, rateId] = Array.from(
    { length: 8 },
    () => newId(),
  ) as [string, string, string, string, string, string, string, string]
  await tx.query(sql`insert into directory.organisation (id, name) values (${organisationId}, 'Oak House')`)
  await tx.query(
    sql`insert into directory.site (id, organisation_id, name, town) values (${siteId}, ${organisationId}, 'Oak House', 'Crewe')`,
  )
  await tx.query(
    sql`insert into directory.opportunity (id, organisation_id, name) values (${opportunityId}, ${organisationId}, 'Woodwork')`,
  )
  await tx.query(sql`
    insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
    values (${sessionId}, ${opportunityId}, ${siteId}, ${weekday}, date_trunc('week', ${from}::timestamp)::date, 780, 960, ${from})`)
  await tx.query(sql`
    insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason)
    values (${sessionId}, 'place', 8, ${from}, ${staff}, 'rooms'), (${sessionId}, 'staff', 10080, ${from}, ${staff}, 'roster')`)
  await tx.query(
    sql`insert into market.provider (id, organisation_id, in_house) values (${providerId}, ${organisationId}, false)`,
  )
  await tx.query(
    sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${frameworkId}, ${`Framework ${frameworkId}`}, 'light touch', ${from}, ${staff}, 'test')`,
  )
  await tx.query(
    sql`insert into market.lot (id, name, framework_id) values (${lotId}, ${`Community ${lotId}`}, ${frameworkId})`,
  )
  await tx.query(sql`
    insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason)
    values (${rateId}, ${providerId}, ${lotId}, '1:2', 'session', ${price}, ${from}, ${staff}, 'schedule')`)
  await tx.query(sql`
    insert into delivery.pay_rule (lot_id, reason, paid_per_mille, charged, note_needed, from_date)
    values (${lotId}, 'attended', 1000, true, false, ${from}), (${lotId}, 'unwell', 500, false, false, ${from}),
           (${lotId}, 'chose_otherwise', 0, false, false, ${from}), (${lotId}, 'carer_unavailable', 500, false, true, ${from})`)
  return { sessionId, providerId, lotId, rateId }
}

async function layRecord(tx: Tx, name: string) {
  const [personId, teamId] = [newId(), newId()]
  await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, ${`Team ${teamId}`}, 'Crewe')`)
  await tx.query(sql`insert into people.person (id, born_on, recorded_by) values (${personId}, '1990-01-01', ${staff})`)
  await tx.query(sql`
    insert into people.person_name (person_id, given_name, family_name, kind, from_date, recorded_by) values (${personId}, ${name}, 'Example', 'legal', '1990-01-01', ${staff})`)
  await tx.query(
    sql`insert into people.team_of_person (person_id, team_id, from_date, recorded_by) values (${personId}, ${teamId}, '2025-01-01', ${staff})`,
  )
  return { personId, teamId }
}

async function layPerson(tx: Tx, { name, from, until, also }: Around, sessionId: string) {
  const { personId, teamId } = also ?? (await layRecord(tx, name))
  const standingPlaceId = newId()
  await tx.query(sql`
    insert into directory.occurrence (session_id, on_date, start_minute, end_minute)
    select s.id, d::date, s.start_minute, s.end_minute from directory.session s, generate_series(${from}::date, ${until}::date, interval '1 day') d
     where s.id = ${sessionId} and extract(isodow from d) = s.weekday on conflict do nothing`)
  await tx.query(sql`
    insert into directory.stock (occurrence_id, resource, capacity)
    select o.id, c.resource, c.amount from directory.occurrence o join directory.capacity c on c.session_id = o.session_id where o.session_id = ${sessionId} on conflict do nothing`)
  await tx.query(sql`
    insert into directory.standing_place (id, session_id, person_id, support_band, first_monday, from_date, recorded_by)
    values (${standingPlaceId}, ${sessionId}, ${personId}, '1:2', date_trunc('week', ${from}::timestamp)::date, ${from}, ${staff})`)
  await tx.query(sql`
    insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by)
    select id, on_date, start_minute, end_minute, ${personId}, ${standingPlaceId}, 'plan', '1:2', ${staff} from directory.occurrence where session_id = ${sessionId} order by on_date`)
  return { personId, teamId, standingPlaceId }
}

async function layPlan(
  tx: Tx,
  { price, personPays, from, weekday }: Around,
  ids: { personId: string; sessionId: string; providerId: string; rateId: string; standingPlaceId: string },
) {
  const { personId, sessionId, providerId, rateId, standingPlaceId } = ids
  const [outcomeId, plannedSessionId, termId, budgetLineId] = Array.from({ length: 4 }, () => newId()) as [
    string,
    string,
    string,
    string,
  ]
  await tx.query(sql`
    insert into planning.outcome (id, person_id, words, care_act_item, agreed_on) values (${outcomeId}, ${personId}, 'I want to make things with my friends', 'g', '2026-03-16')`)
  await tx.query(
    sql`insert into planning.plan (id, person_id) select ${newId()}, ${personId} where not exists (select from planning.plan where person_id = ${personId})`,
  )
  const { planId } = await tx.one<{ planId: string }>(
    sql`select id as "planId" from planning.plan where person_id = ${personId}`,
  )
  await tx.query(
    sql`insert into planning.planned_session (id, person_id, plan_id, purpose) values (${plannedSessionId}, ${personId}, ${planId}, 'support')`,
  )
  await tx.query(sql`
    insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason, agreed_at)
    values (${termId}, ${plannedSessionId}, ${personId}, ${outcomeId}, ${sessionId}, ${weekday}, date_trunc('week', ${from}::timestamp)::date, 780, 960, '1:2', ${from}, ${staff}, 'first plan', now())`)
  await tx.query(sql`
    insert into planning.budget_line (id, term_id, person_id, component, route, provider_id, in_house, rate_id, per_session_pence, council_share_pence, from_date, recorded_by, reason)
    values (${budgetLineId}, ${termId}, ${personId}, 'support', 'council_managed', ${providerId}, false, ${rateId}, ${price}, ${price - personPays}, ${from}, ${staff}, 'rate')`)
  await tx.query(sql`
    insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence)
    select ${budgetLineId}::uuid, s.payer, s.ground, s.share from (values ('council', 'care_act', ${price - personPays}::bigint), ('person', 'own_choice', ${personPays}::bigint)) as s (payer, ground, share) where s.share > 0`)
  await tx.query(sql`
    insert into brokerage.placement (term_id, person_id, standing_place_id, provider_id, from_date, recorded_by) values (${termId}, ${personId}, ${standingPlaceId}, ${providerId}, ${from}, ${staff})`)
  return { outcomeId, plannedSessionId, termId, budgetLineId }
}

/** Tells the person, as the owner of the tables, what they pay at most each week from a day on. */
export async function toldToPay(
  db: Db,
  personId: string,
  weekly: number,
  { toldOn = '2026-03-20', from = '2026-04-06' } = {},
): Promise<void> {
  await db.owner(async (tx) => {
    const contributionId = newId()
    await tx.query(sql`
      insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, from_date) values (${contributionId}, ${personId}, 'light_touch', ${weekly}, 'test', ${staff}, ${from})`)
    await tx.query(sql`
      insert into charging.notice (contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how) values (${contributionId}, ${personId}, ${toldOn}, ${from}, ${weekly}, ${staff}, 'letter')`)
  })
}
