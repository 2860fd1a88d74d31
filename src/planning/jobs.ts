import type { Subscription } from '../platform/jobs.ts'
import { endWeek } from './store.ts'

/** What planning does when an earlier step makes a fact known. */
export const subscriptions: Subscription[] = [
  {
    fact: 'people/died',
    name: 'planning/end-on-death',
    handle: async (tx, { subjectId, onDate }) => {
      await endWeek(tx, subjectId, onDate, 'died')
    },
  },
]
