import type { CalendarDate } from '../../core/calendar-date.ts'
import type { AssurancePolicyOn } from '../../directory/index.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { type MarketFigures, marketFigures } from '../market-figures.ts'
import { type MarketFilter, marketSupply, supplyCells, unmetInTheYear } from './market.ts'

/** A market position statement as it was published. */
export interface MarketStatement {
  readonly id: string
  readonly number: number
  readonly asOf: CalendarDate
  readonly words: string
  readonly publishedBy: string
  readonly publishedOn: CalendarDate
}

/** What the market looks like today, of one area or kind where asked. */
export async function marketToday(
  tx: Tx,
  filter: MarketFilter,
  assurancePolicyOn: AssurancePolicyOn,
): Promise<MarketFigures> {
  return marketFigures({
    asOf: tx.today,
    ...filter,
    ...(await marketSupply(tx, filter, assurancePolicyOn)),
    cells: await supplyCells(tx),
    unmet: await unmetInTheYear(tx),
  })
}

/** Published statements, the latest first. */
export async function marketStatements(tx: Tx): Promise<MarketStatement[]> {
  return tx.query<MarketStatement>(sql`
    select s.id, s.number, s.as_of as "asOf", s.words, s.published_by_name as "publishedBy", s.published_on as "publishedOn" from strategy.market_statement s
     order by s.as_of desc, s.number desc`)
}

/** A published statement with its figures as they stood on its day. */
export async function marketStatement(
  tx: Tx,
  statementId: string,
): Promise<(MarketStatement & { readonly figures: MarketFigures }) | undefined> {
  return tx.maybe(sql`
    select s.id, s.number, s.as_of as "asOf", s.words, s.published_by_name as "publishedBy", s.published_on as "publishedOn", s.figures from strategy.market_statement s
     where s.id = ${statementId}`)
}

/** Publishes a statement: the figures of the whole borough today, with what the council says of them. It stands as it is. */
export async function publishMarketStatement(
  tx: Tx,
  words: string,
  assurancePolicyOn: AssurancePolicyOn,
): Promise<string> {
  const id = newId()
  const figures = await marketToday(tx, { area: '', kind: '' }, assurancePolicyOn)
  await tx.query(sql`
    insert into strategy.market_statement (id, as_of, words, figures, published_by, published_by_name, published_on)
    values (${id}, ${tx.today}, ${words}, ${JSON.stringify(figures)}::jsonb, ${actor(tx)}, ${tx.who.name}, ${tx.today})`)
  await audit(tx, { action: 'strategy/market-statement-published', subject: 'market_statement', subjectId: id })
  return id
}
