import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import { tableVersions } from './tables.ts'

interface Settling {
  readonly id: string
  readonly version: string
  readonly from: CalendarDate
  readonly approvals: number
  /** True when whoever asks has approved it. */
  readonly mine: boolean
}

/** Calibrated tables that can still come in and wait for this person to approve, or for a commissioner to adopt. */
async function tablesToSettle(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Settling>(sql`
    select c.id, c.version, c.from_date as "from", count(p.approved_by)::integer as approvals, coalesce(bool_or(p.approved_by = ${actor(tx)}), false) as mine
      from allocation.calibration c join allocation.calibration_result r on r.calibration_id = c.id and r.adoptable
      left join allocation.calibration_approval p on p.calibration_id = c.id
     where not exists (select from allocation.calibration_adoption a where a.calibration_id = c.id)
       and not exists (select from allocation.table_version t where t.version = c.version or t.from_date >= c.from_date)
     group by c.id order by c.from_date, c.id limit ${mostWaiting}`)
  const mine = rows.filter((row) => (row.approvals < 2 ? !row.mine : tx.who.role === 'commissioner'))
  return mine.map(({ id, version, approvals, from }) => ({
    what: approvals < 2 ? 'Table to approve' : 'Table to adopt',
    why: `Table ${version}, to count from ${longDate(from)}. ${['Nobody has', 'One person has', 'Two people have'][Math.min(2, approvals)]} approved it`,
    href: paths.calibration(id),
    act: approvals < 2 ? 'Read' : 'Adopt',
  }))
}

/** How many people of a manager's teams are on another table than the newest and have no review at which that may change: one line. */
async function reviewsToBook(tx: Tx): Promise<Waiting[]> {
  const [newest] = await tableVersions(tx)
  if (newest === undefined) return []
  const { people } = await tx.one<{ people: number }>(sql`
    select count(*)::integer as people
      from allocation.told_under t ${eachPerson(sql`t.person_id`)}
     where t.table_version <> ${newest.version} and p.died_on is null
       and not exists (select from needs.published_review_due r where r.person_id = t.person_id and r.settled_on is null)`)
  if (people === 0) return []
  return [
    {
      what: 'Reviews to book',
      why: `${people.toLocaleString('en-GB')} ${people === 1 ? 'person has' : 'people have'} no review at which table ${newest.version} can come in`,
      href: paths.peopleDue(),
      act: 'Book',
    },
  ]
}

/** What a new table asks of those who look after it: one short line each. */
export async function tablesWaitingFor(tx: Tx): Promise<Waiting[]> {
  const { role } = tx.who
  if (role !== 'team_manager' && role !== 'finance' && role !== 'commissioner') return []
  return [...(await tablesToSettle(tx)), ...(role === 'team_manager' ? await reviewsToBook(tx) : [])]
}
