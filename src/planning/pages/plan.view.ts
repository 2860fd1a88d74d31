import { clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { firstOf, namesInLine } from '../../core/list-page.ts'
import { formatMoney, inPence, pence } from '../../core/money.ts'
import { paths as marketPaths } from '../../market/paths.ts'
import { itemWords } from '../../needs/index.ts'
import { againstBudget } from '../against-budget.ts'
import { iStatement } from '../i-statements.ts'
import { paths } from '../paths.ts'
import { isPriced, weeklyByRoute } from '../plan-figures.ts'
import { stillToApprove } from '../still-to-approve.ts'
import type { ApprovalSaid, Draft, Named, Outcome, PlanVersion, TierDecision } from '../store.ts'
import { type TransportOption, transportWords } from '../transport-decision.ts'
import { routeWords, type WeekSession } from '../week-session.ts'
import { budgetBar } from './budget-bar.ts'
import { beginsLater, type PlanCharge } from './charge-words.ts'
import { needRow } from './need-row.ts'
import { sentenceFor } from './page-parts.ts'
import { stateWords, supportWords } from './state-words.ts'
import { weekGrid } from './week-grid.ts'

export interface PlanShown {
  readonly personId: string
  readonly named: Named
  readonly draft: Draft
  readonly all: readonly WeekSession[]
  readonly outcomes: readonly Outcome[]
  readonly tier: TierDecision | undefined
  readonly advocacy: boolean
  readonly versions: readonly PlanVersion[]
  readonly approvals: readonly ApprovalSaid[]
  /** Whether all of them are asked for, not the last ones. */
  readonly wholeHistory: boolean
  readonly charge: (PlanCharge & { readonly told: string | null }) | undefined
  readonly approvers: readonly string[]
  readonly mayChange: boolean
}

const approvalSaid = ({ about, approved, comment, by, on, number }: ApprovalSaid) => ({
  title: `${about === 'contents' ? 'Contents' : 'Cost'} of version ${number} ${approved ? 'approved' : 'not approved'}`,
  by,
  when: longDate(on as Draft['from']),
  text: comment,
})

/** Everything the plan builder shows, already in words: clash first, then the week, money, what is open, and how it stands. */
export function planView(shown: PlanShown) {
  const { draft, personId, named } = shown
  return {
    title: `${named.given}’s week from ${longDate(draft.from)}`,
    given: named.given,
    lede: lede(shown),
    paths: {
      outcomes: paths.outcomes(personId),
      add: paths.addSession(personId),
      tier: paths.tier(personId),
      advocacy: paths.advocacy(personId),
      mine: paths.mine(personId),
      offFramework: marketPaths.offFramework(personId),
    },
    actions:
      shown.mayChange && draft.changed && draft.stops.length === 0
        ? [
            {
              text: draft.sent === undefined ? 'Send for approval' : 'Send again',
              href: paths.send(personId),
              secondary: false,
            },
          ]
        : [],
    mayChange: shown.mayChange,
    clashes: draft.figures.clashes.map(
      ([one, other]) =>
        `${words(one)} overlaps ${words(other)}. You can save, but not send for approval, until one of them moves.`,
    ),
    stops: draft.changed ? draft.stops.filter((stop) => stop !== 'clash').map(sentenceFor) : [],
    sent: draft.sent === undefined ? '' : waitingWords(draft.sent),
    days: weekGrid(shown.all, {
      clashing: new Set(draft.figures.clashes.flat().map(({ termId }) => termId)),
      from: draft.from,
    }),
    table: {
      caption: 'Planned sessions',
      head: tableHead,
      rows: shown.all.map((session) => row(session, shown)),
      stacked: true,
    },
    money: money(shown),
    empty: shown.all.length === 0,
    bar: budgetBar(weeklyByRoute(draft.sessions, draft.from), draft.indicative?.weekly),
    open: openPoints(shown),
    outcomes: shown.outcomes.map((outcome) => outcomeRow(outcome, shown)),
    needs: shown.draft.needs.eligible.map((item) => needRow(item, shown)),
    tier: tierWords(shown),
    advocacy: shown.advocacy,
    history: firstOf(shown.approvals.map(approvalSaid), {
      most: 10,
      all: shown.wholeHistory,
      href: '?all=approvals#approvals',
      words: 'answers',
    }),
  }
}

const tableHead = ['When', 'Session', 'Outcome', 'Support', 'Getting there', 'Route of money']
  .map((text) => ({ text, numeric: false }))
  .concat([
    { text: 'Cost', numeric: true },
    { text: 'State', numeric: false },
    { text: 'Change', numeric: false },
  ])

function lede({ draft, all }: PlanShown): string {
  const state = draft.changed ? 'A draft.' : draft.inForce === undefined ? 'Nothing is planned yet.' : ''
  const inForce =
    draft.inForce === undefined
      ? ''
      : `Version ${draft.inForce.number} from ${longDate(draft.inForce.fromDate)} is in force.`
  const paid = all.filter(({ lines }) => lines.some(({ perSession }) => perSession > 0)).length
  const free = all.length - paid
  const count =
    all.length === 0 ? '' : `${paid} paid ${paid === 1 ? 'session' : 'sessions'}${free > 0 ? ` and ${free} free` : ''}.`
  const over = all.filter(({ provenance, dropsAfter }) => provenance === 'migrated' && dropsAfter === null).length
  const taken =
    over === 0
      ? ''
      : `${over} ${over === 1 ? 'session was' : 'sessions were'} taken over from another system at the old price, until a review puts ${over === 1 ? 'it' : 'them'} right.`
  return [state, inForce, count, taken].filter((part) => part !== '').join(' ')
}

function waitingWords(sent: PlanVersion): string {
  return `Version ${sent.number} waits for approval of ${stillToApprove(sent)}. If you change the week, send it again.`
}

function words(session: WeekSession): string {
  const { weekday, startMinute, endMinute } = session.pattern
  return `${session.title} (${weekdayName(weekday)} ${clockTime(startMinute)} to ${clockTime(endMinute)})`
}

function row(session: WeekSession, { draft, personId, mayChange }: PlanShown) {
  const { pattern, lines } = session
  const cost = draft.figures.byTerm.get(session.termId)
  const often = pattern.everyWeeks === 1 ? '' : `, every ${pattern.everyWeeks} weeks`
  const change = { text: '', numeric: false }
  return {
    cells: [
      {
        text: `${weekdayName(pattern.weekday)} ${clockTime(pattern.startMinute)} to ${clockTime(pattern.endMinute)}${often}`,
      },
      { text: session.title, note: session.place },
      { text: session.outcomeWords ?? (session.provenance === 'migrated' ? 'None yet: taken over' : '–') },
      { text: supportWords(session) },
      session.agreed || !mayChange
        ? { text: travelWords(session) }
        : {
            text: session.transport === null ? 'Decide' : travelWords(session),
            href: paths.transport(personId, session.termId),
            hidden: `how to get to ${session.title}`,
          },
      {
        text:
          [
            ...new Set(
              lines
                .filter(({ component }) => component === 'support')
                .map(({ route, inHouse }) => (inHouse ? 'Council’s own' : routeWords[route])),
            ),
          ].join(', ') || '–',
      },
      {
        text: cost === undefined ? '–' : inPence(cost.perSession),
        note: cost === undefined ? '' : `${cost.dates} dates a year`,
      },
      { text: '', tag: stateWords(session), colour: stateColour(session) },
      mayChange
        ? {
            text: session.dropsAfter === null ? 'Take out' : 'Keep',
            href:
              session.dropsAfter === null
                ? paths.takeOut(personId, session.termId)
                : paths.keep(personId, session.termId),
            hidden: session.title,
          }
        : change,
    ],
  }
}

function travelWords({ transport }: WeekSession): string {
  if (transport === null) return 'Not decided'
  return `${transportWords[transport.mode as TransportOption] ?? transport.mode}${transport.funded ? ', paid for' : ''}`
}

function stateColour(session: WeekSession): string {
  const state = stateWords(session)
  if (state === 'Placed' || state === 'Agreed') return 'green'
  return state.startsWith('Leaves') ? 'grey' : state === 'Draft' ? 'blue' : 'orange'
}

function money(shown: PlanShown) {
  const { figures, indicative } = shown.draft
  const standing = againstBudget(figures.weekly, indicative?.weekly)
  const against = {
    no_budget_yet: 'No indicative budget yet',
    within:
      standing.state === 'within'
        ? `${inPence(standing.left)} left of ${inPence(indicative?.weekly ?? pence(0))} a week`
        : '',
    over:
      standing.state === 'over'
        ? `${inPence(standing.over)} over ${inPence(indicative?.weekly ?? pence(0))} a week. Allowed: a reason is asked, the plan is not blocked`
        : '',
  }[standing.state]
  const dates = shown.draft.sessions
    .map(({ termId, title }) => `${figures.byTerm.get(termId)?.dates ?? 0} at ${title}`)
    .join(', ')
  const { charge, named } = shown
  return [
    { key: 'Planned', value: `${inPence(figures.weekly)} in a usual week` },
    { key: 'Against the budget', value: against },
    {
      key: `${named.given} pays`,
      value:
        charge === undefined
          ? 'Not known yet: nothing is charged before a financial assessment and a notice'
          : `${beginsLater(charge, shown.draft.from)}at most ${inPence(charge.weekly)} a week${charge.upTo ? ' (up to, until it is settled)' : ''}; ${charge.told ?? 'not told yet'}; less when a session does not happen`,
    },
    {
      key: 'Year',
      value: `${formatMoney(figures.grossYearly)} from real dates, bank holidays and closures out${dates === '' ? '' : `: ${dates}`}`,
    },
    ...(figures.councilYearly === figures.grossYearly
      ? []
      : [{ key: 'Council’s share', value: `${formatMoney(figures.councilYearly)} a year` }]),
    {
      key: 'Who may approve',
      value:
        shown.approvers.length === 0
          ? 'Nobody has a limit that covers this yet. An administrator gives limits'
          : namesInLine(shown.approvers),
    },
  ]
}

function openPoints({ all, draft }: PlanShown) {
  return all
    .filter(
      (session) =>
        session.dropsAfter === null &&
        (stateWords(session) === 'To place' || stateWords(session).endsWith('eld') || !isPriced(session)),
    )
    .map((session) => ({
      tag: isPriced(session) ? (session.seat === null ? 'Place' : 'Held') : 'Price',
      text: `${words(session)}: ${isPriced(session) ? (session.seat === null ? 'no place yet. It is in the brokers’ queue.' : 'a place is held and will be given back if it is not taken up.') : 'no price yet.'}`,
    }))
    .concat(draft.cuts.map(({ measure, was, becomes }) => ({ tag: 'Less', text: cutWords(measure, was, becomes) })))
}

/** A fall in words, with its figures. */
export function cutWords(measure: string, was: number, becomes: number): string {
  const hours = (minutes: number) => `${Math.round(minutes / 60)} hours`
  const said: Record<string, string> = {
    hours: `Hours a year fall from ${hours(was)} to ${hours(becomes)}`,
    sessions: `Sessions a year fall from ${was} to ${becomes}`,
    ratio: `Workers’ time a year falls from ${hours(was)} to ${hours(becomes)}`,
    transport: `Paid journeys a year fall from ${was} to ${becomes}`,
    money: `Money a year, at constant prices, falls from ${formatMoney(pence(was))} to ${formatMoney(pence(becomes))}`,
  }
  return said[measure] ?? measure
}

function outcomeRow(outcome: Outcome, { all, personId, mayChange }: PlanShown) {
  const serving = all.filter(({ outcomeId, dropsAfter }) => outcomeId === outcome.outcomeId && dropsAfter === null)
  return {
    state: serving.length === 0 ? 'no' : serving.some(({ agreed }) => agreed) ? 'yes' : 'part',
    words: outcome.words,
    text:
      serving.length === 0 ? 'no session yet' : `${serving.length} ${serving.length === 1 ? 'session' : 'sessions'}`,
    about: `${iStatement(outcome.iStatement ?? '')?.words ?? ''} · ${itemWords[outcome.careActItem as 'a']?.name ?? outcome.careActItem}`,
    end: mayChange && serving.length === 0 ? paths.endOutcome(personId, outcome.outcomeId) : '',
  }
}

function tierWords({ tier }: PlanShown): string {
  if (tier === undefined) return ''
  const name = { 1: 'Tier 1, specialist', 2: 'Tier 2, personalised support and community', 3: 'Tier 3, enablement' }[
    tier.tier
  ]
  const until = tier.untilDate === null ? '' : ` until ${longDate(tier.untilDate)}`
  const other = tier.suggestedTier === tier.tier ? 'as suggested' : `tier ${tier.suggestedTier} was suggested`
  return `${name}${until}, decided on ${longDate(tier.decidedOn)}; ${other}. ${tier.reason}`
}
