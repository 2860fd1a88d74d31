import type { RolloutPolicyOn } from '../allocation/index.ts'
import { councilInUse } from './council-in-use.ts'
import type { CouncilPolicy } from './council-policy/council-policy.ts'

/** Where a value comes from, as a sentence. */
function sourceWords(source: ReturnType<CouncilPolicy['source']>): string {
  return source.kind === 'assumed'
    ? `Assumption: ${source.why}`
    : `Source: ${source.paper}, ${source.citation.paragraph}.`
}

/** How the council brings in a table, eases falls and watches, from its folder. */
export const rolloutPolicyOn: RolloutPolicyOn = (on) => {
  const council = councilInUse()
  return {
    steps: council.value('rollout.steps', on),
    stepsFrom: sourceWords(council.source('rollout.steps', on)),
    reliefYears: council.value('rollout.reliefYears', on),
    reliefFrom: sourceWords(council.source('rollout.reliefYears', on)),
    watch: council.value('rollout.watch', on),
    watchFrom: sourceWords(council.source('rollout.watch', on)),
  }
}
