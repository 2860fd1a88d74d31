/** One thing the council's data says: its name within its part, what it says in words, and the assumption it rests on, if any. */
export interface Wanted<Thing> {
  readonly name: string
  readonly says: string
  readonly assumption: string | undefined
  readonly thing: Thing
}

export interface Difference {
  readonly name: string
  readonly stands: string
  readonly policy: string
}

export interface LeftOut {
  readonly name: string
  readonly why: string
}

/** What adopting one part of a council's data comes to, and what is to be written for it. */
export interface SortedOut<Thing> {
  readonly toAdd: readonly Wanted<Thing>[]
  /** Dated things that stand otherwise: what stands is ended, this is added. */
  readonly toReplace: readonly (Wanted<Thing> & { readonly stands: string })[]
  readonly stood: readonly string[]
  /** What stands otherwise and is left as it stands. */
  readonly differs: readonly Difference[]
  readonly leftOut: readonly LeftOut[]
}

/** Why an assumption is not adopted in production mode unless it is asked for. */
const onlyAssumed = 'rests on an assumption; adopt it with --accept-assumptions'

/**
 * Sets what the council's data says against what stands, thing by thing: added, stood already, to be replaced (dated things
 * only), different and left, or left out because it is only assumed. What stands is never written over.
 */
export function sortOut<Thing>(
  wanted: readonly Wanted<Thing>[],
  standing: ReadonlyMap<string, string>,
  how: { readonly acceptAssumptions: boolean; readonly dated: boolean },
): SortedOut<Thing> {
  const toAdd: Wanted<Thing>[] = []
  const toReplace: (Wanted<Thing> & { stands: string })[] = []
  const stood: string[] = []
  const differs: Difference[] = []
  const leftOut: LeftOut[] = []
  for (const one of wanted) {
    const stands = standing.get(one.name)
    const may = one.assumption === undefined || how.acceptAssumptions
    if (stands === one.says) stood.push(one.name)
    else if (stands === undefined && may) toAdd.push(one)
    else if (stands === undefined) leftOut.push({ name: one.name, why: onlyAssumed })
    else if (how.dated && may) toReplace.push({ ...one, stands })
    else differs.push({ name: one.name, stands, policy: one.says })
  }
  return { toAdd, toReplace, stood, differs, leftOut }
}
