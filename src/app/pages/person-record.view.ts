import { clockTime, shortDate } from '../../core/calendar-date.ts'
import type { StepName } from '../../journey.ts'
import { dayInEngland, minuteInEngland } from '../../platform/clock.ts'
import type { PersonBar } from '../../platform/http.ts'
import type { Progress } from '../../platform/waiting.ts'
import { roleWords } from '../navigation.ts'
import type { LookRow } from '../store.ts'

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

const actionWords: Record<string, string> = { 'people/looked-at': 'looked at' }

function lookWords(look: LookRow): string {
  const did = actionWords[look.action] ?? look.action.replace(/^.*\//, '').replaceAll('-', ' ')
  return look.page === null
    ? did
    : `${did} ${look.page.replace('/people/:personId', 'the record').replaceAll('/', ', ')}`
}

/** The journey bar with the one thing that is next, and who has looked at the record. */
export function personRecordView(given: {
  along: readonly { step: StepName; progress: Progress }[]
  looks: readonly LookRow[]
  personId: string
  role: string
  bar: PersonBar | null
}) {
  const tabs = given.bar?.tabs ?? []
  const steps = given.along.map(({ step, progress }) => {
    const link = tabs.find(({ href }) => href.startsWith(`/people/${given.personId}/${step}`))
    return {
      name: stepWords[step] ?? step,
      href: link?.href ?? '',
      state: progress.state,
      words: progress.words,
      on: progress.on ?? '',
      by: progress.by ?? '',
    }
  })
  const now = steps.find((step) => step.state === 'now') ?? steps.find((step) => step.state === 'next')
  return {
    pageTitle: given.bar?.name ?? 'Record',
    steps,
    next: now === undefined ? null : { text: `${now.name}: ${now.words}`, href: now.href },
    looks: given.looks.map((look) => ({
      when: `${shortDate(dayInEngland(look.at))}, ${clockTime(minuteInEngland(look.at))}`,
      who: `${look.actor_name}, ${roleWords(look.actor_role)}`,
      what: lookWords(look),
    })),
    seesLooks: given.role === 'person',
  }
}
