import type { RolloutPolicyOn } from '../allocation/index.ts'
import { councilInUse } from './council-in-use.ts'
import { sentenceOfSource } from './sentence-of-source.ts'

/** How the council brings in a table, eases falls and watches, from its folder. */
export const rolloutPolicyOn: RolloutPolicyOn = (on) => {
  const council = councilInUse()
  return {
    steps: council.value('rollout.steps', on),
    stepsFrom: sentenceOfSource(council.source('rollout.steps', on)),
    reliefYears: council.value('rollout.reliefYears', on),
    reliefFrom: sentenceOfSource(council.source('rollout.reliefYears', on)),
    watch: council.value('rollout.watch', on),
    watchFrom: sentenceOfSource(council.source('rollout.watch', on)),
  }
}
