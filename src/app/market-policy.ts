import type { MarketPolicyOn } from '../market/market-policy.ts'
import { councilInUse } from './council-in-use.ts'
import { sentenceOfSource } from './sentence-of-source.ts'

/** What the council asks of whoever joins its framework, from its folder. */
export const marketPolicyOn: MarketPolicyOn = (on) => {
  const council = councilInUse()
  return {
    joining: {
      ...council.value('market.joining', on),
      from: sentenceOfSource(council.source('market.joining', on)),
    },
    prices: {
      ...council.value('market.prices', on),
      from: sentenceOfSource(council.source('market.prices', on)),
    },
    assurance: {
      ...council.value('market.assurance', on),
      from: sentenceOfSource(council.source('market.assurance', on)),
    },
    uplift: {
      ...council.value('market.uplift', on),
      from: sentenceOfSource(council.source('market.uplift', on)),
    },
    calls: {
      ...council.value('market.calls', on),
      from: sentenceOfSource(council.source('market.calls', on)),
    },
    contacts: {
      ...council.value('market.contacts', on),
      from: sentenceOfSource(council.source('market.contacts', on)),
    },
    viability: {
      ...council.value('market.viability', on),
      from: sentenceOfSource(council.source('market.viability', on)),
    },
  }
}
