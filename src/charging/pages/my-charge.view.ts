import { daysBetween, longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { type Voice, voiceOf } from '../../people/index.ts'
import { freeGround } from '../free-services.ts'
import { heldFrom, isLower } from '../held-from.ts'
import { paths } from '../paths.ts'
import { isExample, MADE_UP } from '../plain-line.ts'
import { standingCharge, toldBefore } from '../standing-charge.ts'
import type { Contribution, Notice } from '../store.ts'
import { toldWords } from '../told-before-charged.ts'
import { type ChargeFound, toldRow } from './charge.view.ts'
import { myComing, weeklyWords } from './coming.view.ts'
import { disputeRow } from './dispute.view.ts'
import { howWords } from './how-told.ts'
import { workingTables } from './working.view.ts'

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
