import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { toldWords } from '../told-before-charged.ts'
import { chargeReviews } from './reviews-due.ts'

interface Row {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly on: CalendarDate
}

/** What waits in this step for whoever asks: assessments to make, decide and tell, and figures to check. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  const { role } = tx.who
  if (role === 'administrator') return amountsToCheck(tx)
  if (role !== 'practitioner' && role !== 'team_manager' && role !== 'finance') return []
  const figures = role === 'finance' ? await amountsToCheck(tx) : []
  return [
    ...(role === 'finance' ? await toAnswer(tx) : []),
    ...(await toPutRight(tx)),
    ...(await toSee(tx)),
    ...(await toDecide(tx)),
    ...(await toTell(tx)),
    ...(await toSettle(tx)),
    ...(await toAssess(tx)),
    ...(role === 'finance' ? await toLookAtAgain(tx) : []),
    ...figures,
  ]
}

/** What was told about money and is not worked out yet: something has to be seen, or everything was. */
async function toSee(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row & { missing: number }>(sql`
    select s.id, s.person_id as "personId", p.name, s.for_day as "on",
           cardinality(s.evidence_needed) - (select count(*) from charging.evidence e where e.submission_id = s.id) as missing
      from charging.submission s ${eachPerson(sql`s.person_id`)}
     where p.died_on is null and s.closed is null
     order by s.recorded_at, s.id limit ${mostWaiting}`)
  return rows.map(({ missing, ...row }) => {
    const why = missing === 0 ? 'Everything was seen: work it out' : `${missing} still to be seen`
    return {
      ...waits(row, 'Money told', why),
      href: paths.submission(row.personId, row.id),
      act: missing === 0 ? 'Work out' : 'See',
    }
  })
}

/** Charges that people say are wrong, the first due first; not those whose charge the reader decided. */
async function toAnswer(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row>(sql`
    select d.id, d.person_id as "personId", p.name, d.answer_by as "on" from charging.dispute d ${eachPerson(sql`d.person_id`)}
     where not exists (select from charging.dispute_outcome o where o.dispute_id = d.id) and d.charge_decided_by::text <> ${tx.who.staffId ?? ''}
     order by d.answer_by, d.id limit ${mostWaiting}`)
  return rows.map((row) => ({
    ...waits(row, 'Charge said to be wrong', `Answer by ${longDate(row.on)}; nothing of it is asked for until then`),
    dueOn: row.on,
    href: paths.disputed(row.personId, row.id),
    act: 'Answer',
  }))
}

/** Faults in a week that an answer named and nobody has put right, the longest promised first. */
async function toPutRight(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row & { correction: string }>(sql`
    select o.dispute_id as id, o.person_id as "personId", p.name, o.week_start as "on", o.correction
      from charging.dispute_outcome o ${eachPerson(sql`o.person_id`)}
     where o.outcome = 'week_wrong' and not exists (select from charging.dispute_correction k where k.dispute_id = o.dispute_id)
     order by o.decided_on, o.dispute_id limit ${mostWaiting}`)
  return rows.map(({ correction, ...row }) => ({
    ...waits(
      row,
      'Week to put right',
      `${correction === 'refund' ? 'Give money back for' : 'Correct a mark in'} the week of ${longDate(row.on)}; the person was told so`,
    ),
    href: paths.disputed(row.personId, row.id),
    act: 'Put right',
  }))
}

async function toDecide(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row>(sql`
    select a.id, a.person_id as "personId", p.name, a.for_day as "on"
      from charging.to_decide w join charging.financial_assessment a on a.id = w.id ${eachPerson(sql`a.person_id`)}
     where p.died_on is null
     order by a.recorded_at, a.id limit ${mostWaiting}`)
  return rows.map((row) => ({
    ...waits(row, 'Charge to decide', 'The financial assessment is worked out; somebody has to decide it'),
    href: paths.assessment(row.personId, row.id),
    act: 'Decide',
  }))
}

async function toTell(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row & { knows: boolean }>(sql`
    select c.id, c.person_id as "personId", p.name, c.from_date as "on",
           exists (select from charging.notice n where n.person_id = c.person_id) as knows
      from charging.to_tell w join charging.contribution c on c.id = w.id ${eachPerson(sql`c.person_id`)}
     where p.died_on is null order by c.from_date, c.id limit ${mostWaiting}`)
  return rows.map(({ knows, ...row }) => ({
    ...waits(
      row,
      'Charge to tell',
      knows
        ? 'They know an older sum. A lower one counts already, a higher one not before they are told'
        : 'Nothing can be charged until the person has been told',
    ),
    dueOn: row.on,
    href: paths.tell(row.personId),
    act: 'Tell',
  }))
}

async function toSettle(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row>(sql`
    select c.id, c.person_id as "personId", p.name, c.from_date as "on"
      from charging.to_settle w join charging.contribution c on c.id = w.id ${eachPerson(sql`c.person_id`)}
     where p.died_on is null order by c.from_date, c.id limit ${mostWaiting}`)
  return rows.map((row) => ({
    ...waits(
      row,
      'Assessment to finish',
      `Told “up to” since ${longDate(row.on)}; the financial assessment settles it`,
    ),
    href: paths.assess(row.personId),
    act: 'Assess',
  }))
}

/** People found eligible whose charge nobody has looked at. Finance cannot see needs, so these wait for practitioners. */
async function toAssess(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role === 'finance') return []
  const rows = await tx.query<Row>(sql`
    select distinct on (a.person_id) a.person_id as id, a.person_id as "personId", p.name, a.eligibility_decided_on as "on"
      from charging.to_assess w join needs.published_assessment a on a.assessment_id = w.assessment_id
      ${eachPerson(sql`a.person_id`)}
     where p.died_on is null
     order by a.person_id, a.eligibility_decided_on limit ${mostWaiting}`)
  return rows.map((row) => ({
    ...waits(row, 'Financial assessment', `Eligible since ${longDate(row.on)}`),
    href: paths.assess(row.personId),
    act: 'Assess',
  }))
}

/** How many charges are due to be looked at again, as one line: they come in hundreds each April. */
async function toLookAtAgain(tx: Tx): Promise<Waiting[]> {
  const { reviews, found } = await chargeReviews(tx, { words: '', until: tx.today, page: 1 })
  const [first] = reviews
  if (first === undefined) return []
  const kind = 'Charge to look at again'
  const why = `${found} ${found === 1 ? 'charge is' : 'charges are'} due; the longest since ${longDate(first.dueOn)}`
  return [
    { what: 'What people pay', kind, why, count: found, dueOn: first.dueOn, href: paths.reviews(), act: 'Look again' },
  ]
}

async function amountsToCheck(tx: Tx): Promise<Waiting[]> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*) as count from charging.amount where checked_by is null and not isempty(in_force) and recorded_by::text <> ${tx.who.staffId ?? ''}`)
  if (count === 0) return []
  const why = `${count} ${count === 1 ? 'figure was' : 'figures were'} entered and ${count === 1 ? 'waits' : 'wait'} for a second person`
  return [{ what: 'Amounts set by law', why, href: paths.amounts(), act: 'Check' }]
}

const waits = ({ personId, name }: Row, what: string, why: string) => ({ what, why, personId, personName: name })

/** Where a person stands in this step: told what they pay, being worked out, or not yet. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const now = await tx.maybe<{
    weekly: Pence
    basis: string
    on: CalendarDate
    by: string
    toldOn: CalendarDate | null
    told: boolean
  }>(sql`
    select c.weekly_pence as weekly, c.basis, c.from_date as "on", coalesce(s.name, 'Daywell') as by, n.told_on as "toldOn", n.id is not null as told
      from charging.contribution c left join platform.published_staff s on s.staff_id = c.decided_by
      left join lateral (select id, told_on from charging.notice where contribution_id = c.id order by first_day_charged desc, id limit 1) n on true
     where c.person_id = ${personId} and not isempty(c.in_force) and (upper_inf(c.in_force) or upper(c.in_force) > ${tx.today}::date)
     order by c.from_date limit 1`)
  if (now !== undefined) {
    const sum = toldWords({ weekly: now.weekly, provisional: now.basis === 'provisional' })
    if (now.basis === 'migrated')
      return { state: 'done', words: `Pays ${sum}, taken over from the system before.`, on: now.on, takenOver: true }
    if (!now.told) return { state: 'now', words: `Pays ${sum}, not told yet.`, on: now.on, by: now.by }
    return {
      state: now.basis === 'provisional' ? 'now' : 'done',
      words: `Pays ${sum}.`,
      on: now.toldOn ?? now.on,
      by: now.by,
    }
  }
  const { begun } = await tx.one<{ begun: boolean }>(
    sql`select exists (select from charging.financial_assessment where person_id = ${personId}) as begun`,
  )
  return begun
    ? { state: 'now', words: 'Worked out, not decided yet.' }
    : { state: 'next', words: 'No financial assessment yet.' }
}
