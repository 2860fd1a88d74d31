import { addDays, type CalendarDate, clockTime, longDate } from '../../core/calendar-date.ts'
import { paths as marketPaths } from '../../market/paths.ts'
import { consequence } from '../consequence.ts'
import { paths } from '../paths.ts'
import { type PayRule, ruleFor } from '../pay-rule.ts'
import type { AwayLine, CurrentMark, OpenDate, ReasonRow, RegisterLine } from '../store.ts'

export interface RegisterRows {
  readonly on: CalendarDate
  readonly today: CalendarDate
  readonly lines: readonly RegisterLine[]
  /** Where to go when nobody is expected: the days on either side with people. */
  readonly around: { readonly before: CalendarDate | null; readonly after: CalendarDate | null }
  /** Who booked this one date without a place in a plan: nothing to mark, only to expect. */
  readonly booked: readonly {
    readonly name: string
    readonly startMinute: number
    readonly coming: readonly { readonly called: string; readonly accessWords: string | null }[]
  }[]
  /** Who is not expected because their place is paused. */
  readonly away: readonly AwayLine[]
  /** Dates of the day that anybody may come to: who came is counted, not named. */
  readonly open: readonly (OpenDate & { readonly newCountId: string })[]
  readonly marks: readonly CurrentMark[]
  readonly reasons: readonly ReasonRow[]
  readonly rules: readonly PayRule[]
  /** An id for the mark of each person not yet marked, made with the form: sending it twice is one mark. */
  readonly markIds: Readonly<Record<string, string>>
  readonly providerId: string | undefined
  /** The name of that provider; empty where none was named. */
  readonly whose: string
  readonly mayMark: boolean
  /** The reader is the council's own and may look at the registers of other providers. */
  readonly staff: boolean
  readonly typed: Readonly<Record<string, string>>
  readonly at: Readonly<Record<string, string>>
  /** People somebody else marked while this page was open. */
  readonly met: readonly string[]
}

/** "Ivy R.": a provider sees the first name and an initial. */
export function shownName({ givenName, familyName }: Pick<RegisterLine, 'givenName' | 'familyName'>): string {
  return familyName === '' ? givenName : `${givenName} ${familyName.charAt(0)}.`
}

/** The register of one day as the page shows it: sessions in order, people in each, what each reason brings with it. */
export function registerView(rows: RegisterRows) {
  const marked = rows.lines.filter(({ occasionId }) => rows.marks.some((mark) => mark.occasionId === occasionId)).length
  const left = rows.lines.length - marked
  const expected = rows.lines.filter(({ off }) => !off).length
  return {
    title: `Register, ${longDate(rows.on)}`,
    whose: rows.whose,
    lede: lede(rows),
    state:
      expected === 0 || (rows.on > rows.today && left === expected)
        ? ''
        : left === 0
          ? 'Everyone is marked'
          : `${left} of ${expected} not marked`,
    closed: closures(rows.lines),
    nobody: expected === 0,
    nobodyWhy:
      rows.away.length === 0
        ? 'No session with a place runs on this day.'
        : 'Whoever has a place on this day is away for a while: see below.',
    complete: left === 0,
    bar: barWords(rows),
    concern: rows.staff ? '' : marketPaths.myQuality(),
    future: rows.on > rows.today,
    mayMark: rows.mayMark && rows.on <= rows.today && left > 0,
    action: paths.register(rows.on, rows.providerId),
    before: paths.register(addDays(rows.on, -1), rows.providerId),
    after: paths.register(addDays(rows.on, 1), rows.providerId),
    todayLink: rows.on === rows.today ? '' : paths.register(undefined, rows.providerId),
    others: rows.staff && rows.providerId !== undefined ? paths.register(rows.on) : '',
    nearest: nearestDays(rows),
    met: rows.met,
    sessions: sessionsOf(rows),
    away: rows.away.map(awayWords),
    heads: rows.open.map((one) => headCount(one, rows)),
    booked: rows.booked.map(({ name, startMinute, coming }) => ({
      title: `${name}, ${clockTime(startMinute)}`,
      coming: coming.map(({ called, accessWords }) => (accessWords === null ? called : `${called}: ${accessWords}`)),
    })),
  }
}

/** "2 of 6 marked. Left: Ivy R., Dev P." Few are named, so that nobody is looked for. */
function barWords({ lines, marks }: RegisterRows): string {
  const open = lines.filter(({ occasionId }) => !marks.some((mark) => mark.occasionId === occasionId))
  const names = open.length <= NAMED_IN_BAR ? ` Left: ${open.map(shownName).join(', ')}.` : ''
  return `${lines.length - open.length} of ${lines.length} marked.${names}`
}
const NAMED_IN_BAR = 3

/** "Ivy R., Woodwork, until Tuesday 5 January 2027": never why. */
const awayWords = ({ session, until, ...who }: AwayLine): string =>
  `${shownName(who)}, ${session}, ${until === null ? 'no last day known yet' : `until ${longDate(until)}`}`

/** The count of one open date: what was counted, and the form for another number. */
function headCount(one: RegisterRows['open'][number], { on, today }: Pick<RegisterRows, 'on' | 'today'>) {
  return {
    id: `count-${one.occurrenceId}`,
    title: `${one.name}, ${clockTime(one.startMinute)}`,
    words: [`${one.booked} booked.`, one.came === null ? (on > today ? '' : 'Not counted yet.') : `${one.came} came.`]
      .filter(Boolean)
      .join(' '),
    action: on > today ? '' : paths.countHeads(one.occurrenceId),
    newId: one.newCountId,
    replaces: one.countId ?? '',
    came: one.came === null ? '' : String(one.came),
  }
}

function nearestDays({ around, providerId }: RegisterRows) {
  const link = (words: string, on: CalendarDate | null) =>
    on === null ? [] : [{ text: `${words}: ${longDate(on)}`, href: paths.register(on, providerId) }]
  return [...link('Next day with people', around.after), ...link('Last day with people', around.before)]
}

function lede({ on, today, lines }: RegisterRows): string {
  const expected = lines.filter(({ off }) => !off).length
  const people =
    expected === 0 ? 'Nobody is expected.' : expected === 1 ? '1 person expected.' : `${expected} people expected.`
  return `${on === today ? 'Today, ' : ''}${longDate(on)}. ${people}`
}

/** "Oak House is closed until 12 May: the roof leaks", once for each closure of the day. */
const closures = (lines: readonly RegisterLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ closed }) =>
      closed === null
        ? []
        : [
            `${closed.site} is closed${closed.until === null ? '' : ` until ${longDate(closed.until)}`}: ${closed.reason}. Nobody is expected there.`,
          ],
    ),
  ),
]

function sessionsOf(rows: RegisterRows) {
  const keys = [...new Set(rows.lines.map((line) => `${line.startMinute} ${line.session} ${line.place ?? ''}`))]
  return keys.map((key, at) => {
    const own = rows.lines.filter((line) => `${line.startMinute} ${line.session} ${line.place ?? ''}` === key)
    const [first] = own
    return {
      id: `session-${at}`,
      name: first?.session ?? '',
      when: first ? `${clockTime(first.startMinute)} to ${clockTime(first.endMinute)}` : '',
      place: first?.place ?? '',
      off: own.every(({ off }) => off),
      offWords: `${own.length === 1 ? '1 person' : `${own.length} people`} would have come`,
      people: own.map((line) => personCard(line, rows)),
    }
  })
}

function personCard(line: RegisterLine, rows: RegisterRows) {
  const { occasionId } = line
  const mark = rows.marks.filter((one) => one.occasionId === occasionId).at(-1)
  const typed = (field: string) => rows.typed[`${field}-${occasionId}`] ?? ''
  const fault = (field: string) => rows.at[`${field}-${occasionId}`] ?? ''
  return {
    occasionId,
    name: shownName(line),
    need: needWords(line),
    markId: rows.markIds[occasionId] ?? '',
    mark: mark ? markWords(mark, line) : null,
    correct: rows.mayMark ? paths.correct(occasionId) : '',
    here: typed('here'),
    note: typed('note'),
    from: typed('from'),
    until: typed('until'),
    errors: { here: fault('here'), why: fault('why'), note: fault('note'), from: fault('from') },
    reasons: absences(line, rows).map((choice) => ({ ...choice, checked: typed('why') === choice.code })),
    part: consequence(ruleFor(rows.rules, sought(line, 'attended_part', rows.on)), line.absencesBefore),
  }
}

const bands: Record<string, string> = { none: '', '1:1': 'One worker, just for them', '2:1': 'Two workers' }

function needWords({ supportBand, characteristics }: RegisterLine): string {
  const band = bands[supportBand] ?? `One worker for ${supportBand.split(':')[1]} people`
  const needs = characteristics.map((one) => one.replaceAll('_', ' '))
  return [band, needs.length > 0 ? `needs ${needs.join(', ')}` : ''].filter((part) => part !== '').join(' · ')
}

function markWords(mark: CurrentMark, line: RegisterLine) {
  const here = mark.happened === 'attended'
  const times =
    mark.hereFrom === null || mark.hereUntil === null
      ? ''
      : `, ${clockTime(mark.hereFrom)} to ${clockTime(mark.hereUntil)}`
  const told = mark.noticedAt !== null ? '. Told before' : ''
  return {
    here,
    words: `${here ? (mark.reason === 'attended' ? 'Here' : `Part${times}`) : mark.words}${told}`,
    corrected: mark.replaces !== null,
    name: shownName(line),
  }
}

const sought = (line: RegisterLine, reason: string, on: CalendarDate) => ({
  lotId: line.lotId ?? undefined,
  reason,
  on,
  noticeHours: undefined,
})

/** The reasons a person may be missing, each with what it brings with it. One without a pay rule is held until it has one. */
export function absences(line: RegisterLine, { reasons, rules, on }: Pick<RegisterRows, 'reasons' | 'rules' | 'on'>) {
  return reasons
    .filter(({ happened }) => happened !== 'attended')
    .map(({ code, words }) => ({ code, words, rule: ruleFor(rules, sought(line, code, on)) }))
    .filter(({ code, rule }) => rule !== undefined || code === 'no_reason_given')
    .map(({ code, words, rule }) => ({
      code,
      words: code === 'no_reason_given' ? 'Not known' : words,
      noteNeeded: rule?.noteNeeded === true,
      hint: rule ? consequence(rule, line.absencesBefore) : 'Held until you know · not charged',
    }))
}
