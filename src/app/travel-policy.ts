import type { TravelPolicyOn } from '../brokerage/travel-policy.ts'
import { configurationFrom } from './configuration.ts'
import type { CouncilPolicy } from './council-policy/council-policy.ts'
import { loadCouncil } from './council-policy/store.ts'

let council: CouncilPolicy | undefined

/** The council's travel policy of a day, from its folder; read once, on first use. */
export const travelPolicyOn: TravelPolicyOn = (on) => {
  council ??= loadCouncil(configurationFrom(process.env).council)
  const source = council.source('travel.speeds', on)
  return {
    limitMinutes: council.value('travel.limitMinutes', on),
    detourPercent: council.value('travel.detourPercent', on),
    kilometresPerHour: council.value('travel.speeds', on),
    source:
      source.kind === 'assumed'
        ? `Assumption: ${source.why}`
        : `Source: ${source.paper}, ${source.citation.paragraph}.`,
  }
}
