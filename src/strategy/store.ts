import { sql, type Tx } from '../platform/db.ts'

export * from './store/coverage.ts'
export * from './store/coverage-call.ts'
export * from './store/market.ts'
export * from './store/statements.ts'

/** So many people of one kind, counted today; nobody is named. */
export interface PeopleCell {
  readonly support_reason: string | null
  readonly local_area: string
  readonly age_group: '18 to 64' | '65 and over'
  readonly age_band: string
  readonly in_house: boolean
  readonly outside: boolean
  readonly people: number
}

/** What was owed for one kind of people in the last 52 weeks. */
export interface SpendCell {
  readonly support_reason: string | null
  readonly local_area: string
  readonly age_group: '18 to 64' | '65 and over'
  readonly in_house: boolean
  readonly pence: number
  readonly people: number
}

export interface BoroughFilter {
  readonly area?: string | undefined
  readonly reason?: string | undefined
}

/** The borough's people and spend in cells, of one area or support reason where asked. */
export async function boroughCells(
  tx: Tx,
  { area, reason }: BoroughFilter,
): Promise<{ people: PeopleCell[]; spend: SpendCell[] }> {
  const wanted = sql`(${area ?? null}::text is null or local_area = ${area ?? null}) and (${reason ?? null}::text is null or support_reason = ${reason ?? null})`
  const people = await tx.query<PeopleCell>(sql`
    select support_reason, local_area, age_group, age_band, in_house, outside, people from strategy.borough_people
     where ${wanted} order by support_reason, local_area, age_band, in_house, outside`)
  const spend = await tx.query<SpendCell>(sql`
    select support_reason, local_area, age_group, in_house, pence, people from strategy.borough_spend
     where ${wanted} order by support_reason, local_area, age_group, in_house`)
  return { people, spend }
}
