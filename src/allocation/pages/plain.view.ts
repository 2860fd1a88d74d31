import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { inPence, type Pence, pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { type AssessedItem, itemWords, quarterWords } from '../../needs/index.ts'
import type { Voice } from '../../people/index.ts'
import { standsNow } from '../agreed-amount.ts'
import type { SufficiencyClaim } from '../calibration/sufficiency-claim.ts'
import { decisionClock } from '../decision-clock.ts'
import { type ExceptionDecision, exceptionReasons } from '../exception-reason.ts'
import { paths } from '../paths.ts'
import type { QuoteLine } from '../quote.ts'
import type { Budget, Exception, Issue, RecordedCheck } from '../store.ts'
import { toldHow } from '../told-how.ts'
import { changesSince } from './changes-since.ts'
import { myClaim } from './claim-words.ts'
import { lineName, shortHash, unitWords } from './line-words.ts'
import { type Coming, countsToday, whatComes } from './what-comes.ts'

export interface Given {
  readonly budget: Budget
  readonly before: Budget | undefined
  readonly check: RecordedCheck | undefined
  readonly exceptions: readonly Exception[]
  readonly issue: Issue | undefined
  readonly carers: readonly string[]
  readonly staff: boolean
  readonly today: CalendarDate
  readonly holidays: readonly Period[]
  readonly coming: Coming
  readonly claim: SufficiencyClaim | undefined
  readonly voice: Voice
}

const count = (points: number) => `${points} ${points === 1 ? 'point' : 'points'}`

/** "We said: needs someone along for most trips. 11 points. Joan does a quarter of this, so 8 count. One level more here would add £30.00" */
function why(line: QuoteLine, budget: Budget, carer: string): string {
  const more = line.oneLevelMorePence
  const next = more === undefined || more === 0 ? '' : `. One level more here would add ${inPence(more)}`
  return `${whyCounted(line, budget, carer)}${next}`
}

function whyCounted(line: QuoteLine, budget: Budget, carer: string): string {
  if (line.kind === 'base') return `The same for everybody: ${count(line.counted)}`
  if (line.kind === 'add-on') {
    const addOn = budget.adopted.table.addOns.find((one) => one.code === line.item)
    return addOn === undefined
      ? ''
      : `${unitWords(line.units ?? 0, addOn.unit)} a week at ${inPence(addOn.perUnitPence)}`
  }
  const anchor = itemWords[line.item as AssessedItem].anchors[line.level ?? 0]
  const said = `We said: ${anchor.charAt(0).toLowerCase()}${anchor.slice(1)} ${count(line.points)}`
  if ((line.quarters ?? 0) === 0) return said
  return `${said}. ${carer} does ${quarterWords[line.quarters ?? 0]} of this, so ${count(line.counted)} ${line.counted === 1 ? 'counts' : 'count'}`
}

/** Is it enough, in the words of the person. */
function enoughWords(check: RecordedCheck | undefined, counts: Pence): string[] {
  if (check === undefined)
    return [
      'Nobody has checked this yet against the places near me. It must be checked before my budget is given to me.',
    ]
  const where = check.localArea === null ? 'in the borough' : `near ${check.localArea}`
  const first = `On ${longDate(check.checkedOn)} we looked at the places ${where} that have room, and what they cost.`
  const now = standsNow(check.check, counts)
  if (now.enough)
    return [
      first,
      `A usual week for needs like mine would cost ${inPence(check.check.pricedWeekPence)}. My budget is enough for that.`,
    ]
  if (check.missingSessions > 0)
    return [
      first,
      `There was no room for ${check.missingSessions} of the sessions I may need. So somebody must look for another way, and may give me more.`,
    ]
  return [
    first,
    `A usual week for needs like mine would cost ${inPence(check.check.pricedWeekPence)}. My budget is ${inPence(now.shortByPence)} short of that. So I can get more.`,
  ]
}

const decidedAs: Record<ExceptionDecision, string> = {
  agreed: 'Agreed in full',
  'agreed in part': 'Agreed in part',
  'not agreed': 'Not agreed',
}

/** What was decided, how much, by whom and when; the reason as it was written. */
function decisionWords(one: Exception, decision: ExceptionDecision): string {
  const sum = one.agreedPence === null ? '' : `: ${inPence(one.agreedPence)} a week`
  const by =
    one.decidedBy === null
      ? ''
      : ` ${one.decidedBy} decided it${one.decidedOn === null ? '' : ` on ${longDate(one.decidedOn)}`}.`
  return `${decidedAs[decision]}${sum}.${by}${one.decisionReason === null ? '' : ` The reason: ‘${one.decisionReason}’`}`
}

/** By when the person may expect an answer. */
function waits(one: Exception, { today, holidays, voice: v }: Pick<Given, 'today' | 'holidays' | 'voice'>): string {
  const clock = decisionClock(one, today, holidays)
  return clock.state === 'late'
    ? v.says(`Not decided yet. I should have had an answer by ${longDate(clock.dueOn)}. I can ask why.`)
    : `Not decided yet. The council aims to answer by ${longDate(clock.dueOn)}.`
}

/** What carers are called in a sentence of the person: by name when there is one, together when there are more. */
export function carerWords(carers: readonly string[], v: Voice): string {
  const [known] = carers
  if (carers.length > 1) return `${v.My} carers together`
  return known === undefined || known === 'The carer' ? `${v.My} carer` : known
}

/** The lines that count for this person: no base of nothing, no need answered “no help”. */
export function countedLines({ quote }: Budget): readonly QuoteLine[] {
  return quote.lines.filter((line) =>
    line.kind === 'base' ? line.points > 0 : line.kind !== 'need' || (line.level ?? 0) > 0,
  )
}

/** Who worked it out, who told me, who decides at the end. */
function whoDecided({ budget, issue, voice: v }: Given): string[] {
  const by = budget.workedOutBy === null ? 'Daywell worked it out' : `${budget.workedOutBy} worked it out`
  return [
    `${by} on ${longDate(budget.workedOutOn)} from ${v.my} answers with the council’s table. Nobody chose the sum: the table gives the same sum for the same answers.`,
    issue === undefined
      ? v.says('Nobody has told me this sum yet.')
      : `${issue.issuedBy ?? `${v.My} social worker`} checked it and told ${v.them} on ${longDate(issue.issuedOn)} (${toldHow[issue.how].toLowerCase()}).`,
    `${v.My} final budget is decided by a person with a name, when ${v.their} plan is agreed. Why is written down.`,
  ]
}

/** The indicative budget in the person's own words: every answer, its points and its pounds, and what I can do about it. */
export function plainView(given: Given) {
  const { budget, before, check, exceptions, issue, carers, staff, voice: v } = given
  const { quote, adopted } = budget
  const { counts, because } = countsToday(given)
  const carer = carerWords(carers, v)
  const counted = countedLines(budget)
  const lowers = pence(quote.withoutCarerPence - budget.weeklyPence)
  return {
    v,
    weekly: inPence(budget.weeklyPence),
    more:
      because === undefined
        ? ''
        : because === 'agreed'
          ? `Agreed: ${inPence(counts)} a week. The table gives ${inPence(budget.weeklyPence)}. More was asked for and agreed, so ${inPence(counts)} a week counts.`
          : `The table gives ${inPence(budget.weeklyPence)} a week. ${v.My} budget comes down to it step by step, so ${inPence(counts)} a week counts now. The days are below.`,
    counts: inPence(counts),
    unit:
      because === undefined ? `or ${inPence(budget.yearlyPence)} a year` : because === 'agreed' ? 'agreed' : 'for now',
    easyRead: paths.easyRead(budget.personId, budget.budgetId),
    letter: paths.plainLetter(budget.personId, budget.budgetId),
    decided: whoDecided(given),
    changes: changesSince(before, budget),
    comes: whatComes(budget, given.coming).map(v.says),
    staffNote: staff && issue === undefined ? 'Not issued yet: only staff can see this page.' : '',
    back: staff ? paths.budget(budget.personId, budget.budgetId) : '',
    lines: [
      ...counted.map((line) => ({
        label: line.kind === 'need' ? v.says(itemWords[line.item as AssessedItem].mine) : lineName(line, adopted.table),
        cite: why(line, budget, carer),
        amount: inPence(line.weeklyPence),
      })),
      { label: `${v.My} budget each week`, amount: inPence(budget.weeklyPence), total: true },
    ],
    points: `${v.My} answers come to ${count(quote.counted)}. The council’s table turns ${count(quote.counted)} into ${inPence(quote.fromPointsPence)} a week.`,
    carersPart:
      lowers > 0
        ? `${carer} said yes to this. Without it ${v.my} budget would be ${inPence(quote.withoutCarerPence)} a week. Nobody has to do it. If that changes, ${v.I} tell${v.s} the council and ${v.their} budget goes up.`
        : '',
    enough: [...enoughWords(check, counts), myClaim(given.claim)].map(v.says),
    exceptions: exceptions.map((one) => {
      const state = one.decision === null ? waits(one, given) : decisionWords(one, one.decision)
      return `${inPence(one.weeklyPence)} a week was asked for on ${longDate(one.askedOn)}: ${exceptionReasons[one.reason].toLowerCase()}. ${state}`
    }),
    workedOut: `Worked out on ${longDate(budget.workedOutOn)}${budget.workedOutBy === null ? '' : ` by ${budget.workedOutBy}`}, with table ${adopted.version} (mark ${shortHash(adopted.hash)}). Approved by ${adopted.approvedBy} and ${adopted.secondApprover}.`,
    tableHref: paths.version(adopted.version),
  }
}
