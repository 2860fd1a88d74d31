import { longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import type { StartingScenarios } from '../scenario/simulate-type.ts'
import type { ScenarioLine, ScenarioState } from '../store.ts'

const stateWords: Readonly<Record<ScenarioState, string>> = {
  listed: 'On the list',
  off: 'Taken off the list',
  all: 'All',
}

export interface ScenariosAsked {
  readonly words: string
  readonly state: ScenarioState
  readonly page: number
}

function stateCell({ endedOn, endedBy, endedWhy, workedOut }: ScenarioLine) {
  if (endedOn !== null) return { text: `Off the list since ${shortDate(endedOn)}, ${endedBy}`, note: endedWhy ?? '' }
  return { text: workedOut ? 'Worked out' : 'Being worked out' }
}

/** Where to start, and saved scenarios by words and state, page by page. */
export function scenariosListView(
  { list, all }: { readonly list: readonly ScenarioLine[]; readonly all: number },
  asked: ScenariosAsked,
  { perPage, starting }: { readonly perPage: number; readonly starting: StartingScenarios | undefined },
) {
  const { words, state, page } = asked
  return {
    words,
    states: (Object.keys(stateWords) as ScenarioState[]).map((value) => ({
      ...{ value, text: stateWords[value], selected: value === state },
    })),
    filtered: words !== '' || state !== 'listed',
    found: `${all.toLocaleString('en-GB')} ${all === 1 ? 'scenario' : 'scenarios'}.`,
    rates: paths.rates(),
    runs: paths.runs(),
    here: paths.scenarios(),
    starts: (starting?.variants ?? []).map(({ code, scenario }) => ({
      ...{ href: paths.tryScenario(code), text: scenario.name, note: scenario.about },
    })),
    table: {
      caption: 'Saved scenarios',
      captionHidden: true,
      stacked: true,
      head: ['Scenario', 'Saved by', 'Made from', 'State'].map((text) => ({ text })),
      rows: list.map((one) => ({
        cells: [
          { text: one.name, href: paths.scenario(one.id), note: one.about },
          { text: `${one.savedBy}, ${longDate(one.savedOn)}` },
          { text: one.basedOnName ?? 'The council’s start' },
          stateCell(one),
        ],
      })),
    },
    pager: {
      page,
      pages: pagesOf(all, perPage),
      href: `${paths.scenarios()}?${new URLSearchParams({ words, state, page: '' })}`,
    },
  }
}
