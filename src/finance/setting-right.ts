import { type Pence, pence } from '../core/money.ts'

/** Where the money bound for one line stands against the dates it is bound for. */
export interface LineMoney {
  /** What is bound now. */
  readonly held: Pence
  /** What the dates that may still cost money would take at most. */
  readonly needed: Pence
  /** What was given back before because dates fell away, and has not been bound again. */
  readonly givenBack: Pence
}

/**
 * What sets a line's money right. Money bound for dates that will not happen is given back. When dates come back, as
 * after a new place, what was given back is bound again, and never more than that.
 */
export function settingRight({
  held,
  needed,
  givenBack,
}: LineMoney): { kind: 'release' | 'commit_more'; amount: Pence } | undefined {
  if (held > needed) return { kind: 'release', amount: pence(held - needed) }
  const again = Math.min(needed - held, givenBack)
  return again > 0 ? { kind: 'commit_more', amount: pence(again) } : undefined
}
