import { kinds } from '../directory/index.ts'
import { type NotKnown, notKnown } from './not-known.ts'

/** The part of the market that is asked for: nothing in a field means all. */
export interface MarketPart {
  readonly area: string
  readonly kind: string
}

/** A sentence for an area or a kind that nobody knows: noughts would look like an answer. Known are the council's own areas, every kind of the list, and those of what there is. */
export function marketPartFaults(
  asked: MarketPart,
  choices: { readonly areas: readonly string[]; readonly kinds: readonly string[] },
  councilAreas: readonly string[],
): NotKnown[] {
  const areas = [...new Set([...councilAreas, ...choices.areas])].sort()
  const known = [...new Set([...kinds.map(({ code }) => code), ...choices.kinds])].sort()
  return [...notKnown('area', 'area', asked.area, areas), ...notKnown('kind', 'kind', asked.kind, known)]
}
