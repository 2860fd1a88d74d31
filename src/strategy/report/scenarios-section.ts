import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import { errorInWords, targetsInWords } from '../scenario/answer-words.ts'
import { AS_NOW, colourOf } from '../scenario/colours.ts'
import { type Answered, CIRCLE, RANGE, type ResultTable, resultTables } from '../scenario/result-tables.ts'
import { costRanges, savingRanges } from '../scenario/saving-ranges.ts'
import { KEPT_DRAWS, SEED } from '../scenario/simulate-type.ts'
import { timeGoneWords } from '../scenario/time-gone.ts'
import type { KeptScenario } from '../store/scenarios.ts'
import { MOST_SCENARIOS, sectionTitles } from './draft.ts'
import type { ReportDrawing, ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'
import { asNowLine, carerLine, costLine, fallsOnLine, merged, peopleLine } from './scenario-lines.ts'

type Worked = KeptScenario & { readonly result: NonNullable<KeptScenario['result']> }

const letters = ['A', 'B', 'C'] as const
/** What keeps one scenario from a report by itself; nothing where it may stand in one. */
function ownFault({ name, result, endedOn, endedWhy }: KeptScenario): string | undefined {
  if (endedOn !== null)
    return `“${name}” was taken off the list of scenarios (${endedWhy}). Choose another, or take it out`
  if (result === null) return `“${name}” is not worked out yet. Wait a few seconds and look again, or take it out`
  if (result.seed !== SEED || result.draws !== KEPT_DRAWS)
    return `“${name}” was worked out with other chances (seed ${result.seed}, ${result.draws.toLocaleString('en-GB')} runs) and cannot stand beside others. Save it again, then choose that one`
  return undefined
}

/** The scenarios that can stand in a report side by side, and a sentence for each thing that keeps the report from being issued. */
export function besideEachOther(kept: readonly KeptScenario[]): {
  readonly stand: readonly KeptScenario[]
  readonly faults: readonly string[]
} {
  const first = kept.find((one) => ownFault(one) === undefined)?.result
  const faultOf = (one: KeptScenario) =>
    ownFault(one) ??
    (one.result?.startYear === first?.startYear
      ? undefined
      : `“${one.name}” begins in another year than the first scenario, so their years cannot stand side by side`)
  const each = kept.flatMap((one) => faultOf(one) ?? [])
  const stand = kept.filter((one) => faultOf(one) === undefined).slice(0, MOST_SCENARIOS)
  const many = `At most ${MOST_SCENARIOS} scenarios can be read side by side. Take some out`
  return { stand, faults: kept.length > MOST_SCENARIOS ? [...each, many] : each }
}

/** Why the costs of a scenario are not the spend among the key facts. */
const notTheSpend =
  'These costs are the model’s: it takes attendances, prices, transport and help into work as the scenario assumes them, at the prices of each year. They are not the spend of the records, which is what was delivered, without transport and meals.'

/** What the source of a scenario is called, in every section that names it. */
export const keyOf = ({ id }: Pick<KeptScenario, 'id'>): string => `scenario ${id}`

/** The scenarios that are worked out, each with the letter that the report calls it by. */
export const lettered = (given: readonly KeptScenario[]): readonly { scenario: Worked; answer: Answered }[] =>
  given
    .flatMap((one) => (one.result === null ? [] : [{ ...one, result: one.result }]))
    .map((scenario, at) => ({
      scenario,
      answer: { letter: letters[at] ?? '', name: scenario.name, result: scenario.result },
    }))

const sourceOf = (kept: Worked, letter: string): ReportSource => ({
  key: keyOf(kept),
  what: `Scenario ${letter}: ${kept.name}`,
  version: `Version ${kept.hash.slice(0, 8)}, seed ${kept.result.seed}, ${kept.result.draws.toLocaleString('en-GB')} runs`,
  on: shortDate(kept.savedOn),
  where: `Saved by ${kept.savedBy}. Every assumption stands there with its range and its source`,
  href: paths.scenarioAssumptions(kept.id),
})

function partOf(
  table: ResultTable,
  drawing: ReportDrawing | null,
  answers: readonly Answered[],
  sources: readonly string[],
): ReportPart {
  const { id, caption, head, rows, note = '' } = table
  return {
    // The drawing shows one thing of the table.
    title: id === 'saving' ? 'What leaves the budget each year' : caption,
    drawing,
    key:
      drawing === null
        ? []
        : id.startsWith('demand')
          ? [
              { colour: AS_NOW, text: 'Nothing changes' },
              { colour: colourOf(id.slice(-1)), text: `Under ${id.slice(-1)}` },
            ]
          : answers.map(({ letter, name }) => ({
              colour: colourOf(letter),
              text: `${letter}: ${name}`,
            })),
    table: { id: `scenarios-${id}`, caption, head, rows, note, sources },
  }
}

/** Sentences of one scenario as one line of the first page. */
const joined = (lines: readonly ReportLine[]): ReportLine => ({
  text: lines.map(({ text }) => text).join(' '),
  sources: [...new Set(lines.flatMap(({ sources }) => sources))],
})

const affects = (answer: Answered, key: string): ReportLine[] => [
  ...carerLine(answer, key),
  ...peopleLine(answer, key),
  ...fallsOnLine(answer, key),
]

interface Said {
  readonly names: readonly ReportLine[]
  readonly asNow: readonly ReportLine[]
  readonly costs: readonly ReportLine[]
  readonly targets: readonly ReportLine[]
  readonly gone: readonly ReportLine[]
  readonly keys: readonly string[]
}

/**
 * What the first page says of the years to come, and what stands behind it. One scenario is told whole on both. Of several the first page
 * has a line each, so that they are read side by side; what each difference is made of stands in the section.
 */
function frontLines(answers: readonly Answered[], { names, asNow, costs, targets, gone, keys }: Said) {
  const spend = answers.length === 0 ? [] : [{ text: notTheSpend, sources: keys }]
  const sure = { text: errorInWords(answers), sources: keys }
  if (answers.length < 2) {
    const future = [...names, ...asNow, ...costs, ...spend, ...targets, ...gone, sure]
    return { future, behind: future }
  }
  const each = answers.map((_, at) => ({
    ...joined(targets.filter((_line, nth) => nth % answers.length === at)),
    sources: [keys[at] ?? ''],
  }))
  return { future: [...names, ...asNow, ...each, ...gone, sure], behind: [...names, ...asNow, ...costs, ...spend] }
}

/** Scenarios with what happens if nothing changes, their range, carers, people's hours and who it falls on: side by side where there are several. */
export function scenariosSection(given: readonly KeptScenario[], asOf: CalendarDate): SectionMade {
  const both = lettered(given)
  const kept = both.map(({ scenario }) => scenario)
  const answers = both.map(({ answer }) => answer)
  const keys = kept.map(keyOf)
  const each = (lines: (answer: Answered, key: string) => ReportLine[]) =>
    answers.flatMap((answer, at) => lines(answer, keys[at] ?? ''))
  const names = kept.map(({ name, about }, at) => ({
    text: `${letters[at]} is “${name}”: ${about}`,
    sources: [keys[at] ?? ''],
  }))
  const targets = targetsInWords(answers, letters[0]).map((text): ReportLine => ({ text, sources: keys }))
  const gone = merged(
    kept.flatMap((one) => timeGoneWords(one.content, asOf).map((text) => ({ text, sources: [keyOf(one)] }))),
  )
  const saving = savingRanges(answers)
  const drawingOf = (id: string): ReportDrawing | null => {
    if (id === 'saving') return { shape: 'ranges', ...saving, holds: RANGE, circle: CIRCLE }
    const answer = answers.find(({ letter }) => id === `demand-${letter}`)
    return answer === undefined ? null : { shape: 'ranges', ...costRanges(answer), holds: RANGE, circle: CIRCLE }
  }
  const said = { names, asNow: merged(each(asNowLine)), costs: each(costLine), targets, gone, keys }
  const { future, behind } = frontLines(answers, said)
  const affected =
    answers.length > 1
      ? answers.map((answer, at) => joined(affects(answer, keys[at] ?? '')))
      : [...each(carerLine), ...each(peopleLine), ...each(fallsOnLine)]
  return {
    section: {
      kind: 'scenarios',
      title: sectionTitles.scenarios,
      lines: answers.length > 1 ? behind : [...future, ...affected],
      parts: resultTables(answers).map((table) =>
        partOf(
          table,
          drawingOf(table.id),
          answers,
          table.id.startsWith('demand-') ? keys.filter((_, at) => table.id === `demand-${letters[at]}`) : keys,
        ),
      ),
    },
    sources: kept.map((one, at) => sourceOf(one, letters[at] ?? '')),
    facts: [],
    future,
    affected,
  }
}
