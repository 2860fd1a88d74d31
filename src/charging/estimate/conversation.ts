import { type Fault, faultsOn } from './faults.ts'
import type { EstimatePage, Typed } from './field.ts'
import { estimatePages } from './pages.ts'
import type { EstimateSettings } from './settings.ts'

/** What is shown: the beginning, one screen of questions, the answers to check, or the estimate. */
export type Screen =
  | { readonly show: 'start' }
  | {
      readonly show: 'questions'
      readonly page: EstimatePage
      readonly faults: readonly Fault[]
      readonly toCheck: boolean
    }
  | { readonly show: 'check' }
  | { readonly show: 'result' }

/** What was pressed, and where: the screen's own id, "start", "check" or "result". */
export interface Pressed {
  readonly at: string
  /** "next", "back", "start", "result", or "change:" with the id of a screen. */
  readonly go: string
  /** True on a screen opened from the list of answers: what follows is that list again. */
  readonly toCheck: boolean
}

/**
 * The next screen of the conversation. Forward only from a screen without faults; to the estimate only when no screen has any,
 * otherwise to the first that has. Back and change keep everything typed.
 */
export function nextScreen(typed: Typed, { at, go, toCheck }: Pressed, settings: EstimateSettings): Screen {
  const pages = estimatePages(settings, typed)
  const questions = (page: EstimatePage | undefined, faults: readonly Fault[] = [], check = toCheck): Screen =>
    page === undefined ? { show: 'start' } : { show: 'questions', page, faults, toCheck: check }
  const here = pages.findIndex(({ id }) => id === at)
  if (go.startsWith('change:')) {
    const wanted = go.slice('change:'.length)
    return questions(pages.find(({ id }) => id === wanted) ?? pages[0], [], true)
  }
  if (go === 'start') return questions(pages[0], [], false)
  if (go === 'back') {
    if (at === 'result' || toCheck) return { show: 'check' }
    return questions(at === 'check' ? pages.at(-1) : pages[here - 1], [], false)
  }
  const page = pages[here]
  if (page !== undefined) {
    const faults = faultsOn(page, typed, settings)
    if (faults.length > 0) return questions(page, faults)
    if (!toCheck) return pages[here + 1] === undefined ? { show: 'check' } : questions(pages[here + 1])
  }
  const open = pages.find((one) => faultsOn(one, typed, settings).length > 0)
  if (open !== undefined) return questions(open, page === undefined ? faultsOn(open, typed, settings) : [], true)
  return go === 'result' ? { show: 'result' } : { show: 'check' }
}
