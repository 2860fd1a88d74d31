import { type Beside, shareOf } from '../borough-tables.ts'
import type { CountTable, KeyFacts } from '../key-facts.ts'

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))

/** What each chart shows, as a sentence; where a number is hidden, what it is about. */
export function kindsFinding({ kinds, people }: KeyFacts): string {
  const both = kinds.shown[0]?.[1]
  if (both === undefined || both === 'hidden' || people === 'hidden' || people === 0)
    return 'People use the council’s own services, outside ones, or both'
  return both === 0
    ? 'Nobody uses both kinds of service'
    : `${both.toLocaleString('en-GB')} of ${people.toLocaleString('en-GB')} people use both kinds of service`
}

/** The largest group of a table in a sentence, or `otherwise` where nothing can be told. */
export function largest(table: CountTable, verb: string, otherwise: string): string {
  const shown = table.shown[0] ?? []
  const most = Math.max(0, ...shown.map((count) => (count === 'hidden' ? 0 : count)))
  const total = table.totals[0]
  if (most === 0 || total === undefined || total === 'hidden') return otherwise
  if (most === total) return `All people counted here ${verb} ${table.columns[shown.indexOf(most)]}`
  return `${percent(most, total)}% of people ${verb} ${table.columns[shown.indexOf(most)]}`
}

/** The area with most people for its size, where it is known who lives there. */
export function areasFinding({ areas }: KeyFacts, { residents }: Beside): string {
  const rates = areas.columns.flatMap((name, at) => {
    const count = areas.shown[0]?.[at] ?? 0
    const live = residents?.byArea.get(name) ?? 0
    return count === 'hidden' || live === 0 ? [] : [{ name, rate: count / live }]
  })
  const sorted = [...rates].sort((one, other) => other.rate - one.rate)
  const [first, second] = sorted
  if (first === undefined || second === undefined || second.rate === 0)
    return largest(areas, 'live in', 'People by home area')
  const times = first.rate / second.rate
  return times >= 1.5
    ? `${first.name} has ${times.toLocaleString('en-GB', { maximumFractionDigits: 1 })} times as many people for its size as any other area`
    : `${first.name} has most people for its size`
}

/** What the chart of reasons shows, as a sentence. */
export function reasonFinding({ reasons, people }: KeyFacts): string {
  const total = reasons.totals[0]
  if (total === undefined || total === 'hidden' || people === 'hidden' || people === 0)
    return 'People by main reason for support'
  if (total === people) return `${reasons.rows[0]} is the reason of everybody counted here`
  return `${reasons.rows[0]} is the reason of ${percent(total, people)}% of people`
}

/** What the chart of spend shows, as a sentence. */
export function moneyFinding({ spend, ownSpend }: KeyFacts): string {
  if (spend === 0 || spend === 'hidden' || ownSpend === 'hidden') return 'What was spent'
  if (ownSpend === spend) return 'The council’s own services take all of the spend'
  return `The council’s own services take ${percent(ownSpend, spend)}% of the spend`
}

/** What the chart of spend by group shows, as a sentence. */
export function groupsFinding({ spendByGroup, spend }: KeyFacts): string {
  const [first] = [...spendByGroup].sort((one, other) => amountOf(other.amounts[0]) - amountOf(one.amounts[0]))
  if (first === undefined || spend === 0 || spend === 'hidden' || first.amounts[0] === 'hidden')
    return 'What was spent, by group'
  if (amountOf(first.amounts[0]) === spend) return `All of the spend counted here goes to ${first.name.toLowerCase()}`
  return `${percent(amountOf(first.amounts[0]), spend)} of 100 pounds go to ${first.name.toLowerCase()}`
}
const amountOf = (amount: number | 'hidden' | undefined) => (amount === undefined || amount === 'hidden' ? 0 : amount)

/** What the chart of ethnic groups shows, as a sentence. */
export function ethnicFinding({ ethnicity }: KeyFacts): string {
  const share = shareOf(ethnicity.shown[0]?.[1], ethnicity.totals[0])
  return share === 'hidden'
    ? 'People by ethnic group'
    : `${share.toLocaleString('en-GB', { maximumFractionDigits: 1 })}% of people are of other than white ethnic groups`
}
