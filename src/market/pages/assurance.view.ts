import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, firstOf, type ListPage, pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { type AssuranceRule, nextVisitDue, whoLooks } from '../assurance.ts'
import {
  concernIsLate,
  type ListWanted,
  listed,
  needs,
  needsOf,
  needWords,
  type Standing,
  standingOf,
  standings,
  standingWords,
} from '../assurance-list.ts'
import { paths } from '../paths.ts'
import { ratingWords } from '../service-rating.ts'
import type {
  AssuranceAction,
  AssuredService,
  Concern,
  RatingDecision,
  RatingProposal,
  Visit,
  VoiceToRead,
} from '../store.ts'
import { shownVoices } from '../voice.ts'
import { actionRow, concernRow, visitRow, voiceRow } from './assurance-rows.view.ts'

const colours: Record<Standing, string> = {
  good: 'green',
  some_things: 'orange',
  not_good_enough: 'red',
  not_visited: 'grey',
  cqc: 'blue',
  nobody: 'grey',
}
const standingTag = (standing: Standing) => ({ text: standingWords(standing), colour: colours[standing] })

const some = <Value extends string>(all: readonly Value[], words: (value: Value) => string, empty: string) => [
  { value: '', text: empty },
  ...all.map((value) => ({ value, text: words(value) })),
]

/** The list of services with what has to be done about each. */
export function assuranceView(
  services: readonly AssuredService[],
  wanted: ListWanted & { page: number },
  rule: AssuranceRule,
  today: CalendarDate,
) {
  const found = listed(services, wanted, rule, today)
  const count = (need: (typeof needs)[number]) =>
    services.filter((one) => needsOf(one, rule, today).includes(need)).length
  const address = (of: Partial<ListWanted>) => `${paths.assurance()}?${new URLSearchParams(Object.entries(of))}`
  const { words, standing, need } = wanted
  const asked = { words, standing, need }
  return {
    total: found.length,
    counts: needs.map((one) => ({
      number: count(one),
      text: needWords(one),
      href: address({ need: one }),
      tone: count(one) === 0 ? 'good' : one === 'actions' || one === 'concerns' ? 'bad' : 'warn',
    })),
    rows: found.slice((wanted.page - 1) * ROWS_A_PAGE, wanted.page * ROWS_A_PAGE).map((one) => ({
      cells: [
        { text: one.name, href: paths.assured(one.opportunityId), note: one.name === one.provider ? '' : one.provider },
        { tag: standingWords(standingOf(one)), colour: colours[standingOf(one)], note: ratedWords(one) },
        { text: visitWords(one, rule, today) },
        { text: actionsWords(one) },
        { text: concernsWords(one, rule, today) },
      ],
    })),
    pager: {
      page: wanted.page,
      pages: pagesOf(found.length),
      href: `${address(asked)}&page=`,
    },
    asked,
    standings: some(standings, standingWords, 'Every rating'),
    needs: some(needs, needWords, 'Whatever there is to do'),
    csv: `${paths.assurance()}.csv?${new URLSearchParams(Object.entries(asked))}`,
    links: {
      concerns: paths.concerns(),
      voices: paths.voices(),
      rule: paths.qualityRule(),
      here: paths.assurance(),
      providers: paths.providers(),
    },
    rule: rule.from,
  }
}

const ratedWords = (one: AssuredService) => (one.ratedOn === null ? '' : `since ${shortDate(one.ratedOn)}`)

function visitWords(one: AssuredService, rule: AssuranceRule, today: CalendarDate): string {
  if (one.plannedOn !== null) return `Planned for ${shortDate(one.plannedOn)}`
  if (whoLooks(one) !== 'council') return 'None due'
  const due = nextVisitDue(one, rule)
  return due < today ? `Late since ${shortDate(due)}` : `By ${shortDate(due)}`
}

const actionsWords = ({ openActions, lateActions, saidDone }: AssuredService) =>
  [
    openActions === 0 ? 'None' : `${openActions} open`,
    ...(lateActions > 0 ? [`${lateActions} late`] : []),
    ...(saidDone > 0 ? [`${saidDone} said to be done`] : []),
  ].join(', ')

function concernsWords(one: AssuredService, rule: AssuranceRule, today: CalendarDate): string {
  const waiting =
    one.undecided === 0 ? [] : [`${one.undecided} to decide${concernIsLate(one, rule, today) ? ', late' : ''}`]
  const acted = one.actedOn + one.ofSafety
  const said = [...waiting, ...(acted > 0 ? [`${acted} acted on`] : [])]
  return said.length === 0 ? 'None' : said.join(', ')
}

/** The list as a spreadsheet. */
export function assuranceTable(
  services: readonly AssuredService[],
  wanted: ListWanted,
  rule: AssuranceRule,
  today: CalendarDate,
): (string | number)[][] {
  const head = ['Service', 'Provider', 'Rating', 'Since', 'Last visit', 'Next visit', 'Planned for', 'Actions open']
  return [
    [...head, 'Actions late', 'Actions said to be done', 'Concerns to decide', 'Concerns acted on'],
    ...listed(services, wanted, rule, today).map((one) => [
      one.name,
      one.provider,
      standingWords(standingOf(one)),
      one.ratedOn ?? '',
      one.visitedOn ?? '',
      whoLooks(one) === 'council' ? nextVisitDue(one, rule) : '',
      one.plannedOn ?? '',
      one.openActions,
      one.lateActions,
      one.saidDone,
      one.undecided,
      one.actedOn + one.ofSafety,
    ]),
  ]
}

/** One service: its rating, what the rule would say today, and everything that is recorded of it. */
export function assuredView(
  { service, ...proposal }: RatingProposal,
  file: {
    visits: readonly Visit[]
    actions: readonly AssuranceAction[]
    concerns: readonly Concern[]
    voices: ListPage<VoiceToRead>
    ratings: readonly RatingDecision[]
  },
  { rule, today, all }: { rule: AssuranceRule; today: CalendarDate; all: string },
) {
  const looks = whoLooks(service)
  const id = service.opportunityId
  const first = <T>(rows: readonly T[], words: string) =>
    firstOf(rows, { most: 20, all: all === words, href: `${paths.assured(id)}?all=${words}#${words}`, words })
  return {
    name: service.name,
    provider: { text: service.provider, href: paths.provider(service.providerId) },
    standing: standingTag(standingOf(service)),
    since: service.ratedOn === null ? '' : longDate(service.ratedOn),
    ours: looks === 'council',
    cqc: looks === 'cqc',
    next: visitWords(service, rule, today),
    proposal:
      looks === 'council' && proposal.visit !== undefined && proposal.rating !== 'not_visited'
        ? {
            rating: ratingWords(proposal.rating),
            reasons: proposal.reasons,
            differs: proposal.rating !== service.rating,
          }
        : null,
    stale: service.visitId !== service.ratedVisitId && service.visitId !== null && looks === 'council',
    voices: heardWords(shownVoices(proposal.facts.voices)),
    acts: [
      ...(looks === 'council' ? [{ text: 'Plan a visit', href: paths.planVisit(id) }] : []),
      { text: 'Set an action', href: paths.newAction(id), secondary: true },
      ...(looks === 'council' && proposal.visit !== undefined
        ? [{ text: 'Decide the rating', href: paths.rateService(id), secondary: true }]
        : []),
    ],
    visits: first(file.visits.map(visitRow), 'visits'),
    actions: first(
      file.actions.map((one) => actionRow(one, today)),
      'actions',
    ),
    concerns: first(
      file.concerns.map((one) => concernRow(one, rule, today)),
      'concerns',
    ),
    said: voicesSaid(file.voices, service.name),
    ratings: file.ratings.map(ratingRow),
    links: {
      back: paths.assurance(),
      quality: paths.quality(id),
      tell: paths.tellUs(id),
    },
  }
}

/** The newest voices and, where there are more, the way to search all of them. */
function voicesSaid({ rows, all }: ListPage<VoiceToRead>, service: string) {
  const more = {
    text: `${rows.length} of ${countWords(all, 'voice', 'voices')} are shown.`,
    act: 'Search all of them',
    href: `${paths.voices()}?${new URLSearchParams({ words: service })}`,
  }
  return { rows: rows.map(voiceRow), more: all > rows.length ? more : null }
}

/** A rating that was decided, with why it departs from what the rule proposed where it does. */
const ratingRow = ({ rating, by, on, reasons, departure, proposed }: RatingDecision) => ({
  title: ratingWords(rating),
  by,
  when: longDate(on),
  text: `${reasons.join('. ')}.${departure === null ? '' : ` The rule proposed “${ratingWords(proposed)}”. ${departure}`}`,
})

/** What everybody reads of how many said what, and why a number is missing there. */
export function heardWords(heard: ReturnType<typeof shownVoices>): string | null {
  if (heard === null) return null
  const { good, so_so: soSo, bad } = heard.counts
  const number = (shown: number | 'hidden') => (shown === 'hidden' ? 'not shown' : String(shown))
  const begins = `What everybody reads: ${heard.total} people have told us`
  const why = 'a small number could point at somebody'
  if ([good, soSo, bad].every((one) => one === 'hidden'))
    return `${begins}. How many of them said good, so-so or bad is not shown there: ${why}.`
  const said = `${begins}: good ${number(good)}, so-so ${number(soSo)}, bad ${number(bad)}.`
  return [good, soSo, bad].includes('hidden') ? `${said} What is not shown: ${why}.` : said
}
