import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { freeGround } from '../free-services.ts'
import { paths } from '../paths.ts'
import { standingCharge } from '../standing-charge.ts'
import type { Contribution, Dispute, FinancialAssessment, FreePeriod, Notice, Submission } from '../store.ts'
import { toldWords } from '../told-before-charged.ts'
import { comingRows, comingWords, nextToTell, weeklyWords } from './coming.view.ts'
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
export function toldRow(one: Submission) {
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
