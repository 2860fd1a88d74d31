import { clockTime, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { namesInLine, ROWS_A_PAGE } from '../../core/list-page.ts'
import { formatMoney, inPence, type Pence } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { PlanFigures } from '../plan-figures.ts'
import type { Named, PlanVersion, QueuedPlan } from '../store.ts'
import { routeWords, type WeekSession } from '../week-session.ts'
import { supportWords } from './state-words.ts'

interface Limit {
  readonly yearlyPence: Pence
}

/** The queue of plans to approve: the longest wait first, with whether one's own limit covers each. */
export function approvalsView(
  asked: { q: string; page: number },
  { plans, found }: { plans: readonly QueuedPlan[]; found: number },
  limit: Limit | undefined,
  me: string,
) {
  return {
    title: 'Plans to approve',
    lede:
      limit === undefined
        ? 'You have no approval limit in force today. You can look, and ask an administrator.'
        : `Your limit is ${formatMoney(limit.yearlyPence)} gross a year.`,
    asked,
    action: paths.approvals(),
    pager: {
      page: asked.page,
      pages: Math.ceil(found / ROWS_A_PAGE),
      href: `${paths.approvals()}?q=${encodeURIComponent(asked.q)}&page=`,
    },
    table: {
      caption: `${found} ${found === 1 ? 'plan waits' : 'plans wait'}`,
      head: [
        { text: 'Person' },
        { text: 'Starts' },
        { text: 'Waits for' },
        { text: 'Gross a year', numeric: true },
        { text: 'You' },
        { text: 'Decide' },
      ],
      stacked: true,
      rows: plans.map((plan) => ({
        cells: [
          { text: plan.personName, href: paths.plan(plan.personId), note: plan.team ?? '' },
          { text: shortDate(plan.fromDate) },
          { text: waitsFor(plan), note: `version ${plan.number}, by ${plan.preparedByName ?? 'a colleague'}` },
          { text: formatMoney(plan.grossYearly) },
          ability(plan, limit, me),
          {
            text: 'Decide',
            href: paths.decide(plan.personId, plan.versionId),
            hidden: `on the plan of ${plan.personName}`,
          },
        ],
      })),
    },
  }
}

function waitsFor({ contentsApproved, costApproved }: PlanVersion): string {
  if (!contentsApproved && !costApproved) return 'Contents and cost'
  return contentsApproved ? 'Cost' : 'Contents'
}

function ability(plan: PlanVersion, limit: Limit | undefined, me: string) {
  if (plan.preparedBy === me) return { text: '', tag: 'Your own plan', colour: 'grey' }
  if (limit === undefined) return { text: '', tag: 'No limit', colour: 'grey' }
  return plan.grossYearly <= limit.yearlyPence
    ? { text: '', tag: 'Within your limit', colour: 'green' }
    : { text: '', tag: 'Above your limit', colour: 'orange' }
}

interface ToDecide {
  readonly version: PlanVersion
  readonly sessions: readonly WeekSession[]
  readonly figures: PlanFigures
  readonly named: Named
  readonly limit: Limit | undefined
  /** Prepared by who reads, who therefore may not approve it. */
  readonly mine: boolean
  /** Who has a limit that covers the cost, by name. */
  readonly able: readonly string[]
  readonly words: { readonly from: string; readonly gross: string }
}

/** What a manager sees before deciding: what, from when, what it costs, and who else may. */
export function decideView(shown: ToDecide) {
  const { version, sessions, figures, named, able, words } = shown
  return {
    title: `Approve ${named.given}’s week from ${words.from}?`,
    lede: `Version ${version.number}, prepared by ${version.preparedByName ?? 'a colleague'}. ${version.reason}`,
    back: paths.approvals(),
    plan: paths.plan(version.personId),
    action: paths.decide(version.personId, version.versionId),
    closed: whyClosed(version),
    cannot: whyCannot(shown),
    result: costAndLimit(shown),
    able:
      able.length === 0
        ? 'Nobody has a limit that covers this cost. An administrator gives limits.'
        : `A limit that covers it: ${namesInLine(able)}.`,
    abouts: leftToApprove(shown),
    table: {
      caption: 'Planned sessions',
      head: [
        { text: 'When' },
        { text: 'Session' },
        { text: 'Outcome' },
        { text: 'Support' },
        { text: 'Route' },
        { text: 'Cost', numeric: true },
        { text: 'A year', numeric: true },
      ],
      stacked: true,
      rows: sessions.map((session) => row(session, figures)),
    },
  }
}

const isAbove = ({ version, limit }: ToDecide) => limit !== undefined && version.grossYearly > limit.yearlyPence

function whyClosed({ agreedAt, withdrawnAt }: PlanVersion): string {
  if (agreedAt !== null) return 'This version is agreed.'
  return withdrawnAt === null
    ? ''
    : 'This version does not wait any more: it was taken back, or somebody said no. Open the plan to see.'
}

function whyCannot(shown: ToDecide): string {
  const { mine, limit } = shown
  if (mine) return 'You prepared this plan, so somebody else must approve it.'
  if (limit === undefined) return 'You have no approval limit in force today.'
  return isAbove(shown)
    ? `Its cost is above your limit of ${formatMoney(limit.yearlyPence)}. You can approve its contents.`
    : ''
}

function costAndLimit(shown: ToDecide) {
  const { version, sessions, figures, limit, words } = shown
  const left = [version.contentsApproved ? '' : 'contents', version.costApproved ? '' : 'cost'].filter(
    (part) => part !== '',
  )
  return [
    {
      label: 'Gross a year, real dates',
      value: words.gross,
      note: `council’s share ${formatMoney(figures.councilYearly)}`,
    },
    {
      label: 'Usual week',
      value: inPence(figures.weekly),
      note: `${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}`,
    },
    {
      label: 'Your limit',
      value: limit === undefined ? 'None' : formatMoney(limit.yearlyPence),
      note: isAbove(shown) ? 'the cost is above it' : '',
    },
    { label: 'Waits for', value: left.join(' and ') || 'nothing', note: '' },
  ]
}

/** What can be approved now: contents and cost apart, and both at once where neither is and the limit covers it. */
function leftToApprove(shown: ToDecide) {
  const { contentsApproved, costApproved } = shown.version
  const above = isAbove(shown)
  return [
    ...(contentsApproved || costApproved || above ? [] : [{ value: 'both', text: 'Contents and cost' }]),
    ...(contentsApproved ? [] : [{ value: 'contents', text: 'Contents only' }]),
    ...(costApproved || above ? [] : [{ value: 'cost', text: 'Cost only' }]),
  ]
}

function row(session: WeekSession, figures: PlanFigures) {
  const { pattern } = session
  const cost = figures.byTerm.get(session.termId)
  return {
    cells: [
      {
        text: `${weekdayName(pattern.weekday)} ${clockTime(pattern.startMinute)} to ${clockTime(pattern.endMinute)}`,
        note: `from ${longDate(pattern.from)}${pattern.until === undefined ? '' : ` until ${longDate(pattern.until)}`}`,
      },
      { text: session.title, note: session.place },
      { text: session.outcomeWords ?? '–' },
      { text: supportWords(session) },
      {
        text: [
          ...new Set(session.lines.map(({ route, inHouse }) => (inHouse ? 'Council’s own' : routeWords[route]))),
        ].join(', '),
      },
      { text: inPence(cost?.perSession ?? 0) },
      { text: formatMoney((cost?.yearly ?? 0) as Pence), note: `${cost?.dates ?? 0} dates` },
    ],
  }
}
