import type { Subscription } from '../platform/jobs.ts'
import { endContributions } from './store.ts'

/** A death ends what the person pays with that day. */
export const subscriptions: Subscription[] = [
  {
    fact: 'people/died',
    name: 'charging/end-on-death',
    handle: (tx, { subjectId, onDate }) => endContributions(tx, subjectId, onDate, 'died'),
  },
]
