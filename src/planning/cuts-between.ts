import { type Pence, pence } from '../core/money.ts'

/** One session of a version, as the cut guard weighs it. */
export interface GuardedSession {
  readonly plannedSessionId: string
  readonly minutes: number
  readonly everyWeeks: number
  /** Workers' shares of the support band: 5,040 is one whole worker, 2,520 half of one. */
  readonly staffShares: number
  readonly fundedTransport: boolean
}

/** A version's sessions and its yearly cost at the prices of the same day. */
export interface GuardedVersion {
  readonly sessions: readonly GuardedSession[]
  readonly yearlyAtConstantPrices: Pence
}

export type Cut =
  | { readonly kind: 'hours'; readonly minutesFewer: number }
  | { readonly kind: 'sessions'; readonly fewer: number }
  | { readonly kind: 'ratio'; readonly plannedSessionIds: readonly string[] }
  | { readonly kind: 'transport'; readonly plannedSessionIds: readonly string[] }
  | { readonly kind: 'money'; readonly lessYearly: Pence }

const TWELVE_WEEKS = 12

/**
 * Every way in which a new version gives less than the one in force: hours, sessions, support ratio, paid transport, or
 * money at constant prices. Any one of them needs a review, reasons, the effect on carers, notice, and the way to challenge.
 * Hours and sessions are counted over twelve weeks, so that every second week counts half.
 */
export function cutsBetween(inForce: GuardedVersion, next: GuardedVersion): Cut[] {
  const found: Cut[] = []
  const minutesFewer = countMinutes(inForce) - countMinutes(next)
  if (minutesFewer > 0) found.push({ kind: 'hours', minutesFewer })
  const fewer = countSessions(inForce) - countSessions(next)
  if (fewer > 0) found.push({ kind: 'sessions', fewer })
  const thinner = kept(inForce, next).filter(([old, now]) => now.staffShares < old.staffShares)
  if (thinner.length > 0) found.push({ kind: 'ratio', plannedSessionIds: thinner.map(([old]) => old.plannedSessionId) })
  const onFoot = kept(inForce, next).filter(([old, now]) => old.fundedTransport && !now.fundedTransport)
  if (onFoot.length > 0)
    found.push({ kind: 'transport', plannedSessionIds: onFoot.map(([old]) => old.plannedSessionId) })
  const lessYearly = inForce.yearlyAtConstantPrices - next.yearlyAtConstantPrices
  if (lessYearly > 0) found.push({ kind: 'money', lessYearly: pence(lessYearly) })
  return found
}

/** Minutes over twelve weeks. */
function countMinutes({ sessions }: GuardedVersion): number {
  return sessions.reduce((all, { minutes, everyWeeks }) => all + (minutes * TWELVE_WEEKS) / everyWeeks, 0)
}

/** Sessions over twelve weeks. */
function countSessions({ sessions }: GuardedVersion): number {
  return sessions.reduce((all, { everyWeeks }) => all + TWELVE_WEEKS / everyWeeks, 0)
}

function kept(inForce: GuardedVersion, next: GuardedVersion): [GuardedSession, GuardedSession][] {
  return inForce.sessions.flatMap((old) => {
    const now = next.sessions.find(({ plannedSessionId }) => plannedSessionId === old.plannedSessionId)
    return now === undefined ? [] : [[old, now] as [GuardedSession, GuardedSession]]
  })
}
