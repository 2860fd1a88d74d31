import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import type { Voice as Speaks } from '../../people/index.ts'
import { type Met, metWords, ownMetWords, type Voice, voices, voicesDiffer } from '../met.ts'
import { paths } from '../paths.ts'
import type { OutcomeRow, VoiceRow } from '../store.ts'
import { eventWords, voiceWordsFor } from './words.ts'

export interface OutcomesRows {
  readonly personId: string
  readonly name: string
  readonly today: CalendarDate
  readonly outcomes: readonly OutcomeRow[]
  readonly voices: readonly VoiceRow[]
  readonly due: readonly { readonly reviewDueId: string; readonly cause: string; readonly dueOn: CalendarDate }[]
  readonly held: readonly {
    readonly reviewId: string
    readonly completedOn: CalendarDate
    readonly outcomesAchieved: string
    readonly eventOutcome: string
  }[]
  /** Who looks: the person speaks as "I", staff about the person. */
  readonly own: boolean
}

/** Each outcome with what each voice last said, side by side; where they differ it says so. */
export function outcomesView(rows: OutcomesRows, v: Speaks) {
  const { personId, own } = rows
  return {
    v,
    title: own ? 'Is it helping?' : `Is it helping? ${rows.name}`,
    lede: own
      ? `What ${v.I} say${v.s} comes first. When we do not agree, both are shown.`
      : 'The views side by side. Where they differ, that is shown and never averaged.',
    own,
    action: paths.outcomes(personId),
    outcomes: rows.outcomes.map((outcome) => outcomeCard(outcome, rows, v)),
    due: rows.due.map(({ reviewDueId, cause, dueOn }) => ({
      when: longDate(dueOn),
      text: dueOn < rows.today ? `Review, late. ${cause}` : `Review. ${cause}`,
      href: own ? '' : paths.review(personId, reviewDueId),
    })),
    held: rows.held.map((review) => ({
      cells: [
        { text: shortDate(review.completedOn), href: paths.held(personId, review.reviewId) },
        { text: review.outcomesAchieved },
        { text: eventWords(review.eventOutcome) },
      ],
    })),
  }
}

function outcomeCard({ outcomeId, words }: OutcomeRow, { voices: all, own }: OutcomesRows, v: Speaks) {
  const said = all.filter((one) => one.outcomeId === outcomeId)
  const heard = (voice: Voice) => voice !== 'carer' || said.some((one) => one.voice === 'carer')
  const whose = voiceWordsFor(own ? v : undefined)
  // Who acts for somebody has a column where they said something; the others always, as their view is asked for.
  const columns = voices.filter(heard).map((voice) => {
    const last = said.find((one) => one.voice === voice)
    return {
      who: whose[voice],
      face: last ? faceOf(last.met) : '',
      text: last
        ? `${(own ? ownMetWords : metWords)[last.met]}${last.words ? `. ‘${last.words}’` : ''}`
        : 'Nothing yet',
      when: last ? shortDate(last.on) : '',
    }
  })
  return { outcomeId, words, columns, differ: voicesDiffer(said) }
}

const faces = { fully: 'good', partially: 'ok', not: 'bad' } as const
const faceOf = (met: Met) => faces[met]
