import type { StartingOn } from '../strategy/pages/scenarios.page.ts'
import { variantOf } from '../strategy/simulation/variants.ts'
import { councilInUse } from './council-in-use.ts'

/** The scenarios from which a council starts: its own with each variant, from its folder. */
export const startingScenariosOn: StartingOn = (on) => {
  const council = councilInUse()
  const scenario = council.value('strategy.scenario', on)
  const variants = council.value('strategy.variants', on).flatMap((variant) => {
    const made = variantOf(scenario, variant)
    return 'scenario' in made ? [{ code: variant.code, scenario: made.scenario }] : []
  })
  return { scenario, variants }
}
