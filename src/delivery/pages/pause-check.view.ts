import { type PauseDays, type PauseReason, pauseDaysWords, pauseReasonWords } from '../../brokerage/index.ts'
import { addDays, type CalendarDate, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { inPence, type Pence } from '../../core/money.ts'
import { horizonDays } from '../../directory/index.ts'
import { type FateOfDate, pauseSum } from '../pause-date.ts'
import type { PausePreview, PlaceInPause } from '../store.ts'

/** What a week may be charged as planned and without the dates of a pause; worked out by finance and passed on. */
export interface MoneyOfPause {
  readonly weeks: readonly { readonly monday: CalendarDate; readonly planned: Pence; readonly without: Pence }[]
  readonly byInstalments: boolean
}

interface Checked extends PauseDays {
  readonly allSupport?: boolean | undefined
  readonly supportPauseId?: string | undefined
  readonly reason: PauseReason
  readonly words?: string | undefined
}

interface Around {
  readonly today: CalendarDate
  readonly money: MoneyOfPause
  /** The reader may know what the person pays. */
  readonly seesCharge: boolean
}

/** "1 date", "2 dates". */
export const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

/** Everything a pause would do, in words: before it is saved. */
export function pauseCheckView(wanted: Checked, preview: PausePreview, around: Around) {
  const fates = preview.places.flatMap((one) => one.fates)
  return {
    which: preview.places.map(({ place }) => placeWords(place)),
    rows: [
      row('Days', pauseDaysWords(wanted)),
      row('Why', [pauseReasonWords[wanted.reason], wanted.words].filter(Boolean).join('. ')),
      ...(preview.reviewOn === undefined
        ? []
        : [
            row(
              'Looked at on',
              `${longDate(preview.reviewOn)}, since no last day is known. ${preview.reviewDueId === undefined ? 'A review is booked' : 'A review is booked for that day already'}`,
            ),
          ]),
    ],
    follows: [
      ...datesWords(fates),
      ...moneyWords(fates, around),
      ...(preview.places.some(({ place, fates: own }) => place.inHouse && pauseSum(own).back > 0)
        ? [
            'The council’s own service is recharged less for these dates. It costs the same to run, so this saves no cash.',
          ]
        : []),
      ...placesWords(wanted, preview, around.today),
    ],
    weeks: around.seesCharge
      ? weeksTable(
          around.money.weeks.map(({ monday, planned, without }) => ({ monday, sums: [planned, without] })),
          ['As planned', 'With the pause'],
        )
      : null,
    noWeeks: noWeeksWords(around.money.weeks.length, around.seesCharge),
    places: preview.places.map((one) => placeTable(one)),
    seen: seenOf(preview),
  }
}

/** One line of a summary list. */
export const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
/** A weekly place as its person knows it: "Woodwork on Tuesdays with Hill House". */
export const placeWords = ({ title, weekday, provider }: { title: string; weekday: number; provider: string }) =>
  `${title} on ${weekdayName(weekday)}s with ${provider}`

/** What whoever saves has read, in a few signs: when anything of it is different by then, they read it again. */
export function seenOf(preview: PausePreview): string {
  const { fallAway, late, marked, begun, paid, back } = pauseSum(preview.places.flatMap((one) => one.fates))
  return [fallAway, late, marked, begun, paid, back, preview.reviewOn ?? ''].join('-')
}

function datesWords(fates: readonly FateOfDate[]): string[] {
  const { fallAway, late, marked, begun } = pauseSum(fates)
  return [
    fallAway === 0
      ? fates.length === 0
        ? 'No date that is made falls into these days.'
        : ''
      : `${many(fallAway, 'date falls', 'dates fall')} away. Nothing is paid or charged for ${fallAway === 1 ? 'it' : 'them'}.`,
    late === 0
      ? ''
      : `${many(late, 'date is', 'dates are')} paid in whole or in part although nobody comes, as the pay rule says for notice given now. The person is not charged.`,
    marked === 0
      ? ''
      : `${many(marked, 'date was', 'dates were')} marked before: ${marked === 1 ? 'it stays' : 'they stay'} as marked.`,
    begun === 0
      ? ''
      : `${many(begun, 'date has', 'dates have')} begun or ${begun === 1 ? 'is' : 'are'} over and nobody has marked ${begun === 1 ? 'it' : 'them'}: the register says what happened.`,
  ].filter(Boolean)
}

function moneyWords(fates: readonly FateOfDate[], { money }: Around): string[] {
  const { paid, back } = pauseSum(fates)
  const lines = fates.filter(({ fate }) => fate === 'falls away').flatMap(({ date }) => date.lines)
  const own = lines.filter(({ route }) => route === 'direct_payment' || route === 'prepaid_card')
  const direct = own.reduce((all, { agreed }) => all + agreed, 0)
  return [
    paid === 0 ? '' : `${inPence(paid)} is still paid.`,
    back === 0 ? '' : `${inPence(back)} that was set aside for these dates goes back to the budget it came from.`,
    direct === 0
      ? ''
      : `${inPence(direct)} of that is direct payment or card: it is not due for a date that does not happen.`,
    lines.some(({ component }) => component === 'transport') ? 'The journeys to these dates fall away with them.' : '',
    money.byInstalments ? 'The council pays this place by instalments, which go on: the pause saves no cash.' : '',
  ].filter(Boolean)
}

function placesWords(wanted: Checked, { places }: PausePreview, today: CalendarDate): string[] {
  const horizon = addDays(today, horizonDays)
  const shorter = places.filter(
    ({ days, place }) =>
      place.until !== null &&
      (days.until === place.until || days.until === null) &&
      (wanted.until === null || wanted.until > place.until),
  )
  const later = places.filter(({ days }) => days.from > wanted.from)
  return [
    'Each place is kept: nobody else is given it.',
    wanted.allSupport === true || wanted.supportPauseId !== undefined
      ? 'All their support is paused: a place that begins meanwhile is paused too, unless whoever makes it says that it begins.'
      : 'Only these places are paused. Whoever makes a new place meanwhile is asked whether it is paused too.',
    'The place reads the days of the pause and that its seat is kept, never why. Only on a date that is paid it reads the reason, since the pay follows from it.',
    ...(wanted.until === null || wanted.until > horizon
      ? [
          `No date after ${longDate(horizon)} is made yet. While the pause lasts, each that is made later is treated in the same way.`,
        ]
      : []),
    ...shorter.map(
      ({ place }) => `${place.title} ends on ${longDate(place.until as CalendarDate)}, and its pause with it.`,
    ),
    ...later.map(({ place, days }) => `${place.title} begins on ${longDate(days.from)}, and its pause with it.`),
  ]
}

/** What the person pays at most in each week in two ways, the one that stands first; weeks in a row with the same sums stand in one line. */
export function weeksTable(
  weeks: readonly { readonly monday: CalendarDate; readonly sums: readonly [Pence, Pence] }[],
  heads: readonly [string, string],
) {
  if (weeks.length === 0) return null
  const amount = (pence: number) => (pence === 0 ? 'Nothing' : inPence(pence))
  const spans: { first: CalendarDate; last: CalendarDate; sums: readonly [Pence, Pence] }[] = []
  for (const { monday, sums } of weeks) {
    const before = spans.at(-1)
    const same = before?.sums[0] === sums[0] && before.sums[1] === sums[1]
    if (before !== undefined && same && addDays(before.last, 7) === monday) before.last = monday
    else spans.push({ first: monday, last: monday, sums })
  }
  return {
    caption: 'What the person pays at most in each week',
    stacked: true,
    head: [{ text: 'Weeks' }, ...heads.map((text) => ({ text, numeric: true }))],
    rows: spans.map(({ first, last, sums }) => ({
      cells: [
        {
          text:
            first === last
              ? `Week from ${shortDate(first)}`
              : `Each week from ${shortDate(first)} to ${shortDate(addDays(last, 6))}`,
        },
        ...sums.map((sum) => ({ text: amount(sum) })),
      ],
    })),
  }
}

/** What is said where no sum of a week is shown. */
export const noWeeksWords = (weeks: number, seesCharge: boolean): string =>
  !seesCharge
    ? 'What the person pays is for their team to see. They are not charged for a date they do not come to.'
    : weeks === 0
      ? 'The person was told of no charge for these weeks.'
      : ''

function placeTable({ place, fates }: PlaceInPause) {
  const { fallAway, paid, back } = pauseSum(fates)
  const summary = `${placeWords(place)}: ${many(fates.length, 'date', 'dates')}, ${fallAway} fall away, ${inPence(paid)} is paid, ${inPence(back)} goes back`
  return shut(summary, {
    caption: placeWords(place),
    captionHidden: fates.length > mostOpen,
    stacked: true,
    head: [
      { text: 'Date' },
      { text: 'What becomes of it' },
      { text: 'Still paid', numeric: true },
      { text: 'Goes back', numeric: true },
    ],
    rows: fates.map((fate) => ({
      cells: [
        { text: longDate(fate.date.on) },
        fateCell(fate),
        { text: fate.paid === 0 ? '–' : inPence(fate.paid) },
        { text: fate.back === 0 ? '–' : inPence(fate.back) },
      ],
    })),
  })
}

function fateCell({ fate, date, missing }: FateOfDate) {
  if (missing !== undefined)
    return {
      text:
        missing === 'note_needed' ? 'The pay rule asks for a few words' : 'The council has no pay rule for this reason',
    }
  if (fate === 'falls away') return { text: 'Falls away' }
  if (fate === 'told too late')
    return { text: 'Marked as not coming, told before', note: 'Paid by the pay rule for notice given now' }
  return fate === 'has begun'
    ? { text: 'Stays on the register' }
    : { text: `Stays as marked: ${date.marked?.words ?? ''}` }
}

/** A table of few rows stands open; of many, one line says what is in it. */
export const shut = <T extends { readonly rows: readonly unknown[] }>(summary: string, table: T) => ({
  table,
  summary: table.rows.length > mostOpen ? summary : '',
})
const mostOpen = 8
