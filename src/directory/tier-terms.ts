import { derivedId } from './derived-id.ts'
import type { EntryTerm } from './directory-entry.ts'
import { tierOf } from './entry-rows.ts'
import { taxonomyId } from './to-open-referral.ts'

const tiers = [1, 2, 3] as const
type Tier = (typeof tiers)[number]
const vocabulary = 'Tier of support'

/** A tier of support as a term of the feed, with its own lasting id: “Tier 2” of “Tier of support”, as the reader of feeds knows it. */
export const tierTerm = (tier: Tier) => ({
  id: derivedId(taxonomyId(vocabulary), `tier:${tier}`),
  name: `Tier ${tier}`,
  vocabulary,
})

/** The tier whose term has this id; none where it is another term. */
export const tierWithId = (id: string): Tier | undefined => tiers.find((tier) => tierTerm(tier).id === id.toLowerCase())

/** The terms of an entry, with its tier where none of them says it. */
export function withTier(terms: readonly EntryTerm[], tier: Tier | null): EntryTerm[] {
  if (tier === null || tierOf(terms) === tier) return [...terms]
  const { id: sourceId, name } = tierTerm(tier)
  return [...terms, { sourceId, name, vocabulary, description: undefined }]
}
