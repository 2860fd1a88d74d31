import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { type Beside, boroughTable, countWords, publishedWords, type TableName, tableNames } from '../borough-tables.ts'
import type { KeyFacts } from '../key-facts.ts'
import { chartsOf } from '../pages/fact-cards.ts'
import { areasFinding, groupsFinding } from '../pages/fact-findings.ts'
import { shortNameOf } from '../papers/papers.ts'
import { figuresByName } from '../papers/printed-figures.ts'
import { paths } from '../paths.ts'
import type { TextTable } from '../text-table.ts'
import { sectionTitles } from './draft.ts'
import { paperSource } from './paper-source.ts'
import type { ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'

export interface FactsGiven {
  readonly facts: KeyFacts
  readonly beside: Beside
  readonly firstDay: CalendarDate
  readonly onDay: CalendarDate
}

/** Each key fact as somebody chooses it. */
export const factTitles: Readonly<Record<TableName, string>> = {
  kinds: 'People by kind of service',
  money: 'What is spent on own and outside services',
  areas: 'People by home area',
  'area-reasons': 'People by home area and main reason for support',
  reasons: 'People by main reason for support and age',
  ages: 'People by age',
  ethnicity: 'People by ethnic group',
  groups: 'What is spent on each group of people',
  spend: 'What is spent on each main reason for support',
  'social-care': 'Adult social care as a whole',
  doubling: 'The doubling that the strategy forecasts',
}

const records = 'records'
const pounds = (pence: number) => `£${Math.round(pence / 100).toLocaleString('en-GB')}`

/** The places in the papers that a table names. */
function placesIn({ head, rows }: TextTable): string[] {
  const at = head.indexOf('Where')
  return at < 0 ? [] : [...new Set(rows.map((row) => row[at] ?? '–'))].filter((place) => place !== '–')
}

function partOf(given: FactsGiven, name: TableName): { part: ReportPart; places: readonly string[] } {
  const card = chartsOf(given.facts, given.beside, () => '').find(({ id }) => id === name)
  const table = boroughTable(given.facts, name, given.beside)
  const forecast = name === 'doubling' && given.beside.doubling !== null
  const places = [...placesIn(table), ...(forecast ? [doublingPlace] : [])]
  const residents = name === 'areas' && given.beside.residents !== null ? ['residents'] : []
  const own = name === 'social-care' ? [] : [records]
  return {
    places,
    part: {
      title: card?.finding ?? factTitles[name],
      drawing: card?.drawing ?? null,
      key: card?.key ?? [],
      table: {
        id: `facts-${name}`,
        caption: factTitles[name],
        ...table,
        note: card?.note ?? '',
        sources: [...own, ...residents, ...places.map((place) => `paper ${place}`)],
      },
    },
  }
}

/** Where the strategy prints its forecast. */
const doublingPlace = `${shortNameOf('ce22.fc.total2030')}, ${figuresByName.get('ce22.fc.total2030')?.paragraph ?? ''}`

/** What the papers print of one or more facts, as a sentence with its sources; nothing where they print none. */
function printedOf({ beside }: FactsGiven, facts: readonly string[]): ReportLine {
  const found = facts.flatMap((fact) => beside.published(fact) ?? [])
  const said = found.map((one) => `${publishedWords(one)} (${one.where})`).join(' and ')
  return {
    text: found.length === 0 ? '' : ` The papers print ${said}.`,
    sources: [records, ...new Set(found.map(({ where }) => `paper ${where}`))],
  }
}

/** What the records say in a sentence each, beside what is printed of the same. */
function linesOf(given: FactsGiven, chosen: readonly string[]): ReportLine[] {
  const { facts, beside, onDay } = given
  const { people, spend } = facts
  const has = (name: TableName) => chosen.includes(name)
  const say = (wanted: boolean, text: string, ...printed: string[]): ReportLine[] => {
    const { text: more, sources } = printedOf(given, printed)
    return wanted ? [{ text: `${text}${more}`, sources }] : []
  }
  const on = longDate(onDay)
  const known = people !== 'hidden'
  const spendWords = spend === 'hidden' ? undefined : pounds(spend)
  const [counted, spent] = [has('kinds') && known, has('money') && known && spendWords !== undefined]
  const used = `${countWords(people)} people used day opportunities on ${on}`
  return [
    ...say(
      counted && spent,
      `${used}, and ${spendWords} was spent on day opportunities in the 52 weeks before.`,
      'people',
      'spend',
    ),
    ...say(counted && !spent, `${used}.`, 'people'),
    ...say(spent && !counted, `${spendWords} was spent on day opportunities in the 52 weeks to ${on}.`, 'spend'),
    ...(has('areas')
      ? [
          {
            text: `${areasFinding(facts, beside)}.`,
            sources: [records, ...(beside.residents === null ? [] : ['residents'])],
          },
        ]
      : []),
    ...say(has('groups'), `${groupsFinding(facts)}.`),
  ]
}

function sourcesOf({ beside, firstDay, onDay }: FactsGiven, places: readonly string[]): ReportSource[] {
  return [
    {
      key: records,
      what: 'The council’s own records of people, accesses and spend',
      version: 'Counted for this report; numbers under five are hidden (c)',
      on: shortDate(onDay),
      where: `People on ${longDate(onDay)}; spend delivered from ${longDate(firstDay)}, without transport and meals`,
      href: paths.borough(),
    },
    ...(beside.residents === null
      ? []
      : [
          {
            key: 'residents',
            what: 'People who live in each area',
            version: 'Council policy, localities.areas',
            on: shortDate(onDay),
            where: beside.residents.source,
            href: '/policy',
          },
        ]),
    ...places.map(paperSource),
  ]
}

/** The chosen key facts from the records, each beside what the papers print of it. */
export function factsSection(given: FactsGiven, chosen: readonly string[]): SectionMade {
  const made = tableNames.filter((name) => chosen.includes(name)).map((name) => partOf(given, name))
  const lines = linesOf(given, chosen)
  const named = lines.flatMap(({ sources }) =>
    sources.flatMap((key) => (key.startsWith('paper ') ? [key.slice('paper '.length)] : [])),
  )
  const places = [...new Set([...named, ...made.flatMap((one) => one.places)])]
  return {
    section: { kind: 'facts', title: sectionTitles.facts, lines, parts: made.map(({ part }) => part) },
    sources: sourcesOf(given, places),
    facts: lines,
    future: [],
    affected: [],
  }
}
