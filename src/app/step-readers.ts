import type { StepName } from '../journey.ts'
import type { Role } from '../platform/who.ts'

const team = ['practitioner', 'team_manager'] as const
const all = ['practitioner', 'team_manager', 'broker', 'finance'] as const

/**
 * Which staff may read all of what a step says of a person, as row-level security gives its tables. To the others it is not
 * shown: what they cannot read would look as if it were not there.
 */
export const stepReaders: Partial<Record<StepName, readonly Role[]>> = {
  needs: team,
  allocation: [...team, 'finance'],
  charging: [...team, 'finance'],
  planning: all,
  brokerage: [...team, 'broker'],
  delivery: all,
  outcomes: team,
  finance: [...team, 'finance'],
}
