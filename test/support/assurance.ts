import type { AssurancePolicyOn } from '../../src/directory/assurance-policy.ts'

/** A council's policy for tests: whoever runs an entry is asked after three months, and it counts as old after six. */
export const assurancePolicyOn: AssurancePolicyOn = () => ({ askMonths: 3, oldMonths: 6 })
