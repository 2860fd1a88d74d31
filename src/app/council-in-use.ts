import { configurationFrom } from './configuration.ts'
import type { CouncilPolicy } from './council-policy/council-policy.ts'
import { loadCouncil } from './council-policy/store.ts'

let council: CouncilPolicy | undefined

/** The policy of the council that Daywell is set up for, from its folder; read once, on first use. */
export function councilInUse(): CouncilPolicy {
  council ??= loadCouncil(configurationFrom(process.env).council)
  return council
}
