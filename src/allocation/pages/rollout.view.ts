import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pagerOf } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import { occasions } from '../rollout/phases.ts'
import type { RolloutPolicy } from '../rollout/policy.ts'
import type { AskedComparison, peopleDue, RecordedPhase, TableVersion } from '../store.ts'

interface Found {
  readonly newest: TableVersion | undefined
  readonly inForce: TableVersion | undefined
  readonly phases: readonly RecordedPhase[]
  readonly due: Awaited<ReturnType<typeof peopleDue>> | undefined
  readonly compared: ListPage<AskedComparison>
  /** The page of them. */
  readonly page: number
  readonly perPage: number
  readonly role: string
  readonly today: CalendarDate
}

const many = (count: number) => count.toLocaleString('en-GB')

function bandOf({ newest, inForce, due, today }: Found) {
  if (newest === undefined) return []
  const coming = newest.from > today
  const first = {
    label: coming ? 'Table to come' : 'Table in force',
    value: newest.version,
    note: `from ${shortDate(newest.from)}`,
  }
  const before = coming && inForce !== undefined ? [{ label: 'Until then', value: inForce.version, note: '' }] : []
  if (due === undefined) return [first, ...before]
  return [
    first,
    ...before,
    { label: 'On this table', value: many(due.moved), note: 'people of my teams' },
    { label: 'Still on another', value: many(due.due), note: `${many(due.noReview)} with no review booked` },
  ]
}

const phaseRow = (phase: RecordedPhase) => ({
  cells: [
    { text: shortDate(phase.from) },
    { text: phase.localArea ?? 'Whole borough' },
    { text: occasions[phase.moves] },
    { text: phase.until === null ? '–' : shortDate(phase.until) },
  ],
})

const comparisonRow = (one: AskedComparison) => ({
  cells: [
    { text: one.table.version, href: paths.comparison(one.comparisonId) },
    { text: shortDate(one.askedOn), note: one.askedBy === null ? '' : `by ${one.askedBy}` },
    { text: one.years === 0 ? 'No relief' : `Over ${one.years} ${one.years === 1 ? 'year' : 'years'}` },
    one.result === null ? { tag: 'Being worked out', colour: 'orange' } : { tag: 'Done', colour: 'teal' },
  ],
})

/** How the newest table comes in. */
export function rolloutView(found: Found) {
  const { newest, phases, role, compared, due, page, perPage } = found
  const actions = [
    ...(role === 'commissioner' || role === 'finance'
      ? [{ text: 'Compare a new table', href: paths.newComparison(), secondary: false }]
      : []),
    ...(role === 'commissioner' && newest !== undefined
      ? [{ text: 'Set the phases', href: paths.phases(), secondary: true }]
      : []),
    ...(due === undefined ? [] : [{ text: 'People who are due', href: paths.peopleDue(), secondary: false }]),
  ]
  return {
    actions,
    none: newest === undefined,
    band: bandOf(found),
    phases: phases.map(phaseRow),
    basis: phases[0]?.basis ?? '',
    noPhases:
      newest === undefined
        ? ''
        : `No phases are set for table ${newest.version}: new people and everybody at a review come to it from ${longDate(newest.from)}.`,
    showsCompared: role !== 'practitioner',
    compared: compared.rows.map(comparisonRow),
    comparedCaption: `${countWords(compared.all, 'comparison', 'comparisons')}, the newest first`,
    pager: pagerOf({ page, all: compared.all, perPage, href: `${paths.rollout()}?page=` }),
    watch: role === 'practitioner' ? '' : paths.watch(),
    calibrations: role === 'practitioner' ? '' : paths.calibrations(),
  }
}

function stepWords({ steps }: RolloutPolicy): string {
  return steps
    .map(({ areas, moves, afterMonths, lastsMonths }) => {
      const where = areas === 'everywhere' ? 'everywhere' : areas.join(', ')
      const when = afterMonths === 0 ? 'on the first day' : `after ${afterMonths} months`
      const who = moves.map((one) => occasions[one].toLowerCase()).join('; ')
      return `${when}, ${where}: ${who}${lastsMonths === undefined ? '' : `, over ${lastsMonths} months`}`
    })
    .join('. Then ')
}

/** The form that sets the phases of a table by the council's own way. */
export function phasesFormView(table: TableVersion, policy: RolloutPolicy) {
  return {
    title: `Set the phases of table ${table.version}`,
    lede: 'Whoever has a budget keeps it until their review. Phases only say from when a review, or a first budget, takes this table.',
    back: { href: paths.rollout(), text: 'Roll-out' },
    action: paths.phases(),
    button: 'Set the phases',
    warning: '',
    now: `The council’s way: ${stepWords(policy)}. ${policy.stepsFrom} Phases set before end today.`,
    hidden: [],
    fields: [
      {
        type: 'radios',
        id: 'way',
        label: 'How does it come in?',
        options: [
          { value: 'steps', text: 'Step by step, the council’s way' },
          { value: 'at_once', text: 'Everywhere at once, at each review' },
        ],
      },
      {
        type: 'date',
        id: 'from',
        label: 'On which day does the first step begin?',
        hint: `Not before ${longDate(table.from)}`,
      },
    ],
  }
}
