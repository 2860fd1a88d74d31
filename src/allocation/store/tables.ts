import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { type AllocationTable, type AllocationTableInput, allocationTable } from '../allocation-table.ts'
import { type Answers, answersText, canonicalText } from '../answers.ts'

/** A published version of the table, with who approved it and the hash of its content. */
export interface TableVersion {
  readonly version: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly table: AllocationTable
  readonly hash: string
  readonly approvedBy: string
  readonly secondApprover: string
  readonly reason: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** SHA-256 of a table's content, keys in order: the same table has the same hash wherever it is worked out. */
export function tableHash(content: AllocationTableInput | AllocationTable): string {
  return sha256(canonicalText(content))
}

/** SHA-256 of a person's answers, which names nobody and lets anyone see that two budgets rest on the same ones. */
export function answersHash(answers: Answers): string {
  return sha256(answersText(answers))
}

export interface Adoption {
  readonly content: unknown
  readonly approvedBy: string
  readonly secondApprover: string
  readonly reason: string
}

/**
 * Adopts a table: checked whole, approved by two different people, in force from its first day. The version before it
 * ends the day before. Refused when it breaks a law of the formula, when the version name was used, when one person
 * approves twice, or when it would begin before a table that is already adopted.
 */
export async function adoptTable(tx: Tx, { content, approvedBy, secondApprover, reason }: Adoption): Promise<string> {
  const read = allocationTable.safeParse(content)
  if (!read.success)
    throw new Refused('table_not_right', {
      faults: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    })
  const table = read.data
  const late = await tx.query(
    sql`select version from allocation.table_version where from_date >= ${table.from} and not isempty(in_force)`,
  )
  if (late.length > 0) throw new Refused('table_not_the_latest')
  await tx.query(sql`
    update allocation.table_version set ended_on = ${table.from}::date - 1
     where ended_on is null and in_force @> ${table.from}::date`)
  await tx.query(sql`
    insert into allocation.table_version (version, from_date, until_date, content, approved_by, second_approver, reason)
    values (${table.version}, ${table.from}, ${table.until ?? null}, ${JSON.stringify(table)}::jsonb, ${approvedBy}, ${secondApprover}, ${reason})`)
  await audit(tx, {
    action: 'allocation/table-adopted',
    subject: 'table_version',
    detail: { version: table.version, from: table.from, hash: tableHash(table), approvedBy, secondApprover },
  })
  return table.version
}

interface Row extends Omit<TableVersion, 'table' | 'hash'> {
  readonly content: AllocationTableInput
}

const select = sql`
  select t.version, t.from_date as "from", least(t.until_date, t.ended_on) as until, t.content, coalesce(a.name, t.approved_by::text) as "approvedBy",
         coalesce(b.name, t.second_approver::text) as "secondApprover", t.reason
    from allocation.table_version t left join platform.published_staff a on a.staff_id = t.approved_by left join platform.published_staff b on b.staff_id = t.second_approver`

const versionOf = ({ content, ...row }: Row): TableVersion => ({
  ...row,
  table: allocationTable.parse(content),
  hash: tableHash(content),
})

/** The table in force on a day; undefined when the council has adopted none for it. */
export async function tableOn(tx: Tx, on: CalendarDate): Promise<TableVersion | undefined> {
  const row = await tx.maybe<Row>(sql`${select} where t.in_force @> ${on}::date`)
  return row && versionOf(row)
}

/** A table by its version's name. */
export async function tableVersion(tx: Tx, version: string): Promise<TableVersion> {
  const row = await tx.maybe<Row>(sql`${select} where t.version = ${version}`)
  if (row === undefined) throw new NotFound('table version')
  return versionOf(row)
}

/** Every version ever adopted, the newest first: nothing is taken off the page. */
export async function tableVersions(tx: Tx): Promise<TableVersion[]> {
  return (await tx.query<Row>(sql`${select} order by t.from_date desc, t.version`)).map(versionOf)
}
