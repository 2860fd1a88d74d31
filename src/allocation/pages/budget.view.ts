import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney, inPence, type Pence, pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { standsNow } from '../agreed-amount.ts'
import type { SufficiencyClaim } from '../calibration/sufficiency-claim.ts'
import { decisionClock } from '../decision-clock.ts'
import { exceptionDecisions, exceptionReasons } from '../exception-reason.ts'
import { paths } from '../paths.ts'
import type { QuoteLine } from '../quote.ts'
import type { Budget, BudgetHead, Exception, Issue, RecordedCheck } from '../store.ts'
import { toldHow } from '../told-how.ts'
import { changesSince } from './changes-since.ts'
import { checkView } from './check.view.ts'
import { rareWords, staffClaim } from './claim-words.ts'
import { curveChart } from './curve-chart.ts'
import { answerWords, carerMark, lineName, shortHash } from './line-words.ts'
import { type Coming, countsToday, reliefSteps } from './what-comes.ts'

export interface BudgetPage {
  readonly budget: Budget
  readonly before: Budget | undefined
  readonly all: readonly BudgetHead[]
  readonly check: RecordedCheck | undefined
  readonly exceptions: readonly Exception[]
  readonly issue: Issue | undefined
  readonly carers: readonly string[]
  readonly person: { name: string; given: string }
  readonly today: CalendarDate
  readonly holidays: readonly Period[]
  readonly coming: Coming
  readonly claim: SufficiencyClaim | undefined
  /** Whether few plans behind the table have answers like these; undefined without evidence. */
  readonly rare: boolean | undefined
  /** What the person had under the table before, where another table came in with this budget. */
  readonly fallsFrom: Pence | undefined
  readonly mayEase: boolean
}

function row(line: QuoteLine, { adopted }: Budget) {
  const more = line.oneLevelMorePence
  const need = line.kind === 'need'
  return {
    cells: [
      { text: lineName(line, adopted.table) },
      { text: answerWords(line, adopted.table) },
      { text: line.kind === 'add-on' ? '' : String(line.points) },
      { text: carerMark(line) },
      { text: line.kind === 'add-on' ? '' : String(line.counted) },
      { text: inPence(line.weeklyPence) },
      { text: more === undefined ? (need ? '–' : '') : `+${inPence(more)}` },
    ],
  }
}

function linesOf(budget: Budget) {
  const { lines } = budget.quote
  const needed = lines.filter((line) =>
    line.kind === 'base' ? line.points > 0 : line.kind !== 'need' || (line.level ?? 0) > 0,
  )
  const other = lines.filter((line) => line.kind === 'need' && line.level === 0)
  const rest = {
    cells: [
      { text: `${other.length} other ${other.length === 1 ? 'question' : 'questions'}` },
      { text: '0 No help' },
      { text: '0' },
      { text: '–' },
      { text: '0' },
      { text: '£0.00' },
      { text: '' },
    ],
  }
  const sub = {
    cells: [
      { text: 'Points to pounds' },
      {
        text: budget.quote.aboveTheLine
          ? 'Above the published line: check by hand'
          : `Published line, piece ${budget.quote.piece} of ${budget.quote.pieces}`,
      },
      { text: String(budget.quote.points) },
      { text: '' },
      { text: String(budget.quote.counted) },
      { text: inPence(budget.quote.fromPointsPence) },
      { text: '' },
    ],
  }
  const total = {
    total: true,
    cells: [
      { text: 'Indicative budget' },
      ...Array.from({ length: 4 }, () => ({ text: '' })),
      { text: inPence(budget.weeklyPence) },
      { text: '' },
    ],
  }
  const points = needed.filter((line) => line.kind !== 'add-on').map((line) => row(line, budget))
  const addOns = needed.filter((line) => line.kind === 'add-on').map((line) => row(line, budget))
  return {
    rows: [...points, ...(other.length === 0 ? [] : [rest]), sub, ...addOns, total],
    other: other.map((line) => ({
      name: lineName(line, budget.adopted.table),
      more: line.oneLevelMorePence === undefined ? '' : `one level more would add ${inPence(line.oneLevelMorePence)}`,
    })),
  }
}

function bandOf(page: BudgetPage) {
  const { budget, check, issue, today } = page
  const { counts, because } = countsToday(page)
  const verdict = check === undefined ? 'Not checked' : standsNow(check.check, counts).enough ? 'Enough' : 'Not enough'
  const spare = check === undefined ? 0 : counts - check.check.pricedWeekPence
  const missing = check?.missingSessions ?? 0
  const note =
    check === undefined
      ? 'check before you issue'
      : missing > 0
        ? `${missing} ${missing === 1 ? 'session has' : 'sessions have'} no free place`
        : `by ${inPence(pence(Math.abs(spare)))} a week`
  const stale = check !== undefined && check.checkedOn !== today && issue === undefined
  return [
    because !== undefined
      ? {
          label: 'Each week',
          value: inPence(counts),
          note: `${because}; the table gives ${inPence(budget.weeklyPence)}`,
        }
      : { label: 'Each week', value: inPence(budget.weeklyPence), note: `${inPence(budget.yearlyPence)} a year` },
    { label: 'Points', value: `${budget.quote.counted}`, note: `of ${budget.quote.points} before the carer’s part` },
    {
      label: 'Check against local prices',
      value: verdict,
      note: stale ? `${note}; check again before you issue` : note,
    },
    {
      label: 'State',
      value: budget.replacedBy !== null ? 'Replaced' : issue === undefined ? 'Not issued' : 'Issued',
      note:
        issue === undefined
          ? 'nobody was told yet'
          : `${shortDate(issue.issuedOn)}${issue.issuedBy === null ? '' : ` by ${issue.issuedBy}`}`,
    },
  ]
}

/** What a new table does here: nothing before a review; a fall that it brought is eased or may be. */
function comingOf({ budget, coming, fallsFrom, mayEase, person }: BudgetPage) {
  const { inForce, reviewOn, relief } = coming
  const own = inForce !== undefined && inForce.version !== budget.tableVersion && budget.replacedBy === null
  const review = reviewOn === undefined ? 'No review is booked.' : `The review is due ${longDate(reviewOn)}.`
  const falls = budget.reviewDueId !== null && fallsFrom !== undefined && fallsFrom > budget.weeklyPence
  return {
    words: own
      ? `Table ${inForce.version} is in force since ${shortDate(inForce.from)}. ${person.given} keeps this budget until a review. ${review}`
      : '',
    steps:
      relief === undefined
        ? []
        : reliefSteps(relief).map((step) => ({
            key: shortDate(step.from),
            value: `${inPence(step.weeklyPence)} a week`,
          })),
    decided: relief === undefined ? '' : `Decided by ${relief.decidedBy ?? 'a manager'}: ${relief.reason}`,
    fall: falls && relief === undefined ? `Under the table before, ${inPence(fallsFrom)} a week counted.` : '',
    ease: falls && relief === undefined && mayEase ? paths.relief(budget.personId, budget.budgetId) : '',
  }
}

/** “Agreed: £180.00 a week”, once there is such a sum. */
const agreedWords = ({ agreedPence }: Exception) =>
  agreedPence === null ? '' : `Agreed: ${inPence(agreedPence)} a week. It counts from then on`

/** What became of an exception; one that waits says until when, one that is late says so. */
function exceptionState(one: Exception, { today, holidays }: BudgetPage) {
  if (one.decision !== null) return { state: exceptionDecisions[one.decision], colour: 'teal', clock: agreedWords(one) }
  const clock = decisionClock(one, today, holidays)
  return clock.state === 'late'
    ? { state: 'Late', colour: 'red', clock: `Decision was due ${shortDate(clock.dueOn)}` }
    : { state: 'Not decided', colour: 'orange', clock: `Decision due ${shortDate(clock.dueOn)}` }
}

/** Which table, approved by whom, with which marks; and what is never used. */
function factsOf(budget: Budget) {
  const { adopted } = budget
  return [
    {
      key: 'Table',
      value: `${adopted.version}, from ${shortDate(adopted.from)}`,
      href: paths.version(adopted.version),
    },
    { key: 'Approved', value: `${adopted.approvedBy}; ${adopted.secondApprover}` },
    { key: 'Table hash', value: shortHash(adopted.hash) },
    { key: 'Answers hash', value: shortHash(budget.answersHash) },
    { key: 'Worked out by', value: budget.workedOutBy ?? 'Daywell' },
    { key: 'Not used', value: 'age, sex, ethnicity, diagnosis, present cost, provider' },
  ]
}

/** Everything budget.njk shows. */
export function budgetView(page: BudgetPage) {
  const { budget, person, exceptions, check, issue, carers } = page
  const { personId, budgetId, adopted } = budget
  const { quote } = budget
  const carer = carers.length === 1 ? (carers[0] ?? 'The carer') : 'Carers'
  const lowers = quote.withoutCarerPence - budget.weeklyPence
  const asked = exceptions.length > 0
  const { counts } = countsToday(page)
  const open = exceptions.find((one) => one.decision === null)
  return {
    title: `Indicative budget, worked out ${longDate(budget.workedOutOn)}`,
    given: person.given,
    band: bandOf(page),
    carer,
    ...linesOf(budget),
    chart: curveChart(adopted.table.curve, { points: quote.counted, weeklyPence: quote.fromPointsPence }),
    finding: `${quote.counted} points give ${inPence(quote.fromPointsPence)} a week`,
    knots: adopted.table.curve.knots.map((knot) => ({
      cells: [{ text: String(knot.points) }, { text: formatMoney(knot.weeklyPence) }],
    })),
    version: adopted.version,
    claim: staffClaim(page.claim, adopted.version),
    rare: page.rare === true ? rareWords(adopted.version) : '',
    carersPart: { any: lowers > 0, lowers: inPence(pence(lowers)), without: inPence(quote.withoutCarerPence) },
    check: check === undefined ? null : checkView(check, budget, counts),
    exceptions: exceptions.map((one) => ({
      href: paths.exception(personId, budgetId, one.exceptionId),
      text: `${inPence(one.weeklyPence)} a week: ${exceptionReasons[one.reason].toLowerCase()}`,
      ...exceptionState(one, page),
    })),
    mayIssue: issue === undefined && budget.replacedBy === null,
    blocked:
      check === undefined
        ? 'Check first whether it is enough.'
        : standsNow(check.check, counts).enough || asked
          ? ''
          : 'It is not enough at local places. Ask for an exception first; then it can be issued.',
    issued:
      issue === undefined
        ? ''
        : `${person.given} was told on ${longDate(issue.issuedOn)}: ${toldHow[issue.how].toLowerCase()}.`,
    replacedHref: budget.replacedBy === null ? '' : paths.budget(personId, budget.replacedBy),
    changes: changesSince(page.before, budget),
    earlier: page.all
      .filter((one) => one.budgetId !== budgetId)
      .map((one) => ({
        href: paths.budget(personId, one.budgetId),
        text: `${shortDate(one.workedOutOn)}: ${inPence(one.weeklyPence)}${one.issuedOn === null ? '' : ', issued'}`,
      })),
    coming: comingOf(page),
    facts: factsOf(budget),
    links: {
      plain: paths.plain(personId, budgetId),
      again: paths.new(personId),
      check: paths.check(personId, budgetId),
      issue: paths.issue(personId, budgetId),
      exception: open === undefined ? paths.newException(personId, budgetId) : '',
    },
  }
}
