import { assessmentById, assessmentsOf } from '../../needs/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'

/** What a page calls the person. */
export interface Named {
  readonly name: string
  readonly given: string
}

/** The names of a person, as they like to be called. */
export async function namesOf(tx: Tx, personId: string): Promise<Named> {
  const row = await tx.maybe<{ name: string; given: string | null }>(sql`
    select p.name, p.given_name as given from people.published_person p where p.person_id = ${personId}`)
  if (row === undefined) throw new NotFound('person')
  return { name: row.name, given: row.given ?? row.name }
}

/** Whose plan a version is. */
export async function personOfVersion(tx: Tx, versionId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ personId: string }>(
    sql`select v.person_id as "personId" from planning.plan_version v where v.id = ${versionId}`,
  )
  return row?.personId
}

/** The levels of the person's newest completed assessment, by item; empty when there is none. */
export async function newestLevels(tx: Tx, personId: string): Promise<Record<string, number>> {
  const newest = (await assessmentsOf(tx, personId)).find(({ completedOn }) => completedOn !== null)
  if (newest === undefined) return {}
  const { levels } = await assessmentById(tx, personId, newest.assessmentId)
  return Object.fromEntries(Object.entries(levels).map(([item, level]) => [item, Number(level)]))
}

/** What approvers said of a version, the newest first. */
export interface ApprovalSaid {
  readonly about: 'contents' | 'cost'
  readonly approved: boolean
  readonly comment: string
  readonly by: string
  readonly on: string
  readonly number: number
}

/** Every approval of a person's plan, the newest first. */
export async function approvalsOf(tx: Tx, personId: string): Promise<ApprovalSaid[]> {
  return tx.query<ApprovalSaid>(sql`
    select a.about, a.approved, a.comment, coalesce(s.name, 'Daywell') as by, a.decided_on as "on", v.number
      from planning.approval a join planning.plan_version v on v.id = a.plan_version_id left join platform.published_staff s on s.staff_id = a.decided_by
     where v.person_id = ${personId} order by a.decided_at desc, a.id`)
}

/** The names of members of staff, in the order of their ids as given. */
export async function staffNames(tx: Tx, staffIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ staffId: string; name: string }>(sql`
    select s.staff_id as "staffId", s.name from platform.published_staff s where s.staff_id = any (${staffIds}::uuid[]) order by s.name, s.staff_id`)
  return rows.map(({ name }) => name)
}
