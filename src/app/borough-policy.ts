import type { BoroughPolicyOn } from '../strategy/borough-policy.ts'
import { councilInUse } from './council-in-use.ts'
import { sentenceOfSource } from './sentence-of-source.ts'

/** The council's name and how many people live in each of its areas, from its folder. */
export const boroughPolicyOn: BoroughPolicyOn = (on) => {
  const council = councilInUse()
  return {
    council: council.card.id,
    residents: {
      byArea: new Map(council.value('localities.areas', on).map(({ name, population }) => [name, population])),
      source: sentenceOfSource(council.source('localities.areas', on)),
    },
  }
}
