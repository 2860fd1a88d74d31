import { pence } from '../../core/money.ts'
import { readForm } from '../../platform/form.ts'
import { type CheckKind, checkKinds } from '../checks.ts'
import type { Evidence, Joining, Offer } from '../joining.ts'
import type { RateUnit } from '../rate.ts'
import type { DraftAnswers } from '../store.ts'
import type { Question } from './join-questions.page.ts'

/** The application as it can be sent, or the first question that is not answered. */
export function readJoining(
  questions: readonly Question[],
  answers: DraftAnswers,
): { joining: Joining } | { missing: string } {
  const read: Record<string, Record<string, unknown>> = {}
  for (const { key, form } of questions) {
    const page = readForm(form, answers[key] ?? {})
    if (!page.ok) return { missing: key }
    read[key] = page.value
  }
  return { joining: joiningOf(questions, read) }
}

function joiningOf(questions: readonly Question[], read: Record<string, Record<string, unknown>>): Joining {
  const whoIs = read['who'] as { name: string; contact: string; phone: string; email?: string }
  const { lotIds } = read['lots'] as { lotIds: string[] }
  const said = read['offer'] as Omit<Offer, 'session'> | undefined
  const times = read['when'] as { weekday: number; start: number; end: number; places: number } | undefined
  const asked = read['price'] as { price: number; unit: RateUnit; supportBand: string; leastHours: number } | undefined
  const evidence = questions
    .filter(({ key }) => (checkKinds as readonly string[]).includes(key))
    .map(({ key }): Evidence => {
      const page = read[key] as { evidence?: string; expires?: Evidence['expiresOn']; none?: string; words?: string }
      const words =
        page.evidence ??
        [page.none === 'none' ? 'Says that no ground applies' : 'Says that a ground may apply', page.words]
          .filter(Boolean)
          .join(': ')
      return { kind: key as CheckKind, words, expiresOn: page.expires }
    })
  return {
    ...whoIs,
    lotIds,
    offer: said && {
      ...said,
      session: times && {
        weekday: times.weekday,
        startMinute: times.start,
        endMinute: times.end,
        places: times.places,
      },
    },
    price: asked && { pence: pence(asked.price), unit: asked.unit, supportBand: asked.supportBand },
    leastWeeklyMinutes: asked?.leastHours,
    evidence,
  }
}
