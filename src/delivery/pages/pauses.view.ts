import {
  isLongPause,
  longPauseDays,
  type PauseReason,
  pauseDaysWords,
  pauseReasons,
  pauseReasonWords,
} from '../../brokerage/index.ts'
import {
  type CalendarDate,
  clockTime,
  daysBetween,
  longDate,
  shortDate,
  weekdayName,
} from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { Pause, PlaceToPause } from '../store.ts'
import { shownName } from './register.view.ts'

const endWords: Readonly<Record<string, string>> = {
  back: 'Came back sooner',
  changed: 'Went on, with another last day',
  wrong: 'Entered wrongly',
  place_ended: 'The place ended',
}
const reasonWords = (reason: PauseReason | null, words: string | null) =>
  [reason === null ? '' : pauseReasonWords[reason], words ?? ''].filter(Boolean).join('. ')

/** Ended before its first day. Where another goes on from it, that one says it all. */
const neverBegan = ({ from, until }: Pick<Pause, 'from' | 'until'>) => until !== null && until < from
const neverWas = (pause: Pause) => pause.endKind === 'changed' && neverBegan(pause)

/** Only the last of pauses that go on from each other changes, and only once. */
const mayChange = ({ goesOn, endKind }: Pause) => !goesOn && endKind === null

const isOver = ({ from, until, endKind }: Pause, today: CalendarDate) =>
  endKind === 'wrong' || neverBegan({ from, until }) || (until !== null && until < today)

/** The pauses of one person: those that hold or come, each with how it can change, and those that are over. */
export function pausesView(
  personId: string,
  { places, pauses, today }: { places: readonly PlaceToPause[]; pauses: readonly Pause[]; today: CalendarDate },
) {
  const over = pauses.filter((one) => isOver(one, today) && !neverWas(one))
  return {
    title: 'Pauses',
    everybody: paths.paused(),
    newPause: places.length === 0 ? '' : paths.newPause(personId),
    current: pauses
      .filter((one) => !isOver(one, today))
      .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
      .map((pause) => ({
        title: `${pause.title}, ${weekdayName(pause.weekday)}`,
        rows: [
          { key: 'Days', value: pauseDaysWords(pause) },
          ...(pause.goesOn ? [{ key: 'After that', value: 'It goes on for longer: see below' }] : []),
          ...(pause.began < pause.from ? [{ key: 'Away since', value: longDate(pause.began) }] : []),
          { key: 'Why', value: reasonWords(pause.reason, pause.words) },
          ...(pause.supportPauseId === null
            ? []
            : [
                {
                  key: 'New places',
                  value: 'All their support is paused: a place that begins meanwhile is paused too',
                },
              ]),
          { key: 'With', value: `${pause.provider}. The place is kept` },
        ],
        state: stateOf(pause, today),
        change: mayChange(pause) ? paths.changePause(personId, pause.pauseId) : '',
      })),
    over: {
      caption: 'Pauses that are over',
      stacked: true,
      head: ['Session', 'Days', 'Why', 'How it ended', 'Change'].map((text) => ({ text })),
      rows: over.map((pause) => ({
        cells: [
          { text: pause.title, note: weekdayName(pause.weekday) },
          pause.endKind === 'wrong' || neverBegan(pause)
            ? { text: 'None', note: `Was to be from ${shortDate(pause.from)}` }
            : { text: pauseDaysWords(pause) },
          { text: reasonWords(pause.reason, pause.words) },
          {
            text: pause.goesOn ? 'Went on' : pause.endKind === null ? 'As agreed' : (endWords[pause.endKind] ?? ''),
          },
          mayChange(pause)
            ? {
                text: 'Put right',
                href: paths.changePause(personId, pause.pauseId),
                hidden: `the pause of ${pause.title}`,
              }
            : { text: '–' },
        ],
      })),
    },
  }
}

function stateOf(pause: Pause, today: CalendarDate) {
  if (pause.from > today) return { text: 'Has not begun', colour: 'blue' }
  if (isLongPause({ began: pause.began, today }))
    return { text: `Away for ${daysBetween(pause.began, today)} days`, colour: 'orange' }
  return pause.until === null ? { text: 'No last day', colour: 'orange' } : { text: 'Paused', colour: 'grey' }
}

/** The choices of the form that pauses places. */
export const pauseChoices = (places: readonly PlaceToPause[]) => ({
  places: places.map((place) => ({
    value: place.placementId,
    text: `${place.title}, ${weekdayName(place.weekday)} ${clockTime(place.startMinute)} to ${clockTime(place.endMinute)}`,
    hint: {
      text: `${place.provider}${place.until === null ? '' : `, until ${longDate(place.until)}`}`,
    },
  })),
  newPlaces: [
    { value: 'paused', text: 'It is paused too: all their support is paused' },
    { value: 'not_paused', text: 'It is not paused: only the places chosen above are' },
  ],
  reasons: pauseReasons.map((value) => ({ value, text: pauseReasonWords[value] })),
})

/** Who is away, one row for each place: the council's people open the pauses; a provider reads a first name and no reason. */
export function pausedRows(pauses: readonly Pause[], { today, role }: { today: CalendarDate; role: string }) {
  const opens = role === 'broker' || role === 'practitioner' || role === 'team_manager'
  return pauses.map((pause) => ({
    cells: [
      role === 'provider'
        ? { text: shownName(pause) }
        : opens
          ? { text: pause.personName, href: paths.pauses(pause.personId) }
          : { text: pause.personName },
      { text: pause.title, note: `${weekdayName(pause.weekday)}, ${pause.provider}` },
      { text: pauseDaysWords(pause), ...(opens ? { note: reasonWords(pause.reason, null) } : {}) },
      pause.began > today
        ? { text: 'Has not begun' }
        : {
            text: daysBetween(pause.began, today) === 0 ? '1 day' : `${daysBetween(pause.began, today) + 1} days`,
            ...(opens ? lookWords(pause, today) : {}),
          },
    ],
  }))
}

const lookWords = ({ began, until }: Pause, today: CalendarDate) =>
  isLongPause({ began, today })
    ? { note: `Longer than ${longPauseDays} days: is the place still right?` }
    : until === null
      ? { note: 'No last day: ask when they come again' }
      : {}
