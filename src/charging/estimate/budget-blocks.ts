import {
  type AllocationTable,
  claimAt,
  type Quote,
  type QuoteLine,
  type SufficiencyClaims,
} from '../../allocation/index.ts'
import { paths as allocationPaths } from '../../allocation/paths.ts'
import { formatMoney, inPence, pence } from '../../core/money.ts'
import { type AssessedItem, itemWords, quarterWords } from '../../needs/index.ts'
import type { Block } from './blocks.ts'

const count = (points: number) => `${points} ${points === 1 ? 'point' : 'points'}`

function needCite(line: QuoteLine): string {
  const { anchors } = itemWords[line.item as AssessedItem]
  const quarters = line.quarters ?? 0
  const carer =
    quarters === 0
      ? ''
      : ` Family or a friend does ${quarterWords[quarters]} of it, so ${count(line.counted)} ${line.counted === 1 ? 'counts' : 'count'}.`
  const more = line.oneLevelMorePence ?? 0
  const next = more === 0 ? '' : ` One level more here would add ${inPence(more)}.`
  return `You said: ${anchors[line.level ?? 0]} ${count(line.points)}.${carer}${next}`
}

function lineRow(line: QuoteLine, table: AllocationTable) {
  const amount = inPence(line.weeklyPence)
  const by = `Table ${table.version}`
  if (line.kind === 'base')
    return { label: 'Everyone starts with', cite: `${count(line.points)}. ${by}, base.`, amount }
  if (line.kind === 'need')
    return { label: itemWords[line.item as AssessedItem].name, cite: `${needCite(line)} ${by}, points.`, amount }
  const addOn = table.addOns.find(({ code }) => code === line.item)
  const each = addOn === undefined ? '' : `${line.units} × ${inPence(addOn.perUnitPence)} for each ${addOn.unit}. `
  return { label: addOn?.words ?? line.item, cite: `${each}${by}, add-ons.`, amount }
}

const sourceOf = (basis: AllocationTable['base']['basis']) =>
  ('source' in basis ? basis.source : `Assumption: ${basis.assumption}`).replace(/\.?$/, '.')

/** Where points and pounds come from; one source of both is named once. */
function sourceWords({ points, curve }: AllocationTable): string {
  const [ofPoints, ofCurve] = [sourceOf(points.basis), sourceOf(curve.basis)]
  return ofPoints === ofCurve
    ? `Points, and points to pounds: ${ofPoints}`
    : `Points: ${ofPoints} Points to pounds: ${ofCurve}`
}

/** How often budgets with as many counted points were enough, as far as anyone knows; made-up plans are named before any number. */
function claimWords(counted: number, claims: SufficiencyClaims | null): string {
  const claim = claims === null ? undefined : claimAt(claims, counted)
  if (claim === undefined)
    return 'We do not know yet how often this table is enough for people with needs like yours, so we claim nothing.'
  const made = claim.madeUp
    ? 'This borough and its plans are made up, so the next number says nothing about real people. '
    : ''
  return `${made}Budgets like this were enough for ${claim.inHundred} in 100 people with needs like yours. We saw this in ${claim.plans} agreed plans that had no part in making the table.`
}

/** Every line of the likely budget, where the figures come from, and whether it is enough as far as anyone knows. */
export function budgetBlocks(budget: Quote, table: AllocationTable, claims: SufficiencyClaims | null): Block[] {
  const shown = budget.lines.filter((line) =>
    line.kind === 'base' ? line.points > 0 : line.kind !== 'need' || (line.level ?? 0) > 0,
  )
  const about = formatMoney(pence(Math.round(budget.weeklyPence / 100) * 100))
  const withoutHelp = budget.withoutCarerPence - budget.weeklyPence
  return [
    { is: 'heading', text: 'Would it be enough?', id: 'enough' },
    {
      is: 'text',
      text: `${claimWords(budget.counted, claims)} Before a budget is given to anyone, it is held against places near them that have room. If it is not enough, you can get more.`,
    },
    { is: 'heading', text: `How we got to ${about}`, id: 'budget' },
    {
      is: 'working',
      table: {
        caption: 'How the likely budget is worked out',
        head: ['What you told us', 'Each week'],
        lines: [
          ...shown.map((line) => lineRow(line, table)),
          { label: 'Likely budget', cite: '', amount: inPence(budget.weeklyPence), total: true },
        ],
      },
    },
    {
      is: 'text',
      text: `Your answers come to ${count(budget.counted)}. The table turns ${count(budget.counted)} into ${inPence(budget.fromPointsPence)} a week. Each line’s pounds are its share of the points.`,
    },
    ...(budget.aboveTheLine
      ? [
          {
            is: 'note',
            text: 'Your answers come to more points than the table goes up to. A person should check this by hand.',
          } as const,
        ]
      : []),
    ...(withoutHelp > 0
      ? [
          {
            is: 'text',
            text: `If family and friends did nothing, it would be ${inPence(budget.withoutCarerPence)} a week. They do not have to help.`,
          } as const,
        ]
      : []),
    {
      is: 'text',
      text: `Where the figures come from. ${sourceWords(table)}`,
    },
    {
      is: 'link',
      text: 'Your age, sex, family’s origin, diagnosis and income cannot change this sum.',
      href: allocationPaths.version(table.version),
      act: 'See the whole table and work it out yourself',
    },
  ]
}
