import type { StepName } from '../../journey.ts'
import type { PersonBar } from '../../platform/http.ts'
import type { Progress } from '../../platform/waiting.ts'
import { type Around, aroundView } from './person-around.view.ts'

const stepWords: Partial<Record<StepName, string>> = {
  people: 'Who I am',
  needs: 'Needs',
  allocation: 'Budget',
  charging: 'Charge',
  planning: 'Plan',
  brokerage: 'Places',
  delivery: 'The week',
  outcomes: 'Review',
  finance: 'Money',
}

/** The journey bar with the one thing that is next. */
export function personRecordView(given: {
  along: readonly { step: StepName; progress: Progress }[]
  personId: string
  bar: PersonBar | null
  around: Around | null
}) {
  const tabs = given.bar?.tabs ?? []
  const steps = given.along.map(({ step, progress }) => {
    const link = tabs.find(({ href }) => href.startsWith(`/people/${given.personId}/${step}`))
    return {
      name: stepWords[step] ?? step,
      href: link?.href ?? '',
      state: progress.state,
      words: progress.words.replace(/\.$/, ''),
      on: progress.on ?? '',
      by: progress.by ?? '',
    }
  })
  const now = steps.find((step) => step.state === 'now') ?? steps.find((step) => step.state === 'next')
  return {
    pageTitle: given.bar?.name ?? 'Record',
    steps,
    around: given.around === null ? null : aroundView(given.personId, given.around),
    next: now === undefined ? null : { text: `${now.name}: ${now.words}`, href: now.href },
  }
}
