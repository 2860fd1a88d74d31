import type { CalendarDate } from '../../core/calendar-date.ts'
import { AS_NOW, colourOf } from '../scenario/colours.ts'
import { type Answered, CIRCLE, RANGE } from '../scenario/result-tables.ts'
import type { KeptScenario } from '../store/scenarios.ts'
import {
  type NotTold,
  type ServiceToday,
  type TierOfLot,
  type ViabilityYears,
  viabilityYears,
} from '../viability-years/figures.ts'
import { resultRanges } from '../viability-years/result-ranges.ts'
import { ownTables } from '../viability-years/tables.ts'
import { cannotBeTold, notToldWords, othersInWords, ownInWords } from '../viability-years/words.ts'
import { sectionTitles } from './draft.ts'
import { openBooksSource } from './market-section.ts'
import type { ReportLine, ReportPart, SectionMade } from './report-shape.ts'
import { keyOf, lettered } from './scenarios-section.ts'

/** Fewer other services than this are not told of: whoever knows who opened a book could tell whose loss it is. */
const FEWEST_OTHERS = 5

/** What keeps scenarios from being asked which services can go on, in sentences. */
export const servicesFaults = (kept: readonly KeptScenario[]): string[] =>
  kept
    .filter(({ result }) => result !== null && result.places === undefined)
    .map(
      ({ name }) =>
        `“${name}” was worked out before kinds of place were told apart, so it cannot say which services go on. Save it again, then choose that one`,
    )

function otherLines(found: ViabilityYears): string[] {
  const others = found.services.filter(({ inHouse }) => !inHouse).length
  if (others === 0 || others >= FEWEST_OTHERS) return othersInWords(found)
  return [
    'Fewer than five other services have an open book. Nothing is said of them here, since it would tell of one provider.',
  ]
}

/** Why nothing is told of some services, and of how many. */
function notToldLine({ notTold }: ViabilityYears): string[] {
  if (notTold.length === 0) return []
  const reasons = [...new Set(notTold.map(({ why }) => why))].map((why: NotTold) => {
    const count = notTold.filter((one) => one.why === why).length
    return `${notToldWords[why].replace(/^Of /, 'of ').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())} (${count})`
  })
  return [`Nothing is told of ${notTold.length} services: ${reasons.join('; ')}.`]
}

function partsOf({ letter }: Answered, found: ViabilityYears, sources: readonly string[]): ReportPart[] {
  return ownTables(found.own).map((table): ReportPart => {
    const drawn = table.id === 'own'
    const title = `${table.caption}, ${letter}`
    const chart = resultRanges(
      `Income less cost of the council’s own service, ${letter}`,
      found.own,
      `report-own-${letter}`,
      letter,
    )
    return {
      title: drawn ? chart.text.title : title,
      drawing: drawn ? { shape: 'ranges', ...chart, holds: RANGE, circle: CIRCLE } : null,
      key: drawn
        ? [
            { colour: AS_NOW, text: 'Nothing changes' },
            { colour: colourOf(letter), text: `Under ${letter}` },
          ]
        : [],
      table: {
        ...{ id: `services-${table.id}-${letter}`, caption: title, head: table.head, rows: table.rows },
        ...{ note: table.note ?? '', sources },
      },
    }
  })
}

/** Which services can go on under each scenario of the report: the council's own with income and cost, others as a number only. */
export function servicesSection(
  kept: readonly KeptScenario[],
  services: readonly ServiceToday[],
  { tierOf, asOf }: { readonly tierOf: TierOfLot; readonly asOf: CalendarDate },
): SectionMade {
  const each = lettered(kept).map(({ scenario, answer }) => ({
    answer,
    sources: [keyOf(scenario), 'viability'],
    found: viabilityYears(services, scenario.content, answer.result, tierOf),
  }))
  const own = each.flatMap(({ answer, sources, found }): ReportLine[] =>
    ownInWords(found, answer.result).map((text) => ({ text: `Scenario ${answer.letter}. ${text}`, sources })),
  )
  const others = each.flatMap(({ answer, sources, found }): ReportLine[] =>
    otherLines(found).map((text) => ({ text: `Scenario ${answer.letter}. ${text}`, sources })),
  )
  const notTold = each
    .slice(0, 1)
    .flatMap(({ sources, found }): ReportLine[] => [
      ...notToldLine(found).map((text) => ({ text, sources })),
      { text: `What cannot be told. ${cannotBeTold.join(' ')}`, sources },
    ])
  return {
    section: {
      kind: 'services',
      title: sectionTitles.services,
      lines: [...own, ...others, ...notTold],
      parts: each.flatMap(({ answer, sources, found }) => partsOf(answer, found, sources)),
    },
    sources: [openBooksSource(asOf)],
    facts: [],
    future: own.filter(({ text }) => text.includes('On average')),
    affected: [],
  }
}
