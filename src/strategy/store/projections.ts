import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import type { PopulationRow, RateRow } from '../needs-analysis/needs-of.ts'
import type { ProjectionKind, ProjectionRows } from '../needs-analysis/projection-file.ts'

/** A file of the council's own projections that stands. */
export interface ProjectionFile {
  readonly id: string
  readonly kind: ProjectionKind
  readonly fileName: string
  readonly rows: number
  readonly loadedBy: string
  readonly loadedOn: CalendarDate
}

export interface LoadedProjection {
  readonly fileId: string
  /** False where the very same numbers stand already: then nothing was changed. */
  readonly added: boolean
  readonly rows: number
}

const hashOf = ({ rows }: ProjectionRows) => {
  const sorted = rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort()
  return createHash('sha256').update(sorted.join('\n')).digest('hex')
}

/** The files that stand: at most one of each kind. */
export async function projectionFiles(tx: Tx): Promise<ProjectionFile[]> {
  return tx.query<ProjectionFile>(sql`
    select f.id, f.kind, f.file_name as "fileName", f.rows, f.loaded_by_name as "loadedBy", f.loaded_on as "loadedOn" from strategy.projection_file f
     where f.ended_on is null order by f.kind`)
}

/** Ends a file, with a reason: what the papers and public sources print stands again in its place. */
export async function endProjection(tx: Tx, fileId: string, reason: string): Promise<void> {
  const ended = await tx.query(sql`
    update strategy.projection_file set ended_on = ${tx.today}, ended_by = ${tx.who.staffId}, ended_by_name = ${tx.who.name}, end_reason = ${reason}
     where id = ${fileId} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('projection_not_in_force')
  await audit(tx, {
    action: 'strategy/projection-ended',
    subject: 'projection_file',
    subjectId: fileId,
    detail: { reason },
  })
}

/** Takes a whole file in: it stands in the place of the one before. The same numbers again change nothing. */
export async function loadProjection(tx: Tx, file: ProjectionRows, fileName: string): Promise<LoadedProjection> {
  const hash = hashOf(file)
  const standing = await tx.maybe<{ id: string; content_hash: string }>(sql`
    select f.id, f.content_hash from strategy.projection_file f where f.kind = ${file.kind} and f.ended_on is null`)
  const rows = file.rows.length
  if (standing?.content_hash === hash) return { fileId: standing.id, added: false, rows }
  if (standing !== undefined) await endProjection(tx, standing.id, `${fileName} took its place`)
  const fileId = newId()
  await tx.query(sql`
    insert into strategy.projection_file (id, kind, file_name, content_hash, rows, loaded_by, loaded_by_name, loaded_on)
    values (${fileId}, ${file.kind}, ${fileName}, ${hash}, ${rows}, ${tx.who.staffId}, ${tx.who.name}, ${tx.today})`)
  await insertRows(tx, fileId, file)
  await audit(tx, {
    action: 'strategy/projection-loaded',
    subject: 'projection_file',
    subjectId: fileId,
    detail: { kind: file.kind, rows, fileName },
  })
  return { fileId, added: true, rows }
}

async function insertRows(tx: Tx, fileId: string, file: ProjectionRows): Promise<void> {
  if (file.kind === 'population')
    await tx.query(sql`
      insert into strategy.population_projection (file_id, area, sex, age_from, age_to, year, people, source, source_date, evidence)
      select ${fileId}, r.area, r.sex, r.age_from, r.age_to, r.year, r.people, r.source, r.source_date, r.evidence
        from jsonb_to_recordset(${JSON.stringify(file.rows.map(columnsOf))}::jsonb) as r (area text, sex text, age_from smallint, age_to smallint, year smallint, people integer, source text, source_date text, evidence text)`)
  else
    await tx.query(sql`
      insert into strategy.prevalence_rate (file_id, cohort, measure, sex, age_from, age_to, rate, source, source_date, evidence)
      select ${fileId}, r.cohort, r.measure, r.sex, r.age_from, r.age_to, r.rate, r.source, r.source_date, r.evidence
        from jsonb_to_recordset(${JSON.stringify(file.rows.map(columnsOf))}::jsonb) as r (cohort text, measure text, sex text, age_from smallint, age_to smallint, rate double precision, source text, source_date text, evidence text)`)
}

const columnsOf = ({ from, to, sourceDate, ...row }: PopulationRow | RateRow) => ({
  ...row,
  age_from: from,
  age_to: to,
  source_date: sourceDate,
})

/** The population of the file that stands; none where none was loaded. */
export async function ownPopulation(tx: Tx): Promise<PopulationRow[]> {
  return tx.query<PopulationRow>(sql`
    select p.area, p.sex, p.age_from as "from", p.age_to as "to", p.year, p.people, p.source, p.source_date as "sourceDate", p.evidence
      from strategy.population_projection p join strategy.projection_file f on f.id = p.file_id where f.ended_on is null
     order by p.area, p.year, p.sex, p.age_from`)
}

/** The shares of the file that stands; none where none was loaded. */
export async function ownRates(tx: Tx): Promise<RateRow[]> {
  return tx.query<RateRow>(sql`
    select p.cohort, p.measure, p.sex, p.age_from as "from", p.age_to as "to", p.rate, p.source, p.source_date as "sourceDate", p.evidence
      from strategy.prevalence_rate p join strategy.projection_file f on f.id = p.file_id where f.ended_on is null
     order by p.cohort, p.measure, p.sex, p.age_from`)
}
