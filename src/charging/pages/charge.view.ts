import { type CalendarDate, daysBetween, longDate, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { formatMoney } from '../../core/money.ts'
import { type Voice, voiceOf } from '../../people/index.ts'
import { freeGround } from '../free-services.ts'
import { heldFrom, isLower } from '../held-from.ts'
import { paths } from '../paths.ts'
import { isExample, MADE_UP } from '../plain-line.ts'
import { standingCharge, toldBefore } from '../standing-charge.ts'
import type { Contribution, Dispute, FinancialAssessment, FreePeriod, Notice, Submission } from '../store.ts'
import { toldWords } from '../told-before-charged.ts'
import { comingRows, comingWords, myComing, nextToTell, weeklyWords } from './coming.view.ts'
import { disputeRow } from './dispute.view.ts'
import { howWords } from './how-told.ts'
import { causeWords } from './submission.view.ts'
import { sumWords, workingTables } from './working.view.ts'

/** Everything that stands for one person in this step. */
export interface ChargeFound {
  readonly person: { readonly name: string }
  readonly today: CalendarDate
  readonly contributions: readonly Contribution[]
  readonly notices: readonly Notice[]
  readonly free: readonly FreePeriod[]
  readonly assessments: readonly Omit<FinancialAssessment, 'lines'>[]
  readonly submissions: readonly Submission[]
  readonly disputes: readonly Dispute[]
  /** The assessment behind the contribution that stands, with its working. */
  readonly behind: FinancialAssessment | undefined
}

const basisWords: Record<Contribution['basis'], string> = {
  assessed: 'Full financial assessment',
  light_touch: 'Light-touch assessment, with consent',
  refused: 'No assessment could be made: full cost',
  provisional: '“Up to”, while the assessment runs',
  migrated: 'Taken over from the system before',
}

/** The charge page of staff: what needs them, what is decided, why, and the record behind it. */
export function chargeView(found: ChargeFound, personId: string) {
  const standing = standingCharge(found)
  const { stands: now, told } = standing
  const undecided = found.assessments.find(({ decided }) => !decided)
  const newer =
    undecided && found.contributions.every(({ decidedAt }) => undecided.recordedAt > decidedAt) ? undecided : undefined
  return {
    title: `What ${found.person.name} pays`,
    lede: `${ledeOf(found, now, told)}${comingWords(standing)}`,
    actions: actionsOf(personId, now),
    result: now ? resultOf(now, told) : [],
    alert: alertOf(personId, found, told, newer),
    coming: comingRows(standing, personId),
    workings: found.behind ? workingTables(found.behind.lines) : [],
    noWorking:
      now === undefined
        ? 'There is no sum yet.'
        : 'This sum came about without a full financial assessment, so there is no working to show.',
    behind: found.behind ? behindWords(found.behind) : '',
    derived: found.behind?.usedDerivedAmount ?? false,
    noticeLetter: now === undefined ? '' : paths.noticeLetter(personId, now.contributionId),
    notices: found.notices.map((notice) => ({
      cells: [
        {
          text: notice.toldOn === null ? 'Not recorded' : shortDate(notice.toldOn),
          href: paths.noticeLetter(personId, notice.contributionId),
        },
        { text: toldWords({ weekly: notice.weekly, provisional: notice.upTo }) },
        { text: shortDate(notice.firstDayCharged) },
        { text: howWords[notice.how] ?? notice.how },
        { text: notice.toldBy },
      ],
    })),
    history: found.contributions.map((one) =>
      cells([daysOf(one), weeklyWords(one), basisWords[one.basis], one.decidedBy, one.reason]),
    ),
    free: found.free.map((period) => ({
      words: freeGround(period.ground).words,
      days: `${longDate(period.from)} to ${longDate(period.until)}`,
      why: `${period.reason} (${period.decidedBy}; ${freeGround(period.ground).citation})`,
    })),
    told: found.submissions.map(toldRow),
    disputes: found.disputes.map((one) => disputeRow(one, found.today)),
    links: {
      dispute: paths.dispute(personId),
      letter: told === undefined ? '' : paths.letter(personId),
      free: paths.freeDays(personId),
      amounts: paths.amounts(),
      money: paths.money(personId),
      reviews: paths.reviews(),
    },
  }
}

/** The days a decision held; one whose place was taken before it began says so. */
function daysOf({ from, until, withdrawn }: Contribution): string {
  if (withdrawn) return `From ${shortDate(from)}: a later decision took its place before it began`
  return `${shortDate(from)} ${until === null ? 'onwards' : `to ${shortDate(until)}`}`
}

const cells = (texts: readonly string[]) => ({ cells: texts.map((text) => ({ text })) })

function ledeOf(found: ChargeFound, now: Contribution | undefined, told: Notice | undefined): string {
  if (now === undefined)
    return 'No charge yet: nobody has worked out what they can pay. Nothing can be charged until they have been told.'
  const from = now.from > found.today ? ` from ${longDate(now.from)}` : ''
  const free = found.free.find(({ from: first, until }) => first <= found.today && found.today <= until)
  const freeWords = free ? `Free until ${longDate(free.until)}. ` : ''
  const sum = `${freeWords}Pays ${weeklyWords(now)}${from}, and never more than the support costs.`
  return told === undefined ? `${sum} Not told yet, so nothing is charged.` : sum
}

function resultOf(now: Contribution, told: Notice | undefined) {
  return [
    {
      label: now.basis === 'provisional' ? 'Up to, a week' : 'At most, a week',
      value: sumWords(now.weekly),
      note: basisWords[now.basis],
    },
    {
      label: 'From',
      value: shortDate(now.from),
      note: now.basis === 'migrated' ? 'As in the system before' : `Decided by ${now.decidedBy}`,
    },
    {
      label: 'Told',
      value: told === undefined ? 'Not yet' : told.toldOn === null ? 'Not recorded' : shortDate(told.toldOn),
      note: told === undefined ? 'No charge before this' : (howWords[told.how] ?? ''),
    },
    { label: 'First day charged', value: told === undefined ? '–' : shortDate(told.firstDayCharged), note: '' },
  ]
}

function actionsOf(personId: string, now: Contribution | undefined) {
  const assess = {
    text: now === undefined ? 'Start the financial assessment' : 'Work it out again',
    href: paths.assess(personId),
  }
  return now === undefined
    ? [assess, { text: 'Tell “up to” for now', href: paths.upTo(personId), secondary: true }]
    : [{ ...assess, secondary: true }]
}

function alertOf(
  personId: string,
  found: ChargeFound,
  told: Notice | undefined,
  undecided: { assessmentId: string; weekly: number } | undefined,
) {
  if (undecided)
    return {
      text: `A financial assessment gives ${sumWords(undecided.weekly)} a week. Somebody has to decide it.`,
      href: paths.assessment(personId, undecided.assessmentId),
      act: 'See the working and decide',
    }
  const next = nextToTell(found)
  if (next.one !== undefined && !next.told)
    return {
      text:
        told === undefined
          ? 'Decided, but the person has not been told. No session can be charged before the day they are told.'
          : `Decided from ${longDate(next.one.from)}: ${weeklyWords(next.one)}. The person has not been told. Until then they pay no more than they were told before.`,
      href: paths.tell(personId),
      act: 'Record that they were told',
    }
  return null
}

const behindWords = ({ on, recordedBy, rules, reason }: FinancialAssessment) =>
  `For ${longDate(on)}, worked out by ${recordedBy} under rules ${rules}. Seen: ${reason}`

/** One thing somebody told about their money, with how far it is. */
function toldRow(one: Submission) {
  const missing = one.evidence.filter(({ by }) => by === null).length
  const state =
    one.withdrawnOn !== null
      ? 'Taken back'
      : one.replacedAt !== null
        ? `Replaced on ${shortDate(dayInEngland(one.replacedAt))}`
        : one.assessmentId !== null
          ? 'Worked out'
          : missing === 0
            ? 'All seen'
            : `${missing} to be seen`
  const href = paths.submission(one.personId, one.submissionId)
  return {
    cells: [
      { text: shortDate(dayInEngland(one.sentAt)), href },
      { text: causeWords[one.cause] },
      { text: shortDate(one.on) },
      { text: state },
    ],
  }
}

/** The person's own page, in their words; whoever acts for them reads their name. */
export function myChargeView(found: ChargeFound, personId: string, actsFor: string) {
  const v = voiceOf(actsFor)
  const standing = standingCharge(found)
  const { stands: now, told } = standing
  const provisional = now?.basis === 'provisional'
  const freeNow = found.free.filter(({ until }) => until >= found.today)
  const freeToday = freeNow.find(({ from }) => from <= found.today)
  return {
    v,
    known: now !== undefined && told !== undefined,
    letter: paths.letter(personId),
    sum: freeToday ? 'Nothing' : mySum(now),
    unit: freeToday
      ? `until ${longDate(freeToday.until)}`
      : now !== undefined && now.weekly > 0
        ? 'a week at most'
        : '',
    answer:
      now === undefined || told === undefined
        ? ''
        : freeToday
          ? `After that ${v.I} pay${v.s} ${weeklyWords(now)}.`
          : answerWords(found, now, told, v),
    provisional,
    coming: myComing(standing, personId, v),
    free: freeNow.map(
      ({ ground, from, until }) =>
        `${v.I} pay${v.s} nothing from ${longDate(from)} to ${longDate(until)}. ${freeGround(ground).words}.`,
    ),
    workings: told !== undefined && found.behind ? workingTables(found.behind.lines, v) : [],
    madeUp: found.behind?.lines.some(isExample) ? MADE_UP : '',
    told: found.submissions.map(toldRow),
    disputes: found.disputes.map((one) => disputeRow(one, found.today)),
    inQuestion: inQuestion(found),
    dispute: paths.dispute(personId),
    noticeLetter: told === undefined ? '' : paths.noticeLetter(personId, told.contributionId),
    money: paths.money(personId),
    rules: found.behind ? `Worked out for ${longDate(found.behind.on)} under rules ${found.behind.rules}.` : '',
  }
}

/** For so many days an answer stands at the top of the page, so that nobody has to look for it. Assumption of Daywell. */
const ANSWER_SHOWN_DAYS = 42

/** The person's word that the charge is wrong: by when it is answered, or for some weeks what the answer was. */
function inQuestion({ disputes, today }: ChargeFound) {
  const open = disputes.find(({ outcome }) => outcome === null)
  if (open !== undefined)
    return { by: longDate(open.answerBy), answered: '', href: paths.disputed(open.personId, open.disputeId) }
  const newest = disputes.find(({ outcome }) => outcome !== 'taken_back')
  if (newest === undefined || newest.outcome === null || newest.decidedOn === null) return null
  if (daysBetween(newest.decidedOn, today) > ANSWER_SHOWN_DAYS) return null
  return {
    by: longDate(newest.decidedOn),
    answered: answeredWords[newest.outcome],
    href: paths.disputed(newest.personId, newest.disputeId),
  }
}

const answeredWords = {
  stands: 'the charge stands',
  changed: 'the charge was changed',
  week_wrong: 'one week was wrong',
  taken_back: '',
} as const

function mySum(now: Contribution | undefined): string {
  if (now === undefined) return ''
  if (now.weekly === 0) return 'Nothing'
  return `${now.basis === 'provisional' ? 'Up to ' : ''}${formatMoney(now.weekly)}`
}

/** Of a charge of the system before: why it has no working, in words a person can read. */
const TAKEN_OVER =
  'It is the sum from before: the council took it over from its old system. It has not worked it out again yet.'

/** When the person was told and from when the sum holds; of a lower one that nobody told them yet, what they were told before. */
function answerWords(found: ChargeFound, now: Contribution, told: Notice, v: Voice): string {
  const known = told.contributionId === now.contributionId
  const before = known ? toldBefore(now, found) : told
  const first = heldFrom({ ...now, before, firstDayCharged: told.firstDayCharged })
  const from = longDate(first)
  const late = first < (known ? (told.toldOn ?? told.firstDayCharged) : found.today)
  const back =
    late && isLower(now.weekly, before) ? ` What ${v.I} paid too much since then comes back to ${v.them}.` : ''
  const pays =
    now.weekly === 0
      ? `${v.I} pay${v.s} nothing for ${v.their} support${back === '' ? '' : `, from ${from}`}.`
      : `${v.I} pay${v.s} ${back === '' ? '' : 'this '}from ${from}. It is one sum for the whole week.`
  const old = told.provenance === 'migrated'
  const how = old ? '' : ` ${howWords[told.how] ?? ''}`
  const teller = old && !known ? 'the council' : told.toldBy
  const toldWhen =
    told.toldOn === null
      ? ''
      : `${teller} told ${v.them}${known ? '' : ` ${toldWords({ weekly: told.weekly, provisional: told.upTo })},`}${how} on ${longDate(told.toldOn)}. `
  return known
    ? `${toldWhen}${pays}${back}${now.basis === 'migrated' ? ` ${TAKEN_OVER}` : ''}`
    : `${pays}${back} ${toldWhen === '' ? '' : `Before, ${toldWhen}`}The council still has to write to ${v.them} about the new sum.`
}
