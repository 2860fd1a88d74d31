import { type CalendarDate, clockTime, weekdayName } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import type { PersonRecord } from '../../people/store.ts'
import { beginsLater, type PlanCharge } from '../../planning/pages/charge-words.ts'
import { stateWords, supportWords } from '../../planning/pages/state-words.ts'
import type { Draft } from '../../planning/store.ts'

/** What a practitioner sees of a person beside the journey. */
export interface Around {
  /** What the person is called. */
  readonly given: string
  readonly record: PersonRecord
  readonly draft: Draft
  readonly charge: PlanCharge | undefined
  /** The first day of the plan as it is read. */
  readonly from: CalendarDate
}

const somebody = 'Somebody whose record you may not open'

/** How to talk with the person and what to be careful of, before the week and the money; then who is around them. */
export function aroundView(personId: string, { given, record, draft, charge, from }: Around) {
  const ties = (kind: 'friend' | 'keep_apart') => record.ties.filter((tie) => tie.kind === kind)
  return {
    given,
    details: `/people/${personId}/people`,
    plan: `/people/${personId}/planning`,
    talk: record.talk.map(({ need, how_to_meet_it: how }) => `${need}. ${how}`),
    friends: ties('friend').map(({ name, reason }) => `${name ?? somebody}. ${reason}`),
    apart: ties('keep_apart').length,
    week: weekTable(draft),
    money: [
      {
        key: 'Budget',
        value:
          draft.indicative === undefined
            ? 'Not worked out yet'
            : `${inPence(draft.indicative.weekly)} a week${draft.indicative.issued ? '' : ', not told yet'}`,
      },
      {
        key: 'Plan',
        value: draft.sessions.length === 0 ? 'No session yet' : `${inPence(draft.figures.weekly)} a week`,
      },
      {
        key: 'Pays',
        value:
          charge === undefined
            ? 'Not known yet'
            : `${beginsLater(charge, from)}${charge.upTo ? 'up to' : 'at most'} ${inPence(charge.weekly)} a week`,
      },
    ],
    people: [
      ...record.carers.map((one) => ({ key: 'Carer', value: `${one.name ?? somebody}, ${one.relation}` })),
      ...record.authorities.map((one) => ({ key: 'May act', value: one.name ?? somebody })),
    ],
  }
}

function weekTable({ sessions }: Draft) {
  const inOrder = [...sessions].sort(
    (one, other) => one.pattern.weekday - other.pattern.weekday || one.pattern.startMinute - other.pattern.startMinute,
  )
  return {
    caption: 'Sessions of a usual week',
    captionHidden: true,
    stacked: true,
    head: ['When', 'Session', 'For which outcome', 'Support', 'State'].map((text) => ({ text })),
    rows: inOrder.map((session) => {
      const { weekday, startMinute, endMinute, everyWeeks } = session.pattern
      const often = everyWeeks === 1 ? '' : `, every ${everyWeeks} weeks`
      return {
        cells: [
          { text: `${weekdayName(weekday)} ${clockTime(startMinute)} to ${clockTime(endMinute)}${often}` },
          { text: session.title, note: session.place },
          { text: session.outcomeWords ?? '–' },
          { text: supportWords(session) },
          { text: stateWords(session) },
        ],
      }
    }),
  }
}
