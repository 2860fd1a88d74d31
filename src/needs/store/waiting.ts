import type { CalendarDate } from '../../core/calendar-date.ts'
import { longDate } from '../../core/calendar-date.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'

interface Row {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly on_date: CalendarDate
  readonly state: string
}

/** What waits for a practitioner or team manager in this step: contacts, assessments, decisions and reviews of their people. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'practitioner' && tx.who.role !== 'team_manager') return []
  const contacts = await tx.query<Row>(sql`
    select c.id, c.person_id, p.name, c.received_on as on_date, c.route as state
      from needs.contact c ${eachPerson(sql`c.person_id`)}
     where c.closed_on is null and p.died_on is null order by c.received_on, c.id limit ${mostWaiting}`)
  const assessments = await tx.query<Row>(sql`
    select a.id, a.person_id, p.name, coalesce(a.completed_on, a.started_on) as on_date,
           case when a.completed_on is not null then 'decide' when (select count(*) from needs.assessed_level l where l.assessment_id = a.id) < 14 then 'levels' else 'finish' end as state
      from needs.open_assessment w join needs.assessment a on a.id = w.id ${eachPerson(sql`a.person_id`)}
     where p.died_on is null
     order by a.started_on, a.id limit ${mostWaiting}`)
  const reviews = await tx.query<Row>(sql`
    select r.id, r.person_id, p.name, r.due_on as on_date, 'due' as state
      from needs.review_due r ${eachPerson(sql`r.person_id`)}
     where r.settled_on is null and p.died_on is null and r.due_on <= ${tx.today}::date + 14 order by r.due_on, r.id limit ${mostWaiting}`)
  const urgent = await tx.query<Row>(sql`
    select u.id, u.person_id, p.name, u.assess_by as on_date, '' as state
      from needs.urgent_decision u ${eachPerson(sql`u.person_id`)}
     where p.died_on is null and not exists (select from needs.assessment a where a.person_id = u.person_id and a.completed_on >= u.decided_on)
     order by u.assess_by, u.id limit ${mostWaiting}`)
  return [
    ...contacts.map((row) =>
      one(
        row,
        'Contact',
        `Asked for support on ${longDate(row.on_date)}`,
        paths.contact(row.person_id, row.id),
        'Answer',
      ),
    ),
    ...urgent.map((row) => ({
      ...one(row, 'Urgent care', 'Care began before the assessment', paths.needs(row.person_id), 'Assess'),
      dueOn: row.on_date,
    })),
    ...assessments.map(assessmentWaits),
    ...reviews.map((row) => ({
      ...one(row, 'Review', `Was booked for ${longDate(row.on_date)}`, paths.needs(row.person_id), 'Open'),
      recordId: row.id,
      dueOn: row.on_date,
    })),
  ]
}

function one(row: Row, what: string, why: string, href: string, act: string): Waiting {
  return { what, personId: row.person_id, personName: row.name, why, href, act }
}

function assessmentWaits(row: Row): Waiting {
  const { person_id: person, id } = row
  if (row.state === 'decide')
    return one(
      row,
      'Eligibility',
      `Assessment completed ${longDate(row.on_date)}`,
      paths.eligibility(person, id),
      'Decide',
    )
  if (row.state === 'finish')
    return one(
      row,
      'Assessment',
      'All levels stand; carer’s part and summary are left',
      paths.assessment(person, id),
      'Finish',
    )
  return one(row, 'Assessment', `Started ${longDate(row.on_date)}; levels are left`, paths.levels(person, id), 'Go on')
}

/** This step on a person's journey bar: from the first contact to the decision on eligibility. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const last = await tx.maybe<{
    eligible: boolean | null
    decided_on: CalendarDate | null
    started_on: CalendarDate
    completed_on: CalendarDate | null
    name: string | null
  }>(sql`
    select e.eligible, e.decided_on, a.started_on, a.completed_on, case when a.provenance <> 'migrated' then s.name end as name
      from needs.assessment a left join needs.eligibility_decision e on e.assessment_id = a.id left join platform.published_staff s on s.staff_id = e.decided_by
     where a.person_id = ${personId} order by a.started_on desc, a.id desc limit 1`)
  if (last?.decided_on) {
    const words = last.eligible ? 'Eligible needs.' : 'No eligible needs.'
    return { state: 'done', words, on: last.decided_on, ...(last.name === null ? {} : { by: last.name }) }
  }
  if (last?.completed_on) return { state: 'now', words: 'Assessed; eligibility to be decided.', on: last.completed_on }
  if (last !== undefined) return { state: 'now', words: 'Assessment under way.', on: last.started_on }
  const contact = await tx.maybe<{ received_on: CalendarDate; closed_on: CalendarDate | null }>(sql`
    select received_on, closed_on from needs.contact where person_id = ${personId} order by received_on desc, id desc limit 1`)
  if (contact === undefined) return { state: 'next', words: 'No contact yet.' }
  const words = contact.closed_on === null ? 'Asked for support; to be answered.' : 'Contact answered.'
  return { state: 'now', words, on: contact.closed_on ?? contact.received_on }
}
