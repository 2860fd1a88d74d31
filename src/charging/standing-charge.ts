import type { CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'

/** A decided sum, for the question what a person is asked for. */
interface Decided {
  readonly contributionId: string
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly decidedAt: Date
  /** A later decision took its place before it began. */
  readonly withdrawn: boolean
}

/** That a person was told a decided sum. */
interface Said {
  readonly contributionId: string
  readonly weekly: Pence
  readonly firstDayCharged: CalendarDate
}

/** What a person is asked for now, or next, and what takes its place. */
export interface StandingCharge<One extends Decided, Notice extends Said> {
  readonly stands: One | undefined
  /** What they were told that holds for it; nothing is charged while there is none. */
  readonly told: Notice | undefined
  /** Decided sums that begin later, or wait until they are told; the first to begin first. */
  readonly coming: readonly { readonly one: One; readonly told: Notice | undefined }[]
}

/**
 * The sum a person is asked for on a day and those that come. A lower sum holds from its first day; a higher one only once the
 * person was told it, and until then the lower sum they were told stands (no charge before it was told, Care Act 2014 ss.14 and 17).
 */
export function standingCharge<One extends Decided, Notice extends Said>(found: {
  readonly contributions: readonly One[]
  readonly notices: readonly Notice[]
  readonly today: CalendarDate
}): StandingCharge<One, Notice> {
  const [now, ...later] = decidedAhead(found)
  const toldOf = ({ contributionId }: One) => found.notices.find((notice) => notice.contributionId === contributionId)
  const coming = (ones: readonly One[]) => ones.map((one) => ({ one, told: toldOf(one) }))
  if (now === undefined) return { stands: undefined, told: undefined, coming: [] }
  const held = heldNotice(found, later)
  const before = found.contributions.find(({ contributionId }) => contributionId === held?.contributionId)
  if (held === undefined || before === undefined || before === now || now.weekly <= held.weekly)
    return { stands: now, told: toldOf(now) ?? held, coming: coming(later) }
  return { stands: before, told: held, coming: coming([now, ...later]) }
}

/** What is decided for today and later, the first to begin first. */
export function decidedAhead<One extends Decided>(found: {
  readonly contributions: readonly One[]
  readonly today: CalendarDate
}): One[] {
  return found.contributions
    .filter(({ until, withdrawn }) => !withdrawn && (until === null || until >= found.today))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
}

/**
 * What the person was told before a decision, which its letter says beside the new sum: the last notice of a decision made
 * before it. None for the first.
 */
export function toldBefore<Notice extends Said>(
  one: Decided,
  found: { readonly contributions: readonly Decided[]; readonly notices: readonly Notice[] },
): Notice | undefined {
  const earlier = new Set(
    found.contributions.filter(({ decidedAt }) => decidedAt < one.decidedAt).map((other) => other.contributionId),
  )
  return found.notices
    .filter(({ contributionId }) => earlier.has(contributionId))
    .sort((first, second) => (first.firstDayCharged > second.firstDayCharged ? -1 : 1))[0]
}

/** What the person was told before a decision, where it ever held: what was withdrawn before it began is in nobody's way. */
export function toldAndHeld<Notice extends Said>(
  one: Decided,
  found: { readonly contributions: readonly Decided[]; readonly notices: readonly Notice[] },
): Notice | undefined {
  const before = toldBefore(one, found)
  const gone = found.contributions.find(({ contributionId }) => contributionId === before?.contributionId)?.withdrawn
  return gone === true ? undefined : before
}

/** The notice that holds today: the last whose first day has come; else the next to come of what is not a later decision. */
function heldNotice<Notice extends Said>(
  {
    contributions,
    notices,
    today,
  }: { contributions: readonly Decided[]; notices: readonly Notice[]; today: CalendarDate },
  later: readonly Decided[],
): Notice | undefined {
  const gone = new Set(contributions.flatMap((one) => (one.withdrawn ? [one.contributionId] : [])))
  const rank = (one: Notice, other: Notice) =>
    Number(gone.has(one.contributionId)) - Number(gone.has(other.contributionId)) || one.weekly - other.weekly
  const begun = notices.filter(({ firstDayCharged }) => firstDayCharged <= today)
  const ahead = notices.filter(
    ({ firstDayCharged, contributionId }) =>
      firstDayCharged > today && later.every((one) => one.contributionId !== contributionId),
  )
  const lastFirst = (one: Notice, other: Notice) =>
    one.firstDayCharged === other.firstDayCharged
      ? rank(one, other)
      : one.firstDayCharged > other.firstDayCharged
        ? -1
        : 1
  const nextFirst = (one: Notice, other: Notice) =>
    one.firstDayCharged === other.firstDayCharged ? rank(one, other) : -lastFirst(one, other)
  return [...begun].sort(lastFirst)[0] ?? [...ahead].sort(nextFirst)[0]
}
