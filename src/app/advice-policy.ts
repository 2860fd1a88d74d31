import type { AdvicePolicyOn } from '../directory/advice.ts'
import { councilInUse } from './council-in-use.ts'

/** Who helps people without assessed needs, from the council's folder. */
export const advicePolicyOn: AdvicePolicyOn = (on) => {
  const council = councilInUse()
  const source = council.source('advice.service', on)
  return {
    service: council.value('advice.service', on),
    source: source.kind === 'assumed' ? 'The name is an assumption; the council can set its own.' : '',
  }
}
