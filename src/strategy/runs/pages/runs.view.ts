import { type CalendarDate, clockTime, longDate } from '../../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../../core/list-page.ts'
import { paths } from '../../paths.ts'
import type { SimulationHead } from '../../store.ts'

/** When something happened, as people in England say it. */
export interface Moment {
  readonly day: CalendarDate
  readonly minute: number
}

const stateWords = { running: 'Being made', cancelled: 'Ended early', done: 'Done' } as const
const inHundredOf = ({ made, draws }: SimulationHead) => Math.floor((made / draws) * 100)
const number = (count: number) => count.toLocaleString('en-GB')

/** How far a run is, in one sentence. */
export function howFar(run: SimulationHead): string {
  if (run.state === 'done') return `All ${number(run.draws)} runs are made.`
  const made = `${number(run.made)} of ${number(run.draws)} runs are made (${inHundredOf(run)}%)`
  return run.state === 'cancelled' ? `${made}. ${run.cancelledBy ?? ''} ended it; there is no answer.` : `${made}.`
}

/** The list of large runs, the latest first. */
export const runsView = (
  { rows, all }: ListPage<SimulationHead>,
  { words, page, perPage }: { words: string; page: number; perPage: number },
) => ({
  back: paths.scenarios(),
  list: {
    asked: words !== '' || page > 1,
    find: { action: paths.runs(), title: 'Large runs', label: 'Scenario, or who asked', value: words },
    count: countWords(all, 'large run', 'large runs'),
    table: {
      caption: 'Large runs',
      captionHidden: true,
      stacked: true,
      head: [{ text: 'Scenario' }, { text: 'Asked for by' }, { text: 'Runs', numeric: true }, { text: 'State' }],
      rows: rows.map((run) => ({
        cells: [
          { text: run.name, href: paths.run(run.id) },
          { text: run.askedBy },
          { text: number(run.draws) },
          { text: run.state === 'running' ? `${inHundredOf(run)}% made` : stateWords[run.state] },
        ],
      })),
    },
    pager: pagerOf({ page, all, perPage, href: pageAddress(paths.runs(), { words }) }),
    nothing: {
      text: 'Nobody has asked for one yet. Open a saved scenario and choose “Run it more often”.',
      href: paths.scenarios(),
      act: 'Scenarios',
    },
  },
})

/** One run: what was asked, how far it is, and what may be done. */
export const runView = (run: SimulationHead, asked: Moment, mayAct: boolean) => ({
  name: run.name,
  back: paths.runs(),
  here: paths.run(run.id),
  asked: `Asked for by ${run.askedBy} on ${longDate(asked.day)} at ${clockTime(asked.minute)}. Seed ${run.seed}.`,
  state: run.state,
  howFar: howFar(run),
  made: run.made,
  draws: run.draws,
  cancel: mayAct && run.state === 'running' ? paths.cancelRun(run.id) : null,
  resume: mayAct && run.state === 'running' ? paths.resumeRun(run.id) : null,
})
