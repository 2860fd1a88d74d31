import { checkRows } from '../estimate/check-rows.ts'
import type { Screen } from '../estimate/conversation.ts'
import type { Typed } from '../estimate/field.ts'
import { handOver } from '../estimate/hand-over.ts'
import { everyPage } from '../estimate/pages.ts'
import { resultBlocks } from '../estimate/result-blocks.ts'
import { screenTitle } from '../estimate/screen-title.ts'
import type { EstimateSettings } from '../estimate/settings.ts'
import { paths } from '../paths.ts'

/** Only what the estimate asks is carried from screen to screen: anything else that was sent is left behind. */
export function knownAnswers(sent: Typed, settings: EstimateSettings): Typed {
  const ids = new Set(everyPage(settings).flatMap(({ fields }) => fields.map(({ id }) => id)))
  return Object.fromEntries(Object.entries(sent).filter(([id]) => ids.has(id)))
}

/** Everything estimate.njk shows of one screen. */
export function estimateView(screen: Screen, typed: Typed, settings: EstimateSettings, role: string) {
  const faults = screen.show === 'questions' ? screen.faults : []
  const here = new Set(screen.show === 'questions' ? screen.page.fields.map(({ id }) => id) : [])
  return {
    title: screenTitle(screen),
    screen: { page: null, toCheck: false, ...screen },
    hidden: Object.entries(typed).flatMap(([name, value]) => (here.has(name) || value === '' ? [] : [{ name, value }])),
    errors: faults.map(({ id, text }) => ({ text, href: `#${id}` })),
    at: Object.fromEntries(faults.map(({ id, text }) => [id, text])),
    typed,
    rows: screen.show === 'check' ? checkRows(typed, settings) : [],
    blocks: screen.show === 'result' ? resultBlocks(typed, settings) : [],
    every: screen.show === 'start' ? everyPage(settings) : [],
    settings: screen.show === 'start' ? JSON.stringify(settings) : '',
    action: paths.estimate(),
    file: paths.estimateFile(),
    handOver: handOver(role),
    handOverWords: JSON.stringify(handOver(role)),
    handTo: paths.handOver(),
    signInFirst: false,
  }
}
