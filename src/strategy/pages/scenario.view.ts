import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import { answerInWords, errorInWords, leadingSentences, shortAnswer } from '../scenario/answer-words.ts'
import { type FieldFault, shownOf, type Typed, typedFrom } from '../scenario/change-scenario.ts'
import { keyOf } from '../scenario/colours.ts'
import { fieldsOf, type MainField } from '../scenario/main-assumptions.ts'
import { type Answered, type ResultTable, resultTables } from '../scenario/result-tables.ts'
import { costRanges, savingRanges } from '../scenario/saving-ranges.ts'
import { sliderOf } from '../scenario/slider.ts'
import { fromNowWords, timeGoneWords } from '../scenario/time-gone.ts'
import { measuredWords } from '../scenario/value-words.ts'
import { assumptionsOf, kindOf } from '../simulation/assumptions-of.ts'
import type { Assumption, Scenario } from '../simulation/scenario-shape.ts'
import type { KeptScenario, ScenarioLine } from '../store.ts'
import { wideTable } from '../wide-table.ts'

const affixes: Record<MainField['unit'], { prefix?: string; suffix?: string; width: string }> = {
  pounds: { prefix: '£', width: '5' },
  inHundred: { suffix: '%', width: '4' },
  number: { width: '4' },
  whole: { width: '3' },
  choice: { width: '' },
}

const rangeWords = ({ unit }: MainField, { low, high, source }: Assumption) => {
  if (low === high) return ' It has no range.'
  const said = (value: number) => `${unit === 'pounds' ? '£' : ''}${shownOf(value, unit)}`
  const assumed = source === undefined ? ' (an assumption)' : ''
  return ` Its runs take ${said(low)} to ${said(high)}${unit === 'inHundred' ? '%' : ''}${assumed}.`
}

/** What a field is in A, with the range that its runs take. */
function inFirst(field: MainField, was: string | undefined, value: Assumption | undefined): string {
  if (was === undefined || field.unit === 'choice') return ''
  const { prefix = '', suffix = '' } = affixes[field.unit]
  return `In A: ${prefix}${was}${suffix}.${value === undefined ? '' : rangeWords(field, value)}`
}

/** The group that stands open: what most people ask about first. On a phone more would push the answer far down. */
const opened: ReadonlySet<string> = new Set(['Attendance and sharing'])

interface FormField {
  readonly changed: boolean
  readonly fault: string
}

/** The assumptions of the page in their groups, each with what is typed, its range and its source. */
export function scenarioForm(base: Scenario, typed: Typed, faults: readonly FieldFault[]) {
  const known = new Map(assumptionsOf(base))
  const was = typedFrom(base)
  const groups = new Map<string, FormField[]>()
  for (const field of fieldsOf(base)) {
    const value = known.get(field.key)
    const fault = faults.find(({ key }) => key === field.key)
    const one = {
      ...field,
      ...affixes[field.unit],
      id: field.key,
      value: typed[field.key] ?? was[field.key] ?? '',
      slider: sliderOf(field, Number((was[field.key] ?? '').replaceAll(',', ''))) ?? null,
      changed: typed[field.key] !== undefined && typed[field.key] !== was[field.key],
      inA: inFirst(field, was[field.key], value),
      fault: fault?.fault ?? '',
    }
    groups.set(field.group, [...(groups.get(field.group) ?? []), one])
  }
  return [...groups].map(([title, fields]) => ({
    title,
    fields,
    open: opened.has(title) || fields.some(({ changed, fault }) => changed || fault !== ''),
  }))
}

const twin = ({ id, caption, head, rows, note }: ReturnType<typeof resultTables>[number]) => ({
  id,
  note: note ?? '',
  table: {
    caption,
    ...wideTable(head),
    head: head.map((text, at) => ({ text, numeric: at > 0 })),
    rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  },
})

/** The short answer at the head of the page, with how many runs it rests on. */
export const shortView = (answers: readonly Answered[]) => ({
  ...shortAnswer(answers),
  runs: `${(answers[0]?.result.draws ?? 0).toLocaleString('en-GB')} runs`,
})

/** The answer of one scenario, or of two side by side. */
export function answerView(answers: readonly Answered[], csv: (table: string) => string | null) {
  const tables = resultTables(answers).map((one) => ({ ...twin(one), csv: csv(one.id) }))
  const found = (start: string) => tables.filter(({ id }) => id.startsWith(start))
  const saving = savingRanges(answers)
  const key = keyOf(answers)
  return {
    letters: answers.map(({ letter, name }) => ({ letter, name })),
    sentences: answerInWords(answers),
    leading: leadingSentences(answers),
    error: errorInWords(answers),
    targets: found('targets'),
    saving: found('saving'),
    savingChart: { chart: saving, key },
    demand: answers.map((answer, at) => ({ ...(found('demand')[at] as object), chart: costRanges(answer) })),
    carers: found('carers'),
    outcomes: found('outcomes'),
    splits: found('split-'),
  }
}

/** Where the browser shows the years of B once something is changed; nobody sees it before. */
export const unseenDemand = {
  id: 'demand-B',
  hidden: true,
  svg: '',
  table: {
    caption: 'People and cost, year by year, B',
    scroll: true,
    stacked: true,
    head: [{ text: 'Year' }],
    rows: [],
  },
}

/** What a scenario promises for months that are over, and how to count from now; nothing where all of it lies ahead. */
export const goneWords = (scenario: Scenario, today: CalendarDate): string =>
  timeGoneWords(scenario, today)
    .map((text) => `${text} ${fromNowWords(scenario, today)}`)
    .join(' ')

/** A saved scenario's own page, without its answer. */
export function keptView(
  kept: KeptScenario,
  beside: readonly KeptScenario[],
  { list, today }: { readonly list: readonly ScenarioLine[]; readonly today: CalendarDate },
) {
  const changed =
    kept.endedOn === null ? '' : `Taken off the list on ${longDate(kept.endedOn)} by ${kept.endedBy}: ${kept.endedWhy}`
  const choicesOf = (chosen: KeptScenario | undefined) =>
    list
      .filter(({ id, workedOut }) => id !== kept.id && workedOut)
      .map(({ id, name }) => ({ value: id, text: name, selected: id === chosen?.id }))
  return {
    name: kept.name,
    about: kept.about,
    saved: `Saved by ${kept.savedBy} on ${longDate(kept.savedOn)}. Version ${kept.hash.slice(0, 8)}.`,
    basedOn: kept.basedOn === null ? null : { href: paths.scenario(kept.basedOn), text: kept.basedOnName ?? '' },
    ended: changed,
    gone: goneWords(kept.content, today),
    assumptions: paths.scenarioAssumptions(kept.id),
    json: paths.scenarioJson(kept.id),
    needed: paths.scenarioNeeded(kept.id),
    drivers: paths.scenarioDrivers(kept.id),
    run: paths.askRun(kept.id),
    services: paths.scenarioViability(kept.id),
    change: paths.tryScenario(kept.id),
    end: kept.endedOn === null ? paths.endScenario(kept.id) : null,
    here: paths.scenario(kept.id),
    compareWithBase: kept.basedOn === null || beside.length > 0 ? null : paths.scenarioBeside(kept.id, kept.basedOn),
    others: choicesOf(beside[0]),
    third: choicesOf(beside[1]),
  }
}

/** What scenarios side by side assume differently, with its spreadsheet; nothing where one stands alone. */
export const differencesView = (table: ResultTable | null, csv: (table: string) => string) =>
  table === null
    ? null
    : {
        ...twin(table),
        table: {
          caption: table.caption,
          stacked: true,
          head: table.head.map((text) => ({ text })),
          rows: twin(table).table.rows,
        },
        csv: csv(table.id),
        alike: table.rows.length === 0,
      }

/** Every assumption of a scenario with its range and where it comes from. */
export function assumptionRows(scenario: Scenario) {
  return assumptionsOf(scenario).map(([key, { low, middle, high, source, assumption }]) => {
    const said = (value: number) => measuredWords(scenario, key, value)
    return {
      name: kindOf(scenario, key).name,
      low: said(low),
      middle: said(middle),
      high: said(high),
      from: source ?? assumption ?? '',
      kind: source === undefined ? 'Assumption' : 'Source',
    }
  })
}
