import { longDate, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { formatMoney } from '../../core/money.ts'
import type { Circumstances } from '../circumstances.ts'
import { freeGround } from '../free-services.ts'
import { paths } from '../paths.ts'
import type { Evidence, Submission, SubmissionCause } from '../store.ts'
import { toldAmount } from '../told-amount.ts'

/** Why somebody told the council about their money, in words. */
export const causeWords: Readonly<Record<SubmissionCause, string>> = {
  first: 'For the first time',
  change: 'Something changed',
  yearly: 'A year was over',
}

/** What was told about money, with what was seen and what is missing; for the person what happens next, for staff what is to do. */
export function submissionView(
  one: Submission,
  name: string,
  { own, acting = false }: { own: boolean; acting?: boolean },
) {
  const missing = one.evidence.filter(({ by }) => by === null)
  const open = one.assessmentId === null && one.withdrawnOn === null && one.replacedAt === null
  return {
    own,
    title: own && !acting ? 'What you told us about your money' : `What ${name} told about their money`,
    lede: ledeOf(one, missing.length, own),
    facts: [
      {
        key: 'Sent',
        value: `${longDate(dayInEngland(one.sentAt))}, by ${own && !acting && one.byPerson ? 'you' : one.sentBy}`,
      },
      { key: 'Why', value: causeWords[one.cause] },
      { key: 'Holds from', value: longDate(one.on) },
      ...aboutSupport(one.answers),
      ...(one.words === '' ? [] : [{ key: 'Said beside it', value: one.words }]),
    ],
    rows: one.evidence.map((needed) => ({
      cells: [
        { text: needed.words, note: needed.ask },
        { text: toldAmount(one.answers, needed.item) || '–' },
        seenCell(needed),
      ],
    })),
    missing: missing.map(({ item, words }) => ({ value: item, text: words })),
    open,
    mayRecord: open && !own && missing.length > 0,
    mayAssess: open && !own && missing.length === 0,
    assessment: one.assessmentId === null || own ? '' : paths.assessment(one.personId, one.assessmentId),
    see: paths.evidence(one.personId, one.submissionId),
    assess: paths.assessSubmission(one.personId, one.submissionId),
    withdraw: paths.withdrawSubmission(one.personId, one.submissionId),
    again: paths.money(one.personId),
    back: paths.charge(one.personId),
  }
}

/** What was told about the support and about the partner's own money: it has no line among what has to be seen, or only one. */
function aboutSupport(told: Circumstances): { key: string; value: string }[] {
  const { partner, supportFor, freeBecause, livingCosts, journeysAWeek, asksCouncilToArrange } = told
  const costs = livingCosts.map(({ words, weekly }) => `${words}, ${formatMoney(weekly)} a week`).join('; ')
  const ofPartner =
    partner === undefined
      ? ''
      : `${formatMoney(partner.income)} a week comes in; ${formatMoney(partner.housing)} of the housing costs is theirs`
  return [
    { key: 'The partner’s own money', value: ofPartner },
    { key: 'The support is for', value: supportFor === 'carer' ? 'A carer’s own needs' : '' },
    { key: 'Free because', value: freeBecause === undefined ? '' : freeGround(freeBecause).words },
    { key: 'Paid apart', value: costs },
    { key: 'Journeys', value: journeysAWeek === 0 ? '' : `${journeysAWeek} a week` },
    { key: 'Arranging', value: asksCouncilToArrange ? 'The council is asked to arrange the support' : '' },
  ].filter(({ value }) => value !== '')
}

function seenCell({ by, document, seenOn, acceptedBecause, seenBefore }: Evidence) {
  const before = seenBefore === null ? '' : `For what was sent before: ${seenBefore}`
  if (by === null) return { tag: 'Missing', colour: 'yellow', text: '', note: before }
  if (seenOn !== null) return { tag: 'Seen', colour: 'green', text: `${document}, ${shortDate(seenOn)}`, note: by }
  return { tag: 'Accepted', colour: 'grey', text: acceptedBecause ?? '', note: by }
}

function ledeOf({ assessmentId, withdrawnOn, replacedAt }: Submission, missing: number, own: boolean): string {
  if (withdrawnOn !== null) return `Taken back on ${longDate(withdrawnOn)}. It counts for nothing.`
  if (replacedAt !== null)
    return `What was sent on ${longDate(dayInEngland(replacedAt))} took its place. This is kept, and counts for nothing any more.`
  if (assessmentId !== null)
    return own
      ? 'We have worked it out. You are told before the first day you pay.'
      : 'Worked out. Somebody decides it.'
  if (missing === 0)
    return own ? 'We have seen all we need. Now we work it out.' : 'All of it was seen. Now it can be worked out.'
  const things = missing === 1 ? 'One thing still has' : `${missing} things still have`
  return own
    ? `${things} to be shown to us. Bring or send them. Nothing changes until then.`
    : `${things} to be seen, or accepted without and why, before it can be worked out.`
}
