import { differences } from '../scenario/differences.ts'
import type { Answered } from '../scenario/result-tables.ts'
import type { KeptScenario } from '../store/scenarios.ts'

/** Which saved scenarios stand beside the one that is opened; empty where none. */
interface Beside {
  readonly beside: string
  readonly and: string
}

const letters = ['A', 'B', 'C'] as const

/** A saved scenario and those beside it that are worked out: each once, two at most. */
export async function sideBySide(
  read: (scenarioId: string) => Promise<KeptScenario>,
  scenarioId: string,
  { beside, and }: Beside,
): Promise<{ kept: KeptScenario; others: KeptScenario[] }> {
  const kept = await read(scenarioId)
  const ids = [...new Set([beside, and])].filter((id) => id !== '' && id !== scenarioId)
  const others: KeptScenario[] = []
  for (const id of ids) others.push(await read(id))
  return { kept, others: others.filter(({ result }) => result !== null) }
}

/** Their answers, each with the letter that the page calls it by. */
export const answersOf = ({ kept, others }: Awaited<ReturnType<typeof sideBySide>>): readonly Answered[] =>
  [kept, ...others].flatMap(({ name, result }, at) =>
    result === null ? [] : [{ letter: letters[at] ?? '', name, result }],
  )

/** What they assume differently; nothing where one stands alone. */
export const differencesOf = ({ kept, others }: Awaited<ReturnType<typeof sideBySide>>) =>
  kept.result === null || others.length === 0
    ? null
    : differences([kept, ...others].map(({ content }, at) => ({ letter: letters[at] ?? '', scenario: content })))

/** The part of an address that holds what stands beside. */
export const besideSuffix = (others: readonly KeptScenario[]): string =>
  others.map(({ id }, at) => `${at === 0 ? '?beside' : '&and'}=${id}`).join('')
