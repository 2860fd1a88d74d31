import { paths as market } from '../../market/paths.ts'
import { countWords } from '../borough-tables.ts'
import type { KeyFacts } from '../key-facts.ts'
import type { CohortNeeds } from '../needs-analysis/needs-analysis.ts'
import type { Checked } from '../papers/check.ts'
import { verdictWords } from '../papers/check-words.ts'
import { verdictCounts } from '../papers/checked-papers.ts'
import { paths } from '../paths.ts'
import type { ProjectionFile, StrategyState } from '../store.ts'
import { millions } from './fact-charts.ts'

interface Link {
  readonly text: string
  readonly href: string
  readonly note: string
  /** The address as the routes know it, where it holds an id. */
  readonly pattern?: string
}

/** One question of the strategy: how things stand, and the pages that answer it. */
interface Question {
  readonly title: string
  readonly state: string
  readonly links: readonly Link[]
}

export interface StrategyGiven {
  readonly facts: Pick<KeyFacts, 'people' | 'spend'>
  readonly checked: readonly Checked[]
  readonly cohorts: readonly CohortNeeds[]
  readonly files: readonly ProjectionFile[]
  readonly state: StrategyState
  /** Whether the reader may open the page at an address. */
  readonly opens: (pattern: string) => boolean
}

const number = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

function factsWords({ people, spend }: StrategyGiven['facts']): string {
  if (people === 0) return 'Nobody has a paid day opportunity today.'
  if (people === 'hidden') return 'Fewer than five people have a paid day opportunity today.'
  const spent = spend === 'hidden' ? '' : `; ${millions(spend)} in the last 52 weeks`
  return `${countWords(people)} people today${spent}.`
}

function needsWords({ cohorts, files }: StrategyGiven): string {
  const known = cohorts.filter(
    ({ printed, needs, reachingEighteen }) => printed.length + needs.length > 0 || reachingEighteen !== null,
  )
  const own =
    files.length === 0
      ? 'none of it from a file of our own'
      : `${number(files.length, 'file', 'files')} of our own loaded`
  return `Something is known of ${known.length} of ${cohorts.length} groups, ${own}.`
}

function scenariosWords({ scenarios, beingWorkedOut, latestScenario }: StrategyState): string {
  if (scenarios === 0) return 'None is saved yet.'
  const busy = beingWorkedOut === 0 ? '' : `, ${beingWorkedOut} being worked out`
  return `${number(scenarios, 'scenario', 'scenarios')} saved${busy}.${latestScenario === null ? '' : ` The latest: “${latestScenario.name}”.`}`
}

const link = (text: string, href: string, note: string): Link => ({ text, href, note })

const today = (given: StrategyGiven): Question[] => [
  {
    title: 'Who uses day opportunities, and what does it cost?',
    state: factsWords(given.facts),
    links: [
      link(
        'Borough key facts',
        paths.borough(),
        'People, spend and areas from the records, beside what the papers print.',
      ),
    ],
  },
  {
    title: 'Do the papers agree with themselves?',
    state: `${given.checked.length} checks. ${verdictCounts(given.checked)
      .filter(({ checks }) => checks > 0)
      .map(({ verdict, checks }) => `${verdictWords[verdict].name}: ${checks}`)
      .join(' · ')}.`,
    links: [
      link('The papers, checked', paths.papers(), 'Every figure that follows from others, worked out again.'),
      link('All printed figures', paths.printedFigures(), 'What each paper prints, with its paragraph.'),
    ],
  },
  {
    title: 'How many people may need support?',
    state: needsWords(given),
    links: [
      link('Needs by group', paths.needs(), 'Population by share, with sources. Load the council’s own figures here.'),
    ],
  },
]

const tomorrow = ({ state }: StrategyGiven): Question[] => [
  {
    title: 'What may happen in the years to come?',
    state: scenariosWords(state),
    links: [
      link('Scenarios', paths.scenarios(), 'Change what you doubt and see people, money, carers and how sure that is.'),
      link(
        'How the rates were set',
        paths.rates(),
        'What was counted here, and whether it would have foretold what came.',
      ),
      link('Large runs', paths.runs(), 'Scenarios run many times in the background.'),
    ],
  },
]

const places = ({ state }: StrategyGiven): Question[] => [
  {
    title: 'Is there a place within reach?',
    state:
      state.places === 0
        ? 'No building has a weekly session that is counted.'
        : `${state.placesWithRoom.toLocaleString('en-GB')} of ${number(state.places, 'building has', 'buildings have')} room in some weekly session.`,
    links: [
      link(
        'Coverage',
        paths.coverage(),
        'Who lives within reach of a suitable place with room, by area, day and need.',
      ),
      link('What if a hub opened, or a building closed?', paths.coverageWhatIf(), 'Who would gain and who would lose.'),
      link('Market position', paths.marketPosition(), 'What there is, at what price, how good and how full.'),
      link('Gaps', paths.gaps(), 'What people wanted and did not find. Each can become a call.'),
    ],
  },
  {
    title: 'What do our buildings and journeys cost, in pounds and CO₂?',
    state: `${number(state.ownBuildings, 'building', 'buildings')} of the council’s own service.`,
    links: [link('Buildings and climate', paths.buildings(), 'Use, cost, journeys and CO₂, now and if one closed.')],
  },
]

function goOn({ state }: StrategyGiven): Question[] {
  const { latestScenario: latest } = state
  const years =
    latest === null
      ? []
      : [
          {
            ...link(
              'Services over the years',
              paths.scenarioViability(latest.id),
              `Which can go on if “${latest.name}” comes true.`,
            ),
            pattern: paths.scenarioViability(':scenarioId'),
          },
        ]
  return [
    {
      title: 'Which services can go on?',
      state:
        latest === null
          ? 'Save a scenario to see the years to come.'
          : `Over the years of “${latest.name}”, and today.`,
      links: [
        ...years,
        link('Services at risk today', market.earlyWarning(), 'What each earns and costs, the nearest loss first.'),
      ],
    },
    {
      title: 'What do members decide?',
      state: `${number(state.reportsIssued, 'report stands', 'reports stand')}${state.reportDrafts === 0 ? '' : `, ${number(state.reportDrafts, 'draft is', 'drafts are')} worked on`}.`,
      links: [
        link(
          'Reports for members',
          paths.reports(),
          'Facts, scenarios, maps and risks in plain words, each figure with its source.',
        ),
      ],
    },
  ]
}

/** The questions of the strategy in the order in which they are asked, with those pages that the reader may open; one without any is left out. */
export function strategyView(given: StrategyGiven) {
  const all = [...today(given), ...tomorrow(given), ...places(given), ...goOn(given)]
  const open = all.map(({ links, ...one }) => ({
    ...one,
    links: links.filter(({ href, pattern }) => given.opens(pattern ?? href)),
  }))
  return {
    questions: open
      .filter(({ links }) => links.length > 0)
      .map((one, at) => ({ ...one, title: `${at + 1}. ${one.title}` })),
  }
}
