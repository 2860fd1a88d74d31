/** 1 specialist (mostly building-based, long-term), 2 personalised support and community, 3 enablement at the point of entry. */
export type Tier = 1 | 2 | 3

/** What is known of the person, before anyone decides. Levels run from 0 (does it unaided) to 4 (constant or specialist help). */
export interface TierInput {
  /** Levels by item: the ten Care Act outcomes a to j and the modifiers x1 to x4, scored before any carer's part. */
  readonly levels: Readonly<Record<string, number>>
  /** The Care Act items and I statements of the outcomes agreed with the person. */
  readonly outcomes: readonly { readonly careActItem: string; readonly iStatement: string }[]
  /** True when no plan has been in force before: the point of entry. */
  readonly pointOfEntry: boolean
}

/** Where a council draws the lines. A council may set others, dated and cited. */
export interface TierPolicy {
  /** This many items at the highest level, or more, point to specialist support. */
  readonly itemsAtHighest: number
  /** A group-support, safety or health modifier at this level, or above, points to specialist support. */
  readonly modifierLevel: number
  /** Enablement suits people with no item above this level. */
  readonly enablementHighest: number
}

/**
 * Daywell's starting lines. Assumption: the papers describe the tiers in words only (Cheshire East Cabinet, 2 February 2021,
 * para 5.5), most dependent and complex needs for tier 1 and low support needs for tier 3; the levels are ours.
 */
const startingTierPolicy: TierPolicy = { itemsAtHighest: 3, modifierLevel: 4, enablementHighest: 2 }

/** One reason for or against a tier, as a sentence the person may read. */
export interface TierReason {
  readonly speaksFor: Tier
  readonly words: string
}

export interface TierSuggestion {
  readonly tier: Tier
  readonly reasons: readonly TierReason[]
}

const skillStatements = ['independent', 'learn-new-things', 'asked-what-to-achieve']

/**
 * A tier as a hypothesis, never a decision: complex needs point to tier 1; low needs, a skill to learn and the point of
 * entry point to tier 3; everyone else is suggested tier 2. A named human decides and may decide otherwise.
 */
export function suggestTier(input: TierInput, policy: TierPolicy = startingTierPolicy): TierSuggestion {
  const reasons = [...complexNeeds(input, policy), ...enablement(input, policy)]
  if (reasons.some(({ speaksFor }) => speaksFor === 1)) return { tier: 1, reasons }
  const missing = notForEnablement(input, policy)
  if (missing.length === 0) return { tier: 3, reasons }
  return { tier: 2, reasons: [...missing, ...reasons] }
}

function complexNeeds({ levels }: TierInput, policy: TierPolicy): TierReason[] {
  const highest = Object.entries(levels).filter(([item, level]) => !item.startsWith('x') && level >= 4).length
  const modifiers = Object.entries(levels).filter(
    ([item, level]) => item.startsWith('x') && level >= policy.modifierLevel,
  )
  const found: TierReason[] = []
  if (highest >= policy.itemsAtHighest)
    found.push({ speaksFor: 1, words: `${highest} parts of life need constant or specialist help (level 4)` })
  for (const [item] of modifiers)
    found.push({ speaksFor: 1, words: `${modifierWords[item] ?? 'Extra support'} is needed at the highest level` })
  return found
}

const modifierWords: Readonly<Record<string, string>> = {
  x1: 'Someone always near in the day',
  x2: 'Support at night',
  x3: 'Support to be in a group',
  x4: 'Health or moving support during activities',
}

function enablement(input: TierInput, policy: TierPolicy): TierReason[] {
  const found: TierReason[] = []
  if (input.pointOfEntry) found.push({ speaksFor: 3, words: 'This is a first plan' })
  if (highestLevel(input) <= policy.enablementHighest)
    found.push({ speaksFor: 3, words: `No part of life is above level ${policy.enablementHighest}` })
  if (wantsSkill(input)) found.push({ speaksFor: 3, words: 'An outcome is about learning or doing more for oneself' })
  return found
}

function notForEnablement(input: TierInput, policy: TierPolicy): TierReason[] {
  const found: TierReason[] = []
  if (!input.pointOfEntry)
    found.push({ speaksFor: 2, words: 'A plan was in force before, so this is not the point of entry' })
  if (highestLevel(input) > policy.enablementHighest)
    found.push({
      speaksFor: 2,
      words: `Some help is needed above level ${policy.enablementHighest}, for the longer term`,
    })
  if (!wantsSkill(input)) found.push({ speaksFor: 2, words: 'No outcome is about learning or doing more for oneself' })
  return found
}

function highestLevel({ levels }: TierInput): number {
  return Math.max(0, ...Object.values(levels))
}

function wantsSkill({ outcomes }: TierInput): boolean {
  return outcomes.some(({ careActItem, iStatement }) => careActItem === 'h' || skillStatements.includes(iStatement))
}
