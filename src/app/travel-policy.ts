import type { TravelPolicyOn } from '../directory/travel-policy.ts'
import { councilInUse } from './council-in-use.ts'

/** The council's travel policy of a day, from its folder. */
export const travelPolicyOn: TravelPolicyOn = (on) => {
  const council = councilInUse()
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
