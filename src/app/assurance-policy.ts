import type { AssurancePolicyOn } from '../directory/assurance-policy.ts'
import { councilInUse } from './council-in-use.ts'

/** How long a look at an entry of the directory is good for, from the council's folder. */
export const assurancePolicyOn: AssurancePolicyOn = (on) => councilInUse().value('directory.assurance', on)
