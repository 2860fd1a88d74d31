import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import type { Voice as Speaks } from '../../people/index.ts'
import { type Met, metWords, ownMetWords, type Voice, voices, voicesDiffer } from '../met.ts'
import { paths } from '../paths.ts'
import type { OutcomeRow, VoiceNamed } from '../store.ts'
import { eventWords, voiceWordsFor } from './words.ts'

export interface OutcomesRows {
  readonly personId: string
  readonly name: string
  readonly today: CalendarDate
  readonly outcomes: readonly OutcomeRow[]
  readonly voices: readonly VoiceNamed[]
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
    outcomes: rows.outcomes.map((outcome) =>
      own ? outcomeForOwn(outcome, rows, v) : outcomeForStaff(outcome, { voices: rows.voices, person: rows.name }),
    ),
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

/** The same for the person, who is told whose view it is and no name of staff. */
const outcomeForOwn = (outcome: OutcomeRow, rows: OutcomesRows, v: Speaks) =>
  outcomeCard(
    outcome,
    rows.voices.map((one) => ({ ...one, by: null, role: null })),
    { faced: voices, whose: voiceWordsFor(v), metWords: ownMetWords, nothing: 'Nothing yet' },
  )

const unnamed: Readonly<Record<Voice, string>> = {
  person: 'The person',
  carer: 'Who acts for them',
  practitioner: 'The social worker',
  provider: 'The provider',
}

/** An outcome with what each voice last said of it, side by side, as staff read it: who spoke is named where the records name them. */
export const outcomeForStaff = (
  outcome: OutcomeRow,
  { voices: said, person }: { voices: readonly VoiceNamed[]; person: string },
) =>
  outcomeCard(outcome, said, {
    faced: ['person', 'carer'],
    whose: { ...unnamed, ...(person === '' ? {} : { person }) },
    metWords,
    nothing: 'No view yet',
  })

interface Card {
  /** Whose face is shown beside their words. */
  readonly faced: readonly Voice[]
  readonly whose: Readonly<Record<Voice, string>>
  readonly metWords: Readonly<Record<Met, string>>
  readonly nothing: string
}

function outcomeCard({ outcomeId, words }: OutcomeRow, all: readonly VoiceNamed[], card: Card) {
  const said = all.filter((one) => one.outcomeId === outcomeId)
  const heard = (voice: Voice) => voice !== 'carer' || said.some((one) => one.voice === 'carer')
  // Who acts for somebody has a column where they said something; the others always, as their view is asked for.
  const columns = voices.filter(heard).map((voice) => {
    const last = said.find((one) => one.voice === voice)
    return {
      who: whoSaid(last, card.whose[voice]),
      face: last && card.faced.includes(voice) ? faceOf(last.met) : '',
      text: last ? `${card.metWords[last.met]}${last.words ? `. ‘${last.words}’` : ''}` : card.nothing,
      when: last ? shortDate(last.on) : '',
    }
  })
  return { outcomeId, words, columns, differ: voicesDiffer(said) }
}

/** A worker or a provider by name, where the records name them. */
function whoSaid(last: VoiceNamed | undefined, otherwise: string): string {
  if (!last?.by) return otherwise
  return last.role === null ? last.by : `${last.by}, ${last.role === 'team_manager' ? 'team manager' : 'social worker'}`
}

const faces = { fully: 'good', partially: 'ok', not: 'bad' } as const
const faceOf = (met: Met) => faces[met]
