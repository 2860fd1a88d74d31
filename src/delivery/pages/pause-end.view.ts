import { pauseDaysWords } from '../../brokerage/index.ts'
import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { inPence, type Pence, sum } from '../../core/money.ts'
import type { DateBack, Pause, PauseChange } from '../store.ts'
import { many, noWeeksWords, placeWords, row, shut, weeksTable } from './pause-check.view.ts'

/** What a week may be charged in the pause and with the dates back, and what is owed no more; worked out by finance and passed on. */
export interface MoneyOfEnd {
  readonly weeks: readonly { readonly monday: CalendarDate; readonly paused: Pence; readonly back: Pence }[]
  readonly owedNoMore: Pence
  readonly byInstalments: boolean
}

export interface AroundEnd {
  readonly today: CalendarDate
  readonly money: MoneyOfEnd
  /** The reader may know what the person pays. */
  readonly seesCharge: boolean
}

/** What ending pauses would bring back, in dates and in money: before it is saved. */
export function endCheckView(
  ending: readonly { readonly pause: Pause; readonly dates: readonly DateBack[] }[],
  change: Exclude<PauseChange, { how: 'longer' }>,
  around: AroundEnd,
) {
  const dates = ending.flatMap((one) => one.dates)
  const pauses = ending.map(({ pause }) => pause)
  return {
    which: pauses.map(placeWords),
    rows: [
      row('Paused', [...new Set(pauses.map(pauseDaysWords))].join('; ')),
      change.how === 'back'
        ? row('Comes again from', longDate(change.firstDayBack))
        : row('Entered wrongly', wrongWords(pauses)),
    ],
    follows: [...comesBackWords(dates, around), ...calledOffWords(dates), ...staysWords(around)].filter(Boolean),
    weeks: around.seesCharge
      ? weeksTable(
          around.money.weeks.map(({ monday, paused, back }) => ({ monday, sums: [paused, back] })),
          ['With the pause', 'When they come again'],
        )
      : null,
    noWeeks: dates.length === 0 ? '' : noWeeksWords(around.money.weeks.length, around.seesCharge),
    places: ending.map(({ pause, dates: own }) => placeTable(pause, own)),
    seen: `${change.how}-${whats.map((was) => dates.filter((date) => date.was === was).length).join('-')}-${sum(dates.map(({ agreed }) => agreed))}-${around.money.owedNoMore}`,
  }
}
const whats = ['fell away', 'told too late', 'closed', 'cancelled'] as const

/** Of a pause that goes on from another, the days before stay as they were. */
function wrongWords(pauses: readonly Pause[]): string {
  const later = pauses.some(({ began, from }) => began < from)
  return later
    ? `Taken back from ${longDate(pauses[0]?.from as CalendarDate)}. The days before, in the pause it goes on from, stay as they were`
    : 'The pause is taken back as if it had never been'
}

/** What comes back, how, and with what money, one sentence each. */
function comesBackWords(dates: readonly DateBack[], { today, money }: AroundEnd): string[] {
  const ahead = dates.filter(({ on, was }) => was === 'fell away' && on >= today)
  const over = dates.filter(({ on, was }) => was === 'fell away' && on < today)
  const late = dates.filter(({ was }) => was === 'told too late')
  const them = (some: readonly DateBack[]) => (some.length === 1 ? 'it' : 'them')
  const setAside = (some: readonly DateBack[]) => inPence(sum(some.map(({ agreed }) => agreed)))
  return [
    dates.length === 0 ? 'No date comes back: none that was made falls into these days.' : '',
    ahead.length === 0
      ? ''
      : `${many(ahead.length, 'date comes', 'dates come')} back, on the seat that was kept. ${setAside(ahead)} is set aside for ${them(ahead)} again.`,
    over.length === 0
      ? ''
      : `${many(over.length, 'date', 'dates')} before today ${over.length === 1 ? 'comes' : 'come'} back to the register, to be marked by whoever ran the session. ${setAside(over)} is set aside for ${them(over)} again; what is paid and charged follows from the mark.`,
    late.length === 0
      ? ''
      : `${many(late.length, 'date that was', 'dates that were')} marked as not coming ${late.length === 1 ? 'is' : 'are'} planned again with ${setAside(late)}, and ${money.owedNoMore === 0 ? 'what' : `${inPence(money.owedNoMore)} that`} was to be paid for ${them(late)} is owed no more.`,
  ]
}

/** Dates that come back to a closed building, or that were cancelled meanwhile: nobody goes, and the person has to know. */
function calledOffWords(dates: readonly DateBack[]): string[] {
  const said = (was: DateBack['was'], one: string, more: string) => {
    const own = dates.filter((date) => date.was === was)
    if (own.length === 0) return ''
    const days = own.map(({ on }) => longDate(on))
    const which = days.length <= 3 ? days.join(', ') : `${days[0]} to ${days.at(-1)}`
    return `${own.length === 1 ? one : `${own.length} ${more}`}: ${which}. The person does not go and is not charged; what the place is paid follows the pay rule for it. They read it in their week, and stand on the list of people to tell.`
  }
  return [
    said('closed', 'On one date the building is closed', 'dates are on days on which the building is closed'),
    said('cancelled', 'One date was cancelled by its provider', 'dates were cancelled by their provider'),
  ]
}

const staysWords = ({ money }: AroundEnd): string[] => [
  money.byInstalments ? 'The council pays this place by instalments, which went on: the dates cost no more.' : '',
  'A date that is over and was marked stays as marked. If that is wrong, correct it on the register.',
]

const untilNow: Readonly<Record<DateBack['was'], string>> = {
  'fell away': 'Fell away',
  'told too late': 'Marked as not coming',
  closed: 'Fell away',
  cancelled: 'Fell away',
}
const fromNow: Readonly<Record<DateBack['was'], string>> = {
  'fell away': 'Planned again',
  'told too late': 'Planned again',
  closed: 'Closed that day',
  cancelled: 'Cancelled by its provider',
}

const placeTable = (pause: Pause, dates: readonly DateBack[]) =>
  shut(`${many(dates.length, 'date comes', 'dates come')} back: ${placeWords(pause)}`, {
    caption: placeWords(pause),
    captionHidden: true,
    stacked: true,
    head: [
      { text: 'Date' },
      { text: 'Until now' },
      { text: 'From now on' },
      { text: 'Set aside again', numeric: true },
    ],
    rows: dates.map(({ on, was, agreed }) => ({
      cells: [
        { text: longDate(on) },
        { text: untilNow[was] },
        { text: fromNow[was] },
        { text: was === 'closed' || was === 'cancelled' || agreed === 0 ? '–' : inPence(agreed) },
      ],
    })),
  })
