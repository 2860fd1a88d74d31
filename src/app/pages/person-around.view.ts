import type { CalendarDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import type { DateOfWeek } from '../../delivery/store.ts'
import { outcomeForStaff } from '../../outcomes/pages/outcomes.view.ts'
import type { OutcomeRow, VoiceNamed } from '../../outcomes/store.ts'
import { alsoRecordedAs, talkFromMerged } from '../../people/pages/merged.view.ts'
import type { Merged, PersonRecord } from '../../people/store.ts'
import { againstBudget } from '../../planning/against-budget.ts'
import { beginsLater, type PlanCharge } from '../../planning/pages/charge-words.ts'
import type { Draft } from '../../planning/store.ts'
import type { Happened } from '../store/history.ts'
import { happenings, historyPath } from './history.view.ts'
import { weekOf } from './person-week.view.ts'

/** What a practitioner sees of a person beside the journey. */
export interface Around {
  /** What the person is called. */
  readonly given: string
  readonly record: PersonRecord
  /** The records that were merged into this one. */
  readonly merged: readonly Merged[]
  readonly draft: Draft
  readonly charge: PlanCharge | undefined
  /** The first day of the plan as it is read. */
  readonly from: CalendarDate
  readonly outcomes: readonly OutcomeRow[]
  readonly voices: readonly VoiceNamed[]
  readonly today: CalendarDate
  /** The Monday of this week, and the dates there are in it. */
  readonly monday: CalendarDate
  readonly dates: readonly DateOfWeek[]
  readonly happened: readonly Happened[]
  /** The next review that is booked; none where none is. */
  readonly review: readonly { readonly on: CalendarDate }[]
}

const somebody = 'Somebody whose record you may not open'

/** How to talk with the person and what to be careful of, before the week and the money; then who is around them. */
export function aroundView(personId: string, around: Around) {
  const { given, record, merged, draft, charge, from } = around
  const ties = (kind: 'friend' | 'keep_apart') => record.ties.filter((tie) => tie.kind === kind)
  return {
    given,
    details: `/people/${personId}/people`,
    plan: `/people/${personId}/planning`,
    talk: record.talk.map(({ need, how_to_meet_it: how }) => `${need}. ${how}`),
    talkFromMerged: talkFromMerged(record, merged),
    also: alsoRecordedAs(merged),
    friends: ties('friend').map(({ name, reason }) => `${name ?? somebody}. ${reason}`),
    apart: ties('keep_apart').length,
    week: weekOf(around),
    voices: around.outcomes.map((outcome) => outcomeForStaff(outcome, { voices: around.voices, person: given })),
    outcomes: `/people/${personId}/outcomes`,
    happened: happenings(personId, around.happened),
    history: historyPath(personId),
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
      ...againstRow(draft),
      {
        key: `${given} pays`,
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

/** What the plan leaves of the budget, or goes above it; nothing while one of both is missing. */
function againstRow({ sessions, figures, indicative }: Draft) {
  const standing = againstBudget(figures.weekly, indicative?.weekly)
  if (sessions.length === 0 || standing.state === 'no_budget_yet') return []
  return standing.state === 'within'
    ? [{ key: 'Left', value: `${inPence(standing.left)} a week` }]
    : [{ key: 'Above the budget', value: `${inPence(standing.over)} a week` }]
}
