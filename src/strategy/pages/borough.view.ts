import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { inPence, type Pence } from '../../core/money.ts'
import { type Beside, boroughTable, countWords, publishedWords, shareOf, type TableName } from '../borough-tables.ts'
import { isPart } from '../coarse-facts.ts'
import { countedAtWords } from '../counted-at.ts'
import type { KeyFacts } from '../key-facts.ts'
import { type NotKnown, notKnownErrors } from '../not-known.ts'
import { mattersMost, papersChecked, verdictCounts } from '../papers/checked-papers.ts'
import { checkCells, checkHead } from '../papers/pages/papers.view.ts'
import { paths } from '../paths.ts'
import { wideTable } from '../wide-table.ts'
import { type SpanAsked, yearWords } from '../year-asked.ts'
import { chartsOf } from './fact-cards.ts'
import { millions } from './fact-charts.ts'

export interface BoroughAsked {
  readonly area?: string | undefined
  readonly reason?: string | undefined
  readonly year?: number | undefined
}

export interface BoroughGiven {
  readonly facts: KeyFacts
  readonly beside: Beside
  readonly areas: readonly string[]
  readonly reasons: readonly string[]
  readonly years: readonly number[]
  readonly span: SpanAsked
  /** The day on which people were counted, and "09:12" where that was not just now. */
  readonly onDay: CalendarDate
  readonly countedAt: Date | null
  /** Nothing was spent in the first four weeks of the year: its records begin later. */
  readonly late: boolean
  readonly asked: BoroughAsked
  /** What block contracts cost in these days for places that no date took up; it is of the whole borough. */
  readonly blockLeft: Pence
  /** What was asked for and nobody knows. */
  readonly faults?: readonly NotKnown[]
}

/** What was asked for, as the end of an address. */
function queryOf(asked: BoroughAsked): string {
  const said = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`
}

/** The borough's key facts as charts, each with its finding and its table, beside what the papers print. */
export function boroughView(given: BoroughGiven) {
  const { facts, beside, areas, reasons, years, asked } = given
  const option = (value: string, text: string, now: string | undefined) => ({
    value,
    text,
    selected: value === (now ?? ''),
  })
  const query = queryOf(asked)
  const errors = notKnownErrors(given.faults ?? [])
  return {
    errors,
    lede: lede(given),
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    reasons: [option('', 'All', asked.reason), ...reasons.map((reason) => option(reason, reason, asked.reason))],
    years: [
      option('', '52 weeks to today', given.span.year === null ? '' : String(given.span.year)),
      ...years.map((year) => option(String(year), yearWords(year), String(given.span.year))),
    ],
    nobody: errors.length === 0 && facts.people === 0,
    rounded: isPart(asked),
    hides:
      [facts.kinds, facts.areas, facts.ages, facts.reasons, facts.areaReasons, facts.ethnicity].some((table) =>
        [...table.shown.flat(), ...table.totals].includes('hidden'),
      ) || [...facts.spendByReason, ...facts.spendByGroup].some(({ amounts }) => amounts.includes('hidden')),
    counts: counts(facts, beside),
    charts: chartsOf(facts, beside, (name) => paths.spreadsheet(name) + query),
    csv: paths.boroughSpreadsheet() + query,
    pdf: paths.boroughLetter() + query,
    late: given.late && facts.people !== 0,
    papers: papersView(),
    more: moreTables(given, query),
  }
}

function lede({ span, countedAt, beside, asked, onDay, blockLeft }: BoroughGiven): string {
  const spend =
    span.year === null
      ? 'Spend is what was delivered in the 52 weeks before'
      : `Spend is what was delivered in the financial year${span.soFar ? ' so far' : ''}, from ${longDate(span.firstDay)}`
  const printed =
    beside.published('people') === undefined
      ? ''
      : ' Published values are from the council’s papers, each with its paragraph.'
  const part = isPart(asked) ? ' What the papers print is of the whole borough, and is not shown for a part.' : ''
  const block =
    blockLeft === 0
      ? ''
      : ` Not in it: ${inPence(blockLeft)} that block contracts cost in these days for places that no date took up.`
  return `Day opportunities for adults, from the records on ${longDate(onDay)}.${countedAtWords(countedAt)} ${spend}, without transport and meals.${block}${printed}${part}`
}

function counts(facts: KeyFacts, { published }: Beside) {
  const { people, spend } = facts
  const known = people !== 'hidden' && people !== 0 && spend !== 'hidden'
  const each = known ? `£${Math.round(spend / 100 / people).toLocaleString('en-GB')}` : '–'
  const note = (fact: string, otherwise: string) => {
    const found = published(fact)
    if (found === undefined) return otherwise
    const words = found.unit === 'pounds' ? millions(found.value * 100) : publishedWords(found)
    return `Published ${words} (${found.where})`
  }
  const share = shareOf(facts.reasons.totals[facts.reasons.rows.indexOf('Learning disability')], people)
  const apart = verdictCounts(papersChecked()).filter(
    ({ verdict }) => verdict === 'contradicts' || verdict === 'two dates',
  )
  return [
    { number: countWords(people), text: 'People', note: note('people', 'With a paid day opportunity') },
    { number: countWords(facts.uses), text: 'Uses', note: note('uses', 'Who uses both kinds counts twice') },
    {
      number: spend === 'hidden' ? 'c' : millions(spend),
      text: 'Spend',
      note: note('spend', 'Without transport and meals'),
    },
    { number: each, text: 'For each person', note: 'Spend by people of the day' },
    {
      number: share === 'hidden' ? 'c' : `${Math.round(share)}%`,
      text: 'Learning disability',
      note: note('learningDisability', 'Of people'),
    },
    {
      number: String(apart.reduce((all, { checks }) => all + checks, 0)),
      text: 'Contradictions',
      note: `or two dates, in ${papersChecked().length} checks of the papers`,
      href: paths.papers(),
      tone: 'warn',
    },
  ]
}

/** What has a table and no chart: areas by reason, and what the records cannot tell. */
function moreTables({ facts, beside }: BoroughGiven, query: string) {
  const one = (name: TableName, title: string, note: string) => {
    const { head, rows } = boroughTable(facts, name, beside)
    return {
      title,
      note,
      table: {
        caption: title,
        captionHidden: true,
        ...wideTable(head),
        head: head.map((text, at) => ({ text, numeric: at > 0 && text !== 'Where' })),
        rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
      },
      csv: paths.spreadsheet(name) + query,
    }
  }
  const printed = beside.published('socialCare') !== undefined
  return [
    one('area-reasons', 'People by home area and main reason for support', 'Figure 8 of the strategy.'),
    ...(printed
      ? [
          one(
            'social-care',
            'Adult social care as a whole',
            'Figures 2 and 3 of the strategy. Daywell holds people who use or ask for day opportunities, so it cannot count everybody who is open to adult social care.',
          ),
        ]
      : []),
  ]
}

/** The differences in the papers on which most depends, and how many checks came out how. */
function papersView() {
  const checked = papersChecked()
  const many = (verdict: string) => verdictCounts(checked).find((one) => one.verdict === verdict)?.checks ?? 0
  return {
    href: paths.papers(),
    figures: paths.printedFigures(),
    sum: `${checked.length} figures that follow from others, worked out again: ${many('agrees')} agree, ${many('rounding')} differ by rounding, ${many('contradicts')} contradict, ${many('two dates')} need two dates, ${many('derived') + many('noted')} are derived or noted. Both sides are shown; none is chosen in silence.`,
    table: {
      caption: 'Differences that matter most',
      stacked: true,
      head: checkHead,
      rows: mattersMost.flatMap((id) => checked.filter((one) => one.id === id)).map((one) => checkCells(one)),
    },
  }
}
